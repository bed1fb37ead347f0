"""Is the difference of two groups more than dealing the articles at random between them gives?

All functions take values as an array of shape (articles, features), where NaN is a value that is
undefined, and treat every feature at once with the same deals.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

import numpy as np

from framing.resampling import BLOCK, MANY

PERMUTATIONS = (999, 9999)  # a first look, and a closer one where the first finds something
_LOOK_CLOSER = 0.05
_BAND = (0.025, 0.975)


@dataclass(frozen=True)
class Dealt:
    """A difference of means beside the differences that dealing at random gives, a value a feature.

    `p` is two-sided; `low` and `high` bound the band that holds 95 % of the dealt differences.
    """

    difference: np.ndarray
    p: np.ndarray
    low: np.ndarray
    high: np.ndarray


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
        there is no such stratum. If there are no more ways to deal than would be drawn at random,
        each is taken once: p is exact then, and no seed matters.
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
        if len(self.strata) >= MANY and self.strata[0] == self.strata[-1]:
            is_a = self.is_a[self.known]
            keys, n_a = rng.random((times, len(is_a))), int(is_a.sum())
            return keys <= np.partition(keys, n_a - 1, axis=1)[:, n_a - 1 : n_a]
        keys = self.strata[None, :] + rng.random((times, len(self.strata)))
        order = np.argsort(keys, axis=1)
        return self.is_a[order[self.known[order]].reshape(times, -1)]

    def every_label(self, most: int) -> np.ndarray | None:
        """The same after every way to deal, each once; None if there are more than so many."""
        is_a = self.is_a[self.known]
        strata = np.split(is_a, np.flatnonzero(np.diff(self.strata[self.known])) + 1)
        sizes = [(len(each), int(each.sum())) for each in strata]
        if prod(comb(n, n_a) for n, n_a in sizes) > most:
            return None
        labels = np.zeros((1, 0), dtype=bool)
        for n, n_a in sizes:
            chosen = np.array(list(combinations(range(n), n_a)))
            ways = np.zeros((len(chosen), n), dtype=bool)
            np.put_along_axis(ways, chosen, True, axis=1)
            labels = np.hstack([labels.repeat(len(ways), axis=0), np.tile(ways, (len(labels), 1))])
        return labels


def _tested(values: np.ndarray, deal: _Deal, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    weighted, lacking = deal.weighted(values)
    observed = deal.is_a[deal.known].astype(float) @ weighted - lacking
    first, closer = PERMUTATIONS
    every = deal.every_label(closer)
    if every is not None:
        by_chance = every.astype(float) @ weighted - lacking
        p = _as_far(observed, by_chance).mean(axis=0)
        return observed, p, *np.quantile(by_chance, _BAND, axis=0, method="inverted_cdf")
    by_chance = _by_chance(weighted, deal, rng, first) - lacking
    p = _p_value(observed, by_chance)
    low, high = np.quantile(by_chance, _BAND, axis=0)
    look = p < _LOOK_CLOSER
    if look.any():
        by_chance = _by_chance(weighted[:, look], deal, rng, closer) - lacking[look]
        p[look] = _p_value(observed[look], by_chance)
    return observed, p, low, high


def _by_chance(
    weighted: np.ndarray, deal: _Deal, rng: np.random.Generator, times: int
) -> np.ndarray:
    blocks = [
        deal.labels(rng, min(BLOCK, times - first)).astype(float) @ weighted
        for first in range(0, times, BLOCK)
    ]
    return np.concatenate(blocks)


def _p_value(observed: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
    return (1 + _as_far(observed, by_chance).sum(axis=0)) / (1 + len(by_chance))


def _as_far(observed: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
    return np.abs(by_chance) >= np.abs(observed) * (1 - 1e-9) - 1e-12
