"""Who is called what by whom: the loaded terms beside the same people, by group."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from matplotlib.figure import Figure

from framing.charts.chart import Chart
from framing.charts.theme import (
    SOFT,
    VOICE,
    VOICE_WORDS,
    Page,
    in_margin,
    margin_for,
    size_of,
    themed,
)
from framing.grouping import loaded_labels, words_for
from framing.labels import of_people
from framing.results import Results
from framing.spans import VOICES

_LAYER = "loaded_terms"
_MOST, _MOST_ROWS = 7, 6
_ROW, _HEAD, _GAP = 0.27, 0.3, 0.16


def data(results: Results, item: str = "") -> pd.DataFrame:
    """A row a name or word for people and group: what it is called there, by whom, how often.

    Those that two groups or more label, the ones of most groups first; where there are none, those
    with two labels or more.
    """
    if _LAYER not in set(results.spans["layer"]):
        return pd.DataFrame()
    by, found = words_for(results.comparison.by), loaded_labels(results)
    found = found[of_people(found["head"]) != ""]
    rows = [row for head in _heads(found) for row in _rows(found[found["head"] == head], head)]
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    table[by] = [results.comparison.name_of(each) for each in table.pop("group")]
    return table[["described", by, *VOICES, "labels", "articles", "of"]]


def _heads(found: pd.DataFrame) -> list[str]:
    if found.empty:
        return []
    counted = found.groupby("head").agg(groups=("group", "nunique"), labels=("term", "size"))
    shared = counted["groups"] > 1
    chosen = counted[shared] if shared.any() else counted[counted["labels"] > 1]
    order = chosen.reset_index().sort_values(
        ["groups", "labels", "head"], ascending=[False, False, True]
    )
    return order["head"].head(_MOST).tolist()


def _rows(terms: pd.DataFrame, head: str) -> list[dict]:
    rows = []
    for group, part in terms.groupby("group", sort=True):
        said = {voice: _said(part.loc[part["voice"] == voice, "term"]) for voice in VOICES}
        rows.append({"described": head, "group": group, **said, "labels": len(part),
                     "articles": part["article_id"].nunique(),
                     "of": terms["group"].nunique()})  # fmt: skip
    rows.sort(key=lambda row: -row["labels"])
    return rows[:_MOST_ROWS]


def _said(terms: pd.Series) -> str:
    """The labels, the most frequent first; no term of a lexicon has a comma."""
    counted = Counter(" ".join(term.lower().split()) for term in terms)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{term} ×{n}" if n > 1 else term for term, n in ordered)


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Who is called what: the loaded terms beside the same people, and whose words they are.

    A line a group, a box a label in the colour of its voice; what does not fit is counted.
    """
    by = table.columns[1]
    heads = list(table.groupby("described", sort=False))
    names = in_margin(table[by])
    left = margin_for(names)
    page = Page(f"Who is called what, by {by}", _subtitle(by), 0.3 + len(table) * _ROW
                + len(heads) * (_HEAD + _GAP))  # fmt: skip
    _key(page)
    top, place = page.top + 0.3, 0
    for head, rows in heads:
        page.write(0.14, top + _HEAD / 2, head, weight="bold")
        page.write(page.width - 0.14, top + _HEAD / 2, _shown(rows, by), size=8, color=SOFT,
                   ha="right")  # fmt: skip
        top += _HEAD
        for row in rows.to_dict("records"):
            page.name(left, top + _ROW / 2, names[place])
            _chips(page, left, top + _ROW / 2, row)
            top, place = top + _ROW, place + 1
        top += _GAP
    return page.figure


def _subtitle(by: str) -> str:
    return (
        "Loaded terms that stand beside the same name or word for people, in all articles together."
        f" Counts of what these articles say, not estimates: one {by} that writes more of somebody"
        " has more of them. A name may be of two people."
    )


def _shown(rows: pd.DataFrame, by: str) -> str:
    of = rows["of"].iloc[0]
    return f"the {len(rows)} of {of} {by}s with most" if of > len(rows) else ""


def _key(page: Page) -> None:
    left = 0.14
    for voice in VOICES:
        page.swatch(left, page.top + 0.08, VOICE[voice])
        page.write(left + 0.2, page.top + 0.08, VOICE_WORDS[voice], size=8)
        left += 0.2 + size_of(VOICE_WORDS[voice], size=8) + 0.25


def _chips(page: Page, left: float, top: float, row: dict) -> None:
    """The labels in a line, each behind a box of its voice's colour."""
    chips = [(voice, term) for voice in VOICES for term in row[voice].split(", ") if term]
    for place, (voice, term) in enumerate(chips):
        room = 0.0 if place + 1 == len(chips) else size_of("… 99 more", size=8)
        if left + 0.19 + size_of(term, size=8) + room > page.width - 0.14:
            page.write(left, top, f"… {len(chips) - place} more", size=8, color=SOFT)
            return
        page.swatch(left, top, VOICE[voice])
        page.write(left + 0.19, top, term, size=8)
        left += 0.19 + size_of(term, size=8) + 0.16


def alt(table: pd.DataFrame) -> str:
    """The labels of the first four in a sentence."""
    said = []
    for head, part in list(table.groupby("described", sort=False))[:4]:
        by_group = "; ".join(
            f"{row[1]}: {', '.join(filter(None, (getattr(row, voice) for voice in VOICES)))}"
            for row in part.itertuples(index=False)
        )
        said.append(f"{head} ({by_group})")
    return f"What the same people are called. {', '.join(said)}."


LABELS = Chart("labels", "labels", data, draw, alt)
