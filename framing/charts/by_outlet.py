"""A feature by outlet: articles as dots, means with intervals, and what chance alone would do."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.charts.chart import Chart
from framing.charts.groups import group_of, words_for
from framing.charts.theme import (
    BAND,
    DOT,
    INK,
    PAPER,
    RULE,
    SOFT,
    Page,
    capital,
    margin_for,
    shortened,
    themed,
)
from framing.results import Results
from framing.wording import feature_label, joined, number, unit_of

_BINS = 70
_NUMBERS = 2.05


def data(results: Results, feature: str) -> pd.DataFrame:
    """A row a group, the highest mean first: its articles' values in `dots`, mean and interval.

    `chance_low` and `chance_high` bound the means that 95 % of random deals would give the group:
    the bands of its tests against each other group, rescaled to the group against all (exact for
    two groups; the median over the pairs for more).
    """
    comparison = results.comparison
    rows = comparison.table[comparison.table["feature"] == feature]
    rows = rows[rows["n_articles"] > 0]
    values = results.features[feature].groupby(group_of(results), sort=True)
    dots = {group: sorted(part.dropna().tolist()) for group, part in values}
    overall = np.average(rows["mean"], weights=rows["n_articles"]) if len(rows) else np.nan
    bands = [_chance(comparison.tests, rows, feature, group) for group in rows["group"]]
    table = pd.DataFrame(
        {
            "feature": feature,
            words_for(comparison.by): [comparison.name_of(group) for group in rows["group"]],
            "articles": rows["n_articles"].to_numpy(),
            "mean": rows["mean"].to_numpy(),
            "low": rows["low"].to_numpy(),
            "high": rows["high"].to_numpy(),
            "chance_low": [overall + low for low, _ in bands],
            "chance_high": [overall + high for _, high in bands],
            "note": rows["note"].to_numpy(),
            "dots": [dots.get(group, []) for group in rows["group"]],
        }
    )
    return table.sort_values("mean", ascending=False, kind="stable", ignore_index=True)


def _chance(
    tests: pd.DataFrame, rows: pd.DataFrame, feature: str, group: str
) -> tuple[float, float]:
    """How far chance moves a group's mean from the mean of all."""
    n = rows.set_index("group")["n_articles"]
    pairs = tests[(tests["feature"] == feature)].dropna(subset=["chance_low"])
    first, second = pairs[pairs["group_a"] == group], pairs[pairs["group_b"] == group]
    low = pd.concat([first["chance_low"], -second["chance_high"]]).to_numpy(float)
    high = pd.concat([first["chance_high"], -second["chance_low"]]).to_numpy(float)
    others = pd.concat([first["group_b"], second["group_a"]]).map(n).to_numpy(float)
    if not len(low):
        return (np.nan, np.nan)
    scale = np.sqrt((1 / n[group] - 1 / n.sum()) / (1 / n[group] + 1 / others))
    return float(np.median(low * scale)), float(np.median(high * scale))


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Every article a dot; the mean with its 95 % interval; in the band, what chance would give.

    Parameters
    ----------
    table : DataFrame
        What `data` returned.

    Returns
    -------
    Figure
    """
    feature, by = table.at[0, "feature"], table.columns[1]
    unit = unit_of(feature) or "the formula's own scale"
    row = 0.44 if len(table) <= 8 else 0.3
    page = Page(f"{capital(feature_label(feature))}, by {by}", _subtitle(table), 0.3 + row
                * len(table) + 0.5)  # fmt: skip
    names = [shortened(name, 28) for name in table[by]]
    left = margin_for(names)
    axes = page.panel(left, page.top + 0.3, page.width - left - _NUMBERS - 0.2, row * len(table))
    axes.set_ylim(len(table) - 0.5, -0.5)
    for place, values in enumerate(table.itertuples(index=False)):
        _row(axes, place, values)
    _scale(axes, feature, unit)
    _label(page, table, names, row=row)
    return page.figure


def _subtitle(table: pd.DataFrame) -> str:
    said = "A dot is an article, the diamond the mean, the line its 95 % interval."
    if table["chance_low"].notna().any():
        said += (
            " Shaded: where 95 % of the means would fall if the articles were dealt out at random,"
            " around the mean of all."
        )
    if (table["note"] == "too few").any():
        said += " Hollow: under ten articles, too few for more than a first look."
    return said


def _row(axes: Axes, place: int, values: tuple) -> None:
    axes.axhline(place + 0.5, color=RULE, linewidth=0.5)
    if not np.isnan(values.chance_low):
        band = (values.chance_low, place - 0.5), values.chance_high - values.chance_low, 1
        axes.add_patch(_rectangle(*band))
        middle = (values.chance_low + values.chance_high) / 2
        axes.plot([middle] * 2, [place - 0.5, place + 0.5], color=PAPER, linewidth=1)
    dots = np.array(values.dots)
    axes.plot(
        dots, place + swarm(dots), "o", color=DOT, markersize=2.8, markeredgewidth=0, zorder=2
    )
    if not np.isnan(values.low):
        ends = [values.low, values.high]
        axes.plot(ends, [place] * 2, color=PAPER, linewidth=4, zorder=3)
        axes.plot(ends, [place] * 2, color=INK, linewidth=2, zorder=4)
    hollow = values.note == "too few"
    axes.plot(
        [values.mean], [place], "D", color=PAPER if hollow else INK, markeredgecolor=INK,
        markersize=5, zorder=5,
    )  # fmt: skip


def _rectangle(corner: tuple[float, float], width: float, height: float) -> object:
    from matplotlib.patches import Rectangle

    return Rectangle(corner, width, height, facecolor=BAND, edgecolor="none", zorder=1)


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
    step = min(0.09, 0.8 / most)
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
    page.write(page.width - 0.14, page.top + 0.16, "articles", ha="right", **head)
    for place, values in enumerate(table.itertuples(index=False)):
        top = page.top + 0.3 + (place + 0.5) * row
        page.write(margin_for(names) - 0.08, top, names[place], ha="right")
        page.write(right, top, _interval(values))
        few = "too few: " if values.note == "too few" else ""
        page.write(page.width - 0.14, top, f"{few}{values.articles}", ha="right")


def _interval(values: tuple) -> str:
    mean = number(values.mean, values.feature)
    if np.isnan(values.low):
        return mean
    low, high = (number(bound, values.feature) for bound in (values.low, values.high))
    return f"{mean} ({low.removesuffix(' %')}–{high})"


def alt(table: pd.DataFrame) -> str:
    """The means in a sentence."""
    feature, by = table.at[0, "feature"], table.columns[1]
    said = [
        f"{row[1]} {_interval(row)}, {row.articles} articles"
        for row in table.itertuples(index=False)
    ]
    more = f" and {len(said) - 8} more" if len(said) > 8 else ""
    listed = "; ".join(said[:8]) if more else joined(said).replace(" articles, ", " articles; ")
    unit = unit_of(feature)
    unit = f", {unit}" if unit and not unit.startswith("share") else ""
    return f"{capital(feature_label(feature))} by {by}{unit}: {listed}{more}."


BY_OUTLET = Chart(
    name="by_outlet",
    section="compared",
    data=data,
    draw=draw,
    alt=alt,
    each=lambda results: [f for f in results.features if results.features[f].notna().any()],
)
