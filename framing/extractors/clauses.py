"""A sentence as the attribution rules read it: words, marks, and each quotation as one piece.

A full stop inside a quotation does not end the sentence that holds the quotation: `"It rained. I
left," she said` is read as one unit, `QUOTE , she said`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from framing.text import Document

QUOTE = "“”"  # stands for a whole quotation
Range = tuple[int, int]
_FULL = (".", ",", "?", "!", "…")
_COUNTED = ("headline", "body")


@dataclass(frozen=True)
class Unit:
    """Pieces of one sentence: their offsets, their texts, and the same in lower case."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    full: list[bool]  # a quotation that ends in a full stop, comma or the like
    headline: bool

    def __len__(self) -> int:
        return len(self.words)


def outer_quotations(document: Document) -> list[Range]:
    """Quotations that are not inside another one."""
    outer: list[Range] = []
    for quotation in document.quotations:
        if not outer or quotation.start >= outer[-1][1]:
            outer.append((quotation.start, quotation.end))
    return outer


def units(document: Document, zones: list) -> Iterator[Unit]:
    """The sentences of the counted zones of a text, in order."""
    quotes = outer_quotations(document)
    starts = document.tokens[:, 0]
    for start, end in _stretches(document, quotes):
        headline = document.field == "title"
        for zone in zones:
            if zone.start <= start < zone.end and zone.label not in _COUNTED:
                start = min(end, zone.end)
            elif zone.start <= start < zone.end and zone.label == "headline":
                headline = True
        if start >= end:
            continue
        first, last = np.searchsorted(starts, (start, end))
        yield _unit(document, document.tokens[first:last], _within(quotes, start, end), headline)


def _within(quotes: list[Range], start: int, end: int) -> list[Range]:
    first = bisect_left(quotes, (start, start))
    last = bisect_left(quotes, (end, end))
    return quotes[first:last]


def _stretches(document: Document, quotes: list[Range]) -> list[Range]:
    """Sentences, joined where one ends inside a quotation."""
    joined: list[Range] = []
    place = 0
    for start, end in document.sentences.tolist():
        while place < len(quotes) and quotes[place][1] <= start:
            place += 1
        inside = place < len(quotes) and quotes[place][0] < start
        if joined and inside and joined[-1][1] > quotes[place][0]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _unit(document: Document, tokens: np.ndarray, quotes: list[Range], headline: bool) -> Unit:
    text = document.text
    starts, ends, words, full = [], [], [], []
    place = 0
    for start, end in tokens.tolist():
        while place < len(quotes) and start >= quotes[place][1]:
            place += 1
        inside = place < len(quotes) and start >= quotes[place][0]
        if inside and start != quotes[place][0]:
            continue
        last = quotes[place][1] if inside else end
        starts.append(start)
        ends.append(last)
        words.append(QUOTE if inside else text[start:last])
        full.append(inside and text[start:last].rstrip("\"”'’»")[-1:] in _FULL)
    return Unit(starts, ends, words, [word.lower() for word in words], full, headline)
