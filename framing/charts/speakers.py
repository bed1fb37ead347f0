"""The speakers that are heard most, and how: in quotation marks or reported."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.charts.chart import Chart
from framing.charts.ranking import Ranking, draw_ranking, first_of_each
from framing.charts.theme import themed
from framing.grouping import PANELS, group_of, words_for
from framing.results import Results

_MOST, _MOST_IN_ONE = 6, 20
_UNNAMED = "(sources without a name)"


def data(results: Results, item: str = "") -> pd.DataFrame:
    """A row a speaker of a group: words, and how many of them directly and indirectly.

    With more groups than fit one picture, the speakers of all groups together. Speakers are one
    where their names are the same, and all that have no name are one; attributions for which no
    source was found are left out.
    """
    by = words_for(results.comparison.by)
    group = group_of(results)
    heard = results.attributions.dropna(subset=["speaker"])
    heard = heard.assign(group=heard["article_id"].map(group)).dropna(subset=["group"])
    if heard.empty:
        return pd.DataFrame()
    heard["speaker"] = heard["speaker"].mask(heard["source_type"] == "unnamed", _UNNAMED)
    many = len(results.comparison.groups) > PANELS
    heard[by] = f"all {by}s" if many else heard["group"].map(results.comparison.name_of)
    words = heard.pivot_table(index=[by, "speaker"], columns="voice", values="words",
                              aggfunc="sum", fill_value=0)  # fmt: skip
    words = words.reindex(columns=["direct", "indirect"], fill_value=0)
    words["all"] = words.sum(axis=1)
    of_speaker = heard.groupby([by, "speaker"])
    words["type"] = of_speaker["source_type"].agg(_most_common)
    words["articles"] = of_speaker["article_id"].nunique()
    words = words[words["all"] > 0].reset_index()
    words = words.sort_values([by, "all", "speaker"], ascending=[True, False, True], kind="stable")
    words["of"] = words.groupby(by)["speaker"].transform("size")
    words = words.groupby(by, sort=False).head(_MOST_IN_ONE if many else _MOST)
    return words.reset_index(drop=True).rename_axis(columns=None)


def _most_common(types: pd.Series) -> str:
    counts = types.dropna().value_counts()
    return min(counts.index[counts == counts.max()], default="")


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
