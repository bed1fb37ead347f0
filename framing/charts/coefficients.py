"""What a classifier goes by: the terms with most weight, with their spread over the folds."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from framing.charts.theme import (
    INK,
    RULE,
    SOFT,
    VOICE,
    Page,
    margin_for,
    on_one_line,
    shortened,
    size_of,
    themed,
)
from framing.wording import column_label

_ROW, _HEAD, _GAP = 0.225, 0.32, 0.3


@themed
def chart_coefficients(terms: pd.DataFrame, *, most: int = 8) -> Figure:
    """The terms that speak most for each label, with the spread of their weights over the folds.

    Parameters
    ----------
    terms : DataFrame
        ``Evaluation.terms``.
    most : int
        Terms of each label.

    Returns
    -------
    Figure
    """
    parts = [part.head(most) for _, part in terms.groupby("label", sort=True)]
    names = [shortened(str(term), 28) for part in parts for term in part["term"]]
    left, right = margin_for(names), size_of("in 888 groups", size=8) + 0.25
    body = sum(len(part) * _ROW + _HEAD + _GAP for part in parts) + 0.2
    page = Page(
        "What tells the labels apart",
        "The dot is a term's mean weight, the line runs from its lowest to its highest over the"
        f" folds, held out by {column_label(terms['groups'].iloc[0])}. A line that reaches 0 is a"
        " term that some folds did not know. Weights are of a linear model, and of topics as well"
        " as of style.",
        body,
    )
    least, top = min(0.0, float(terms["low"].min())), page.top
    reach = 1.05 * max(float(part["high"].max()) for part in parts)
    heads = on_one_line([part["label"].iloc[0] for part in parts], 60)
    for head, part in zip(heads, parts, strict=True):
        page.write(0.14, top + _HEAD / 2, head, weight="bold")
        page.write(page.width - right + 0.1, top + _HEAD / 2, "found", size=8, color=SOFT)
        top += _HEAD
        axes = page.panel(left, top, page.width - left - right, len(part) * _ROW)
        places = range(len(part))
        axes.hlines(places, least, reach, color=RULE, lw=0.4)
        axes.hlines(places, part["low"], part["high"], color=INK, lw=1.3)
        axes.plot(part["weight"], places, "o", color=VOICE["direct"], ms=4.5)
        axes.axvline(0, color=SOFT, lw=0.6)
        axes.set_xlim(least, reach)
        axes.set_ylim(len(part) - 0.5, -0.5)
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axes.tick_params(labelsize=7, length=2, pad=2)
        for place, row in enumerate(part.itertuples()):
            middle = top + (place + 0.5) * _ROW
            page.name(left, middle, shortened(str(row.term), 28))
            said = f"in {row.n_groups} group{'s' * (row.n_groups != 1)}"
            page.write(page.width - right + 0.1, middle, said, size=8, color=SOFT)
        top += len(part) * _ROW + _GAP
    axes.set_xlabel("weight", loc="left", fontsize=8, labelpad=2)
    return page.figure


def coefficients_alt(terms: pd.DataFrame) -> str:
    """For those who cannot see it: the first five terms of every label."""
    said = [
        f"{label}: {', '.join(str(term) for term in part['term'].head(5))}"
        for label, part in terms.groupby("label", sort=True)
    ]
    return f"The terms with most weight for each label. {'; '.join(said)}."
