"""The words behind a number: the lexicon entries that make up a rate, in whose voice."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.charts.chart import Chart
from framing.charts.ranking import Ranking, draw_ranking, first_of_each
from framing.charts.theme import capital, themed
from framing.grouping import PANELS, group_of, word_counts, words_for
from framing.results import Results
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import feature_label

_MOST, _MOST_IN_ONE = 7, 25


def layers(results: Results) -> list[str]:
    """The lexicons that a feature of this run was counted from."""
    return [
        extractor.layer
        for extractor in results.extractors
        if extractor.source is not None
        and any(feature.name in results.features.columns for feature in extractor.features)
    ]


def data(results: Results, layer: str) -> pd.DataFrame:
    """A row an entry of a group: its part of the rate per 1,000 words, by voice, and its hits.

    All articles of a group together; with more groups than fit one picture, all groups together.
    """
    by, spans = words_for(results.comparison.by), results.spans
    group = group_of(results).dropna().map(results.comparison.name_of)
    many = group.nunique() > PANELS
    group[:] = f"all {by}s" if many else group
    hits = spans[(spans["layer"] == layer) & spans["zone"].isin(COUNTED_ZONES)]
    hits = hits[hits["article_id"].isin(group.index)]
    if hits.empty:
        return pd.DataFrame()
    hits = hits.assign(entry=hits["rule"].str.partition(":")[2], layer=layer)
    hits[by] = hits["article_id"].map(group)
    words = word_counts(results)["all"].groupby(group).sum()
    rates = hits.pivot_table(index=[by, "entry"], columns="voice", values="weight", aggfunc="sum",
                             fill_value=0.0)  # fmt: skip
    rates = rates.reindex(columns=list(VOICES), fill_value=0.0)
    rates = 1000 * rates.div(words[rates.index.get_level_values(by)].to_numpy(), axis=0)
    rates["all"] = rates.sum(axis=1)
    rates["hits"] = hits.groupby([by, "entry"]).size()
    rates["articles"] = hits.groupby([by, "entry"])["article_id"].nunique()
    rates = rates.reset_index().assign(lexicon=layer).rename_axis(columns=None)
    rates = rates.sort_values([by, "all", "entry"], ascending=[True, False, True], kind="stable")
    rates["of"] = rates.groupby(by)["entry"].transform("size")
    most = _MOST_IN_ONE if many else _MOST
    return rates.groupby(by, sort=False).head(most).reset_index(drop=True)


@themed
def draw(table: pd.DataFrame) -> Figure:
    """The entries that make up a rate: those with most hits, and in whose voice they stand.

    A bar an entry, as long as its part of the rate; a panel a group, on one scale.
    """
    label = feature_label(table.at[0, "lexicon"])
    table = table.assign(beside=[_beside(row) for row in table.to_dict("records")])
    return draw_ranking(
        Ranking(
            f"{capital(label)}: the words behind the rate, by {table.columns[0]}",
            "Each entry's part of the rate per 1,000 words, all articles together, weighted as in"
            " the rate. A word of many articles is a habit; a word of one may be a topic.",
            name="entry",
            beside="beside",
            many="entries",
            voices=VOICES,
            unit="per 1,000 words",
        ),
        table,
    )


def _beside(row: dict) -> str:
    articles = f"{row['articles']} article{'s' * (row['articles'] != 1)}"
    return f"{row['hits']:,} hit{'s' * (row['hits'] != 1)} in {articles}"


def alt(table: pd.DataFrame) -> str:
    """The first three entries of every group in a sentence."""
    label = feature_label(table.at[0, "lexicon"])
    return f"{capital(label)} per 1,000 words, by entry. {first_of_each(table, 'entry')}."


ENTRIES = Chart("entries", "entries", data, draw, alt, each=layers)
