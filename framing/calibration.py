"""How sure of a class, and how ready to name it, a classifier may be on groups it has not seen.

A class of many and various groups takes most articles of an unseen one, which resemble it more
than the few groups of another class. Groups that are held out in training show by how much.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

_FOLDS = 3


def balanced_weights(codes: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Weights with which each class counts the same, and each group within it. Their mean is 1."""
    cells = pd.DataFrame({"code": codes, "group": groups})
    weights = 1 / cells.groupby(["code", "group"])["code"].transform("size").to_numpy(float)
    totals = np.bincount(codes, weights)
    return weights / totals[codes] * len(codes) / np.count_nonzero(totals)


def inner_folds(
    codes: np.ndarray, groups: np.ndarray
) -> tuple[str, Iterator[tuple[np.ndarray, np.ndarray]] | list]:
    """What is held out, and the places of training and held-out articles of each fold."""
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    cells = pd.DataFrame({"code": codes, "group": groups})
    fewest_groups = cells.groupby("code")["group"].nunique().min()
    fewest = np.bincount(codes).min()
    if fewest < 2:
        return "nothing", []
    if fewest_groups >= 2:
        folds = StratifiedGroupKFold(min(_FOLDS, int(fewest_groups))).split(codes, codes, groups)
        every = len(np.unique(codes))
        whole = [(a, b) for a, b in folds if len(np.unique(codes[a])) == every]
        return "unseen groups", whole
    return "unseen articles", StratifiedKFold(min(_FOLDS, int(fewest))).split(codes, codes)


def calibration(
    scores: np.ndarray, codes: np.ndarray, groups: np.ndarray
) -> tuple[float, np.ndarray]:
    """Temperature, and shift of each class's scores, with which held-out groups are likeliest."""
    from scipy.optimize import minimize

    weights = balanced_weights(codes, groups)[:, None] / len(codes)
    truth = np.eye(scores.shape[1])[codes]
    n_groups = len(np.unique(groups))

    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        scaled, shift = scores / np.exp(given[0]), given[1:]
        proba = softmax(scaled + shift)
        misses = weights * (proba - truth)
        value = -(weights * truth * np.log(proba + 1e-12)).sum() + shift @ shift / (2 * n_groups)
        return value, np.append(-(misses * scaled).sum(), misses.sum(axis=0) + shift / n_groups)

    bounds = [(-3.0, 3.0)] + [(None, None)] * scores.shape[1]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    temperature = float(np.exp(found[0]))
    return temperature, temperature * found[1:]


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities of the classes, a row an article."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
