"""What a chart is: a function that draws, and what stands around its picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from framing.results import Results
from framing.wording import number, p_value


def _only_one(results: Results) -> tuple[str, ...]:
    return ("",)


_LEADING = (
    "own_voice_share", "official_source_share", "loaded_term_rate_own", "hedging_rate",
)  # fmt: skip


def compared(results: Results) -> list[str]:
    """The features that were compared and have values."""
    names = results.comparison.table["feature"].drop_duplicates().tolist()
    return [name for name in names if results.features[name].notna().any()]


def leading(results: Results) -> list[str]:
    """The few features for which a run draws charts that hold many values each.

    Those of a fixed list that were compared; else the first that was.
    """
    known = compared(results)
    return [name for name in _LEADING if name in known] or known[:1]


@dataclass(frozen=True)
class Chart:
    """One kind of chart.

    Attributes
    ----------
    name : str
        What its files are called.
    section : str
        Part of the report: `compared`, `heard`, `labels`, `voices` or `entries`.
    data : callable
        From the `Results`, and what it is drawn for, to the table behind the picture; an empty
        table if there is nothing to draw.
    draw : callable
        From that table to a Figure. The first line of its docstring is the caption.
    alt : callable
        From that table to a sentence for those who cannot see the picture.
    each : callable
        From the `Results` to what the chart is drawn for: feature names, layers, or once.
    offered : callable, optional
        To all that it can be drawn for when somebody asks, where that is more than `each`.
    """

    name: str
    section: str
    data: Callable[[Results, str], pd.DataFrame]
    draw: Callable[[pd.DataFrame], Figure]
    alt: Callable[[pd.DataFrame], str]
    each: Callable[[Results], Iterable[str]] = _only_one
    offered: Callable[[Results], Iterable[str]] | None = None

    @property
    def caption(self) -> str:
        """The first line of the docstring of the function that draws."""
        return (self.draw.__doc__ or "").strip().splitlines()[0]

    def file_name(self, item: str) -> str:
        """The name of the files of one picture, without their ending.

        Examples
        --------
        >>> from framing.charts import CHARTS
        >>> CHARTS[1].file_name("hedging_rate")
        'by_outlet-hedging_rate'
        """
        return self.name + ("-" + re.sub(r"[^a-z0-9_]+", "-", item.lower()) if item else "")


def printed(data: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Column heads and cells of the table behind a picture, for people.

    Numbers are printed as those of the row's `feature`, where it names one, else by the column.
    """
    shown = data.drop(columns=["dots", "of", "at", "row"], errors="ignore")
    rows = [
        [_cell(value, column, row.get("feature", column)) for column, value in row.items()]
        for row in shown.to_dict("records")
    ]
    return [column.replace("_", " ") for column in shown.columns], rows


def _cell(value: object, column: str, feature: str) -> str:
    if value is None or value != value:
        return ""
    if not isinstance(value, float):
        return str(value)
    return p_value(value) if column in ("p", "q") else number(value, feature)
