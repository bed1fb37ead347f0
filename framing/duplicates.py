"""Articles that share most of their words in the same order: copies, and the texts of agencies.

An agency's report in ten papers is one article that ten chose to print. Counted ten times it
makes papers look alike, intervals too narrow, and a text on both sides of a split.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.outlets import id_by_name, outlets_of_type, resolve
from framing.text import Document

COLUMNS = ("cluster", "copies", "shared_share", "writer", "keep")
SHINGLE_WORDS = 7
OF_SHORTER, OF_LONGER = 0.7, 0.4
_LOOKED_AT = 8  # one shingle in so many is used to find pairs
_MOST_ARTICLES = 100  # a shingle of more articles is furniture, and finds no pairs
_FEW_SHINGLES = 16  # a text with fewer is looked at with all of them
_DIGITS = 10


def find_duplicates(articles: pd.DataFrame) -> pd.DataFrame:
    """Which articles are copies of one text.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned: indexed by `article_id`, with `text`.

    Returns
    -------
    DataFrame
        One row an article, in the order of `articles`: `cluster` (the article_id of the text's
        first article, the article's own where there is no copy), `copies` (articles in the
        cluster), `shared_share` (0 to 1, the share of its words that stand in the cluster's first
        article in the same order; that one's is the largest that it has with another; NaN
        without words), `writer` (outlet_id of the agency that a dateline or byline in the cluster
        names, else NA) and `keep` (true for one article a cluster, the first).

    Raises
    ------
    InputError
        If `articles` is not a table of articles.

    Notes
    -----
    Texts are compared by their runs of seven words (shingles, Broder 1997). Two are copies if
    they share at least 70 % of the shorter's words and 40 % of the longer's, so that neither a
    common quotation nor a digest of many stories makes one. First in a cluster is the agency's
    own article, then the one with the earliest date, then the longest. Every copy is a copy of
    the first: chains are not followed.

    It does not measure who copied from whom, and sees no rewriting.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of
    Compression and Complexity of Sequences, 21-29.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> wire = "ORRIN (Reuters) - The harbour of Orrin stayed closed for a third day on Monday."
    >>> texts = [wire, wire + " More here.", "A memo shows that the dam was sold in March."]
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": list("abc"), "text": texts}))
    >>> find_duplicates(articles)[["cluster", "copies", "writer", "keep"]]
               cluster  copies   writer   keep
    article_id
    a                b       2  reuters  False
    b                b       2  reuters   True
    c                c       1     <NA>   True
    """
    _check(articles)
    ordered = articles.sort_index()
    texts = ordered["text"].fillna("").astype(str).tolist()
    shingles = [_shingles(text) for text in texts]
    writers = _writers(ordered, texts)
    links = _links(shingles)
    first, share = _clusters(links, _order(ordered, shingles, writers))
    share[[len(each) == 0 for each in shingles]] = np.nan
    ids = ordered.index.to_numpy(dtype=object)
    table = pd.DataFrame(
        {
            "cluster": pd.Series(ids[first], dtype="string").to_numpy(),
            "copies": np.bincount(first, minlength=len(first))[first],
            "shared_share": share.round(_DIGITS),
            "writer": pd.array(_of_clusters(writers, first), dtype="string"),
            "keep": first == np.arange(len(first)),
        },
        index=ordered.index,
    )
    return table.reindex(articles.index)


def drop_copies(articles: pd.DataFrame, duplicates: pd.DataFrame | None = None) -> pd.DataFrame:
    """The articles without the copies of texts that are there already.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned.
    duplicates : DataFrame, optional
        What `find_duplicates` returned for them, perhaps with `keep` changed by hand.

    Returns
    -------
    DataFrame
        The rows of `articles` to keep, in their order.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "The harbour of Orrin stayed closed for a third day on Monday."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a", "b"], "text": [text] * 2}))
    >>> drop_copies(articles).index.tolist()
    ['a']
    """
    table = find_duplicates(articles) if duplicates is None else duplicates
    missing = articles.index.difference(table.index)
    if len(missing):
        raise InputError(
            f"duplicates has no row for article {missing[0]!r}."
            " Give the table that find_duplicates returned for these articles."
        )
    return articles[table["keep"].reindex(articles.index).astype(bool)]


def _check(articles: pd.DataFrame) -> None:
    if "text" not in articles.columns:
        raise InputError(f"articles has no column 'text'.{did_you_mean('text', articles.columns)}")
    if not articles.index.is_unique:
        twice = articles.index[articles.index.duplicated()][0]
        raise InputError(f"article_id {twice!r} stands on several rows. Ids must be unique.")


def _shingles(text: str) -> np.ndarray:
    """A 64-bit number for each run of seven words; a shorter text is one run."""
    words = [text[start:end].lower() for start, end in Document(text).words.tolist()]
    if not words:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in words], np.uint64)
    runs = max(1, len(words) - SHINGLE_WORDS + 1)
    with np.errstate(over="ignore"):
        hashed = np.zeros(runs, dtype=np.uint64)
        for place in range(min(SHINGLE_WORDS, len(words))):
            hashed = _mixed(hashed + numbers[place : place + runs])
    return hashed


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """The finalizer of SplitMix64, which spreads every bit over all others."""
    numbers = (numbers + np.uint64(0x9E3779B97F4A7C15)).astype(np.uint64)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _links(shingles: list[np.ndarray]) -> dict[int, dict[int, float]]:
    """For each article its copies, and the share of its own words that each of them has."""
    links: dict[int, dict[int, float]] = defaultdict(dict)
    distinct: dict[int, np.ndarray] = {}
    for a, b in _candidates(shingles):
        for each in (a, b):
            distinct.setdefault(each, np.unique(shingles[each]))
        of_a = _covered(shingles[a], distinct[b])
        of_b = _covered(shingles[b], distinct[a])
        shorter, longer = (of_a, of_b) if len(shingles[a]) <= len(shingles[b]) else (of_b, of_a)
        if shorter >= OF_SHORTER and longer >= OF_LONGER:
            links[a][b], links[b][a] = of_a, of_b
    return links


def _candidates(shingles: list[np.ndarray]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough of the shingles that are looked at to be worth comparing."""
    from scipy import sparse

    looked_at = [_looked_at(each) for each in shingles]
    rows = np.repeat(np.arange(len(shingles)), [len(each) for each in looked_at])
    hashes = np.concatenate([*looked_at, np.zeros(0, dtype=np.uint64)])
    names, columns = np.unique(hashes, return_inverse=True)
    used_by = np.bincount(columns, minlength=len(names))
    telling = ((used_by > 1) & (used_by <= _MOST_ARTICLES))[columns]
    ones = np.ones(int(telling.sum()), dtype=np.int32)
    shape = (len(shingles), len(names))
    has = sparse.csr_matrix((ones, (rows[telling], columns[telling])), shape=shape)
    common = sparse.triu(has @ has.T, k=1).tocsr().tocoo()
    sizes = np.array([len(each) for each in looked_at])
    enough = common.data >= np.minimum(sizes[common.row], sizes[common.col]) * OF_SHORTER / 4
    yield from zip(common.row[enough].tolist(), common.col[enough].tolist(), strict=True)


def _looked_at(shingles: np.ndarray) -> np.ndarray:
    distinct = np.unique(shingles)
    if len(distinct) < _FEW_SHINGLES * _LOOKED_AT:
        return distinct
    return distinct[distinct % np.uint64(_LOOKED_AT) == 0]


def _covered(shingles: np.ndarray, others: np.ndarray) -> float:
    """The share of a text's words that stand in a run of words which the other text has, too."""
    found = np.isin(shingles, others).astype(int)
    steps = np.zeros(len(shingles) + SHINGLE_WORDS, dtype=int)
    steps[: len(shingles)] += found
    steps[SHINGLE_WORDS:] -= found
    words = len(shingles) + SHINGLE_WORDS - 1
    return float((np.cumsum(steps)[:words] > 0).sum() / words)


def _writers(articles: pd.DataFrame, texts: list[str]) -> list[str | None]:
    """The agency that an article's dateline, byline or outlet names."""
    agencies = outlets_of_type("agency")
    columns = [
        articles[name].astype(object).where(articles[name].notna(), None).tolist()
        if name in articles.columns
        else [None] * len(articles)
        for name in ("author", "outlet_id")
    ]
    writers = []
    for text, author, outlet in zip(texts, *columns, strict=True):
        named = resolve(None, None, text)[0], author and id_by_name(str(author)), outlet
        writers.append(next((name for name in named if name in agencies), None))
    return writers


def _order(
    articles: pd.DataFrame, shingles: list[np.ndarray], writers: list[str | None]
) -> list[int]:
    """Articles in the order in which they may be first in a cluster."""
    outlets, published = (
        articles[name].fillna("").astype(str).tolist() if name in articles else [""] * len(articles)
        for name in ("outlet_id", "published")
    )

    def place(row: int) -> tuple[bool, str, int, int]:
        own = writers[row] is not None and outlets[row] == writers[row]
        return not own, published[row] or "9999", -len(shingles[row]), row

    return sorted(range(len(articles)), key=place)


def _clusters(
    links: dict[int, dict[int, float]], order: list[int]
) -> tuple[np.ndarray, np.ndarray]:
    """The first article of each article's cluster, and the share of its words found there."""
    first, share = np.arange(len(order)), np.zeros(len(order))
    taken: set[int] = set()
    for row in order:
        if row in taken:
            continue
        copies = sorted(set(links.get(row, {})) - taken - {row})
        taken.update([row, *copies])
        first[copies] = row
        share[copies] = [links[copy][row] for copy in copies]
        share[row] = max((links[row][copy] for copy in copies), default=0.0)
    return first, share


def _of_clusters(writers: list[str | None], first: np.ndarray) -> list[str | None]:
    """The writer that most articles of the cluster name, for all of them."""
    named: dict[int, list[str]] = defaultdict(list)
    for row, writer in enumerate(writers):
        if writer is not None:
            named[int(first[row])].append(writer)
    most = {row: max(sorted(set(names)), key=names.count) for row, names in named.items()}
    return [most.get(int(row)) for row in first]
