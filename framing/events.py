"""Which articles tell the same story, found by their titles and first words, and their dates.

The words of a story return in every outlet's report of it, but so do the words of its topic. What
counts is therefore not how similar two articles are, but how similar for their neighbourhood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.errors import FramingError, InputError, did_you_mean
from framing.linkage import Chances, linked
from framing.text import Document
from framing.usual_words import openings_with

if TYPE_CHECKING:
    from scipy import sparse

    Counted = tuple[sparse.csr_matrix, np.ndarray]  # articles by names, and the names

TRUSTED_DATES = ("given", "metadata", "url")
AS_LIKELY_AS_NOT = 1.35
"""Times as similar as is usual around two articles, where they are as likely as not one story."""
_STEEPNESS = 6
LEAD_WORDS = 120
NEIGHBOURS = 20
_TITLE_COUNTS = 2
_WORDS, _WORD_PAIRS, _WEEKDAYS = 0.77, 0.15, 0.08  # their shares in a similarity
_DAYS_OF_THE_WEEK = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE | re.ASCII
)
_USUAL = 10  # how many neighbours say what similarity is usual around an article
_LEAST_USUAL, _LEAST_USUAL_UNDATED, _MOST_USUAL = 0.08, 0.12, 0.4
_ONE_UNDATED = 1.2  # how much more alike an article without a date is to be to one that has one
_OPENINGS_READ = 3000  # how many articles count as much as what is known of the news
_LEAST_COSINE = 0.09  # more than a shared weekday, less than any event is found by
_COMMON_SHARE, _COMMON = 0.1, 100  # words of more articles than both do not tell stories apart
_LEAD_CHARACTERS = 12 * LEAD_WORDS
_BLOCK = 500
_DIGITS = 10


def group_events(articles: pd.DataFrame, *, days: int = 3) -> pd.Series:
    """Group the articles that report the same story, across outlets.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned: indexed by `article_id`, with `text`, and perhaps `title`,
        `published` and `published_basis`.
    days : int
        Two articles whose dates can be trusted (given, or in the page's metadata or address) are
        compared only if published at most so many days apart.

    Returns
    -------
    Series
        Named `event_id`, in the order of `articles`: the smallest article_id of the event, which
        is the article's own where no other tells its story; NA for an article without words. It
        does not depend on the order of the articles, but on which others there are.

    Raises
    ------
    InputError
        If `articles` is not a table of articles.

    Notes
    -----
    Words of the title, counted twice, and the first 120 words are compared as tf-idf vectors, as
    are pairs of neighbouring words, and the weekdays named, since reports of one event name the
    day that it happened. In how many articles a word stands is known from these articles and from
    the news in general, as if 3,000 more had been read. The similarity is divided by what is usual
    among the nearest neighbours of both (Zelnik-Manor and Perona 2004), since two articles on a
    much covered topic are alike without telling the same story; where dates can be trusted, among
    neighbours too many days apart to tell it. Events grow by average linkage over the 20 nearest
    neighbours of each article; a pair that is not among them counts as 0, so that chains do not
    form, and no event holds two trusted dates that are too many days apart. Where a date is
    missing, more likeness is needed.
    How large events are is learnt from these articles: where most stories are told three times, a
    third article needs less than where most are told once. So the same two articles may be one
    event among some articles and two among others.

    It does not measure whether outlets tell a story alike, and sees no story told in other words.
    Where nearly every article is on another story, it joins too many.

    References
    ----------
    Zelnik-Manor, L. and Perona, P. (2004). Self-tuning spectral clustering. Advances in Neural
    Information Processing Systems 17, 1601-1608.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> table = pd.DataFrame({
    ...     "article_id": ["a", "b", "c"],
    ...     "text": ["The Merrow ferry ran aground off Sall.", "A dam was sold, a memo shows.",
    ...              "Divers reached the Merrow ferry, aground near Sall."],
    ... })
    >>> group_events(fr.read_articles(table)).tolist()
    ['a', 'b', 'a']
    """
    _check(articles, days)
    ordered = articles.sort_index()
    views = _views(ordered)
    told = np.flatnonzero([len(words) > 0 for words in views[0]])
    event = pd.Series(pd.NA, index=ordered.index, dtype="string", name="event_id")
    if len(told):
        vectors = _vectors([[view[row] for row in told] for view in views])
        day = _days(ordered)[told]
        first = linked(_chances(vectors, day, days), len(told), place=day, widest=days)
        event.iloc[told] = ordered.index[told[first]].astype(str)
    return event.reindex(articles.index)


def _check(articles: pd.DataFrame, days: int) -> None:
    if "text" not in articles.columns:
        raise InputError(f"articles has no column 'text'.{did_you_mean('text', articles.columns)}")
    if not articles.index.is_unique:
        twice = articles.index[articles.index.duplicated()][0]
        raise InputError(f"article_id {twice!r} stands on several rows. Ids must be unique.")
    if not isinstance(days, int) or days < 0:
        raise FramingError(f"days must be a whole number of at least 0. Got {days!r} instead.")


def _days(articles: pd.DataFrame) -> np.ndarray:
    """The day of publication as a number; NaN where there is none that can be trusted."""
    if "published" not in articles.columns:
        return np.full(len(articles), np.nan)
    days = pd.to_datetime(articles["published"], format="%Y-%m-%d", errors="coerce")
    if "published_basis" in articles.columns:
        days = days.where(articles["published_basis"].isin(TRUSTED_DATES))
    return ((days - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(float)


def _views(articles: pd.DataFrame) -> list[list[Counter[str]]]:
    """What is looked at in each article: words, neighbouring words, weekdays of title and lead."""
    fields = {}
    for name in ("title", "text"):
        column = articles[name] if name in articles.columns else pd.Series("", articles.index)
        fields[name] = column.fillna("").tolist()
    views: list[list[Counter[str]]] = [[], [], []]
    for title, text in zip(fields["title"], fields["text"], strict=True):
        first = text[:_LEAD_CHARACTERS]
        heading, lead = _folded(title, None), _folded(first, LEAD_WORDS)
        words = Counter(lead)
        for word in heading:
            words[word] += _TITLE_COUNTS
        views[0].append(words)
        views[1].append(Counter(map(" ".join, [*pairwise(heading), *pairwise(lead)])))
        days = _DAYS_OF_THE_WEEK.findall(f"{title} {first}")
        views[2].append(Counter({day.lower() for day in days}))
    return views


def _folded(text: str, most: int | None) -> list[str]:
    words = Document(text).words[:most].tolist()
    return [_stem(text[start:end].lower().replace("’", "'")) for start, end in words]


def _stem(word: str) -> str:
    """Without the commonest endings: 'talks' and 'talked' are the same word here."""
    if len(word) < 5:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return re.sub(r"(?<=\w{4})(?:ing|ed|es|(?<!s)s)$", "", word).rstrip("e")


def _vectors(views: list[list[Counter[str]]]) -> sparse.csr_matrix:
    """A row an article, whose product with another is their similarity, 0 to 1."""
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer

    words, word_pairs, weekdays = views
    pairs_weighed, days_weighed = (
        TfidfTransformer(sublinear_tf=True),
        TfidfTransformer(use_idf=False),
    )
    parts = [
        (_WORDS, _telling(words), _rare_words),
        (_WORD_PAIRS, _telling(word_pairs), lambda found: pairs_weighed.fit_transform(found[0])),
        (_WEEKDAYS, _counts(weekdays), lambda found: days_weighed.fit_transform(found[0])),
    ]
    return sparse.hstack(
        [np.sqrt(share) * weigh(found) for share, found, weigh in parts if len(found[1])],
        format="csr",
    )


def _rare_words(found: Counted) -> sparse.csr_matrix:
    """The words of each article, weighed by how few articles, and how little news, use them."""
    from scipy import sparse
    from sklearn.preprocessing import normalize

    table, names = found
    shares, other = openings_with(_stem)
    expected = np.array([shares.get(name, other) for name in names])
    used_by = np.bincount(table.indices, minlength=table.shape[1])
    read = table.shape[0] + _OPENINGS_READ
    rarity = 1 + np.log((1 + read) / (1 + used_by + _OPENINGS_READ * expected))
    table.data = 1 + np.log(table.data)
    return normalize(table @ sparse.diags(rarity))


def _counts(counted: list[Counter[str]]) -> Counted:
    """How often each article has each name, and the names."""
    from sklearn.feature_extraction import DictVectorizer

    counter = DictVectorizer()
    table = counter.fit_transform(counted).tocsr()
    return table, np.array(counter.feature_names_, dtype=object)


def _telling(counted: list[Counter[str]]) -> Counted:
    """Without what stands in so many articles that it cannot tell stories apart."""
    table, names = _counts(counted)
    used_by = np.bincount(table.indices, minlength=len(names))
    kept = np.flatnonzero(used_by <= max(_COMMON_SHARE * table.shape[0], _COMMON))
    return table[:, kept], names[kept]


def _chances(vectors: sparse.csr_matrix, day: np.ndarray, days: int) -> Chances:
    """Pairs of neighbours that may tell the same story, and how likely they do."""
    usual, looked_at = np.zeros(len(day)), max(1, min(_USUAL, len(day) - 1))
    near: dict[tuple[int, int], float] = {}
    for row, others, cosines in _similar(vectors):
        apart = np.abs(day[others] - day[row]) > days
        surely_others = cosines[apart] if apart.any() else cosines
        usual[row] = surely_others[:_USUAL].sum() / looked_at
        kept = np.flatnonzero(~apart)[:NEIGHBOURS]
        for other, cosine in zip(others[kept].tolist(), cosines[kept].tolist(), strict=True):
            near[min(row, other), max(row, other)] = cosine
    chances = {}
    dated = ~np.isnan(day)
    for (a, b), cosine in near.items():
        least = _LEAST_USUAL if dated[a] and dated[b] else _LEAST_USUAL_UNDATED
        around = min(max(float(np.sqrt(usual[a] * usual[b])), least), _MOST_USUAL)
        around *= _ONE_UNDATED if dated[a] != dated[b] else 1
        odds = (cosine / around / AS_LIKELY_AS_NOT) ** _STEEPNESS
        chances[a, b] = round(odds / (1 + odds), _DIGITS)
    return chances


def _similar(vectors: sparse.csr_matrix) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """For each article the others that are at all like it, the most similar first."""
    turned = vectors.T.tocsr()
    for first in range(0, vectors.shape[0], _BLOCK):
        block = (vectors[first : first + _BLOCK] @ turned).tocsr()
        for place in range(block.shape[0]):
            row = first + place
            part = slice(block.indptr[place], block.indptr[place + 1])
            others, cosines = block.indices[part], block.data[part].round(_DIGITS)
            keep = (others != row) & (cosines >= _LEAST_COSINE)
            others, cosines = others[keep], cosines[keep]
            order = np.lexsort((others, -cosines))
            yield row, others[order], cosines[order]
