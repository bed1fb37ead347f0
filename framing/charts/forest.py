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
    Page,
    capital,
    in_margin,
    margin_for,
    themed,
)
from framing.grouping import PANELS, group_of, resampled, words_for
from framing.results import Results
from framing.wording import feature_label, number, p_value

_ROW, _HEAD, _NUMBERS = 0.24, 0.42, 2.6
_WIDEST = 3.0
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
    table = pd.concat(parts, ignore_index=True)
    table["comparison"] = [f"{comparison.name_of(g)} less all {by}s" for g in table["group"]]
    return table[["comparison", "feature", *_BOUNDS, "note"]]


@themed
def draw(table: pd.DataFrame) -> Figure:
    """How far the outlets lie apart in every feature, beside how far chance would put them.

    Parameters
    ----------
    table : DataFrame
        What `data` returned.

    Returns
    -------
    Figure
    """
    features = table["feature"].drop_duplicates().tolist()
    panels = list(table.groupby("comparison", sort=False))
    names = [in_margin(capital(feature_label(feature)), 34) for feature in features]
    left = margin_for(names)
    height = _ROW * len(features)
    page = Page("Differences in every feature", _subtitle(table), _HEAD + height + 0.45)
    tests = "q" in table
    width = page.width - left - 0.14 - (_NUMBERS if tests else 0)
    for place, (name, rows) in enumerate(panels):
        step = width / len(panels)
        axes = page.panel(left + place * step + 0.05, page.top + _HEAD, step - 0.1, height)
        _panel(axes, rows.set_index("feature").reindex(features), _reach(table))
        head = in_margin(name if tests else name.split(" less all ")[0], int(step / 0.075))
        page.write(left + place * step + 0.05, page.top + _HEAD / 2, head, weight="bold",
                   size=9 if tests else 8)  # fmt: skip
    page.write(left + 0.05, page.top + _HEAD + height + 0.33,
               "standard deviations between articles", size=8, color=SOFT)  # fmt: skip
    for place, name in enumerate(names):
        page.name(left, page.top + _HEAD + (place + 0.5) * _ROW, name)
    if tests:
        _numbers(page, table)
    return page.figure


def _subtitle(table: pd.DataFrame) -> str:
    what = "the difference" if "q" in table else "an outlet's mean less the mean of all articles"
    said = (
        f"The diamond is {what}, the line its 95 % interval; the shaded band holds 95 % of what"
        " dealing the articles at random gives. Lines that leave the frame go on."
    )
    if "halves" in table:
        said += " Between the upright strokes lie 95 % of the differences of random halves of one."
    if (table["note"] == "too few").any():
        unit = table["resampled"].iloc[0]
        said += f" Hollow: under ten {unit}, too few for more than a first look."
    if (table["note"] == "no variation").any():
        said += " Hollow without a line: all alike, so that no interval can be had."
    return said


def _reach(table: pd.DataFrame) -> float:
    bounds = table[_BOUNDS].div(table["deviation"], axis=0).abs()
    return min(_WIDEST, 1.06 * float(np.nanmax(bounds.to_numpy(float))))


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
