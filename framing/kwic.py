"""Keyword in context: every place where a pattern or a list is found, aligned to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from framing.errors import FramingError, InputError, did_you_mean
from framing.folding import fold_case
from framing.globs import listed, literal
from framing.lexicon import Lexicon
from framing.matcher import Matcher
from framing.text import Document

COLUMNS = ("article_id", "field", "start", "end", "left", "match", "right", "entry")
Wanted = str | Path | Lexicon | Sequence[Lexicon]
_SORTS = (None, "left", "right")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def kwic(
    articles: pd.DataFrame,
    pattern_or_lexicon: Wanted,
    *,
    sort: str | None = None,
    width: int = 40,
) -> pd.DataFrame:
    """Every place where something is found, with what stands left and right of it.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned.
    pattern_or_lexicon : str, Lexicon, sequence of Lexicon, or Path
        A word or phrase, in which ``*`` stands for any letters and ``?`` for one, in any case and
        as whole words; or a lexicon, with its rules; or the file of one.
    sort : {"left", "right"}, optional
        By the words before the match, the nearest first, or by those after it. By default in the
        order of the articles.
    width : int
        Characters of context on each side.

    Returns
    -------
    DataFrame
        One row a place: `article_id, field, start, end, left, match, right, entry`. ``start`` and
        ``end`` are offsets into that field; in `left`, `match` and `right` line breaks are spaces.
        `entry` is the pattern, or the list's entry.

    Raises
    ------
    FramingError
        If `sort` or `width` cannot be used.

    Notes
    -----
    All of the text is searched, whoever speaks, captions and boilerplate too; `annotate` tells them
    apart.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "Officials claimed it. Critics then claim more."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> kwic(articles, "claim*", sort="right", width=12)[["left", "match", "right"]].values.tolist()
    [['Officials ', 'claimed', ' it. Critics'], ['ritics then ', 'claim', ' more.']]
    """
    if sort not in _SORTS:
        raise FramingError(f"sort cannot be {sort!r}.{did_you_mean(sort, ['left', 'right'])}")
    if not isinstance(width, int) or width < 0:
        raise FramingError(f"width must be a number of characters. Got {width!r} instead.")
    fields = fields_of(articles)
    matcher = Matcher(wanted(pattern_or_lexicon, [text for _, _, text in fields]))
    pattern = pattern_or_lexicon if isinstance(pattern_or_lexicon, str) else ""
    rows = [
        (*_row(article_id, field, text, hit, width), pattern or hit.entry.written)
        for article_id, field, text in fields
        for found in matcher.find(Document(text, field))
        for hit in found
    ]
    if sort:
        rows.sort(key=_by_left if sort == "left" else _by_right)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def fields_of(articles: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Article, field and text of every field that has one, titles first."""
    if "text" not in articles.columns:
        raise InputError(f"articles has no column 'text'.{did_you_mean('text', articles.columns)}")
    given = [field for field in ("title", "text") if field in articles.columns]
    columns = [articles[field].tolist() for field in given]
    return [
        (article_id, field, text)
        for article_id, *texts in zip(articles.index.tolist(), *columns, strict=True)
        for field, text in zip(given, texts, strict=True)
        if isinstance(text, str) and text
    ]


def wanted(pattern_or_lexicon: Wanted, texts: Sequence[str]) -> tuple[Lexicon, ...]:
    """The lexicons to look for: those given, or one for the pattern."""
    if isinstance(pattern_or_lexicon, str):
        if not pattern_or_lexicon.strip(" *?"):
            raise FramingError(f"the pattern {pattern_or_lexicon!r} has no letters to look for.")
        return (literal(pattern_or_lexicon, texts),)
    if isinstance(pattern_or_lexicon, Lexicon):
        return (pattern_or_lexicon,)
    if isinstance(pattern_or_lexicon, Path):
        return listed(pattern_or_lexicon, texts)[0]
    return tuple(pattern_or_lexicon)


def _row(article_id: str, field: str, text: str, hit, width: int) -> tuple:
    start, end, _ = hit
    left, right = text[max(0, start - width) : start], text[end : end + width]
    parts = (_one_line(part) for part in (left, text[start:end], right))
    return (article_id, field, start, end, *parts)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _by_left(row: tuple) -> list[str]:
    return _WORD.findall(fold_case(row[4]))[::-1]


def _by_right(row: tuple) -> list[str]:
    return _WORD.findall(fold_case(row[6]))
