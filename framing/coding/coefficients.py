"""How far coders agree beyond chance, with an interval.

Krippendorff's alpha is nltk's. Its interval comes from drawing whole articles again and again, or
whole sentences where there are fewer than eight articles: the words of one sentence hang together,
and an interval that takes them for independent is far too narrow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from framing.coding.units import MISSING, Units
from framing.resampling import expanded_interval, generator

RESAMPLES = 1000
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
        What was drawn for the interval: ``articles``, ``sentences``, or nothing.
    """

    n_units: int
    percent: float
    cohen: float
    fleiss: float
    alpha: float
    low: float
    high: float
    resampled: str


def agreed(units: Units, *, seed: int = 0) -> Agreed:
    """Every coefficient of one question."""
    counts = value_counts(units)
    shared = counts[counts.sum(axis=1) > 1]
    kappas = [float(kappa_of(sums.sum(axis=0))) for sums in pair_sums(units).values()]
    known = [kappa for kappa in kappas if not math.isnan(kappa)]
    met = coincidences(units)
    low = high = math.nan
    if len(met):
        alphas = alpha_of(resampled_tables(met, seed=seed), ordered=units.ordered)
        low, high = interval(alphas, len(met))
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
    """Which units are drawn together, and what they are: articles, or sentences of too few."""
    articles = np.unique(units.places[:, 0], return_inverse=True)[1].ravel()
    if len(articles) and articles.max() + 1 >= FEWEST:
        return articles, "articles"
    if units.kind == "articles" or not len(articles):
        return articles, ""
    return np.unique(units.places[:, :2], axis=0, return_inverse=True)[1].ravel(), "sentences"


def resampled_tables(table: np.ndarray, *, seed: int) -> np.ndarray:
    """Sums over clusters drawn again and again: from (clusters, …) to (resamples, …)."""
    return np.tensordot(_times(len(table), seed), table.astype(float), axes=1)


@lru_cache(maxsize=4)
def _times(n: int, seed: int) -> np.ndarray:
    """How often each cluster is drawn, a row a resample."""
    drawn = generator(seed, "coders", n).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)
    return drawn.astype(float)


def interval(resampled: np.ndarray, n_clusters: int) -> tuple[float, float]:
    """The 95 % interval of resampled values; NaN for too few clusters, or without variation."""
    low, high = intervals(np.reshape(resampled, (-1, 1)), n_clusters)
    return float(low[0]), float(high[0])


def intervals(resampled: np.ndarray, n_clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for several values, each a column."""
    low, high = np.full((2, resampled.shape[1]), math.nan)
    known = ~np.isnan(resampled)
    most = np.where(known, resampled, -np.inf).max(axis=0, initial=-np.inf)
    least = np.where(known, resampled, np.inf).min(axis=0, initial=np.inf)
    usable = (known.sum(axis=0) >= RESAMPLES / 2) & (most - least > 1e-12)
    if n_clusters >= FEWEST and usable.any():
        n = np.full(usable.sum(), float(n_clusters))
        low[usable], high[usable] = expanded_interval(resampled[:, usable], n, n - 1)
    return low, high


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
    """Krippendorff's alpha of coincidences (…, values, values): what nltk's is, for resamples."""
    totals = met.sum(axis=-1)
    distances = _distances(totals, ordered)
    expected = np.einsum("...c,...k,...ck->...", totals, totals, distances)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - (totals.sum(axis=-1) - 1) * (met * distances).sum(axis=(-2, -1)) / expected
