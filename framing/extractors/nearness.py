"""How near a person stands to a pronoun that may mean him or her."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from framing.extractors.mentions import Mention
from framing.extractors.person_names import Names, Person
from framing.text import Document

REACH = 1500
"""Characters in which a pronoun looks for its person."""


class Nearness:
    """The places of one text, as far as they tell whom a pronoun means."""

    def __init__(self, document: Document, names: Names) -> None:
        self._names = names
        self._size = len(document.text)
        self._quotes = [(q.start, q.end) for q in document.quotations if q.depth == 0]
        self.sentence_starts = document.sentences[:, 0].tolist()
        self._line_ends = [match.start() for match in re.finditer("\n", document.text)]

    def last_named(self, mention: Mention) -> tuple[float, int, Person] | None:
        """The person whose name, outside quotations, stands nearest and best before a source."""
        best: tuple[float, int, Person] | None = None
        for place, person in self._names.before(mention.start, REACH):
            if not person.town and fits(person.gender, mention.gender):
                score = self.of(place, mention.start) + 1.5 * self._opens_sentence(place)
                score += 0.5 * (person.gender == mention.gender) - 4 * self._quoted(place)
                if best is None or (score, place) > best[:2]:
                    best = (score, place, person)
        return best

    def _quoted(self, place: int) -> bool:
        at = bisect_right(self._quotes, (place, self._size))
        return at > 0 and place < self._quotes[at - 1][1]

    def of(self, place: int, end: int) -> float:
        """How near a place is to a later one, by characters and lines: 0 is nearest."""
        lines = bisect_left(self._line_ends, end) - bisect_left(self._line_ends, place)
        return -(end - place) / 150 - 0.7 * min(lines, 6)

    def _opens_sentence(self, place: int) -> bool:
        nearest = bisect_right(self.sentence_starts, place) - 1
        return nearest >= 0 and place - self.sentence_starts[nearest] < 25


def fits(gender: str, pronoun: str) -> bool:
    """Whether a pronoun of a gender can mean somebody; either may be unknown, an empty string."""
    return not gender or not pronoun or gender == pronoun
