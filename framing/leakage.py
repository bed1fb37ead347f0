"""What a classifier has learnt of the publisher instead of the story.

A classifier that sees everything is trained beside ones that miss one kind of giveaway each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from sklearn.base import clone

from framing.masking import KINDS, Masker

Folds = Sequence[tuple[np.ndarray, np.ndarray]]
Score = Callable[[np.ndarray, np.ndarray], float]


def leakage_audit(
    classifier: object,
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
    """
    seen = clone(classifier).set_params(masked=())
    with_all, models = _run(seen, articles, y, groups, folds=folds, score=score)
    rows = []
    for name, kinds in [*((kind, (kind,)) for kind in KINDS), ("all of these", KINDS)]:
        without = clone(classifier).set_params(masked=kinds)
        left = _run(without, articles, y, groups, folds=folds, score=score)[0]
        shares = [
            _share(model, articles.iloc[train], articles.iloc[test], kinds)
            for model, (train, test) in zip(models, folds, strict=True)
        ]
        rows.append((name, float(np.mean(shares)), with_all, left, with_all - left))
    columns = ["removed", "weight_share", "score_with", "score_without", "cost"]
    return pd.DataFrame(rows, columns=columns).round(6)


def _run(
    classifier: object, articles: pd.DataFrame, y: np.ndarray, groups: np.ndarray, *,
    folds: Folds, score: Score,
) -> tuple[float, list]:  # fmt: skip
    predicted, models = np.empty(len(y), dtype=object), []
    for train, test in folds:
        model = clone(classifier).fit(articles.iloc[train], y[train], groups=groups[train])
        predicted[test] = model.predict(articles.iloc[test])
        models.append(model)
    tested = np.concatenate([test for _, test in folds])
    return score(y[tested], predicted[tested]), models


def _share(model: object, train: pd.DataFrame, test: pd.DataFrame, kinds: Sequence[str]) -> float:
    """How much of what the model goes by in these articles is gone once they are masked."""
    masked = Masker(kinds).fit(train)
    hidden = pd.DataFrame({"text": masked.transform(test)}, index=test.index)
    before = model.vectorizer_.transform(model.masker_.transform(test))[:, model.kept_]
    after = model.vectorizer_.transform(model.masker_.transform(hidden))[:, model.kept_]
    gone = (before - after).maximum(0)
    weight = np.abs(model.coef_).mean(axis=0) * model.weighting_.idf_
    total = float((before @ weight).sum())
    return float((gone @ weight).sum()) / total if total else float("nan")
