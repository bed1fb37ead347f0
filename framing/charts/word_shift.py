"""Which entries make two outlets differ in a rate: bars that add up to the difference."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from framing.charts.chart import Chart
from framing.charts.theme import (
    INK,
    RULE,
    SOFT,
    VOICE,
    Page,
    capital,
    margin_for,
    on_one_line,
    size_of,
    themed,
)
from framing.decomposition import decompose
from framing.results import Results
from framing.wording import feature_label, number

_MOST, _ROW, _HEAD = 15, 0.235, 0.5
_MORE, _LESS = VOICE["direct"], VOICE["indirect"]
_COLUMNS = ["feature", "a", "b", "entry", "difference", "low", "high", "hits_a", "hits_b",
            "articles_a", "articles_b"]  # fmt: skip


def features(results: Results) -> list[str]:
    """The rates of lexicons in which a difference is shown, the clearest difference first."""
    counted = {
        feature.name
        for extractor in results.extractors
        for feature in extractor.features
        if extractor.source is not None
    }
    return [f for f in dict.fromkeys(results.comparison.shown()["feature"]) if f in counted]


def data(results: Results, feature: str) -> pd.DataFrame:
    """A row an entry of the feature's clearest difference, and one for all other entries together.

    The column `difference` sums to the difference of the two groups' means.
    """
    comparison = results.comparison
    shown = comparison.shown()
    row = shown[shown["feature"] == feature].iloc[0]
    pair = (row["group_a"], row["group_b"])
    between = pair if row["difference"] > 0 else pair[::-1]
    chosen = next(f for e in results.extractors for f in e.features if f.name == feature)
    parts = decompose(
        results.spans, results.articles, feature=chosen, between=between, by=comparison.by
    )
    return of_parts(parts, comparison.names)


def of_parts(parts: pd.DataFrame, names: dict[str, str] | None = None) -> pd.DataFrame:
    """What `draw` needs, from what `decompose` returned."""
    a, b = ((names or {}).get(parts.attrs[side], parts.attrs[side]) for side in "ab")
    table = parts.assign(feature=parts.attrs["feature"], a=a, b=b)
    first, rest = table.head(_MOST)[_COLUMNS], table.iloc[_MOST:]
    if rest.empty:
        return first.reset_index(drop=True)
    others = pd.DataFrame(
        {
            "feature": parts.attrs["feature"], "a": a, "b": b,
            "entry": f"{len(rest)} other entries", "difference": [rest["difference"].sum()],
            "low": np.nan, "high": np.nan, "hits_a": rest["hits_a"].sum(),
            "hits_b": rest["hits_b"].sum(), "articles_a": -1, "articles_b": -1,
        }
    )  # fmt: skip
    return pd.concat([first, others], ignore_index=True)


@themed
def draw(table: pd.DataFrame) -> Figure:
    """The entries that make a difference: each bar is an entry's part of it.

    Those with the largest parts, to the right if they are more frequent in the first of the two
    outlets; a last line without a bar has all others.
    """
    a, b = table.at[0, "a"], table.at[0, "b"]
    feature = table.at[0, "feature"]
    names = on_one_line(table["entry"], 30)
    more_a, more_b = (f"more in {name}" for name in on_one_line([a, b], 28))
    beside = [_beside(row) for row in table.to_dict("records")]
    left, right = margin_for(names), max(size_of(text, size=8) for text in beside) + 0.25
    height = _ROW * len(table)
    whole = number(table["difference"].sum(), feature)
    page = Page(
        f"{capital(feature_label(feature))}: what makes {a} differ from {b}",
        f"Bars and the last line add up to the difference of the means, {whole}; lines are 95 %"
        " intervals over articles, not corrected for the number of entries. An entry of one"
        " article may be its topic.",
        _HEAD + height + 0.45,
    )
    page.swatch(left, page.top + 0.1, _MORE)
    page.write(left + 0.2, page.top + 0.1, more_a, size=8)
    place = left + 0.4 + size_of(more_a, size=8)
    page.swatch(place, page.top + 0.1, _LESS)
    page.write(place + 0.2, page.top + 0.1, more_b, size=8)
    page.write(page.width - right + 0.1, page.top + _HEAD - 0.12, "hits (articles)", size=8,
               color=SOFT)  # fmt: skip
    axes = page.panel(left, page.top + _HEAD, page.width - left - right, height)
    _bars(axes, table)
    for row, (name, said) in enumerate(zip(names, beside, strict=True)):
        middle = page.top + _HEAD + (row + 0.5) * _ROW
        page.name(left, middle, name)
        page.write(page.width - right + 0.1, middle, said, size=8, color=SOFT)
    axes.set_xlabel("weighted hits per 1,000 words", loc="left", fontsize=8, labelpad=2)
    return page.figure


def _beside(row: dict) -> str:
    if row["articles_a"] < 0:
        return f"together {number(row['difference'])}"
    return f"{row['hits_a']:,} ({row['articles_a']:,}) : {row['hits_b']:,} ({row['articles_b']:,})"


def _bars(axes: Axes, table: pd.DataFrame) -> None:
    places = np.arange(len(table))
    parts = table["difference"].mask(table["articles_a"] < 0, 0.0)
    colours = np.where(parts > 0, _MORE, _LESS).tolist()
    axes.barh(places, parts, height=0.72, color=colours, zorder=2)
    axes.hlines(places, table["low"], table["high"], color=RULE, lw=2.6, zorder=3)
    axes.hlines(places, table["low"], table["high"], color=INK, lw=0.9, zorder=4)
    axes.axvline(0, color=SOFT, lw=0.6, zorder=5)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))


def alt(table: pd.DataFrame) -> str:
    """The first entries and their parts in a sentence."""
    said = [f"{row.entry} {number(row.difference)}" for row in table.head(5).itertuples()]
    row = table.iloc[0]
    return (
        f"{capital(feature_label(row['feature']))}, {row['a']} less {row['b']}:"
        f" {number(table['difference'].sum())} per 1,000 words in all; the largest parts are"
        f" {', '.join(said)}."
    )


def chart_decomposition(parts: pd.DataFrame) -> Figure:
    """The entries that make a difference, as a chart.

    Parameters
    ----------
    parts : DataFrame
        What `decompose` returned.

    Returns
    -------
    Figure
    """
    return draw(of_parts(parts))


WORD_SHIFT = Chart("word_shift", "entries", data, draw, alt, each=features)
