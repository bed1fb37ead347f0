"""Which files an input means, and what their bytes say as text.

Encodings are found, never assumed; sizes are bounded, so that a small archive that unpacks to
terabytes is one line in the findings. Nothing here knows what an article is.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from framing.errors import InputError
from framing.findings import Finding
from framing.passed_over import sift

PAGES = (".html", ".htm")
TEXTS = (".txt",)
TABLES = (".csv", ".tsv", ".jsonl", ".parquet")
ENDINGS = TEXTS + PAGES + TABLES
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")

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


@dataclass(frozen=True)
class Found:
    """The files of an input, and what lies beside them that was passed over."""

    files: list[Source] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def find_files(source: str | os.PathLike | Iterable[str | os.PathLike]) -> list[Source]:
    """Every file that `source` means: a folder (recursive, sorted), a file, a glob, or several.

    A file is named by its path inside the folder given; several files by their paths inside the
    folder they share. In a folder, these are passed over: hidden files; the ``_files`` folder that
    a browser saves beside a page; links that lead out of it, and linked folders; pipes, sockets
    and devices; the files of a framing report. A file that is named, or matches a glob, may be a
    link to anywhere.

    Raises
    ------
    InputError
        Nothing is there under that name, or nothing that can be read.
    """
    found = survey(source)
    if not found.files:
        raise InputError("\n".join(map(str, found.findings)))
    return found.files


def survey(source: str | os.PathLike | Iterable[str | os.PathLike]) -> Found:
    """The same files, and findings on what was passed over.

    Raises
    ------
    InputError
        Nothing is there under that name.
    """
    single = isinstance(source, str | os.PathLike)
    given = [source] if single else list(source)
    pairs, findings = [], []
    for each in given:
        folder, paths, passed_over = _expand(os.fspath(each))
        pairs += [(folder, path) for path in paths]
        findings += passed_over
    if not pairs and not findings:
        raise InputError(f"{', '.join(map(str, given)) or 'The input'}: no file is there.")
    shared = os.path.commonpath([folder for folder, _ in pairs]) if pairs else ""
    paths = dict.fromkeys(path for _, path in pairs)
    sources = [Source(Path(path), Path(os.path.relpath(path, shared)).as_posix()) for path in paths]
    return Found(sources, findings)


def _expand(source: str) -> tuple[str, list[str], list[Finding]]:
    """The folder that names are relative to, and the files that one argument means."""
    if not source:
        raise InputError("an empty name is no input. Write . for the current folder.")
    path = os.path.abspath(os.path.expanduser(source))
    if os.path.isdir(path):
        paths, closed = _files_inside(path)
        kept, passed_over = sift(path, paths, named=False)
        return path, kept, closed + passed_over
    if os.path.exists(path):
        kept, passed_over = [path], []
        if not os.path.isfile(path):
            kept, passed_over = sift(os.path.dirname(path), [path], named=True)
        return os.path.dirname(path), kept, passed_over
    if glob.has_magic(source):
        folder = os.path.dirname(re.split(r"[*?\[]", path, maxsplit=1)[0])
        return folder, *sift(folder, sorted(glob.glob(path, recursive=True)), named=True)
    raise InputError(f"{source}: no such file or folder.{_near(path)}")


def _files_inside(folder: str) -> tuple[list[str], list[Finding]]:
    """All files and linked folders, and the folders that could not be opened."""

    def relative(path: str) -> str:
        return Path(os.path.relpath(path, folder)).as_posix()

    found, closed = [], []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        beside = {Path(file).stem for file in files if file.lower().endswith(PAGES)}
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "__MACOSX")) and name.removesuffix("_files") not in beside
        ]
        linked = [name for name in folders if os.path.islink(os.path.join(place, name))]
        found += [os.path.join(place, name) for name in files + linked if name[0] != "."]
    findings = [
        Finding("error", "unreadable", relative(error.filename), f"not opened ({error.strerror}).")
        for error in sorted(closed, key=lambda error: error.filename)
    ]
    return sorted(found, key=relative), findings


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
        mode = source.path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise InputError("not read: a pipe, a socket or a device.")
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
