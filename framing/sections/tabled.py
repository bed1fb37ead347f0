"""The tables of a report as data frames, for a notebook: the same rows, without the links."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from framing.bibliography import citations
from framing.grouping import group_of
from framing.manifest import versions
from framing.results import Results
from framing.sections.compared import features_by_group
from framing.sections.entries import entries
from framing.sections.heard import speakers
from framing.sections.naming import labels_by_group
from framing.sections.stage import Stage
from framing.sections.told import events_told
from framing.sections.voices import rates_by_voice
from framing.spans import VOICES


def report_tables(results: Results) -> dict[str, pd.DataFrame]:
    """The tables that a report on these results shows.

    Parameters
    ----------
    results : Results
        The tables of a run.

    Returns
    -------
    dict of str to DataFrame
        `compared`, the mean of every feature and group with its interval; `heard`, the speakers
        with the most words; `labels`, who is called what; `voices`, the lexicons by voice;
        `entries`, what makes up each score; `told`, the same story side by side, and
        `told_in_words` what is said of it; `citations`. Texts and counts as they are printed; an
        empty table where there is nothing to show.

    Examples
    --------
    >>> import framing as fr
    >>> articles = fr.read_articles(fr.sample_folder() / "articles").head(2)
    >>> spans = fr.annotate(articles)
    >>> features = fr.measure(spans, articles)
    >>> comparison = fr.compare(features, articles)
    >>> results = fr.Results(articles, spans, features, fr.attributions(spans), comparison)
    >>> list(fr.report_tables(results))[:3]
    ['compared', 'heard', 'labels']
    """
    stage = Stage(results, group_of(results))
    told = events_told(stage)["events"]
    said = [(event["name"], sentence) for event in told for sentence in event["sentences"]]
    cited = citations(results.extractors, versions(), events_found=results.events_found)
    return {
        "compared": pd.DataFrame(_compared(results)),
        "heard": pd.DataFrame(_heard(stage)),
        "labels": pd.DataFrame(_labels(stage)),
        "voices": pd.DataFrame(_voices(stage)),
        "entries": pd.DataFrame(_entries(stage)),
        "told": pd.DataFrame(_told(told)),
        "told_in_words": pd.DataFrame(said, columns=["event", "said"]),
        "citations": pd.DataFrame(cited["lines"], columns=["what", "source"]),
    }


def _compared(results: Results) -> Iterable[dict]:
    for row in features_by_group(results):
        yield {"feature": row["label"], "unit": row["unit"]} | {
            results.comparison.name_of(cell["group"]): f"{cell['mean']} ({cell['interval']})"
            for cell in row["cells"]
        }


def _heard(stage: Stage) -> Iterable[dict]:
    for group in speakers(stage):
        for row in group["rows"]:
            shown = {name: row[name] for name in ("speaker", "type", "direct", "indirect")}
            yield {"group": group["name"], **shown}


def _labels(stage: Stage) -> Iterable[dict]:
    labels = labels_by_group(stage)
    for row in [*labels["people"], *labels["kinds"]]:
        cells = zip(labels["groups"], row["cells"], strict=True)
        yield {"who": row["name"]} | {group: _label(cell) for group, cell in cells}


def _label(cell: dict) -> str:
    quoted = [f"“{', '.join(cell['others'])}”"] if cell["others"] else []
    labels = ", ".join([*cell["own"], *quoted])
    return labels or (f"no label, named in {cell['named']}" if cell["named"] else "–")


def _voices(stage: Stage) -> Iterable[dict]:
    for table in rates_by_voice(stage):
        for row in table["rows"]:
            cells = (f"{cell['mean']} ({cell['interval']})" for cell in row["cells"])
            shown = dict(zip(VOICES, cells, strict=True))
            yield {"lexicon": table["label"], "group": row["name"], **shown}


def _entries(stage: Stage) -> Iterable[dict]:
    for table in entries(stage):
        for row in table["rows"]:
            names = ("entry", "weighted", "all", *VOICES)
            yield {"lexicon": table["label"]} | {name: row[name] for name in names}


def _told(events: list[dict]) -> Iterable[dict]:
    for event in events:
        for article in event["articles"]:
            yield {
                "event": event["name"],
                "group": article["outlet"],
                "headline": article["title"],
                **{voice: f"{article['voices'][voice]} %" for voice in VOICES},
                "loaded terms, own voice": ", ".join(article["own_terms"]) or "none",
                "loaded terms of others": ", ".join(article["other_terms"]) or "none",
            }
