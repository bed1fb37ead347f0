"""What a web page says about itself: title, author, date, site and address.

Three dialects, asked in this order: JSON-LD (schema.org), Open Graph and its relatives in
``<meta>``, and the visible mark-up. Only a date that a page calls its date of publication is one;
the date on which a page was changed, or read, is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

from framing.dates import read_day

_META = {
    "title": "og:title twitter:title headline dc.title parsely-title sailthru.title",
    "author": "author article:author byl parsely-author sailthru.author dc.creator citation_author",
    "published": "article:published_time og:published_time og:article:published_time datepublished "
    "parsely-pub-date sailthru.date publishdate publish_date publish-date publication_date pubdate "
    "dc.date.issued dcterms.created dcterms.issued dc.date date article.published "
    "article:published cxenseparse:recs:publishtime citation_publication_date",
    "outlet": "og:site_name application-name dc.publisher article:publisher",
    "url": "og:url twitter:url parsely-link",
}
_ADDRESS = re.compile(r"^(https?:)?//\S+$")
_DEEPEST = 12


def page_facts(tree: HtmlElement) -> dict[str, str]:
    """Title, author, published, outlet and url of a page, as far as it says them.

    `published` is a day, ``YYYY-MM-DD``. A fact that the page does not state has no key.
    """
    said = [_from_linked_data(tree), _from_meta(tree), _from_markup(tree)]
    facts: dict[str, str] = {}
    for source in reversed(said):
        facts |= {name: value for name, value in source.items() if value}
    if site := said[1]["outlet"]:
        facts["outlet"] = site  # a wire story names the agency as its publisher, the page its site
    if "title" in facts and "outlet" in facts:
        facts["title"] = without_site(facts["title"], facts["outlet"])
    return facts


def without_site(title: str, site: str) -> str:
    """A page title without the name of the site at its end.

    Examples
    --------
    >>> without_site("Bridge opens - The Vale Post", "The Vale Post")
    'Bridge opens'
    """
    head, mark, tail = (part.strip() for part in _last_mark(title))
    return head if mark and head and tail.casefold() == site.strip().casefold() else title


def _last_mark(title: str) -> tuple[str, str, str]:
    found = list(re.finditer(r"\s[-|–—:·»]+\s", title))
    return (title[: found[-1].start()], "-", title[found[-1].end() :]) if found else (title, "", "")


def article_body(tree: HtmlElement) -> str:
    """The whole text as JSON-LD gives it (``articleBody``), or an empty string."""
    bodies = [node.get("articleBody") for node in _article_nodes(tree)]
    texts = [_tidy(body, lines=True) for body in bodies if isinstance(body, str)]
    return max(texts, key=len, default="")


def _from_linked_data(tree: HtmlElement) -> dict[str, str]:
    for node in _article_nodes(tree):
        return {
            "title": _tidy(_first(node.get("headline") or node.get("name"))),
            "author": ", ".join(dict.fromkeys(_names(node.get("author") or node.get("creator")))),
            "published": _published(_first(node.get("datePublished"))),
            "outlet": next(_names(node.get("publisher")), ""),
            "url": _address(_first(node.get("url") or node.get("mainEntityOfPage"))),
        }
    return {}


def _article_nodes(tree: HtmlElement) -> list[dict]:
    """The nodes of the page's JSON-LD that are articles, in its order."""
    nodes = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            nodes += [node for node in _nodes(_json(script.text or "")) if _is_article(node)]
    return nodes


def _json(text: str) -> object:
    text = re.sub(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*$", "", text)
    for attempt in (text, text.strip().rstrip(";,")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[dict]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: dict) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and re.search(r"Article$|BlogPosting$|^Report$|LiveBlog", kind)
        for kind in kinds
    )


def _first(value: object) -> object:
    """One value where JSON-LD allows several, or a node that names one."""
    while isinstance(value, list | dict) and value:
        value = value[0] if isinstance(value, list) else value.get("@id") or value.get("url")
    return value


def _names(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:20]:
            yield from _names(item)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, str) and value.strip() and not _ADDRESS.match(value.strip()):
        yield _byline(value)


def _byline(value: str) -> str:
    return re.sub(r"^(?:by|von|por|par)\s*:?\s+", "", _tidy(value), flags=re.I)


def _from_meta(tree: HtmlElement) -> dict[str, str]:
    said: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = _tidy(tag.get("content") or "")
        if content:
            said.setdefault(name.strip().lower(), content)

    def first(fact: str, accept=bool) -> str:
        return next((said[name] for name in _META[fact].split() if accept(said.get(name, ""))), "")

    return {
        "title": first("title"),
        "author": _byline(first("author", lambda value: value and not _ADDRESS.match(value))),
        "published": _published(first("published", lambda value: read_day(value))),
        "outlet": first("outlet", lambda value: 0 < len(value) < 60 and not _ADDRESS.match(value)),
        "url": _address(first("url")),
    }


def _from_markup(tree: HtmlElement) -> dict[str, str]:
    heading = tree.xpath("//h1")
    headings = [_tidy(h.text_content()) for h in heading]
    title = tree.findtext(".//title") or ""
    dates = tree.xpath(
        "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
        " | //time[@pubdate]/@datetime"
    )
    people = tree.xpath("//*[@itemprop='author']//*[@itemprop='name'] | //a[@rel='author']")
    return {
        "title": headings[0] if len(headings) == 1 and headings[0] else _tidy(title),
        "author": ", ".join(dict.fromkeys(_byline(person.text_content()) for person in people[:5])),
        "published": next((day for day in map(_published, dates) if day), ""),
        "url": _address(next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")),
    }


def _published(value: object) -> str:
    return read_day(value) or "" if isinstance(value, str) else ""


def _address(value: object) -> str:
    return value.strip() if isinstance(value, str) and _ADDRESS.match(value.strip()) else ""


def _tidy(value: object, *, lines: bool = False) -> str:
    """One line of text, or its paragraphs, with entities and mark-up resolved."""
    if not isinstance(value, str):
        return ""
    text = unescape(unescape(value))
    if lines:
        text = re.sub(r"<br\s*/?>|</p>|</div>", "\n", text, flags=re.I)
    text = re.sub(r"</?[a-z][^<>]{0,500}>", "", text, flags=re.I)
    if not lines:
        return " ".join(text.split())
    paragraphs = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
