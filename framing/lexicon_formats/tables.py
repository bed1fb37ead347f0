"""CSV and TSV: ``term, category[, weight]`` (long), or ``term`` and a column a category (wide).

A cell that a spreadsheet would run as a formula is written, and read, with an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from pathlib import Path

from framing.errors import InputError
from framing.lexicon_formats.dictionary import Skipped, Term
from framing.lexicon_formats.liwc22 import csv_rows, number_in, wide
from framing.writing import guarded, unguarded

ENDINGS = (".csv",)
WEIGHTS = True
_TERM = ("term", "word", "entry", "dicterm", "pattern", "phrase", "lemma", "token", "ngram")
_CATEGORY = ("category", "label", "class", "dimension", "key", "type", "frame", "foundation")
_WEIGHT = ("weight", "score", "value", "valence", "strength", "polarity")

Rows = Sequence[tuple[int, list[str]]]


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    rows = [(line, [unguarded(cell) for cell in row])
            for line, row in csv_rows(text, path, _delimiter(text, path))]  # fmt: skip
    if not rows or len(rows[0][1]) < 2:
        raise InputError(f"{path}: a header and at least two columns are needed: term, category.")
    header = [name.strip().lower() for name in rows[0][1]]
    place = next((i for i, name in enumerate(header) if name in _TERM), 0)
    rows = [(line, [row[place], *row[:place], *row[place + 1 :]]) for line, row in rows
            if len(row) > place]  # fmt: skip
    graded = _graded(rows)
    category = _category_column(rows, graded)
    return _wide(rows, graded, path) if category is None else _long(rows, category, graded)


def _delimiter(text: str, path: Path) -> str:
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    return "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=first.count)


def _graded(rows: Rows) -> list[int]:
    """The columns that hold nothing but marks and numbers."""
    return [
        place
        for place in range(1, len(rows[0][1]))
        if all(_is_mark(row[place]) for _, row in rows[1:] if place < len(row))
    ]


def _category_column(rows: Rows, graded: Sequence[int]) -> int | None:
    """The column that names categories; None if the columns themselves are the categories."""
    header = rows[0][1]
    for place, name in enumerate(header):
        full = all(place < len(row) and row[place] for _, row in rows[1:])
        if place and name.lower() in _CATEGORY and (full or place not in graded):
            return place
    long = 1 not in graded and (not graded or len(header) <= 3)
    return 1 if long else None


def _wide(rows: Rows, graded: Sequence[int], path: Path) -> tuple[list[Term], list[Skipped]]:
    terms, skipped = wide([(line, _cells(row, (0, *graded))) for line, row in rows], path)
    return terms, [*_unread(rows[0], (0, *graded)), *skipped]


def _cells(row: Sequence[str], places: Sequence[int]) -> list[str]:
    return [row[place] if place < len(row) else "" for place in places]


def _unread(head: tuple[int, list[str]], places: Sequence[int | None]) -> list[Skipped]:
    line, names = head
    unread = [name for place, name in enumerate(names) if place not in places]
    why = f"the columns {', '.join(unread)} were not read."
    return [Skipped(line, ",".join(names), why)] if unread else []


def _is_mark(cell: str) -> bool:
    return cell.lower() in ("", "x") or not math.isnan(number_in(cell))


def _long(rows: Rows, category: int, graded: Sequence[int]) -> tuple[list[Term], list[Skipped]]:
    header = [name.lower() for name in rows[0][1]]
    weight = next((i for i, name in enumerate(header) if i and name in _WEIGHT), None)
    weight = 2 if weight is None and len(header) == 3 and 2 in graded else weight
    terms: list[Term] = []
    skipped = _unread(rows[0], (0, category, weight))
    for line, row in rows[1:]:
        pattern, cell = row[0], row[weight] if weight is not None and weight < len(row) else ""
        value = None if weight is None else number_in(cell)
        if not pattern or category >= len(row) or not row[category]:
            skipped.append(Skipped(line, ",".join(row), "no term or no category."))
        elif value is not None and math.isnan(value):
            skipped.append(Skipped(line, ",".join(row), f"the weight {cell!r} is not a number."))
        else:
            terms.append(Term(pattern, row[category], value, line))
    return terms, skipped


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A long table: one row a term and category."""
    return write_long(terms, ","), []


def write_long(terms: Sequence[Term], delimiter: str) -> str:
    """The same with any delimiter."""
    weighted = any(term.weight is not None for term in terms)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["term", "category", *["weight"] * weighted])
    for term in terms:
        weight = [f"{1.0 if term.weight is None else term.weight:.12g}"] * weighted
        writer.writerow([guarded(term.pattern), guarded(term.category or "term"), *weight])
    return out.getvalue()
