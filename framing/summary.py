"""What a report says, as one plain dictionary, before anybody decides how it looks.

Everything is computed here, from the tables of one run. Renderers fill it into pages and compute
nothing.
"""

from __future__ import annotations

import re

import pandas as pd

from framing.extractors import main_features
from framing.features import describe
from framing.findings import findings_of
from framing.highlight import highlight
from framing.results import Results
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import feature_label, number, unit_of

MOST_PAGES = 60
_MOST_SPEAKERS = 12
_MOST_ENTRIES = 10
_BASIS = {
    "given": "the input says so",
    "url": "the article's address",
    "dateline": "the dateline",
    "metadata": "the page's metadata",
    "text": "a line of the text",
}
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
    from framing.charts.groups import group_of, words_for  # matplotlib is slow to import

    articles, comparison = results.articles, results.comparison
    group = group_of(results)
    chosen = _chosen(articles, group)
    links = _Links(articles, chosen)
    return {
        "n_articles": len(articles),
        "n_empty": int(articles["text"].isna().sum()),
        "period": _period(articles),
        "groups": _groups(results),
        "by": words_for(comparison.by),
        "mean_is": comparison.mean_is,
        "sentences": [_unbroken(sentence) for sentence in comparison.sentences()],
        "findings": [
            finding.as_dict() | {"line": str(finding)} for finding in findings_of(articles)
        ],
        "charts": charts,
        "sections": _sections(charts),
        "speakers": _speakers(results, group, links),
        "entries": _entries(results, links),
        "features": _features(results),
        "pages": [_page(results, article_id, group[article_id]) for article_id in chosen],
        "n_left_out": len(articles) - len(chosen),
        "limits": list(LIMITS),
        "citations": _citations(results),
        "run": run,
    }


class _Links:
    """From an article to its place on the page, for those that have one."""

    def __init__(self, articles: pd.DataFrame, chosen: list[str]) -> None:
        self.titles = articles["title"].fillna("").to_dict()
        self.places = {article_id: place for place, article_id in enumerate(chosen, start=1)}

    def to(self, article_ids: pd.Series) -> dict:
        """The first of some articles that is on the page, and how many others there are."""
        found = list(dict.fromkeys(article_ids))
        shown = [article_id for article_id in found if article_id in self.places]
        if not shown:
            return {"place": 0, "title": "", "others": len(found)}
        title = self.titles[shown[0]] or shown[0]
        return {"place": self.places[shown[0]], "title": title, "others": len(found) - 1}


def _unbroken(sentence: str) -> str:
    """The same with no line break inside `q = .035`."""
    return re.sub(r"\b([npq]) ([=<]) ?(?=[.\d])", "\\1\u00a0\\2\u00a0", sentence)


def _sections(charts: list[dict]) -> dict[str, dict]:
    """The charts of every section; a caption that several share is said once, above them."""
    sections = {}
    for name in ("compared", "heard", "entries"):
        own = [chart for chart in charts if chart["section"] == name]
        captions = [chart["caption"] for chart in own]
        shared = [c for c in dict.fromkeys(captions) if captions.count(c) > 1]
        said = [{**c, "caption": "" if c["caption"] in shared else c["caption"]} for c in own]
        kinds = []
        for chart, drawn in zip(own, said, strict=True):
            caption = chart["caption"] if chart["caption"] in shared else ""
            if not kinds or not caption or kinds[-1]["caption"] != caption:
                kinds.append({"caption": caption, "charts": []})
            kinds[-1]["charts"].append(drawn)
        sections[name] = kinds
    return sections


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
    described = describe(results.extractors)
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
        same = cell.note == "no variation" and pd.notna(cell.mean)
        return "no variation" if same else "too few"
    return f"{number(cell.low, feature)} to {number(cell.high, feature)}"


def _speakers(results: Results, group: pd.Series, links: _Links) -> list[dict]:
    """The most heard speakers of every group; in a group, the same name is the same speaker."""
    heard = results.attributions.dropna(subset=["speaker"])
    rows = heard.assign(group_name=heard["article_id"].map(group)).dropna(subset=["group_name"])
    if rows.empty:
        return []
    words = rows.pivot_table(
        index=["group_name", "speaker"], columns="voice", values="words", aggfunc="sum",
        fill_value=0,
    ).reindex(columns=["direct", "indirect"], fill_value=0)  # fmt: skip
    words["all"] = words["direct"] + words["indirect"]
    of_speaker = rows.groupby(["group_name", "speaker"])
    kind = of_speaker["source_type"].first()
    where = of_speaker["article_id"].agg(list)
    words = words.join(kind).reset_index()
    words = words.sort_values(
        ["group_name", "all", "speaker"], ascending=[True, False, True], kind="stable"
    )
    return [
        {
            "name": results.comparison.name_of(group_name),
            "rows": [
                {
                    "speaker": row.speaker,
                    "type": row.source_type,
                    "direct": int(row.direct),
                    "indirect": int(row.indirect),
                    "found_in": links.to(where[(group_name, row.speaker)]),
                }
                for row in rows.head(_MOST_SPEAKERS).itertuples()
            ],
        }
        for group_name, rows in words.groupby("group_name", sort=True)
    ]


def _entries(results: Results, links: _Links) -> list[dict]:
    """The entries that make up the score of every lexicon, with their hits by voice."""
    spans = results.spans[results.spans["zone"].isin(COUNTED_ZONES)]
    tables = []
    for extractor in results.extractors:
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
        where = hits["article_id"].groupby(entry).agg(list)
        tables.append(
            {
                "layer": extractor.layer,
                "label": feature_label(extractor.layer),
                "n_hits": len(hits),
                "n_entries": len(counts),
                "rows": [
                    row | {"found_in": links.to(where[row["entry"]])}
                    for row in counts.head(_MOST_ENTRIES).to_dict("records")
                ],
            }
        )
    return tables


def _chosen(articles: pd.DataFrame, group: pd.Series) -> list[str]:
    """The articles that get a page: all, or the first few of every group in turn."""
    articles = articles[articles["text"].notna()]
    if len(articles) <= MOST_PAGES:
        return articles.index.tolist()
    group = group[articles.index].fillna("")
    turn = group.groupby(group).cumcount()
    first = turn.sort_values(kind="stable").index[:MOST_PAGES]
    return [article_id for article_id in articles.index if article_id in set(first)]


def _page(results: Results, article_id: str, group: object) -> dict:
    article = results.articles.loc[article_id].astype(object)
    article = article.where(article.notna(), "")
    heard = results.attributions[results.attributions["article_id"] == article_id]
    words = heard.groupby("speaker", sort=False)["words"].sum()
    words = words.sort_values(ascending=False, kind="stable")
    kinds = heard.groupby("speaker")["source_type"].first()
    known = results.comparison.name_of(group) if pd.notna(group) else ""
    outlet = known if results.comparison.by == "outlet_id" else article["outlet"]
    return {
        "article_id": article_id,
        "title": article["title"] or article_id,
        "outlet": outlet or article["outlet"] or article["outlet_id"] or "outlet not known",
        "outlet_basis": _BASIS.get(article["outlet_basis"], article["outlet_basis"]),
        "published": article["published"],
        "published_basis": _BASIS.get(article["published_basis"], article["published_basis"]),
        "sources": [
            {"speaker": name, "type": kinds[name], "words": int(count)}
            for name, count in words.items()
        ],
        "features": _numbers(results, article_id),
        "html": highlight(results.spans, results.articles, article_id).html,
    }


def _numbers(results: Results, article_id: str) -> list[dict]:
    """The article's features, each with its unit and, for rates of a lexicon, its working."""
    from framing.charts.groups import word_counts

    features = results.features.loc[article_id]
    words = word_counts(results).loc[article_id]
    spans = results.spans[results.spans["article_id"] == article_id]
    spans = spans[spans["zone"].isin(COUNTED_ZONES)]
    layers = {f.name: e.layer for e in results.extractors if e.source for f in e.features}
    numbers = []
    for name, value in features[main_features(features.index)].items():
        unit = unit_of(name)
        working = ""
        if name in layers and not pd.isna(value):
            own = name.endswith("_own")
            hits = spans[spans["layer"] == layers[name]]
            hits = hits[hits["voice"] == "own"] if own else hits
            working = _working(hits["weight"], int(words["own" if own else "all"]), own=own)
        unit = "" if unit.startswith(("share", "count")) else unit
        numbers.append({"label": feature_label(name), "value": number(value, name),
                        "unit": unit, "working": working})  # fmt: skip
    return numbers


def _working(weights: pd.Series, words: int, *, own: bool) -> str:
    hits = f"{len(weights)} hit{'s' * (len(weights) != 1)}"
    return f"{hits} in {words:,}{' own' * own} word{'s' * (words != 1)}"


def _citations(results: Results) -> list[str]:
    """The sources of every lexicon and formula used."""
    cited = {e.citation for e in results.extractors if e.citation}
    cited |= {f.citation for e in results.extractors for f in e.features if f.citation}
    return sorted(cited)
