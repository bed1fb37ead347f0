"""Who published an article: the registry of outlets, and how an article's outlet is found.

`outlets.csv` holds one row an outlet: names, hosts, country, language, who owns and controls it,
and where each row's facts were looked up. It holds no rating of anybody's lean or reliability:
those are claims, with a claimant and a date, and come from the user (`framing.ratings`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from framing.findings import Finding
from framing.hosts import host, registered_domain, suffixes

REGISTRY = Path(__file__).with_name("outlets.csv")
_NOISE = """
com net org online news newspaper paper web website site homepage digital desk staff wire service
opinion opinions oped editorial editorials editor board politics magazine mag broadcast tv edition
us usa uk and the world international english business finance fact check sport sports health
science technology tech blog blogs rss feed video archive archives top stories latest breaking
headlines
"""
_TWICE = re.compile(r"(?P<one>[^(]+?)\s*\((?P<other>[^()]+)\)\s*")
_PLACE = r"(?:(?:[A-ZÀ-Þ][^\s()/]*|\d{1,4}[.,]?|de|del|da|and|of|the|on|la|al-\w+)[\s/]+){0,8}"
_NAME = (
    r"(?:\((?P<round>[^()]{2,45})\)|/(?P<slashed>[^\s/()](?:[^/()]{0,43}[^\s/()])?)/(?!\s+[A-Z]))"
)
_AFTER = r"(?:\s*(?:[-–—―_:]|\.\s)|\s*(?=[A-ZÀ-Þ\"“'‘«].{40}))"
_DATELINE = re.compile(rf"{_PLACE}{_NAME}{_AFTER}", re.S)
_DASHED = re.compile(r"(?P<name>[^\W\d_][^—–\n]{1,30}?)\s*(?:[—–]|--)\s*(?=[A-ZÀ-Þ\"“'‘«]|$)")
_HEAD_LINES, _HEAD_CHARACTERS = 20, 8_000


def load_outlets() -> pd.DataFrame:
    """The registry, one row an outlet, sorted by its id.

    Returns
    -------
    DataFrame
        ``outlet_id`` (stable), ``name``, ``aliases`` and ``domains`` (separated by ``;``),
        ``country`` (ISO 3166-1 alpha-2), ``language`` (ISO 639-1, of most of what it publishes),
        ``type``, ``owner``, ``ownership``, ``state_control``, ``founded``, ``source`` (where the
        facts were looked up) and ``looked_up`` (when). NA is not known; ``state_control`` is also
        NA for outlets that State Media Monitor does not list.

    Notes
    -----
    ``ownership`` is ``public`` for public-service media, ``private`` for listed and unlisted
    companies alike. ``state_control`` is State Media Monitor's typology: SC state-controlled;
    CaPu, CaPr captured public, private; ISFM, ISF, ISM independent but state-funded, -managed or
    both; IP independent public. Ownership is of the day in ``looked_up``: it does not say who
    owned the outlet when an article appeared. Nothing here measures lean or reliability.

    References
    ----------
    State Media Monitor, https://statemediamonitor.com/typology/

    Examples
    --------
    >>> outlets = load_outlets().set_index("outlet_id")
    >>> outlets.loc["bbc", ["country", "state_control"]].tolist()
    ['GB', 'IP']
    """
    return _registry().copy()


@cache
def _registry() -> pd.DataFrame:
    table = pd.read_csv(REGISTRY, dtype="string", keep_default_na=False, encoding="utf-8")
    table = table.mask(table == "")
    return table.astype({"founded": "Int64"})


def find_outlet(name_or_url: str) -> pd.Series | None:
    """The registry's row for a name, a host, an address or an id.

    Parameters
    ----------
    name_or_url : str
        As people write it: case, accents, "The", ".com", "(Online)", "- News" do not matter.

    Returns
    -------
    Series or None
        The row, with its ``outlet_id``; None when it is not in the registry.

    Notes
    -----
    Names are never guessed from spelling: "Evening News" is no outlet because several have that
    name. The longest host wins: ``finance.example.com`` before ``example.com``.

    Examples
    --------
    >>> find_outlet("https://politicalticker.blogs.cnn.com/2013/")["outlet_id"]
    'cnn'
    >>> find_outlet("New York Times - News")["name"]
    'The New York Times'
    >>> find_outlet("The Unheard-of Courier") is None
    True
    """
    if not isinstance(name_or_url, str):
        return None
    outlet_id = _by_name(name_or_url)
    if outlet_id is None:
        return None
    return _registry().iloc[_rows()[outlet_id]].copy()


def resolve(
    outlet: str | None, url: str | None = None, text: str | None = None
) -> tuple[str | None, str | None]:
    """The outlet of one article, and how it was found.

    Parameters
    ----------
    outlet : str or None
        What the input calls it. Wins when the registry knows the name.
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
    if isinstance(outlet, str) and (found := _by_name(outlet)):
        return found, "given"
    found = _by_host(host(url)) if isinstance(url, str) else None
    if found and found not in _of_type("aggregator"):
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
    hosts = [_host_label(address) for address in pairs["url"]]
    pairs = pd.DataFrame({"name": pairs["outlet"].astype(str).to_list(), "host": hosts})
    pairs = pairs[(pairs["host"] != "") & (pairs["name"].str.strip() != "")]
    pairs["name"] = pairs["name"].map(lambda name: _by_name(name) or name.strip())
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
    return _by_host(name) or (registered_domain(name) if name else "")


@cache
def _rows() -> dict[str, int]:
    return {outlet_id: row for row, outlet_id in enumerate(_registry()["outlet_id"])}


@cache
def _of_type(*types: str) -> frozenset[str]:
    table = _registry()
    return frozenset(table.loc[table["type"].isin(types), "outlet_id"])


def _words(name: str) -> list[str]:
    """A name as plain words: no case, accents, punctuation or apostrophes."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=\w)['’`.](?=\w\b)", "", plain).replace("&", " and ")
    return re.findall(r"[^\W_]+", re.sub(r"['’`]", "", plain))


@cache
def _names() -> dict[str, str]:
    """Every name and alias; the same without "the", where only one has it; and every id."""
    exact: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    table = _registry().fillna({"aliases": ""})
    for outlet_id, name, aliases in zip(
        table["outlet_id"], table["name"], table["aliases"], strict=True
    ):
        for known in filter(None, [name, *aliases.split(";")]):
            words = _words(known)
            exact.setdefault("".join(words), outlet_id)
            short.setdefault("".join(_without_the(words)), set()).add(outlet_id)
    unique = {key: min(ids) for key, ids in short.items() if key and len(ids) == 1}
    ids = {"".join(_words(outlet_id)): outlet_id for outlet_id in table["outlet_id"]}
    return {**ids, **unique, **exact}


def _without_the(words: list[str]) -> list[str]:
    return words[1:] if words[:1] == ["the"] else words


@cache
def _noise() -> frozenset[str]:
    return frozenset(_NOISE.split())


@lru_cache(maxsize=100_000)
def _by_name(name: str) -> str | None:
    """The outlet a name or address means; "Courier (EC)" is one when both halves mean it."""
    words = _words(name[:300])
    if (found := _names().get("".join(words))) is not None:
        return found
    if (address := host(name)) and not re.search(r"\s", name.strip()):
        return _by_host(address)
    if twice := _TWICE.fullmatch(name):
        one, other = _by_name(twice["one"]), _by_name(twice["other"])
        if one is not None and one == other:
            return one
    return _by_shorter_name(_without_the(words))


def _by_shorter_name(words: list[str]) -> str | None:
    """The outlet that remains when "Online", "News" and the like are taken off the end."""
    while words:
        if (found := _names().get("".join(words))) is not None:
            return found
        if len(words) == 1 or words[-1] not in _noise():
            return None
        words = words[:-1]
    return None


@cache
def _hosts() -> dict[str, str]:
    table = _registry()
    pairs = zip(table["outlet_id"], table["domains"].str.split(";"), strict=True)
    return {domain: outlet_id for outlet_id, domains in pairs for domain in domains}


@lru_cache(maxsize=100_000)
def _by_host(name: str) -> str | None:
    hosts = _hosts()
    return next((hosts[suffix] for suffix in suffixes(name) if suffix in hosts), None)


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
    return outlet_id if found["name"].isupper() or outlet_id in _of_type("agency") else None


def _writer(name: str) -> str | None:
    """The outlet that a dateline names: think tanks and aggregators write no datelines."""
    outlet_id = _names().get("".join(_words(name)))
    return None if outlet_id in _of_type("think_tank", "aggregator") else outlet_id
