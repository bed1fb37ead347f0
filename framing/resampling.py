"""Intervals and tests by resampling whole articles, since the words of an article are not independent.

All functions take values as an array of shape (articles, features), where NaN is a value that is
undefined, and treat every feature at once with the same resamples.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

LEVEL = 0.95
RESAMPLES = 2000
PERMUTATIONS = (999, 9999)  # a first look, and a closer one where the first finds something
_LOOK_CLOSER = 0.05
_TOO_SMALL_TO_RESAMPLE = 8
_BLOCK = 1000


def generator(seed: int, *names: object) -> np.random.Generator:
    """A random generator for one named purpose, the same whatever else is drawn."""
    keys = [zlib.crc32(str(name).encode("utf-8")) for name in names]
    return np.random.default_rng([seed, *keys])


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % interval, a value a feature. NaN where there is nothing to resample."""

    n: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def estimate_mean(values: np.ndarray, rng: np.random.Generator) -> Estimate:
    """The mean over articles, with the expanded percentile interval of the bootstrap.

    The percentile interval is too narrow for few articles; it is expanded to the width that
    Student's t would give (Hesterberg 2015). Under eight articles the t interval itself is used,
    for resamples of so few repeat themselves.
    """
    n, mean = _count(values), _means(values)
    low, high = _t_interval(values)
    enough = n >= _TOO_SMALL_TO_RESAMPLE
    if enough.any():
        resampled = _resampled_means(values[:, enough], rng)
        low[enough], high[enough] = _expanded(resampled, n[enough], n[enough] - 1)
    return Estimate(n, mean, low, high)


def estimate_difference(
    a: np.ndarray, b: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean of `a` less mean of `b`, with its 95 % interval: three arrays of shape (features,)."""
    n_a, n_b = _count(a), _count(b)
    difference = _means(a) - _means(b)
    low, high = np.full_like(difference, np.nan), np.full_like(difference, np.nan)
    enough = (n_a > 1) & (n_b > 1)
    if enough.any():
        resampled = _resampled_means(a[:, enough], rng) - _resampled_means(b[:, enough], rng)
        n = 2 / (1 / n_a[enough] + 1 / n_b[enough])
        low[enough], high[enough] = _expanded(resampled, n, n_a[enough] + n_b[enough] - 2)
    return difference, low, high


def permutation_test(
    values: np.ndarray, is_a: np.ndarray, strata: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Is the difference of two groups' means more than dealing the articles at random gives?

    Parameters
    ----------
    values : array of shape (articles, features)
    is_a : bool array of shape (articles,)
        Which articles are of the first group.
    strata : int array of shape (articles,)
        Articles are dealt within these only, and each counts the same; all 0 for no strata. Both
        groups stand in every stratum.
    rng : Generator

    Returns
    -------
    p, low, high : arrays of shape (features,)
        The two-sided p value, and the band that holds 95 % of the differences that chance gives.
    """
    order = np.argsort(strata, kind="stable")
    values, is_a, strata = values[order], is_a[order], strata[order]
    observed = _differences(values, is_a[None, :], is_a, strata)[0]
    first, closer = PERMUTATIONS
    by_chance = _dealt(values, is_a, strata, rng, first)
    p = _p_value(observed, by_chance)
    low, high = _quantile_or_nan(by_chance, 0.025), _quantile_or_nan(by_chance, 0.975)
    look = p < _LOOK_CLOSER
    if look.any():
        p[look] = _p_value(observed[look], _dealt(values[:, look], is_a, strata, rng, closer))
    return p, low, high


def _p_value(observed: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
    as_far = np.abs(by_chance) >= np.abs(observed) * (1 - 1e-9) - 1e-12
    p = (1 + as_far.sum(axis=0)) / (1 + len(by_chance))
    return np.where(np.isnan(observed), np.nan, p)


def _dealt(
    values: np.ndarray, is_a: np.ndarray, strata: np.ndarray, rng: np.random.Generator, times: int
) -> np.ndarray:
    """Differences of means after dealing the group labels anew: shape (times, features)."""
    differences = []
    for first in range(0, times, _BLOCK):
        keys = strata[None, :] + rng.random((min(_BLOCK, times - first), len(strata)))
        differences.append(_differences(values, is_a[np.argsort(keys, axis=1)], is_a, strata))
    return np.concatenate(differences)


def _differences(
    values: np.ndarray, dealt: np.ndarray, is_a: np.ndarray, strata: np.ndarray
) -> np.ndarray:
    """Means of a less means of b for each dealing; every stratum has the same say."""
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    means = []
    for in_group, member in ((dealt, is_a), (~dealt, ~is_a)):
        in_stratum = np.bincount(strata, weights=member)[strata]
        weight = in_group / in_stratum
        with np.errstate(invalid="ignore", divide="ignore"):
            means.append((weight @ filled) / (weight @ known.astype(float)))
    return means[0] - means[1]


def _resampled_means(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    n = len(values)
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    known = known.astype(float)
    means = []
    for first in range(0, RESAMPLES, _BLOCK):
        times = rng.multinomial(n, np.full(n, 1 / n), size=min(_BLOCK, RESAMPLES - first))
        times = times.astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            means.append((times @ filled) / (times @ known))
    return np.concatenate(means)


def _expanded(
    resampled: np.ndarray, n: np.ndarray, freedom: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    from scipy import stats

    tail = (1 - LEVEL) / 2
    beyond = stats.norm.cdf(-np.sqrt(n / (n - 1)) * stats.t.ppf(1 - tail, freedom))
    pairs = [
        (_quantile_or_nan(column[:, None], q)[0], _quantile_or_nan(column[:, None], 1 - q)[0])
        for column, q in zip(resampled.T, beyond, strict=True)
    ]
    low, high = np.array(pairs).T
    return low, high


def _t_interval(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from scipy import stats

    n, mean = _count(values), _means(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = np.nansum((values - mean) ** 2, axis=0)
        error = np.sqrt(squares / (n - 1) / n) * stats.t.ppf((1 + LEVEL) / 2, n - 1)
    error = np.where(n > 1, error, np.nan)
    return mean - error, mean + error


def _count(values: np.ndarray) -> np.ndarray:
    return (~np.isnan(values)).sum(axis=0)


def _means(values: np.ndarray) -> np.ndarray:
    n = _count(values)
    return np.where(n > 0, np.nansum(values, axis=0) / np.maximum(n, 1), np.nan)


def _quantile_or_nan(values: np.ndarray, q: float) -> np.ndarray:
    known = ~np.isnan(values)
    if known.all():
        return np.quantile(values, q, axis=0)
    columns = [column[keep] for column, keep in zip(values.T, known.T, strict=True)]
    return np.array([np.quantile(c, q) if len(c) else np.nan for c in columns])
