"""Features by outlet, or by any other group: with intervals, tests, and what they hold for."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from framing.claims import TOO_FEW
from framing.comparison import Comparison
from framing.dealing import permutation_test as deal
from framing.errors import FramingError, InputError
from framing.extractors import main_features
from framing.genre import mixture
from framing.groups import check_groups, groups_of, names_of
from framing.resampling import (
    Estimate,
    estimate_difference,
    estimate_mean,
    generator,
    halved,
    squares_about_mean,
)
from framing.shrinkage import shrunk_means
from framing.wording import unit_of

_DIGITS = 10


def compare(
    features: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet_id",
    within: str | None = None,
    seed: int = 0,
) -> Comparison:
    """Compare features between groups of articles.

    Parameters
    ----------
    features : DataFrame
        What `measure` returned: a row an article, a column a feature. Columns that are one of many
        of a layer (the rate of each frame) are compared only if you give no others: every test
        more makes all others harder to show.
    articles : DataFrame
        The articles, with the column `by` (and `within`), or an outlet_id that leads to such a
        column of the registry (`ownership`, `country`, `state_control`, …).
    by : str
        Column with the groups. Articles without a group are left out, and counted. By
        `outlet_id`, articles of an outlet without an id are a group under the outlet's name.
    within : str, optional
        Column with, for example, the event: groups are then compared inside each event that both
        cover, and events instead of articles are resampled.
    seed : int
        Seed of the resampling, from 0 up.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If a column is missing, has no value, or has one of its own for nearly every article.
    FramingError
        If `by` and `within` are the same column, or `seed` is negative.

    Notes
    -----
    The mean is over articles, each counting the same; with `within`, over events. Intervals are
    expanded percentile intervals from 2,000 resamples of articles (of events), those of means
    widened for skewness (Hall 1992); p is from dealing articles to the groups at random, or in
    every way if these are fewer than 10,000 (inside the events where both have a value, so that p
    and difference are of the same articles); q corrects p over all tests of the comparison
    (Benjamini and Hochberg 1995). A difference is not a bias: outlets differ in what they cover,
    too.

    References
    ----------
    Hall, P. (1992). On the removal of skewness by transformation. Journal of the Royal Statistical
    Society B 54(1), 221-228.
    Hesterberg, T. (2015). What teachers should know about the bootstrap. The American Statistician
    69(4), 371-386.
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57(1), 289-300.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> features = pd.DataFrame({"said_rate": [1.0, 2.0, 3.0, 4.0]}, index=list("abcd"))
    >>> articles = pd.DataFrame({"desk": ["x", "x", "y", "y"]}, index=list("abcd"))
    >>> fr.compare(features, articles, by="desk").table[["group", "n_articles", "mean"]]
      group  n_articles  mean
    0     x           2   1.5
    1     y           2   3.5
    """
    if by == within:
        raise FramingError(f"by and within are both {by!r}. Compare groups inside something else.")
    generator(seed)
    groups, events = _grouped(features, articles, by, within)
    kept = groups.notna() if events is None else groups.notna() & events.notna()
    left_out = {f"no {by}": int(groups.isna().sum())}
    if events is not None:
        left_out[f"no {within}"] = int((groups.notna() & events.isna()).sum())
    values = features.loc[kept].select_dtypes("number")
    values = values[main_features(values.columns)]
    values, groups = values.sort_index(), groups[kept].sort_index().astype(str)
    events = events[kept].sort_index().astype(str) if events is not None else None
    return Comparison(
        table=_means_table(values, groups, events, seed),
        tests=_tests_table(values, groups, events, seed),
        by=by,
        within=within,
        n_articles=len(values),
        left_out={why: n for why, n in left_out.items() if n},
        names=names_of(articles, by),
        genres=mixture(articles.loc[values.index], groups),
    )


def _grouped(
    features: pd.DataFrame, articles: pd.DataFrame, by: str, within: str | None
) -> tuple[pd.Series, pd.Series | None]:
    """The group of every article and, if any, what it is compared inside."""
    missing = features.index.difference(articles.index)
    if len(missing):
        raise InputError(
            f"features has articles that articles has not, for example {missing[0]!r}."
            " Give both tables of the same run."
        )
    groups = groups_of(articles, by).reindex(features.index)
    _check_any(groups, by, "Compare by another column, or read the articles with a table of your"
               " own outlets.")  # fmt: skip
    check_groups(groups, by)
    if within is None:
        return groups, None
    events = groups_of(articles, within).reindex(features.index)
    _check_any(events, within, "Compare without `within`, or give the articles their events.")
    _check_any(events[groups.notna()], within, f"Only articles without a {by!r} have one.")
    return groups, events


def _check_any(column: pd.Series, name: str, advice: str) -> None:
    if column.isna().all():
        raise InputError(
            f"no article has a value in {name!r}: there is nothing to compare. {advice}"
        )


def _bounded(estimate: Estimate, units: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The interval, cut off where the feature ends: a share at 0 and 1, a rate at 0.

    A column of the user's own may be called a share and not be one; its values are not cut.
    """
    counted = [bool(unit_of(name)) for name in units.columns]
    shares = [unit_of(name).startswith("share") for name in units.columns]
    least = np.fmin(np.where(counted, 0.0, -np.inf), units.min().to_numpy(float))
    most = np.fmax(np.where(shares, 1.0, np.inf), units.max().to_numpy(float))
    low = np.minimum(np.maximum(estimate.low, least), estimate.mean)
    return low, np.maximum(np.minimum(estimate.high, most), estimate.mean)


def _by_event(values: pd.DataFrame, events: pd.Series) -> pd.DataFrame:
    return values.groupby(events, sort=True).mean()


def _means_table(
    values: pd.DataFrame, groups: pd.Series, events: pd.Series | None, seed: int
) -> pd.DataFrame:
    parts, moments = [], []
    for group in sorted(groups.unique()):
        own = values[groups == group]
        units = own if events is None else _by_event(own, events[own.index])
        array = units.to_numpy(float)
        estimate = estimate_mean(array, generator(seed, "mean", group))
        low, high = _bounded(estimate, units)
        moments.append((estimate.mean, estimate.n, squares_about_mean(array)))
        parts.append(
            pd.DataFrame(
                {
                    "feature": values.columns,
                    "group": group,
                    "n_articles": own.notna().sum().to_numpy(),
                    "mean": estimate.mean.round(_DIGITS),
                    "low": low.round(_DIGITS),
                    "high": high.round(_DIGITS),
                    "note": _notes(estimate),
                    "n_events": _n_events(estimate, events),
                    "halves": halved(array, generator(seed, "halves", group)).round(_DIGITS),
                }
            )
        )
    table = pd.concat(parts)
    shrunk, pull = shrunk_means(*np.array(moments, dtype=float).transpose(1, 0, 2))
    table["shrunk"], table["pull"] = shrunk.ravel().round(_DIGITS), pull.ravel().round(_DIGITS)
    return _in_feature_order(table, values.columns)


def _notes(estimate: Estimate) -> np.ndarray:
    same = (estimate.n > 1) & np.isnan(estimate.low)
    return np.where(same, "no variation", np.where(estimate.n < TOO_FEW, "too few", ""))


def _n_events(estimate: Estimate, events: pd.Series | None) -> pd.Series:
    n = pd.Series(estimate.n, dtype="Int64")
    return n if events is not None else n.mask(n.notna())


def _tests_table(
    values: pd.DataFrame, groups: pd.Series, events: pd.Series | None, seed: int
) -> pd.DataFrame:
    from scipy.stats import false_discovery_control

    parts = [
        _test_pair(values, groups, events, pair, seed)
        for pair in combinations(sorted(groups.unique()), 2)
    ]
    columns = ["feature", "group_a", "group_b", "difference", "low", "high", "p",
               "chance_low", "chance_high", "n_events"]  # fmt: skip
    tests = pd.concat(parts) if parts else pd.DataFrame(columns=columns)
    tests = _in_feature_order(tests, values.columns)
    known = tests["p"].notna()
    q = pd.Series(np.nan, index=tests.index)
    if known.any():
        q[known] = false_discovery_control(tests.loc[known, "p"].astype(float))
    tests.insert(tests.columns.get_loc("p") + 1, "q", q.round(_DIGITS))
    return tests


def _test_pair(
    values: pd.DataFrame, groups: pd.Series, events: pd.Series | None, pair: tuple[str, str],
    seed: int,
) -> pd.DataFrame:  # fmt: skip
    rows = groups.isin(pair)
    if events is not None:
        shared = set(events[groups == pair[0]]) & set(events[groups == pair[1]])
        rows &= events.isin(shared)
    both, is_a = values[rows], (groups[rows] == pair[0]).to_numpy()
    rng = generator(seed, "pair", *pair)
    if events is None:
        array, strata = both.to_numpy(float), np.zeros(len(both), dtype=int)
        estimate = estimate_difference(array[is_a], array[~is_a], rng)
    else:
        array, strata, paired = _paired(both, is_a, events[both.index])
        estimate = estimate_mean(paired, rng)
    dealt = deal(array, is_a, strata, generator(seed, "deal", *pair))
    numbers = {"difference": estimate.mean, "low": estimate.low, "high": estimate.high,
               "p": dealt.p, "chance_low": dealt.low, "chance_high": dealt.high}  # fmt: skip
    return pd.DataFrame(
        {
            "feature": values.columns,
            "group_a": pair[0],
            "group_b": pair[1],
            **{name: number.round(_DIGITS) for name, number in numbers.items()},
            "n_events": _n_events(estimate, events),
        }
    )


def _paired(
    both: pd.DataFrame, is_a: np.ndarray, events: pd.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The values, the number of each article's event, and a row an event: a's mean less b's."""
    strata = pd.factorize(events, sort=True)[0]
    paired = _by_event(both[is_a], events[is_a]) - _by_event(both[~is_a], events[~is_a])
    return both.to_numpy(float), strata, paired.to_numpy(float)


def _in_feature_order(table: pd.DataFrame, features: pd.Index) -> pd.DataFrame:
    order = {feature: place for place, feature in enumerate(features)}
    return table.sort_values("feature", key=lambda f: f.map(order), kind="stable").reset_index(
        drop=True
    )
