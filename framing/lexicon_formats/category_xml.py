"""The XML of Yoshikoder and Lexicoder 2: ``cnode`` is a category, ``pnode`` a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax import ContentHandler, SAXParseException
from xml.sax.saxutils import quoteattr

from framing.errors import InputError
from framing.lexicon_formats.dictionary import Skipped, Term, tree_of

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Nodes(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []
        self.terms: list[tuple[tuple[str, ...], str, int]] = []
        self.skipped: list[Skipped] = []
        self.top: list[str] = []

    def startElement(self, name: str, attributes) -> None:
        line = self._locator.getLineNumber() if self._locator else 0
        value = attributes.get("name", "")
        if name == "cnode":
            if not self.path:
                self.top.append(value)
            self.path.append(value.strip().replace("/", "|") or "category")
        elif name == "pnode" and value.strip():
            self.terms.append((tuple(self.path), value, line))
        elif name != "dictionary":
            self.skipped.append(Skipped(line, f"<{name}>", "neither a category nor a pattern."))

    def endElement(self, name: str) -> None:
        if name == "cnode":
            self.path.pop()


def read_xml(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The patterns of a file, as they stand, by category; entities and DTDs are refused."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    nodes = _Nodes()
    try:
        parseString(_DECLARATION.sub("", text, count=1).encode(), nodes, forbid_dtd=True)
    except SAXParseException as error:
        raise InputError(
            f"{path}: line {error.getLineNumber()}: not XML ({error.getMessage()}). Save it again."
        ) from None
    except DefusedXmlException:
        raise InputError(
            f"{path}: it declares a DTD or entities, which are not read. Take them out."
        ) from None
    drop = _has_wrapper(nodes)
    terms = [
        Term(pattern, "/".join(names[1:] if drop else names), None, line)
        for names, pattern, line in nodes.terms
    ]
    return terms, nodes.skipped


def _has_wrapper(nodes: _Nodes) -> bool:
    """Whether one outermost category holds all others and no pattern of its own."""
    return len(nodes.top) == 1 and all(len(names) > 1 for names, _, _ in nodes.terms)


def write_xml(terms: Sequence[Term], name: str, attributes: str) -> str:
    """A file with one outermost category named like the dictionary."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<dictionary {attributes}>",
        f"  <cnode name={quoteattr(name)}>",
        *_nodes(tree_of(terms), 2),
        "  </cnode>",
        "</dictionary>",
    ]
    return "\n".join(lines) + "\n"


def _nodes(tree: dict, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, below in tree.items():
        if key is None:
            yield from (f"{indent}<pnode name={quoteattr(term.pattern)}/>" for term in below)
        else:
            yield f"{indent}<cnode name={quoteattr(key or 'term')}>"
            yield from _nodes(below, depth + 1)
            yield f"{indent}</cnode>"
