"""What coders are shown: the text of an article without anything that tells where it is from.

Nothing is cut out. What is hidden becomes blanks, and names become words of the same length, so
that a place in a blind text is the same place in the article.
"""

from __future__ import annotations

import re

import pandas as pd

from framing.errors import InputError
from framing.extractors import ZONE
from framing.masking import Masker, name_spans
from framing.pipeline import annotate
from framing.resampling import generator
from framing.spans import COUNTED_ZONES

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_BLANK = re.compile(r"[^\n]")
_UPPER_OR_DIGIT, _LOWER = re.compile(r"[^\W_a-z]"), re.compile(r"[a-z]")


def blind(articles: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """The texts for coders, under ids that reveal nothing.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returns.
    seed : int
        Decides which article gets which id.

    Returns
    -------
    DataFrame
        Indexed by the blind id (``T01``, ``T02``, …), with `article_id`, `title` and `text`.
        Datelines, bylines, captions and the like are blanks. Names of outlets and of the articles'
        authors are words of x, as long as they were. Articles without text are left out.

    Raises
    ------
    InputError
        No article has text.

    Notes
    -----
    An outlet can still be told by its style, and by what it covers.
    """
    kept = articles[articles["text"].fillna("").str.strip() != ""]
    if kept.empty:
        raise InputError("no article has text, so there is nothing to code.")
    kept = kept.iloc[generator(seed, "ids").permutation(len(kept))]
    zones = annotate(kept, extractors=[ZONE], workers=1)
    hidden = zones[~zones["zone"].isin(COUNTED_ZONES)]
    names = Masker(("self_names", "staff_names")).fit(kept).names_
    short = _short_names(kept)
    digits = max(2, len(str(len(kept))))
    table = pd.DataFrame(
        {"article_id": kept.index.astype(str)},
        index=pd.Index([f"T{n:0{digits}d}" for n in range(1, len(kept) + 1)], name="id"),
    )
    for name in ("title", "text"):
        stretches = _by_article(hidden[hidden["field"] == name])
        texts = kept[name].fillna("") if name in kept else pd.Series("", index=kept.index)
        table[name] = [
            _blinded(str(text), stretches.get(str(article_id), []), names, short)
            for article_id, text in texts.items()
        ]
    return table


def _by_article(spans: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    stretches: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in spans[["article_id", "start", "end"]].itertuples(index=False):
        stretches.setdefault(article_id, []).append((start, end))
    return stretches


def _short_names(articles: pd.DataFrame) -> re.Pattern[str]:
    """What outlets call themselves: the Post for The Vale Post, VNB for Vale National Broadcasting.

    Examples
    --------
    >>> names = pd.DataFrame({"outlet": ["The Vale Post"], "outlet_id": ["vnb"]})
    >>> _short_names(names).findall("The Post told VNB that a post was free.")
    ['Post', 'VNB']
    """
    found = {name for column in ("outlet", "outlet_id") for name in articles.get(column, ())}
    found = {str(name) for name in found if isinstance(name, str) and name.strip()}
    last, initials, whole = {r"(?!)"}, {r"(?!)"}, {r"(?!)"}
    for words in (re.findall(r"\w+", name.replace("_", " ")) for name in found):
        if len(words) > 1:
            last.add(re.escape(words[-1].capitalize()))
        if len(words) > 2 and words[0].lower() == "the":
            whole.add(r"\s+".join(map(re.escape, words[1:])))
        letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)
        if 3 <= len(letters) <= 5:
            initials.add(re.escape(letters.upper()))
    return re.compile(
        rf"\b(?:{'|'.join(sorted(whole))})\b|(?<=\b[Tt]he )(?:{'|'.join(sorted(last))})\b"
        rf"|\b(?:{'|'.join(sorted(initials))})\b"
    )


def _blinded(
    text: str, hidden: list[tuple[int, int]], names: tuple[str, ...], short: re.Pattern[str]
) -> str:
    for start, end in name_spans(text, names):
        text = text[:start] + _as_x(text[start:end]) + text[end:]
    text = short.sub(lambda name: _as_x(name[0]), text)
    for start, end in hidden:
        text = text[:start] + _NOT_BLANK.sub(" ", text[start:end]) + text[end:]
    return _UNPRINTABLE.sub("\ufffd", text)


def _as_x(name: str) -> str:
    """The name with x for every letter.

    Examples
    --------
    >>> _as_x("The Vale Post")
    'Xxx Xxxx Xxxx'
    """
    return _UPPER_OR_DIGIT.sub("X", _LOWER.sub("x", name))
