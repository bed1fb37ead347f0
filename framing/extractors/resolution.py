"""From sources as written to speakers: one name for a person under several descriptions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from framing.extractors.anonymity import withheld
from framing.extractors.mentions import (
    AGED,
    ROLES,
    SAME_ROLE,
    TAIL,
    Mention,
    head_noun,
    noun_at_the_end,
)
from framing.extractors.nearness import REACH, Nearness, fits
from framing.extractors.organisations import (
    initials,
    name_before_bracket,
    name_that_ends_in,
)
from framing.extractors.person_names import Names, Person, bare
from framing.extractors.roles import (
    AFFILIATIONS,
    OFFICES,
    elsewhere,
    has_role,
    qualifiers,
    shared,
)
from framing.extractors.source_types import ANONYMOUS, kind_of
from framing.extractors.source_words import KIND_OF
from framing.extractors.speaker_kinds import Kinds, Speaker, role_words
from framing.text import Document

_RECENT = 40  # speakers among whom a pronoun or a role looks
_WHOSE = re.compile(r"(its|their|his|her) (.+)", re.IGNORECASE)
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|their|his|her)\s+", re.IGNORECASE)


class Speakers:
    """The speakers of one article, filled source by source in the order of the text."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document, self.text = document, document.text
        self.is_title = document.field == "title"
        self.names = names
        self.near = Nearness(document, names)
        self.of: dict[tuple[int, int], Speaker | None] = {}
        self.by_key: dict[str, Speaker] = {}
        self.heard: list[Speaker] = []  # in the order in which they were last heard
        self.kinds = Kinds(document, names)

    def resolve(self, mention: Mention) -> None:
        """Find the speaker of the next source."""
        speaker = self._speaker(mention)
        self.of[mention.start, mention.end] = speaker
        if speaker is None:
            return
        speaker.gender = speaker.gender or mention.gender
        speaker.describe(map(self._spelled_out, mention.descriptions))
        speaker.last = mention.start
        if speaker in self.heard:
            self.heard.remove(speaker)
        self.heard.append(speaker)

    def withhold_names(self) -> None:
        """Tell each source, once all are known, where the text withholds its name."""
        starts = [*self.near.sentence_starts, len(self.text)]
        places = sorted(self.of)
        for clause in withheld(self.document):
            at = bisect_right(starts, clause.start)
            first, last = starts[max(at - 1, 0)], starts[min(at, len(starts) - 1)]
            inside = [
                (max(clause.start - end, start - clause.end, 0), self.of[start, end])
                for start, end in places[
                    bisect_left(places, (first, 0)) : bisect_left(places, (last, 0))
                ]
                if self.of[start, end] and self.of[start, end].person is None
            ]
            if inside:
                nearest = min(inside, key=lambda found: found[0])[1]
                nearest.descriptions.append(self.text[clause.start : clause.end].strip(" ,"))

    def _spelled_out(self, description: str) -> str:
        """`its chairman` is of what was heard last."""
        whose = _WHOSE.match(description)
        if whose is None:
            return description
        if whose.group(1).lower() in ("its", "their"):
            owner = self._last_thing(plural=whose.group(1).lower() == "their")
            return f"{whose.group(2)} of {owner.name}" if owner else description
        people = (speaker for speaker in reversed(self.heard) if speaker.person)
        owner = next(people, None)
        return f"{owner.name}’s {whose.group(2)}" if owner else description

    def named(self, mention: Mention) -> tuple[str, str]:
        """Resolved name and kind of a source; two empty strings for the author."""
        speaker = self.of[mention.start, mention.end]
        if speaker is None:
            return "", ""
        while speaker.merged is not None:
            speaker = speaker.merged
        return speaker.name, self.kinds.of(speaker)

    # who is meant ------------------------------------------------------------------------

    def _speaker(self, mention: Mention) -> Speaker | None:
        if mention.form in ("own", "none"):
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
        plain = not mention.descriptions or name.endswith("s") or name.lower() in KIND_OF
        if len(words) == 1 and not mention.gender and plain:
            return self._thing(mention)
        return self._person(self._unlisted(name))

    def _unlisted(self, name: str) -> Person:
        """Somebody whose name is not known from elsewhere in the text, with its places."""
        places = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", self.text)]
        return Person(name, name.split()[-1], places=places)

    def _person(self, person: Person) -> Speaker:
        speaker = self._keyed(person.name)
        speaker.person = person
        speaker.plural = False
        speaker.gender = speaker.gender or person.gender
        return speaker

    def _keyed(self, name: str) -> Speaker:
        name = _DEFINITE.sub("", name)
        key = name.lower()
        if key not in self.by_key:
            self.by_key[key] = Speaker(name, plural=key.endswith("s"))
        return self.by_key[key]

    def _thing(self, mention: Mention) -> Speaker:
        """An organisation, a document, a group; `the ministry` is the ministry named before."""
        words = mention.words
        person = self.names.find(words, "", mention.start) if words[:1].isupper() else None
        if person is not None and person.usual and words.count(" ") == 0:
            return self._person(person)
        namesakes = self.names.by_first.get(words.lower(), []) if words[:1].isupper() else []
        if len(namesakes) == 1:
            return self._person(namesakes[0])
        key = _DEFINITE.sub("", words).lower()
        holder = self._only_holder(key, mention) if self.is_title else None
        if holder is not None:
            return self._person(holder)
        spelled_out = self._spelled_in_full(_DEFINITE.sub("", words))
        if spelled_out is not None:
            return spelled_out
        definite = self.is_title or key != words.lower()
        if definite and " " not in key:
            heard = self._heard_as(key)
            name = None if heard else name_that_ends_in(key, self.text, mention.start)
            return heard or self._keyed(name or words)
        return self._keyed(words)

    def _only_holder(self, key: str, mention: Mention) -> Person | None:
        """`Mayor` in a headline, which goes without `the`: the one person who is called so."""
        role = SAME_ROLE.get(key, key)
        holders = {
            person.name: person
            for person in self.names.people.values()
            if key in ROLES and self._holds(Speaker(person.name, person), role, mention)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _spelled_in_full(self, short: str) -> Speaker | None:
        """`the OOS`: what was heard, or is named before `(OOS)`, with these initials."""
        if not (short.isupper() and short.isalpha() and len(short) > 1):
            return None
        names = (
            speaker
            for speaker in reversed(self.heard)
            if speaker.person is None and speaker.name.split()[-1][:1].isupper()
        )
        heard = next((thing for thing in names if initials(thing.name) == short), None)
        name = None if heard else name_before_bracket(self.text, short)
        return self._keyed(name) if name else heard

    def _heard_as(self, noun: str) -> Speaker | None:
        """What was heard last under a noun and has no name of its own."""
        things = (speaker for speaker in reversed(self.heard) if speaker.person is None)
        return next((thing for thing in things if head_noun(thing.name) == noun), None)

    def _pronoun(self, mention: Mention) -> Speaker | None:
        if mention.words == "who":
            return self._antecedent(mention.start)
        if mention.words in ("they", "it"):
            return self._last_thing(plural=mention.words == "they")
        return self._last_person(mention)

    def _last_thing(self, *, plural: bool) -> Speaker | None:
        things = [speaker for speaker in reversed(self.heard) if not speaker.single]
        alike = (thing for thing in things if thing.plural == plural)
        return next(alike, things[0] if things else None)

    def _last_person(self, mention: Mention) -> Speaker | None:
        """The person for whom `he` or `she` stands: heard or named last, preferably as subject."""
        scores: list[tuple[float, int, Speaker]] = []
        for speaker in self.heard[-_RECENT:]:
            if speaker.personal and fits(speaker.gender, mention.gender):
                score = self.near.of(speaker.last, mention.start) + 3 * speaker.single
                scores.append((score, speaker.last, speaker))
        named = self.near.last_named(mention)
        if named is not None:
            scores.append((named[0], named[1], self._person(named[2])))
        if not scores:
            return None
        return max(scores, key=lambda scored: scored[:2])[2]

    def _antecedent(self, place: int) -> Speaker | None:
        """The noun before `who`, if a noun stands there."""
        nearest = max(bisect_right(self.near.sentence_starts, place) - 1, 0)
        start = self.near.sentence_starts[nearest] if self.near.sentence_starts else 0
        inside = [person for at, person in self.names.before(place, place - start)
                  if at >= start and not person.town]  # fmt: skip
        noun = noun_at_the_end(self.text[start:place])
        word = head_noun(noun)
        if inside and not (word in KIND_OF and word.endswith("s")):
            return self._person(inside[-1])
        return (self._heard_as(word) or self._keyed(noun)) if noun else None

    # roles -------------------------------------------------------------------------------

    def _role(self, mention: Mention) -> Speaker:
        """`the spokesman`: who was called so, else the person heard last."""
        role = SAME_ROLE.get(mention.words, mention.words)
        if any(map(ANONYMOUS.search, mention.descriptions)):
            return self._heard_as(mention.words) or self._new_role(mention, role)
        apposed = self._apposed(mention.start)
        if apposed is not None:
            return self._person(apposed)
        told_apart = role not in AFFILIATIONS
        known = [
            s for s in self.heard[-_RECENT:]
            if told_apart and s.merged is None and self._holds(s, role, mention)
        ]  # fmt: skip
        named = [s for s in known if s.person and fits(s.gender, mention.gender)]
        best = max(reversed(named), key=lambda s: shared(mention, self.kinds.told(s)), default=None)
        if best and (not qualifiers(mention) or shared(mention, self.kinds.told(best))):
            return best
        described = self._described(role, mention) if told_apart else None
        if best or described:
            return self._person(described) if described else best
        if mention.owner and not known:
            return self._new_role(mention, role)
        titled = self._titled(role, mention) if told_apart else None
        if titled is not None:
            return self._person(titled)
        for speaker in reversed(self.heard[-_RECENT:]):
            if speaker.merged is None and self._may_be(speaker, mention, role):
                speaker.roles.add(role)
                self._merge(role, speaker)
                return speaker
        named_before = None if known or role in OFFICES else self.near.last_named(mention)
        if named_before is not None and not mention.owner and named_before[0] > -3:
            speaker = self._person(named_before[2])
            speaker.roles.add(role)
            return speaker
        return known[-1] if known else self._new_role(mention, role)

    def _apposed(self, place: int) -> Person | None:
        """`Ida Brandt, the minister`: the person whose name ends right before a place."""
        named = self.names.before(place, 60)
        before = self.text[max(0, place - 60) : place].rstrip()
        return named[-1][1] if named and before.endswith(f"{named[-1][1].surname},") else None

    def _new_role(self, mention: Mention, role: str) -> Speaker:
        speaker = self._keyed(TAIL.split(mention.descriptions[0])[0].strip())
        speaker.roles.add(role)
        return speaker

    def _holds(self, speaker: Speaker, role: str, mention: Mention) -> bool:
        """Whether somebody is called by a role, and nowhere else than where the source says."""
        called = has_role(self.kinds.roles_of(speaker), role, mention)
        return called and not elsewhere(mention, self.kinds.told(speaker))

    def _may_be(self, speaker: Speaker, mention: Mention, role: str) -> bool:
        if speaker.person is None or mention.start - speaker.last > REACH:
            return False
        if role in OFFICES and qualifiers(mention) and self.kinds.roles_of(speaker) & OFFICES:
            return False
        if not fits(speaker.gender, mention.gender):
            return False
        if elsewhere(mention, self.kinds.told(speaker)):
            return False
        kind, known = kind_of(mention.words, named=True), self.kinds.described(speaker)
        return role in AFFILIATIONS or not (kind and known) or kind == known

    def _merge(self, role: str, speaker: Speaker) -> None:
        """A role that was heard before anybody had a name gets the name."""
        for other in self.heard[-_RECENT:]:
            if other is not speaker and other.person is None and role in other.roles:
                other.merged = speaker
                speaker.describe(other.descriptions)

    def _described(self, role: str, mention: Mention) -> Person | None:
        """The person named before who is said to be this, `the finance minister`, or so old."""
        aged = AGED.search(" ".join(mention.descriptions))
        best, most = None, 0
        for place, person in self.names.before(mention.start, 10 * REACH):
            if aged:
                end = place + len(person.name)
                alike = (
                    re.match(rf",? (?:aged )?{aged[1]}\b", self.text[end : end + 12]) is not None
                )
            else:
                alone = Speaker(person.name, person)
                holds = self._holds(alone, role, mention)
                alike = shared(mention, self.kinds.told(alone)) if holds else 0
            if alike >= max(most, 1):
                best, most = person, alike
        return best

    def _titled(self, role: str, mention: Mention) -> Person | None:
        """The person named last with this title, or of whom most of the same was said."""
        found = [
            person
            for _, person in reversed(self.names.before(mention.start, 10 * REACH))
            if has_role(role_words(" ".join(person.titles)), role, mention)
        ]
        return max(found, key=lambda person: shared(mention, person.titles), default=None)
