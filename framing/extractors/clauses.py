"""A sentence as the attribution rules read it: words, marks, and each quotation as one piece.

A full stop inside a quotation does not end the sentence that holds the quotation: `"It rained. I
left," she said` is read as one unit, `QUOTE , she said`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from framing.extractors.anonymity import withheld
from framing.extractors.cue_verbs import cue_forms
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

    def part(self, begin: int, end: int) -> Unit:
        """The pieces from `begin` to `end` as a unit of their own."""
        lists = (self.starts, self.ends, self.words, self.lower, self.full)
        return Unit(*(listed[begin:end] for listed in lists), self.headline)

    def joined(self, other: Unit) -> Unit:
        """The pieces of this unit and then those of the other one."""
        mine = (self.starts, self.ends, self.words, self.lower, self.full)
        others = (other.starts, other.ends, other.words, other.lower, other.full)
        return Unit(*(one + more for one, more in zip(mine, others, strict=True)), self.headline)


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
    starts = document.token_starts
    zones = sorted(zones)
    zone_starts = [zone.start for zone in zones]
    asides = [clause[:2] for clause in withheld(document) if clause.led]
    for start, end in _stretches(document, quotes):
        at = bisect_right(zone_starts, start) - 1
        while 0 <= at < len(zones) and zones[at].label not in _COUNTED and start < end:
            start, at = max(start, zones[at].end), at + 1
        headline = document.field == "title"
        headline |= 0 <= at < len(zones) and zones[at].label == "headline"
        if start >= end:
            continue
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        unit = _unit(document, (first, last), _within(quotes, start, end), headline)
        yield from _split(_without(unit, _within(asides, start, end)))


def _without(unit: Unit, asides: list[Range]) -> Unit:
    """A unit in which who withholds his name is one piece with the clause that says so."""
    for start, end in asides:
        first, last = bisect_left(unit.starts, start), bisect_left(unit.starts, end)
        if first > 0:
            before = unit.part(0, first)
            before.ends[-1] = unit.ends[last - 1 - (unit.words[last - 1] == ",")]
            unit = before.joined(unit.part(last, len(unit)))
    return unit


def _tag_follows(text: str, end: int, start: int) -> bool:
    """`"Is it?" Ida Brandt asked.`: a question mark in a quotation does not end its sentence."""
    if text[end - 2 : end - 1] not in ("?", "!", "…") or "\n" in text[end:start]:
        return False
    return _tag().match(text, start) is not None


@cache
def _tag() -> re.Pattern[str]:
    verbs = (
        form
        for form, (_, kind, takes) in cue_forms().items()
        if kind in ("past", "third") and takes & {"clause", "ask", "tell", "quotation"}
    )
    after = r"[.,]|$|\s(?:in|on|at|of|to|during|after|when|as|last|with|me|him|her|reporters)\b"
    return re.compile(rf"(?:[\w.’'-]+\s){{1,4}}?(?:{'|'.join(sorted(verbs))})(?={after})")


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
        opened = inside and joined and joined[-1][1] > quotes[place][0]
        if opened or (joined and _tag_follows(document.text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _split(unit: Unit) -> Iterator[Unit]:
    """Where a full stop stands before a quotation that is a sentence, there were two sentences."""
    begin = 0
    for at in range(1, len(unit)):
        after_quotation = unit.full[at - 1] and at - 1 > begin
        if unit.full[at] and (unit.words[at - 1] == "." or after_quotation) and at - begin > 2:
            yield unit.part(begin, at)
            begin = at
    yield unit.part(begin, len(unit)) if begin else unit


def _unit(document: Document, within: Range, quotes: list[Range], headline: bool) -> Unit:
    text = document.text
    pairs, written = document.tokens[slice(*within)], document.written[slice(*within)]
    if not quotes:
        starts, ends = pairs.T.tolist()
        lower = [word.lower() for word in written]
        return Unit(starts, ends, written, lower, [False] * len(written), headline)
    starts, ends, words, full = [], [], [], []
    place = 0
    for (start, end), word in zip(pairs.tolist(), written, strict=True):
        while place < len(quotes) and start >= quotes[place][1]:
            place += 1
        inside = place < len(quotes) and start >= quotes[place][0]
        if inside and start != quotes[place][0]:
            continue
        last = quotes[place][1] if inside else end
        starts.append(start)
        ends.append(last)
        words.append(QUOTE if inside else word)
        full.append(inside and text[start:last].rstrip("\"”'’»")[-1:] in _FULL)
    return Unit(starts, ends, words, [word.lower() for word in words], full, headline)
