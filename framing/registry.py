"""The registry of outlets: who publishes, where, who owns and controls it, under which names.

`outlets.csv` holds one row an outlet, with where each row's facts were looked up and when. It
holds no rating of anybody's lean or reliability: those are claims, with a claimant and a date,
and come from the user (`framing.ratings`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from framing.hosts import host, suffixes

REGISTRY = Path(__file__).with_name("outlets.csv")
_NOISE = """
com net org online news newspaper paper web website site homepage digital desk staff wire
opinion opinions oped editorial editorials editor board politics magazine mag broadcast tv edition
us usa uk and the world international english business finance fact check sport sports health
science technology tech blog blogs rss feed video archive archives top stories latest breaking
headlines
"""
_FEED = re.compile(
    r"(?:https?://)?(?:feedproxy\.google|feeds\.feedburner|feeds\.feedblitz)\.com/"
    r"(?:~(?:r|/\d+/\d+)/)?([a-z]+)",
    re.I,
)
_TWICE = re.compile(r"(?P<one>[^(]+?)\s*\((?P<other>[^()]+)\)\s*")


def load_outlets() -> pd.DataFrame:
    """The registry, one row an outlet, sorted by its id.

    Returns
    -------
    DataFrame
        ``outlet_id`` (stable), ``name``, ``aliases`` and ``domains`` (separated by ``;``),
        ``country`` (ISO 3166-1 alpha-2), ``language`` (ISO 639-1, of most of what it publishes),
        ``type``, ``owner``, ``ownership``, ``state_control``, ``founded``, ``source`` (where the
        facts are from; it says so where a row was not checked against one) and ``looked_up``
        (when the row was written or last checked). NA is not known; ``state_control`` is also
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
    outlet_id = id_by_name(name_or_url)
    if outlet_id is None:
        return None
    return _registry().iloc[_rows()[outlet_id]].copy()


@cache
def outlets_of_type(*types: str) -> frozenset[str]:
    """The ids of all outlets of one or more types."""
    table = _registry()
    return frozenset(table.loc[table["type"].isin(types), "outlet_id"])


@cache
def _rows() -> dict[str, int]:
    return {outlet_id: row for row, outlet_id in enumerate(_registry()["outlet_id"])}


def _words(name: str) -> list[str]:
    """A name as plain words: no case, accents, punctuation or apostrophes."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=\w)['’`.](?=\w\b)", "", plain).replace("&", " and ").replace("+", " plus ")
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


@cache
def _shared_names() -> frozenset[tuple[str, str]]:
    """(outlet_id, name) for "The Courier (Springfield)" and the like, without what tells apart."""
    table = _registry().fillna({"aliases": ""})
    names = (table["name"] + ";" + table["aliases"]).str.split(";")
    return frozenset(
        (outlet_id, "".join(_without_the(_words(found["one"]))))
        for outlet_id, known in zip(table["outlet_id"], names, strict=True)
        for name in known
        if (found := _TWICE.fullmatch(name))
    )


def is_name_of(name: str, outlet_id: str | None) -> bool:
    """Whether the outlet goes by this name, be it the name of others too."""
    return (outlet_id, "".join(_without_the(_words(name)))) in _shared_names()


def _without_the(words: list[str]) -> list[str]:
    return words[1:] if words[:1] == ["the"] else words


@cache
def _noise() -> frozenset[str]:
    return frozenset(_NOISE.split())


def id_by_exact_name(name: str) -> str | None:
    """The outlet with this very name, case, accents and "The" aside."""
    return _names().get("".join(_words(name)))


@lru_cache(maxsize=100_000)
def id_by_name(name: str) -> str | None:
    """The outlet a name or address means; "Courier (EC)" is one when both halves mean it."""
    words = _words(name[:300])
    if (found := _names().get("".join(words))) is not None:
        return found
    if host(name) and not re.search(r"\s", name.strip()):
        return id_by_address(name)
    if twice := _TWICE.fullmatch(name):
        one, other = id_by_name(twice["one"]), id_by_name(twice["other"])
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
def id_by_host(name: str) -> str | None:
    """The outlet of a host as `framing.hosts.host` gives it: the longest registered one wins."""
    hosts = _hosts()
    return next((hosts[suffix] for suffix in suffixes(name) if suffix in hosts), None)


def id_by_address(address: str) -> str | None:
    """The outlet of an address: of its host, or of the feed that a feed service names in it."""
    if found := id_by_host(host(address)):
        return found
    feed = _FEED.match(address)
    return _names().get(feed[1].casefold()) if feed else None
