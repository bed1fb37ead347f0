"""Files that hold many articles: .csv, .tsv, .jsonl and .parquet, as plain columns of values.

Every cell arrives as it was written: no number is guessed, "NA" and "null" stay words, nothing is
stripped. What is odd about a file (a row of the wrong width, a line that is not JSON) becomes a
finding, and the rest of the file is read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain

import pandas as pd

from framing.columns import recognise
from framing.errors import InputError
from framing.files import MEGABYTE, Source, decode, read_bytes
from framing.findings import Finding, rows, some

LARGEST_CELL = 50 * MEGABYTE


@dataclass(frozen=True)
class Table:
    """The rows of one file, their numbers in it, and what was found on the way."""

    frame: pd.DataFrame
    numbers: list[int | None]
    findings: list[Finding] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    """The numbers of rows of which nothing was read."""


def read_table(source: Source) -> Table:
    """The rows of a file of articles.

    Raises
    ------
    InputError
        Nothing of it can be read as a table.
    """
    data = read_bytes(source)
    return _parquet(data) if source.ending == ".parquet" else text_table(data, source)


def text_table(data: bytes, source: Source, *, skipped: int = 0) -> Table:
    """The rows of a .csv, .tsv or .jsonl file, or of a piece of it after `skipped` rows.

    A piece of a .csv or .tsv begins with the header of its file.

    Raises
    ------
    InputError
        Nothing of it can be read as a table.
    """
    text, encoding = decode(data)
    read = _lines if source.ending == ".jsonl" else _cells
    table = read(text, source, skipped)
    findings = [*encoding_finding(source.name, encoding), *table.findings]
    return replace(table, findings=findings)


def encoding_finding(name: str, encoding: str) -> list[Finding]:
    """What to say of an encoding: nothing of UTF-8 and of marked UTF-16."""
    if encoding == "utf-8 with broken bytes":
        what = "some bytes are not UTF-8 and were replaced by U+FFFD."
        return [Finding("warning", "encoding", name, what, "Save it again as UTF-8.")]
    if encoding.startswith("utf"):
        return []
    return [Finding("note", "encoding", name, f"read as {encoding}.")]


def _parquet(data: bytes) -> Table:
    from pyarrow import parquet

    try:
        frame = parquet.read_table(io.BytesIO(data)).to_pandas()
    except Exception as error:  # a damaged file raises anything, from deep inside pyarrow
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
        raise InputError(f"not a sound Parquet file ({reason}). Write it again.") from error
    frame = frame if isinstance(frame.index, pd.RangeIndex) else _with_index(frame)
    return Table(frame.reset_index(drop=True), list(range(1, len(frame) + 1)))


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """A named index that pandas stored beside the columns is a column of the file too."""
    named = [name for name in frame.index.names if name is not None and name not in frame.columns]
    return frame.reset_index(level=named) if named else frame


def _lines(text: str, source: Source, skipped: int) -> Table:
    records, numbers, bad = [], [], []
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=skipped + 1):
        if not line.strip():
            continue
        record = _record(line)
        if record is None:
            bad.append(number)
        else:
            records.append(record)
            numbers.append(number)
    if not records and not skipped:
        raise InputError("no JSON objects. Write one object on each line.")
    findings = []
    if bad:
        what = f"{rows(bad)}: not a JSON object, so not read."
        findings.append(
            Finding("error", "unreadable", source.name, what, "Write one object on each line.")
        )
    columns = list(dict.fromkeys(key for record in records for key in record))
    frame = pd.DataFrame(
        {
            column: pd.Series([record.get(column) for record in records], dtype=object)
            for column in columns
        }
    )
    return Table(frame, numbers, findings, bad)


def _record(line: str) -> dict[str, object] | None:
    try:
        record = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _cells(text: str, source: Source, skipped: int) -> Table:
    delimiter = "\t" if source.ending == ".tsv" else _delimiter(text)
    with _wide_cells():
        table, unclosed = _rows(text, delimiter)
    if table and len(table[0]) == 1:
        table = [line and [delimiter.join(line)] for line in table]
    if not table or not any(table[0]):
        raise InputError("no header. Name the columns in its first row.")
    header = _header(table[0])
    kept = [(number, line) for number, line in enumerate(table[1:], start=skipped + 2) if line]
    odd = [number for number, line in kept if len(line) != len(header)]
    width = range(len(header))
    frame = pd.DataFrame(
        {
            header[place]: pd.Series(
                [line[place] if place < len(line) else None for _, line in kept], dtype=object
            )
            for place in width
        }
    )
    unclosed = [(row + skipped, line + skipped) for row, line in unclosed]
    findings = _unclosed_finding(source, unclosed) + _width_finding(source, odd, len(header))
    return Table(frame, [number for number, _ in kept], findings)


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """All rows, and (row, line) of each where a quotation mark is opened and not closed.

    Such a mark makes one cell of all that follows, up to the next mark. So that line is read by
    itself, and reading goes on after it. A stray mark inside one line does no harm and is kept.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)), []
    except csv.Error:
        pass
    lines = list(io.StringIO(text, newline=""))
    table: list[list[str]] = []
    unclosed = []
    at = 0
    while at < len(lines):
        at = _sound_rows(lines, at, delimiter, table)
        if at == len(lines):
            break
        if _lines_of_row(lines, at, delimiter) == 1:
            table.append(_row(lines[at], delimiter))
        else:
            unclosed.append((len(table) + 1, at + 1))
            table.append(_broken_row(lines[at], delimiter, len(table[0]) if table else 0))
        at += 1
    return table, unclosed


def _sound_rows(lines: list[str], at: int, delimiter: str, table: list[list[str]]) -> int:
    """Add the rows from a line on to `table`; the line of the first that is unsound, or the end."""
    reader = csv.reader(
        (lines[number] for number in range(at, len(lines))), delimiter=delimiter, strict=True
    )
    read = 0
    try:
        for row in reader:
            table.append(row)
            read = reader.line_num
    except csv.Error:
        return at + read
    return len(lines)


def _lines_of_row(lines: list[str], at: int, delimiter: str) -> int:
    """How many lines a row would take; one more than there are if it is open at the end."""
    rest = (lines[number] for number in range(at, len(lines)))
    reader = csv.reader(chain(rest, ["\n"]), delimiter=delimiter)
    try:
        next(reader)
    except csv.Error as error:
        if reader.line_num == 1:
            raise InputError(f"line {at + 1} was not read ({error}).") from error
    return reader.line_num


def _row(line: str, delimiter: str, *, quoting: int = csv.QUOTE_MINIMAL) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, quoting=quoting), [])


def _broken_row(line: str, delimiter: str, width: int) -> list[str]:
    """A line with an unclosed mark: the mark is dropped, or a letter where only that fits."""
    quoted = _row(line, delimiter)
    plain = _row(line, delimiter, quoting=csv.QUOTE_NONE)
    return plain if len(quoted) != width and len(plain) == width else quoted


def _unclosed_finding(source: Source, unclosed: list[tuple[int, int]]) -> list[Finding]:
    if not unclosed:
        return []
    where = some([f"row {row} (line {line} of the file)" for row, line in unclosed], most=5)
    what = f"{where}: a quotation mark is opened and never closed; that line was read by itself."
    advice = "Close it, and write a quotation mark inside a cell twice."
    return [Finding("error", "unclosed_quotation", source.name, what, advice)]


def _width_finding(source: Source, odd: list[int], width: int) -> list[Finding]:
    if not odd:
        return []
    what = f"{rows(odd)}: not the {width} cells that the header has; cells beyond it were left out."
    advice = "Look for an unclosed quotation mark or a stray separator there."
    return [Finding("warning", "row_width", source.name, what, advice)]


def _header(names: list[str]) -> list[str]:
    """Column names, each once: a second ``text`` becomes ``text.2``."""
    seen: dict[str, int] = {}
    header = []
    for place, name in enumerate(names, start=1):
        name = name.strip() or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        header.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return header


def _delimiter(text: str) -> str:
    """The separator under which the first row names the most columns that we know."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0][:100_000]

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([first], delimiter=delimiter), [])
        return len(recognise(names)), len(names)

    return max(",;\t|", key=known)


@contextmanager
def _wide_cells() -> Iterator[None]:
    """Cells as long as an article may be; the module's own limit is 131,072 characters."""
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
