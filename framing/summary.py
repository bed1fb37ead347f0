"""What a report says, as one plain dictionary, before anybody decides how it looks.

Everything is computed here and in `framing.sections`, from the tables of one run. Renderers fill it
into pages and compute nothing.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from framing.bibliography import citations
from framing.findings import findings_of
from framing.grouping import group_of, words_for
from framing.results import Results
from framing.sections.compared import features_by_group
from framing.sections.entries import entries
from framing.sections.heard import speakers
from framing.sections.naming import labels_by_group
from framing.sections.pages import article_pages
from framing.sections.stage import Stage
from framing.sections.told import events_told
from framing.sections.voices import FEWEST_WORDS, rates_by_voice
from framing.wording import feature_label

_MOST_PICTURES = 8
LIMITS = (
    "It counts words that can be pointed at. It does not say whether a statement is true, or an"
    " article fair or biased.",
    "It cannot see what was not written: which stories, facts or people an outlet left out.",
    "Outlets differ in what they cover. A difference between their articles may come from the"
    " events, and not from the way they are told; compare inside events where you can.",
    "Which words are whose is found by program and is sometimes wrong; the page on validation in"
    " the documentation of framing says how often, against human coders.",
    "A loaded word is loaded in most sentences, not in all; who is meant by it, and whether it is"
    " deserved, is for the reader to say.",
    "Two people with one surname may be taken for one, and one person under two names for two.",
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

    Returns
    -------
    dict
        Of texts, numbers, lists and dictionaries alone.
    """
    articles, comparison = results.articles, results.comparison
    bare = Stage(results, group_of(results))
    shown = article_pages(bare)
    places = {page["article_id"]: page["place"] for page in shown["pages"]}
    stage = Stage(results, bare.group, places)
    pictures = _in_the_page(charts, results)
    names = [comparison.name_of(group) for group in comparison.groups]
    return {
        "n_articles": len(articles),
        "n_empty": int(articles["text"].isna().sum()),
        "period": _period(articles),
        "groups": _groups(results),
        "by": words_for(comparison.by),
        "mean_is": comparison.mean_is,
        "sentences": [_isolated(_unbroken(sentence), names) for sentence in comparison.sentences()],
        "findings": [
            finding.as_dict() | {"line": str(finding)} for finding in findings_of(articles)
        ],
        "sections": _sections(pictures),
        "speakers": speakers(stage),
        "labels": labels_by_group(stage),
        "voices": rates_by_voice(stage),
        "fewest_words": FEWEST_WORDS,
        "entries": entries(stage),
        "features": _with_links(features_by_group(results), pictures),
        "told": events_told(stage),
        "pages": shown["pages"],
        "n_left_out": shown["n_left_out"],
        "layers": shown["layers"],
        "told_by_marks": shown["told"],
        "numbers": shown["numbers"],
        "values": [page["numbers"] for page in shown["pages"]],
        "limits": list(LIMITS),
        "citations": citations(
            results.extractors, run["versions"], events_found=results.events_found
        ),
        "run": run,
    }


def _unbroken(sentence: str) -> str:
    """The same with no line break inside `q = .035`."""
    return re.sub(r"\b([npq]) ([=<]) ?(?=[.\d])", "\\1\u00a0\\2\u00a0", sentence)


def _isolated(sentence: str, names: list[str]) -> str:
    """The same with names that are read from the right kept from moving what stands beside them."""
    for name in names:
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name):
            sentence = sentence.replace(name, f"\u2068{name}\u2069")
    return sentence


def _in_the_page(charts: list[dict], results: Results) -> list[dict]:
    """The charts with `shown`: those of a kind with many pictures stand in the page where they
    are of a difference that was shown, or else the first few; all are among the files.
    """
    kinds: dict[str, list[dict]] = {}
    for chart in charts:
        kinds.setdefault(chart["name"].partition("-")[0], []).append(chart)
    first = list(dict.fromkeys(results.comparison.shown()["feature"]))
    marked = {}
    for name, kind in kinds.items():
        order = [f"{name}-{feature}" for feature in first]
        ranked = sorted(kind, key=lambda c: order.index(c["name"]) if c["name"] in order else 999)
        for chart in ranked[:_MOST_PICTURES]:
            marked[chart["name"]] = True
    return [
        {**chart, "shown": chart["name"] in marked, **_parts(chart["name"])} for chart in charts
    ]


def _parts(name: str) -> dict[str, str]:
    kind, _, item = name.partition("-")
    return {"kind": kind, "item": item, "title": feature_label(item or kind)}


def _sections(charts: list[dict]) -> dict[str, list[dict]]:
    """The charts of every section, by kind; a caption that a kind shares is said once."""
    sections: dict[str, list[dict]] = {}
    for chart in charts:
        kinds = sections.setdefault(chart["section"], [])
        if not kinds or kinds[-1]["caption"] != chart["caption"]:
            kinds.append({"caption": chart["caption"], "charts": []})
        kinds[-1]["charts"].append(chart)
    return sections


def _with_links(features: list[dict], charts: list[dict]) -> list[dict]:
    """Each feature with the name of its chart, and whether that stands in the page."""
    shown = {chart["name"] for chart in charts if chart["shown"]}
    return [
        row | {"chart": name, "in_page": name in shown}
        for row in features
        for name in (f"by_outlet-{row['feature']}",)
    ]


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
