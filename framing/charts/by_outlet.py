"""A feature by outlet: articles as dots, means with intervals, and what chance alone would do."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.charts.chance import chance_bands
from framing.charts.chart import Chart, compared
from framing.charts.theme import (
    BAND,
    DOT,
    INK,
    PAPER,
    RULE,
    SOFT,
    Page,
    capital,
    in_margin,
    margin_for,
    themed,
)
from framing.claims import TOO_FEW
from framing.grouping import group_of, resampled, words_for
from framing.results import Results
from framing.wording import feature_label, number, unit_of

_BINS = 70
_NUMBERS = 2.45


def data(results: Results, feature: str) -> pd.DataFrame:
    """A row a group, the highest mean first: its articles' values in `dots`, mean and interval.

    `chance_low` and `chance_high` bound 95 % of the means that the group has when all articles,
    each counting the same, are dealt to the groups at random (inside the events, if the comparison
    is within events).
    """
    comparison, values, group = results.comparison, results.features[feature], group_of(results)
    rows = comparison.table[comparison.table["feature"] == feature]
    rows = rows[rows["n_articles"] > 0]
    stratum = results.articles[comparison.within] if comparison.within else None
    bands = chance_bands(values, group, stratum, feature).reindex(rows["group"])
    dots = {
        name: sorted(part.dropna().round(10).tolist())
        for name, part in values.groupby(group, sort=True)
    }
    table = pd.DataFrame(
        {
            "feature": feature,
            words_for(comparison.by): [comparison.name_of(name) for name in rows["group"]],
            "articles": rows["n_articles"].to_numpy(),
            **_events(comparison.within, rows),
            "mean": rows["mean"].to_numpy(),
            "low": rows["low"].to_numpy(),
            "high": rows["high"].to_numpy(),
            "chance_low": bands["chance_low"].to_numpy(),
            "chance_high": bands["chance_high"].to_numpy(),
            "note": rows["note"].to_numpy(),
            "dots": [dots.get(name, []) for name in rows["group"]],
        }
    )
    return table.sort_values("mean", ascending=False, kind="stable", ignore_index=True)


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Every article a dot; the mean with its 95 % interval; in the band, what chance would give.

    A row a group, the highest mean first, with its numbers beside it. Dots of nearly the same value
    step aside.
    """
    feature, by = table.at[0, "feature"], table.columns[1]
    unit = unit_of(feature)
    row = 0.44 if len(table) <= 8 else 0.3
    page = Page(f"{capital(feature_label(feature))}, by {by}", _subtitle(table), 0.3 + row
                * len(table) + 0.5)  # fmt: skip
    names = in_margin(table[by])
    left = margin_for(names)
    axes = page.panel(left, page.top + 0.3, page.width - left - _NUMBERS - 0.2, row * len(table))
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.hlines(np.arange(len(table)) - 0.5, 0, 1, color=RULE, lw=0.5,
                transform=axes.get_yaxis_transform(), clip_on=False)  # fmt: skip
    _rows(axes, table)
    _scale(axes, feature, unit)
    _label(page, table, names, row=row)
    return page.figure


def _events(within: str | None, rows: pd.DataFrame) -> dict:
    return {resampled(within): rows["n_events"].to_numpy()} if within else {}


def _unit(table: pd.DataFrame) -> str:
    """What was resampled: the column after `articles`, if there is one."""
    after = table.columns[table.columns.get_loc("articles") + 1]
    return "articles" if after == "mean" else after


def _subtitle(table: pd.DataFrame) -> str:
    unit = _unit(table)
    over, inside = ("", "") if unit == "articles" else (f" over {unit}", f" inside their {unit}")
    said = f"A dot is an article, the diamond the mean{over}, the line its 95 % interval{over}."
    if table["chance_low"].notna().any():
        said += (
            f" Shaded: where 95 % of the means would fall if the articles were dealt out at random"
            f"{inside}."
        )
    if (table[unit] < TOO_FEW).any():
        said += f" Hollow: under ten {unit}, too few for more than a first look."
    return said


def _rows(axes: Axes, table: pd.DataFrame) -> None:
    places = np.arange(len(table))
    left, right = table["chance_low"], table["chance_high"]
    axes.barh(places, right - left, left=left, height=1, color=BAND, clip_on=False, zorder=1)
    dots = [np.array(values) for values in table["dots"]]
    height = [place - 0.14 + swarm(values) for place, values in zip(places, dots, strict=True)]
    axes.plot(
        np.concatenate(dots), np.concatenate(height), "o", color=DOT, ms=2.8, mew=0, clip_on=False,
        zorder=2,
    )  # fmt: skip
    mark_means(axes, table, places + 0.29)


def mark_means(axes: Axes, table: pd.DataFrame, height: np.ndarray) -> None:
    """Diamonds at the means, hollow if there are too few articles, on lines for their intervals."""
    axes.hlines(height, table["low"], table["high"], color=INK, lw=1.8, clip_on=False)
    few = (table["note"] != "").to_numpy()
    for chosen, colour in ((few, PAPER), (~few, INK)):
        axes.plot(
            table["mean"][chosen], height[chosen], "D", color=colour, mec=INK, ms=4.5, mew=1,
            clip_on=False, zorder=5,
        )  # fmt: skip


def swarm(values: np.ndarray) -> np.ndarray:
    """How far each dot steps aside so that dots of nearly the same value lie side by side.

    Examples
    --------
    >>> swarm(np.array([1.0, 1.0, 5.0])).round(2).tolist()
    [0.0, 0.09, 0.0]
    """
    if not len(values):
        return values
    reach = values.max() - values.min()
    bins = np.floor((values - values.min()) / (reach or 1) * _BINS).astype(int)
    turn = pd.Series(bins).groupby(bins).cumcount().to_numpy()
    most = np.bincount(bins).max()
    step = min(0.09, 0.6 / most)
    aside = (turn + 1) // 2 * np.where(turn % 2, 1, -1)
    return aside * step


def _scale(axes: Axes, feature: str, unit: str) -> None:
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    if feature.removesuffix("_own").endswith("_share"):
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f} %"))
        unit = "share"
    axes.set_xlabel(unit, loc="left", fontsize=8)
    axes.margins(x=0.03)


def _label(page: Page, table: pd.DataFrame, names: list[str], *, row: float) -> None:
    right = page.width - _NUMBERS
    head = {"size": 8, "color": SOFT}
    page.write(right, page.top + 0.16, "mean (95 % interval)", **head)
    unit = _unit(table)
    page.write(page.width - 0.14, page.top + 0.16, unit, ha="right", **head)
    for place, values in enumerate(table.itertuples(index=False)):
        top = page.top + 0.3 + (place + 0.5) * row
        page.name(margin_for(names), top, names[place])
        page.write(right, top, _interval(values))
        few = "too few: " if table.at[place, unit] < TOO_FEW else ""
        page.write(page.width - 0.14, top, f"{few}{table.at[place, unit]}", ha="right")


def _interval(values: tuple) -> str:
    mean = number(values.mean, values.feature)
    if np.isnan(values.low):
        return mean
    low, high = (number(bound, values.feature) for bound in (values.low, values.high))
    return f"{mean} ({low.removesuffix(' %')} to {high})"


def alt(table: pd.DataFrame) -> str:
    """The means in a sentence; of many groups the highest and the lowest."""
    feature = table.at[0, "feature"]
    unit = unit_of(feature)
    unit = f" {unit}" if unit and not unit.startswith("share") else ""
    said = [f"{row[1]} {_interval(row)}, n = {row[2]}" for row in table.itertuples(index=False)]
    if len(said) > 8:
        said = [*said[:4], f"{len(said) - 8} between", *said[-4:]]
    return (
        f"{capital(feature_label(feature))} by {table.columns[1]}, mean{unit} (95 % interval):"
        f" {'; '.join(said)}."
    )


BY_OUTLET = Chart(
    name="by_outlet",
    section="compared",
    data=data,
    draw=draw,
    alt=alt,
    each=compared,
)
