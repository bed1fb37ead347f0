"""Ratings from spreadsheets, as students hand them in: renamed, half empty, in any encoding."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from framing.coding.parts import LARGEST, Part, canonical, folded, known_codes, read_file
from framing.coding.spreadsheets import ARTICLE_VALUES, SENTENCE_VALUES, split_id
from framing.columns import as_strings
from framing.errors import InputError
from framing.files import Source
from framing.findings import rows, some
from framing.tables import read_table

_ID = re.compile(r"T[0-9]{2,9}(\.[0-9]{2,6})?", re.I)
_RATED = re.compile(r"([0-3])(?:[.,]0+)?(?:[\s:=(]*[^\W\d][^\d/]*)?")  # `2` and `2 some`
_MOST_ROWS, _MOST_COLUMNS = 50_000, 256
_NOT_CODES = ("coder", "sentence", "headline", "title", "text", "note", "notes", "comment")
_YES = ("yes", "y", "1", "x", "true", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "1.0", "✓")
_NO = ("no", "n", "0", "false", "nein", "falsch", "non", "faux", "0.0")
_OF_A_FILE = re.compile(r"[-_ ]*(articles|sentences)?[-_ ]*(\(\d+\)|copy|copy of)?[-_ ]*$", re.I)


def from_csv(path: Path, name: str, codes: Sequence[str]) -> list[Part]:
    """The ratings of a .csv or .tsv.

    Raises
    ------
    InputError
        It is no table, or no column holds the ids of a sheet.
    """
    table = read_table(Source(path, name))
    parts = _from_frame(_below_title(table.frame), path, name, codes)
    for found in table.findings:
        parts[0].note(found.severity, found.what, found.advice)
    _note_if_empty(parts)
    return parts


def _below_title(frame: pd.DataFrame) -> pd.DataFrame:
    """The table under a line that somebody wrote above its header, or the table as it is."""
    if len(frame.columns) > 1 and all(re.fullmatch(r"column \d+", c) for c in frame.columns[1:]):
        return _frame(frame.itertuples(index=False), first=2)
    return frame


def from_xlsx(path: Path, name: str, codes: Sequence[str]) -> list[Part]:
    """The ratings of every sheet of a workbook that has ids in it.

    Raises
    ------
    InputError
        It is no workbook, or no sheet of it has ids.
    """
    parts: list[Part] = []
    for frame, is_cut in _sheets(read_file(path)):
        if _id_column(frame) is None:
            continue
        parts += _from_frame(frame, path, name, codes)
        if is_cut:
            most = f"{_MOST_ROWS:,} rows and {_MOST_COLUMNS} columns"
            parts[-1].note("warning", f"a sheet is larger than {most}; the rest was not read.")
    if not parts:
        raise InputError(_NO_IDS)
    _note_if_empty(parts)
    return parts


def _note_if_empty(parts: list[Part]) -> None:
    if not any(part.ratings for part in parts):
        advice = "Give the sheets that were filled in, and the .json that the page saved."
        parts[0].note("warning", "nothing is filled in; counts for nothing.", advice)


def _sheets(data: bytes) -> list[tuple[pd.DataFrame, bool]]:
    """The sheets of a workbook, and whether something lies beyond what is read of each."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > 4 * LARGEST:
            raise InputError(f"unpacks to more than {4 * LARGEST // 1_000_000} MB; not read.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        frames = [_sheet(sheet) for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as error:  # a damaged file raises anything, from deep inside openpyxl
        raise InputError(
            f"not a sound XLSX file ({type(error).__name__}). Save it again."
        ) from error
    return frames


def _sheet(sheet) -> tuple[pd.DataFrame, bool]:
    rows = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
    is_cut = (sheet.max_row or 0) > _MOST_ROWS or (sheet.max_column or 0) > _MOST_COLUMNS
    return _frame(rows), is_cut


def _frame(rows: Iterable[Sequence[object]], *, first: int = 1) -> pd.DataFrame:
    """The rows of a sheet as text; those before the header, and empty ones, are left out.

    `first` is the number of the first row; ``attrs["rows"]`` has those of the rows that are kept.
    """
    cells = {}
    for number, row in enumerate(rows, first):
        texts = ["" if value is None else str(value).strip() for value in row]
        if any(texts):
            cells[number] = texts
    first_id = next((n for n, row in cells.items() if any(map(_ID.fullmatch, row))), None)
    starts = [n for n in cells if sum(map(bool, cells[n])) > 1] or list(cells)[:1]
    above = [n for n in starts if first_id is not None and n < first_id]
    return _under(cells, above[-1] if above else starts[0]) if starts else pd.DataFrame()


def _under(cells: dict[int, list[str]], start: int) -> pd.DataFrame:
    """The table whose header is the row of this number."""
    header = [name or f"column {n}" for n, name in enumerate(cells[start], 1)]
    unique = [name if name not in header[:n] else f"{name}.{n}" for n, name in enumerate(header)]
    below = [number for number in cells if number > start]
    frame = pd.DataFrame([cells[n] for n in below], columns=unique, dtype=object)
    frame.attrs["rows"] = below
    return frame


_NO_IDS = (
    "no column holds the ids of a coding sheet (T01, T01.02, …), so nothing can be matched."
    " Copy the column 'id' back from the empty sheet."
)


def _id_column(frame: pd.DataFrame) -> str | None:
    """The column most of whose cells are ids, whatever it is called."""
    for column in frame.columns:
        cells = [cell for cell in as_strings(frame[column]) if cell and cell.strip()]
        if cells and sum(bool(_ID.fullmatch(cell.strip())) for cell in cells) > 0.5 * len(cells):
            return column
    return None


def _from_frame(frame: pd.DataFrame, path: Path, name: str, codes: Sequence[str]) -> list[Part]:
    ids = _id_column(frame)
    if ids is None:
        raise InputError(_NO_IDS)
    stem = _OF_A_FILE.sub("", path.stem) or path.stem
    who = next((c for c in frame.columns if folded(c) in ("coder", "coder_id", "name")), None)
    names, nameless = _coders(frame, who, stem)
    columns, said = _code_columns([c for c in frame.columns if c not in (ids, who)], codes)
    parts = {coder: Part(coder, name) for coder in sorted(set(names))} or {stem: Part(stem, name)}
    first = next(iter(parts.values()))
    if nameless:
        what = f"{nameless} rows name no coder; they count as those of {stem!r}."
        first.note("warning", what, "Fill in the column of the coders.")
    for severity, what, advice in said:
        first.note(severity, what, advice)
    if not columns:
        raise InputError(
            "no column is a code of the sheet. Name the columns as in the empty sheet."
        )
    numbers = frame.attrs.get("rows", range(2, len(frame) + 2))
    keys = [(cell or "").strip().upper() for cell in as_strings(frame[ids])]
    strange = [n for n, key in zip(numbers, keys, strict=True) if key and not _ID.fullmatch(key)]
    if strange:
        first.note("warning", f"{rows(strange)}: no id of a sheet; left out.")
    keys = [key if _ID.fullmatch(key) else "" for key in keys]
    for column, code in columns.items():
        cells = dict(zip(numbers, as_strings(frame[column]), strict=True))
        _add_column(parts, (column, code), keys=keys, coders=names, cells=cells)
    filled = sum(len(part.ratings) for part in parts.values())
    cells = sum(map(bool, keys)) * len(columns)
    if 0 < filled < cells:
        first.note("warning", f"{cells - filled} of {cells} cells are empty or were not read; they"
                   " count as not coded.")  # fmt: skip
    return list(parts.values())


def _coders(frame: pd.DataFrame, who: str | None, stem: str) -> tuple[list[str], int]:
    """Who filled in each row, and of how many rows nobody says so.

    Where one name alone stands in the column it is that of all rows, as in merged cells.
    """
    if who is None:
        return [stem] * len(frame), 0
    names = [(cell or "").strip() for cell in as_strings(frame[who])]
    known = sorted({name for name in names if name})
    if len(known) == 1:
        return known * len(names), 0
    return [name or stem for name in names], names.count("") if known else 0


def _code_columns(
    columns: Iterable[str], codes: Sequence[str]
) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The code of each column, found by its name or one near it, and what to say of the others."""
    known = {folded(code): code for code in codes} or known_codes()
    found: dict[str, str] = {}
    said: list[tuple[str, str, str]] = []
    left = []
    for column in columns:
        code = known.get(folded(column)) or (canonical(column) if not codes else None)
        if folded(column) in known or (code in codes):
            found[column] = code
        elif folded(column) not in _NOT_CODES and folded(column):
            left.append(column)
    for column in left:
        code = _near(folded(column), {k: v for k, v in known.items() if v not in found.values()})
        if code:
            found[column] = code
            said.append(("note", f"column {column!r} was read as {code!r}.", ""))
        elif not re.fullmatch(r"column_\d+", folded(column)):
            said.append(("warning", f"column {column!r} is no code of the sheet; left out.", ""))
    missing = [code for code in codes if code not in found.values()]
    if missing and found:
        said.append(
            ("warning", f"no column for {some(missing)}.", "Name it as in the empty sheet.")
        )
    return found, said


def _near(name: str, known: dict[str, str]) -> str | None:
    if len(name) < 3:
        return None
    begins = {known[k] for k in known if k in name or (len(name) > 3 and k.startswith(name[:4]))}
    if len(begins) == 1:
        return begins.pop()
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.7)
    return known[near[0]] if near else None


def _add_column(
    parts: dict[str, Part],
    column: tuple[str, str],
    *,
    keys: Sequence[str],
    coders: Sequence[str],
    cells: dict[int, str | None],
) -> None:
    """Add the ratings of one column; say which cells have a value that the sheet does not.

    `cells` are known by the numbers of their rows.
    """
    odd: dict[str, list[int]] = {}
    for (row, cell), key, coder in zip(cells.items(), keys, coders, strict=True):
        written = (cell or "").strip()
        if not key or not written:
            continue
        text, sentence = split_id(key)
        value = _article_value(written) if sentence is None else _sentence_value(written)
        if value is None:
            odd.setdefault(written, []).append(row)
        else:
            parts[coder].ratings.append((text, sentence, column[1], value))
    for written, places in sorted(odd.items())[:3]:
        where = f"column {column[0]!r}, {rows(places)}"
        values = f"{'/'.join(SENTENCE_VALUES)}, or {ARTICLE_VALUES[0]} to {ARTICLE_VALUES[-1]}"
        what = f"{where}: {written[:40]!r} is no value of the sheet ({values}); left out."
        next(iter(parts.values())).note("warning", what)


def _sentence_value(written: str) -> str | None:
    plain = written.casefold().replace(",", ".")
    return "yes" if plain in _YES else "no" if plain in _NO else None


def _article_value(written: str) -> str | None:
    number = _RATED.fullmatch(written)
    return number[1] if number else None
