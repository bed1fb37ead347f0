"""Which outlet told which event, and a feature of how it told it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framing.charts.chart import Chart, compared, leading
from framing.charts.theme import (
    INK,
    PAPER,
    RULE,
    SOFT,
    Page,
    capital,
    in_margin,
    margin_for,
    on_one_line,
    size_of,
    themed,
)
from framing.grouping import event_name, group_of, words_for
from framing.results import Results
from framing.wording import feature_label, number, unit_of

_MOST_EVENTS, _MOST_GROUPS = 12, 30
_ROW, _WIDEST = 0.3, 0.62
_LABEL, _LABEL_OF_FEW, _FEW = 32, 40, 6
_LIGHT_TO_DARK = ("#f2efe7", "#8fa9c9", "#1f4e8c")


def data(results: Results, feature: str) -> pd.DataFrame:
    """A row a group and event that it told: its articles, and the mean of the feature over them.

    Events that two groups or more told, those of most groups first, twelve at most; of more than
    thirty groups, those that told most of these. `events` says how many there were to choose from.
    """
    if results.events is None:
        return pd.DataFrame()
    by = words_for(results.comparison.by)
    told = pd.DataFrame({
        "event": results.events, by: group_of(results), "value": results.features[feature],
    })  # fmt: skip
    told = told.dropna(subset=["event", by])
    counted = told.groupby("event").agg(groups=(by, "nunique"), articles=(by, "size"))
    shared = counted[counted["groups"] > 1].reset_index()
    order = ["groups", "articles", "event"]
    shared = shared.sort_values(order, ascending=[False, False, True], kind="stable")
    chosen = shared["event"].head(_MOST_EVENTS).tolist()
    told = told[told["event"].isin(chosen)]
    if told["value"].isna().all():
        return pd.DataFrame()
    cells = told.groupby([by, "event"])["value"].agg(["size", "mean"]).reset_index()
    cells = cells.rename(columns={"size": "articles", "mean": "value"})
    groups = _most_told(cells, by)
    cells = cells[cells[by].isin(groups)]
    place = {event: at for at, event in enumerate(chosen)}
    cells["at"] = cells["event"].map(place)
    cells["row"] = cells[by].map({group: at for at, group in enumerate(groups)})
    cells = cells.sort_values(["row", "at"], ignore_index=True)
    names = {event: event_name(results, event) for event in chosen}
    cells["event"], cells["events"] = cells["event"].map(names), len(shared)
    cells[by] = cells[by].map(results.comparison.name_of)
    cells["feature"] = feature
    return cells[["feature", by, "event", "articles", "value", "events", "row", "at"]]


def _most_told(cells: pd.DataFrame, by: str) -> list[str]:
    counted = cells.groupby(by).size().reset_index(name="n")
    order = counted.sort_values(["n", by], ascending=[False, True], kind="stable")
    return order[by].head(_MOST_GROUPS).tolist()


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Which outlet told which event, and how: a column an event, the value of a feature in it.

    The higher the value, the darker its cell; it is printed in it, too. An empty cell is an event
    that the group did not tell.
    """
    feature, by = table.at[0, "feature"], table.columns[1]
    heads = table.drop_duplicates("at").sort_values("at")["event"].tolist()
    rows = table.drop_duplicates("row")[by].tolist()
    names = in_margin(rows)
    room = _LABEL_OF_FEW if len(heads) <= _FEW else _LABEL
    heads = on_one_line(heads, room)
    left = margin_for(names) + 0.05
    slant = max(size_of(head, size=8) for head in heads) * 0.72 + 0.1
    page = Page(f"{capital(feature_label(feature))}, event by event and {by} by {by}",
                _subtitle(table, by, feature), slant + _ROW * len(rows) + 0.5)  # fmt: skip
    over = size_of(heads[-1], size=8) * 0.72
    width = min(_WIDEST * len(heads), page.width - left - 0.14 - over)
    axes = page.panel(left, page.top + slant, width, _ROW * len(rows))
    axes.set_xlim(-0.5, len(heads) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_axis_off()
    _cells(axes, table, len(heads), len(rows))
    for place, name in enumerate(names):
        page.name(left, page.top + slant + (place + 0.5) * _ROW, name)
    for place, head in enumerate(heads):
        axes.annotate(head, (place, -0.5), (-4, 3), textcoords="offset points", rotation=45,
                      rotation_mode="anchor", size=8, ha="left", va="bottom")  # fmt: skip
    _key(page, table, left, page.top + slant + _ROW * len(rows) + 0.24)
    return page.figure


def _subtitle(table: pd.DataFrame, by: str, feature: str) -> str:
    unit = unit_of(feature)
    unit = f" ({unit})" if unit else ""
    said = (
        f"The mean of the articles of one {by} on one event{unit}; an empty cell told nothing of"
        " it. Most cells are one article, and one article has no interval: read rows and columns"
        " rather than cells, and the comparison for what differs."
    )
    shown, known = table["at"].nunique(), table["events"].iloc[0]
    return f"{said} Events that two {by}s or more told: {shown} of {known}."


def _shade(table: pd.DataFrame) -> tuple[LinearSegmentedColormap, float, float]:
    least, most = float(table["value"].min()), float(table["value"].max())
    colours = LinearSegmentedColormap.from_list("values", _LIGHT_TO_DARK)
    return colours, least, most if most > least else least + 1


def _cells(axes: Axes, table: pd.DataFrame, columns: int, rows: int) -> None:
    colours, least, most = _shade(table)
    for row in range(rows):
        for column in range(columns):
            axes.add_patch(Rectangle((column - 0.48, row - 0.46), 0.96, 0.92, fc="none", ec=RULE,
                                     lw=0.5, clip_on=False))  # fmt: skip
    for cell in table.itertuples(index=False):
        known = not np.isnan(cell.value)
        share = (cell.value - least) / (most - least) if known else 0.0
        colour = colours(share) if known else PAPER
        axes.add_patch(Rectangle((cell.at - 0.48, cell.row - 0.46), 0.96, 0.92, fc=colour, ec=SOFT,
                                 lw=0.5, clip_on=False))  # fmt: skip
        axes.text(cell.at, cell.row, number(cell.value, cell.feature) if known else "none",
                  size=7.5, ha="center", va="center",
                  color=PAPER if share > 0.75 else INK)  # fmt: skip


def _key(page: Page, table: pd.DataFrame, left: float, top: float) -> None:
    colours, least, most = _shade(table)
    feature = table.at[0, "feature"]
    page.write(left, top, number(least, feature), size=8, color=SOFT)
    place = left + size_of(number(least, feature), size=8) + 0.08
    for step in range(6):
        page.swatch(place + 0.14 * step, top, colours(step / 5))
    page.write(place + 0.92, top, number(most, feature), size=8, color=SOFT)


def alt(table: pd.DataFrame) -> str:
    """How many events each of the first groups told, and the highest and the lowest cell."""
    feature, by = table.at[0, "feature"], table.columns[1]
    shown, groups = table["at"].nunique(), table.groupby("row", sort=True)
    told = [f"{part[by].iloc[0]} {len(part)} of {shown}" for _, part in groups]
    if len(told) > 8:
        told = [*told[:8], f"and {len(told) - 8} more"]
    known = table.dropna(subset=["value"])
    high, low = known.loc[known["value"].idxmax()], known.loc[known["value"].idxmin()]
    ends = [f"{number(each['value'], feature)} ({each[by]}, {each['event']})"
            for each in (high, low)]  # fmt: skip
    return (
        f"{capital(feature_label(feature))} by event and {by}: highest {ends[0]}, lowest {ends[1]}."
        f" Events told: {', '.join(told)}."
    )


EVENT_MATRIX = Chart("event_matrix", "compared", data, draw, alt, each=leading, offered=compared)
