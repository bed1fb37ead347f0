"""Scores of weighted lists: an article's weights added up or averaged, as they were meant."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.globs import listed
from framing.lexicon import IGNORE, Lexicon
from framing.matcher import Matcher
from framing.text import Document

HOW = ("sum", "mean_hits", "mean_words")


def score(
    articles: pd.DataFrame, lexicon: Lexicon | Sequence[Lexicon] | str | os.PathLike, *, how: str
) -> pd.DataFrame:
    """The weights of a list in every article, by category.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned.
    lexicon : Lexicon, sequence of Lexicon, or path
        The list; a file of another program is read with `read_lexicons`.
    how : {"sum", "mean_hits", "mean_words"}
        What the weights are for. There is no default: the same list gives other rankings with each.

    Returns
    -------
    DataFrame
        A row an article and a column a category. ``sum`` is in units of weight, 0 without hits;
        ``mean_hits`` is the mean weight of a hit, NaN without hits; ``mean_words`` is the sum over
        the number of words, NaN without words. ``attrs["findings"]`` says what of a file was not
        looked for, as dictionaries with the fields of `Finding`.

    Raises
    ------
    FramingError
        `how` is none of these.

    Notes
    -----
    All of the text is read, whoever speaks, and the headline is not. A mean over hits does not tell
    an article with one hit from one with fifty.

    Examples
    --------
    >>> import framing as fr
    >>> from framing.lexicon import Entry, Lexicon
    >>> tone = Lexicon("tone", entries=(Entry("calm", "tone", 2.0), Entry("wild", "tone", -1.0)))
    >>> frame = pd.DataFrame({"article_id": ["a"], "text": ["Calm, calm, then wild weather."]})
    >>> articles = fr.read_articles(frame)
    >>> [float(score(articles, tone, how=how).loc["a", "tone"]) for how in HOW]
    [3.0, 1.0, 0.6]
    """
    if how not in HOW:
        raise FramingError(f"how cannot be {how!r}.{did_you_mean(how, HOW)}")
    texts = articles["text"].fillna("").tolist()
    lexicons, left = listed(lexicon, texts)
    matcher = Matcher(lexicons)
    columns = _columns(lexicons)
    place = {key: number for number, key in enumerate(columns)}
    sums = np.zeros((len(articles), len(columns)))
    hits = np.zeros_like(sums)
    words = np.zeros((len(articles), 1))
    for row, text in enumerate(texts):
        document = Document(text)
        words[row] = len(document.words)
        for owner, found in enumerate(matcher.find(document)):
            for hit in found:
                column = place[owner, hit.entry.category]
                sums[row, column] += hit.entry.weight
                hits[row, column] += 1
    over = {"sum": np.ones_like(sums), "mean_hits": hits, "mean_words": words}[how]
    with np.errstate(divide="ignore", invalid="ignore"):
        values = sums / over
    table = pd.DataFrame(values, index=articles.index, columns=list(columns.values()))
    table.attrs["findings"] = [finding.as_dict() for finding in left]
    return table


def _columns(lexicons: Sequence[Lexicon]) -> dict[tuple[int, str], str]:
    """A column for each category of each list: its name alone where no other list has it."""
    keys = [
        (owner, category)
        for owner, lexicon in enumerate(lexicons)
        for category in dict.fromkeys(e.category for e in lexicon.entries if e.category != IGNORE)
    ]
    names = [category for _, category in keys]
    return {
        (owner, category): category
        if names.count(category) == 1
        else f"{lexicons[owner].name}:{category}"
        for owner, category in keys
    }
