"""What a report says, as one plain dictionary, before anybody decides how it looks.

Everything is computed here, from the tables of one run. Renderers fill it into pages and compute
nothing.
"""

from __future__ import annotations

import pandas as pd

from framing.extractors import default_extractors, main_features
from framing.features import describe
from framing.findings import findings_of
from framing.highlight import highlight
from framing.results import Results
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import feature_label, number

MOST_PAGES = 60
_MOST_SPEAKERS = 12
_MOST_ENTRIES = 10
LIMITS = (
    "It counts words that can be pointed at. It does not say whether a statement is true, or an"
    " article fair or biased.",
    "It cannot see what was not written: which stories, facts or people an outlet left out.",
    "Outlets differ in what they cover. A difference between their articles may come from the"
    " events, and not from the way they are told; compare inside events where you can.",
    "Which words are whose is found by program and is sometimes wrong; docs/validation.md of the"
    " package says how often, against human coders.",
    "An interval tells how far the mean may be off by the luck of which articles were sampled. It"
    " knows nothing of errors in reading, or of articles that could not be sampled.",
)


def summarise(results: Results, charts: list[dict], run: dict) -> dict:
    """Everything that the report says.

    Parameters
    ----------
    results : Results
        The tables of the run.
    charts : list of dict
        A chart each: `name`, `section`, `caption`, `alt`, `svg`, and `columns` and `rows` of the
        table behind it.
    run : dict
        What run.json will say: job, inputs, lexicons, versions.
    """
    articles, comparison = results.articles, results.comparison
    chosen = _chosen(results)
    return {
        "n_articles": len(articles),
        "n_empty": int(articles["text"].isna().sum()),
        "period": _period(articles),
        "groups": _groups(results),
        "by": comparison.by,
        "sentences": comparison.sentences(),
        "findings": [
            finding.as_dict() | {"line": str(finding)} for finding in findings_of(articles)
        ],
        "charts": charts,
        "speakers": _speakers(results),
        "entries": _entries(results),
        "features": _features(results),
        "pages": [_page(results, article_id) for article_id in chosen],
        "n_left_out": len(articles) - len(chosen),
        "limits": list(LIMITS),
        "citations": _citations(),
        "run": run,
    }


def _period(articles: pd.DataFrame) -> str:
    days = articles["published"].dropna()
    if days.empty:
        return "no publication date is known"
    known = "" if len(days) == len(articles) else f" ({len(days)} of {len(articles)} are dated)"
    return f"published {days.min()} to {days.max()}{known}"


def _groups(results: Results) -> list[dict]:
    comparison = results.comparison
    counts = comparison.table.groupby("group")["n_articles"].max()
    return [
        {"group": group, "name": comparison.name_of(group), "n": int(counts[group])}
        for group in comparison.groups
    ]


def _features(results: Results) -> list[dict]:
    """A row a feature, with a cell a group."""
    described = describe(default_extractors())
    table = results.comparison.table
    rows = []
    for feature, cells in table.groupby("feature", sort=False):
        about = described.loc[feature] if feature in described.index else {}
        rows.append(
            {
                "feature": feature,
                "label": feature_label(feature),
                "unit": about.get("unit", ""),
                "measures": about.get("measures", ""),
                "does_not_measure": about.get("does_not_measure", ""),
                "cells": [
                    {
                        "group": cell.group,
                        "mean": number(cell.mean, feature),
                        "interval": _interval(cell, feature),
                        "n": int(cell.n_articles),
                    }
                    for cell in cells.itertuples()
                ],
            }
        )
    return rows


def _interval(cell, feature: str) -> str:
    if pd.isna(cell.low):
        return "too few"
    return f"{number(cell.low, feature)} to {number(cell.high, feature)}"


def _speakers(results: Results) -> list[dict]:
    """The most heard speakers of every group; one person in two articles is two speakers."""
    heard = results.attributions.dropna(subset=["speaker"])
    if heard.empty:
        return []
    by = results.comparison.by
    group = results.articles[by].astype(object) if by in results.articles else None
    rows = heard.assign(
        group_name="all articles" if group is None else heard["article_id"].map(group)
    ).dropna(subset=["group_name"])
    words = rows.pivot_table(
        index=["group_name", "speaker"], columns="voice", values="words", aggfunc="sum",
        fill_value=0,
    ).reindex(columns=["direct", "indirect"], fill_value=0)  # fmt: skip
    words["all"] = words["direct"] + words["indirect"]
    kind = rows.groupby(["group_name", "speaker"])["source_type"].first()
    words = words.join(kind).reset_index()
    words = words.sort_values(
        ["group_name", "all", "speaker"], ascending=[True, False, True], kind="stable"
    )
    return [
        {
            "name": results.comparison.name_of(group),
            "rows": [
                {
                    "speaker": row.speaker,
                    "type": row.source_type,
                    "direct": int(row.direct),
                    "indirect": int(row.indirect),
                }
                for row in rows.head(_MOST_SPEAKERS).itertuples()
            ],
        }
        for group, rows in words.groupby("group_name", sort=True)
    ]


def _entries(results: Results) -> list[dict]:
    """The entries that make up the score of every lexicon, with their hits by voice."""
    spans = results.spans[results.spans["zone"].isin(COUNTED_ZONES)]
    tables = []
    for extractor in default_extractors():
        if extractor.source is None or not extractor.features:
            continue
        hits = spans[spans["layer"] == extractor.layer]
        if hits.empty:
            continue
        entry = hits["rule"].str.partition(":")[2]
        counts = pd.crosstab(entry, hits["voice"]).reindex(columns=list(VOICES), fill_value=0)
        counts["all"] = counts.sum(axis=1)
        counts = counts.rename_axis("entry").reset_index()
        counts = counts.sort_values(["all", "entry"], ascending=[False, True], kind="stable")
        tables.append(
            {
                "layer": extractor.layer,
                "label": feature_label(extractor.layer),
                "n_hits": len(hits),
                "n_entries": len(counts),
                "rows": counts.head(_MOST_ENTRIES).to_dict("records"),
            }
        )
    return tables


def _chosen(results: Results) -> list[str]:
    """The articles that get a page: all, or the first few of every group in turn."""
    articles = results.articles[results.articles["text"].notna()]
    if len(articles) <= MOST_PAGES:
        return articles.index.tolist()
    by = results.comparison.by
    group = articles[by].fillna("") if by in articles else pd.Series("", index=articles.index)
    turn = group.groupby(group).cumcount()
    first = turn.sort_values(kind="stable").index[:MOST_PAGES]
    return [article_id for article_id in articles.index if article_id in set(first)]


def _page(results: Results, article_id: str) -> dict:
    article = results.articles.loc[article_id]
    heard = results.attributions[results.attributions["article_id"] == article_id]
    words = heard.groupby("speaker", sort=False)["words"].sum()
    words = words.sort_values(ascending=False, kind="stable")
    kinds = heard.groupby("speaker")["source_type"].first()
    features = results.features.loc[article_id]
    group = article.get(results.comparison.by)
    return {
        "article_id": article_id,
        "title": article["title"] if pd.notna(article["title"]) else article_id,
        "outlet": results.comparison.name_of(group) if pd.notna(group) else "outlet not known",
        "outlet_basis": article["outlet_basis"] if pd.notna(article["outlet_basis"]) else "",
        "published": article["published"] if pd.notna(article["published"]) else "",
        "published_basis": (
            article["published_basis"] if pd.notna(article["published_basis"]) else ""
        ),
        "sources": [
            {"speaker": name, "type": kinds[name], "words": int(count)}
            for name, count in words.items()
        ],
        "features": [
            {"label": feature_label(name), "value": number(value, name)}
            for name, value in features[main_features(features.index)].items()
        ],
        "html": highlight(results.spans, results.articles, article_id).html,
    }


def _citations() -> list[str]:
    """The sources of every lexicon and formula used."""
    cited = {e.citation for e in default_extractors() if e.citation}
    cited |= {f.citation for e in default_extractors() for f in e.features if f.citation}
    return sorted(cited)
