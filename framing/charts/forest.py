"""All features at once: how far outlets lie apart, beside how far chance would put them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from framing.charts.chance import chance_bands
from framing.charts.chart import Chart
from framing.charts.theme import (
    BAND,
    INK,
    PAPER,
    RULE,
    SOFT,
    WIDTH,
    Page,
    capital,
    in_margin,
    margin_for,
    themed,
)
from framing.grouping import PANELS, group_of, resampled, words_for
from framing.results import Results
from framing.wording import feature_label, number, p_value

_ROW, _HEAD, _NUMBERS, _NAME = 0.24, 0.42, 2.6, 8
_NARROWEST, _NARROWEST_OF_MANY, _MANY = 1.6, 1.2, 4
_WIDEST, _MOST_LINES = 3.0, 0.9
_BOUNDS = ["difference", "low", "high", "chance_low", "chance_high"]


def data(results: Results, item: str = "") -> pd.DataFrame:
    """A row a feature and comparison: the difference with its interval and the band of chance.

    Of two groups, their difference as it was tested, and in `halves` how far apart random halves of
    the more mixed of the two lie (95 % of halvings). Of three to six, each group's mean less the
    mean of all, which no test was made of. `deviation` is the standard deviation of the feature
    over the compared articles, by which the picture divides. Features that do not vary are left
    out; so is everything if there is one group, or more than fit one picture.
    """
    comparison = results.comparison
    groups = comparison.groups
    if not 2 <= len(groups) <= PANELS:
        return pd.DataFrame()
    rows = _pair(results) if len(groups) == 2 else _each(results)
    compared = group_of(results).dropna().index
    deviation = results.features.loc[compared].std()
    rows["deviation"] = rows["feature"].map(deviation)
    rows["resampled"] = resampled(comparison.within)
    rows = rows[(rows["deviation"] > 0) & rows["difference"].notna()]
    return rows.reset_index(drop=True)


def _pair(results: Results) -> pd.DataFrame:
    comparison = results.comparison
    first, second = (comparison.name_of(group) for group in comparison.groups)
    columns = ["feature", *_BOUNDS, "q"]
    halves = comparison.table.groupby("feature")["halves"].max()
    tests = comparison.tests[columns].assign(
        comparison=f"{first} less {second}", note=_notes(comparison.table)
    )
    tests["halves"] = tests["feature"].map(halves)
    return tests[["comparison", *columns, "halves", "note"]]


def _notes(table: pd.DataFrame) -> str:
    return "too few" if (table["note"] == "too few").any() else ""


def _each(results: Results) -> pd.DataFrame:
    comparison, group = results.comparison, group_of(results)
    by = words_for(comparison.by)
    stratum = results.articles[comparison.within] if comparison.within else None
    parts = []
    for feature, rows in comparison.table.groupby("feature", sort=False):
        rows = rows[rows["n_articles"] > 0]
        if rows.empty:
            continue
        overall = np.average(rows["mean"], weights=rows["n_articles"])
        bands = chance_bands(results.features[feature], group, stratum, feature)
        bands = bands.reindex(rows["group"]).reset_index(drop=True)
        rows = rows.reset_index(drop=True).join(bands).rename(columns={"mean": "difference"})
        rows[_BOUNDS] = (rows[_BOUNDS] - overall).round(10)
        parts.append(rows)
    if not parts:
        return pd.DataFrame(columns=["comparison", "feature", *_BOUNDS, "note"])
    table = pd.concat(parts, ignore_index=True)
    table["comparison"] = [f"{comparison.name_of(g)} less all {by}s" for g in table["group"]]
    return table[["comparison", "feature", *_BOUNDS, "note"]]


@themed
def draw(table: pd.DataFrame) -> Figure:
    """How far the outlets lie apart in every feature, beside how far chance would put them.

    A row a feature, on one scale: standard deviations between articles. Of two groups one panel
    with the numbers and q beside it, of up to six a panel each.
    """
    features = table["feature"].drop_duplicates().tolist()
    panels = list(table.groupby("comparison", sort=False))
    names = in_margin([capital(feature_label(feature)) for feature in features], 40)
    left, tests = margin_for(names, size=_NAME), "q" in table
    height, beside = _ROW * len(features), _NUMBERS if tests else 0.0
    narrowest = _NARROWEST if len(panels) <= _MANY else _NARROWEST_OF_MANY
    needed = left + beside + 0.14 + max(len(panels) * narrowest, 2 * _NARROWEST)
    page = Page("Differences in every feature", _subtitle(table), _HEAD + height + 0.45,
                width=max(WIDTH, needed))  # fmt: skip
    step = (page.width - left - 0.14 - beside) / len(panels)
    heads = [name if tests else name.split(" less all ")[0] for name, _ in panels]
    heads = in_margin(heads, int(step / (0.088 if tests else 0.08)))
    for place, (head, (_, rows)) in enumerate(zip(heads, panels, strict=True)):
        axes = page.panel(left + place * step + 0.05, page.top + _HEAD, step - 0.1, height)
        _panel(axes, rows.set_index("feature").reindex(features), _reach(table))
        page.write(left + place * step + 0.05, page.top + _HEAD / 2, head, weight="bold",
                   size=9 if tests else 8)  # fmt: skip
    page.write(left + 0.05, page.top + _HEAD + height + 0.33,
               "in standard deviations of all articles compared", size=8, color=SOFT)  # fmt: skip
    for place, name in enumerate(names):
        page.name(left, page.top + _HEAD + (place + 0.5) * _ROW, name, size=_NAME)
    if tests:
        _numbers(page, table)
    return page.figure


def _subtitle(table: pd.DataFrame) -> str:
    unit = table["resampled"].iloc[0]
    over, inside = ("", "") if unit == "articles" else (f" over {unit}", f" inside their {unit}")
    what = "the difference" if "q" in table else "an outlet's mean less the mean of all"
    said = (
        f"The diamond is {what}, the line its 95 % interval{over} (an arrow: it goes on); the"
        f" shaded band holds 95 % of what dealing the articles at random{inside} gives."
    )
    if "halves" in table:
        said += " Between the upright strokes lie 95 % of the differences of random halves of one."
    if (table["note"] == "too few").any():
        said += f" Hollow: under ten {unit}, too few for more than a first look."
    if (table["note"] == "no variation").any():
        said += " Hollow without a line: all alike, so that no interval can be had."
    return said


def _reach(table: pd.DataFrame) -> float:
    """Half the width of a panel: every diamond and band, and nine in ten of the lines."""
    bounds = table[_BOUNDS].astype(float).div(table["deviation"], axis=0).abs()
    lines = bounds[["low", "high"]].max(axis=1).quantile(_MOST_LINES)
    bands = bounds[["chance_low", "chance_high"]].max(axis=None)
    points = bounds["difference"].max()
    reach = 1.08 * float(np.nanmax([points, np.fmin(np.fmax(lines, bands), _WIDEST)]))
    return reach if reach > 0 else 1.0  # all alike


def _panel(axes: Axes, rows: pd.DataFrame, reach: float) -> None:
    places = np.arange(len(rows))
    scaled = rows[_BOUNDS].astype(float).div(rows["deviation"], axis=0)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    band = scaled["chance_high"] - scaled["chance_low"]
    axes.barh(places, band, left=scaled["chance_low"], height=1, color=BAND, zorder=1)
    axes.axvline(0, color=SOFT, lw=0.6, zorder=2)
    if "halves" in rows:
        apart = (rows["halves"] / rows["deviation"]).to_numpy(float)
        for side in (-apart, apart):
            axes.plot(side, places, "|", color=SOFT, ms=9, mew=0.9, zorder=2)
    axes.hlines(places + 0.5, -reach, reach, color=RULE, lw=0.4, zorder=1)
    axes.hlines(places, scaled["low"], scaled["high"], color=INK, lw=1.3, zorder=3)
    for mark, gone in ((">", scaled["high"] > reach), ("<", scaled["low"] < -reach)):
        at = reach if mark == ">" else -reach
        axes.plot(np.full(gone.sum(), at), places[gone], mark, color=INK, ms=4, mew=0,
                  clip_on=False, zorder=3)  # fmt: skip
    few = (rows["note"] != "").to_numpy()
    for chosen, colour in ((few, PAPER), (~few, INK)):
        axes.plot(scaled["difference"][chosen], places[chosen], "D", color=colour, mec=INK, ms=3.6,
                  mew=0.9, zorder=4)  # fmt: skip
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))


def _numbers(page: Page, table: pd.DataFrame) -> None:
    right = page.width - _NUMBERS
    head = {"size": 8, "color": SOFT}
    page.write(right, page.top + _HEAD - 0.12, "difference in its own unit (95 % interval)", **head)
    page.write(page.width - 0.14, page.top + _HEAD - 0.12, "q", ha="right", **head)
    for place, row in enumerate(table.itertuples(index=False)):
        top = page.top + _HEAD + (place + 0.5) * _ROW
        page.write(right, top, _difference(row), size=8)
        page.write(page.width - 0.14, top, p_value(row.q), size=8, ha="right")


def _difference(row: tuple) -> str:
    difference, low, high = (
        number(value, row.feature) for value in (row.difference, row.low, row.high)
    )
    return difference if np.isnan(row.low) else f"{difference} ({low} to {high})"


def alt(table: pd.DataFrame) -> str:
    """Which differences lie outside what chance gives."""
    outside = table[
        (table["difference"] < table["chance_low"]) | (table["difference"] > table["chance_high"])
    ]
    said = [
        f"{feature_label(row.feature)}, {row.comparison}: {_difference(row)}"
        for row in outside.head(6).itertuples(index=False)
    ]
    listed = f": {'; '.join(said)}" if said else ""
    more = f"; and {len(outside) - 6} more" if len(outside) > 6 else ""
    return (
        f"{len(outside)} of {len(table)} differences lie outside the band that holds 95 % of what"
        f" chance gives, where about {0.05 * len(table):.0f} would by chance alone{listed}{more}."
    )


FOREST = Chart("forest", "compared", data, draw, alt)
