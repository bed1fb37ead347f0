"""The most frequent of many, by group: the panels of bars that speakers and entries share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.charts.theme import (
    PAPER,
    SOFT,
    VOICE,
    VOICE_WORDS,
    Page,
    margin_for,
    on_one_line,
    size_of,
)
from framing.wording import number

_ROW = 0.235
_HEAD = 0.34
_GAP = 0.28


@dataclass(frozen=True)
class Ranking:
    """Words and sizes of one chart of ranked bars.

    Attributes
    ----------
    title, subtitle : str
        Above the picture.
    name, beside : str
        Columns with what a bar is called, and with what is written to its right.
    many : str
        What the bars are called together. The column `of` says how many there are to choose from.
    voices : sequence of str
        Columns that are stacked.
    unit : str
        Under the last scale.
    """

    title: str
    subtitle: str
    name: str
    beside: str
    many: str
    voices: Sequence[str]
    unit: str


def draw_ranking(ranking: Ranking, table: pd.DataFrame) -> Figure:
    """Bars by group, one scale for all: the first column of the table is the group."""
    table = table.assign(**{ranking.name: on_one_line(table[ranking.name], 38)})
    left = margin_for(table[ranking.name].tolist())
    right = max(size_of(text, size=8) for text in table[ranking.beside]) + 0.25
    groups = list(table.groupby(table.columns[0], sort=False))
    body = 0.25 + len(table) * _ROW + len(groups) * (_HEAD + _GAP) + 0.2
    page = Page(_title(ranking.title, table), ranking.subtitle, body)
    _key(page, ranking.voices)
    most = table[list(ranking.voices)].sum(axis=1).max()
    top = page.top + 0.25
    heads = on_one_line([group for group, _ in groups], 62)
    for head, (_, part) in zip(heads, groups, strict=True):
        page.write(0.14, top + _HEAD / 2, head, weight="bold")
        shown = f"{len(part)} of {part['of'].iloc[0]:,} {ranking.many}"
        page.write(page.width - 0.14, top + _HEAD / 2, shown, size=8, color=SOFT, ha="right")
        top += _HEAD
        axes = page.panel(left, top, page.width - left - right, len(part) * _ROW)
        axes.set_xlim(0, most)
        _bars(axes, part.reset_index(drop=True), ranking)
        for place, row in enumerate(part.to_dict("records")):
            middle = top + (place + 0.5) * _ROW
            page.write(left - 0.08, middle, row[ranking.name], ha="right")
            page.write(page.width - right + 0.1, middle, row[ranking.beside], size=8, color=SOFT)
        top += len(part) * _ROW + _GAP
    axes.set_xlabel(ranking.unit, loc="left", fontsize=8, labelpad=2)
    return page.figure


def _key(page: Page, voices: Sequence[str]) -> None:
    """The voices in a line, each in a box of its colour."""
    left = 0.14
    for voice in voices:
        page.swatch(left, page.top + 0.08, VOICE[voice])
        page.write(left + 0.2, page.top + 0.08, VOICE_WORDS[voice], size=8)
        left += 0.2 + size_of(VOICE_WORDS[voice], size=8) + 0.25


def _bars(axes: Axes, part: pd.DataFrame, ranking: Ranking) -> None:
    axes.set_ylim(len(part) - 0.5, -0.5)
    start = pd.Series(0.0, index=part.index)
    for voice in ranking.voices:
        axes.barh(part.index, part[voice], left=start, height=0.72, color=VOICE[voice],
                  edgecolor=PAPER, linewidth=0.6)  # fmt: skip
        start = start + part[voice]
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.tick_params(labelsize=7, length=2, pad=2)


def _title(title: str, table: pd.DataFrame) -> str:
    """`by outlet`, or `all outlets` where they are taken together."""
    by, names = table.columns[0], table.iloc[:, 0].unique()
    together = len(names) == 1 and str(names[0]).startswith("all ")
    return title.replace(f", by {by}", f", {names[0]}") if together else title


def first_of_each(table: pd.DataFrame, name: str, *, most: int = 3) -> str:
    """For those who cannot see it: the first bars of every group, in a clause each."""
    said = []
    for group, part in table.groupby(table.columns[0], sort=False):
        firsts = ", ".join(
            f"{row[name]} {_amount(row['all'])}" for row in part.head(most).to_dict("records")
        )
        said.append(f"{group}: {firsts}")
    return "; ".join(said)


def _amount(value: float) -> str:
    """A count as it is, a rate with its three digits."""
    return f"{value:,}" if isinstance(value, int) else number(value)
