"""LIWC 2001 to 2015, ``.dic``: categories by number between two ``%`` lines, then terms.

References
----------
Pennebaker, J. W., Booth, R. J., Boyd, R. L., & Francis, M. E. (2015). Linguistic Inquiry and Word
Count: LIWC2015. Operator's manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from framing.errors import InputError
from framing.lexicon_formats.dictionary import Skipped, Term, lines_of

ENDINGS = (".dic",)
WEIGHTS = False
_CONDITIONAL = re.compile(r"[/<>]")


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    lines = lines_of(text)
    marks = [place for place, (_, line) in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2 or marks[0] != 0:
        raise InputError(
            f"{path}: a .dic begins with its categories between two lines with a %. Add them."
        )
    categories, skipped = _categories(lines[1 : marks[1]])
    terms: list[Term] = []
    for number, line in lines[marks[1] + 1 :]:
        read_terms, left = _entry(number, line, categories)
        terms += read_terms
        skipped += left
    return terms, skipped


def _categories(lines: Sequence[tuple[int, str]]) -> tuple[dict[int, str], list[Skipped]]:
    categories: dict[int, str] = {}
    skipped: list[Skipped] = []
    path: list[str] = []
    for number, line in lines:
        code, _, name = " ".join(line.split()).partition(" ")
        if not (code.isdecimal() and name):
            skipped.append(Skipped(number, line.strip(), "not a category: a number and a name."))
            continue
        indent = line[: len(line) - len(line.lstrip())]
        path = [*path[: indent.count("\t")], name.replace("/", "|")]
        if int(code) in categories:
            why = f"the number {int(code)} is {categories[int(code)]!r} already."
            skipped.append(Skipped(number, line.strip(), why))
        else:
            categories[int(code)] = "/".join(path)
    return categories, skipped


def _entry(number: int, line: str, categories: dict[int, str]) -> tuple[list[Term], list[Skipped]]:
    term, written = _split(line)
    codes, conditions = _codes(written)
    shown = " ".join(line.split())
    skipped = []
    if conditions:
        why = f"the conditional code {' '.join(conditions)} was not read."
        skipped.append(Skipped(number, shown, why))
    if term.startswith("<"):
        return [], [Skipped(number, shown, "a conditional entry was not read.")]
    terms = []
    for code in codes:
        if code.isdecimal() and int(code) in categories:
            terms.append(Term(term, categories[int(code)], None, number))
        else:
            why = f"the category {code!r} is not in the header."
            skipped.append(Skipped(number, shown, why))
    if not terms and not skipped:
        skipped.append(Skipped(number, shown, "no category."))
    return terms, skipped


def _split(line: str) -> tuple[str, str]:
    """A term, which may contain spaces, and its codes."""
    term, tab, codes = line.strip().partition("\t")
    if not tab:
        words = term.split()
        first = len(words)
        while first > 1 and words[first - 1].isdecimal():
            first -= 1
        term, codes = " ".join(words[:first]), " ".join(words[first:])
    return " ".join(term.split()), codes


def _codes(written: str) -> tuple[list[str], list[str]]:
    """The codes after a term, and the conditional ones: `(02 134)125/464`, `<of>131/125`."""
    codes: list[str] = []
    conditions: list[str] = []
    opened: list[str] = []
    for token in written.replace("(", " (").split():
        if opened or token.startswith("("):
            opened.append(token)
            if ")" in token:
                conditions.append(" ".join(opened))
                opened = []
        else:
            (conditions if _CONDITIONAL.search(token) else codes).append(token)
    return codes, [*conditions, *opened]


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file that LIWC, quanteda and others read."""
    codes: dict[str, int] = {}
    lines = ["%"]
    for category in _with_parents(terms):
        codes[category] = len(codes) + 1
        depth = category.count("/")
        lines.append("\t" * depth + f"{codes[category]}\t{category.rsplit('/', 1)[-1]}")
    lines.append("%")
    by_pattern: dict[str, list[int]] = {}
    for term in terms:
        by_pattern.setdefault(term.pattern, []).append(codes[term.category])
    lines += ["\t".join([pattern, *map(str, found)]) for pattern, found in by_pattern.items()]
    return "\n".join(lines) + "\n", []


def _with_parents(terms: Sequence[Term]) -> Iterator[str]:
    """Every category after its parent and before its parent's next sibling."""
    children: dict[str, dict[str, None]] = {}
    for term in terms:
        names = term.category.split("/")
        for depth in range(len(names)):
            parent = "/".join(names[:depth])
            children.setdefault(parent, {})["/".join(names[: depth + 1])] = None
    waiting = list(reversed(children.get("", {})))
    while waiting:
        category = waiting.pop()
        yield category
        waiting += reversed(children.get(category, {}))
