"""Whose words the articles are made of: the outlet's own, quoted, and reported."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from framing.charts.chart import Chart
from framing.charts.theme import (
    INK,
    ON_VOICE,
    PAPER,
    SOFT,
    VOICE,
    VOICE_WORDS,
    Page,
    in_margin,
    margin_for,
    themed,
)
from framing.claims import TOO_FEW
from framing.grouping import resampled, words_for
from framing.results import Results
from framing.spans import VOICES
from framing.wording import number

_ENOUGH_FOR_A_NUMBER = 0.075
_ARTICLES = 0.95


def _shares(results: Results) -> list[str]:
    """The features with the share of the words in each voice; none if they were not compared."""
    shares = [f"{voice}_voice_share" for voice in VOICES]
    return shares if set(shares) <= set(results.comparison.table["feature"]) else []


def data(results: Results, item: str = "") -> pd.DataFrame:
    """A row a group: the mean share of words in each voice, with the bounds of its interval."""
    comparison, shares = results.comparison, _shares(results)
    if not shares:
        return pd.DataFrame()
    table = comparison.table[comparison.table["feature"].isin(shares)]
    by_group = table.set_index(["group", "feature"])
    by = words_for(comparison.by)
    rows = []
    for group in comparison.groups:
        first = by_group.loc[(group, shares[0])]
        if not first["n_articles"]:
            continue
        row = {by: comparison.name_of(group), "articles": int(first["n_articles"])}
        if comparison.within:
            row[resampled(comparison.within)] = int(first["n_events"])
        for share in shares:
            cell = by_group.loc[(group, share)]
            row |= {share: cell["mean"], f"{share}_low": cell["low"], f"{share}_high": cell["high"]}
        rows.append(row | {"note": first["note"]})
    heard = pd.DataFrame(rows)
    names = {f"{s}{end}": s.split("_")[0] + end + "_share" for s in shares
             for end in ("", "_low", "_high")}  # fmt: skip
    heard = heard.rename(columns=names)
    return heard.sort_values(["own_share", by], ignore_index=True) if len(heard) else heard


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Whose words: the outlet's own, in quotation marks, and reported; mean shares of the words.

    A bar a group, the least own voice first. A share too small for its number has it in the table.
    """
    by, row = table.columns[0], 0.4 if len(table) <= 8 else 0.28
    page = Page(
        f"Whose words the articles are made of, by {by}",
        "Mean share of an article's words. Thin lines: the 95 % interval of the own share at the"
        " foot of a bar, of the indirect share at its head; of the direct share in the table.",
        0.3 + row * len(table) + 0.25,
    )
    names = in_margin(table[by])
    left = margin_for(names)
    axes = page.panel(left, page.top + 0.3, page.width - left - _ARTICLES, row * len(table))
    axes.set_xlim(0, 1)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f} %"))
    _bars(axes, table)
    _whiskers(axes, table)
    unit = table.columns[table.columns.get_loc("own_share") - 1]
    page.write(page.width - 0.14, page.top + 0.16, unit, size=8, color=SOFT, ha="right")
    for place, name in enumerate(names):
        top = page.top + 0.3 + (place + 0.5) * row
        page.name(left, top, name)
        few = "too few: " if table.at[place, unit] < TOO_FEW else ""
        page.write(page.width - 0.14, top, f"{few}{table.at[place, unit]}", ha="right")
    return page.figure


def _bars(axes: Axes, table: pd.DataFrame) -> None:
    """Three bars a row with their numbers; what they are stands above the first row."""
    start = pd.Series(0.0, index=table.index)
    for voice in VOICES:
        share = table[f"{voice}_share"]
        axes.barh(table.index, share, left=start, height=0.74, color=VOICE[voice],
                  edgecolor=PAPER, linewidth=1)  # fmt: skip
        for place, (value, begin) in enumerate(zip(share, start, strict=True)):
            if value >= _ENOUGH_FOR_A_NUMBER:
                axes.text(begin + value / 2, place, number(value, "_share"), ha="center",
                          va="center", size=8, color=ON_VOICE[voice])  # fmt: skip
        place = {"own": (0, "left"), "direct": (0.5, "center"), "indirect": (1, "right")}[voice]
        axes.annotate(
            VOICE_WORDS[voice], (place[0], 1), (0, 5), xycoords="axes fraction",
            textcoords="offset points", ha=place[1], size=8, weight="bold", va="bottom",
            color=ON_VOICE[voice], bbox={"fc": VOICE[voice], "ec": "none", "pad": 2},
        )  # fmt: skip
        start = start + share


def _whiskers(axes: Axes, table: pd.DataFrame) -> None:
    """The interval of the own share at the foot of a bar, of the indirect share at its head."""
    rows = table.index.to_numpy()
    for height, low, high in (
        (rows + 0.3, table["own_low_share"], table["own_high_share"]),
        (rows - 0.3, 1 - table["indirect_high_share"], 1 - table["indirect_low_share"]),
    ):
        low, high = low.clip(0, 1), high.clip(0, 1)
        axes.hlines(height, low, high, color=PAPER, lw=3)
        axes.hlines(height, low, high, color=INK, lw=1.2)


def alt(table: pd.DataFrame) -> str:
    """The shares in a sentence."""
    said = [
        f"{row[0]} {number(row.own_share, '_share')} own, {number(row.direct_share, '_share')}"
        f" direct and {number(row.indirect_share, '_share')} indirect"
        for row in table.itertuples(index=False)
    ]
    if len(said) > 8:
        said = [*said[:4], f"{len(said) - 8} between", *said[-4:]]
    return f"Share of words by voice and {table.columns[0]}: {'; '.join(said)}."


WHO_IS_HEARD = Chart("who_is_heard", "heard", data, draw, alt)
