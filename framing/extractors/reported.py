"""Reported speech by rule: the contents, cues and sources of one text.

Each sentence is read left to right. A verb that can attribute, with somebody who can be its
subject, is a cue; what it takes (see `cue_verbs`) says where its content begins and ends.
"""

from __future__ import annotations

from framing.extractors.clauses import QUOTE, Unit, units
from framing.extractors.contents import (
    clause_end,
    content_after,
    content_before,
    first_subject,
    preposition_content,
    states_something,
)
from framing.extractors.cue_verbs import NOUNS_TOO, PARTICLES, cue_forms
from framing.extractors.headlines import speaker_of_headline
from framing.extractors.linking import Parts
from framing.extractors.noun_phrases import (
    ADVERBS,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    PRONOUNS,
    Range,
    according_source,
    subject_after,
    subject_before,
)
from framing.extractors.word_list import words
from framing.spans import Mark
from framing.text import Document

_CLOSING = words(
    "in on at during after when while as before to of about from by via through last this "
    "earlier recently with and but adding for later over"
)
_CLAUSAL = frozenset(("clause", "think", "tell", "ask"))
_SAYS = _CLAUSAL | {"quotation"}
_BE = words("is are was were be been being am gets get got")
_HAVE = words("has have had having 've ’ve")
_FOLLOWED_BY_MORE = words(
    "adding saying who noting and but while as when after though although which where"
)
_PLURALS = words("i you we they who some many others people police both most critics that which")
_OPENERS = words("while although though if when as because after since whereas")
LONGEST_SCARE_QUOTE = 4  # words


def find_parts(document: Document, zones: list[Mark]) -> Parts:
    """Contents, cues and sources of the counted zones of a text, by rule.

    Examples
    --------
    >>> text = "Ida Brandt said the ferry was full."
    >>> [[text[a:b] for a, b in stretches] for stretches in find_parts(Document(text), [])]
    [['the ferry was full'], ['said'], ['Ida Brandt']]
    """
    parts = Parts([], [], [])
    for unit in units(document, zones):
        reader = _Reader(unit)
        reader.read()
        reader.contents += _without_cue(unit, document, reader.contents)
        for found, kept in zip((reader.contents, reader.cues, reader.sources), parts, strict=True):
            kept += [(unit.starts[first], unit.ends[last - 1]) for first, last in found]
    return parts


def _without_cue(unit: Unit, document: Document, contents: list[Range]) -> list[Range]:
    """Quotations that no cue claims: too long for scare quotes, so somebody's words."""
    return [
        (at, at + 1)
        for at, word in enumerate(unit.words)
        if word == QUOTE
        and document.words_within(unit.starts[at], unit.ends[at]) > LONGEST_SCARE_QUOTE
        and not any(first <= at < last for first, last in contents)
    ]


class _Reader:
    """One sentence being read, and what was found in it so far."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.verbs = cue_forms()
        self.free = 0  # first piece that no attribution uses yet
        self.contents: list[Range] = []
        self.cues: list[Range] = []
        self.sources: list[Range] = []

    def read(self) -> None:
        named = speaker_of_headline(self.unit) if self.unit.headline else None
        if named is not None:
            self._add(*named)
            return
        free = 0
        for at, low in enumerate(self.unit.lower):
            if at >= free and (low in self.verbs or low == "according"):
                free = max(self._according_to(at) or self._verb(at) or 0, at + 1)

    def _add(self, content: Range, cue: Range, source: Range | None) -> int:
        self.contents.append(content)
        self.cues.append(cue)
        if source is not None:
            self.sources.append(source)
        self.free = max(content[1], cue[1], source[1] if source else 0)
        return self.free

    # according to ------------------------------------------------------------------------

    def _according_to(self, at: int) -> int | None:
        unit = self.unit
        if unit.lower[at : at + 2] != ["according", "to"]:
            return None
        lead = content_before(unit, self.free, at) or self._bare_lead(at)
        source = according_source(unit, at + 2, opens=lead is None)
        if source is None:
            return None
        if lead is None:
            start = self._past_comma(source[1])
            if start + 2 > len(unit):
                return None
            end = clause_end(unit, start, at_which=False)
            return self._add((start, end), (at, at + 2), source)
        more = None if states_something(unit, lead) else self._goes_on(source[1], lead)
        self._add(lead, (at, at + 2), source)
        if more is not None:
            self.contents.append(more)
            self.free = more[1]
        return self.free

    def _bare_lead(self, at: int) -> Range | None:
        """`The ferry was full according to Ida`: no comma before the cue."""
        if at - self.free < 3:
            return None
        return self.free, at

    def _past_comma(self, at: int) -> int:
        while at < len(self.unit) and self.unit.words[at] in (",", "—", "–"):
            at += 1
        return at

    # verbs -------------------------------------------------------------------------------

    def _verb(self, at: int) -> int | None:
        unit = self.unit
        known = self.verbs.get(unit.lower[at])
        if known is None or (unit.words[at][0].isupper() and not unit.headline):
            return None
        verb, form, takes = known
        cue = self._verb_group(at, form)
        if cue is None:
            return None
        if "particle" in takes and unit.lower[cue[1] : cue[1] + 1] == [PARTICLES[verb]]:
            cue, takes = (cue[0], cue[1] + 1), frozenset(("clause",))
        if form == "ing" and not _BE & set(unit.lower[cue[0] : at]):
            return self._participle(cue, verb, takes)
        before = unit.words[cue[0] - 1] if cue[0] else ""
        if before in (QUOTE, ",", "—"):
            done = self._inverted(cue, takes, quoted=self._quoted_before(cue[0]))
            if done:
                return done
        if unit.lower[at] in NOUNS_TOO and not self._surely_verb(cue, at):
            return None
        source = subject_before(unit, cue[0], is_verb=self.verbs)
        if source is None or source[0] < self.free:
            return self._shared_subject(cue, verb, form, takes)
        return self._with_subject(cue, source, verb, takes)

    def _verb_group(self, at: int, form: str) -> Range | None:
        """The verb with its auxiliaries and adverbs, unless it is a noun or passive here."""
        unit, start = self.unit, at
        while start > 0 and self._helps(start - 1):
            start -= 1
        before = unit.lower[start - 1] if start else ""
        helpers = set(unit.lower[start:at])
        if before == "to" or (before in DETERMINERS and before not in PRONOUNS):
            return None
        if form in ("past", "participle") and helpers & _BE:
            return None
        if form == "participle" and not helpers & _HAVE:
            return None
        if form == "base" and not helpers and start > 0 and not self._plural(start - 1):
            return None
        return start, at + 1

    def _helps(self, at: int) -> bool:
        low = self.unit.lower[at]
        if low in AUXILIARIES or low in ADVERBS:
            return True
        return low.endswith("ly") and len(low) > 4 and self.unit.words[at].islower()

    def _plural(self, at: int) -> bool:
        word, low = self.unit.words[at], self.unit.lower[at]
        if low in _PLURALS or word in (",", QUOTE, ")", "%") or word[0].isdigit():
            return True
        return low.endswith("s") and not low.endswith(("ss", "'s", "’s")) and len(low) > 2

    def _surely_verb(self, cue: Range, at: int) -> bool:
        if cue[0] < at:
            return True
        word, low = self.unit.words[at - 1], self.unit.lower[at - 1]
        if (low in PRONOUNS and low not in DETERMINERS) or word in (",", ")", QUOTE):
            return True
        after_name = word[0].isupper() and len(word) > 1
        return after_name and self.unit.lower[at - 2 : at - 1] not in (["-"], ["the"], ["'s"])

    # constructions -----------------------------------------------------------------------

    def _quoted_before(self, end: int) -> bool:
        words = self.unit.words
        while end > self.free and words[end - 1] in (",", "—"):
            end -= 1
        return end > self.free and words[end - 1] == QUOTE

    def _with_subject(
        self, cue: Range, source: Range, verb: str, takes: frozenset[str]
    ) -> int | None:
        unit = self.unit
        if unit.lower[source[0] - 1 : source[0]] in (["what"], ["whatever"]):
            if unit.words[cue[1] : cue[1] + 1] != [QUOTE]:
                return None
            return self._add((cue[1], cue[1] + 1), cue, source)
        closes = takes & _SAYS and self._quoted_before(source[0])
        follows = unit.words[cue[1] : cue[1] + 2]
        if closes and not (follows[:1] == [QUOTE] or follows == [",", QUOTE]):
            done = self._parenthetical(cue, source, cue[1])
            if done:
                return done
        content = content_after(unit, cue, verb, takes)
        if content is not None:
            content = self._within_opening(source, content)
            left = content_before(unit, self.free, source[0])
            between = unit.words[content[0] - 1] == "," and left and takes & _SAYS
            if between and left:
                self.contents.append(left)
            return self._add(content, cue, source)
        if "preposition" in takes:
            reached = preposition_content(unit, cue, verb)
            if reached and not closes:
                return self._add(reached[1], reached[0], source)
        if takes & _SAYS and unit.words[-1] == ":" and len(unit) - cue[1] < 10:
            self.cues.append(cue)
            self.sources.append(source)
            return len(unit)
        return self._parenthetical(cue, source, cue[1]) if takes & _CLAUSAL else None

    def _within_opening(self, source: Range, content: Range) -> Range:
        """`While X says A, Y says B`: A ends at the comma."""
        before = self.unit.lower[source[0] - 1] if source[0] else ""
        if before in _OPENERS and source[0] <= 2:
            return content[0], clause_end(self.unit, content[0], at_comma=True)
        return content

    def _inverted(self, cue: Range, takes: frozenset[str], *, quoted: bool) -> int | None:
        """`"…," said X` and, more carefully, `…, said X`."""
        if not takes & {"clause", "think", "ask"} and not (quoted and "quotation" in takes):
            return None
        if not quoted and subject_before(self.unit, cue[0], is_verb=self.verbs):
            return None
        source = subject_after(self.unit, cue[1], is_verb=self.verbs, surely=quoted)
        if source is None:
            return None
        if not quoted:
            after = self.unit.words[source[1] : source[1] + 1]
            if after not in ([], ["."], [","], [";"]) or self._subject_of_more(source):
                return None
        return self._parenthetical(cue, source, source[1])

    def _subject_of_more(self, source: Range) -> bool:
        words = self.unit.lower[source[0] : source[1]]
        return (words[0] in PRONOUNS and words[0] != "one") or bool(AUXILIARIES & set(words))

    def _parenthetical(self, cue: Range, source: Range, end: int) -> int | None:
        """The content stands before `X said`, and perhaps goes on after it."""
        unit = self.unit
        left = content_before(unit, self.free, min(cue[0], source[0]))
        if left is None or not self._may_close(end, source, unit.words[left[1] - 1] == QUOTE):
            return None
        more = self._goes_on(end, left)
        if more is None and not states_something(unit, left):
            return None
        self._add(left, cue, source)
        if more is not None:
            self.contents.append(more)
            self.free = more[1]
        return self.free

    def _may_close(self, end: int, source: Range, quoted: bool) -> bool:
        if quoted or end >= len(self.unit) or source[1] == end:
            return True
        word, low = self.unit.words[end], self.unit.lower[end]
        if not word[0].isalnum():
            return word != QUOTE
        if low in ("of", "about", "to", "for"):
            return False
        return low in _CLOSING or low in DAYS or low.endswith("ing")

    def _goes_on(self, end: int, left: Range) -> Range | None:
        """What is attributed after `X said,` in the same sentence."""
        unit = self.unit
        if unit.words[end - 1] != "," and unit.words[end : end + 1] != [","]:
            return None
        start = self._past_comma(end)
        if start >= len(unit):
            return None
        quoted = unit.words[left[1] - 1] == QUOTE
        if unit.words[start] != QUOTE:
            low = unit.lower[start]
            if quoted or low in _FOLLOWED_BY_MORE or low.endswith("ing"):
                return None
        return start, clause_end(unit, start)

    def _participle(self, cue: Range, verb: str, takes: frozenset[str]) -> int | None:
        """`…, adding that`: whoever is the subject of the sentence."""
        unit = self.unit
        before = unit.lower[cue[0] - 1] if cue[0] else ""
        if before not in (",", "by", "after", "before", "while", "in", "and", "—", QUOTE):
            return None
        content = content_after(unit, cue, verb, takes)
        if content is None and "preposition" in takes:
            reached = preposition_content(unit, cue, verb)
            if reached is None:
                return None
            cue, content = reached
        if content is None:
            return None
        if cue[0] <= 2:
            content = (content[0], clause_end(unit, content[0], at_comma=True))
            source = first_subject(unit, content[1] + 1, content[1] + 15)
            return self._add(content, cue, source)
        source = None if self.cues else first_subject(self.unit, 0, min(cue[0] - 1, 14))
        return self._add(content, cue, source)

    def _shared_subject(
        self, cue: Range, verb: str, form: str, takes: frozenset[str]
    ) -> int | None:
        """`X said A and called B`: the second verb has the subject of the first."""
        before = self.unit.lower[cue[0] - 1] if cue[0] else ""
        if before not in ("and", "but", "then") or form == "base":
            return None
        source = None if self.cues else first_subject(self.unit, 0, min(cue[0] - 1, 14))
        if not self.cues and source is None:
            return None
        content = content_after(self.unit, cue, verb, takes)
        return None if content is None else self._add(content, cue, source)
