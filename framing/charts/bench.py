"""What the bench found out about a list: its most frequent entries, each with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from framing.charts.theme import (
    BAND,
    INK,
    PAPER,
    RULE,
    SOFT,
    Page,
    in_margin,
    margin_for,
    shortened,
    themed,
)
from framing.lexicon_trial import Trial

_MOST = 24
_ROW, _HEAD, _NUMBERS = 0.24, 0.42, 2.35


def trial_table(trial: Trial) -> pd.DataFrame:
    """What the picture of a trial is drawn from: the whole list, then its most frequent entries.

    Columns `entry, precision, precision_low, precision_high` (the share of the texts with a hit
    that are positive), `neutral_rate` (the share of the neutral texts with a hit), `texts`.
    """
    columns = ["entry", "precision", "precision_low", "precision_high", "neutral_rate", "texts"]
    whole = trial.whole
    neutral = whole["n_texts"] - whole["n_positive"]
    fired = (whole["positive_rate"] * whole["n_positive"] + whole["neutral_rate"] * neutral).round()
    first = {name: whole[name] for name in columns[1:-1]} | {"entry": "", "texts": fired}
    found = trial.entries[trial.entries["hits"] > 0].head(_MOST)
    table = pd.concat([pd.DataFrame([first]), found[columns]], ignore_index=True)[columns]
    return table.astype({"texts": "int64"})


@themed
def chart_trial(trial: Trial) -> Figure:
    """A list on labelled texts: how often each entry is right, and how often it fires in vain.

    Parameters
    ----------
    trial : Trial
        What `test_lexicon` returned.

    Returns
    -------
    Figure
        A row for the list and each of its 24 most frequent entries: the share of the texts with a
        hit that are positive, with its 95 % interval, against the share of all texts that are. Save
        it with its `savefig`; in a notebook it shows itself.

    Notes
    -----
    Frequent entries are not the best or the worst ones; `trial.entries` has all of them.

    Examples
    --------
    >>> import pandas as pd
    >>> import framing as fr
    >>> from framing.lexicon import Entry, Lexicon
    >>> texts = pd.DataFrame({"text": ["A vile plan.", "A plan."] * 40, "label": [1, 0] * 40})
    >>> trial = fr.test_lexicon(Lexicon("words", entries=(Entry("vile", "w"),)), texts)
    >>> figure = chart_trial(trial)
    >>> len(figure.axes)
    1
    """
    table = trial_table(trial)
    base = trial.whole["n_positive"] / trial.whole["n_texts"]
    names = ["the whole list", *in_margin(table["entry"][1:], 30)]
    left = margin_for(names)
    height = _ROW * len(table)
    verdict = trial.verdict.removesuffix(".")
    page = Page(f"{shortened(trial.name, 60)}: {verdict}", _subtitle(trial, table), _HEAD + height
                + 0.5)  # fmt: skip
    top = page.top + _HEAD
    axes = page.panel(left + 0.05, top, page.width - left - _NUMBERS - 0.15, height)
    _rows(axes, table, base)
    page.write(left + 0.05, top + height + 0.36, "share of its texts that are positive", size=8,
               color=SOFT)  # fmt: skip
    for place, name in enumerate(names):
        page.name(left, top + (place + 0.5) * _ROW, name)
    _numbers(page, table, top)
    return page.figure


def _subtitle(trial: Trial, table: pd.DataFrame) -> str:
    whole = trial.whole
    base = whole["n_positive"] / whole["n_texts"]
    return (
        f"{whole['n_texts']:,.0f} texts, {whole['n_positive']:,.0f} of them positive"
        f" ({_percent(base)}, the upright line). A dot is the share of the texts with a hit that"
        " are positive, the line its 95 % interval; hollow where that reaches the upright line: no"
        " better than chance."
        + (f" Most frequent entries: {len(table) - 1}." if len(table) > 1 else "")
    )


def _rows(axes: Axes, table: pd.DataFrame, base: float) -> None:
    places = np.arange(len(table))
    axes.set_xlim(0, 1)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.axhspan(-0.5, 0.5, color=BAND, zorder=0)
    axes.hlines(places + 0.5, 0, 1, color=RULE, lw=0.4, zorder=1)
    axes.axvline(base, color=SOFT, lw=0.9, zorder=2)
    axes.hlines(places, table["precision_low"], table["precision_high"], color=INK, lw=1.4,
                zorder=3)  # fmt: skip
    surely = ((table["precision_low"] > base) | (table["precision_high"] < base)).to_numpy()
    for chosen, colour in ((surely, INK), (~surely, PAPER)):
        axes.plot(table["precision"][chosen], places[chosen], "o", color=colour, mec=INK, ms=4.6,
                  mew=1, zorder=4, clip_on=False)  # fmt: skip
    axes.xaxis.set_major_locator(MultipleLocator(0.25))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _percent(value)))


def _numbers(page: Page, table: pd.DataFrame, top: float) -> None:
    right = page.width - _NUMBERS + 0.05
    last = page.width - 0.14
    head = {"size": 8, "color": SOFT}
    page.write(right, top - 0.16, "positive (95 %)", **head)
    page.write(last - 0.5, top - 0.16, "fires in\nneutral texts", ha="right", **head)
    page.write(last, top - 0.16, "texts", ha="right", **head)
    for place, row in enumerate(table.itertuples(index=False)):
        middle = top + (place + 0.5) * _ROW
        if row.texts:
            low, high = f"{100 * row.precision_low:.0f}", _percent(row.precision_high)
            page.write(right, middle, f"{_percent(row.precision)} ({low} to {high})", size=8)
        page.write(last - 0.5, middle, f"{100 * row.neutral_rate:.1f} %", size=8, ha="right")
        page.write(last, middle, f"{row.texts:,}", size=8, ha="right")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
