"""What a teacher with a pretrained encoder reads besides the rows of the tagger.

Each row gets more columns: what the rules of `framing.extractors.reported` say of its token, and
the numbers of its word's pieces in the encoder's own vocabulary.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np

from framing.errors import InputError
from framing.extractors import zone
from framing.extractors.reported import find_parts
from framing.tagger_inputs import COLUMNS, Rows, folded
from framing.text import Document

NO_PIECE = 0
RULE_CODES = 27  # outside, inside or begin, of each role
RULES, FIRST_PIECE = len(COLUMNS), len(COLUMNS) + 1
_MOST_PIECES = 5  # of one word; the rest of it is not read
_INSIDE, _BEGIN = 1, 2


class Pieces:
    """Words as numbers of word pieces: the longest known piece first, as BERT reads."""

    def __init__(self, folder: Path) -> None:
        lines = file_of(folder, "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._number = {piece: number for number, piece in enumerate(lines) if piece}
        self._seen: dict[str, list[int]] = {}

    def added_to(self, rows: Rows, document: Document) -> Rows:
        """The rows with more columns; a gap is one separator."""
        found = np.full((len(rows.ids), _MOST_PIECES), NO_PIECE, dtype=np.int32)
        found[rows.token < 0, 0] = self._number["</s>" if "</s>" in self._number else "[SEP]"]
        tokens = document.tokens.tolist()
        for row, (start, end) in zip(rows.row.tolist(), tokens, strict=True):
            pieces = self._of(document.text[start:end])
            found[row, : len(pieces)] = pieces
        rules = _by_rule(rows, document)[:, None]
        return rows._replace(ids=np.concatenate([rows.ids, rules, found], axis=1))

    def _of(self, word: str) -> list[int]:
        if word not in self._seen:
            self._seen[word] = self._read(_plain(word))[:_MOST_PIECES]
        return self._seen[word]

    def _read(self, word: str) -> list[int]:
        found, start = [], 0
        while start < len(word):
            lead = "##" if start and word[start].isalnum() and word[start - 1].isalnum() else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if lead + word[start:end] in self._number), 0)
            if not end:
                return [self._number["[UNK]"]]
            found.append(self._number[lead + word[start:end]])
            start = end
        return found


def _plain(word: str) -> str:
    """Lower case without accents, quotation marks of every style alike."""
    mark = folded(word)
    word = mark if not mark[:1].isalnum() else word.lower().replace("’", "'")
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def _by_rule(rows: Rows, document: Document) -> np.ndarray:
    codes = np.zeros((len(rows.ids), 3), dtype=np.int32)
    parts = find_parts(document, zone.find(document))
    for role, stretches in enumerate(parts):
        starts = document.tokens[:, 0]
        for first, last in np.searchsorted(starts, stretches).reshape(-1, 2).tolist():
            codes[rows.row[first + 1 : last], role] = _INSIDE
            codes[rows.row[first : first + 1], role] = _BEGIN
    return codes @ np.array([9, 3, 1], dtype=np.int32)


def file_of(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        raise InputError(f"{folder / name} is missing. An encoder's folder has it.")
    return folder / name
