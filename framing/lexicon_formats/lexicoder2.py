"""Lexicoder 2, ``.lcd``: XML in which spaces around a pattern are the borders of words.

Lexicoder 2 looked for patterns in raw text, so ``" loss "`` is a word, ``" los"`` the beginning of
one and ``"los"`` part of one. A file in which no pattern has such spaces is read as whole words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.lexicon_formats.category_xml import read_xml, write_xml
from framing.lexicon_formats.dictionary import Skipped, Term

ENDINGS = (".lcd",)
WEIGHTS = False


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    terms, skipped = read_xml(text, path)
    if any(term.pattern != term.pattern.strip() for term in terms):
        terms = [term._replace(pattern=_with_stars(term.pattern)) for term in terms]
    return terms, skipped


def _with_stars(raw: str) -> str:
    word = " ".join(raw.split())
    if "*" in word:
        return word
    return ("" if raw[0].isspace() else "*") + word + ("" if raw[-1].isspace() else "*")


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file that Lexicoder 2 reads."""
    skipped = [
        Skipped(term.line, term.pattern, "a * or ? inside a word, or nothing but a *.")
        for term in terms
        if not _held(term.pattern)
    ]
    raw = [
        term._replace(pattern=_with_spaces(term.pattern)) for term in terms if _held(term.pattern)
    ]
    return write_xml(raw, name, 'style="Lexicoder"'), skipped


def _held(pattern: str) -> bool:
    stem = pattern.removeprefix("*").removesuffix("*")
    return bool(stem) and "*" not in stem and "?" not in stem


def _with_spaces(pattern: str) -> str:
    before = "" if pattern.startswith("*") else " "
    after = "" if pattern.endswith("*") else " "
    return f"{before}{pattern.strip('*')}{after}"
