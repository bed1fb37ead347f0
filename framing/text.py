"""One text and where its words, sentences, paragraphs and quotations are.

Every offset in the package is an offset into the string that the user gave: nothing is cleaned,
stripped or lower-cased on the way. Every word count in the package comes from `Document.words`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

import numpy as np
import nupunkt

from framing.quotations import Quotation, find_quotations

_ALNUM = r"[^\W_]"
_COMBINING = r"[\u0300-\u036f]"
_LETTERS = rf"{_ALNUM}+(?:{_COMBINING}+{_ALNUM}*)*"  # with their combining marks

# A word is an abbreviation with inner full stops (U.S., a.m.), a number (3.5, 1,000, 20th), or
# letters with inner apostrophes (don't). A possessive ’s is a token of its own and not a word.
# No token holds white space, and words are the tokens that begin with a letter or digit.
# What most tokens are is tried first: plain words and marks.
_TOKEN = re.compile(
    r"[A-Za-z]{2,}+(?=[ ,.\n])|[^\w\s'’]"
    rf"|(?:[^\W\d_]\.)+[^\W\d_]\b\.?"
    rf"|\d+(?:[.,]\d+)+(?:{_ALNUM}{_COMBINING}*)*"
    rf"|{_LETTERS}(?:['’](?![sS]\b){_LETTERS})*"
    rf"|['’][sS]\b|\S"
)
_LAST_SPACE = 0x3000
_IS_SPACE = np.array([chr(code).isspace() for code in range(_LAST_SPACE + 1)] + [False])
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# nupunkt sees the start of a sentence at a straight quotation mark only.
_STRAIGHT = {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’", "'")}
_SENTENCE_END = tuple(".!?…:;\"”’')]»")


_RECENT = 1024  # documents
_LONG = 40_000  # characters


def _fixed(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array


def _offsets(pairs: list[tuple[int, int]]) -> np.ndarray:
    return _fixed(np.array(pairs, dtype=np.int64).reshape(-1, 2))


def document_of(text: str, field: str = "text") -> Document:
    """The document of a text: the same object again while it is among those read last.

    What annotates and what measures an article so share its words and sentences. Long texts are
    not kept.

    Examples
    --------
    >>> document_of("He left.") is document_of("He left.")
    True
    """
    return _recent(text, field) if len(text) <= _LONG else Document(text, field)


@lru_cache(maxsize=_RECENT)
def _recent(text: str, field: str) -> Document:
    return Document(text, field)


def forget_documents() -> None:
    """Let go of the documents that are remembered, a tenth of a megabyte each."""
    _recent.cache_clear()


class Document:
    """An immutable text with its tokens, words, sentences, paragraphs and quotations.

    Every other attribute is an array of shape (n, 2) with the first character
    and the one after the last, computed when it is first asked for.

    Parameters
    ----------
    text : str
        The text, kept as it is.
    field : {"text", "title"}
        Which field of an article this is.
    body : Document, optional
        Of a title, the text of the same article, in which who is named there may be found.

    Examples
    --------
    >>> doc = Document("Dr. Orlov's aide wasn't in the U.S. on Monday. He left.")
    >>> [doc.text[start:end] for start, end in doc.words][:6]
    ['Dr', 'Orlov', 'aide', "wasn't", 'in', 'the']
    >>> len(doc.sentences)
    2
    """

    def __init__(self, text: str, field: str = "text", *, body: Document | None = None) -> None:
        self.text = text
        self.field = field
        self.body = body

    @cached_property
    def written(self) -> list[str]:
        """The tokens as they are written: ``text[start:end]`` of each, in order."""
        return _TOKEN.findall(self.text)

    @cached_property
    def tokens(self) -> np.ndarray:
        """Words, clitics (’s) and single punctuation marks, in order: shape (n, 2)."""
        lengths = np.fromiter(map(len, self.written), np.int64, len(self.written))
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        solid = np.flatnonzero(~_IS_SPACE[np.minimum(codes, _LAST_SPACE + 1)])
        starts = solid[np.cumsum(lengths) - lengths]
        return _fixed(np.stack([starts, starts + lengths], axis=1))

    @cached_property
    def token_starts(self) -> list[int]:
        """The first character of each token, as numbers to be searched one at a time."""
        return self.tokens[:, 0].tolist()

    @cached_property
    def is_word(self) -> np.ndarray:
        """Which tokens are words: shape (n,), bool."""
        return _fixed(np.array([token[0].isalnum() for token in self.written], dtype=bool))

    @cached_property
    def words(self) -> np.ndarray:
        """The words: the denominator of every rate and share. Shape (n, 2)."""
        return _fixed(self.tokens[self.is_word])

    @property
    def word_count(self) -> int:
        """How many words there are."""
        return sum([token[0].isalnum() for token in self.written])

    @cached_property
    def word_starts(self) -> list[int]:
        """The first character of each word, as numbers to be searched one at a time."""
        return self.words[:, 0].tolist()

    @cached_property
    def lines(self) -> np.ndarray:
        """Lines that are not blank, without the white space at their ends. Shape (n, 2)."""
        found = []
        for match in _LINE.finditer(self.text):
            line = match.group()
            start = match.start() + len(line) - len(line.lstrip())
            end = match.start() + len(line.rstrip())
            if end > start:
                found.append((start, end))
        return _offsets(found)

    @cached_property
    def paragraphs(self) -> np.ndarray:
        """Paragraphs: a line each, or a block of lines that were wrapped by hand. Shape (n, 2)."""
        found: list[tuple[int, int]] = []
        block: list[tuple[int, int]] = []
        for start, end in self.lines.tolist():
            if block and self._blank_line_between(block[-1][1], start):
                found += self._join_if_wrapped(block)
                block = []
            block.append((start, end))
        return _offsets(found + self._join_if_wrapped(block))

    def _blank_line_between(self, end: int, start: int) -> bool:
        gap = self.text[end:start].replace("\r\n", "\n")
        return sum(char in "\n\r\x0b\x0c\x85\u2028\u2029" for char in gap) > 1

    def _join_if_wrapped(self, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
        if len(block) < 2:
            return block
        filled = [end - start for start, end in block[:-1]]
        if min(filled) < 45 or max(filled) > 100 or block[-1][1] - block[-1][0] > 100:
            return block
        runs_on = sum(self.text[start].islower() for start, _ in block[1:])
        stops = sum(self.text[end - 1] in _SENTENCE_END for _, end in block[:-1])
        if runs_on * 5 < 2 * (len(block) - 1) or stops * 2 > len(block):
            return block
        return [(block[0][0], block[-1][1])]

    @cached_property
    def sentences(self) -> np.ndarray:
        """Sentences, found within paragraphs and without surrounding white space. Shape (n, 2)."""
        straight = self.text
        for curly, mark in _STRAIGHT.items():
            straight = straight.replace(curly, mark)
        found = []
        for start, end in self.paragraphs.tolist():
            for first, last in nupunkt.sent_spans(straight[start:end]):
                sentence = straight[start + first : start + last]
                lead = len(sentence) - len(sentence.lstrip())
                kept = len(sentence.rstrip())
                if kept > lead:
                    found.append((start + first + lead, start + first + kept))
        return _offsets(found)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Stretches in quotation marks of any kind, in order of their start."""
        return find_quotations(self.text, self.paragraphs.tolist())

    def words_within(self, start: int, end: int) -> int:
        """How many words begin in ``text[start:end]``."""
        return bisect_left(self.word_starts, end) - bisect_left(self.word_starts, start)

    def __repr__(self) -> str:
        return f"Document({self.text[:40]!r}, field={self.field!r})"
