"""LIWC-22, ``.dicx``: CSV with a column a category; a cell is ``X`` or a signed weight."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path

from framing.errors import InputError
from framing.lexicon_formats.dictionary import Skipped, Term

ENDINGS = (".dicx",)
WEIGHTS = True
_FIRST = ("entry", "dicterm")


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read."""
    rows = csv_rows(text, path)
    if not rows or rows[0][1][0].strip().lower() not in _FIRST:
        raise InputError(
            f"{path}: the first cell of a .dicx is Entry or DicTerm. For another table use .csv."
        )
    return wide(rows, path)


def csv_rows(text: str, path: Path, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    """Rows that are not empty, with the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, line = [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num} was not read ({error}).") from error
    return rows


def number_in(cell: str) -> float:
    """The number that a cell holds; NaN if none."""
    try:
        value = float(cell)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


def wide(rows: Sequence[tuple[int, list[str]]], path: Path) -> tuple[list[Term], list[Skipped]]:
    """Terms of a table with a column a category; all cells are marks, or all are weights."""
    header, body = rows[0][1], rows[1:]
    cells = [
        (line, row[0], category, cell)
        for line, row in body
        for category, cell in zip(header[1:], row[1:], strict=False)
        if cell
    ]
    graded = next((c for c in cells if c[3] not in "01" and not math.isnan(number_in(c[3]))), None)
    marked = next((c for c in cells if c[3].lower() == "x"), None)
    if graded and marked:
        raise InputError(
            f"{path}: line {graded[0]} has the weight {graded[3]} and line {marked[0]} an X."
            " Use one of the two in all cells."
        )
    terms, skipped = [], []
    for line, pattern, category, cell in cells:
        weight = number_in(cell)
        if cell.lower() != "x" and math.isnan(weight):
            why = f"the cell {cell!r} under {category!r} is neither X nor a number."
            skipped.append(Skipped(line, pattern, why))
        elif not pattern:
            skipped.append(Skipped(line, cell, "no term."))
        elif graded is None:
            terms += [Term(pattern, category, None, line)] if cell != "0" else []
        else:
            terms.append(Term(pattern, category, weight, line))
    members = {line for line, *_ in cells}
    skipped += [Skipped(line, row[0], "no category.") for line, row in body if line not in members]
    return terms, skipped


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file that LIWC-22 reads."""
    categories = list(dict.fromkeys(term.category or "term" for term in terms))
    weighted = any(term.weight is not None for term in terms)
    by_pattern: dict[str, dict[str, str]] = {}
    for term in terms:
        weight = 1.0 if term.weight is None else term.weight
        cells = by_pattern.setdefault(term.pattern, {})
        cells[term.category or "term"] = f"{weight:.12g}" if weighted else "X"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["DicTerm", *categories])
    for pattern, cells in by_pattern.items():
        writer.writerow([pattern, *(cells.get(category, "") for category in categories)])
    return out.getvalue(), []
