"""Which outlet published an article: from what the input says, its address, or its dateline.

The registry itself is read in `framing.registry`, ratings of outlets in `framing.ratings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from framing.findings import Finding
from framing.hosts import host, registered_domain
from framing.ratings import read_ratings
from framing.registry import (
    find_outlet,
    id_by_address,
    id_by_exact_name,
    id_by_name,
    is_name_of,
    load_outlets,
    outlets_of_type,
)

__all__ = ["check_outlets", "find_outlet", "load_outlets", "read_ratings", "resolve"]

_PLACE = r"(?:(?:[A-ZÀ-Þ][^\s()/]*|\d{1,4}[.,]?|de|del|da|and|of|the|on|la|al-\w+)[\s/]+){0,8}"
_NAME = (
    r"(?:\((?P<round>[^()]{2,45})\)|/(?P<slashed>[^\s/()](?:[^/()]{0,43}[^\s/()])?)/(?!\s+[A-Z]))"
)
_AFTER = r"(?:\s*(?:[-–—―_:]|\.\s)|\s*(?=[A-ZÀ-Þ\"“'‘«].{40}))"
_DATELINE = re.compile(rf"{_PLACE}{_NAME}{_AFTER}", re.S)
_DASHED = re.compile(r"(?P<name>[^\W\d_][^—–\n]{1,30}?)\s*(?:[—–]|--)\s*(?=[A-ZÀ-Þ\"“'‘«]|$)")
_HEAD_LINES, _HEAD_CHARACTERS = 20, 8_000


def resolve(
    outlet: str | None, url: str | None = None, text: str | None = None
) -> tuple[str | None, str | None]:
    """The outlet of one article, and how it was found.

    Parameters
    ----------
    outlet : str or None
        What the input calls it. Wins when the registry knows the name; where several outlets
        share it ("The Herald"), the one that the address belongs to.
    url : str or None
        Comes second. The host of an aggregator, which carries others, comes last.
    text : str or None
        Searched near its top for a dateline such as "MOSCOW (Sputnik) —", only where name and
        address leave the outlet open.

    Returns
    -------
    tuple
        ``outlet_id`` and its basis: ``given``, ``url`` or ``dateline``. (None, None) if unknown.

    Notes
    -----
    A dateline names who wrote the text, which on a page without an address may be an agency whose
    text somebody else published.

    Examples
    --------
    >>> resolve("CNN (Web News)", None, None)
    ('cnn', 'given')
    >>> resolve(None, "https://news.yahoo.com/a", "LONDON, 3 May (Reuters) - Rain fell.")
    ('reuters', 'dateline')
    """
    found = id_by_address(url) if isinstance(url, str) else None
    if isinstance(outlet, str) and (named := id_by_name(outlet)):
        return (found if is_name_of(outlet, found) else named), "given"
    if found and found not in outlets_of_type("aggregator"):
        return found, "url"
    if isinstance(text, str) and (writer := _by_dateline(text)):
        return writer, "dateline"
    return (found, "url") if found else (None, None)


def check_outlets(articles: pd.DataFrame) -> list[Finding]:
    """Names that come with several hosts, and hosts that come with several outlets.

    Parameters
    ----------
    articles : DataFrame
        With ``outlet`` and ``url``, as `read_articles` returns it.

    Returns
    -------
    list of Finding
        Most articles first. Hosts of one outlet count as one, as do names of one outlet.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["Guest", "Guest"], "url": ["bbc.com/a", "npr.org/b"]})
    >>> print(check_outlets(table)[0].what)
    'Guest' comes with several hosts: bbc (1), npr (1).
    """
    if not {"outlet", "url"} <= set(articles.columns):
        return []
    pairs = articles[["outlet", "url"]].dropna()
    if pairs.empty:
        return []
    if pairs.empty:
        return []
    hosts = [_host_label(address) for address in pairs["url"]]
    pairs = pd.DataFrame({"name": pairs["outlet"].astype(str).to_list(), "host": hosts})
    pairs = pairs[(pairs["host"] != "") & (pairs["name"].str.strip() != "")]
    pairs["name"] = pairs["name"].map(lambda name: id_by_name(name) or name.strip())
    return [*_crossings(pairs, "name", "host"), *_crossings(pairs, "host", "name")]


def _crossings(pairs: pd.DataFrame, one: str, many: str) -> Iterator[Finding]:
    """A finding for each value of column `one` that comes with several of column `many`."""
    said = {"host": "several hosts", "name": "several outlets"}[many]
    advice = {
        "host": "Check that the name is an outlet and not a columnist, and the addresses.",
        "name": "Check whether one publishes or carries the other before comparing them.",
    }[many]
    counts = pairs.groupby([one, many]).size().rename("n").reset_index()
    several = counts[counts[one].duplicated(keep=False)]
    totals = several.groupby(one)["n"].sum().reset_index().sort_values(["n", one], ascending=[0, 1])
    groups = dict(list(several.sort_values(["n", many], ascending=[False, True]).groupby(one)))
    for value in totals[one]:
        rows = groups[value]
        listed = ", ".join(f"{key} ({n:,})" for key, n in zip(rows[many], rows["n"], strict=True))
        what = f"{value!r} comes with {said}: {listed}."
        yield Finding("warning", said.replace(" ", "_"), "articles", what, advice)


def _host_label(address: object) -> str:
    name = host(str(address))
    return id_by_address(str(address)) or (registered_domain(name) if name else "")


def _by_dateline(text: str) -> str | None:
    """The outlet of the first dateline among the top lines of a text."""
    lines = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    for line in [line for line in lines if line][:_HEAD_LINES]:
        if found := _outlet_of_dateline(line):
            return found
    return None


def _outlet_of_dateline(line: str) -> str | None:
    line = line[:400]
    if found := _DATELINE.match(line):
        return _writer(found["round"] or found["slashed"])
    found = _DASHED.match(line)
    if not found:
        return None
    outlet_id = _writer(found["name"])
    return outlet_id if found["name"].isupper() or outlet_id in outlets_of_type("agency") else None


def _writer(name: str) -> str | None:
    """The outlet that a dateline names: think tanks and aggregators write no datelines."""
    outlet_id = id_by_exact_name(name)
    return None if outlet_id in outlets_of_type("think_tank", "aggregator") else outlet_id
