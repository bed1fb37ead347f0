"""Which words set one group's articles apart from all the others', with articles as the unit.

Words of one article are not independent draws: one article on ferries says "ferry" twenty times.
So the words are ranked by log-odds that shrink with little evidence, and tested by whether dealing
whole articles to the groups at random would give as much.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.errors import FramingError, InputError, did_you_mean
from framing.spans import COUNTED_ZONES, Mark, Voices, check_spans, layer_rows, zones_at
from framing.text import Document

if TYPE_CHECKING:
    from scipy import sparse

COLUMNS = ("term", "group", "effect", "log_odds", "p", "q", "n_articles", "article_share",
           "rate", "rate_elsewhere")  # fmt: skip
_FIELDS = ("title", "text")
_DIGITS = 10
_SYMMETRIC = 1e-3  # a skewness under which the distribution is as good as normal

_Marks = dict[tuple[str, str, str], list[Mark]]


@dataclass(frozen=True)
class _Counts:
    """How often each article uses each term: a sparse row an article, a column a term."""

    table: sparse.csr_matrix
    words: np.ndarray  # of each article, whether or not they became terms
    groups: np.ndarray
    terms: np.ndarray

    @property
    def present(self) -> sparse.csr_matrix:
        return (self.table > 0).astype(float)

    def within(self, group: str) -> np.ndarray:
        """1 for the group's articles, else 0."""
        return (self.groups == group).astype(float)


def keyness(
    articles: pd.DataFrame,
    *,
    by: str = "outlet_id",
    spans: pd.DataFrame | None = None,
    own: bool = False,
    min_articles: int = 5,
) -> pd.DataFrame:
    """Words that one group of articles uses more, or less, than all the other groups together.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned, with the column `by`.
    by : str
        Column with the groups. Articles without a group are left out, and counted in `attrs`.
    spans : DataFrame, optional
        What `annotate` returned: only words in headline and body are then counted. Without it
        all words of title and text are, also those of bylines and captions.
    own : bool
        Count only the outlet's own voice, leaving out what it attributes to others. Needs `spans`.
    min_articles : int
        Terms in fewer articles, over all groups, are not looked at.

    Returns
    -------
    DataFrame
        One row a term and group, the group's most typical terms first: `term` (a lower-cased
        word), `group`, `effect` (weighted log-odds, a z value, for ranking; positive where the
        group uses the term more), `log_odds`, `p`, `q`, `n_articles` (the group's articles that
        have the term), `article_share` (of the group's articles), `rate` and `rate_elsewhere`
        (per 1,000 words). p and q are NaN with fewer than three articles. `attrs` say the
        `prior`, the `test`, the `family` that q is corrected over, and what was `left_out`.

    Raises
    ------
    InputError
        If a column is missing, or there are not at least two groups with words.

    Notes
    -----
    Log-odds have an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): the shares of
    all articles' words, with as many words as the average group has. Their z takes words for
    independent, so it only ranks. p is two-sided, from the permutation distribution of the
    group's surplus of the term (its uses less those expected from the length of each article)
    when whole articles are dealt at random, which a Pearson type III curve with the exact first
    three moments stands for; it is never less than dealing the term's articles could give. q
    corrects p over all rows (Benjamini and Hochberg 1995).

    It does not measure why a word is used: outlets that cover other events use other words. A
    word that one article repeats is not typical of an outlet, however often.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words: Lexical feature
    selection and evaluation for identifying the content of political conflict. Political Analysis
    16(4), 372-403.
    Lijffijt, J. et al. (2016). Significance testing of word frequencies in corpora. Digital
    Scholarship in the Humanities 31(2), 374-397.
    Mielke, P. W. and Berry, K. J. (2007). Permutation methods: A distance function approach.
    Springer.
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57(1), 289-300.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["The ferry regime sank."] * 8 + ["The ferry government sank."] * 8
    >>> table = pd.DataFrame({"text": texts, "desk": ["x"] * 8 + ["y"] * 8})
    >>> key = keyness(fr.read_articles(table), by="desk")
    >>> key.loc[key["q"] < 0.05, ["term", "group", "n_articles"]]
             term group  n_articles
    0      regime     x           8
    4  government     x           0
    5  government     y           8
    9      regime     y           0
    """
    _check(articles, by, spans, own, min_articles)
    counts, left_out = _count(articles, by, _deciding(spans, own), min_articles)
    names = sorted(set(counts.groups.tolist()))
    if len(names) < 2:
        raise InputError(
            f"{by!r} has {len(names)} group of articles with words: there is nothing to compare."
        )
    prior_words = float(counts.words.sum()) / len(names)
    rows = [_of_group(counts, group, prior_words) for group in names]
    table = pd.concat(rows, ignore_index=True)
    table["q"] = _corrected(table["p"].to_numpy(float))
    table = table.sort_values(["group", "effect", "term"], ascending=[True, False, True])
    table = table.reset_index(drop=True)[list(COLUMNS)]
    table.attrs = {
        "prior": f"Dirichlet: shares of all articles' words, weight {prior_words:.0f} words",
        "test": "permutation of articles, Pearson type III",
        "family": f"{len(table)} tests: {len(counts.terms)} terms, {len(names)} groups of {by}",
        "left_out": left_out,
    }
    return table


def _check(
    articles: pd.DataFrame, by: str, spans: pd.DataFrame | None, own: bool, min_articles: int
) -> None:
    for column in ("text", by):
        if column not in articles.columns:
            guess = did_you_mean(column, articles.columns)
            raise InputError(f"articles has no column {column!r}.{guess}")
    if spans is not None:
        check_spans(spans)
    elif own:
        raise InputError("own=True needs spans, which say whose words are whose: annotate first.")
    if not isinstance(min_articles, int) or min_articles < 1:
        raise FramingError(
            f"min_articles must be a whole number of at least 1. Got {min_articles!r} instead."
        )


def _deciding(spans: pd.DataFrame | None, own: bool) -> _Marks | None:
    """The marks that decide which words count, by article, field and layer."""
    if spans is None:
        return None
    layers = ["zone", "attribution"] if own else ["zone"]
    kept = pd.concat([layer_rows(spans, layer) for layer in layers])
    kept = kept[(kept["layer"] == "zone") | (kept["label"] == "content")]
    marks: _Marks = defaultdict(list)
    columns = ("article_id", "field", "layer", "start", "end", "label", "rule")
    for article, field, layer, *mark in zip(*(kept[c].tolist() for c in columns), strict=True):
        marks[article, field, layer].append(Mark(*mark))
    return marks


def _count(
    articles: pd.DataFrame, by: str, marks: _Marks | None, min_articles: int
) -> tuple[_Counts, dict[str, int]]:
    from scipy import sparse

    grouped = articles[articles[by].notna()].sort_index()
    ids = grouped.index.tolist()
    fields = {f: grouped[f].fillna("").tolist() for f in _FIELDS if f in grouped.columns}
    places: dict[str, int] = {}
    columns, times, ends, words = [], [], [0], []
    for row, article in enumerate(ids):
        used: Counter[str] = Counter()
        for field, texts in fields.items():
            used.update(_counted_words(texts[row], article, field, marks))
        words.append(used.total())
        terms = {term: n for term, n in used.items() if any(map(str.isalpha, term))}
        columns += [places.setdefault(term, len(places)) for term in terms]
        times += terms.values()
        ends.append(len(columns))
    shape = (len(ids), len(places))
    data = np.array(times, dtype=float), np.array(columns, dtype=np.int32), ends
    table = sparse.csr_matrix(data, shape=shape)
    has_words = np.array(words, dtype=float) > 0
    terms = np.array(list(places), dtype=object)
    kept = np.flatnonzero(np.bincount(table.indices, minlength=len(places)) >= min_articles)
    kept = kept[np.argsort(terms[kept], kind="stable")]
    counts = _Counts(
        table=table[has_words][:, kept],
        words=np.array(words, dtype=float)[has_words],
        groups=grouped[by].astype(str).to_numpy(dtype=object)[has_words],
        terms=terms[kept],
    )
    left_out = {f"no {by}": len(articles) - len(grouped), "no words": int((~has_words).sum())}
    return counts, {why: n for why, n in left_out.items() if n}


def _counted_words(text: str, article: str, field: str, marks: _Marks | None) -> list[str]:
    document = Document(text, field)
    words = document.words
    if marks is not None and len(words):
        zone = sorted(marks.get((article, field, "zone"), []))
        attribution = marks.get((article, field, "attribution"), [])
        counted = np.isin(zones_at(words[:, 0], zone), COUNTED_ZONES)
        words = words[counted & (Voices(document, attribution).at(words[:, 0]) == 0)]
    return [text[start:end].lower().replace("’", "'") for start, end in words.tolist()]


def _of_group(counts: _Counts, group: str, prior_words: float) -> pd.DataFrame:
    """The rows of one group, against all others."""
    member = counts.within(group)
    uses = member @ counts.table, (1 - member) @ counts.table
    words = member @ counts.words, (1 - member) @ counts.words
    share = (uses[0] + uses[1]) / counts.words.sum()
    log_odds, z = _log_odds(uses, words, share * prior_words, prior_words)
    having = member @ counts.present
    return pd.DataFrame(
        {
            "term": counts.terms,
            "group": group,
            "effect": z.round(_DIGITS),
            "log_odds": log_odds.round(_DIGITS),
            "p": _significant(_p_values(counts, member, share)),
            "n_articles": having.astype(int),
            "article_share": (having / member.sum()).round(_DIGITS),
            "rate": (1000 * uses[0] / words[0]).round(_DIGITS),
            "rate_elsewhere": (1000 * uses[1] / words[1]).round(_DIGITS),
        }
    )


def _log_odds(
    uses: tuple[np.ndarray, np.ndarray],
    words: tuple[float, float],
    prior: np.ndarray,
    prior_words: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Equations 16, 19 and 22 of Monroe et al.: the difference of log-odds, and its z value."""
    logs, variance = [], 0.0
    for used, n in zip(uses, words, strict=True):
        rest = np.maximum(n + prior_words - used - prior, np.finfo(float).tiny)
        logs.append(np.log(used + prior) - np.log(rest))
        variance = variance + 1 / (used + prior)
    difference = logs[0] - logs[1]
    return difference, difference / np.sqrt(variance)


def _p_values(counts: _Counts, member: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Two-sided p of each term's surplus in the group, over dealings of whole articles."""
    from scipy import stats

    n, of = float(member.sum()), float(len(member))
    if of < 3:
        return np.full(len(share), np.nan)
    surplus = member @ counts.table - share * (member @ counts.words)
    squares, cubes = _moments(counts, share)
    spread = n * (of - n) / (of * (of - 1)) * squares
    third = n * (of - n) * (of - 2 * n) / (of * (of - 1) * (of - 2)) * cubes
    deals = spread > 1e-12
    root = np.sqrt(np.where(deals, spread, 1.0))
    z, skew = surplus / root, third / root**3
    skew = np.where(np.abs(skew) < _SYMMETRIC, 0.0, skew)
    tail = np.minimum(stats.pearson3.sf(z, skew), stats.pearson3.cdf(z, skew))
    p = np.maximum(2 * tail, _least(counts, n, z > 0))
    return np.where(deals, np.minimum(p, 1.0), 1.0)


def _moments(counts: _Counts, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sums over articles of the squared and cubed surplus of each term."""
    used, words = counts.table, counts.words
    once, twice = words @ used, words**2 @ used
    squared = used.power(2)
    squares = np.ones(len(words)) @ squared - 2 * share * once + share**2 * (words**2).sum()
    cubes = (
        np.ones(len(words)) @ used.power(3)
        - 3 * share * (words @ squared)
        + 3 * share**2 * twice
        - share**3 * (words**3).sum()
    )
    return squares, cubes


def _least(counts: _Counts, n: float, more: np.ndarray) -> np.ndarray:
    """The probability that all of a term's articles are dealt into (or out of) the group.

    With few articles the curve reaches further out than any dealing can.
    """
    from scipy import special, stats

    of = float(len(counts.words))
    having = np.ones(len(counts.words)) @ counts.present
    all_in = stats.hypergeom.sf(having - 1, of, having, n)
    none_in = stats.hypergeom.cdf(0, of, having, n)
    one_dealing = np.exp(
        special.gammaln(n + 1) + special.gammaln(of - n + 1) - special.gammaln(of + 1)
    )
    return np.maximum(np.where(more, all_in, none_in), one_dealing)


def _corrected(p: np.ndarray) -> np.ndarray:
    from scipy import stats

    q = np.full(len(p), np.nan)
    known = ~np.isnan(p)
    if known.any():
        q[known] = stats.false_discovery_control(p[known])
    return _significant(q)


def _significant(values: np.ndarray) -> np.ndarray:
    """Rounded to ten significant digits, so that a small p does not become 0."""
    return np.array([float(f"{value:.{_DIGITS}g}") for value in values.tolist()])
