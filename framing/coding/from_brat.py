"""BRAT's standoff files: a .ann with marks beside the .txt it marks."""

from __future__ import annotations

import re
from pathlib import Path

from framing.coding.parts import Part, add_mark, read_file
from framing.errors import InputError
from framing.findings import some

_ENTITY = re.compile(r"T\S*\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")


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
    text = read_file(beside).decode("utf-8", "replace").removeprefix("\ufeff")
    part = Part(
        path.resolve().parent.name, name, texts={path.stem: {"text": text}}, coded=[path.stem]
    )
    lost = []
    for number, line in enumerate(read_file(path).decode("utf-8", "replace").split("\n"), 1):
        entity = _ENTITY.fullmatch(line.rstrip())
        if entity is None:
            if line.startswith("T"):
                lost.append(number)
            continue
        pieces = [tuple(map(int, piece.split())) for piece in entity[2].split(";")]
        written = (entity[3] or "") if len(pieces) == 1 else ""
        for start, end in pieces:
            if not add_mark(part, (path.stem, "text", start, end), entity[1], written=written):
                lost.append(number)
    if lost:
        where = f"{'line' if len(lost) == 1 else 'lines'} {some(lost)}"
        part.note("error", f"{where}: no mark that fits {beside.name}; left out.")
    return [part]
