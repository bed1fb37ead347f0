"""BRAT's standoff files: a .ann with marks beside the .txt it marks."""

from __future__ import annotations

import re
from pathlib import Path

from framing.coding.parts import Part, add_mark, read_text
from framing.errors import InputError
from framing.findings import some

_PIECE = r"[0-9]{1,9} [0-9]{1,9}"
_ENTITY = re.compile(rf"T\S*\t(\S+) ({_PIECE}(?:;{_PIECE})*)(?:\t(.*))?")


def from_brat(path: Path, name: str) -> list[Part]:
    """The marks of one coder on one text; the coder is the folder, the text the file.

    A mark in several pieces becomes several. Relations, events and attributes are passed over.

    Raises
    ------
    InputError
        The .txt is not there.
    """
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise InputError(f"no {beside.name} beside it, which holds the text. Put both in a folder.")
    text, said_of_text = read_text(beside)
    marks, said_of_marks = read_text(path)
    part = Part(
        path.resolve().parent.name, name, texts={path.stem: {"text": text}}, coded=[path.stem]
    )
    for said in filter(None, (said_of_text, said_of_marks)):
        part.note("note", said)
    lost = []
    for number, line in enumerate(marks.split("\n"), 1):
        entity = _ENTITY.fullmatch(line.rstrip())
        if entity is None:
            if line.startswith("T"):
                lost.append(number)
            continue
        pieces = [tuple(map(int, piece.split())) for piece in entity[2].split(";")]
        if len(pieces) > 1 and not _says(text, pieces, entity[3] or ""):
            lost.append(number)
            continue
        written = (entity[3] or "") if len(pieces) == 1 else ""
        for start, end in pieces:
            if not add_mark(part, (path.stem, "text", start, end), entity[1], written=written):
                lost.append(number)
    if lost:
        where = f"{'line' if len(lost) == 1 else 'lines'} {some(lost)}"
        part.note("error", f"{where}: no mark that fits {beside.name}; left out.")
    return [part]


def _says(text: str, pieces: list[tuple[int, ...]], written: str) -> bool:
    """Whether the pieces of a mark have together the words that its line gives."""
    found = " ".join(text[start:end] for start, end in pieces)
    return not written or "".join(found.split()) == "".join(written.split())
