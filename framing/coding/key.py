"""The teacher's key to blind sheets: which article each id is, and the text as coders saw it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from framing.columns import as_strings
from framing.errors import InputError
from framing.files import Source
from framing.tables import read_table

_COLUMNS = ("id", "article_id", "title", "text", "sheet", "codes")
_QUOTED = re.compile(r"'(?=[=+\-@\t\r])")


@dataclass(frozen=True)
class Key:
    """What `coding_sheet` wrote for the one who leads the coding.

    Attributes
    ----------
    articles : dict
        From the id that coders saw to the article's own.
    texts : dict
        From the id that coders saw to `title` and `text`, blind.
    codes : tuple of str
        The codes of the sheet.
    """

    path: Path
    sheet: str
    codes: tuple[str, ...]
    articles: dict[str, str] = field(repr=False)
    texts: dict[str, dict[str, str]] = field(repr=False)


def is_key(path: Path) -> bool:
    """Whether a file is such a key, by its header."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        with path.open("rb") as file:
            head = file.read(500).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return False
    return bool(head) and set(_COLUMNS) <= set(re.split("[,;\t]", head[0]))


def read_key(path: Path) -> Key:
    """Read a key.

    Raises
    ------
    InputError
        It cannot be read, or is no key.
    """
    try:
        table = read_table(Source(path, path.name)).frame
    except (InputError, KeyError) as error:
        raise InputError(f"{path}: {error}") from error
    if not set(_COLUMNS) <= set(table.columns) or not len(table):
        raise InputError(f"{path}: no key. It is teacher/key.csv in the folder of the sheets.")
    columns = {name: [_plain(cell) for cell in as_strings(table[name])] for name in _COLUMNS}
    fields = zip(columns["id"], columns["title"], columns["text"], strict=True)
    return Key(
        path,
        columns["sheet"][0],
        tuple(columns["codes"][0].split()),
        dict(zip(columns["id"], columns["article_id"], strict=True)),
        {name: {"title": title, "text": text} for name, title, text in fields},
    )


def _plain(cell: str | None) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return _QUOTED.sub("", cell or "", count=1) if (cell or "").startswith("'") else cell or ""
