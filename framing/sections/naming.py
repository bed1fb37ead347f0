"""Labels for the same people: which outlet calls whom what, and which names them without a label.

Counts of what stands in these articles. Nothing is estimated, so nothing has an interval.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from framing.grouping import loaded_labels
from framing.labels import of_people
from framing.sections.listing import counted_terms
from framing.sections.stage import Stage

_MOST = 20
_MOST_TERMS = 6
_LAYER = "loaded_terms"
_WORD = re.compile(r"\w+(?:-\w+)*")


def labels_by_group(stage: Stage) -> dict:
    """Who is called what: people by name, and kinds of people, each with a cell a group.

    A person has a row if one group labels, and another group names or labels, the same surname; a
    kind of people if two groups label it.
    """
    results = stage.results
    comparison = results.comparison
    empty = {"groups": [comparison.name_of(g) for g in comparison.groups],
             "people": [], "kinds": []}  # fmt: skip
    if _LAYER not in set(results.spans["layer"]):
        return empty
    found = loaded_labels(results)
    who = of_people(found["head"])
    people, kinds = found[who == "name"], found[who == "kind"]
    named = _named(stage, sorted(set(people["head"])))
    return empty | {
        "people": _rows(stage, people, named, at_least=1),
        "kinds": _rows(stage, kinds, {}, at_least=2),
    }


def _named(stage: Stage, names: Iterable[str]) -> dict[tuple[str, str], int]:
    """In how many articles of a group each of the names stands."""
    wanted = frozenset(names)
    counts: Counter[tuple[str, str]] = Counter()
    articles = stage.results.articles
    for article_id, group in stage.group.dropna().items():
        text = articles.at[article_id, "text"]
        if isinstance(text, str):
            counts.update((group, name) for name in wanted.intersection(_WORD.findall(text)))
    return dict(counts)


def _rows(
    stage: Stage, found: pd.DataFrame, named: dict[tuple[str, str], int], *, at_least: int
) -> list[dict]:
    groups = stage.results.comparison.groups
    rows = []
    for head, terms in found.groupby("head", sort=True):
        labelling = set(terms["group"])
        knowing = labelling | {group for group in groups if named.get((group, head))}
        if len(labelling) < at_least or len(knowing) < min(2, len(groups)):
            continue
        by_group = dict(iter(terms.groupby("group", sort=True)))
        cells = [_cell(by_group.get(group), named.get((group, head), 0)) for group in groups]
        full = Counter(terms["described"].map(_one_line)).most_common()
        name = min((n for n in full if n[1] == full[0][1]), key=lambda n: (-len(n[0]), n[0]))[0]
        rows.append(
            {
                "name": name if head[:1].isupper() else head,
                "n_groups": len(labelling),
                "n_knowing": len(knowing),
                "n_labels": len(terms),
                "cells": cells,
                "found_in": stage.found(terms["article_id"]),
            }
        )
    rows.sort(key=lambda r: (-r["n_groups"], -r["n_knowing"], -r["n_labels"], r["name"]))
    return rows[:_MOST]


def _cell(terms: pd.DataFrame | None, n_named: int) -> dict:
    """The labels of a group: in the outlet's own voice, and in the words of others."""
    if terms is None:
        return {"own": [], "others": [], "named": n_named}
    own = terms["voice"] == "own"
    return {
        "own": counted_terms(terms.loc[own, "term"], _MOST_TERMS),
        "others": counted_terms(terms.loc[~own, "term"], _MOST_TERMS),
        "named": n_named,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
