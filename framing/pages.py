"""A saved web page as an article: its text through trafilatura, its facts from its metadata.

The text is new (a page has no one string that could be left untouched), so it is rendered plainly:
paragraphs separated by blank lines, without bullets, links or table rules. A page is read alone:
nothing is remembered from the pages before it, nothing is fetched, and no date is guessed.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from framing.dates import day_in_url
from framing.metadata import article_body, page_facts

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_UNREAD = {"script", "style", "noscript", "template", "title", "svg", "form", "button", "select"}
_CELLS = {"cell", "td", "th"}
_INLINE_EXTRACTED = frozenset({"hi", "ref", "del", "graphic"})
_INLINE = frozenset(
    "a abbr b cite code em font i mark q s small span strong sub sup time u wbr".split()
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
        return Page(text="" if "<" in html else html)
    facts = page_facts(tree)
    day = facts.pop("published", "")
    basis = "metadata" if day else ""
    if not day and (day := day_in_url(facts.get("url", "")) or ""):
        basis = "url"
    return Page(text=_text(tree), published=day, published_basis=basis, **facts)


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


def _text(tree: HtmlElement) -> str:
    extracted = _trafilatura(tree)
    return extracted or article_body(tree) or _flow(tree, _INLINE)


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
    return _flow(found.body, _INLINE_EXTRACTED) if found is not None else ""


def _flow(root: etree._Element, inline: frozenset[str]) -> str:
    """The text under `root`, a paragraph for each block, white space made plain."""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        unread = not isinstance(node.tag, str) or node.tag in _UNREAD
        edge = "" if node.tag in inline else "\t" if node.tag in _CELLS else "\n"
        if event == "start":
            parts += [edge, "" if unread else _plain(node.text)]
            if unread:
                walk.skip_subtree()
        else:
            parts += [edge, _plain(node.tail) if node is not root else ""]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _plain(text: str | None) -> str:
    """In mark-up a line break is a space."""
    return " ".join(re.split(r"[\s]+", text)) if text else ""
