"""Means of groups with few articles, drawn toward the mean of all groups.

Of many outlets, those with the highest and the lowest means are those with the fewest articles:
chance moves small samples furthest. A ranking by raw means is a ranking of sample sizes.
"""

from __future__ import annotations

import numpy as np

FEWEST_GROUPS = 3


def shrunk_means(
    means: np.ndarray, counts: np.ndarray, squares: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Empirical Bayes means of groups, and how far each was drawn toward the mean of all.

    Parameters
    ----------
    means : array of shape (groups, features)
        NaN where a group has no value.
    counts : array of shape (groups, features)
        How many values each mean is over.
    squares : array of shape (groups, features)
        Sums of squared deviations of the values from their group's mean.

    Returns
    -------
    shrunk, pull : arrays of shape (groups, features)
        ``pull`` is from 0 (the group's own mean) to 1 (the mean of all). NaN with fewer than three
        groups, or without a group of two values to tell the spread inside groups from.

    Notes
    -----
    Values vary around their group's mean with one variance in all groups, and the groups' means
    vary around the mean of all with another, estimated by moments (DerSimonian and Laird 1986). If
    the groups differ no more than chance makes them, all are drawn to the same mean.

    References
    ----------
    DerSimonian, R. and Laird, N. (1986). Meta-analysis in clinical trials. Controlled Clinical
    Trials 7(3), 177-188.
    Efron, B. and Morris, C. (1977). Stein's paradox in statistics. Scientific American 236(5),
    119-127.

    Examples
    --------
    >>> means = np.array([[0.0], [4.0], [20.0]])
    >>> counts, squares = np.array([[100], [100], [2]]), np.array([[2500.0], [2500.0], [50.0]])
    >>> shrunk, pull = shrunk_means(means, counts, squares)
    >>> shrunk.round(1).ravel().tolist(), pull.round(2).ravel().tolist()
    ([0.1, 4.0, 13.1], [0.02, 0.02, 0.48])
    """
    known = (counts > 0) & ~np.isnan(means)
    groups = known.sum(axis=0)
    freedom = np.where(known, counts - 1, 0).sum(axis=0)
    usable = (groups >= FEWEST_GROUPS) & (freedom > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        inside = np.nansum(np.where(known, squares, 0.0), axis=0) / freedom
        error = np.where(known, inside / np.maximum(counts, 1), np.nan)
        between = _between(means, error, known)
        pull = np.where(error > 0, error / (error + between), 0.0)
        weight = np.where(known, 1 / np.where(error > 0, error + between, 1.0), 0.0)
        centre = np.nansum(weight * np.where(known, means, 0.0), axis=0) / weight.sum(axis=0)
    pull = np.where(known & usable, pull, np.nan)
    return means + pull * (centre - means), pull


def _between(means: np.ndarray, error: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The variance of the groups' means beyond what chance gives, 0 where there is none."""
    weight = np.where(known & (error > 0), 1 / error, 0.0)
    total = weight.sum(axis=0)
    filled = np.where(known, means, 0.0)
    centre = (weight * filled).sum(axis=0) / total
    surplus = (weight * (filled - centre) ** 2).sum(axis=0) - (known.sum(axis=0) - 1)
    scale = total - (weight**2).sum(axis=0) / total
    return np.where(total > 0, np.maximum(0.0, surplus / scale), 0.0)
