"""A saved web page as an article: its text through trafilatura, its facts from its metadata.

The text is new (a page has no one string that could be left untouched), so it is rendered plainly:
paragraphs separated by blank lines, without bullets, links or table rules. A page is read alone:
nothing is remembered from the pages before it, nothing is fetched, and no date is guessed.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from html import unescape

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from framing.dates import day_in_url
from framing.metadata import article_body, page_facts

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_UNREAD = frozenset({"script", "style", "noscript", "template", "title", "svg", "select"})
_TAG = re.compile(r"<(/?)([a-zA-Z!?][^\s<>/]*)[^<>]*>?((?:[^<]|<(?![a-zA-Z/!?]))*)")
_RUNNING_ON = frozenset({"hi", "ref", "del", "graphic"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "wbr"}
)

_ASIDE = re.compile(r"\b(aside|footer|nav)\b|comment|related|teaser|promo|sidebar", re.I)
_MOST_ATTRIBUTES = 1000
_LONG_TAG = re.compile(r"<([a-zA-Z][^\s<>]*)\s([^<>]{4000,})>")
_PARAGRAPH = 60
"""Letters from which on a ``<p>`` is taken for prose and not for a label."""


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
    clean = _LONG_TAG.sub(_uncrowded, clean)
    try:
        return lxml.html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _uncrowded(tag: re.Match[str]) -> str:
    """A tag without its attributes, if they are too many: each is compared with all before it."""
    return f"<{tag[1]}>" if len(tag[2].split()) > _MOST_ATTRIBUTES else tag[0]


def _text(tree: HtmlElement, html: str) -> str:
    text = _extracted(tree)
    if text and (joined := _rejoined(tree, text)) is not None:
        text = max(text, _extracted(joined), key=len)
    return text or article_body(tree) or _visible(html)


def _without_title(text: str, title: str) -> str:
    """The headline is a field of its own; a body that opens with it would count it twice."""
    first, _, rest = text.partition("\n\n")
    same = " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest if same and rest else text


def _extracted(tree: HtmlElement) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            deepcopy(tree),
            fast=True,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,  # its memory of earlier pages would make a page depend on them
            with_metadata=False,  # its dates are guesses, and ask what day it is
        )
    except Exception:  # one odd page must not stop a folder; what is visible is read instead
        return ""
    return _flow(found.body) if found is not None else ""


def _rejoined(tree: HtmlElement, text: str) -> HtmlElement | None:
    """The page with the parts of its article in one, where only some of them were extracted.

    Adverts and pictures cut an article into blocks of the same tag and class, and an extractor
    that chooses one block loses the rest. None where nothing like that was lost.
    """
    extracted = {_letters(paragraph) for paragraph in text.split("\n\n")}
    kept, lost = Counter(), Counter()
    for paragraph in tree.iter("p"):
        letters, name = _letters(paragraph.text_content()), _name(paragraph.getparent())
        if name and len(letters) >= _PARAGRAPH:
            (kept if letters in extracted else lost)[name] += len(letters)
    name = max(sorted(kept), key=kept.__getitem__, default=None)
    if name is None or lost[name] < max(5 * _PARAGRAPH, kept[name] / 4):
        return None
    joined = deepcopy(tree)
    first, *others = [block for block in joined.iter(name[0]) if _name(block) == name]
    for block in others:
        first.extend(list(block))
    return joined


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _name(block: HtmlElement | None) -> tuple[str, str] | None:
    """Tag and class of a block that may hold part of an article."""
    if block is None or not block.get("class"):
        return None
    around = [block, *block.iterancestors()]
    named = " ".join(f"{node.tag} {node.get('class', '')} {node.get('id', '')}" for node in around)
    return None if _ASIDE.search(named) else (str(block.tag), block.get("class"))


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


def _visible(html: str) -> str:
    """All that a page shows, for pages in which no article can be told from the rest."""
    parts: list[str] = []
    unread = ""
    for closing, name, words in _TAG.findall(f"<p>{html}"):
        tag = name.lower()
        if unread:
            unread = "" if closing and tag == unread else unread
        elif tag in _UNREAD and not closing:
            unread = tag
        if not unread:
            parts += ["" if tag in _INLINE else "\n", re.sub(r"\s+", " ", unescape(words))]
    return _paragraphs("".join(parts))
