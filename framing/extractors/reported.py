"""Reported speech by rule: the contents, cues and sources of one text.

Each sentence is read left to right. A verb that can attribute, with somebody who can be its
subject, is a cue; what it takes (see `cue_verbs`) says where its content begins and ends.
"""

from __future__ import annotations

from framing.extractors.clauses import QUOTE, Unit, units
from framing.extractors.cue_verbs import cue_forms
from framing.extractors.linking import Parts
from framing.extractors.noun_phrases import (
    AUXILIARIES,
    DETERMINERS,
    PRONOUNS,
    Range,
    subject_after,
    subject_before,
)
from framing.text import Document

_ADVERBS = frozenset(
    "also later then never ever often still once again not n't even just only further now "
    "always already soon too simply first both".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split()
)
_SUBORDINATE = frozenset("that whether how why what if".split())
_AFTER_CLAUSE_FINAL = frozenset(
    "in on at during after when while as before to of about from by via through last this "
    "earlier recently with and but adding for by later".split()
)
_NEVER_STARTS_CLAUSE = frozenset(
    "of in on at for from by with to about and or but than as into over during after before "
    "under when while because since through like".split()
)
_MEDIA_ADJUNCT = ("statement",)


class _Reader:
    """One unit being read; holds what was found so far in it."""

    def __init__(self, unit: Unit, document: Document) -> None:
        self.unit = unit
        self.text = document.text
        self.verbs = cue_forms()
        self.free = 0  # first piece that no attribution of this unit uses
        self.contents: list[Range] = []
        self.cues: list[Range] = []
        self.sources: list[Range] = []
        self.last_source: Range | None = None

    def read(self) -> None:
        at = 0
        while at < len(self.unit):
            at = self._according_to(at) or self._verb(at) or at + 1

    # according to ------------------------------------------------------------------------

    def _according_to(self, at: int) -> int | None:
        unit = self.unit
        if unit.lower[at : at + 2] != ["according", "to"]:
            return None
        source = subject_after(unit, at + 2, is_verb=self.verbs)
        if source is None:
            return None
        lead = self._lead_end(at)
        if lead <= self.free:
            start = self._skip_comma(source[1])
            content = (start, self._clause_end(start, "past"))
        else:
            content = (self.free, lead)
        if content[1] - content[0] < 2:
            return None
        self._add(content, (at, at + 2), source)
        self.free = max(content[1], source[1])
        return self.free

    def _lead_end(self, at: int) -> int:
        end = at
        while end > self.free and self.unit.words[end - 1] in (",", "—", "–", "-"):
            end -= 1
        if end - self.free <= 1 and self.unit.lower[self.free] in ("and", "but", "still", "however"):
            return self.free
        return end

    # verbs -------------------------------------------------------------------------------

    def _verb(self, at: int) -> int | None:
        unit = self.unit
        known = self.verbs.get(unit.lower[at])
        if known is None or unit.words[at][0].isupper() and not unit.headline:
            return None
        verb, form, takes = known
        group = self._verb_group(at, form)
        if group is None:
            return None
        before = unit.words[group[0] - 1] if group[0] else ""
        if form == "ing" and not self._is_progressive(group):
            return self._participle(group, verb, takes, before)
        if before in (QUOTE,) or before == "," and form in ("past", "third", "base"):
            done = self._inverted(group, takes)
            if done:
                return done
        source = subject_before(unit, group[0], is_verb=self.verbs)
        if source is not None and source[0] < self.free and self.free > 0:
            source = (self.free, source[1]) if self.free < source[1] and False else None
        if source is None:
            return self._coordinated(group, verb, form, takes, before)
        return self._with_subject(group, source, verb, form, takes)

    def _verb_group(self, at: int, form: str) -> Range | None:
        unit, start = self.unit, at
        while start > 0:
            low = unit.lower[start - 1]
            if low in AUXILIARIES or low in _ADVERBS or low.endswith("ly") and len(low) > 4 and unit.words[start-1].islower():
                start -= 1
            else:
                break
        low = unit.lower[start - 1] if start else ""
        if low in DETERMINERS and low not in PRONOUNS or low == "to":
            return None
        if form == "base" and start == at and unit.lower[at - 1 : at] and not self._plural_before(at):
            return None
        if form in ("past", "participle") and self._is_passive(start, at):
            return None
        end = at + 1
        while end < len(unit) and (
            unit.lower[end] in ("out", "back", "off") or unit.lower[end].endswith("ly") and unit.words[end].islower() and unit.lower[end] != "only"
        ):
            end += 1
        return start, end

    def _plural_before(self, at: int) -> bool:
        low = self.unit.lower[at - 1]
        word = self.unit.words[at - 1]
        if low in ("i", "you", "we", "they", "who", "some", "many", "others", "people", "%", "police"):
            return True
        if word in (",", QUOTE, ")") or word[0].isdigit():
            return True
        return low.endswith("s") and not low.endswith("ss") and low not in ("'s", "’s")

    def _is_passive(self, start: int, at: int) -> bool:
        helpers = self.unit.lower[start:at]
        return any(w in ("is", "are", "was", "were", "be", "been", "being", "am") for w in helpers)

    def _is_progressive(self, group: Range) -> bool:
        return any(w in ("is", "are", "was", "were", "be", "been", "am") for w in self.unit.lower[group[0] : group[1]])

    # constructions -----------------------------------------------------------------------

    def _with_subject(self, group: Range, source: Range, verb: str, form: str, takes) -> int | None:
        content = self._content_after(group, verb, takes)
        if content is not None:
            left = self._content_before(source[0])
            if left and content[0] < len(self.unit) and self.unit.words[content[0] - 1] == "," and verb not in ("tell",):
                self._add(left, group, source)
                self.contents.append(content)
            else:
                self._add(content, group, source)
            self.free = content[1]
            return self.free
        if takes & {"clause", "think", "tell", "ask"}:
            return self._parenthetical(group, source, group[1])
        return None

    def _inverted(self, group: Range, takes) -> int | None:
        if not takes & {"clause", "think", "ask"}:
            return None
        left = self._content_before(group[0])
        source = subject_after(self.unit, group[1], is_verb=self.verbs)
        if left is None or source is None:
            return None
        return self._parenthetical(group, source, source[1])

    def _parenthetical(self, group: Range, source: Range, end: int) -> int | None:
        left = self._content_before(min(group[0], source[0]))
        if left is None or not self._may_close(end, source):
            return None
        self._add(left, group, source)
        self.free = end
        unit = self.unit
        if end + 1 < len(unit) and unit.words[end] == "," or end and unit.words[end - 1] == "," and end < len(unit):
            start = self._skip_comma(end)
            if self._goes_on(start, left):
                content = (start, self._clause_end(start, "past"))
                if content[1] > content[0]:
                    self.contents.append(content)
                    self.free = content[1]
        return self.free

    def _may_close(self, end: int, source: Range) -> bool:
        if end >= len(self.unit):
            return True
        word, low = self.unit.words[end], self.unit.lower[end]
        if not word[0].isalnum():
            return True
        return low in _AFTER_CLAUSE_FINAL or low in _DAYS or source[1] == end or low.endswith("ing")

    def _goes_on(self, start: int, left: Range) -> bool:
        """Whether the sentence goes on with what is attributed, after `X said,`."""
        unit = self.unit
        if start >= len(unit):
            return False
        if unit.words[start] == QUOTE:
            return True
        if self.unit.words[left[1] - 1] == QUOTE:
            return False
        low = unit.lower[start]
        return low not in ("adding", "saying", "who", "noting", "and", "but", "while", "as", "when", "after", "though", "although") and not low.endswith("ing")

    def _participle(self, group: Range, verb: str, takes, before: str) -> int | None:
        low = before.lower()
        if low not in (",", "by", "after", "before", "while", "in", "and", "without", "—") and before != QUOTE:
            return None
        content = self._content_after(group, verb, takes)
        if content is None:
            return None
        self._add(content, group, None)
        self.free = content[1]
        return self.free

    def _coordinated(self, group: Range, verb: str, form: str, takes, before: str) -> int | None:
        """`X said A and called B`: the second verb has the source of the first."""
        if before.lower() not in ("and", "but", "then") or not self.sources and not self.cues:
            return None
        if form == "base":
            return None
        content = self._content_after(group, verb, takes)
        if content is None:
            return None
        self._add(content, group, None)
        self.free = content[1]
        return self.free

    # contents ----------------------------------------------------------------------------

    def _content_before(self, end: int) -> Range | None:
        unit = self.unit
        if end <= self.free:
            return None
        last = unit.words[end - 1]
        if last == ",":
            end -= 1
        elif last != QUOTE and last not in ("—", "–", "-", "?", "!"):
            return None
        start = self.free
        while start < end and unit.words[start] != QUOTE and not unit.words[start][0].isalnum():
            start += 1
        while start < end and unit.words[end-1] in (",", "—", "–", "-"):
            end -= 1
        if end <= start:
            return None
        has_quote = unit.words[end - 1] == QUOTE
        if not has_quote and end - start < 2 and unit.lower[start] in _ADVERBS | _NEVER_STARTS_CLAUSE | {"still", "however", "instead", "meanwhile", "moreover"}:
            return None
        if not has_quote and unit.lower[start] in ("as", "when", "in", "after", "on", "at", "during", "asked", "while", "for", "if", "by", "with") :
            return None
        return start, end

    def _content_after(self, group: Range, verb: str, takes) -> Range | None:
        unit = self.unit
        at = group[1]
        if at >= len(unit):
            return None
        if unit.words[at] == QUOTE:
            return at, self._clause_end(at, "past")
        at = self._past_adjuncts(at, takes)
        if at is None or at >= len(unit):
            return None
        low = unit.lower[at]
        if unit.words[at] in (",", ":"):
            after = at + 1
            if after < len(unit) and (unit.words[after] == QUOTE or unit.words[at] == ":"):
                return after, self._clause_end(after, "past")
            return None
        if unit.words[at] == QUOTE or low in _SUBORDINATE and takes & {"clause", "think", "tell", "ask"}:
            return at, self._clause_end(at, "past")
        if low == "to" and takes & {"infinitive"}:
            return at, self._clause_end(at, "past")
        if not unit.words[at][0].isalnum() or low in _NEVER_STARTS_CLAUSE:
            return None
        if takes & {"clause", "object"} or takes & {"think"} and self._starts_clause(at):
            return at, self._clause_end(at, "past")
        return None

    def _starts_clause(self, at: int) -> bool:
        low = self.unit.lower[at]
        return low in PRONOUNS or low in DETERMINERS or self.unit.words[at][0].isupper() or low.endswith("s")

    def _past_adjuncts(self, at: int, takes) -> int | None:
        """Past a listener or a time to where the content can begin."""
        unit = self.unit
        limit = min(len(unit), at + 12)
        first = unit.lower[at]
        adjunct = first in ("in", "on", "during", "at", "to", "last", "this", "earlier", "after") or first in _DAYS
        if not adjunct and not takes & {"tell", "ask"}:
            return at
        if first == "to" and takes & {"infinitive"}:
            return at
        if first in _SUBORDINATE and first != "this":
            return at
        for place in range(at, limit):
            low = unit.lower[place]
            if low in ("that", "whether", "how", "why", "if") or unit.words[place] in (QUOTE, ":"):
                return place
            if unit.words[place] == ",":
                return place if place + 1 < len(unit) and unit.words[place + 1] == QUOTE else None
            if low in _DAYS and place + 1 < limit and unit.words[place + 1][0].isalnum() and unit.lower[place + 1] not in _NEVER_STARTS_CLAUSE:
                return place + 1
            if low in ("reporters", "me", "him", "us", "them", "cnn", "politico") and place == at and unit.words[place + 1 : place + 2] and unit.words[place + 1][0].isalnum():
                return place + 1 if unit.lower[place + 1] not in _NEVER_STARTS_CLAUSE and unit.lower[place+1] not in _DAYS else self._past_adjuncts(place + 1, takes - {"tell", "ask"})
        return None

    def _clause_end(self, start: int, form: str) -> int:
        """Where a content that begins at `start` ends: the sentence, or another attribution."""
        unit = self.unit
        end = len(unit)
        while end > start and unit.words[end - 1] in (".", ";", ",", "-", "—"):
            end -= 1
        if unit.words[start] == QUOTE and start + 1 < end:
            nxt = unit.words[start + 1]
            raw = self.text[unit.starts[start] : unit.ends[start]]
            if nxt == "," or raw.rstrip("\"”'’")[-1:] in (".", "?", "!", ","):
                if unit.lower[start + 1] not in ("and",) or True:
                    return start + 1
        for at in range(start + 1, end):
            if self._breaks(at, end):
                while at > start + 1 and unit.words[at - 1] in (",", "-", "—", "–"):
                    at -= 1
                return at
        return end

    def _breaks(self, at: int, end: int) -> bool:
        unit = self.unit
        low = unit.lower[at]
        if low == "according" and unit.lower[at + 1 : at + 2] == ["to"]:
            return True
        if unit.words[at] == ";":
            return True
        before = unit.words[at - 1]
        if before == "," and low in self.verbs and self.verbs[low][1] == "ing":
            return True
        if low in ("and", "but", "while", "though", "although"):
            for place in range(at + 1, min(at + 9, end)):
                word = unit.lower[place]
                if word in self.verbs and self.verbs[word][1] in ("past", "third") and unit.words[place].islower():
                    adjacent = place == at + 1 or place == at + 2 and (unit.lower[at + 1] in _ADVERBS or unit.lower[at + 1] in AUXILIARIES or unit.lower[at + 1].endswith("ly"))
                    if adjacent:
                        return low in ("and", "but")
                    if before == ",":
                        subject = subject_before(unit, place, is_verb=self.verbs)
                        return subject is not None and subject[0] == at + 1
                if not word[0].isalnum() and word != ".":
                    break
        return False

    def _skip_comma(self, at: int) -> int:
        while at < len(self.unit) and self.unit.words[at] in (",", "—", "–"):
            at += 1
        return at

    def _add(self, content: Range, cue: Range, source: Range | None) -> None:
        self.contents.append(content)
        self.cues.append(cue)
        if source is not None:
            self.sources.append(source)
            self.last_source = source


def find_parts(document: Document, zones: list) -> Parts:
    """Contents, cues and sources of a text, by rule."""
    parts = Parts([], [], [])
    for unit in units(document, zones):
        reader = _Reader(unit, document)
        reader.read()
        if not reader.cues:
            reader.contents += _floating(unit, document)
        for found, kept in zip((reader.contents, reader.cues, reader.sources), parts, strict=True):
            kept += [(unit.starts[a], unit.ends[b - 1]) for a, b in found]
    return parts


def _floating(unit: Unit, document: Document) -> list[Range]:
    """A quotation that is a whole sentence, or more, without a cue."""
    words = [w for w in unit.words if w != "."]
    if words and all(w == QUOTE for w in words):
        start, end = unit.starts[0], unit.ends[-1]
        if document.words_within(start, end) >= 5:
            return [(0, len(unit))]
    return []
