"""Who is named beside a verb: the noun phrase left or right of it, with its apposition.

There is no parser here. A noun phrase is walked word by word until something that cannot belong to
it: a finite verb, a conjunction between clauses, a comma that opens no apposition.
"""

from __future__ import annotations

from framing.extractors.clauses import QUOTE, Unit
from framing.extractors.cue_verbs import NOUNS_TOO
from framing.extractors.word_list import words

Range = tuple[int, int]

PRONOUNS = words(
    "i you he she it we they who whoever one some many most others another all both nobody none "
    "several few someone everyone everybody somebody few"
)
AUXILIARIES = words(
    "is are was were be been being am has have had having do does did will would can could may "
    "might shall should must ought isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't "
    "didn't won't wouldn't can't cannot couldn't shouldn't isn’t aren’t wasn’t weren’t hasn’t "
    "haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t he'd she'd he’d "
    "she’d they’ve they've we've we’ve i've i’ve"
)
DETERMINERS = words(
    "the a an this that these those his her its their our my your some many most several all "
    "both other another each every any no one two three four five six seven eight nine ten dozens "
    "hundreds thousands few"
)
_PREPOSITIONS = words(
    "of for in at from to on with by about against between among under over near behind"
)
ADVERBS = words(
    "also later then never ever often still once again not n't even just only further now "
    "always already soon too simply first both long since instead"
)
DAYS = words("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight")
_STOPS = words(
    "because that which while when if although though since unless until whether but or yet so "
    "as after before than where why how what then however whereas whose nor like during despite "
    "without within amid went came got made took gave kept let saw began went left ran became "
    "meanwhile including follow followed who whom once also"
)
_LEADING = words(
    "and but or so yet then now still also later meanwhile instead indeed however again only "
    "even just yesterday today tonight earlier once finally perhaps yes no well"
)
_APPOSITION = words(
    "a an the who whose whom which now then formerly also both one former author chief co "
    "director president professor chair chairman chairwoman head leader member minister "
    "spokesman spokeswoman spokesperson secretary senior executive founder editor lawyer attorney "
    "analyst his her its their of from vice deputy governor mayor senator speaker manager"
)
_OFFICES = words(
    "pastor teacher nurse economist historian researcher scientist lawyer attorney pollster "
    "strategist adviser aide commander general owner chairwoman chancellor premier dean publisher "
    "reporter host columnist judge principal treasurer organizer activist physician vice-president "
    "student farmer resident veteran retired self-described longtime who's"
)
_BARE_NOUNS = words("people police women men research congress parliament management staff")
_ASIDES = words(
    "in during speaking meanwhile however when asked citing though on for at after like too "
    "appearing writing responding addressing referring"
)
_ADJUNCT = words(
    "in on during after when while as at before last this earlier later adding saying noting and "
    "but referring speaking citing calling telling yesterday today monday tuesday wednesday "
    "thursday friday saturday sunday via through to about of that recently"
)
_PEOPLE_IN_NAMES = words("of for at from")
_MAX = 16


def subject_before(unit: Unit, end: int, *, is_verb: frozenset[str] | dict) -> Range | None:
    """The noun phrase that ends right before piece `end`, or None."""
    end = _before_time(unit, end)
    if end <= 0:
        return None
    if unit.words[end - 1] == ",":
        return _with_apposition(unit, end - 1, is_verb)
    if unit.words[end - 1] == ")":
        return _before_bracket(unit, end - 1, is_verb)
    return _phrase(unit, end, is_verb)


def _before_time(unit: Unit, end: int) -> int:
    """`Ida Brandt on Monday said`: the noun phrase ends before the time."""
    if end > 1 and unit.lower[end - 1] in DAYS:
        end -= 1
        return end - 1 if unit.lower[end - 1] in ("on", "late", "earlier") else end
    if end > 2 and unit.lower[end - 1] == "week" and unit.lower[end - 2] in ("this", "last"):
        return end - 2
    return end


def _before_bracket(unit: Unit, close: int, is_verb) -> Range | None:
    for at in range(close - 1, max(-1, close - 8), -1):
        if unit.words[at] == "(":
            inner = _phrase(unit, at, is_verb)
            return (inner[0], close + 1) if inner else None
    return None


def _with_apposition(unit: Unit, comma: int, is_verb) -> Range | None:
    """`Anna Weil, a nurse at the clinic,`: from the name to the second comma."""
    for at in range(comma - 1, max(-1, comma - 30), -1):
        if unit.words[at] in (QUOTE, ";", ":", "—", "–"):
            return None
        if unit.words[at] != ",":
            continue
        first = unit.lower[at + 1]
        if first in _ASIDES:
            return _phrase(unit, at, is_verb)
        if not (
            first in _APPOSITION
            or first.endswith("ed")
            or first[0].isdigit()
            or unit.words[at + 1][0].isupper()
        ):
            return None
        short = comma - at <= 3
        if short and at >= 3 and "," in unit.words[max(0, at - 6) : at]:
            wider = _with_apposition(unit, at, is_verb)
            if wider:
                return wider[0], comma + 1
        inner = _phrase(unit, at, is_verb)
        if inner and unit.lower[inner[0]] not in _PREPOSITIONS:
            return inner[0], comma + 1
    return None


def _phrase(unit: Unit, end: int, is_verb) -> Range | None:
    lower, words = unit.lower, unit.words
    if lower[end - 1] in PRONOUNS or lower[end - 1] in ("which", "that", "this"):
        if end >= 2 and lower[end - 2] in DETERMINERS and lower[end - 1] not in PRONOUNS:
            return None
        return end - 1, end
    start = end
    while start > 0 and end - start < _MAX and _belongs(unit, start - 1, end, is_verb):
        start -= 1
    start = _trim_left(unit, start, end)
    if start is None or not any(c.isalpha() for c in words[end - 1]):
        return None
    compound = end - start > 2 and words[end - 2] == "-"
    if not compound and lower[end - 1] in _PREPOSITIONS | DETERMINERS:
        return None
    if end - start == 1 and words[start].islower() and not lower[start].endswith("s"):
        return (start, end) if lower[start] in _BARE_NOUNS else None  # `away`, `hard`
    return start, end


def _belongs(unit: Unit, at: int, end: int, is_verb) -> bool:
    word, low = unit.words[at], unit.lower[at]
    if word in ("-", "'", "’", "/", "&", "%", "$", ".", "@", "_") or low in ("'s", "’s"):
        return word != "." or len(unit.words[at - 1]) <= 4
    if not word[0].isalnum() and word != QUOTE:
        return False
    if word == QUOTE:
        return (
            unit.ends[at] - unit.starts[at] < 30
            and at + 1 < end
            and unit.lower[at - 1] in DETERMINERS
        )
    if low in _STOPS or low in AUXILIARIES:
        return False
    if low == "and":
        return _joins_names(unit, at, end)
    if low in _PREPOSITIONS:
        inside = at + 1 < end and at > 0 and unit.words[at - 1][0].isalnum()
        return inside or (at > 1 and unit.words[at - 1] == "-")  # `passers-by`
    if low in is_verb and word[0].islower() and not _noun_like(unit, at):
        return False
    return low not in PRONOUNS or low in DETERMINERS


def _joins_names(unit: Unit, at: int, end: int) -> bool:
    if at == 0 or at + 1 >= end:
        return False
    left, right = unit.words[at - 1], unit.words[at + 1]
    if left[0].isupper() and right[0].isupper():
        return True
    both_lower = left[0].islower() and right[0].islower()
    return both_lower and right not in DETERMINERS and (left.endswith("s") == right.endswith("s"))


def _noun_like(unit: Unit, at: int) -> bool:
    """A form such as `report` or `claims` after a determiner or adjective."""
    before = unit.lower[at - 1] if at else ""
    if unit.lower[at] in NOUNS_TOO and unit.words[at - 1].islower() and before not in PRONOUNS:
        return True
    return before in DETERMINERS or before in ("'s", "’s", "of", "new", "recent", "-")


def _trim_left(unit: Unit, start: int, end: int) -> int | None:
    lower, words = unit.lower, unit.words
    while start < end and (
        lower[start] in _LEADING
        or (lower[start].endswith("ly") and words[start][0].islower())
        or not (words[start][0].isalnum() or words[start] in (QUOTE, "@"))
    ):
        start += 1
    if start >= end:
        return None
    if lower[start] in _PREPOSITIONS:
        for at in range(start + 2, end):
            if lower[at] in DETERMINERS and lower[at - 1] not in _PREPOSITIONS:
                return at
            if (
                words[at][0].isupper()
                and words[at - 1][0].islower()
                and lower[at - 1] not in DETERMINERS | _PREPOSITIONS
            ):
                return at
        return None
    return start


def subject_after(
    unit: Unit, begin: int, *, is_verb: frozenset[str] | dict, surely: bool = False
) -> Range | None:
    """The noun phrase that begins at piece `begin`, with its apposition, or None.

    `surely` says that a subject must follow, so that `former aide Ida` is one.
    """
    if begin >= len(unit) or not (unit.words[begin][0].isalnum() or unit.words[begin] == "@"):
        return None
    if unit.lower[begin] in PRONOUNS and not _determines(unit, begin):
        return begin, begin + 1
    if not (
        unit.words[begin][0].isupper()
        or unit.words[begin] == "@"
        or unit.lower[begin] in DETERMINERS
        or unit.words[begin][0].isdigit()
        or unit.lower[begin].endswith("s")
        or (surely and unit.lower[begin] not in _STOPS | _ADJUNCT)
    ):
        return None
    at = begin
    while at < len(unit) and at - begin < 45:
        word = unit.words[at]
        if word in (".", ";", ":", "—", "–", "?", "!") or (word == QUOTE and at > begin):
            if word == "." and at + 1 < len(unit) and unit.words[at + 1] not in (QUOTE,):
                at += 1
                continue
            break
        if word == "," and not _opens_apposition(unit, at, is_verb):
            break
        if at > begin and _ends_subject(unit, at, begin, is_verb):
            break
        at += 1
    while (
        at > begin and not unit.words[at - 1][0].isalnum() and unit.words[at - 1] not in (")", ".")
    ):
        at -= 1
    return (begin, at) if at > begin else None


def _determines(unit: Unit, at: int) -> bool:
    """`one official` and `some in the crowd`: whether a noun follows."""
    word = unit.lower[at + 1] if at + 1 < len(unit) else ","
    ends = _STOPS | _ADJUNCT | _PREPOSITIONS | AUXILIARIES | ADVERBS | DAYS
    return unit.lower[at] in DETERMINERS and word[0].isalpha() and word not in ends


def according_source(unit: Unit, begin: int, *, opens: bool) -> Range | None:
    """Who follows `according to`; when that opens the sentence, up to the first comma."""
    if begin >= len(unit):
        return None
    if unit.lower[begin] in PRONOUNS - {"some", "many", "several", "one", "both", "most", "all"}:
        return begin, begin + 1
    at = begin
    while at < len(unit) and at - begin < 40:
        word = unit.words[at]
        if word in (";", ":", "—", "–", "?") or (word == "." and at + 1 >= len(unit)):
            break
        if word == "," and (
            (opens and not _explains(unit, at)) or not _opens_apposition(unit, at, {})
        ):
            break
        at += 1
    return (begin, at) if at > begin else None


def _explains(unit: Unit, comma: int) -> bool:
    """`the bureau, a regulator, has`: a short apposition that a comma closes."""
    first = unit.lower[comma + 1 : comma + 2]
    return (
        first in (["a"], ["an"], ["who"], ["which"]) and "," in unit.words[comma + 2 : comma + 14]
    )


def _opens_apposition(unit: Unit, comma: int, is_verb) -> bool:
    if comma + 1 >= len(unit):
        return False
    first, low = unit.words[comma + 1], unit.lower[comma + 1]
    if low in _ADJUNCT or first == QUOTE or low.endswith("ing"):
        return False
    if low in _APPOSITION or first[0].isdigit() or first[0].isupper():
        return True
    return low not in _STOPS and low not in AUXILIARIES and low not in is_verb and low.isalpha()


def _ends_subject(unit: Unit, at: int, begin: int, is_verb) -> bool:
    low = unit.lower[at]
    in_apposition = "," in unit.words[begin:at]
    if low in (
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "when",
        "while",
        "as",
        "last",
        "earlier",
    ):
        return not in_apposition or _is_adjunct(unit, at)
    if low in ("adding", "that", "recently", "because", "if") or (
        low in ("and", "but") and not _joins_names(unit, at, len(unit))
    ):
        return not in_apposition or low == "adding"
    restricts = unit.lower[at - 1] in ("who", "that", "to", "not")  # `who asked not to be named`
    return low in AUXILIARIES and not in_apposition and not restricts


def _is_adjunct(unit: Unit, at: int) -> bool:
    nxt = unit.lower[at + 1 : at + 5]
    return unit.lower[at] in ("during", "when", "while", "after") or any(
        w
        in (
            "interview",
            "statement",
            "email",
            "speech",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "tweet",
            "telephone",
            "conference",
        )
        for w in nxt
    )
