"""How well a classifier does on groups it has not seen, beside what it must beat.

Articles of one outlet, event or month resemble each other. Folds that split them test memory, so
groups are required, and are named in every output.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.metrics import accuracy_score, f1_score

from framing.baselines import baselines
from framing.errors import FramingError, InputError
from framing.evaluation import CLASSIFIER, Evaluation
from framing.leakage import leakage_audit
from framing.resampling import generator

_FOLDS = 5
_RESAMPLES = 1000
_TERMS = 15
_SHOWN = 3
_AUDITED = 3000
_PARTS = (0.1, 0.25, 0.5, 1.0)


def evaluate(
    classifier: object,
    articles: pd.DataFrame,
    y: Sequence,
    *,
    groups: str | Sequence | None = None,
    i_know_this_leaks: bool = False,
) -> Evaluation:
    """Test a classifier on groups that it has not seen.

    Parameters
    ----------
    classifier : OutletClassifier
        It is cloned, and not changed. Its `random_state` decides everything that is random.
    articles : DataFrame
        What `read_articles` returned.
    y : sequence of shape (n_articles,)
        The label of each article.
    groups : str or sequence
        The column of `articles`, or the values, by which articles are held out together: outlet,
        event, or time. Where a label belongs to an outlet, the outlet.
    i_know_this_leaks : bool
        Split at random, across groups. The score is then of memory, and every output says so.

    Returns
    -------
    Evaluation

    Raises
    ------
    FramingError
        If `groups` is missing, or there are too few of them to hold any out.
    InputError
        If the tables do not fit together.

    Notes
    -----
    Five folds, or fewer where a label has fewer groups. Intervals are from 1,000 resamples of
    whole groups. The audit is of at most 3,000 articles, as evenly from all groups as they allow.
    Not measured: how the classifier would do on other topics or other times.

    References
    ----------
    Baly et al. 2020, We Can Detect Your Bias, EMNLP, 4982-4991.
    """
    labels = _labels(articles, y)
    name, held = _groups(articles, groups)
    split = _folds(labels, held, at_random=i_know_this_leaks, seed=_seed(classifier))
    named = f"{name}, random folds" if i_know_this_leaks else name
    models, predictions = _held_out(classifier, articles, labels, held, split)
    scores = [_score_row(CLASSIFIER, labels, predictions["predicted"].to_numpy(), held)]
    for baseline in baselines(_seed(classifier)):
        found = np.empty(len(labels), dtype=object)
        for train, test in split:
            baseline.fit(articles.iloc[train], labels[train], held[train])
            found[test] = baseline.predict(articles.iloc[test], held[test])
        scores.append(_score_row(baseline.name, labels, found, held))
    tables = (
        pd.DataFrame(scores),
        _by_class(labels, predictions, held),
        _audit(classifier, articles, labels, held, split),
        _terms(models, articles, predictions),
    )
    return Evaluation(
        *(table.assign(groups=named) for table in tables), predictions, name, i_know_this_leaks
    )


def learning_curve(
    classifier: object,
    articles: pd.DataFrame,
    y: Sequence,
    *,
    groups: str | Sequence | None = None,
) -> pd.DataFrame:
    """Would more articles help, and how many are needed to tell these labels apart?

    Parameters
    ----------
    classifier, articles, y, groups
        As for `evaluate`.

    Returns
    -------
    DataFrame
        A row for each part of the articles that was learnt from (a tenth, a quarter, half, all):
        ``n_articles`` and ``n_groups``, mean over the folds; ``balanced_accuracy, low, high`` on
        the held-out groups; ``chance``; ``above_chance``, whether the interval leaves that out;
        ``groups``.
        The first row that is above chance says how many articles were enough.

    Notes
    -----
    Articles are left out at random, the same ones first, so that a longer part holds the shorter
    ones. The curve holds for more articles of like groups, not for more groups.
    """
    labels = _labels(articles, y)
    name, held = _groups(articles, groups)
    seed = _seed(classifier)
    split = _folds(labels, held, at_random=False, seed=seed)
    order = generator(seed, "learning curve").permutation(len(labels))
    rank = np.empty(len(order), dtype=int)
    rank[order] = np.arange(len(order))
    rows = []
    for part in _PARTS:
        smaller = [(_first(train, rank, labels, part), test) for train, test in split]
        found = _held_out(classifier, articles, labels, held, smaller)[1]["predicted"].to_numpy()
        row = _score_row(CLASSIFIER, labels, found, held)
        rows.append(
            {
                "n_articles": round(np.mean([len(train) for train, _ in smaller])),
                "n_groups": round(np.mean([len(set(held[train])) for train, _ in smaller])),
                **{key: row[key] for key in ("balanced_accuracy", "low", "high")},
                "chance": 1 / len(set(labels)),
                "above_chance": bool(row["low"] > 1 / len(set(labels))),
                "groups": name,
            }
        )
    return pd.DataFrame(rows)


def _first(train: np.ndarray, rank: np.ndarray, labels: np.ndarray, part: float) -> np.ndarray:
    """The first part of each label's articles, at least two of each."""
    kept = []
    for label in sorted(set(labels[train])):
        own = train[labels[train] == label]
        own = own[np.argsort(rank[own], kind="stable")]
        kept.append(own[: max(2, round(part * len(own)))])
    return np.sort(np.concatenate(kept))


def _labels(articles: pd.DataFrame, y: Sequence) -> np.ndarray:
    labels = pd.Series(np.asarray(y))
    if len(labels) != len(articles):
        raise InputError(f"y has {len(labels)} values for {len(articles)} articles.")
    if labels.isna().any():
        raise InputError("y has missing labels; leave those articles out.")
    return labels.to_numpy()


def _groups(articles: pd.DataFrame, groups: str | Sequence | None) -> tuple[str, np.ndarray]:
    if groups is None:
        raise FramingError(
            "groups is missing: the outlet, event or time by which articles are held out together."
            " Without it the score would be of memory. Give a column, such as groups='outlet_id'."
        )
    if isinstance(groups, str):
        if groups not in articles:
            raise InputError(f"articles has no column {groups!r} to hold out by.")
        groups = articles[groups]
    name = getattr(groups, "name", None) or "the groups given"
    held = pd.Series(np.asarray(groups, dtype=object))
    if len(held) != len(articles):
        raise InputError(f"groups has {len(held)} values for {len(articles)} articles.")
    if held.isna().any():
        raise InputError(f"{int(held.isna().sum())} articles have no {name}; leave them out.")
    return str(name), held.astype(str).to_numpy(dtype=object)


def _seed(classifier: object) -> int:
    return classifier.get_params().get("random_state") or 0


def _folds(
    labels: np.ndarray, held: np.ndarray, *, at_random: bool, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    table = pd.DataFrame({"label": labels, "group": held})
    if at_random:
        n = min(_FOLDS, int(table["label"].value_counts().min()))
        split = StratifiedKFold(max(2, n), shuffle=True, random_state=seed).split(labels, labels)
    else:
        n = min(_FOLDS, int(table.groupby("label")["group"].nunique().min()))
        if n < 2:
            few = table.groupby("label")["group"].nunique().idxmin()
            raise FramingError(
                f"label {few!r} has articles of one group only: with that group held out nothing"
                " could be learnt of the label. Give groups that are smaller (events, months), or"
                " labels that several groups share."
            )
        split = StratifiedGroupKFold(n).split(labels, labels, held)
    every = len(set(labels))
    return [(a, b) for a, b in split if len(b) and len(set(labels[a])) == every]


def _held_out(
    classifier: object, articles: pd.DataFrame, labels: np.ndarray, held: np.ndarray, split: list
) -> tuple[list, pd.DataFrame]:
    models, predicted = [], np.empty(len(labels), dtype=object)
    sure = np.full(len(labels), np.nan)
    for train, test in split:
        model = clone(classifier).fit(articles.iloc[train], labels[train], groups=held[train])
        predicted[test] = model.predict(articles.iloc[test])
        sure[test] = model.predict_proba(articles.iloc[test]).max(axis=1)
        models.append(model)
    table = {"label": labels, "predicted": predicted, "probability": sure, "group": held}
    return models, pd.DataFrame(table, index=articles.index)


def _score_row(name: str, labels: np.ndarray, found: np.ndarray, held: np.ndarray) -> dict:
    low, high = _interval(labels, found, held)
    text, guess = labels.astype(str), np.where(pd.isna(found), "", found).astype(str)
    classes = sorted(set(text))
    macro = f1_score(text, guess, labels=classes, average="macro", zero_division=0)
    return {
        "model": name,
        "balanced_accuracy": _balanced(labels, found),
        "low": low,
        "high": high,
        "accuracy": float(accuracy_score(text, guess)),
        "macro_f1": float(macro),
        "n_articles": len(labels),
    }


def _balanced(labels: np.ndarray, found: np.ndarray) -> float:
    hits = pd.Series(labels == found).groupby(labels).mean()
    return float(hits.mean())


def _interval(labels: np.ndarray, found: np.ndarray, held: np.ndarray) -> tuple[float, float]:
    names, number = np.unique(held, return_inverse=True)
    if len(names) < 3:
        return float("nan"), float("nan")
    codes = np.unique(labels, return_inverse=True)[1]
    shape = (len(names), codes.max() + 1)
    n, hits = np.zeros(shape), np.zeros(shape)
    np.add.at(n, (number, codes), 1)
    np.add.at(hits, (number, codes), (labels == found).astype(float))
    times = generator(0, "evaluate").multinomial(
        len(names), np.full(len(names), 1 / len(names)), size=_RESAMPLES
    )
    with np.errstate(invalid="ignore"):
        recall = (times @ hits) / (times @ n)
    low, high = np.quantile(np.nanmean(recall, axis=1), [0.025, 0.975])
    return float(low), float(high)


def _by_class(labels: np.ndarray, predictions: pd.DataFrame, held: np.ndarray) -> pd.DataFrame:
    hit = pd.Series(labels == predictions["predicted"].to_numpy())
    by = hit.groupby(labels)
    return (
        pd.DataFrame(
            {
                "recall": by.mean(),
                "n_articles": by.size(),
                "n_groups": pd.Series(held).groupby(labels).nunique(),
            }
        )
        .rename_axis("label")
        .reset_index()
    )


def _audit(
    classifier: object, articles: pd.DataFrame, labels: np.ndarray, held: np.ndarray, split: list
) -> pd.DataFrame:
    if classifier.get_params().get("inputs") != "text":
        return pd.DataFrame(
            columns=["removed", "weight_share", "score_with", "score_without", "cost"]
        )
    rank = pd.Series(held).groupby(held).cumcount().to_numpy()
    kept = np.zeros(len(held), dtype=bool)
    kept[np.lexsort((np.arange(len(held)), rank))[:_AUDITED]] = True
    fewer = [(train[kept[train]], test[kept[test]]) for train, test in split]
    min_groups = classifier.get_params()["min_groups"]
    return leakage_audit(min_groups, articles, labels, held, folds=fewer, score=_balanced)


def _terms(models: list, articles: pd.DataFrame, predictions: pd.DataFrame) -> pd.DataFrame:
    """The terms with most weight for each label, with the spread of it over the folds."""
    rows = []
    for place, label in enumerate(models[0].classes_):
        weights = pd.DataFrame(
            {n: pd.Series(m.coef_[place], index=m.terms_) for n, m in enumerate(models)}
        ).fillna(0.0)
        mean = weights.mean(axis=1)
        top = mean.sort_values(ascending=False, kind="stable").head(_TERMS)
        own = articles[(predictions["label"] == label).to_numpy()].head(_AUDITED)
        values = models[0].term_values(own).tocsc()
        where = {term: n for n, term in enumerate(models[0].terms_)}
        in_groups = dict(zip(models[0].terms_, models[0].term_groups_, strict=True))
        for term, weight in top.items():
            shown = _showing(values, where.get(term), own.index)
            rows.append((label, term, weight, weights.loc[term].min(), weights.loc[term].max(),
                         in_groups.get(term, 0), shown))  # fmt: skip
    columns = ["label", "term", "weight", "low", "high", "n_groups", "articles"]
    return pd.DataFrame(rows, columns=columns)


def _showing(values, column: int | None, ids: pd.Index) -> tuple[str, ...]:
    if column is None:
        return ()
    held = values[:, column].toarray().ravel()
    most = np.argsort(-held, kind="stable")[:_SHOWN]
    return tuple(str(ids[place]) for place in most if held[place] > 0)
