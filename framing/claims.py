"""The sentences that a comparison permits: what the articles can show, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from framing.wording import feature_label, joined, number, p_value, unit_of

_MOST = 12


def claims(
    table: pd.DataFrame, shown: pd.DataFrame, name_of: Callable[[str], str] = str
) -> list[str]:
    """A sentence a shown difference, one about the rest, and one about groups with few articles.

    Parameters
    ----------
    table : DataFrame
        `Comparison.table`.
    shown : DataFrame
        `Comparison.shown()`: the tests that hold after correction, the clearest first.
    name_of : callable
        From a group to its name in print.
    """
    sentences = [_difference(row, table, name_of) for row in shown.head(_MOST).itertuples()]
    more = len(shown) - _MOST
    if more > 0:
        sentences.append(f"{more} more differences are in the table of tests.")
    if table["group"].nunique() > 1:
        sentences.append(_rest(table, shown))
    return [*sentences, *_few(table, name_of)]


def _difference(row, table: pd.DataFrame, name_of: Callable[[str], str]) -> str:
    low_high = table[table["feature"] == row.feature].set_index("group")
    higher, lower = row.group_a, row.group_b
    difference, low, high = row.difference, row.low, row.high
    if difference < 0:
        higher, lower, difference, low, high = lower, higher, -difference, -high, -low
    f, unit = row.feature, unit_of(row.feature)
    unit = f" {unit}" if unit and not unit.startswith("share") else ""
    means = [
        f"{name_of(group)} {number(low_high.at[group, 'mean'], f)}"
        f" ({number(low_high.at[group, 'low'], f)} to {number(low_high.at[group, 'high'], f)})"
        for group in (higher, lower)
    ]
    label = feature_label(f)
    return (
        f"{label[:1].upper()}{label[1:]}: {means[0]}, {means[1]}{unit}; difference"
        f" {_points(difference, f)} ({_points(low, f)} to {_points(high, f)}),"
        f" q = {p_value(row.q)}."
    ).replace("= <", "< ")


def _points(difference: float, feature: str) -> str:
    """A difference in print: two shares differ by points, not by percent."""
    return number(difference, feature).replace(" %", " points")


def _rest(table: pd.DataFrame, shown: pd.DataFrame) -> str:
    features = table["feature"].drop_duplicates()
    without = [f for f in features if f not in set(shown["feature"])]
    if len(without) == len(features):
        return "No difference between the groups can be shown with these articles."
    if not without:
        return "Every feature differs between some pair of groups."
    return (
        "With these articles no difference can be shown in"
        f" {joined([feature_label(feature) for feature in without])}."
    )


def _few(table: pd.DataFrame, name_of: Callable[[str], str]) -> list[str]:
    n = table.groupby("group")["n_articles"].max()
    few = [f"{name_of(group)} ({count})" for group, count in n.items() if count < 10]
    if not few:
        return []
    return [f"Too few articles for more than a first look: {joined(few)}."]
