"""Plain text, ``.txt``: a term a line. Lines of comment are told from terms, and reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.lexicon_formats.dictionary import Skipped, Term, lines_of

ENDINGS = (".txt",)
WEIGHTS = False
_COMMENTS = ("#", ";", "//", "%")


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    terms: list[Term] = []
    skipped: list[Skipped] = []
    for number, line in lines_of(text):
        written = " ".join(line.split())
        if written.startswith(_COMMENTS):
            skipped.append(Skipped(number, written, "a line of comment."))
        elif "\t" in line.strip():
            skipped.append(Skipped(number, written, "has several columns. Save it as .tsv."))
        else:
            terms.append(Term(written, "", None, number))
    return terms, skipped


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A term a line; the categories are lost."""
    skipped = [
        Skipped(term.line, term.pattern, f"written without its category {term.category!r}.")
        for term in terms
        if term.category
    ]
    return "\n".join(dict.fromkeys(term.pattern for term in terms)) + "\n", skipped
