"""What a source is as it stands: a name, a pronoun, a role, or a thing that speaks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from framing.extractors.person_names import (
    CAPITALISED,
    NOT_IN_NAMES,
    TITLES,
    bare,
    gender_of,
    is_personal,
    split_title,
)
from framing.extractors.source_words import KIND_OF
from framing.extractors.word_list import words

_PRONOUNS = {
    "he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she",
    "they": "they", "their": "they", "them": "they", "it": "it", "its": "it",
    "who": "who", "which": "who", "that": "who", "whom": "who",
    "i": "i", "we": "i", "my": "i", "our": "i", "me": "i", "us": "i", "you": "i",
    "mine": "i", "ours": "i", "your": "i", "yours": "i",
}  # fmt: skip
_ABBREVIATIONS = ("WHO", "US", "IT")
TAIL = re.compile(r",|\(|\bwho(?:['’]\w+)?\b|—|–")
_RELATIVE = re.compile(r"(?:[Ww]ho|[Ww]hom|[Ww]hose|[Ww]hich)\b")
_CLAUSE = re.compile(
    r"(?:because|since|when|while|if|though|although|unless|until)\b", re.IGNORECASE
)
_LEFT_OPEN = re.compile(
    r"(?:(?:^|\s+)(?:and|or|but|of|the|an?|in|at|for|from|with|to|by|on))+$", re.I
)
_NO_NOUNS = words(
    "so then now also still even just yet here there far together rather instead perhaps maybe "
    "indeed thus hence not no yes but and or if as than too mr mrs ms dr"
)
_DETERMINER = r"(?:the|an?|some|many|several|other|those|two|three)\b"
_NOUN = re.compile(
    rf"(?:\b({_DETERMINER})\s+(?:(?!{_DETERMINER})[\w’'-]+\s+){{0,2}})?(?!\d)\w[\w’'-]*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:[\s,]|\b(?:and|but|or))+$")
_DOES = re.compile(
    r"\s(?:(?!hundred|called|named|based|related|armed)[a-z]{3,}ed|plans|wants|hopes|intends)\s"
)  # a verb that was taken with its subject: `the port plans to install cranes`
_CONTRACTED = re.compile(r"(?<=\w)['’](?:re|ve|ll|d|m|s)$")
_SELF = re.compile(r"\s+(?:himself|herself|itself|themselves)$|^(?:even|not|only)\s+", re.I)
_OF = re.compile(r"\s(?:of|from)\s")
_PREPOSITION = re.compile(r"\b(?:for|of|at|with|from|in|to|on)\b")
_LINKS = ("of", "for", "in", "from", "at", "and", "to", "by", "on", "near")
ROLES = words(
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
    "contender rival native speaker prosecutor sheriff detective scientist historian head boss "
    "headteacher headmaster headmistress principal commissioner inspector engineer negotiator "
    "auditor councillor vicar rabbi imam captain coach"
)
_BODIES = words(
    "company firm group agency party union ministry department office organisation organization "
    "association authority charity paper newspaper magazine network bank report film book show "
    "court campaign council university hospital school town city country league team club "
    "federation coalition alliance movement operator airline carrier retailer manufacturer"
)
_SHE_ROLES = words(
    "spokeswoman woman mother wife daughter sister congresswoman businesswoman chairwoman queen "
    "actress"
)
_HE_ROLES = words(
    "spokesman man father husband son brother congressman businessman chairman king prince pope "
    "pontiff priest"
)
AGED = re.compile(r"(\d{1,3})-year-old")
SAME_ROLE = {
    "pres": "president", "sen": "senator", "gov": "governor", "rep": "representative",
    "congressman": "representative", "congresswoman": "representative", "gen": "general",
    "prof": "professor", "dr": "doctor",
    "spokeswoman": "spokesperson", "spokesman": "spokesperson", "chairwoman": "chairman",
    "physician": "doctor", "neurosurgeon": "surgeon", "mogul": "businessman",
    "billionaire": "businessman", "magnate": "businessman", "tycoon": "businessman",
    "nominee": "candidate", "contender": "candidate", "hopeful": "candidate",
    "attorney": "lawyer", "pontiff": "pope",
}  # fmt: skip
"""Roles that are one and the same for telling who is meant."""


class Mention(NamedTuple):
    """One source as it is written.

    `form` is `name`, `pronoun`, `role` (a definite person without a name), `own` (the author),
    `none` (no noun phrase) or `other` (an organisation, a document, a collective, somebody who
    stays without a name).
    """

    start: int
    end: int
    form: str
    words: str  # the name, pronoun, role noun, or the whole phrase
    descriptions: tuple[str, ...] = ()
    gender: str = ""
    owner: str = ""  # `the minister` in `the minister's aide`


def read_mention(text: str, start: int, end: int) -> Mention:
    """Read a source as it is written.

    Examples
    --------
    >>> text = "Port spokesman Ivan Orlov, a sailor,"
    >>> read_mention(text, 0, len(text))[2:5]
    ('name', 'Ivan Orlov', ('Port spokesman', 'a sailor'))
    >>> read_mention("the mayor’s aide", 0, 16)[2:]
    ('role', 'aide', ('the mayor’s aide',), '', 'the mayor')
    >>> text = "The head of the port, Ivan Orlov"
    >>> read_mention(text, 0, len(text))[2:5]
    ('name', 'Ivan Orlov', ('The head of the port',))
    """
    phrase = bare(" ".join(text[start:end].split()).strip(' ,;:—–-"“”'))
    return _read(phrase)._replace(start=start, end=end)


@lru_cache(maxsize=20_000)
def _read(phrase: str) -> Mention:
    lowered = _CONTRACTED.sub("", phrase.lower())
    if lowered in _PRONOUNS and phrase not in _ABBREVIATIONS:
        pronoun = _PRONOUNS[lowered]
        form = "own" if pronoun == "i" else "pronoun"
        gender = pronoun if pronoun in ("he", "she") else ""
        return Mention(-1, -1, form, pronoun, (), gender)
    if _RELATIVE.match(phrase):
        return Mention(-1, -1, "pronoun", "who")
    cut = TAIL.search(phrase)
    head = phrase[: cut.start()].strip() if cut else phrase
    head = _whole(_SELF.sub("", head).strip(" )"))
    if not head or _CLAUSE.match(head) or head.rstrip(".").lower() in _NO_NOUNS:
        return Mention(-1, -1, "none", "")
    tail = phrase[cut.start() :].strip(" ,)") if cut else ""
    return (
        _by_name(head, tail)
        or _by_apposed_name(head, tail)
        or _by_role(head, phrase)
        or Mention(-1, -1, "other", head or phrase, (phrase,))
    )


def _whole(head: str) -> str:
    """A noun phrase without what was left open at its end or does not belong to it.

    `Ms. Brandt left` is Ms. Brandt, `a ministry official and` an official.
    """
    closed = _LEFT_OPEN.sub("", head)
    titled = CAPITALISED.match(closed)
    rest = closed[titled.end() :] if titled else ""
    if (
        rest.islower()
        and bare(titled.group()) == titled.group()
        and gender_of(titled.group().split())
    ):
        return titled.group()
    doing = _DOES.search(closed)
    if doing and KIND_OF.get(bare(closed[: doing.start()].split()[-1]).lower()):
        return closed[: doing.start()]
    return closed


def _by_name(head: str, tail: str) -> Mention | None:
    named = _named(head)
    place = ""
    if named is None:
        named, place = _named_of_place(head)
    if named is None:
        return None
    titles, name = named
    before = head[: head.rindex(name)].strip()
    told = tuple(words for words in (before, place, tail) if words)
    return Mention(-1, -1, "name", name, told, gender_of(titles))


def _by_apposed_name(head: str, tail: str) -> Mention | None:
    """`The head of the port, Ivan Orlov`; not `the company, Blue Lines`."""
    noun = head_noun(head)
    if not tail or noun.endswith("s") or noun in _BODIES:
        return None
    if noun not in ROLES and noun not in KIND_OF:
        return None
    named = _named(tail.split(",")[0].strip())
    if named is None or len(named[1].split()) < 2:
        return None
    gender = gender_of(named[0]) or _role_gender(noun)
    return Mention(-1, -1, "name", named[1], (head,), gender)


def _by_role(head: str, phrase: str) -> Mention | None:
    role = _role(head)
    if role is None:
        return None
    owner = _owner(head, role)
    definite = head.lower().startswith(("the ", "his ", "her ", "their "))
    if definite or owner:
        return Mention(-1, -1, "role", role, (phrase,), _role_gender(role), owner)
    return Mention(-1, -1, "other", head, (phrase,), _role_gender(role))


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
    if not is_personal(name) or (len(name) == 1 and _no_name(name[0], titles)):
        return None
    before = f"{head[: found.start()]}{words[0] if words[0] == 'The' else ''}".lower().split()
    if before[-1:] == ["the"] and not _is_titled(titles):
        return None
    while before[-1:] and before[-1] in ("the", "a", "an"):
        before.pop()
    if before and before[-1] in _LINKS:
        return None
    return titles, " ".join(name)


def _is_titled(titles: list[str]) -> bool:
    """`The Rev. Ida Brandt`, unlike `The Daily Gull` and `the Sunday Lantern`."""
    return any(title.rstrip(".").lower() in TITLES for title in titles)


def _no_name(word: str, titles: list[str]) -> bool:
    """`The Minister`, `Both`: a single capitalised word that is no name."""
    lowered = word.rstrip(".").lower()
    if lowered in NOT_IN_NAMES or lowered in ROLES:
        return True
    return lowered in KIND_OF and not titles


def _named_of_place(head: str) -> tuple[tuple[list[str], str] | None, str]:
    """`Ida Brandt of the Sailors’ Union`: the name, and of what."""
    of = _OF.search(head)
    place = head[of.end() :] if of else ""
    if not of or not place.removeprefix("the ")[:1].isupper():
        return None, ""
    named = _named(head[: of.start()])
    if named is None or not (named[0] or len(named[1].split()) > 1):
        return None, ""
    return named, f"of {place}"


def head_noun(head: str) -> str:
    """The last word before the first preposition: `spokesman` in `the spokesman for Orlov`."""
    first = _PREPOSITION.split(head, maxsplit=1)[0].split()
    return bare(first[-1]).lower() if first else ""


def noun_at_the_end(text: str) -> str:
    """The noun with which a text ends, with its article; empty if it may be no noun.

    Examples
    --------
    >>> noun_at_the_end("It was given to a ministry mole, ")
    'a ministry mole'
    >>> noun_at_the_end("They came together, ")
    ''
    """
    found = _NOUN.search(_TRAILING.sub("", text))
    if found is None:
        return ""
    last = bare(found.group().split()[-1])
    named = last[0].isupper() and last.lower() not in NOT_IN_NAMES
    known = last.lower() in KIND_OF or last.endswith("s")
    return found.group() if found[1] or named or known else ""


def _role(head: str) -> str | None:
    """The noun that names a single person's role, or None."""
    noun = head_noun(head)
    return noun if noun in ROLES or AGED.fullmatch(noun) else None


def _role_gender(role: str) -> str:
    return "she" if role in _SHE_ROLES else "he" if role in _HE_ROLES else ""


def _owner(head: str, role: str) -> str:
    """Whose aide: `Vladimir Orlov` in `Vladimir Orlov’s aide`."""
    match = re.search(r"^(.*?)(?:'s|’s|s’|s') (?:[\w-]+ ){0,3}" + re.escape(role), head, re.I)
    return match.group(1) if match else ""
