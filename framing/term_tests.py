"""What the counts of words by article say of a group: log-odds to rank by, and p over dealings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from scipy import sparse

_DIGITS = 10
_SYMMETRIC = 1e-3  # a skewness under which the distribution is as good as normal


@dataclass(frozen=True)
class Counts:
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


def of_group(counts: Counts, group: str, prior_words: float) -> pd.DataFrame:
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


def _p_values(counts: Counts, member: np.ndarray, share: np.ndarray) -> np.ndarray:
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


def _moments(counts: Counts, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
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


def _least(counts: Counts, n: float, more: np.ndarray) -> np.ndarray:
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


def corrected(p: np.ndarray) -> np.ndarray:
    from scipy import stats

    q = np.full(len(p), np.nan)
    known = ~np.isnan(p)
    if known.any():
        q[known] = stats.false_discovery_control(p[known])
    return _significant(q)


def _significant(values: np.ndarray) -> np.ndarray:
    """Rounded to ten significant digits, so that a small p does not become 0."""
    return np.array([float(f"{value:.{_DIGITS}g}") for value in values.tolist()])
