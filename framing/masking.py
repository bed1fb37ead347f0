"""Words that tell who published a text rather than how it tells the story, taken out of it.

A classifier of outlets learns the outlet's name, its reporters, its datelines and its subscription
line before anything else. What is masked here is out of its reach; the leakage audit masks one
kind at a time to see what each is worth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.extractors.zone_lines import dateline_end
from framing.registry import load_outlets

KINDS = ("self_names", "staff_names", "datelines", "house_style", "boilerplate", "glyphs")

REPEATED_IN = 3
"""A sentence that stands in so many articles is boilerplate."""
_SHORTEST_SENTENCE = 20
_FRONT_LINES = 4

_LOWER_WORD = re.compile(r"\b[a-z]{3,}\b")
_SENTENCES = re.compile(r"[^\n.!?]+[.!?\"”’]*")
_HOUSE_STYLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Messrs|Miss|Sen|Rep|Gov|Sens|Reps)\b\.?|\bper ?cent\b|%|\bU\.? ?S\.?(?!\w)"
    r"|\b[ap]\.?m\.?(?!\w)|\([RDI]-[^)\n]{2,20}\)"
    r"|\b(?:advis[eo]rs?|e-?mails?|web ?sites?|towards?)\b"
    r"|\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?= \d)",
)
_BYLINE = re.compile(r"^[ \t]*(?:By|Written by|Posted by)[: ]+[A-Z][^\n]{2,80}$", re.M)
_CREDIT = re.compile(r"\bcontribut(?:ed|ing) (?:to|reporting)\b")
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\bpic\.twitter\.com\S*|(?<!\S)\S*@\w\S*")
_GLYPHS = re.compile(r"[^\w\s.?!,'-]|_|--+|(?<!\w)['-]|['-](?!\w)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_AUTHORS = re.compile(r"\s*(?:[,;|/&]|\band\b|\bwith\b)\s*")


class Masker:
    """Takes the marks of the publisher out of texts.

    Parameters
    ----------
    kinds : sequence of str
        What to take out, of ``self_names`` (outlets of the registry and of the articles that it
        was fitted to), ``staff_names`` (authors, bylines, handles, addresses), ``datelines``,
        ``house_style`` ("Mr.", "per cent", "U.S."), ``boilerplate`` (sentences that stand in
        three or more of the articles it was fitted to) and ``glyphs`` (kinds of quotation marks,
        dashes and other signs).

    Notes
    -----
    A name that is also a common word (*Time*, *Vice*) is left, for it would take the word with
    it. Masking is not anonymity: an outlet can still be told by its topics and its syntax.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"text": ["LONDON (Reuters) - Mr. Vale quit, the BBC said."]})
    >>> Masker().fit(articles).transform(articles)[0].split()
    ['Vale', 'quit,', 'the', 'said.']
    """

    def __init__(self, kinds: Sequence[str] = KINDS) -> None:
        self.kinds = kinds

    def fit(self, articles: pd.DataFrame) -> Masker:
        """Learn the names and the repeated sentences of these articles."""
        kinds = check_kinds(self.kinds)
        texts = texts_of(articles)
        names: set[str] = set()
        if "self_names" in kinds:
            names |= _outlet_names(articles, texts)
        if "staff_names" in kinds:
            names |= _staff_names(articles)
        self.names_ = tuple(sorted(names))
        self.boilerplate_ = _repeated(texts) if "boilerplate" in kinds else frozenset()
        return self

    def transform(self, articles: pd.DataFrame) -> list[str]:
        """Title and text of each article, one after the other, without what is masked."""
        kinds = check_kinds(self.kinds)
        return [self._mask(text, kinds) for text in texts_of(articles)]

    def _mask(self, text: str, kinds: Sequence[str]) -> str:
        if "boilerplate" in kinds:
            text = _SENTENCES.sub(self._unless_repeated, text)
        if "datelines" in kinds:
            text = _without_dateline(text)
        if "staff_names" in kinds:
            text = _ADDRESS.sub(" ", _BYLINE.sub(" ", text))
            text = _SENTENCES.sub(_unless_credit, text) if _CREDIT.search(text) else text
        text = _without_names(text, self.names_)
        if "house_style" in kinds:
            text = _HOUSE_STYLE.sub(" ", text)
        return _GLYPHS.sub(" ", text.replace("’", "'")) if "glyphs" in kinds else text

    def _unless_repeated(self, match: re.Match[str]) -> str:
        return " " if _folded(match.group()) in self.boilerplate_ else match.group()


def _unless_credit(match: re.Match[str]) -> str:
    return " " if _CREDIT.search(match.group()) else match.group()


@lru_cache(maxsize=8)
def _finder(names: tuple[str, ...]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Finds names as they are written, in one pass over a text."""
    import ahocorasick_rs

    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(names, matchkind=longest).find_matches_as_indexes


def name_spans(text: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where these names stand as words of their own."""
    found = _finder(names)(_SURROGATE.sub("?", text)) if names else ()
    return [
        (start, end)
        for _, start, end in found
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    ]


def _without_names(text: str, names: tuple[str, ...]) -> str:
    kept, done = [], 0
    for start, end in name_spans(text, names):
        kept.append(text[done:start])
        done = end
    return " ".join([*kept, text[done:]])


def check_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    """The kinds in their order; an error that names the one that is not known."""
    if isinstance(kinds, str):
        kinds = (kinds,)
    for kind in kinds:
        if kind not in KINDS:
            raise FramingError(f"nothing to mask is called {kind!r}.{did_you_mean(kind, KINDS)}")
    return tuple(kind for kind in KINDS if kind in kinds)


def texts_of(articles: pd.DataFrame) -> list[str]:
    """Title and text of each article in one string; empty where there is none."""
    text = articles["text"].astype(object).where(articles["text"].notna(), "")
    if "title" not in articles:
        return text.astype(str).tolist()
    title = articles["title"].astype(object).where(articles["title"].notna(), "")
    return [f"{a}\n{b}" if a else b for a, b in zip(title, text, strict=True)]


def _outlet_names(articles: pd.DataFrame, texts: Sequence[str]) -> set[str]:
    names = set(_registry_names())
    if "outlet" in articles:
        names |= _listed(articles["outlet"].astype(str).where(articles["outlet"].notna(), ""))
    words = _common_words(texts)
    return {name for name in names if len(name) > 2 and not _is_a_word(name, words)}


@cache
def _registry_names() -> frozenset[str]:
    registry = load_outlets()
    columns = [registry[name].fillna("") for name in ("name", "domains", "aliases")]
    return frozenset().union(*map(_listed, columns))


def _listed(cells: pd.Series) -> set[str]:
    return {name.strip() for cell in cells.unique() for name in cell.split(";")}


def _is_a_word(name: str, words: frozenset[str]) -> bool:
    if name.isupper() or "." in name:
        return False
    return name.islower() or (" " not in name and (name.lower() in words or len(name) < 5))


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _LOWER_WORD.findall(text[:4000]))


def _staff_names(articles: pd.DataFrame) -> set[str]:
    if "author" not in articles:
        return set()
    cells = articles["author"].dropna().astype(str)
    names = {name.removeprefix("By ").strip() for cell in cells for name in _AUTHORS.split(cell)}
    return {name for name in names if " " in name and len(name) < 60}


def _repeated(texts: Iterable[str]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({_folded(match.group()) for match in _SENTENCES.finditer(text)})
    return frozenset(
        sentence
        for sentence, count in seen.items()
        if count >= REPEATED_IN and len(sentence) >= _SHORTEST_SENTENCE
    )


def _folded(sentence: str) -> str:
    return sentence.strip(" \t\r\n.!?\"”’'").lower()


def _without_dateline(text: str) -> str:
    lines = text.split("\n", _FRONT_LINES)
    for place, line in enumerate(lines[:_FRONT_LINES]):
        end = dateline_end(line[:200])
        if end:
            lines[place] = line[end:]
    return "\n".join(lines)
