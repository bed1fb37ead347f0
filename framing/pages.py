"""A saved web page as an article: its text through trafilatura, its facts from its metadata.

The text is new (a page has no one string that could be left untouched), so it is rendered plainly:
paragraphs separated by blank lines, without bullets, links or table rules. A page is read alone:
nothing is remembered from the pages before it, nothing is fetched, and no date is guessed.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from framing.dates import day_in_url
from framing.metadata import article_body, page_facts

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_UNREAD = frozenset({"script", "style", "noscript", "template", "title", "svg", "select"})
_RUNNING_ON = frozenset({"hi", "ref", "del", "graphic"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "wbr"}
)


@dataclass(frozen=True)
class Page:
    """What was read from one page; an empty string is what it does not say."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    published_basis: str = ""
    author: str = ""


def read_page(html: str) -> Page:
    """The article on a web page. Never raises: a page that is none has an empty text.

    Notes
    -----
    Comments are left out, tables kept. ``published_basis`` is ``metadata`` when the page states
    its date of publication, ``url`` when only its address does.

    References
    ----------
    Barbaresi, A. (2021). Trafilatura: A Web Scraping Library and Command-Line Tool for Text
    Discovery and Extraction. ACL-IJCNLP 2021 System Demonstrations, 122-131.

    Examples
    --------
    >>> page = read_page("<title>Bridge opens</title><p>The bridge opened on Monday.</p>")
    >>> page.title, page.text
    ('Bridge opens', 'The bridge opened on Monday.')
    """
    tree = _parse(html)
    if tree is None:
        return Page(text=_visible(html))
    facts = page_facts(tree)
    day = facts.pop("published", "")
    basis = "metadata" if day else ""
    if not day and (day := day_in_url(facts.get("url", "")) or ""):
        basis = "url"
    text = _without_title(_text(tree, html), facts.get("title", ""))
    return Page(text=text, published=day, published_basis=basis, **facts)


def _parse(html: str) -> HtmlElement | None:
    """The tree of a page; without entities to expand, without a network, without control marks."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", html)
    try:
        return lxml.html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _text(tree: HtmlElement, html: str) -> str:
    return _trafilatura(tree) or article_body(tree) or _visible(html)


def _without_title(text: str, title: str) -> str:
    """The headline is a field of its own; a body that opens with it would count it twice."""
    first, _, rest = text.partition("\n\n")
    same = " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest if same and rest else text


def _trafilatura(tree: HtmlElement) -> str:
    from copy import deepcopy

    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree),
        fast=True,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    return _flow(found.body) if found is not None else ""


def _flow(body: etree._Element) -> str:
    """The text of an extracted body, a paragraph for each block, white space made plain."""
    parts: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        edge = "" if node.tag in _RUNNING_ON else " " if node.tag == "cell" else "\n"
        inside = node.text if event == "start" else node.tail
        parts += [edge, re.sub(r"\s+", " ", inside or "")]
    return _paragraphs("".join(parts))


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """All that a page shows, for pages that no parser of trees makes sense of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.unread += tag in _UNREAD
        self.parts.append("" if tag in _INLINE else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(0, self.unread - (tag in _UNREAD))
        self.parts.append("" if tag in _INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(re.sub(r"\s+", " ", data))


def _visible(html: str) -> str:
    words = _Words()
    try:
        words.feed(html)
        words.close()
    except (AssertionError, ValueError):
        return ""
    return _paragraphs("".join(words.parts))
