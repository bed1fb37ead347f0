"""Lexicoder 3, ``.lc3``: a line ``+Category``, then a pattern a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.lexicon_formats.dictionary import Skipped, Term, lines_of

ENDINGS = (".lc3",)
WEIGHTS = False


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    terms: list[Term] = []
    skipped: list[Skipped] = []
    category = None
    for number, line in lines_of(text):
        line = " ".join(line.split())
        if line.startswith("+") and line[1:].strip():
            category = line[1:].strip()
        elif category is None or line == "+":
            skipped.append(Skipped(number, line, "stands before the first +Category."))
        else:
            terms.append(Term(line, category, None, number))
    return terms, skipped


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file that Lexicoder 3 and quanteda read."""
    by_category: dict[str, list[str]] = {}
    skipped = []
    for term in terms:
        if term.pattern.startswith("+"):
            skipped.append(Skipped(term.line, term.pattern, "a + would begin a category."))
        else:
            by_category.setdefault(term.category or "term", []).append(term.pattern)
    lines = [line for category, found in by_category.items() for line in (f"+{category}", *found)]
    return "\n".join(lines) + "\n", skipped
