"""A sentence as the attribution rules read it: words, marks, and each quotation as one piece.

A full stop inside a quotation does not end the sentence that holds the quotation: `"It rained. I
left," she said` is read as one unit, `QUOTE , she said`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from framing.text import Document

QUOTE = "“”"  # stands for a whole quotation
_COUNTED = ("headline", "body")


@dataclass(frozen=True)
class Unit:
    """Pieces of one sentence: their offsets, their texts, and the same in lower case."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    headline: bool

    def __len__(self) -> int:
        return len(self.words)


def outer_quotations(document: Document) -> list[tuple[int, int]]:
    """Quotations that are not inside another one."""
    outer: list[tuple[int, int]] = []
    for quotation in document.quotations:
        if not outer or quotation.start >= outer[-1][1]:
            outer.append((quotation.start, quotation.end))
    return outer


def units(document: Document, zones: list) -> Iterator[Unit]:
    """The sentences of the counted zones of a text, in order."""
    quotes = outer_quotations(document)
    starts, ends = document.tokens[:, 0], document.tokens[:, 1]
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
        inside = [q for q in _within(quotes, start, end)]
        yield _unit(document, starts[first:last].tolist(), ends[first:last].tolist(), inside, headline)


def _within(quotes: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    from bisect import bisect_left

    first = bisect_left(quotes, (start, start))
    last = bisect_left(quotes, (end, end))
    return quotes[first:last]


def _stretches(document: Document, quotes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, joined where one ends inside a quotation."""
    joined: list[tuple[int, int]] = []
    place = 0
    for start, end in document.sentences.tolist():
        while place < len(quotes) and quotes[place][1] <= start:
            place += 1
        if joined and place < len(quotes) and quotes[place][0] < start and joined[-1][1] > quotes[place][0]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _unit(document, starts, ends, quotes, headline) -> Unit:
    text = document.text
    out_starts, out_ends, words = [], [], []
    place = 0
    for start, end in zip(starts, ends, strict=True):
        while place < len(quotes) and start >= quotes[place][1]:
            place += 1
        if place < len(quotes) and start >= quotes[place][0]:
            if start == quotes[place][0]:
                out_starts.append(start)
                out_ends.append(quotes[place][1])
                words.append(QUOTE)
            continue
        out_starts.append(start)
        out_ends.append(end)
        words.append(text[start:end])
    return Unit(out_starts, out_ends, words, [w.lower() for w in words], headline)
