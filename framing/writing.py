"""Writing tables and texts so that the same content gives the same bytes, whole or not at all."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pandas as pd

from framing.errors import FramingError

TABLE_ENDINGS = (".csv", ".jsonl", ".parquet")
TEMPORARY = ".framing-tmp"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_bytes(table: pd.DataFrame, ending: str) -> bytes:
    """A table as CSV, JSON lines or Parquet; its index, if named, becomes the first column.

    In CSV a text that a spreadsheet would run as a formula gets an apostrophe before it, and
    numbers have ten significant digits.
    """
    if table.index.name:
        table = table.reset_index()
    table = table.apply(_one_kind)
    table.attrs = {}
    if ending == ".parquet":
        buffer = io.BytesIO()
        table.to_parquet(buffer, index=False, compression="zstd")
        return buffer.getvalue()
    if ending == ".jsonl":
        text = table.to_json(orient="records", lines=True, force_ascii=False, double_precision=10)
        return text.encode("utf-8", "surrogatepass")
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].map(_guarded, na_action="ignore")
    text = table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
    return text.encode("utf-8", "surrogatepass")


def _one_kind(column: pd.Series) -> pd.Series:
    """A column of several kinds of values, or of lists, as text, since a file has one kind each."""
    if column.dtype != object:
        return column
    kinds = {type(value) for value in column if not _is_missing(value)}
    if kinds <= {str} or (len(kinds) == 1 and kinds <= {bool, int, float}):
        return column
    return column.map(_as_text).astype("string")


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _as_text(value: object) -> object:
    if _is_missing(value):
        return pd.NA
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _guarded(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def guarded(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet runs as a formula.

    Examples
    --------
    >>> guarded("=1+1"), unguarded("'=1+1"), unguarded("'til")
    ("'=1+1", '=1+1', "'til")
    """
    return "'" + cell if cell.startswith(_STARTS_A_FORMULA) else cell


def unguarded(cell: str) -> str:
    """What `guarded` made a cell of."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_STARTS_A_FORMULA) else cell


def write_table(table: pd.DataFrame, path: str | Path) -> Path:
    """Write a table to a .csv, .jsonl or .parquet file."""
    path = Path(path)
    if path.suffix not in TABLE_ENDINGS:
        raise FramingError(
            f"{path}: a table can be written to {', '.join(TABLE_ENDINGS)}. Got"
            f" {path.suffix or 'no ending'!r} instead."
        )
    return write_bytes(table_bytes(table, path.suffix), path)


def write_bytes(content: bytes, path: str | Path) -> Path:
    """Write a file whole: it is there with this content, or as it was before."""
    return write_pieces([content], path)


def write_pieces(pieces: Iterable[bytes], path: str | Path) -> Path:
    """The same for content that comes piece by piece and may be larger than memory."""
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as file:
            file.writelines(pieces)
            file.close()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
    except OSError as error:
        raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from error
    return path


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A temporary file in the same folder, which is gone afterwards under that name."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=".", suffix=TEMPORARY, delete=False
    ) as file:
        try:
            yield file
        finally:
            with suppress(OSError):
                os.unlink(file.name)


def write_text(text: str, path: str | Path) -> Path:
    """Write UTF-8 text; characters that UTF-8 cannot hold become question marks."""
    return write_bytes(text.encode("utf-8", "replace"), path)


def to_json(value: object) -> str:
    """JSON with sorted keys, indented, ending in a line break."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
