"""What a classifier has learnt of the publisher instead of the story.

A classifier that sees everything is trained beside ones that miss one kind of giveaway each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from framing.classify import fitted, groups_with, terms_in
from framing.masking import KINDS, Masker

Folds = Sequence[tuple[np.ndarray, np.ndarray]]
Score = Callable[[np.ndarray, np.ndarray], float]


@dataclass(frozen=True)
class _Learnt:
    """A classifier of one fold: the terms that it goes by, and what each of them weighs."""

    kept: np.ndarray
    weighting: TfidfTransformer
    coef: np.ndarray
    intercept: np.ndarray

    def predict(self, counts: sparse.csr_matrix) -> np.ndarray:
        seen = self.weighting.transform(counts[:, self.kept])
        return (seen @ self.coef.T + self.intercept).argmax(axis=1)

    def share_gone(self, before: sparse.csr_matrix, after: sparse.csr_matrix) -> float:
        """How much of what it goes by in these articles is no longer there."""
        weight = np.abs(self.coef).mean(axis=0) * self.weighting.idf_
        before, after = before[:, self.kept], after[:, self.kept]
        total = float((before @ weight).sum())
        gone = float(((before - after).maximum(0) @ weight).sum())
        return gone / total if total else float("nan")


def leakage_audit(
    min_groups: int,
    articles: pd.DataFrame,
    y: np.ndarray,
    groups: np.ndarray,
    *,
    folds: Folds,
    score: Score,
) -> pd.DataFrame:
    """A row a kind of giveaway, and one for all of them together.

    Returns
    -------
    DataFrame
        ``removed``; ``weight_share``, the share of all that spoke for or against the predicted
        label in unseen articles (weight times value, without sign) which masking takes away or
        changes; ``score_with`` and ``score_without``, balanced accuracy on held-out groups before
        and after; ``cost``, the first less the second.

    Notes
    -----
    Names and repeated sentences to mask are learnt from all audited articles, without labels. The
    classifiers share the words of the whole texts; none of them is calibrated or abstains.
    """
    words = CountVectorizer(analyzer=terms_in, dtype=np.float32)
    whole = words.fit_transform(Masker(()).fit(articles).transform(articles))
    models = [_learn(whole[train], y[train], groups[train], min_groups) for train, _ in folds]
    with_all = _scored(whole, y, models, folds=folds, score=score)
    rows = []
    for name, kinds in [*((kind, (kind,)) for kind in KINDS), ("all of these", KINDS)]:
        left = words.transform(Masker(kinds).fit(articles).transform(articles))
        shares = [
            model.share_gone(whole[test], left[test])
            for model, (_, test) in zip(models, folds, strict=True)
        ]
        without = [_learn(left[train], y[train], groups[train], min_groups) for train, _ in folds]
        scored = _scored(left, y, without, folds=folds, score=score)
        rows.append((name, float(np.mean(shares)), with_all, scored, with_all - scored))
    columns = ["removed", "weight_share", "score_with", "score_without", "cost"]
    return pd.DataFrame(rows, columns=columns).round(6)


def _learn(
    counts: sparse.csr_matrix, y: np.ndarray, groups: np.ndarray, min_groups: int
) -> _Learnt:
    found_in, n_groups = groups_with(counts, groups), len(np.unique(groups))
    kept = np.flatnonzero(found_in >= max(1, min(min_groups, n_groups // 2)))
    weighting = TfidfTransformer(sublinear_tf=True)
    seen = weighting.fit_transform(counts[:, kept])
    return _Learnt(kept, weighting, *fitted(seen, np.unique(y, return_inverse=True)[1], groups))


def _scored(
    counts: sparse.csr_matrix, y: np.ndarray, models: Sequence[_Learnt], *, folds: Folds,
    score: Score,
) -> float:  # fmt: skip
    labels, predicted = np.unique(y), np.empty(len(y), dtype=object)
    for model, (_, test) in zip(models, folds, strict=True):
        predicted[test] = labels[model.predict(counts[test])]
    tested = np.concatenate([test for _, test in folds])
    return score(y[tested], predicted[tested])
