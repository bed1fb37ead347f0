"""The names of persons in one article: full names, and which full name a surname stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from framing.extractors.first_names import GENDER
from framing.extractors.source_words import KIND_OF
from framing.extractors.word_list import words

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_SHORT = words(
    "Sen Rep Gov Gen Dr Mr Mrs Ms Lt Col Sgt Capt Maj Adm Prof Rev St Jr Sr Hon Atty Cmdr Pres Sec "
    "Det Supt Insp Amb"
)
_REST = (
    rf"(?:\.(?:{_UPPER}\.)*+"  # initials
    rf"|(?={'|'.join(sorted({title[1:] for title in _SHORT}))})"
    rf"(?:{'|'.join(rf'(?<={title[0]}){title[1:]}[.]' for title in sorted(_SHORT))})"
    r"|[\w’'-]*)"
)
_PARTICLE = r"(?:al|bin|ibn|de|del|della|der|den|di|da|dos|van|von|la|le|el|ten|ter|y)"
_ARTICLE = r"(?:(?:[ae]l|a[dnrs]|ul)-|[dl]['’])"
CAPITALISED = re.compile(
    rf"{_UPPER}(?<!\w.){_REST}"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])*{_ARTICLE}?{_UPPER}{_REST}(?!\w))*"
)
"""A run of capitalised words, as names are written, with `de` and `bin` between them. It begins
with the capital, which is quickly looked for."""
_PERSONAL = {"mr": "he", "mrs": "she", "ms": "she", "miss": "she", "sir": "he", "lord": "he",
             "lady": "she", "madam": "she", "dr": "", "prof": "", "rev": "", "dame": "she",
             "sheikh": "he", "mx": "", "herr": "he", "frau": "she", "monsieur": "he",
             "madame": "she"}  # fmt: skip
TITLES = words(
    "president vice-president minister prime senator sen representative rep congressman "
    "congresswoman governor gov mayor secretary general gen colonel col lieutenant lt sergeant sgt "
    "captain capt major maj admiral adm judge justice chancellor speaker sheriff ambassador pope "
    "king queen prince princess director chairman chairwoman chair leader commissioner chief "
    "professor attorney premier councilman councilwoman senate lawmaker father sister bishop "
    "archbishop cardinal imam rabbi detective officer inspector commander spokesman spokeswoman "
    "assemblyman treasurer deputy insp supt det dci superintendent constable former nominee "
    "candidate democrat republican democratic pres"
) | frozenset(_PERSONAL)
_BEFORE_SURNAMES = words(
    "president pres sen rep gov gen col judge justice mayor senator governor representative "
    "secretary minister chancellor congressman congresswoman sheriff ambassador pope speaker king "
    "queen prince princess captain officer detective professor premier general colonel admiral"
) | frozenset(_PERSONAL)
NOT_IN_NAMES = words(
    "the a an and but or in on at of for from to with by as when while if though although after "
    "before since because that this these those it he she they we i you his her their its our my "
    "what who where why how which there here not no yes so then now also still even just yet both "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december asked according despite during until "
    "unlike like under over about between among more most some many one two three earlier later "
    "last next many only such each every other another whether meanwhile however"
)
_ORGANISATION = words(
    "party committee house department university institute ministry council agency bank group inc "
    "court police union association news times post journal street news press network corp company "
    "foundation center centre college school office board bureau service commission congress "
    "senate parliament states kingdom nations city county state street avenue church hospital "
    "airlines airport hotel tower act law program project fund conference convention hall square "
    "north south east west new united national international american russian british "
    "french german "
    "chinese european white supreme federal republic army navy force forces guard corps "
    "league club "
    "team media magazine review daily weekly tribune herald radio television poll survey report "
    "campaign administration security intelligence research policy affairs rights "
    "observer gazette chronicle examiner guardian dispatch electric motors mills dynamics "
    "federation association organisation organization society authority alliance coalition "
    "watch insider monitor globe journalism klan arena groups americans republicans democrats day "
    "chamber trust without lines railways holdings industries ministry league village port"
)

PLACES = words(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia "
    "hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts "
    "michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon "
    "pennsylvania tennessee texas utah vermont virginia wisconsin wyoming hampshire jersey mexico "
    "york dakota carolina america britain england france germany russia china iran iraq israel "
    "syria turkey ukraine japan india canada europe london paris moscow washington brussels"
)
_BEFORE_PLACES = words("las los san santa fort mount lake cape port saint puerto costa")
BODIES = words(
    "greenpeace oxfam amnesty unicef unhcr microsoft google facebook twitter apple amazon tesla "
    "boeing uber walmart exxon pfizer naacp aclu nra isis hamas hezbollah taliban reuters "
    "bloomberg nato opec nasa"
)  # names of their own, with a place after them or a person
_ROLES = frozenset(KIND_OF) - set(GENDER) - BODIES | PLACES


MOST_CALLED = 100
"""Titles and descriptions that are kept of one: a text of megabytes has thousands of the same."""


@dataclass
class Person:
    """One named person of an article."""

    name: str
    surname: str
    gender: str = ""
    count: int = 0
    places: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    town: bool = False  # it stands after `in` or `near`, and its first name is not known

    @property
    def usual(self) -> bool:
        """Whether the name begins with a known first name, or is a surname with a title."""
        words = self.name.split()
        return len(words) == 1 or words[0].lower() in GENDER


def split_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Titles and the like before a name, and the name: (`Texas Sen.`, `Ida Brandt`)."""
    cut = 0
    for at, word in enumerate(words[:-1]):
        low = word.rstrip(".").lower()
        if low in TITLES or word.lower() in NOT_IN_NAMES or low in _ROLES:
            cut = at + 1
    if len(words) - cut > 2:
        known = [at for at in range(cut, len(words) - 1) if words[at].lower() in GENDER]
        cut = known[0] if known else cut
    titles = [word for word in words[:cut] if word.lower() not in NOT_IN_NAMES]
    return titles, words[cut:]


def is_personal(words: list[str]) -> bool:
    """Whether a run of capitalised words can be the name of a person."""
    if not words or words[-1].rstrip(".").lower() in _ORGANISATION or words[0].lower() in BODIES:
        return False
    known = len(words) > 1 and words[0].lower() in GENDER
    if len(words) > 1 and words[0].lower() in _BEFORE_PLACES:
        return False
    if not known and any(word.rstrip(".").lower() in _ORGANISATION for word in words):
        return False
    return not any(len(word) > 2 and word.isupper() and "." not in word for word in words)


def _without_stop(word: str) -> str:
    return word if "." in word[:-1] else word.rstrip(".,")


def surname_key(surname: str) -> str:
    """A surname however it is written: `O'Brien` and `O’Brien`, `al-Brandt`, `Al-Brandt`."""
    return surname.lower().replace("’", "'")


def bare(word: str) -> str:
    """A name without its possessive."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


_EPITHET = re.compile(r"\w+-[a-zß-öø-ÿ]\w+")  # `Penny-pinching Brandt`


@lru_cache(maxsize=20_000)
def _title_and_name(run: str) -> tuple[list[str], list[str]]:
    """The titles and the name in a run of capitalised words; the lists are not to be changed."""
    titles, name = split_title([bare(word) for word in run.split()])
    while name and (name[0].rstrip(".").lower() in NOT_IN_NAMES or _EPITHET.fullmatch(name[0])):
        name = name[1:]
    return titles, [_without_stop(word) for word in name]


_JUNIOR = ("jr", "sr", "iii", "ii", "iv")
_WHERE = (" in ", " near ", " at ", " outside ")


class Names:
    """Every person named in a text, found by surname or by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_ends: dict[tuple, Person] = {}  # first name and surname, whatever is between
        self.people: dict[str, Person] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.mentions: list[tuple[int, Person]] = []
        loose = [
            (match.start(), titles, name)
            for match in CAPITALISED.finditer(text)
            for titles, name in [_title_and_name(match.group())]
            if name
        ]
        for place, titles, name in loose:
            if 2 <= len(name) <= 4 and is_personal(name):
                self._add(place, titles, name)
        for place, titles, name in loose:
            if len(name) == 1:
                self._add_surname(place, titles, name[0])
        self.mentions.sort(key=lambda mention: mention[0])
        self._places = [place for place, _ in self.mentions]

    def _add(self, place: int, titles: list[str], name: list[str]) -> None:
        full, surname = self._told_apart(titles, name), name[-1]
        junior = surname.lower().rstrip(".") in _JUNIOR and len(name) > 2
        if junior:
            surname = name[-2]
        person = self.people.get(full)
        if person is None:
            first = name[0].lower()
            key = (first, surname_key(surname), junior) if len(name) > 1 else (full,)
            person = self._by_ends.get(key)
            if person is None:
                person = self._by_ends[key] = Person(full, surname, GENDER.get(first, ""))
                self.by_surname.setdefault(surname_key(surname), []).append(person)
                self.by_first.setdefault(first, []).append(person)
            self.people[full] = person
            person.name = max(person.name, full, key=len)
        self._note(person, place, titles)
        if not titles and not person.usual and self._text.endswith(_WHERE, 0, place):
            person.town = True

    def _told_apart(self, titles: list[str], name: list[str]) -> str:
        """`Mrs Brandt`, if another Brandt goes without a first name as well."""
        full = " ".join(name)
        known = self.people.get(full) if len(name) == 1 else None
        genders = {known.gender, gender_of(titles)} if known else set()
        return f"{titles[-1]} {full}" if len(genders - {""}) == 2 else full

    def _add_surname(self, place: int, titles: list[str], surname: str) -> None:
        if not titles and surname_key(surname) not in self.by_surname:
            return
        gender = gender_of(titles) or self._of_president(surname, titles)
        person = self.find(surname, gender, place)
        if person is None and titles and titles[-1].rstrip(".").lower() in _BEFORE_SURNAMES:
            if is_personal([surname]) and surname.lower() not in _ROLES and len(surname) > 2:
                self._add(place, titles, [surname])
        elif person is not None:
            self._note(person, place, titles)

    def _of_president(self, surname: str, titles: list[str]) -> str:
        """A president goes without a first name: not to be taken for a wife who has one."""
        people = self.by_surname.get(surname_key(surname), [])
        if "President" not in titles or any("President" in person.titles for person in people):
            return ""
        return "he" if people and all(person.gender == "she" for person in people) else ""

    def _note(self, person: Person, place: int, titles: list[str]) -> None:
        person.count += 1
        person.places.append(place)
        if len(person.titles) < MOST_CALLED:
            person.titles += titles
        person.gender = person.gender or gender_of(titles)
        self.mentions.append((place, person))

    def find(self, surname: str, gender: str, place: int) -> Person | None:
        """The person that a surname means at a place: the one named last, else the most named."""
        people = self.by_surname.get(surname_key(surname), [])
        fitting = [p for p in people if not (gender and p.gender and p.gender != gender)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return max(fitting, key=lambda p: (p.places[0] <= place, p.usual, p.count, -p.places[0]))

    def before(self, place: int, reach: int) -> list[tuple[int, Person]]:
        """The mentions of persons in the `reach` characters before a place, nearest last."""
        first = bisect_left(self._places, place - reach)
        return self.mentions[first : bisect_left(self._places, place)]


def gender_of(titles: list[str]) -> str:
    """`he` or `she` where a title tells."""
    genders = {_PERSONAL.get(title.rstrip(".").lower(), "") for title in titles}
    return min(genders - {""}, default="")


def title_kind(titles: list[str]) -> str:
    """The titles as a description from which the kind of source can be told."""
    words = [title.rstrip(".") for title in titles]
    told = (word for word in words if word.lower() in TITLES or word is words[-1])
    return " ".join(word for word in told if word.lower() == "former" or word.lower() in KIND_OF)
