"""A folder of numbered parts that can be left at any moment and gone on with.

A part is its tables and then its receipt, each written whole or not at all; a part without a
receipt, or with one of other content, is made anew. run.json comes last: a folder that has one is
whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from framing.errors import FramingError
from framing.manifest import MANIFEST, sha256
from framing.piecework import TABLES, Measured
from framing.writing import TEMPORARY, to_json, write_bytes, write_pieces

REJECTED = "rejected.jsonl"
_RECEIPTS = "receipts"


class ResultFolder:
    """The parts that are there, and those that come.

    Parameters
    ----------
    folder : path
        Where the parts are; made if it is not there. The manifest of an earlier run is taken away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / MANIFEST).unlink(missing_ok=True)
            (folder / REJECTED).unlink(missing_ok=True)
            for left in folder.glob(f"*/.*{TEMPORARY}"):
                left.unlink()
        except OSError as error:
            raise FramingError(f"{folder}: cannot be written ({error.strerror}).") from error

    def receipt(self, number: int, key: str) -> dict | None:
        """The receipt of a finished part, if it was made of this content and is still whole."""
        try:
            receipt = json.loads(self._receipt_path(number).read_text(encoding="utf-8"))
            whole = receipt["key"] == key and all(
                sha256((self.folder / name).read_bytes()) == content
                for name, content in receipt["files"].items()
                if name == _table_path(Path(name).parent.name, number)
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return receipt if whole else None

    def ids(self, number: int) -> list[str]:
        """The articles of a finished part."""
        from pyarrow import parquet

        path = self.folder / _table_path("features", number)
        if not path.exists():
            return []
        return parquet.read_table(path, columns=["article_id"])["article_id"].to_pylist()

    def add(self, number: int, key: str, done: Measured, twice: list[str]) -> dict:
        """Write a part; its receipt last."""
        files = {}
        for table, content in sorted(done.tables.items()):
            name = _table_path(table, number)
            write_bytes(content, self.folder / name)
            files[name] = sha256(content)
        for table in sorted(set(TABLES) - done.tables.keys()):
            (self.folder / _table_path(table, number)).unlink(missing_ok=True)
        receipt = {
            "key": key,
            "rows": done.rows,
            "articles": len(done.places),
            "rejected": done.rejected,
            "twice": twice,
            "findings": done.findings,
            "files": files,
        }
        path = self._receipt_path(number)
        write_bytes(to_json(receipt).encode("utf-8", "replace"), path)
        return receipt

    def drop_after(self, parts: int) -> None:
        """Take away what an earlier run left beyond the last part, and in tables not wanted now."""
        kept = {_table_path(table, number) for table in TABLES for number in range(parts)}
        kept |= {f"{_RECEIPTS}/part-{number:06}.json" for number in range(parts)}
        for table in (*TABLES, _RECEIPTS):
            for path in sorted((self.folder / table).glob("part-*")):
                if f"{table}/{path.name}" not in kept:
                    path.unlink()

    def rejected(self, parts: int) -> Iterator[dict]:
        """The rows that were not kept, part by part, from the receipts."""
        for number in range(parts):
            text = self._receipt_path(number).read_text(encoding="utf-8")
            yield from json.loads(text)["rejected"]

    def finish(self, rejected: Iterable[dict], run: dict) -> None:
        """Write rejected.jsonl, and the manifest last of all."""
        whole = hashlib.sha256()
        write_pieces(_lines(rejected, whole.update), self.folder / REJECTED)
        run["files"][REJECTED] = whole.hexdigest()
        write_bytes(to_json(run).encode("utf-8", "replace"), self.folder / MANIFEST)

    def _receipt_path(self, number: int) -> Path:
        return self.folder / _RECEIPTS / f"part-{number:06}.json"


def _lines(records: Iterable[dict], see: Callable[[bytes], None]) -> Iterator[bytes]:
    """Each as a line of JSON, which is shown to `see` on its way."""
    for record in records:
        line = json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"
        see(encoded := line.encode("utf-8", "replace"))
        yield encoded


def _table_path(table: str, number: int) -> str:
    return f"{table}/part-{number:06}.parquet"
