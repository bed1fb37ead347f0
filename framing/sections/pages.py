"""The articles themselves, with their marks, their sources and their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from framing.extractors import main_features
from framing.grouping import word_counts
from framing.highlight import drawn_by_default, drawn_fields, underlined
from framing.results import Results
from framing.sections.marked import Marks
from framing.sections.stage import Stage
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import feature_label, number, unit_of

ROOM = 3_300_000
"""Bytes of a report that articles may take; with more, the first of every group in turn stay."""
_LARGE = 400_000
_BASIS = {
    "given": "the input says so",
    "url": "the article's address",
    "dateline": "the dateline",
    "metadata": "the page's metadata",
    "text": "a line of the text",
}


def article_pages(stage: Stage) -> dict:
    """The articles that there is room for, in the order of the input, and what their marks tell.

    `pages` holds an article each; `layers` what can be switched on and off; `told` what marks tell,
    by the numbers in the pages' `html`; `numbers` the heads of the pages' numbers.
    """
    results = stage.results
    marks = Marks(underlined(drawn_by_default(sorted(results.spans["layer"].unique()))))
    rows = _Rows(results.spans)
    drawn: dict[str, str] = {}
    room = ROOM
    for article_id in _in_turn(results.articles, stage.group):
        html = _html(results.articles.loc[article_id], rows.of(article_id), marks)
        size = len(html.encode("utf-8", "replace")) + 1100
        if size > room and size > _LARGE:
            continue
        if size > room:
            break
        room -= size
        drawn[article_id] = html
    chosen = [article_id for article_id in results.articles.index if article_id in drawn]
    names = main_features(results.features.columns)
    heard = _Rows(results.attributions)
    lexicons = {f.name: e.layer for e in results.extractors if e.source for f in e.features}
    pages = [
        {
            **_about(stage, article_id),
            "place": place,
            "sources": _sources(heard.of(article_id)),
            "numbers": _numbers(results, article_id, rows.of(article_id), lexicons),
            "html": drawn[article_id],
        }
        for place, article_id in enumerate(chosen, start=1)
    ]
    return {
        "pages": pages,
        "n_left_out": len(results.articles) - len(pages),
        "layers": _layers(results, marks.layers),
        "told": marks.told,
        "numbers": [[feature_label(name), _unit(name)] for name in names],
    }


class _Rows:
    """The rows of each article of a table."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table
        self._places = table.groupby("article_id", sort=False).indices

    def of(self, article_id: str) -> pd.DataFrame:
        """Those of one article; none where it has none."""
        return self._table.iloc[self._places.get(article_id, [])]


def _html(article: pd.Series, rows: pd.DataFrame, marks: Marks) -> str:
    layers = frozenset(drawn_by_default(rows["layer"].unique()))
    return marks.html(**drawn_fields(article, rows, layers))


def _in_turn(articles: pd.DataFrame, group: pd.Series) -> Iterator[str]:
    """The articles with a text: the first of every group, then the second of every group, …"""
    known = articles.index[articles["text"].notna()]
    names = group.reindex(known).astype(object).fillna("")
    turn = names.groupby(names).cumcount()
    yield from turn.sort_values(kind="stable").index


def _layers(results: Results, layers: list[str]) -> list[dict]:
    """The layers in the order of their numbers; those counted by category are off at first."""
    off = {extractor.layer for extractor in results.extractors if extractor.by_category}
    return [
        {"layer": layer, "label": feature_label(layer), "on": layer not in off} for layer in layers
    ]


def _about(stage: Stage, article_id: str) -> dict:
    article = stage.results.articles.loc[article_id].astype(object)
    article = article.where(article.notna(), "")
    of_outlet = stage.results.comparison.by == "outlet_id"
    outlet = stage.name_of(article_id) if of_outlet else article["outlet"]
    return {
        "article_id": article_id,
        "title": stage.title(article_id),
        "outlet": outlet or article["outlet_id"] or "outlet not known",
        "outlet_basis": _BASIS.get(article["outlet_basis"], article["outlet_basis"]),
        "published": article["published"],
        "published_basis": _BASIS.get(article["published_basis"], article["published_basis"]),
    }


def _sources(heard: pd.DataFrame) -> list[dict]:
    """Who is heard in an article, the one with most words first, and in whose words."""
    sources: dict[str, dict] = {}
    heard = heard.dropna(subset=["speaker"])
    columns = (heard[name].tolist() for name in ("speaker", "source_type", "voice", "words"))
    for speaker, kind, voice, words in zip(*columns, strict=True):
        source = sources.setdefault(
            speaker, {"speaker": speaker, "type": kind, "words": 0, "direct": 0, "indirect": 0}
        )
        source["words"] += words
        source[voice] += words
    return sorted(sources.values(), key=lambda source: (-source["words"], source["speaker"]))


def _unit(name: str) -> str:
    unit = unit_of(name)
    return "" if unit.startswith(("share", "count")) else unit


def _numbers(
    results: Results, article_id: str, spans: pd.DataFrame, layers: dict[str, str]
) -> list[list[str]]:
    """The article's features and, for rates of a lexicon, their working."""
    words = word_counts(results).loc[article_id]
    counted = spans[spans["zone"].isin(COUNTED_ZONES)]
    hits = Counter(zip(counted["layer"].tolist(), counted["voice"].tolist(), strict=True))
    features = results.features.loc[article_id].to_dict()
    numbers = []
    for name in main_features(features):
        said = number(features[name], name)
        if name in layers and not pd.isna(features[name]):
            own = name.endswith("_own")
            voices = ("own",) if own else VOICES
            n = sum(hits[(layers[name], voice)] for voice in voices)
            numbers.append([said, _working(n, int(words["own" if own else "all"]), own=own)])
        else:
            numbers.append([said])
    return numbers


def _working(hits: int, words: int, *, own: bool) -> str:
    plural = "s" * (hits != 1), "s" * (words != 1)
    return f"{hits} hit{plural[0]} in {words:,}{' own' * own} word{plural[1]}"
