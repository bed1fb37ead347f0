"""From sources as written to speakers: one name for a person under several descriptions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from framing.extractors.mentions import SAME_ROLE, Mention
from framing.extractors.person_names import Names, Person, bare, title_kind
from framing.extractors.source_types import KIND_OF, kind_of
from framing.extractors.surroundings import ADMINISTRATION, PARTISAN, said_beside, stands_before
from framing.text import Document

_REACH = 1500  # characters in which a pronoun looks for its person
_RECENT = 40  # speakers among whom a pronoun or a role looks
_ELECTION = re.compile(
    r"\b(?:campaign\w*|nominees?|nomination|candida\w+|primar(?:y|ies)|caucus\w*|running mate"
    r"|ballots?|voters|polls|polling|GOP|Republican\w*|Democrat\w*|front-?runner|rall(?:y|ies))\b"
)
_RUNNING = re.compile(r"\b(?:nominee|candidate|running mate|front-?runner|contender|hopeful)$")
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|their|his|her)\s+", re.IGNORECASE)


def _formerly(descriptions: list[str]) -> bool:
    return any("former" in description.lower().split() for description in descriptions)


@dataclass(eq=False)
class Speaker:
    """Somebody or something that is heard in one article."""

    name: str
    person: Person | None = None
    gender: str = ""
    plural: bool = False
    roles: set[str] = field(default_factory=set)
    descriptions: list[str] = field(default_factory=list)
    last: int = -1
    merged: Speaker | None = None

    @property
    def single(self) -> bool:
        """Whether `he` or `she` can be meant."""
        return self.person is not None or bool(self.roles)


class Speakers:
    """The speakers of one article, filled source by source in the order of the text."""

    def __init__(self, document: Document, names: Names) -> None:
        self.text = document.text
        self.names = names
        self.quotes = [(q.start, q.end) for q in document.quotations if q.depth == 0]
        self.sentence_starts = document.sentences[:, 0].tolist()
        self.line_ends = [match.start() for match in re.finditer("\n", document.text)]
        self.of: dict[tuple[int, int], Speaker | None] = {}
        self.by_key: dict[str, Speaker] = {}
        self.heard: list[Speaker] = []  # in the order in which they were last heard
        self.kinds: dict[str, str] = {}

    def resolve(self, mention: Mention) -> None:
        """Find the speaker of the next source."""
        speaker = self._speaker(mention)
        self.of[mention.start, mention.end] = speaker
        if speaker is None:
            return
        speaker.gender = speaker.gender or mention.gender
        if mention.description and mention.description not in speaker.descriptions:
            speaker.descriptions.append(mention.description)
        speaker.last = mention.start
        if speaker in self.heard:
            self.heard.remove(speaker)
        self.heard.append(speaker)

    def named(self, mention: Mention) -> tuple[str, str]:
        """Resolved name and kind of a source; two empty strings for the author."""
        speaker = self.of[mention.start, mention.end]
        if speaker is None:
            return "", ""
        while speaker.merged is not None:
            speaker = speaker.merged
        if speaker.name not in self.kinds:
            self.kinds[speaker.name] = self._kind(speaker)
        return speaker.name, self.kinds[speaker.name]

    # who is meant ------------------------------------------------------------------------

    def _speaker(self, mention: Mention) -> Speaker | None:
        if mention.form == "own":
            return None
        if mention.form == "pronoun":
            return self._pronoun(mention)
        if mention.form == "name":
            return self._name(mention)
        if mention.form == "role":
            return self._role(mention)
        return self._thing(mention)

    def _name(self, mention: Mention) -> Speaker:
        name, words = mention.words, mention.words.split()
        person = self.names.people.get(name)
        if person is None or len(words) == 1:
            person = self.names.find(bare(words[-1]), mention.gender, mention.start) or person
        if person is not None:
            return self._person(person)
        if len(words) == 1 and not mention.gender and not mention.description:
            return self._thing(mention)
        return self._keyed(name, single=True)

    def _person(self, person: Person) -> Speaker:
        speaker = self._keyed(person.name, single=True)
        speaker.person = person
        speaker.gender = speaker.gender or person.gender
        return speaker

    def _keyed(self, name: str, *, single: bool = False) -> Speaker:
        key = _DEFINITE.sub("", name).lower()
        speaker = self.by_key.get(key)
        if speaker is None:
            speaker = Speaker(_DEFINITE.sub("", name) if not single else name)
            speaker.plural = not single and key.split()[-1:] != [] and key.endswith("s")
            self.by_key[key] = speaker
            if single:
                speaker.person = Person(name, name.split()[-1])
        return speaker

    def _thing(self, mention: Mention) -> Speaker:
        """An organisation, a document, a group; `the ministry` is the ministry named before."""
        words = mention.words
        person = self.names.find(words, "", mention.start) if words[:1].isupper() else None
        if person is not None and person.usual and words.count(" ") == 0:
            return self._person(person)
        key = _DEFINITE.sub("", words).lower()
        if words.lower().startswith(("the ", "this ", "that ")) and len(key.split()) == 1:
            for speaker in reversed(self.heard):
                if speaker.person is None and speaker.name.lower().split()[-1:] == [key]:
                    return speaker
        return self._keyed(words)

    def _pronoun(self, mention: Mention) -> Speaker | None:
        if mention.words == "who":
            return self._antecedent(mention.start)
        if mention.words in ("they", "it"):
            return self._last_thing(plural=mention.words == "they")
        return self._last_person(mention)

    def _last_thing(self, *, plural: bool) -> Speaker | None:
        for speaker in reversed(self.heard):
            if not speaker.single and speaker.plural == plural:
                return speaker
        for speaker in reversed(self.heard):
            if not speaker.single:
                return speaker
        return None

    def _last_person(self, mention: Mention) -> Speaker | None:
        """The person for whom `he` or `she` stands: heard or named last, preferably as subject."""
        scores: list[tuple[float, int, Speaker]] = []
        for speaker in self.heard[-_RECENT:]:
            if speaker.single and self._fits(speaker.gender, mention.gender):
                scores.append(
                    (self._nearness(speaker.last, mention.start) + 3, speaker.last, speaker)
                )
        named = self._last_named(mention)
        if named is not None:
            scores.append(named)
        if not scores:
            return None
        return max(scores, key=lambda scored: scored[:2])[2]

    def _last_named(self, mention: Mention) -> tuple[float, int, Speaker] | None:
        """The person whose name, outside quotations, stands nearest and best before a source."""
        best: tuple[float, int, Person] | None = None
        for place, person in self.names.before(mention.start, _REACH):
            if self._fits(person.gender, mention.gender):
                score = self._nearness(place, mention.start) + 1.5 * self._opens_sentence(place)
                score += 0.5 * (person.gender == mention.gender) - 4 * self._quoted(place)
                if best is None or (score, place) > best[:2]:
                    best = (score, place, person)
        return None if best is None else (best[0], best[1], self._person(best[2]))

    def _quoted(self, place: int) -> bool:
        at = bisect_right(self.quotes, (place, len(self.text)))
        return at > 0 and place < self.quotes[at - 1][1]

    @staticmethod
    def _fits(gender: str, pronoun: str) -> bool:
        return not gender or not pronoun or gender == pronoun

    def _nearness(self, place: int, end: int) -> float:
        lines = bisect_left(self.line_ends, end) - bisect_left(self.line_ends, place)
        return -(end - place) / 150 - 0.7 * min(lines, 6)

    def _opens_sentence(self, place: int) -> bool:
        nearest = bisect_right(self.sentence_starts, place) - 1
        return nearest >= 0 and place - self.sentence_starts[nearest] < 25

    def _antecedent(self, place: int) -> Speaker:
        """The noun before `who`."""
        nearest = max(bisect_right(self.sentence_starts, place) - 1, 0)
        start = self.sentence_starts[nearest] if self.sentence_starts else 0
        inside = [person for at, person in self.names.before(place, place - start) if at >= start]
        before = self.text[start:place].rstrip(" ,\u00a0")
        noun = re.search(
            r"(?:\b(?:the|a|an|some|many|several|other|those|two|three)\s+)?\w[\w’'-]*$",
            before,
            re.I,
        )
        word = bare(noun.group().split()[-1]).lower() if noun else ""
        if inside and not (word in KIND_OF and word.endswith("s")):
            return self._person(inside[-1])
        return self._keyed(noun.group() if noun else "who")

    # roles -------------------------------------------------------------------------------

    def _role(self, mention: Mention) -> Speaker:
        """`the spokesman`: who was called so, else the person heard last."""
        role = SAME_ROLE.get(mention.words, mention.words)
        known = [s for s in self.heard[-_RECENT:] if role in self._roles_of(s) and s.merged is None]
        named = [s for s in known if s.person and self._fits(s.gender, mention.gender)]
        if named:
            return named[-1]
        if mention.owner and not known:
            return self._new_role(mention, role)
        for person in self._persons_with(role, mention.start):
            return self._person(person)
        for speaker in reversed(self.heard[-_RECENT:]):
            if speaker.merged is None and self._may_be(speaker, mention):
                speaker.roles.add(role)
                self._merge(role, speaker)
                return speaker
        named_before = None if known else self._last_named(mention)
        if named_before is not None and not mention.owner and named_before[0] > -3:
            named_before[2].roles.add(role)
            return named_before[2]
        return known[-1] if known else self._new_role(mention, role)

    def _new_role(self, mention: Mention, role: str) -> Speaker:
        speaker = self._keyed(mention.description)
        speaker.roles.add(role)
        return speaker

    def _may_be(self, speaker: Speaker, mention: Mention) -> bool:
        if speaker.person is None or mention.start - speaker.last > _REACH:
            return False
        kind, known = kind_of(mention.words, named=True), self._described_kind(speaker)
        return self._fits(speaker.gender, mention.gender) and (not kind or kind == (known or kind))

    def _merge(self, role: str, speaker: Speaker) -> None:
        """A role that was heard before anybody had a name gets the name."""
        for other in self.heard[-_RECENT:]:
            if other is not speaker and other.person is None and role in other.roles:
                other.merged = speaker
                speaker.descriptions += other.descriptions

    def _roles_of(self, speaker: Speaker) -> set[str]:
        words = " ".join(speaker.descriptions + (speaker.person.titles if speaker.person else []))
        listed = {word.rstrip(".").lower() for word in re.findall(r"[\w-]+\.?", words)}
        return speaker.roles | {SAME_ROLE.get(word, word) for word in listed}

    def _persons_with(self, role: str, place: int) -> list[Person]:
        """Persons named before with this title, nearest first."""
        found = []
        for _, person in reversed(self.names.before(place, 10 * _REACH)):
            titles = {t.rstrip(".").lower() for t in person.titles}
            if role in {SAME_ROLE.get(title, title) for title in titles}:
                found.append(person)
        return found

    # kinds -------------------------------------------------------------------------------

    def _kind(self, speaker: Speaker) -> str:
        if speaker.person is None:
            return self._kind_of_thing(speaker)
        person = speaker.person
        told = [*speaker.descriptions, title_kind(person.titles)]
        around = said_beside(self.text, person)
        kind = self._first_kind(told)
        partisan = stands_before(self.text, person.surname, PARTISAN)
        runs = any(_RUNNING.search(description) for description in told + around)
        in_office = kind in ("official", "military") and not _formerly(told)
        if runs or (partisan and not in_office):
            return "party"
        kind = kind or self._first_kind(around) or self._kind_of_employer(speaker)
        if kind:
            return kind
        if stands_before(self.text, person.surname, ADMINISTRATION):
            return "official"
        if self._runs_for_office(person):
            return "party"
        return "citizen" if len(person.places) < 3 else "official"

    @staticmethod
    def _first_kind(descriptions: list[str]) -> str | None:
        kinds = (kind_of(description, named=True) for description in descriptions)
        return next((kind for kind in kinds if kind), None)

    def _described_kind(self, speaker: Speaker) -> str | None:
        """The kind that the article's descriptions of a person tell."""
        told = [*speaker.descriptions, title_kind(speaker.person.titles)]
        return self._first_kind([*told, *said_beside(self.text, speaker.person)])

    def _kind_of_employer(self, speaker: Speaker) -> str | None:
        """For somebody who speaks for another person or a company."""
        if "spokesperson" not in self._roles_of(speaker):
            return None
        for description in speaker.descriptions:
            for word in description.replace("’s", "").replace("'s", "").split():
                for person in self.names.by_surname.get(word.lower(), []):
                    if person is not speaker.person:
                        return self._kind(self._person(person))
        return "business" if speaker.descriptions else "official"

    def _runs_for_office(self, person: Person) -> bool:
        """Whether a sentence that names the person speaks of an election."""
        for place in person.places if len(person.places) > 1 else []:
            nearest = bisect_right(self.sentence_starts, place) - 1
            end = (self.sentence_starts[nearest + 1 : nearest + 2] or [len(self.text)])[0]
            if _ELECTION.search(self.text, self.sentence_starts[max(nearest, 0)], end):
                return True
        return False

    def _kind_of_thing(self, speaker: Speaker) -> str:
        for description in (speaker.name, *speaker.descriptions):
            kind = kind_of(description)
            if kind:
                return kind
        if "spokesperson" in speaker.roles or "spokes" in speaker.name:
            return "official"
        return "group" if speaker.name[:1].isupper() or speaker.plural else "unnamed"
