"""WordStat, ``.cat``: a tree indented by tabs; a line ending in ``(N)`` is a term of weight N."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from framing.lexicon_formats.dictionary import Skipped, Term, lines_of, tree_of

ENDINGS = (".cat",)
WEIGHTS = True
_ENTRY = re.compile(r"(.*\S)\s+\((\d)\)")
_WEIGHT = re.compile(r"\([-+]?[\d.,]+\)$")


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read; rules (``@``) are among them."""
    terms: list[Term] = []
    skipped: list[Skipped] = []
    names: list[str] = []
    for number, line in lines_of(text):
        depth = line[: len(line) - len(line.lstrip())].count("\t")
        written = line.strip()
        entry = _ENTRY.fullmatch(written)
        if written.startswith("@"):
            skipped.append(Skipped(number, written, "a rule; only words and phrases are read."))
        elif entry is None and _WEIGHT.search(written):
            skipped.append(Skipped(number, written, "the weight is not one digit."))
        elif entry is None:
            names = [*names[:depth], written.replace("/", "|")]
        elif not names:
            skipped.append(Skipped(number, written, "stands before the first category."))
        else:
            pattern = " ".join(entry[1].replace("_", " ").split())
            terms.append(Term(pattern, "/".join(names[: max(depth, 1)]), float(entry[2]), number))
    if all(term.weight == 1 for term in terms):
        terms = [term._replace(weight=None) for term in terms]
    return terms, skipped


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file that WordStat imports; weights are whole numbers from 0 to 9."""
    skipped = [
        Skipped(term.line, term.pattern, f"the weight {term.weight:g} is no digit.")
        for term in terms
        if not _is_digit(term.weight)
    ]
    whole = [term for term in terms if _is_digit(term.weight)]
    skipped += [
        Skipped(term.line, term.pattern, "the _ is written as WordStat's space.")
        for term in whole
        if "_" in term.pattern
    ]
    return "\n".join(_lines(tree_of(whole), 0)) + "\n", skipped


def _is_digit(weight: float | None) -> bool:
    return weight is None or (0 <= weight <= 9 and weight == int(weight))


def _lines(tree: dict, depth: int) -> Iterator[str]:
    indent = "\t" * depth
    for term in tree.get(None, ()):
        pattern = term.pattern.replace(" ", "_")
        yield f"{indent}{pattern} ({1 if term.weight is None else int(term.weight)})"
    for key, below in tree.items():
        if key is not None:
            yield f"{indent}{key or 'term'}"
            yield from _lines(below, depth + 1)
