"""What may be wrong with a table of articles, as findings: each kind once, with its rows.

Every check looks at the whole table and says how many and which, never thirty thousand lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.findings import Finding, rows, some
from framing.language import is_english
from framing.outlets import check_outlets

Place = tuple[str, int | None]
"""Where an article comes from: a file, and its row there; None when the file is the article."""


KINDS = ("empty_text", "duplicate_text", "language", "unknown_outlet", "no_outlet",
         "several_hosts", "several_outlets", "no_date")  # fmt: skip
"""The kinds that `check_table` finds, which hold for the rows that are there now."""


def located(places: Iterable[Place]) -> str:
    """Files and rows as words.

    Examples
    --------
    >>> located([("a.csv", 2), ("a.csv", 4), ("b.txt", None)])
    'a.csv rows 2, 4; b.txt'
    """
    by_file: dict[str, list[int]] = {}
    for name, row in places:
        by_file.setdefault(name, []).extend([] if row is None else [row])
    said = [f"{name} {rows(numbers)}" if numbers else name for name, numbers in by_file.items()]
    more = f"; and {len(said) - 5:,} more files" if len(said) > 5 else ""
    return "; ".join(said[:5]) + more


def duplicate_ids(ids: Sequence[str], places: Sequence[Place]) -> list[Finding]:
    """An error for every id that more than one article has."""
    where: dict[str, list[Place]] = {}
    for each, place in zip(ids, places, strict=True):
        where.setdefault(each, []).append(place)
    advice = "Ids must be unique; number them, or drop the copies."
    return [
        Finding("error", "duplicate_id", *_shared(each, found), advice)
        for each, found in where.items()
        if len(found) > 1
    ]


def _shared(article_id: str, places: list[Place]) -> tuple[str, str]:
    """(where, what) of an id on several rows."""
    names = list(dict.fromkeys(name for name, _ in places))
    if len(names) == 1:
        return names[0], f"article_id {article_id!r} is on rows {some([row for _, row in places])}."
    return "input", f"article_id {article_id!r} is on {located(places)}."


def check_table(articles: pd.DataFrame, places: Sequence[Place]) -> list[Finding]:
    """Empty, repeated and foreign texts, unknown and crossing outlets, articles without a date."""
    return [
        *_empty(articles["text"], places),
        *_repeated(articles["text"], places),
        *_foreign(articles["text"]),
        *_unknown_outlets(articles),
        *_crossing_outlets(articles),
        *_undated(articles["published"]),
    ]


def _empty(texts: pd.Series, places: Sequence[Place]) -> list[Finding]:
    where = [place for place, empty in zip(places, texts.isna(), strict=True) if empty]
    if not where:
        return []
    counted = _counted(len(where), len(texts), "has", "have")
    what = f"{counted} no text; every feature is undefined there, with a title or without."
    return [Finding("warning", "empty_text", located(where), what, "Fill them in, or drop them.")]


def _repeated(texts: pd.Series, places: Sequence[Place]) -> list[Finding]:
    copies = _copies(texts, places)
    if not copies:
        return []
    extra = sum(len(found) - 1 for found in copies)
    shown = some([f"({located(found)})" for found in copies], most=5)
    counted = _counted(extra, len(texts), "has", "have")
    what = f"{counted} a text that is there already: {shown}."
    advice = "Copies count twice; drop them unless that is meant."
    return [Finding("warning", "duplicate_text", "articles", what, advice)]


def _copies(texts: pd.Series, places: Sequence[Place]) -> list[list[Place]]:
    """Where the same words stand more than once; only texts that open alike are compared whole."""
    openings: dict[tuple[str, ...], list[tuple[str, Place]]] = {}
    for text, place in zip(texts, places, strict=True):
        if not pd.isna(text):
            openings.setdefault(tuple(text.split(None, 20)[:20]), []).append((text, place))
    where: dict[tuple[str, ...], list[Place]] = {}
    for alike in openings.values():
        for text, place in alike if len(alike) > 1 else ():
            where.setdefault(tuple(text.split()), []).append(place)
    return [found for found in where.values() if len(found) > 1]


def _foreign(texts: pd.Series) -> list[Finding]:
    """A word where most texts that are long enough to tell are not in English."""
    english = [is_english(text) for text in texts.dropna()]
    foreign, sure = english.count(False), len(english) - english.count(None)
    if 2 * foreign <= sure:
        return []
    what = f"{_counted(foreign, len(texts), 'does', 'do')} not read as English; every lexicon is."
    return [Finding("note", "language", "articles", what, "Expect features near zero there.")]


def _unknown_outlets(articles: pd.DataFrame) -> list[Finding]:
    lost = articles[articles["outlet_id"].isna()]
    if lost.empty:
        return []
    findings = []
    named = lost["outlet"].dropna()
    if len(named):
        counts = named.value_counts()
        order = sorted(counts.index, key=lambda name: (-counts[name], name))
        names = some([f"{name} ({counts[name]})" for name in order])
        outlets = f"{len(order):,} outlet{'s' if len(order) > 1 else ''} not in the registry"
        what = f"{_counted(len(named), len(articles), 'names', 'name')} {outlets}: {names}."
        advice = (
            "They are compared under the names they give; bring a table of your own (--outlets) to"
            " add ownership and aliases."
        )
        findings.append(Finding("warning", "unknown_outlet", "articles", what, advice))
    nameless = len(lost) - len(named)
    if nameless:
        what = f"{_counted(nameless, len(articles), 'has', 'have')} no outlet."
        advice = "Add a column 'outlet' or 'url' to compare them."
        findings.append(Finding("warning", "no_outlet", "articles", what, advice))
    return findings


def _crossing_outlets(articles: pd.DataFrame) -> list[Finding]:
    """One finding for all names with several hosts, one for all hosts with several outlets."""
    by_kind: dict[str, list[Finding]] = {}
    for found in check_outlets(articles):
        by_kind.setdefault(found.kind, []).append(found)
    return [
        Finding("warning", kind, "articles", _several(found), found[0].advice)
        for kind, found in by_kind.items()
    ]


def _several(found: list[Finding]) -> str:
    more = f" And {len(found) - 5:,} more." if len(found) > 5 else ""
    return " ".join(each.what for each in found[:5]) + more


def _undated(days: pd.Series) -> list[Finding]:
    lost = int(days.isna().sum())
    what = f"{_counted(lost, len(days), 'has', 'have')} no date of publication."
    return [Finding("note", "no_date", "articles", what)] if lost else []


def _counted(number: int, of: int, one: str, several: str) -> str:
    """How many articles do what a verb says, in its form for one or for several."""
    return f"{number:,} of {of:,} article{'s' * (of != 1)} {one if number == 1 else several}"
