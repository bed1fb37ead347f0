"""How far coders agree beyond chance, with an interval.

Krippendorff's alpha is nltk's. Its interval comes from leaving out one whole article after another
(the jackknife), or sentences where there are fewer than eight articles: the words of one sentence
hang together, and an interval that takes them for independent is far too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from framing.coding.units import MISSING, Units
from framing.resampling import LEVEL

FEWEST = 8
"""Articles, or else sentences, that an interval needs."""


@dataclass(frozen=True)
class Agreed:
    """Agreement on one question; NaN where it is undefined.

    Attributes
    ----------
    n_units : int
        Units that at least two people coded.
    percent : float
        Share of pairs of codings of one unit that are the same.
    cohen : float
        Mean of Cohen's kappa over all pairs of coders.
    fleiss : float
        Fleiss' kappa of the units that everybody coded; NaN if they are less than half.
    alpha, low, high : float
        Krippendorff's alpha with its 95 % interval.
    resampled : str
        What was left out in turn for the interval: ``articles``, ``sentences``, or nothing.
    """

    n_units: int
    percent: float
    cohen: float
    fleiss: float
    alpha: float
    low: float
    high: float
    resampled: str


def agreed(units: Units) -> Agreed:
    """Every coefficient of one question."""
    counts = value_counts(units)
    shared = counts[counts.sum(axis=1) > 1]
    kappas = [float(kappa_of(sums.sum(axis=0))) for sums in pair_sums(units).values()]
    known = [kappa for kappa in kappas if not math.isnan(kappa)]
    low, high = interval(coincidences(units), partial(alpha_of, ordered=units.ordered))
    return Agreed(
        len(shared),
        _percent(shared),
        float(np.mean(known)) if known else math.nan,
        _of_the_whole(shared, len(units.coders)),
        krippendorff_alpha(units),
        low,
        high,
        clusters_of(units)[1],
    )


def value_counts(units: Units) -> np.ndarray:
    """How many coders gave each value to each unit: shape (units, values)."""
    return np.stack(
        [(units.values == value).sum(axis=1) for value in range(len(units.names))], axis=1
    ).astype(float)


def krippendorff_alpha(units: Units) -> float:
    """Krippendorff's alpha, nominal or ordinal, as nltk computes it; missing codings are left out.

    NaN where only one value was given: nobody can then tell agreement from having no choice.
    """
    from nltk.metrics.agreement import AnnotationTask

    counts = value_counts(units)
    pairable = counts.sum(axis=1) > 1
    if (counts[pairable].sum(axis=0) > 0).sum() < 2:
        return math.nan
    rows, columns = np.nonzero((units.values != MISSING) & pairable[:, None])
    labels = units.values[rows, columns].tolist()
    triples = zip(columns.tolist(), rows.tolist(), labels, strict=True)
    distances = _distances(counts[pairable].sum(axis=0), units.ordered)
    task = AnnotationTask(triples, distance=lambda a, b: float(distances[a, b]))
    return float(task.alpha())


def _distances(totals: np.ndarray, ordered: bool) -> np.ndarray:
    """Krippendorff's difference of each two values, squared: shape (…, values, values)."""
    if not ordered:
        return np.broadcast_to(1.0 - np.eye(totals.shape[-1]), (*totals.shape, totals.shape[-1]))
    middle = np.cumsum(totals, axis=-1) - totals / 2
    return (middle[..., :, None] - middle[..., None, :]) ** 2


def fleiss_kappa(counts: np.ndarray) -> float:
    """Fleiss' (1971) kappa from how many coders gave each value to each unit.

    Examples
    --------
    >>> table = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0],
    ...          [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2],
    ...          [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
    >>> round(fleiss_kappa(np.array(table)), 3)
    0.21
    """
    n, coders = len(counts), counts.sum(axis=1).max(initial=0)
    if not n or coders < 2:
        return math.nan
    observed = ((counts**2).sum(axis=1) - coders).sum() / (n * coders * (coders - 1))
    expected = ((counts.sum(axis=0) / (n * coders)) ** 2).sum()
    return float((observed - expected) / (1 - expected)) if expected < 1 else math.nan


def kappa_of(sums: np.ndarray) -> np.ndarray:
    """Cohen's kappa from how often two coders agreed, and how often each gave each value.

    Parameters
    ----------
    sums : array of shape (..., 1 + 2 * values)
        What `pair_sums` counts.

    Returns
    -------
    array of shape (...)
        NaN where both gave one value alone.

    Examples
    --------
    >>> round(float(kappa_of(np.array([35, 25, 25, 30, 20]))), 2)  # 20 and 15 agreed, of 50
    0.4
    """
    v = (sums.shape[-1] - 1) // 2
    first, second = sums[..., 1 : 1 + v], sums[..., 1 + v :]
    n = first.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = (first * second).sum(axis=-1) / n**2
        kappa = (sums[..., 0] / n - expected) / (1 - expected)
    return np.where(expected < 1 - 1e-12, kappa, np.nan)[()]


def pair_sums(units: Units) -> dict[tuple[str, str], np.ndarray]:
    """Of each two coders, by cluster: units that they agree on, then each one's values.

    Arrays of shape (clusters, 1 + 2 * values); pairs without a unit in common are left out.
    """
    clusters, _ = clusters_of(units)
    n, v = int(clusters.max(initial=-1)) + 1, len(units.names)
    found = {}
    for a, b in combinations(range(len(units.coders)), 2):
        first, second = units.values[:, a].astype(np.int64), units.values[:, b].astype(np.int64)
        both = (first != MISSING) & (second != MISSING)
        if both.any():
            first, second, of = first[both], second[both], clusters[both]
            agreed = np.bincount(of[first == second], minlength=n)[:, None]
            values = (
                np.bincount(of * v + each, minlength=n * v).reshape(n, v)
                for each in (first, second)
            )
            found[units.coders[a], units.coders[b]] = np.hstack([agreed, *values])
    return found


def clusters_of(units: Units) -> tuple[np.ndarray, str]:
    """Which units are left out together, and what they are: articles, or sentences of too few."""
    articles = np.unique(units.places[:, 0], return_inverse=True)[1].ravel()
    if len(articles) and articles.max() + 1 >= FEWEST:
        return articles, "articles"
    if units.kind == "articles" or not len(articles):
        return articles, ""
    return np.unique(units.places[:, :2], axis=0, return_inverse=True)[1].ravel(), "sentences"


def interval(
    table: np.ndarray, coefficient: Callable[[np.ndarray], np.ndarray], *, lowest: float = -math.inf
) -> tuple[float, float]:
    """The 95 % interval of a coefficient: the jackknife's, with Student's t for its few clusters.

    Parameters
    ----------
    table : array of shape (clusters, …)
        What the coefficient is computed from, by cluster; clusters of nothing are left aside.
    coefficient : callable
        From sums over clusters of shape (…, …) to values of shape (…).
    lowest : float
        Of the values that the coefficient can have; the highest is 1.

    Returns
    -------
    low, high : float
        NaN for too few clusters, without variation, and where one cluster alone makes the
        coefficient defined.

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.
    Chapter 11.
    """
    from scipy import stats

    table = table[table.any(axis=tuple(range(1, table.ndim)))].astype(float)
    n = len(table)
    if n < FEWEST:
        return math.nan, math.nan
    whole = table.sum(axis=0)
    without = coefficient(np.round(whole - table, 9))
    spread = np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    if not spread > 1e-12:
        return math.nan, math.nan
    value, reach = float(coefficient(whole)), stats.t.ppf((1 + LEVEL) / 2, n - 1) * spread
    return float(max(value - reach, lowest)), float(min(value + reach, 1.0))


def _of_the_whole(counts: np.ndarray, n_coders: int) -> float:
    """Fleiss' kappa, if at least half of the units are coded by everybody."""
    whole = counts[counts.sum(axis=1) == n_coders]
    return fleiss_kappa(whole) if 2 * len(whole) >= len(counts) else math.nan


def _percent(counts: np.ndarray) -> float:
    coders = counts.sum(axis=1)
    pairs = (coders * (coders - 1)).sum()
    return float((counts * (counts - 1)).sum() / pairs) if pairs else math.nan


def coincidences(units: Units) -> np.ndarray:
    """How often which values met in one unit, by cluster: shape (clusters, values, values).

    A unit that m people coded counts with a weight of 1 / (m - 1), as Krippendorff has it.
    """
    counts, clusters = value_counts(units), clusters_of(units)[0]
    coders = counts.sum(axis=1)
    kept = coders > 1
    counts, coders = counts[kept], coders[kept]
    clusters = np.unique(clusters[kept], return_inverse=True)[1].ravel()
    met = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    found = np.zeros((int(clusters.max(initial=-1)) + 1, *met.shape[1:]))
    np.add.at(found, clusters, met / (coders - 1)[:, None, None])
    return found


def alpha_of(met: np.ndarray, *, ordered: bool = False) -> np.ndarray:
    """Krippendorff's alpha of coincidences (…, values, values): what nltk's is, for many."""
    totals = met.sum(axis=-1)
    distances = _distances(totals, ordered)
    expected = np.einsum("...c,...k,...ck->...", totals, totals, distances)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - (totals.sum(axis=-1) - 1) * (met * distances).sum(axis=(-2, -1)) / expected
