"""Headlines that a page has put into the middle of a sentence, and the sentence without them.

Some sites follow the name of a politician by the name again, glued to their headlines about him,
and `MORE`: `Sen. Ida Brandt Ida Maria BrandtBrandt sues the mayor Mayor wins vote MORE (D-Vale)
said`. Such a stretch is a zone of its own; whatever reads sentences reads them without it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from framing.spans import Mark
from framing.text import Document

INSERTED = ("related", "related:headlines inside a sentence")
_END = "MORE"
_LAST = r"(?P<last>[A-Z][\w’'-]*[a-z])"
_BETWEEN = r"(?:\(?[A-Z][\w.’'-]*\)? ){0,6}"
_HEADLINES = rf"[^\n]{{5,900}}? {_END}\b"
_INSERTION = re.compile(
    rf"\b{_LAST}(?P<glued> {_BETWEEN}(?P=last)(?=[A-Z0-9]){_HEADLINES})"
    rf"|\b(?P<first>[A-Z][\w’'-]*[a-z]) (?P<name>[A-Z][\w’'-]*[a-z])"
    rf"(?P<apart> (?P=first) {_BETWEEN}(?P=name)(?= [A-Z0-9]){_HEADLINES})"
)

Stretch = tuple[int, int]


def insertions_in(line: str) -> list[Stretch]:
    """Where headlines stand inside a sentence, with the blank before them.

    Examples
    --------
    >>> line = "Sen. Ida Brandt Ida BrandtBrandt sues the mayor MORE (D-Vale) said no."
    >>> [line[start:end] for start, end in insertions_in(line)]
    [' Ida BrandtBrandt sues the mayor MORE']
    """
    if _END not in line:
        return []
    return [
        found.span("glued" if found["glued"] else "apart") for found in _INSERTION.finditer(line)
    ]


class Lifted:
    """A text without its insertions, and the way back to the places of the whole.

    Attributes
    ----------
    document : Document
        The text without them.
    zones : list of Mark
        The zones of that text.
    """

    def __init__(self, document: Document, zones: list[Mark]) -> None:
        cuts = [mark[:2] for mark in zones if mark.rule == INSERTED[1]]
        bounds = [0, *(place for cut in cuts for place in cut), len(document.text)]
        kept = zip(bounds[::2], bounds[1::2], strict=True)
        text = "".join(document.text[start:end] for start, end in kept)
        self._starts = [start for start, _ in cuts]
        self._gone = [0, *accumulate(end - start for start, end in cuts)]
        self._places = [start - gone for start, gone in zip(self._starts, self._gone, strict=False)]
        self.document = Document(text, document.field, body=document.body)
        self.zones = [
            mark._replace(start=self._short(mark.start), end=self._short(mark.end))
            for mark in zones
            if mark.rule != INSERTED[1]
        ]

    @classmethod
    def of(cls, document: Document, zones: list[Mark]) -> Lifted | None:
        """None for a text into which nothing was inserted."""
        inserted = any(mark.rule == INSERTED[1] for mark in zones)
        return cls(document, zones) if inserted else None

    def back(self, marks: list[Mark]) -> list[Mark]:
        """The same marks in the whole text.

        A content that goes on after an insertion is in two pieces; of anything else with a group,
        such as a source, the piece before it is kept.
        """
        return [mark for each in marks for mark in self._back(each)]

    def _back(self, mark: Mark) -> list[Mark]:
        first = bisect_right(self._places, mark.start)
        last = bisect_left(self._places, mark.end)
        if first >= last or mark.group < 0:
            return [mark._replace(start=mark.start + self._gone[first], end=self._end(mark.end))]
        bounds = [mark.start, *self._places[first:last], mark.end]
        pieces = []
        for number, (start, end) in enumerate(pairwise(bounds)):
            piece = self.document.text[start:end]
            start += len(piece) - len(piece.lstrip())
            if piece.strip():
                begin = start + self._gone[first + number]
                pieces.append(mark._replace(start=begin, end=begin + len(piece.strip())))
        return pieces if mark.label == "content" else pieces[:1]

    def _end(self, place: int) -> int:
        return place + self._gone[bisect_left(self._places, place)]

    def _short(self, place: int) -> int:
        return place - self._gone[bisect_right(self._starts, place - 1)]
