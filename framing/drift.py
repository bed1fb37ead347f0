"""Drift: how often an entry occurs year by year, and in which company.

A list that was right when it was made may not be later: words wear out, and their sense moves with
the words they stand beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from framing.errors import FramingError, InputError
from framing.folding import fold_case
from framing.intervals import Z
from framing.kwic import Wanted, fields_of, wanted
from framing.matcher import Matcher
from framing.text import Document
from framing.word_classes import WORD_CLASSES

PERIODS = {"year": 4, "month": 7}
WINDOW = 5
_TOP = 6
_SMALL_WORDS = """and or but if so as than then also just only even too very more most other own
    same when while where how why because though although after before there here now still yet
    said says say mr mrs ms dr ii"""
_SAYS_NOTHING = frozenset(_SMALL_WORDS.split()).union(
    *(words for name, words in WORD_CLASSES.items() if name != "number")
)


def drift(articles: pd.DataFrame, pattern_or_lexicon: Wanted, *, by: str = "year") -> pd.DataFrame:
    """How often each entry occurs, period by period, and beside which words.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned, with `published`. Articles without a date are left out.
    pattern_or_lexicon : str, Lexicon, sequence of Lexicon, or Path
        As in `kwic`.
    by : {"year", "month"}
        The length of a period.

    Returns
    -------
    DataFrame
        One row an entry and period, for the entries that occur at all and the periods that have
        words: `entry, category, period, n_articles, words, hits, rate, low, high, company`. The
        rate is hits per 1,000 words with its 95 % interval; `company` names the words most
        typically beside it, from `company`.

    Raises
    ------
    InputError
        If no article has a date.

    Notes
    -----
    The interval takes articles as the units (ratio estimator, Cochran 1977, section 6.3); it is NaN
    for one article, and without hits it ends at three hits (the rule of three, Hanley &
    Lippman-Hand 1983). Weights are not used. A rate may change because the outlets or the topics of
    the collection did: compare within the same outlets. The day of publication may be wrong.

    References
    ----------
    Cochran, W. G. (1977). Sampling techniques (3rd ed.). Wiley.
    Hanley, J. A., & Lippman-Hand, A. (1983). If nothing goes wrong, is everything all right?
    Journal of the American Medical Association, 249(13), 1743–1745.

    Examples
    --------
    >>> import framing as fr
    >>> frame = pd.DataFrame({"article_id": ["a", "b"], "text": ["A surge came.", "No news."],
    ...                       "published": ["2031-05-01", "2032-05-01"]})
    >>> table = drift(fr.read_articles(frame), "surge")
    >>> table[["period", "hits", "words"]].values.tolist()
    [['2031', 1, 3], ['2032', 0, 2]]
    """
    read = _read(articles, pattern_or_lexicon, by)
    beside = _company(read)
    rows = []
    for entry, category in read.entries:
        for period, numbers in read.periods.items():
            hits = np.array([read.hits[n].get((entry, category), 0) for n in numbers])
            words = read.words[numbers]
            told = [word for word, *_ in beside.get((entry, category, period), [])[:_TOP]]
            rate, low, high = _rate(hits, words)
            rows.append((entry, category, period, len(numbers), int(words.sum()), int(hits.sum()),
                         rate, low, high, ", ".join(told)))  # fmt: skip
    columns = ["entry", "category", "period", "n_articles", "words", "hits", "rate", "low", "high",
               "company"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def company(
    articles: pd.DataFrame, pattern_or_lexicon: Wanted, *, by: str = "year"
) -> pd.DataFrame:
    """The words that stand beside each entry, period by period.

    Parameters
    ----------
    articles, pattern_or_lexicon, by
        As in `drift`.

    Returns
    -------
    DataFrame
        One row an entry, period and word: `entry, category, period, word, n_articles, log_dice`,
        the most typical first. `n_articles` is the number of articles in which the word stands
        within five words of the entry, two or more; function words are left out.

    Notes
    -----
    log-Dice is 14 + log2(2 xy / (x + y)) over articles: x have the entry, y the word, and xy both
    together. 14 is always together, one less is half as often; it does not grow with the size of
    the collection, so that periods can be compared (Rychlý 2008).

    References
    ----------
    Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN 2008, 6–9.

    Examples
    --------
    >>> import framing as fr
    >>> frame = pd.DataFrame({"article_id": ["a", "b"], "text": ["A migrant surge."] * 2,
    ...                       "published": ["2031-05-01", "2031-05-02"]})
    >>> table = company(fr.read_articles(frame), "surge")
    >>> table[["word", "n_articles", "log_dice"]].values.tolist()
    [['migrant', 2, 14.0]]
    """
    read = _read(articles, pattern_or_lexicon, by)
    rows = [
        (*key, word, n_articles, log_dice)
        for key, found in _company(read).items()
        for word, n_articles, log_dice in found
    ]
    columns = ["entry", "category", "period", "word", "n_articles", "log_dice"]
    return pd.DataFrame(rows, columns=columns)


Key = tuple[str, str]


@dataclass
class _Reading:
    """What was found, article by article."""

    periods: dict[str, list[int]]
    words: np.ndarray
    hits: list[Counter[Key]] = field(default_factory=list)
    beside: list[dict[Key, set[str]]] = field(default_factory=list)
    vocabulary: list[set[str]] = field(default_factory=list)
    entries: list[Key] = field(default_factory=list)


def _read(articles: pd.DataFrame, pattern_or_lexicon: Wanted, by: str) -> _Reading:
    dated, periods = _periods(articles, by)
    fields = fields_of(dated)
    lexicons = wanted(pattern_or_lexicon, [text for _, _, text in fields])
    matcher = Matcher(lexicons)
    named = isinstance(pattern_or_lexicon, str)
    place = {article_id: number for number, article_id in enumerate(dated.index)}
    n = len(dated)
    read = _Reading(periods, np.zeros(n, dtype=np.int64), [Counter() for _ in range(n)],
                    [{} for _ in range(n)], [set() for _ in range(n)])  # fmt: skip
    for article_id, name, text in fields:
        number, document = place[article_id], Document(text, name)
        words = [fold_case(text[start:end]) for start, end in document.words.tolist()]
        read.words[number] += len(words)
        read.vocabulary[number].update(words)
        for found in matcher.find(document):
            for hit in found:
                key = (pattern_or_lexicon if named else hit.entry.written, hit.entry.category)
                read.hits[number][key] += 1
                near = _near(document, words, hit.start, hit.end)
                read.beside[number].setdefault(key, set()).update(near)
    seen = set().union(*read.hits) if read.hits else set()
    order = [(e.written, e.category) for lexicon in lexicons for e in lexicon.entries]
    order += sorted(seen)
    read.entries = [key for key in dict.fromkeys(order) if key in seen]
    return read


def _periods(articles: pd.DataFrame, by: str) -> tuple[pd.DataFrame, dict[str, list[int]]]:
    if by not in PERIODS:
        raise FramingError(f"by cannot be {by!r}. Choose 'year' or 'month'.")
    if "published" not in articles.columns or articles["published"].isna().all():
        raise InputError("articles has no dates in 'published'; a drift needs them.")
    dated = articles[articles["published"].notna()]
    told = dated["published"].astype(str).str[: PERIODS[by]].tolist()
    periods: dict[str, list[int]] = {}
    for number, period in sorted(enumerate(told), key=lambda pair: (pair[1], pair[0])):
        periods.setdefault(period, []).append(number)
    return dated, periods


def _near(document: Document, words: Sequence[str], start: int, end: int) -> Iterator[str]:
    """The words within the window that say something, in the same sentence."""
    sentences = document.sentences
    which = int(np.searchsorted(sentences[:, 0], start, side="right")) - 1
    low, high = sentences[which] if which >= 0 else (0, len(document.text))
    starts = document.words[:, 0]
    first, last = np.searchsorted(starts, (start, end))
    opens, closes = np.searchsorted(starts, (low, max(high, end)))
    for index in (
        *range(max(opens, first - WINDOW), first),
        *range(last, min(closes, last + WINDOW)),
    ):
        word = words[index]
        if len(word) > 1 and word not in _SAYS_NOTHING and not word.isdigit():
            yield word


def _rate(hits: np.ndarray, words: np.ndarray) -> tuple[float, float, float]:
    """Hits per 1,000 words, with articles as the units of the interval."""
    total, n = words.sum(), len(words)
    if not total:
        return float("nan"), float("nan"), float("nan")
    rate = hits.sum() / total
    if not hits.sum():
        return 0.0, 0.0, min(1000.0, 3000 / total)
    if n < 2:
        return 1000 * rate, float("nan"), float("nan")
    half = Z * np.sqrt(n / (n - 1) * ((hits - rate * words) ** 2).sum()) / total
    return 1000 * rate, max(0.0, 1000 * (rate - half)), 1000 * (rate + half)


def _company(read: _Reading) -> dict[tuple[str, str, str], list[tuple[str, int, float]]]:
    """Words beside each entry in each period, the most typical first."""
    found: dict[tuple[str, str, str], list[tuple[str, int, float]]] = {}
    for period, numbers in read.periods.items():
        known = Counter(word for n in numbers for word in read.vocabulary[n])
        for key in read.entries:
            having = sum(key in read.hits[n] for n in numbers)
            near = Counter(word for n in numbers for word in read.beside[n].get(key, ()))
            scored = [
                (word, together, float(14 + np.log2(2 * together / (having + known[word]))))
                for word, together in near.items()
                if together > 1
            ]
            found[*key, period] = sorted(scored, key=lambda row: (-row[2], -row[1], row[0]))
    return found
