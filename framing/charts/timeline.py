"""A feature in time: the mean of every day, month or year, of the articles whose day is known."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.charts.chart import Chart, compared, leading
from framing.charts.theme import (
    DOT,
    INK,
    PAPER,
    RULE,
    SOFT,
    Page,
    capital,
    on_one_line,
    size_of,
    themed,
)
from framing.claims import TOO_FEW
from framing.dates import read_day
from framing.grouping import PANELS, group_of, words_for
from framing.resampling import estimate_mean, generator
from framing.results import Results
from framing.wording import feature_label, number, unit_of

_PERIODS = {"day": 10, "month": 7, "year": 4}
_MOST_DAYS, _MOST_MONTHS = 31, 48
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_HEIGHT, _HEAD, _GAP, _UNIT = 0.95, 0.28, 0.14, 0.22
_LEFT, _RIGHT, _BETWEEN = 0.6, 0.2, 0.12


def data(results: Results, feature: str) -> pd.DataFrame:
    """A row a group and period: its articles, their mean and its 95 % interval.

    Only articles whose day of publication is known; `dated` and `articles_of` say how many of how
    many of the compared ones those are. Periods are days where all lie within 31, months within 48,
    else years. With more groups than fit one picture, all groups together. `at` is the period on
    a scale of time. Empty where fewer than two periods have articles.
    """
    by, told = words_for(results.comparison.by), _told(results)
    values = results.features.loc[group_of(results).dropna().index, feature].dropna()
    told = told[told.index.isin(values.index)]
    if told["period"].nunique() < 2:
        return pd.DataFrame()
    rows = []
    for (who, when), part in values[told.index].groupby([told["group"], told["period"]]):
        rng = generator(results.seed, "timeline", feature, who, when)
        estimate = estimate_mean(part.to_numpy(float)[:, None], rng)
        rows.append((feature, who, when, len(part), estimate.mean[0], estimate.low[0],
                     estimate.high[0], "too few" if len(part) < TOO_FEW else ""))  # fmt: skip
    columns = ["feature", by, "period", "articles", "mean", "low", "high", "note"]
    table = pd.DataFrame(rows, columns=columns).sort_values([by, "period"], ignore_index=True)
    return table.assign(by=told["by"].iloc[0], dated=len(told), articles_of=len(values),
                        at=[_place(when) for when in table["period"]])  # fmt: skip


def _told(results: Results) -> pd.DataFrame:
    """The group and period of every compared article whose day is known, and what a period is."""
    group, articles = group_of(results).dropna(), results.articles
    days = pd.Series(index=articles.index[:0], dtype=object)
    if "published" in articles:
        days = articles.loc[group.index, "published"].dropna().map(read_day).dropna()
    period = _period_of(days.tolist())
    name = group[days.index].map(results.comparison.name_of)
    if group.nunique() > PANELS:
        name[:] = f"all {words_for(results.comparison.by)}s"
    told = {"group": name, "period": days.str[: _PERIODS[period]], "by": period}
    return pd.DataFrame(told, index=days.index)


def _where_it_tells(results: Results) -> list[str]:
    """A run draws timelines only where a period of a group has articles enough."""
    told = _told(results)
    enough = (told.groupby(["group", "period"]).size() >= TOO_FEW).any()
    return leading(results) if enough and told["period"].nunique() > 1 else []


def _period_of(days: list[str]) -> str:
    if not days:
        return "day"
    first, last = (datetime.date.fromisoformat(day) for day in (min(days), max(days)))
    if (last - first).days < _MOST_DAYS:
        return "day"
    months = 12 * (last.year - first.year) + last.month - first.month
    return "month" if months < _MOST_MONTHS else "year"


def _place(period: str) -> int:
    """Days, months or years on one scale, so that a gap in time is a gap in the picture."""
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    if day:
        return datetime.date(year, month, day).toordinal()
    return 12 * year + month - 1 if month else year


@themed
def draw(table: pd.DataFrame) -> Figure:
    """A feature in time: means of each period with their 95 % intervals, dated articles alone.

    A panel a group, all on one scale of time and one of values. Periods without an article are
    gaps: nothing is drawn across them.
    """
    feature, by = table.at[0, "feature"], table.columns[1]
    panels = list(table.groupby(by, sort=False))
    several = len(panels) > 1
    head = _HEAD if several or not str(panels[0][0]).startswith("all ") else 0.0
    height = _HEIGHT if several else 1.6
    body = _UNIT + len(panels) * (head + height + _GAP) + 0.3
    title = f"{capital(feature_label(feature))} by {table.at[0, 'by']}"
    page = Page(f"{title} and {by}" if several else title, _subtitle(table), body)
    unit = unit_of(feature).replace("share, 0 to 1", "share")
    page.write(0.14, page.top + 0.06, f"upwards: {unit}", size=8, color=SOFT)
    top = page.top + _UNIT
    heads = on_one_line([name for name, _ in panels], 60)
    for place, (title, (_, part)) in enumerate(zip(heads, panels, strict=True)):
        if head:
            page.write(_LEFT, top + head / 2, title, weight="bold")
            n = int(part["articles"].sum())
            page.write(page.width - 0.14, top + head / 2, f"{n:,} articles", size=8, color=SOFT,
                       ha="right")  # fmt: skip
        top += head
        width = page.width - _LEFT - _RIGHT
        axes = page.panel(_LEFT, top, width, height)
        _panel(axes, part, table)
        _dates(axes, table, width)
        if place + 1 < len(panels):
            axes.tick_params(labelbottom=False)
        top += height + _GAP
    return page.figure


def _subtitle(table: pd.DataFrame) -> str:
    dated, known = table["dated"].iloc[0], table["articles_of"].iloc[0]
    said = (
        f"The mean of the articles of a {table.at[0, 'by']} with its 95 % interval, which may leave"
        " the frame; the thin line is the mean of all that are shown. Day of publication known:"
        f" {dated:,} of {known:,} articles. What happens in the world changes with time, too: this"
        " is no test of a trend."
    )
    if (table["note"] == "too few").any():
        said += f" Hollow: under {TOO_FEW} articles, too few for more than a first look."
    return said


def _panel(axes: Axes, part: pd.DataFrame, table: pd.DataFrame) -> None:
    known = part.dropna(subset=["mean"])
    mean = np.average(table["mean"], weights=table["articles"])
    axes.axhline(mean, color=SOFT, lw=0.6, zorder=1)
    places = known["at"].to_numpy()
    least = 0.0 if unit_of(table.at[0, "feature"]) else -np.inf
    axes.vlines(places, known["low"].clip(lower=least), known["high"], color=INK, lw=1.2, zorder=2)
    for first in np.flatnonzero(np.diff(places) == 1):
        axes.plot(places[first : first + 2], known["mean"].iloc[first : first + 2], color=DOT,
                  lw=1.2, zorder=1)  # fmt: skip
    few = (known["note"] == "too few").to_numpy()
    for chosen, colour in ((few, PAPER), (~few, INK)):
        axes.plot(places[chosen], known["mean"][chosen], "D", color=colour, mec=INK, ms=3.8,
                  mew=0.9, zorder=3)  # fmt: skip
    axes.set_ylim(*_frame(table))
    axes.set_xlim(table["at"].min() - 0.6, table["at"].max() + 0.6)
    _scales(axes, table)


def _frame(table: pd.DataFrame) -> tuple[float, float]:
    """All means, and their intervals up to as far again: those of two articles can be endless."""
    least, most = table["mean"].min(), table["mean"].max()
    reach = (most - least) or max(abs(most), 1.0)
    low = max(np.nanmin(table[["mean", "low"]].to_numpy(float)), least - reach / 2)
    high = min(np.nanmax(table[["mean", "high"]].to_numpy(float)), most + reach / 2)
    if unit_of(table.at[0, "feature"]):
        low = max(low, 0.0)
    room = 0.08 * ((high - low) or 1.0)
    return low - room, high + room


def _scales(axes: Axes, table: pd.DataFrame) -> None:
    feature = table.at[0, "feature"]
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, feature)))
    axes.tick_params(axis="y", left=True, labelleft=True, length=2, labelsize=7)
    axes.grid(axis="y", color=RULE, lw=0.4, zorder=0)


def _dates(axes: Axes, table: pd.DataFrame, width: float) -> None:
    """The periods that have articles, as many as have room for their names."""
    least, most = axes.get_xlim()
    words = dict(zip(table["at"], map(_in_words, table["period"]), strict=True))
    room = max(size_of(word, size=7) for word in words.values()) + _BETWEEN
    shown: list[int] = []
    for place in sorted(words):
        if not shown or (place - shown[-1]) * width / (most - least) >= room:
            shown.append(place)
    axes.set_xticks(shown, [words[place] for place in shown])
    axes.tick_params(axis="x", length=2, labelsize=7)
    axes.grid(axis="x", color=RULE, lw=0.4, zorder=0)


def _in_words(period: str) -> str:
    year, month, day = (*period.split("-"), "", "")[:3]
    name = _MONTHS[int(month) - 1] if month else ""
    return " ".join(filter(None, [str(int(day)) if day else "", name, year]))


def _tick(value: float, feature: str) -> str:
    shares = feature.removesuffix("_own").endswith("_share")
    return number(value, feature) if shares else f"{value:g}"


def alt(table: pd.DataFrame) -> str:
    """The first and the last period of every group, and its highest."""
    feature, by = table.at[0, "feature"], table.columns[1]
    said = []
    for name, part in table.groupby(by, sort=False):
        known = part.dropna(subset=["mean"])
        high = known.loc[known["mean"].idxmax()]
        first, last = known.iloc[0], known.iloc[-1]
        said.append(
            f"{name} {number(first['mean'], feature)} in {first['period']},"
            f" {number(last['mean'], feature)} in {last['period']}, highest"
            f" {number(high['mean'], feature)} in {high['period']}"
        )
    return f"{capital(feature_label(feature))} by {table.at[0, 'by']}: {'; '.join(said)}."


TIMELINE = Chart("timeline", "compared", data, draw, alt, each=_where_it_tells, offered=compared)
