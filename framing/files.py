"""Which files an input means, and what their bytes say as text.

Encodings are found, never assumed; sizes are bounded, so that a small archive that unpacks to
terabytes is one line in the findings. Nothing here knows what an article is.
"""

from __future__ import annotations

import glob
import os
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from framing.errors import InputError

PAGES = (".html", ".htm")
TEXTS = (".txt",)
TABLES = (".csv", ".tsv", ".jsonl", ".parquet")
ENDINGS = TEXTS + PAGES + TABLES

MEGABYTE = 1_000_000
LARGEST = {
    **dict.fromkeys(TEXTS, 200 * MEGABYTE),
    **dict.fromkeys(PAGES, 20 * MEGABYTE),
    **dict.fromkeys(TABLES, 4_000 * MEGABYTE),
}
"""Bytes after unpacking. A news page is a tenth of a megabyte; a page of 20 is not one."""


@dataclass(frozen=True)
class Source:
    """One file of an input: where it is, and the name it goes by."""

    path: Path
    name: str

    @property
    def ending(self) -> str:
        """The lower-case file ending that says what it is, without ``.gz``."""
        return Path(self.path.name.lower().removesuffix(".gz")).suffix

    @property
    def is_table(self) -> bool:
        """Whether one file holds many articles."""
        return self.ending in TABLES


def find_files(source: str | os.PathLike | Iterable[str | os.PathLike]) -> list[Source]:
    """Every file that `source` means: a folder (recursive, sorted), a file, a glob, or several.

    A file is named by its path inside the folder given; several files by their paths inside the
    folder they share. Hidden files, and the ``_files`` folder that a browser saves beside a page,
    are passed over; links to folders are not followed.

    Raises
    ------
    InputError
        Nothing is there under that name.
    """
    single = isinstance(source, str | os.PathLike)
    given = [source] if single else list(source)
    pairs = [pair for each in given for pair in _expand(os.fspath(each))]
    if not pairs:
        raise InputError(f"{', '.join(map(str, given)) or 'The input'}: no file is there.")
    shared = os.path.commonpath([folder for folder, _ in pairs])
    paths = dict.fromkeys(path for _, path in pairs)
    return [Source(Path(path), Path(os.path.relpath(path, shared)).as_posix()) for path in paths]


def _expand(source: str) -> list[tuple[str, str]]:
    """(folder that names are relative to, file) for all that one argument means."""
    path = os.path.abspath(os.path.expanduser(source))
    if os.path.isdir(path):
        return [(path, file) for file in _files_inside(path)]
    if os.path.exists(path):
        return [(os.path.dirname(path), path)]
    if glob.has_magic(source):
        fixed = re.split(r"[*?\[]", path, maxsplit=1)[0]
        found = sorted(file for file in glob.glob(path, recursive=True) if os.path.isfile(file))
        return [(os.path.dirname(fixed), file) for file in found]
    raise InputError(f"{source}: no such file or folder.{_near(path)}")


def _files_inside(folder: str) -> list[str]:
    found = []
    for place, folders, files in os.walk(folder):
        beside = {Path(file).stem for file in files if file.lower().endswith(PAGES)}
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "__MACOSX")) and name.removesuffix("_files") not in beside
        ]
        found += [os.path.join(place, file) for file in files if not file.startswith(".")]
    return sorted(found, key=lambda path: Path(os.path.relpath(path, folder)).as_posix())


def _near(path: str) -> str:
    folder, name = os.path.split(path)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    near = get_close_matches(name, names, n=1)
    return f" Did you mean {near[0]!r}?" if near else " Check the spelling."


def read_bytes(source: Source) -> bytes:
    """All bytes of a file, unpacked where its name ends in ``.gz``.

    Raises
    ------
    InputError
        It cannot be opened, is cut short or damaged, or is larger than its kind may be.
    """
    limit = LARGEST[source.ending]
    try:
        with source.path.open("rb") as file:
            packed = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"not opened ({error.strerror}).") from error
    if source.path.name.lower().endswith(".gz"):
        packed = _unpack(packed, limit)
    if len(packed) > limit:
        raise InputError(f"larger than {limit // MEGABYTE:,} MB. Split it.")
    return packed


def _unpack(packed: bytes, limit: int) -> bytes:
    """The contents of a gzip file of one or more members, up to one byte over `limit`."""
    out, size = [], 0
    while packed and size <= limit:
        member = zlib.decompressobj(wbits=31)
        try:
            out.append(member.decompress(packed, limit + 1 - size))
        except zlib.error as error:
            raise InputError("not a sound gzip file. Fetch or pack it again.") from error
        size += len(out[-1])
        if not member.eof and size <= limit:
            raise InputError("a gzip file that was cut short. Fetch or pack it again.")
        packed = member.unused_data.lstrip(b"\0")
    return b"".join(out)


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", 3),
    (b"\xff\xfe\x00\x00", "utf-32-le", 4),
    (b"\x00\x00\xfe\xff", "utf-32-be", 4),
    (b"\xff\xfe", "utf-16-le", 2),
    (b"\xfe\xff", "utf-16-be", 2),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_LEGACY = re.compile(
    r"windows-125[0-8]|iso-8859-([2-9]|1[03456])|koi8-[ru]|gb(k|2312|18030)|big5|shift[_-]jis|euc-(jp|kr)"
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def decode(data: bytes, *, page: bool = False) -> tuple[str, str]:
    """The text that `data` holds, and the name of the encoding that was found.

    A byte order mark decides; then zero bytes in every other place (UTF-16); then UTF-8 if all
    of it is valid. A `page` may then declare another encoding. Text that is UTF-8 but for a few
    broken bytes stays UTF-8, with U+FFFD in their place; all else is Windows-1252.

    Examples
    --------
    >>> decode("naïve".encode("cp1252"))
    ('naïve', 'windows-1252')
    >>> decode("naïve".encode("utf-16"))
    ('naïve', 'utf-16-le')
    """
    for mark, encoding, length in _MARKS:
        if data.startswith(mark):
            return data[length:].decode(encoding, "replace"), encoding
    wide = _wide(data[:4000])
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_bytes(data, _declared(data) if page else None)


def _decode_bytes(data: bytes, declared: str | None) -> tuple[str, str]:
    if declared:
        return data.decode(declared, "replace"), declared
    repaired = data.decode("utf-8", "replace")
    if len(_MULTIBYTE.findall(data)) > 4 * repaired.count("\ufffd"):
        return repaired, "utf-8 with broken bytes"
    return data.decode("windows-1252", "replace"), "windows-1252"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in Western text nearly every second byte is zero."""
    even, odd, half = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if half >= 2 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if half >= 2 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """What a page says of itself, where that is an encoding of text that browsers know."""
    found = _DECLARED.search(data[:4096])
    name = found.group(1).decode("ascii").lower() if found else ""
    return name if _LEGACY.fullmatch(name) else None
