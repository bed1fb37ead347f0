"""What some coders marked as one thing, others marked as another, or not at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from framing.charts.theme import INK, PAPER, SOFT, Page, in_margin, margin_for, themed
from framing.wording import feature_label

NOTHING = "nothing"
_CELL, _DEEP = 0.62, "#1f4e8c"


def readable(code: str) -> str:
    """What a code is called on an axis.

    Examples
    --------
    >>> readable("attribution:cue"), readable("loaded_terms")
    ('attribution: cue', 'loaded terms')
    """
    return feature_label(code).replace(":", ": ")


def data(confusion: pd.DataFrame) -> pd.DataFrame:
    """A row two codes: of the words that a coder marked as one, the share another coder did as two.

    Parameters
    ----------
    confusion : DataFrame
        That of an `Agreement`: `code_a, code_b, n`.
    """
    marked = confusion[confusion["code_a"] != NOTHING]
    of = marked.groupby("code_a")["n"].transform("sum")
    table = marked.assign(share=(marked["n"] / of.where(of > 0)), of=of)
    return table.reset_index(drop=True)


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Of the words one coder marked as the row's code, the share another marked as the column's.

    The darker the larger; the diagonal, where two coders agree, has a frame.
    """
    rows = list(dict.fromkeys(table["code_a"]))
    columns = [*rows, NOTHING]
    names = in_margin([readable(code) for code in rows], 22)
    left = margin_for(names)
    page = Page(
        "Where coders agree, and what they take for what",
        "Of the words that one coder marked as the code of the row: the share that another coder"
        " marked as the code of the column, in percent. On the diagonal they agree. A word with two"
        " codes counts for each.",
        0.75 + _CELL * len(rows),
        width=max(7.2, left + _CELL * 1.45 * len(columns) + 0.3),
    )
    width = (page.width - left - 0.3) / len(columns)
    top = page.top + 0.6
    heads = in_margin([readable(code) for code in columns], 13)
    for place, label in enumerate(heads):
        middle = left + width * (place + 0.5)
        page.write(middle, top - 0.28, label, size=7.5, ha="center", color=SOFT)
    axes = page.panel(left, top, width * len(columns), _CELL * len(rows))
    share = table.pivot(index="code_a", columns="code_b", values="share")
    share = share.reindex(index=rows, columns=columns).to_numpy(dtype=float)
    for row, name in enumerate(names):
        page.name(left, top + _CELL * (row + 0.5), name)
    _cells(axes, share)
    return page.figure


def _cells(axes, share: np.ndarray) -> None:
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    shades = LinearSegmentedColormap.from_list("agreed", [PAPER, _DEEP])
    rows, columns = share.shape
    axes.set(xlim=(0, columns), ylim=(rows, 0), xticks=[])
    axes.spines["bottom"].set_visible(False)
    for row in range(rows):
        for column in range(columns):
            value = share[row, column]
            known = not np.isnan(value)
            line = {"linewidth": 1.4, "edgecolor": INK} if row == column else {
                "linewidth": 0.5, "edgecolor": SOFT
            }  # fmt: skip
            colour = shades(value) if known else PAPER
            axes.add_patch(
                Rectangle((column + 0.03, row + 0.04), 0.94, 0.92, facecolor=colour, **line)
            )
            axes.text(
                column + 0.5,
                row + 0.5,
                f"{100 * value:.0f}" if known else "–",
                ha="center",
                va="center",
                color=PAPER if known and value > 0.75 else INK,
            )


def alt(table: pd.DataFrame) -> str:
    """How far each code is agreed on, in a sentence."""
    same = table[table["code_a"] == table["code_b"]].dropna(subset=["share"])
    told = [f"{readable(row.code_a)} {row.share:.0%}" for row in same.itertuples()]
    return f"Share of the words of each code that another coder marked alike: {', '.join(told)}."
