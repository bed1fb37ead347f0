"""Where the words that a cue attributes begin and end, in one sentence."""

from __future__ import annotations

from framing.extractors.clauses import QUOTE, Unit
from framing.extractors.cue_verbs import PREPOSITIONS, cue_forms
from framing.extractors.noun_phrases import (
    ADVERBS,
    AUXILIARIES,
    DAYS,
    Range,
    subject_before,
)
from framing.extractors.word_list import words

SUBORDINATORS = words("that whether how why what if")
_NEVER_FIRST = words(
    "of in on at for from by with to about and or but than as into over during after before "
    "under when while because since through like amid despite without within among between until "
    "toward towards following via except"
)
_LISTENERS = words("reporters me him us them you her journalists lawmakers voters")
_ADJUNCTS = words("in on during at to last this earlier after via") | DAYS
_NOT_A_CONTENT = words(
    "as when in after on at during asked while for if by with until since before last this "
    "earlier meanwhile however still instead later moreover then"
)
_BACKGROUND = words("amid as while when because although though despite")
_LINKS = words("and but while though although whereas")
_DASHES = (",", "—", "–", "-")


def content_after(unit: Unit, cue: Range, verb: str, takes: frozenset[str]) -> Range | None:
    """What follows a cue and belongs to it: a quotation, a clause, or the object of the verb."""
    found = _object_or_clause(unit, cue, verb, takes)
    if found is None and takes & {"clause", "tell", "ask", "quotation"}:
        return _later_quotation(unit, cue[1])
    return found


def _later_quotation(unit: Unit, begin: int) -> Range | None:
    """`said of the mayor: "…"`: a quotation that a comma or colon sets apart further on."""
    for at in range(begin, min(begin + 12, len(unit) - 1)):
        if unit.words[at] in (",", ":") and unit.words[at + 1] == QUOTE:
            return at + 1, clause_end(unit, at + 1)
        if unit.words[at] in (QUOTE, ";") or (at > begin and _is_finite(unit, at)):
            return None
    return None


def _object_or_clause(unit: Unit, cue: Range, verb: str, takes: frozenset[str]) -> Range | None:
    at = _past_listener(unit, cue[1], takes)
    if at is None or at >= len(unit):
        return None
    word, low = unit.words[at], unit.lower[at]
    if word in (",", ":"):
        after = at + 1
        follows = after < len(unit) and (unit.words[after] == QUOTE or word == ":")
        return (after, clause_end(unit, after)) if follows else None
    if word == QUOTE or (low in SUBORDINATORS and takes & {"clause", "think", "tell", "ask"}):
        return at, clause_end(unit, at)
    if (low == "to" and "infinitive" in takes) or (low == "as" and verb in ("describe", "portray")):
        return at, clause_end(unit, at)
    if not word[0].isalnum() or low in _NEVER_FIRST or low.endswith("ly"):
        return None
    if takes == {"quotation"}:
        return None
    if "object" in takes or ("clause" in takes and _may_start_clause(unit, at, verb)):
        return at, clause_end(unit, at)
    if takes & {"think", "tell"} and _has_verb(unit, at, min(at + 9, len(unit))):
        return at, clause_end(unit, at)
    return None


def _may_start_clause(unit: Unit, at: int, verb: str) -> bool:
    if verb == "say":
        return not unit.lower[at].endswith("ing")
    return _has_verb(unit, at, min(at + 14, len(unit)))


def _is_finite(unit: Unit, at: int) -> bool:
    """Whether the piece looks like a finite verb, going by its form alone."""
    low = unit.lower[at]
    if low in AUXILIARIES or low in _COMMON:
        return True
    return unit.words[at].islower() and (
        low in cue_forms() or (low.endswith("ed") and len(low) > 4)
    )


def first_subject(unit: Unit, start: int, end: int) -> Range | None:
    """The subject that begins at piece `start`, if a verb follows it before `end`."""
    for at in range(start + 1, min(end, len(unit))):
        if _is_finite(unit, at):
            source = subject_before(unit, at, is_verb=cue_forms())
            return source if source and start <= source[0] <= start + 1 else None
    return None


def _has_verb(unit: Unit, start: int, end: int) -> bool:
    return any(_is_finite(unit, at) for at in range(start, end))


_COMMON = words(
    "he's she's it's they're we're i'm that's there's he’s she’s it’s they’re we’re i’m that’s "
    "there’s i'll he'll she'll they'll we'll i’ll he’ll she’ll they’ll we’ll it'll it’ll need "
    "needs went goes go comes come came makes make made gets get got takes take took gives give "
    "gave keeps keep kept lets let seems seem seemed looks look remains remain became becomes "
    "become left leave wants want likes love loves work works saw sees see lost lose won win "
    "wins held hold stood stands met paid pay spent brought put run runs ran led leads began "
    "deserves deserve means meant"
)


def preposition_content(unit: Unit, cue: Range, verb: str) -> tuple[Range, Range] | None:
    """Cue and content of `called for a vote`: the preposition belongs to the cue."""
    at = cue[1]
    if at + 1 >= len(unit) or unit.lower[at] not in PREPOSITIONS[verb]:
        return None
    if unit.words[at + 1] != QUOTE and not unit.words[at + 1][0].isalnum():
        return None
    return (cue[0], at + 1), (at + 1, clause_end(unit, at + 1))


def _past_listener(unit: Unit, at: int, takes: frozenset[str]) -> int | None:
    """Past a listener, a time or a place, to where the content can begin; None if nothing can."""
    if at >= len(unit) or unit.words[at] == QUOTE:
        return at
    low = unit.lower[at]
    if low in SUBORDINATORS or (low == "to" and "infinitive" in takes):
        return at
    told = takes & {"tell", "ask"}
    if low not in _ADJUNCTS and not told:
        return at
    if told and low in _LISTENERS and at + 1 < len(unit) and unit.words[at + 1][0].isalnum():
        return _past_listener(unit, at + 1, takes - {"tell", "ask"})
    for place in range(at, min(len(unit), at + 16)):
        word = unit.words[place]
        if unit.lower[place] in _BACKGROUND and place > at:
            return None
        if unit.lower[place] in ("that", "whether", "how", "why", "if") or word in (QUOTE, ":"):
            return None if word == QUOTE and _is_title(unit, place) else place
        if word == ",":
            quoted = place + 1 < len(unit) and unit.words[place + 1] == QUOTE
            return place if quoted else None
        if unit.lower[place] in DAYS and _clause_follows(unit, place + 1):
            return place + 1
    return None


def _is_title(unit: Unit, at: int) -> bool:
    """`on CBS's "Morning Show"`: a quotation that names a programme, a book or a speech."""
    before = unit.lower[at - 1]
    return before in ("'s", "’s", "on", "in", "the", "of", "called", "show", "program")


def _clause_follows(unit: Unit, at: int) -> bool:
    if at >= len(unit) or not unit.words[at][0].isalnum():
        return False
    low = unit.lower[at]
    return low not in _NEVER_FIRST and low not in ("morning", "night", "afternoon", "evening")


def content_before(unit: Unit, free: int, end: int) -> Range | None:
    """What stands before `X said`, from piece `free` to the comma or the quotation mark."""
    if end <= free or unit.words[end - 1] not in (QUOTE, ",", "—", "–", "?", "!"):
        return None
    while end > free and unit.words[end - 1] in _DASHES:
        end -= 1
    start = free
    while start < end and unit.words[start] != QUOTE and not unit.words[start][0].isalnum():
        start += 1
    if unit.words[end - 1 : end] == [QUOTE]:
        return _quotation_before(unit, start, end)
    if end <= start or unit.lower[start] in _NOT_A_CONTENT or _is_link(unit, start, end):
        return None
    return start, end


def _quotation_before(unit: Unit, start: int, end: int) -> Range:
    """The quotation, with the words that lead into it when they are one clause with it."""
    first = end - 1
    while first > start and unit.words[first - 1] == QUOTE:
        first -= 1
    lead = unit.lower[start:first]
    if not lead or lead[0] in _NOT_A_CONTENT or lead[-1] in (",", ":", ";", "—", "–"):
        return first, end
    if any(w in lead for w in (":", "—", "–")):
        return first, end
    return start, end


def _is_link(unit: Unit, start: int, end: int) -> bool:
    return end - start < 2 and (unit.lower[start] in ADVERBS or unit.lower[start] in _NEVER_FIRST)


def states_something(unit: Unit, content: Range) -> bool:
    """Whether a content that stands before its cue is a clause and not `Last month,`."""
    start, end = content
    return unit.words[end - 1] == QUOTE or (end - start > 2 and _has_verb(unit, start, end))


def clause_end(unit: Unit, start: int, *, at_comma: bool = False, at_which: bool = True) -> int:
    """Where a content that begins at piece `start` ends: the sentence, or another attribution."""
    end = len(unit)
    while end > start and unit.words[end - 1] in (".", ";", *_DASHES):
        end -= 1
    if unit.words[start] == QUOTE and start + 1 < end and _is_whole(unit, start):
        return start + 1
    for at in range(start + 1, end):
        if (at_comma and (unit.words[at] == "," or unit.full[at - 1])) or _another_begins(
            unit, at, end, at_which
        ):
            while at > start + 1 and unit.words[at - 1] in _DASHES:
                at -= 1
            return at
    return end


def _is_whole(unit: Unit, at: int) -> bool:
    """A quotation that is the whole content, and not the first words of a mixed one."""
    return unit.words[at + 1] in (",", "—", "–", ".", ";", ")") or unit.full[at]


def _another_begins(unit: Unit, at: int, end: int, at_which: bool) -> bool:
    low, before = unit.lower[at], unit.words[at - 1]
    if unit.words[at] == ";" or (low == "according" and unit.lower[at + 1 : at + 2] == ["to"]):
        return True
    form = cue_forms().get(low)
    if before == "," and form and form[1] == "ing":
        return True
    if before == "," and low == "which" and at_which:
        return True
    if unit.words[at] in ("—", "–") and unit.lower[at + 1 : at + 2] in (["and"], ["but"]):
        return True
    return low in _LINKS and _cue_after_link(unit, at, end)


def _cue_after_link(unit: Unit, link: int, end: int) -> bool:
    verbs = cue_forms()
    for place in range(link + 1, min(link + 9, end)):
        word = unit.lower[place]
        if not word[0].isalnum() and word != ".":
            return False
        if word not in verbs or verbs[word][1] not in ("past", "third"):
            continue
        between = unit.lower[link + 1 : place]
        if all(w in ADVERBS or w in AUXILIARIES or w.endswith("ly") for w in between):
            return unit.lower[link] in ("and", "but")
        if unit.words[link - 1] != ",":
            return False
        subject = subject_before(unit, place, is_verb=verbs)
        return subject is not None and subject[0] == link + 1
    return False
