"""Intervals by resampling whole articles, as the words of one are not independent.

All functions take values as an array of shape (articles, features), where NaN is a value that is
undefined, and treat every feature at once with the same resamples.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from framing.errors import FramingError

LEVEL = 0.95
RESAMPLES = 2000
_TOO_SMALL_TO_RESAMPLE = 8
_TOO_SMALL_FOR_SKEWNESS = 5
_TOO_SMALL_TO_HALVE = 4
BLOCK = 1000
MANY = 1000  # articles, from which on dealing and drawing are done another, faster way
_HALVINGS = (999, 111)  # in all, and at a time


def generator(seed: int, *names: object) -> np.random.Generator:
    """A random generator for one named purpose, the same whatever else is drawn."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise FramingError(f"seed must be a whole number from 0 up. Got {seed!r} instead.")
    keys = [zlib.crc32(str(name).encode("utf-8")) for name in names]
    return np.random.default_rng([seed, *keys])


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % interval, a value a feature.

    The interval is NaN where fewer than two values are known, and where all of them are equal:
    resampling then has no spread, which tells nothing of how far the mean may be off.
    """

    n: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def estimate_mean(values: np.ndarray, rng: np.random.Generator) -> Estimate:
    """The mean over articles, with the expanded percentile interval of the bootstrap, or a wider.

    The percentile interval is too narrow for few articles; it is expanded to the width that
    Student's t would give (Hesterberg 2015). Under eight articles the t interval itself is used,
    for resamples of so few repeat themselves. Where most values are 0 and few are large, both end
    too soon on the side of the large ones: from five articles on, the interval reaches at least as
    far on each side as Hall's (1992), which knows the skewness.
    """
    n, mean = _count(values), _means(values)
    low, high = _t_interval(values)
    enough = n >= _TOO_SMALL_TO_RESAMPLE
    if enough.any():
        resampled = _resampled_means(values[:, enough], rng)
        low[enough], high[enough] = expanded_interval(resampled, n[enough], n[enough] - 1)
    skewed_low, skewed_high = _skewed_interval(values)
    low, high = np.fmin(low, skewed_low), np.fmax(high, skewed_high)
    spread = varies(values)
    return Estimate(n, mean, np.where(spread, low, np.nan), np.where(spread, high, np.nan))


def varies(values: np.ndarray) -> np.ndarray:
    """Which features have known values that differ: bool, shape (features,)."""
    if not len(values):
        return np.zeros(values.shape[1], dtype=bool)
    known = ~np.isnan(values)
    most = np.where(known, values, -np.inf).max(axis=0)
    least = np.where(known, values, np.inf).min(axis=0)
    return most - least > 1e-12 * np.maximum(1, np.abs(_means(values)))


def estimate_difference(a: np.ndarray, b: np.ndarray, rng: np.random.Generator) -> Estimate:
    """Mean of `a` less mean of `b`, with its 95 % interval; `n` is of both.

    The interval is NaN where a side has fewer than two values, and where neither side varies.
    """
    n_a, n_b = _count(a), _count(b)
    difference = _means(a) - _means(b)
    low, high = np.full_like(difference, np.nan), np.full_like(difference, np.nan)
    enough = (n_a > 1) & (n_b > 1) & (varies(a) | varies(b))
    if enough.any():
        resampled = _resampled_means(a[:, enough], rng) - _resampled_means(b[:, enough], rng)
        n = 2 / (1 / n_a[enough] + 1 / n_b[enough])
        low[enough], high[enough] = expanded_interval(resampled, n, n_a[enough] + n_b[enough] - 2)
    return Estimate(n_a + n_b, difference, low, high)


def halved(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How far apart two random halves of the same articles lie: 95 % of halvings stay under it.

    What differs less than that differs no more than an outlet does from itself. Halves are smaller
    than the whole, so two outlets of its size would by chance lie nearer still. NaN under four
    known values, and where they do not vary.
    """
    n, known = len(values), ~np.isnan(values)
    apart = np.full(values.shape[1], np.nan)
    usable = (_count(values) >= _TOO_SMALL_TO_HALVE) & varies(values)
    if not usable.any():
        return apart
    filled = np.where(known, values, 0.0)[:, usable]
    known = known[:, usable].astype(float)
    distances = []
    for first in range(0, _HALVINGS[0], _HALVINGS[1]):
        times = min(_HALVINGS[1], _HALVINGS[0] - first)
        half = (np.argsort(rng.random((times, n)), axis=1) < n // 2).astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            one = (half @ filled) / (half @ known)
            other = ((1 - half) @ filled) / ((1 - half) @ known)
        distances.append(np.abs(one - other))
    apart[usable] = _quantile_or_nan(np.concatenate(distances), LEVEL)
    return apart


def squares_about_mean(values: np.ndarray) -> np.ndarray:
    """The sum of squared deviations from the mean; 0 without values."""
    return np.nansum((values - _means(values)) ** 2, axis=0)


def _times_drawn(n: int, resamples: int, rng: np.random.Generator) -> np.ndarray:
    """How often each of n articles is in each resample."""
    if n < MANY:
        return rng.multinomial(n, np.full(n, 1 / n), size=resamples)
    drawn = rng.integers(n, size=(resamples, n)) + n * np.arange(resamples)[:, None]
    return np.bincount(drawn.ravel(), minlength=resamples * n).reshape(resamples, n)


def _resampled_means(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    n = len(values)
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    known = known.astype(float)
    means = []
    for first in range(0, RESAMPLES, BLOCK):
        times = _times_drawn(n, min(BLOCK, RESAMPLES - first), rng).astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            means.append((times @ filled) / (times @ known))
    return np.concatenate(means)


def expanded_interval(
    resampled: np.ndarray, n: np.ndarray, freedom: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The percentile interval of resampled values, as wide as Student's t would make it.

    `resampled` has a row a resample and a column a value; `n` and `freedom` are of each value.
    """
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
        squares = squares_about_mean(values)
        error = np.sqrt(squares / (n - 1) / n) * stats.t.ppf((1 + LEVEL) / 2, n - 1)
    error = np.where(n > 1, error, np.nan)
    return mean - error, mean + error


def _skewed_interval(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Hall's (1992) transformation of t, taken back; NaN where there is no skewness to tell of."""
    from scipy import stats

    n, mean = _count(values), _means(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        variance, cubes = (_means((values - mean) ** power) for power in (2, 3))
        skewness = cubes / variance**1.5 / np.sqrt(n)
        error = np.sqrt(variance / (n - 1))
        t = stats.t.ppf((1 + LEVEL) / 2, n - 1)
        ends = [
            mean - error * (np.cbrt(1 + skewness * (end - skewness / 6)) - 1) * 3 / skewness
            for end in (t, -t)
        ]
    usable = (n >= _TOO_SMALL_FOR_SKEWNESS) & (np.abs(skewness) > 1e-6)
    low, high = (np.where(usable, end, np.nan) for end in ends)
    return low, high


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
