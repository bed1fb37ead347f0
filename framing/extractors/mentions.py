"""What a source is as it stands: a name, a pronoun, a role, or a thing that speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.extractors.person_names import CAPITALISED, bare, gender_of, is_personal, split_title
from framing.extractors.source_types import KIND_OF
from framing.extractors.word_list import words

_PRONOUNS = {
    "he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she",
    "they": "they", "their": "they", "them": "they", "it": "it", "its": "it",
    "who": "who", "which": "who", "that": "who", "whom": "who",
    "i": "i", "we": "i", "my": "i", "our": "i", "me": "i", "us": "i", "you": "i",
}  # fmt: skip
_TAIL = re.compile(r",|\(|\bwho\b|—|–|\u00a0who\b")
_CONTRACTED = re.compile(r"(?<=\w)['’](?:re|ve|ll|d|m|s)$")
_SELF = re.compile(r"\s+(?:himself|herself|itself|themselves)$|^(?:even|not|only)\s+", re.I)
_OF = re.compile(r"\s(?:of|from)\s")
_ROLES = words(
    "spokesman spokeswoman spokesperson man woman aide adviser advisor lawyer attorney "
    "mother father "
    "wife husband son daughter brother sister candidate nominee senator congressman congresswoman "
    "governor mayor president minister secretary chancellor premier businessman "
    "businesswoman mogul "
    "billionaire magnate lawmaker professor author economist analyst official judge general chief "
    "leader chairman chairwoman director manager executive officer veteran doctor surgeon "
    "neurosurgeon reporter host editor columnist pontiff pope king queen prince "
    "ambassador diplomat "
    "former frontrunner front-runner operative strategist representative politician star actor "
    "singer teacher nurse student activist reverend priest bishop admiral colonel commander "
    "democrat republican socialist libertarian celebrity tycoon developer founder ceo hopeful "
    "contender rival native speaker prosecutor sheriff detective scientist historian"
)
_SHE_ROLES = words(
    "spokeswoman woman mother wife daughter sister congresswoman businesswoman chairwoman queen "
    "actress"
)
_HE_ROLES = words(
    "spokesman man father husband son brother congressman businessman chairman king prince pope "
    "pontiff priest"
)
SAME_ROLE = {
    "sen": "senator", "gov": "governor", "rep": "representative", "congressman": "representative",
    "congresswoman": "representative", "gen": "general", "prof": "professor", "dr": "doctor",
    "spokeswoman": "spokesperson", "spokesman": "spokesperson", "chairwoman": "chairman",
    "physician": "doctor", "neurosurgeon": "surgeon", "mogul": "businessman",
    "billionaire": "businessman", "magnate": "businessman", "tycoon": "businessman",
    "nominee": "candidate", "contender": "candidate", "hopeful": "candidate",
    "attorney": "lawyer", "pontiff": "pope",
}  # fmt: skip
"""Roles that are one and the same for telling who is meant."""


class Mention(NamedTuple):
    """One source as it is written.

    `form` is `name`, `pronoun`, `role` (a definite person without a name), `own` (the author) or
    `other` (an organisation, a document, a collective, somebody who stays without a name).
    """

    start: int
    end: int
    form: str
    words: str  # the name, pronoun, role noun, or the whole phrase
    description: str = ""
    gender: str = ""
    owner: str = ""  # `the minister` in `the minister's aide`


def read_mention(text: str, start: int, end: int) -> Mention:
    """Read a source as it is written.

    Examples
    --------
    >>> text = "Port spokesman Ivan Orlov, a sailor,"
    >>> read_mention(text, 0, len(text))[2:5]
    ('name', 'Ivan Orlov', 'Port spokesman , a sailor')
    >>> read_mention("the mayor’s aide", 0, 16)[2:]
    ('role', 'aide', 'the mayor’s aide', '', 'the mayor')
    """
    phrase = bare(" ".join(text[start:end].split()).strip(' ,;:—–-"“”'))
    lowered = _CONTRACTED.sub("", phrase.lower())
    if lowered in _PRONOUNS:
        pronoun = _PRONOUNS[lowered]
        form = "own" if pronoun == "i" else "pronoun"
        gender = pronoun if pronoun in ("he", "she") else ""
        return Mention(start, end, form, pronoun, "", gender)
    cut = _TAIL.search(phrase)
    head = phrase[: cut.start()].strip() if cut else phrase
    head = _SELF.sub("", head).strip(" )")
    tail = phrase[cut.start() :].strip() if cut else ""
    named = _named(head) or _named_of_place(head)
    if named is not None:
        titles, name = named
        before = head[: head.rindex(name)].strip()
        return Mention(start, end, "name", name, f"{before} {tail}".strip(), gender_of(titles))
    role = _role(head)
    if role is not None:
        inside = _named(tail.split(",")[1].strip()) if tail.startswith(",") else None
        if inside is not None and len(inside[1].split()) > 1:
            return Mention(start, end, "name", inside[1], head, _role_gender(role))
        form = "role" if head.lower().startswith(("the ", "his ", "her ", "their ")) else "other"
        owner = _owner(head, role)
        if owner:
            form = "role"
        words = role if form == "role" else phrase
        return Mention(start, end, form, words, phrase, _role_gender(role), owner)
    return Mention(start, end, "other", head or phrase, phrase)


def _named(head: str) -> tuple[list[str], str] | None:
    """Titles and name of the person with whose name a phrase ends, or None."""
    found = None
    for match in CAPITALISED.finditer(head):
        if match.end() == len(head):
            found = match
    if found is None:
        return None
    words = found.group().split()
    titles, name = split_title(words)
    if not is_personal(name) or (
        not titles and len(name) == 1 and name[-1].rstrip(".").lower() in KIND_OF
    ):
        return None
    if head.lower().startswith("the ") and found.start() == 4 and not titles:
        return None
    lead = head[: found.start()].lower().split()
    if lead and lead[-1] in ("of", "for", "in", "from", "at", "and", "to", "by", "on", "near"):
        return None
    return titles, " ".join(name)


def _named_of_place(head: str) -> tuple[list[str], str] | None:
    """`Sen. Ida Brandt of Ohio`: the name before the place."""
    before, of, place = (
        re.split(r"(\s(?:of|from)\s)", head, maxsplit=1) if _OF.search(head) else ("", "", "")
    )
    named = _named(before) if of and place[:1].isupper() else None
    return named if named and (named[0] or len(named[1].split()) > 1) else None


def _role(head: str) -> str | None:
    """The noun that names a single person's role, or None."""
    first = re.split(r"\b(?:for|of|at|with|from|in|to|on)\b", head, maxsplit=1)[0].split()
    last = bare(first[-1]).lower() if first else ""
    return last if last in _ROLES else None


def _role_gender(role: str) -> str:
    return "she" if role in _SHE_ROLES else "he" if role in _HE_ROLES else ""


def _owner(head: str, role: str) -> str:
    """Whose aide: `Vladimir Orlov` in `Vladimir Orlov’s aide`."""
    match = re.search(r"^(.*?)(?:'s|’s|s’|s') (?:[\w-]+ ){0,3}" + re.escape(role), head, re.I)
    return match.group(1) if match else ""
