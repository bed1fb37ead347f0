"""What an article says right beside the name of a person."""

from __future__ import annotations

import re

from framing.extractors.mentions import ROLES
from framing.extractors.person_names import Person
from framing.extractors.source_words import KIND_OF

_ABBREVIATED = ("sen.", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "prof.", "dr.")
_IS = r"who (?:is|was|has been|serves|served|works|worked|leads|led|runs|heads|chairs|teaches)"
_APPOSITION = re.compile(
    rf"[’']?s?,\s+(?:\d\d,\s+)?((?:an?|the|{_IS}|former|now|of|whose)\b[^.,;”\"]{{3,90}})"
)
_BEFORE = re.compile(r"(?:[\w’'.-]++[ \u00a0])?([\w’'.-]++)[ \u00a0]$")
_APPOSED = re.compile(
    r"(?:^|[^\w’'-])((?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) (?:[\w’'-]+ ){0,3}?([\w’'-]+)"
    r"(?: (?:of|for|at) [^.,;:”\"]{2,50})?), $"
)  # `The mayor of Holm, ` before `Jan Aust,`
PARTISAN = re.compile(
    r"[’']?s?[ \u00a0](?:campaign|supporters?|rally|rallies|voters|surrogates?|delegates?)\b"
)
CAMPAIGN = re.compile(
    r"[’']?s?[ \u00a0](?:(?:presidential|senate|re-?election)[ \u00a0])?"
    r"(?:campaign|candidacy|nomination|bid|delegates?|running[ ]mate)\b"
)
ADMINISTRATION = re.compile(r"[’']?s?[ \u00a0]administration\b")
_BOUNDARY = re.compile(r"\b")


def stands_before(text: str, surname: str, what: re.Pattern[str]) -> bool:
    """Whether a surname stands somewhere in a text right before something.

    Examples
    --------
    >>> stands_before("A Brandt supporter. The Brandt administration.", "Brandt", ADMINISTRATION)
    True
    """
    at = text.find(surname)
    while at >= 0:
        if what.match(text, at + len(surname)) and _BOUNDARY.match(text, at):
            return True
        at = text.find(surname, at + 1)
    return False


def said_beside(text: str, person: Person) -> list[str]:
    """What stands right before and after the name of a person, where it describes somebody.

    Examples
    --------
    >>> said_beside("Ida Brandt, a nurse, left.", Person("Ida Brandt", "Brandt", places=[0]))
    ['a nurse']
    """
    found = []
    for place in person.places[:6]:
        end = text.find(person.surname, place) + len(person.surname)
        after = _APPOSITION.match(text, end)
        if after:
            found.append(after.group(1))
        closed = text[end : end + 1] == ","
        apposed = _APPOSED.search(text[max(0, place - 90) : place]) if closed else None
        if apposed and apposed[2].lower() in ROLES:
            found.append(apposed[1])
        before = _BEFORE.search(text[max(0, place - 60) : place])
        word = before.group(1).lower() if before else ""
        if word in KIND_OF or word in _ABBREVIATED:
            found.append(" ".join(before.group().split()))
    return found
