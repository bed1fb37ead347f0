"""What the attribution tagger reads: a text as rows of small integers.

A row is a token or the gap before a paragraph. Its columns say which word it is, how it begins and
ends, how it is written, whether it stands in or is a quotation mark, and where it is. Quotation
marks of every style are one word, so that outlets which set them differently are read alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

import numpy as np

from framing.remembered import RememberedRows
from framing.text import Document

SIZES = {"suffix": 2048, "ends": 2048, "shape": 8, "quote": 9, "space": 4, "place": 8}
COLUMNS = ("word", *SIZES)
GAP, UNKNOWN, FIRST_WORD = 0, 1, 2
_GAP_SHAPE = 7
_DIGIT = re.compile(r"\d")
_MARKS = dict.fromkeys(("“", "”", "``", "''", "«", "»"), '"') | {"–": "-", "—": "-"}


class Rows(NamedTuple):
    """Rows of one text: `ids` (rows, columns), `token` of each row (-1 is a gap), `row` of each
    token."""

    ids: np.ndarray
    token: np.ndarray
    row: np.ndarray


def folded(word: str) -> str:
    """The form under which a word is looked up.

    Examples
    --------
    >>> folded("Don’t"), folded("1,024"), folded("—")
    ("don't", '0,000', '-')
    """
    word = word.lower().replace("’", "'").replace("‘", "'")
    return _DIGIT.sub("0", _MARKS.get(word, word))


def _shape(word: str) -> int:
    if word[0].isdigit():
        return 4
    if not word[0].isalnum():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    return 1 if word[0].isupper() else 3


def _hashed(kind: str, letters: str) -> int:
    return 1 + crc32(f"{kind}{letters}".encode("utf-8", "surrogatepass")) % 2047


class Vocabulary:
    """The known words, most frequent first, and the rows of single words."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self._number = {word: place for place, word in enumerate(words, FIRST_WORD)}
        self._kinds = RememberedRows(self._kind_of, 4)
        self._quote = self._number.get('"', UNKNOWN)

    def rows(self, document: Document) -> Rows:
        """A text as rows, with a gap before each paragraph and after the last.

        Examples
        --------
        >>> rows = Vocabulary(["go", '"']).rows(Document("“Go!”"))
        >>> rows.ids[:, 0].tolist(), rows.token.tolist()
        ([0, 3, 2, 1, 3, 0], [-1, 0, 1, 2, 3, -1])
        """
        tokens, count = document.tokens, len(document.tokens)
        paragraph = np.searchsorted(document.paragraphs[:, 0], tokens[:, 0], side="right")
        first = np.ones(count, dtype=bool)
        first[1:] = paragraph[1:] != paragraph[:-1]
        row = np.arange(count) + np.cumsum(first)
        size = count + int(first.sum()) + 1
        ids = np.zeros((size, len(COLUMNS)), dtype=np.int32)
        ids[:, COLUMNS.index("shape")] = _GAP_SHAPE
        ids[row] = self._token_ids(document, paragraph)
        token = np.full(size, -1, dtype=np.int32)
        token[row] = np.arange(count)
        return Rows(ids, token, row)

    def _token_ids(self, document: Document, paragraph: np.ndarray) -> np.ndarray:
        tokens = document.tokens
        ids = np.zeros((len(tokens), len(COLUMNS)), dtype=np.int32)
        if not len(tokens):
            return ids
        ids[:, :4] = self._kinds.of(document.written)
        depth = np.zeros(len(tokens) + 1, dtype=np.int32)
        mark = np.zeros(len(tokens), dtype=np.int32)
        edges = np.array([q[:4] for q in document.quotations], dtype=np.int64).reshape(-1, 4)
        for opens, end, inner, closes in np.searchsorted(tokens[:, 0], edges).tolist():
            depth[inner:closes] += 1
            mark[opens:inner], mark[closes:end] = 1, 2
            ids[opens:inner, :3] = ids[closes:end, :3] = (self._quote, 0, 0)
        ids[:, 4] = 3 * np.minimum(depth[:-1], 2) + mark
        touches = np.zeros(len(tokens) + 1, dtype=np.int32)
        touches[1:-1] = tokens[1:, 0] == tokens[:-1, 1]
        ids[:, 5] = touches[:-1] + 2 * touches[1:]
        last_one = paragraph == len(document.paragraphs)
        ids[:, 6] = np.clip(paragraph - 1, 0, 3) + 4 * last_one
        return ids

    def _kind_of(self, word: str) -> tuple[int, int, int, int]:
        """Word, beginning, end and shape."""
        form = folded(word)
        return (
            self._number.get(form, UNKNOWN),
            _hashed("a", form[-3:]),
            _hashed("b", f"{form[-2:]}|{form[:2]}"),
            _shape(word),
        )
