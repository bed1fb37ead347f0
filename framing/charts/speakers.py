"""The speakers that are heard most, and how: in quotation marks or reported."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.charts.chart import Chart
from framing.charts.ranking import Ranking, draw_ranking, first_of_each
from framing.charts.theme import themed
from framing.grouping import PANELS, group_of, words_by_speaker, words_for
from framing.results import Results

_MOST, _MOST_IN_ONE = 6, 20


def data(results: Results, item: str = "") -> pd.DataFrame:
    """A row a speaker of a group: words, and how many of them directly and indirectly.

    With more groups than fit one picture, the speakers of all groups together.
    """
    by = words_for(results.comparison.by)
    group = group_of(results)
    many = len(results.comparison.groups) > PANELS
    shown = (
        group.where(group.isna(), f"all {by}s")
        if many
        else group.map(results.comparison.name_of, na_action="ignore")
    )
    words = words_by_speaker(results.attributions, shown)
    if words.empty:
        return pd.DataFrame()
    words["articles"] = words["article_ids"].map(len)
    words["of"] = words.groupby("group")["speaker"].transform("size")
    words = words.groupby("group", sort=False).head(_MOST_IN_ONE if many else _MOST)
    columns = ["group", "speaker", "direct", "indirect", "words", "type", "articles", "of"]
    return words[columns].reset_index(drop=True).rename(columns={"group": by, "words": "all"})


@themed
def draw(table: pd.DataFrame) -> Figure:
    """The most heard speakers: words attributed to each, in quotation marks and reported.

    A bar a speaker, as long as the words; a panel a group, on one scale.
    """
    table = table.assign(beside=[_beside(row) for row in table.to_dict("records")])
    return draw_ranking(
        Ranking(
            f"Who is heard most, by {table.columns[0]}",
            "Words attributed to each speaker, in all articles together. Beside it: words, kind of"
            " source as found by program, articles. Whom these articles happened to quote.",
            name="speaker",
            beside="beside",
            many="speakers",
            voices=("direct", "indirect"),
            unit="words",
        ),
        table,
    )


def _beside(row: dict) -> str:
    articles = f"{row['articles']} article{'s' * (row['articles'] != 1)}"
    return ", ".join(filter(None, [f"{row['all']:,}", row["type"], articles]))


def alt(table: pd.DataFrame) -> str:
    """The first three speakers of every group in a sentence."""
    return f"Attributed words of the most heard speakers. {first_of_each(table, 'speaker')}."


SPEAKERS = Chart("speakers", "heard", data, draw, alt)
