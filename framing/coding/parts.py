"""What one file of a coder holds, whatever program it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from framing.bundled import lexicons
from framing.coding.codebook import DEFAULT, codebook
from framing.errors import InputError
from framing.files import decode
from framing.findings import Finding
from framing.text import Document

LARGEST = 50_000_000
"""Bytes of one file. Ten thousand marks are a megabyte."""
FIELDS = ("title", "text")
"""The fields of a text, in the order in which they are coded."""


@dataclass
class Part:
    """The work of one coder in one file.

    Attributes
    ----------
    coder, name, sheet : str
        Who, in which file, and of which sheet, where the file says so.
    texts : dict
        From the id of a text to its fields.
    marks : list of (id, field, start, end, code)
    coded : list of str
        Ids of the texts that were gone through for marks, whether any was set or not.
    ratings : list of (id, sentence, code, value)
        `sentence` is None for the article as a whole.
    findings : list of Finding
    """

    coder: str
    name: str
    sheet: str = ""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    marks: list[tuple[str, str, int, int, str]] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    ratings: list[tuple[str, int | None, str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def note(self, severity: str, what: str, advice: str = "") -> None:
        """Add a finding on this file."""
        self.findings.append(Finding(severity, "coding", self.name, what, advice))


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    InputError
        It cannot be opened, or is too large to be a coder's.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"not opened ({error.strerror}).") from error
    if len(data) > LARGEST:
        raise InputError(f"larger than {LARGEST // 1_000_000} MB, so not what a coder saved.")
    return data


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file, and what to say of its encoding; empty if that is UTF-8.

    Raises
    ------
    InputError
        As `read_file`.
    """
    text, encoding = decode(read_file(path))
    return text, "" if encoding == "utf-8" else f"{path.name} was read as {encoding}."


def folded(name: str) -> str:
    """A name without case, spaces and signs.

    Examples
    --------
    >>> folded(" Loaded-Terms? ")
    'loaded_terms'
    """
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def canonical(name: str) -> str:
    """The code that a label means: one of our own where it can be told, else the label, folded.

    Examples
    --------
    >>> canonical("Attribution_Cue"), canonical("Reporting words"), canonical("My label")
    ('attribution:cue', 'attribution:cue', 'my_label')
    """
    return known_codes().get(folded(name), folded(name) or name)


@lru_cache(maxsize=1)
def known_codes() -> dict[str, str]:
    """The names and titles of bundled codes, folded, to their names."""
    names = {f"{x.name}:{category}" for x in lexicons() for category in x.categories}
    names |= {lexicon.name for lexicon in lexicons()} | {*DEFAULT, "scare_quotes"}
    known = {folded(name): name for name in sorted(names)}
    for lexicon in lexicons():
        known.setdefault(folded(lexicon.title), lexicon.name)
    return {folded(code.title): code.name for code in codebook()} | known


def add_mark(part: Part, place: tuple[str, str, int, int], code: str, *, written: str = "") -> bool:
    """Add a mark if it lies inside its text, says the same words, and covers a word."""
    name, field_name, start, end = place
    text = part.texts.get(name, {}).get(field_name)
    if text is None or not 0 <= start < end <= len(text):
        return False
    if written and "".join(written.split()) != "".join(text[start:end].split()):
        return False
    part.marks.append((name, field_name, start, end, canonical(code)))
    return True


def in_characters(text: str, place: int) -> int:
    """The place that programs in Java and JavaScript mean, counted in characters.

    Examples
    --------
    >>> in_characters("🙂 ok", 3)
    2
    """
    return len(
        text.encode("utf-16-le", "surrogatepass")[: 2 * max(place, 0)].decode(
            "utf-16-le", "replace"
        )
    )


@lru_cache(maxsize=2048)
def words_of(text: str, name: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every word of a field."""
    return tuple(map(tuple, Document(text, name).words.tolist()))
