"""How sure a share and an area under the ROC curve are: 95 % intervals in closed form."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

Z = 1.959963984540054


class Estimate(NamedTuple):
    """A value with its 95 % interval; NaN where there is nothing to estimate from."""

    value: float
    low: float
    high: float


def wilson(count: int, n: int) -> Estimate:
    """A share with the score interval, which stays inside 0 and 1 and holds for few cases.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association, 22(158), 209–212.

    Examples
    --------
    >>> [round(x, 4) for x in wilson(15, 148)]  # Newcombe (1998), table I: .0624 to .1605
    [0.1014, 0.0624, 0.1605]
    """
    if not n:
        return Estimate(math.nan, math.nan, math.nan)
    share, spread = count / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))


def auc(scores: np.ndarray, positive: np.ndarray) -> Estimate:
    """How often a positive case scores above a negative one, a tie counting half.

    .5 is chance. NaN without cases of both kinds.

    References
    ----------
    DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Comparing the areas under two or
    more correlated receiver operating characteristic curves. Biometrics, 44(3), 837–845.

    Examples
    --------
    >>> auc(np.array([0, 1, 1, 2]), np.array([False, False, True, True])).value
    0.875
    """
    scores, positive = np.asarray(scores, dtype=float), np.asarray(positive, dtype=bool)
    n_positive, n_negative = int(positive.sum()), int((~positive).sum())
    if not n_positive or not n_negative:
        return Estimate(math.nan, math.nan, math.nan)
    ranks = _midranks(scores)
    above = (ranks[positive] - _midranks(scores[positive])) / n_negative
    below = 1 - (ranks[~positive] - _midranks(scores[~positive])) / n_positive
    value = float(above.mean())
    if min(n_positive, n_negative) < 2:
        return Estimate(value, math.nan, math.nan)
    half = Z * math.sqrt(above.var(ddof=1) / n_positive + below.var(ddof=1) / n_negative)
    return Estimate(value, max(0.0, value - half), min(1.0, value + half))


def _midranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1, equal values sharing the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[place]
