"""Intervals and tests by resampling whole articles, as the words of one are not independent.

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
PERMUTATIONS = (999, 9999)  # a first look, and a closer one where the first finds something
_LOOK_CLOSER = 0.05
_TOO_SMALL_TO_RESAMPLE = 8
_TOO_SMALL_FOR_SKEWNESS = 5
_TOO_SMALL_TO_HALVE = 4
_BLOCK = 1000
_MANY = 1000  # articles, from which on dealing and drawing are done another, faster way
_HALVINGS = 111


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


@dataclass(frozen=True)
class Dealt:
    """A difference of means beside the differences that dealing at random gives, a value a feature.

    `p` is two-sided; `low` and `high` bound the band that holds 95 % of the dealt differences.
    """

    difference: np.ndarray
    p: np.ndarray
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
    for first in range(0, PERMUTATIONS[0], _HALVINGS):
        times = min(_HALVINGS, PERMUTATIONS[0] - first)
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


def permutation_test(
    values: np.ndarray, is_a: np.ndarray, strata: np.ndarray, rng: np.random.Generator
) -> Dealt:
    """Is the difference of two groups' means more than dealing the articles at random gives?

    Parameters
    ----------
    values : array of shape (articles, features)
    is_a : bool array of shape (articles,)
        Which articles are of the first group.
    strata : int array of shape (articles,)
        Articles are dealt within these only, and each counts the same; all 0 for no strata.
    rng : Generator

    Returns
    -------
    Dealt
        The difference is the mean over strata of a's mean less b's. Of every feature only the
        articles with a value are dealt, and only in strata where both groups have one; NaN where
        there is no such stratum.
    """
    order = np.argsort(strata, kind="stable")
    values, is_a, strata = values[order], is_a[order], strata[order]
    result = Dealt(*(np.full(values.shape[1], np.nan) for _ in range(4)))
    seed = int(rng.integers(2**32))
    patterns, pattern_of = np.unique(~np.isnan(values), axis=1, return_inverse=True)
    for number, known in enumerate(patterns.T):
        features = np.flatnonzero(pattern_of.ravel() == number)
        known = known & _in_both(known, is_a, strata)
        if known.any():
            deal = _Deal(is_a, strata, known)
            tested = _tested(values[:, features], deal, np.random.default_rng(seed))
            for name, found in zip(("difference", "p", "low", "high"), tested, strict=True):
                getattr(result, name)[features] = found
    return result


def _in_both(known: np.ndarray, is_a: np.ndarray, strata: np.ndarray) -> np.ndarray:
    """Which articles are in a stratum where both groups have a known value."""
    a = np.bincount(strata, weights=known & is_a)
    b = np.bincount(strata, weights=known & ~is_a)
    return ((a > 0) & (b > 0))[strata]


@dataclass(frozen=True)
class _Deal:
    """What is dealt: articles sorted by stratum, and which of them have the values to be dealt."""

    is_a: np.ndarray
    strata: np.ndarray
    known: np.ndarray

    def weighted(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What each article adds to a difference if it is dealt to a, and what they all lack.

        A mean of a less a mean of b is linear in who is in a, for b has the rest of the stratum.
        """
        values, is_a = values[self.known], self.is_a[self.known]
        stratum = np.unique(self.strata[self.known], return_inverse=True)[1]
        n_a, n_b = np.bincount(stratum, weights=is_a), np.bincount(stratum, weights=~is_a)
        of_a = ((1 / n_a + 1 / n_b) / len(n_a))[stratum][:, None]
        of_b = (1 / n_b / len(n_a))[stratum][:, None]
        return values * of_a, (values * of_b).sum(axis=0)

    def labels(self, rng: np.random.Generator, times: int) -> np.ndarray:
        """Who is in a after dealing anew: shape (times, known articles)."""
        if len(self.strata) >= _MANY and self.strata[0] == self.strata[-1] and self.known.all():
            keys, n_a = rng.random((times, len(self.strata))), int(self.is_a.sum())
            return keys <= np.partition(keys, n_a - 1, axis=1)[:, n_a - 1 : n_a]
        keys = self.strata[None, :] + rng.random((times, len(self.strata)))
        order = np.argsort(keys, axis=1)
        return self.is_a[order[self.known[order]].reshape(times, -1)]


def _tested(values: np.ndarray, deal: _Deal, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    weighted, lacking = deal.weighted(values)
    observed = deal.is_a[deal.known].astype(float) @ weighted - lacking
    first, closer = PERMUTATIONS
    by_chance = _by_chance(weighted, deal, rng, first) - lacking
    p = _p_value(observed, by_chance)
    low, high = np.quantile(by_chance, [0.025, 0.975], axis=0)
    look = p < _LOOK_CLOSER
    if look.any():
        by_chance = _by_chance(weighted[:, look], deal, rng, closer) - lacking[look]
        p[look] = _p_value(observed[look], by_chance)
    return observed, p, low, high


def _by_chance(
    weighted: np.ndarray, deal: _Deal, rng: np.random.Generator, times: int
) -> np.ndarray:
    blocks = [
        deal.labels(rng, min(_BLOCK, times - first)).astype(float) @ weighted
        for first in range(0, times, _BLOCK)
    ]
    return np.concatenate(blocks)


def _p_value(observed: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
    as_far = np.abs(by_chance) >= np.abs(observed) * (1 - 1e-9) - 1e-12
    return (1 + as_far.sum(axis=0)) / (1 + len(by_chance))


def _times_drawn(n: int, resamples: int, rng: np.random.Generator) -> np.ndarray:
    """How often each of n articles is in each resample."""
    if n < _MANY:
        return rng.multinomial(n, np.full(n, 1 / n), size=resamples)
    drawn = rng.integers(n, size=(resamples, n)) + n * np.arange(resamples)[:, None]
    return np.bincount(drawn.ravel(), minlength=resamples * n).reshape(resamples, n)


def _resampled_means(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    n = len(values)
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    known = known.astype(float)
    means = []
    for first in range(0, RESAMPLES, _BLOCK):
        times = _times_drawn(n, min(_BLOCK, RESAMPLES - first), rng).astype(float)
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
