"""Tables that come beside the articles: outlets that the registry lacks, and events.

A study of local papers, or a course with invented ones, brings its own outlets in the columns of
the registry; whoever grouped the articles by story brings which article belongs to which event.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from framing.columns import as_strings, recognise
from framing.errors import InputError
from framing.files import SPREADSHEETS, TABLES, Source
from framing.findings import rows, some
from framing.hosts import host
from framing.outlets import resolve
from framing.tables import Table, read_table

Resolver = Callable[[str | None, str | None, str | None], tuple[str | None, str | None]]

_EXAMPLE = "outlet_id,name,domains\nvale_post,The Vale Post,valepost.example"
_DATELINE = re.compile(r"[^()/]{0,60}[(/]([^()/]{2,45})[)/]\s*[-–—―_:]")
_TOP_LINES, _TOP_CHARACTERS = 20, 8_000


def outlet_resolver(own: str | os.PathLike | pd.DataFrame | None = None) -> Resolver:
    """How the outlet of an article is found: in the user's own table first, then the registry.

    Parameters
    ----------
    own : path or DataFrame, optional
        Columns ``outlet_id`` and at least one of ``name``, ``aliases``, ``domains`` (several
        separated by ``;``), as in the registry. ``outlet_id`` and ``name`` suffice.

    Returns
    -------
    callable
        Like `framing.outlets.resolve`: (outlet, url, text) to (outlet_id, basis).

    Raises
    ------
    InputError
        The table lacks a column, or one name or domain belongs to two outlets.

    Examples
    --------
    >>> own = pd.DataFrame({"outlet_id": ["vale"], "name": ["The Vale Post"]})
    >>> outlet_resolver(own)("the vale post", None, None)
    ('vale', 'given')
    """
    if own is None:
        return resolve
    label, table = _table(own, "outlets")
    if "outlet_id" not in table or not {"name", "aliases", "domains"} & set(table.columns):
        raise InputError(
            f"{label} needs the column 'outlet_id' and at least one of 'name', 'aliases' and"
            f" 'domains'. For example:\n{_EXAMPLE}"
        )
    names = _lookup(table, ("outlet_id", "name", "aliases"), _folded, label)
    hosts = _lookup(table, ("domains",), host, label)

    def find(
        outlet: str | None, url: str | None, text: str | None
    ) -> tuple[str | None, str | None]:
        if outlet and (found := names.get(_folded(outlet))):
            return found, "given"
        if found := _by_host(host(url), hosts) if url else None:
            return found, "url"
        known = resolve(outlet, url, text)
        if text and known[1] in (None, "dateline") and (found := _by_dateline(text, names)):
            return found, "dateline"
        return known

    return find


def event_ids(
    events: str | os.PathLike | pd.DataFrame, ids: pd.Index
) -> tuple[dict[str, str], str]:
    """Which event each article belongs to, and a word on events of articles that are not there.

    Raises
    ------
    InputError
        A column is missing, or an article has two events.
    """
    label, table = _table(events, "events")
    found = recognise(list(table.columns))
    if not {"article_id", "event_id"} <= set(found):
        raise InputError(f"{label} needs the columns 'article_id' and 'event_id'.")
    articles = as_strings(table[found["article_id"]])
    pairs = pd.DataFrame({"article": articles, "event": as_strings(table[found["event_id"]])})
    pairs = pairs.dropna().drop_duplicates()
    twice = pairs[pairs["article"].duplicated(keep=False)]
    if len(twice):
        first = twice["article"].iloc[0]
        lines = rows([int(row) + 2 for row in twice.index[twice["article"] == first]])
        raise InputError(f"{label}: article_id {first!r} has two events, on {lines}. Keep one.")
    lost = [article for article in pairs["article"] if article not in ids]
    named = "row names an article that is" if len(lost) == 1 else "rows name articles that are"
    said = f"{len(lost):,} {named} not there: {some(lost, most=5)}."
    return dict(zip(pairs["article"], pairs["event"], strict=True)), said if lost else ""


def _table(given: str | os.PathLike | pd.DataFrame, label: str) -> tuple[str, pd.DataFrame]:
    if isinstance(given, pd.DataFrame):
        return label, given.reset_index(drop=given.index.name is None)
    path = Path(given)
    source = Source(path, path.name)
    if source.ending not in TABLES:
        save = " Save it as CSV from your spreadsheet." if source.ending in SPREADSHEETS else ""
        raise InputError(f"{path.name}: not a table of a known kind ({', '.join(TABLES)}).{save}")
    try:
        table: Table = read_table(source)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    return path.name, table.frame


def _lookup(
    table: pd.DataFrame, columns: tuple[str, ...], fold: Callable[[str], str], label: str
) -> dict[str, str]:
    """Every name or domain of an outlet, to its id."""
    found: dict[str, str] = {}
    ids = as_strings(table["outlet_id"])
    for column in columns:
        if column not in table:
            continue
        for outlet_id, cell in zip(ids, as_strings(table[column]), strict=True):
            for name in filter(None, map(fold, (cell or "").split(";"))):
                other = found.setdefault(name, outlet_id)
                if other != outlet_id:
                    raise InputError(f"{label}: {name!r} is of {other!r} and of {outlet_id!r}.")
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _by_host(name: str, hosts: dict[str, str]) -> str | None:
    """The outlet of the longest domain that a host belongs to."""
    labels = name.split(".")
    domains = (".".join(labels[at:]) for at in range(len(labels)))
    return next((hosts[domain] for domain in domains if domain in hosts), None)


def _by_dateline(text: str, names: dict[str, str]) -> str | None:
    """The outlet of a dateline such as "ORRIN (Vale Wire) —" among the top lines."""
    lines = [line.strip() for line in text[:_TOP_CHARACTERS].splitlines() if line.strip()]
    writers = (_DATELINE.match(line) for line in lines[:_TOP_LINES])
    return next((names[name] for w in writers if w and (name := _folded(w[1])) in names), None)
