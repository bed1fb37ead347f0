"""An input of any size as pieces of a bounded number of rows, read once from front to back.

A piece holds the bytes that its file has there, so that it can be recognised by its content and
sent to any worker. Nothing here knows what an article is.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

import numpy as np

from framing.errors import InputError
from framing.files import ENDINGS, MEGABYTE, Source, decode, read_bytes, survey
from framing.findings import Finding
from framing.tables import text_table

LARGEST_ROW = 64 * MEGABYTE
"""Bytes. Longer rows of a text table are passed over unread, so that none can fill the memory."""

_BLOCK = 1 << 20
_HEAD = 100  # rows, of which the keys of a .jsonl file are taken
_QUOTE, _LINE_END = ord('"'), ord("\n")


@dataclass(frozen=True)
class Piece:
    """Some rows of one file, or some files that are an article each.

    Attributes
    ----------
    name, ending : str
        Of the file, inside the input. Several files are ``files``.
    skipped : int
        Rows of the file before this piece.
    data : bytes
        The rows: lines of text after the header, or an Arrow stream.
    prefix : str
        Put before the row's number where a row has no id.
    refused : str
        Why nothing of it is read, if so: it then stands for one row, or for one file.
    end : int
        Bytes of the input up to here, of all `Cut.size`.
    """

    name: str
    ending: str
    skipped: int = 0
    data: bytes = b""
    prefix: str = ""
    refused: str = ""
    end: int = 0

    @property
    def key(self) -> str:
        """A hash of its content and its place."""
        head = json.dumps([self.name, self.ending, self.skipped, self.prefix, self.refused])
        return sha256(head.encode("utf-8", "surrogatepass") + b"\n" + self.data).hexdigest()


class Cut:
    """The pieces of an input.

    Parameters
    ----------
    source : path, glob or list of these
        As in `read_articles`.
    rows : int
        The most rows of a piece.

    Raises
    ------
    InputError
        Nothing is there that could be read.
    """

    def __init__(self, source: str | os.PathLike | Iterable[str | os.PathLike], rows: int) -> None:
        found = survey(source)
        self.files = [file for file in found.files if file.ending in ENDINGS]
        self.passed_over = [file.name for file in found.files if file.ending not in ENDINGS]
        self.findings: list[Finding] = found.findings
        self.rows = rows
        if not self.files:
            raise InputError(f"{source}: no file of a known kind ({', '.join(ENDINGS)}).")
        self.size = sum(map(_size, self.files))

    def __iter__(self) -> Iterator[Piece]:
        before = 0
        tables = [file for file in self.files if file.is_table]
        for file in tables:
            prefix = "" if len(self.files) == 1 else f"{file.name}:"
            yield from self._of_table(file, prefix, before)
            before += _size(file)
        singles = [file for file in self.files if not file.is_table]
        for first in range(0, len(singles), self.rows):
            group = singles[first : first + self.rows]
            before += sum(map(_size, group))
            yield from self._of_singles(group, before)

    def _of_table(self, file: Source, prefix: str, before: int) -> Iterator[Piece]:
        pieces = _parquet if file.ending == ".parquet" else _text
        try:
            for skipped, data, refused, at in pieces(file, self.rows):
                yield Piece(file.name, file.ending, skipped, data, prefix, refused, before + at)
        except InputError as error:
            yield Piece(file.name, file.ending, -1, b"", prefix, str(error), before + _size(file))

    def _of_singles(self, files: list[Source], end: int) -> Iterator[Piece]:
        import pyarrow as pa

        names, contents = [], []
        for file in files:
            try:
                contents.append(read_bytes(file))
                names.append(file.name)
            except InputError as error:
                yield Piece(file.name, file.ending, -1, refused=str(error), end=end)
        table = pa.table({"name": names, "content": pa.array(contents, pa.large_binary())})
        if names:
            yield Piece(f"{names[0]} …", "files", data=_stream(table), end=end)


def columns_of(file: Source) -> list[str]:
    """The columns of a table, as its head names them.

    Raises
    ------
    InputError
        It cannot be read.
    """
    if file.ending != ".parquet":
        data = next((data for _, data, _, _ in _text(file, _HEAD)), b"")
        return list(text_table(data, file).frame.columns)
    from pyarrow import parquet

    with _opened(file) as opened:
        try:
            names = parquet.ParquetFile(opened).schema_arrow.names
        except Exception as error:  # a damaged file raises anything, from deep inside pyarrow
            raise InputError(f"not a sound Parquet file ({error}).") from error
    return [name for name in names if not name.startswith("__index_level_")]


_Rows = Iterator[tuple[int, bytes, str, int]]
"""(rows before, bytes, why they are refused, bytes of the file read)."""


def _size(file: Source) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def _opened(file: Source) -> IO[bytes]:
    try:
        if not stat.S_ISREG(file.path.stat().st_mode):
            raise InputError("not read: a pipe, a socket or a device.")
        return file.path.open("rb")
    except OSError as error:
        raise InputError(f"not opened ({error.strerror}).") from error


def _stream(table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write(table)
    return sink.getvalue().to_pybytes()


def _parquet(file: Source, rows: int) -> _Rows:
    import pyarrow as pa
    from pyarrow import parquet

    skipped = 0
    size = _size(file)
    with _opened(file) as opened:
        try:
            reader = parquet.ParquetFile(opened)
            total = max(1, reader.metadata.num_rows)
            for batch in reader.iter_batches(rows, use_threads=False):
                table = pa.Table.from_batches([batch]).replace_schema_metadata(None)
                skipped += len(batch)
                yield skipped - len(batch), _stream(table), "", size * skipped // total
        except Exception as error:  # a damaged file raises anything, from deep inside pyarrow
            reason = next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
            raise InputError(f"not a sound Parquet file ({reason}). Write it again.") from error


def _text(file: Source, rows: int) -> _Rows:
    with _opened(file) as packed:
        opened = gzip.GzipFile(fileobj=packed) if _is_packed(file) else packed
        lines = _Lines(_blocks(opened), quoted=file.ending != ".jsonl")
        try:
            header = b"" if file.ending == ".jsonl" else lines.take(1)[0]
            skipped = 0
            while True:
                data, count, refused = lines.take(rows, most=LARGEST_ROW)
                if not count:
                    return
                yield skipped, b"" if refused else header + data, refused, packed.tell()
                skipped += count
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(
                f"a gzip file that is cut short or damaged ({error}). Fetch or pack it again."
            ) from error
        except OSError as error:
            raise InputError(f"not read to its end ({error.strerror}).") from error


def _is_packed(file: Source) -> bool:
    return Path(file.path.name).suffix.lower() == ".gz"


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a file, in UTF-8 where it is UTF-16 or UTF-32, without a byte order mark."""
    head = file.read(_BLOCK)
    encoding = decode(head[:4096])[1]
    rest = iter(lambda: file.read(_BLOCK), b"")
    if not encoding.startswith(("utf-16", "utf-32")):
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from rest
        return
    for text in codecs.iterdecode(_chained(head, rest), encoding, "replace"):
        yield text.removeprefix("\ufeff").encode("utf-8", "replace")


def _chained(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


class _Lines:
    """Rows of a text table taken from a stream of bytes, a bounded number at a time.

    In a table with `quoted` cells a line end inside quotation marks ends no row.
    """

    def __init__(self, blocks: Iterator[bytes], *, quoted: bool) -> None:
        self._blocks = blocks
        self._quoted = quoted
        self._rest = b""

    def take(self, rows: int, *, most: int = LARGEST_ROW) -> tuple[bytes, int, str]:
        """Up to `rows` rows: their bytes, how many they are, and why they cannot be read."""
        ends = self._ends()
        while len(ends) < rows and len(self._rest) <= most and self._more():
            ends = self._ends()
        if len(self._rest) > most and not len(ends):
            return self._without_end()
        if len(ends) < rows and len(self._rest) <= most and self._rest:
            taken, self._rest = self._rest, b""
            return taken, len(ends) + (not len(ends) or ends[-1] + 1 < len(taken)), ""
        if not len(ends):
            return b"", 0, ""
        count = min(rows, len(ends))
        cut = int(ends[count - 1]) + 1
        taken, self._rest = self._rest[:cut], self._rest[cut:]
        return taken, count, ""

    def _more(self) -> bool:
        """Read on, twice as far each time, so that a long row is not searched over and over."""
        wanted, buffer = max(_BLOCK, len(self._rest)), io.BytesIO()
        while buffer.tell() < wanted and (block := next(self._blocks, None)) is not None:
            buffer.write(block)
        self._rest += buffer.getvalue()
        return buffer.tell() > 0

    def _ends(self) -> np.ndarray:
        codes = np.frombuffer(self._rest, dtype=np.uint8)
        is_end = codes == _LINE_END
        if self._quoted:
            is_end &= np.logical_not(np.logical_xor.accumulate(codes == _QUOTE))
        return np.flatnonzero(is_end)

    def _without_end(self) -> tuple[bytes, int, str]:
        """One row too long to be read: passed over up to the next line end of any kind.

        A quotation mark that is never closed makes such a row, too: its first line is then read by
        itself.
        """
        first = self._rest.find(b"\n")
        if first >= 0:
            taken, self._rest = self._rest[: first + 1], self._rest[first + 1 :]
            return taken, 1, ""
        while self._rest.find(b"\n") < 0:
            self._rest = next(self._blocks, None)
            if self._rest is None:
                self._rest = b""
                break
        self._rest = self._rest[self._rest.find(b"\n") + 1 :] if self._rest else b""
        return b"", 1, f"a row of more than {LARGEST_ROW // MEGABYTE} MB. Split it."
