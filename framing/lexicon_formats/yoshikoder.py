"""Yoshikoder, ``.ykd``: XML with categories in categories; patterns are single words with ``*``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.lexicon_formats.category_xml import read_xml, write_xml
from framing.lexicon_formats.dictionary import Skipped, Term

ENDINGS = (".ykd",)
WEIGHTS = False


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    terms, skipped = read_xml(text, path)
    return [term._replace(pattern=" ".join(term.pattern.split())) for term in terms], skipped


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file that Yoshikoder opens; it knows no phrases."""
    skipped = [
        Skipped(term.line, term.pattern, "a phrase; Yoshikoder knows single words.")
        for term in terms
        if " " in term.pattern
    ]
    single = [term for term in terms if " " not in term.pattern]
    return write_xml(single, name, 'style="050805" patternengine="substring"'), skipped
