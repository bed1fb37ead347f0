"""What kind of source a speaker is, from all that the article says of him, her or it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from framing.extractors.anonymity import WITHHELD
from framing.extractors.first_names import GENDER
from framing.extractors.mentions import SAME_ROLE
from framing.extractors.person_names import (
    BODIES,
    CAPITALISED,
    MOST_CALLED,
    PLACES,
    Names,
    Person,
    surname_key,
    title_kind,
)
from framing.extractors.source_types import kind_of, weightiest
from framing.extractors.source_words import KIND_OF
from framing.extractors.surroundings import (
    ADMINISTRATION,
    CAMPAIGN,
    PARTISAN,
    said_beside,
    stands_before,
)
from framing.extractors.word_list import words
from framing.text import Document

_ELECTION = re.compile(
    r"\b(?:campaign\w*|nominees?|nomination|candida\w+|primar(?:y|ies)|caucus\w*|running mate"
    r"|ballots?|voters|polls|polling|GOP|Republican\w*|Democrat\w*|front-?runner|rall(?:y|ies))\b"
)
_CONTEST = re.compile(
    r"\b(?:primar(?:y|ies)|caucus\w*|delegates|nominee|nomination|poll(?:s|ing)?|voters|running for"
    r"|presidential (?:race|bid|campaign|hopeful|candidate)|rall(?:y|ies)|debate|front-?runner)\b"
)  # what is said of those who run, more than of those who govern
_RUNNING = re.compile(
    r"(?<!court )(?<!cabinet )"
    r"\b(?:nominee|candidate|running mate|front-?runner|contender|hopeful)$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    r"^(?:[Tt]he )?(.+?)(?:['’]s|['’]) (?:office|team|camp|staff|aides|people)$"
)
_ELECTED = words(
    "vice-president senator representative governor mayor secretary minister premier mp"
)
_ONLOOKERS = (
    "expert",
    "media",
    "citizen",
    "group",
)  # they speak of elections without standing in them
_PARTY = ("opposition", "ruling", "governing", "party")
_INDEFINITE = re.compile(
    r"(?:an?|another|one|both|n?either|each|some|several|many|most|all|no|two|three|four|five)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w-]+\.?")


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

    def describe(self, descriptions: Iterable[str]) -> None:
        """Add what it is called, once each."""
        for each in descriptions:
            if each not in self.descriptions and len(self.descriptions) < MOST_CALLED:
                self.descriptions.append(each)

    @property
    def single(self) -> bool:
        """Whether it is one person for sure."""
        return self.person is not None or bool(self.roles)

    @property
    def personal(self) -> bool:
        """Whether `he` or `she` can be meant: also one who has nothing but a surname."""
        name = self.name
        bare_name = name.istitle() and name.isalpha() and name.lower() not in KIND_OF
        return self.single or (bare_name and not self.plural)


def role_words(called: str) -> set[str]:
    """The words somebody is called by, each role under one name; a vice president is no president.

    Examples
    --------
    >>> sorted(role_words("Vice President Sen."))
    ['senator', 'vice-president']
    """
    listed = _WORD.findall(called.lower().replace("vice president", "vice-president"))
    return {SAME_ROLE.get(word, word) for word in (each.rstrip(".") for each in listed)}


class Kinds:
    """The kinds of the speakers of one article, each worked out once."""

    def __init__(self, document: Document, names: Names) -> None:
        self._text = document.text
        self._sentence_starts = document.sentences[:, 0].tolist()
        self._names = names
        self._beside: dict[str, list[str]] = {}
        self._kinds: dict[str, str] = {}

    def of(self, speaker: Speaker) -> str:
        """The kind of a speaker of whom nothing more will be said."""
        if speaker.name not in self._kinds:
            self._kinds[speaker.name] = "citizen"  # if two speak for each other
            of = self._of_thing if speaker.person is None else self._of_person
            self._kinds[speaker.name] = of(speaker)
        return self._kinds[speaker.name]

    def told(self, speaker: Speaker) -> list[str]:
        """All that an article calls a speaker."""
        person = speaker.person
        if person is None:
            return speaker.descriptions
        return [*speaker.descriptions, title_kind(person.titles), *self._said_beside(person)]

    def described(self, speaker: Speaker) -> str | None:
        """The kind that the descriptions of a person tell."""
        told = self.told(speaker)
        kinds = [kind_of(each, named=True) for each in told]
        kind = weightiest(kinds)
        if kind == "military" and "official" in kinds:  # a commander of the police
            return "official"
        if kind == "group" and any(self._names_party(each) for each in told):
            return "party"
        return kind

    def _names_party(self, description: str) -> bool:
        """Whether what a description names is called a party elsewhere in the article."""
        names = (match.group() for match in CAPITALISED.finditer(description))
        return any(f"{word} {name}" in self._text for name in names for word in _PARTY)

    def roles_of(self, speaker: Speaker) -> set[str]:
        """Everything a speaker was called, by single words."""
        called = [*speaker.descriptions]
        if speaker.person is not None:
            called += [*speaker.person.titles, *self._said_beside(speaker.person)]
        return speaker.roles | role_words(" ".join(called))

    def _said_beside(self, person: Person) -> list[str]:
        if person.name not in self._beside:
            self._beside[person.name] = said_beside(self._text, person)
        return self._beside[person.name]

    def _of_person(self, speaker: Speaker) -> str:
        person = speaker.person
        told = self.told(speaker)
        kind = self.described(speaker)
        if any(map(_RUNNING.search, told)) or self._is_partisan(speaker, kind, told):
            return "party"
        kind = kind or self._of_employer(speaker)
        if kind:
            return kind
        if stands_before(self._text, person.surname, ADMINISTRATION):
            return "official"
        return "citizen"

    def _is_partisan(self, speaker: Speaker, kind: str | None, told: list[str]) -> bool:
        """Whether somebody speaks as a candidate, also one who is in office."""
        person = speaker.person
        in_office = kind in ("official", "military") and any(
            kind_of(each, named=True) == kind and "former" not in each.lower() for each in told
        )
        if in_office:
            roles = self.roles_of(speaker)
            if "president" in roles or not roles & _ELECTED:
                return False
        if stands_before(self._text, person.surname, CAMPAIGN):
            return True
        if in_office:
            hits, sentences = self._sentences_on(_CONTEST, person)
            return hits >= 3 and hits * 4 >= sentences
        if stands_before(self._text, person.surname, PARTISAN):
            return True
        if kind in _ONLOOKERS:
            return False
        hits, sentences = self._sentences_on(_ELECTION, person)
        if kind == "official":
            return hits > 0
        return hits >= 3 and sentences <= hits * 4

    def _sentences_on(self, what: re.Pattern[str], person: Person) -> tuple[int, int]:
        """How many of the sentences that name a person speak of something."""
        starts = self._sentence_starts
        if len(person.places) < 2:
            return 0, 1
        named_in = {max(bisect_right(starts, place) - 1, 0) for place in person.places}
        bounds = ((at, (starts[at + 1 : at + 2] or [len(self._text)])[0]) for at in named_in)
        hits = sum(bool(what.search(self._text, starts[at], end)) for at, end in bounds)
        return hits, len(named_in)

    def _of_employer(self, speaker: Speaker) -> str | None:
        """For somebody who speaks for another person or a company, or has a post with them."""
        speaks = "spokesperson" in self.roles_of(speaker)
        descriptions = speaker.descriptions if speaks else []
        for word in _WORD.findall(" ".join([*descriptions, *speaker.person.titles])):
            for person in self._names.by_surname.get(surname_key(word), []):
                if person is not speaker.person:
                    return self.of(Speaker(person.name, person))
        if not speaks:
            return None
        return "business" if descriptions else "official"

    def _of_thing(self, speaker: Speaker) -> str:
        name = speaker.name
        if any(map(WITHHELD.search, speaker.descriptions)):
            return "unnamed"
        if name.startswith("@"):
            return "citizen"
        if name.istitle() and name.split()[0].lower() in BODIES:
            return KIND_OF[name.split()[0].lower()]
        kinds = (kind_of(each) for each in (name, *speaker.descriptions))
        kind = next((kind for kind in kinds if kind), None)
        if kind == "group" and any(map(self._names_party, (name, *speaker.descriptions))):
            return "party"
        if kind is not None:
            return self._of_owner(name) or kind
        named = name[:1].isupper() and not _INDEFINITE.match(name)
        if named:
            kind = self._of_named_thing(name)
        if kind is not None:
            return kind
        if "spokesperson" in speaker.roles or "spokes" in name:
            return "official"
        if speaker.gender and not speaker.roles:
            return "citizen"
        return "group" if named or speaker.plural else "unnamed"

    def _of_owner(self, name: str) -> str | None:
        """`Brandt’s office` is of the kind of Brandt, if the article names her."""
        owner = _OFFICE_OF.match(name)
        surname = owner.group(1).split()[-1] if owner else ""
        person = self._names.find(surname, "", 0) if surname else None
        return self.of(Speaker(person.name, person)) if person else None

    def _of_named_thing(self, name: str) -> str | None:
        """From what stands beside the name or what it is short for; a place is its government."""
        if name.lower() in GENDER:
            return "citizen"
        last = name.split()[-1]
        places = [at for at in (self._text.find(name),) if at >= 0]
        beside = said_beside(self._text, Person(name, last, places=places))
        short = self._text.find(f" ({name})")
        if name.isupper() and short > 0:
            beside.append(" ".join(self._text[max(0, short - 40) : short].split()[-2:]))
        kind = next((kind for each in beside if (kind := kind_of(each))), None)
        place = name.lower() in PLACES or f" in {name}" in self._text
        return kind or ("official" if place else None)
