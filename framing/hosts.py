"""Which host an address names: of the page itself, not of the archive or cache that shows it.

Addresses in article tables come with and without scheme, with ports, in capitals, wrapped by the
Wayback Machine or an AMP cache. Nothing is fetched: the list of public suffixes (`co.uk`,
`com.au`) is the one that comes with tldextract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import parse_qs, urlsplit

_WRAPPED = (
    re.compile(r"web\.archive\.org/(?:web/)?[0-9*]{1,14}(?:[a-z]{2}_)?/(.+)", re.I | re.S),
    re.compile(r"archive\.(?:today|ph|is|li|md|vn|fo)/(?:o/\w+/|[0-9.-]{8,20}/)(.+)", re.I | re.S),
    re.compile(r"[\w-]+\.cdn\.ampproject\.org/\w/(?:s/)?(.+)", re.I | re.S),
    re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?(.+)", re.I | re.S),
    re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/(url\?.+)", re.I | re.S),
)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|view-source:", re.I)
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z0-9-]*[a-z][a-z0-9-]*")
_MOBILE = re.compile(r"^(?:(?:www\d?|m|amp|mobile|edition|touch|mob)\.)+(?=[^.]+\.)")


def host(address: str) -> str:
    """The host of an address in lower case, without `www.`, `m.` and the like; "" if none.

    Examples
    --------
    >>> host("HTTPS://reader:secret@M.Example.com:8080/news?id=1")
    'example.com'
    >>> host("web.archive.org/web/20150930120000/http://www.example.co.uk/a.html")
    'example.co.uk'
    >>> host("Evening Courier")
    ''
    """
    return _host(address[:2000]) if isinstance(address, str) else ""


@lru_cache(maxsize=100_000)
def _host(address: str) -> str:
    bare = _unwrapped(address.strip())
    try:
        name = urlsplit("//" + bare).hostname or ""
        name = name.rstrip(".")
        if not name.isascii():
            name = name.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if name.endswith(".translate.goog"):
        name = name.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".")
        name = name.replace("\0", "-")
    return _MOBILE.sub("", name) if _HOST.fullmatch(name) else ""


def _unwrapped(address: str) -> str:
    """An address without scheme, and without the archives and caches around it."""
    for _ in range(5):
        while found := _SCHEME.match(address):
            address = address[found.end() :]
        inner = next((hit for pattern in _WRAPPED if (hit := pattern.match(address))), None)
        if inner is None:
            return address
        address = inner[1]
        if address.startswith("url?"):
            query = parse_qs(address[4:])
            address = next(iter(query.get("url") or query.get("q") or [""]))
    return address


def suffixes(name: str) -> Iterator[str]:
    """A host, then each shorter one it belongs to, down to its registered domain.

    Examples
    --------
    >>> list(suffixes("blogs.news.example.co.uk"))
    ['blogs.news.example.co.uk', 'news.example.co.uk', 'example.co.uk']
    """
    shortest = registered_domain(name)
    while name:
        yield name
        if name == shortest or "." not in name:
            return
        name = name.partition(".")[2]


@lru_cache(maxsize=100_000)
def registered_domain(name: str) -> str:
    """The part of a host that somebody registered; the host itself where that cannot be told.

    Examples
    --------
    >>> registered_domain("politics.news.example.com.au")
    'example.com.au'
    """
    return _suffix_list()(name).top_domain_under_public_suffix or name


@cache
def _suffix_list():
    """The bundled list: importing it takes time, so only when the first address is read."""
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
