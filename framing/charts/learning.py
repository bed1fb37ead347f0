"""Would more articles help? The score on unseen groups against how much was learnt from."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from framing.charts.theme import BAND, INK, PAPER, RULE, SOFT, Page, themed
from framing.wording import column_label

_HEIGHT, _LEFT = 2.6, 0.75


@themed
def chart_learning_curve(table: pd.DataFrame) -> Figure:
    """Whether more articles would help: the score on unseen groups by how many were learnt from.

    Parameters
    ----------
    table : DataFrame
        What `learning_curve` returned.

    Returns
    -------
    Figure
    """
    groups, chance = column_label(table["groups"].iloc[0]), table["chance"].iloc[0]
    page = Page(
        "Would more articles help?",
        f"Balanced accuracy, held out by {groups}, with 95 % intervals over groups. Hollow: the"
        " interval does not leave chance out. The dashed line is chance.",
        _HEIGHT + 0.55,
    )
    axes = page.panel(_LEFT, page.top + 0.1, page.width - _LEFT - 0.3, _HEIGHT)
    x, y = table["n_articles"], table["balanced_accuracy"]
    axes.set_xscale("log")
    axes.fill_between(x, table["low"], table["high"], color=BAND, zorder=1)
    axes.axhline(chance, color=SOFT, lw=0.9, ls=(0, (4, 3)), zorder=2)
    axes.plot(x, y, color=INK, lw=1.2, zorder=3)
    for row in table.itertuples():
        axes.plot(row.n_articles, row.balanced_accuracy, "o", ms=5.5, mec=INK, zorder=4,
                  color=INK if row.above_chance else PAPER)  # fmt: skip
        axes.annotate(f"{row.balanced_accuracy:.2f}", (row.n_articles, row.balanced_accuracy),
                      (0, 7), textcoords="offset points", ha="center", fontsize=8)  # fmt: skip
    axes.set_ylim(0, 1.08)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], labels=["0", ".25", ".50", ".75", "1"])
    axes.tick_params(axis="y", left=True, labelleft=True, labelsize=8, labelcolor=SOFT)
    axes.grid(axis="y", color=RULE, lw=0.4)
    axes.xaxis.set_major_locator(FixedLocator(x.tolist()))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.set_xlabel("articles learnt from", loc="left", fontsize=8)
    return page.figure


def learning_curve_alt(table: pd.DataFrame) -> str:
    """For those who cannot see it: every point, and the first that is above chance."""
    points = ", ".join(
        f"{row.balanced_accuracy:.2f} ({row.low:.2f} to {row.high:.2f}) from {row.n_articles:,}"
        for row in table.itertuples()
    )
    above = table[table["above_chance"]]
    enough = (
        f"{above['n_articles'].iloc[0]:,} articles were enough to do better than chance"
        if len(above)
        else "no number of these articles was enough to do better than chance"
    )
    return f"Balanced accuracy {points} articles; {enough}."
