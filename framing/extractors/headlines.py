"""Headlines that name their speaker.

`Minister: no deal`, `No deal - minister` and `No deal, minister says`.
"""

from __future__ import annotations

from framing.extractors.clauses import QUOTE, Unit
from framing.extractors.contents import SUBORDINATORS, clause_end
from framing.extractors.cue_verbs import cue_forms
from framing.extractors.noun_phrases import AUXILIARIES, Range
from framing.extractors.word_list import words

_LONGEST_NAME = 4  # words
_DASHES = ("-", "–", "—")
_KICKERS = words(
    "opinion analysis comment editorial explainer explained live live-blog liveblog exclusive "
    "breaking watch video photos pictures podcast review interview factcheck fact-check letters "
    "letter update updates updated recap profile obituary quiz gallery feature column perspective "
    "commentary investigation timeline q&a preview listen blog background briefing special latest "
    "newsletter revealed poll-watch op-ed opinions sponsored advertisement correction"
)
"""What a paper calls its own pieces."""
_SPEAKS = frozenset(("clause", "think", "tell", "ask", "quotation"))


def speaker_of_headline(unit: Unit) -> tuple[Range, Range, Range] | None:
    """Content, cue and source of a headline, when a colon, dash or comma sets the speaker apart."""
    for at, word in enumerate(unit.words[: _LONGEST_NAME + 1]):
        if word == ":" and 0 < at < len(unit) - 1 and _names_somebody(unit, 0, at):
            return (at + 1, clause_end(unit, at + 1)), (at, at + 1), (0, at)
    for at in range(max(3, len(unit) - _LONGEST_NAME - 1), len(unit) - 1):
        spaced = unit.starts[at] > unit.ends[at - 1] and unit.starts[at + 1] > unit.ends[at]
        if unit.words[at] in _DASHES and spaced and _names_somebody(unit, at + 1, len(unit)):
            return (0, at), (at, at + 1), (at + 1, len(unit))
    return _says_at_the_end(unit)


def _says_at_the_end(unit: Unit) -> tuple[Range, Range, Range] | None:
    """`“No deal,” minister says` and `No deal, says minister`."""
    end = len(unit)
    for at in range(end - 2, max(0, end - _LONGEST_NAME - 3), -1):
        if unit.words[at - 1] not in (",", QUOTE):
            continue
        comma = unit.words[at - 1] == ","
        content = (0, at - comma)
        if unit.words[content[1] - 1] != QUOTE and content[1] < 2:
            return None
        for cue, source in (((end - 1, end), (at, end - 1)), ((at, at + 1), (at + 1, end))):
            if _is_said(unit, cue[0]) and _is_plain_name(unit, *source):
                return content, cue, source
        return None
    return None


def _is_said(unit: Unit, at: int) -> bool:
    _, form, takes = cue_forms().get(unit.lower[at], ("", "", frozenset()))
    return form in ("base", "third", "past") and bool(takes & _SPEAKS)


def _is_plain_name(unit: Unit, start: int, end: int) -> bool:
    """Words of which none can begin or hold a clause."""
    verbs = cue_forms()
    return all(
        (low[0].isalnum() or low in ("'s", "’s", "-", ".", "@"))
        and low not in AUXILIARIES | SUBORDINATORS
        and verbs.get(low, ("", ""))[1] not in ("third", "past", "ing")
        for low in unit.lower[start:end]
    ) and unit.lower[start] not in ("and", "but", "or", "as", "after", "when")


def _names_somebody(unit: Unit, start: int, end: int) -> bool:
    """Capitalised words that are no kicker and can neither begin nor hold a clause."""
    if end - start > 1 and all(map(str.isupper, unit.words[start:end])):
        return False
    if unit.lower[start] in _KICKERS or "-".join(unit.lower[start:end]) in _KICKERS:
        return False
    for word, low in zip(unit.words[start:end], unit.lower[start:end], strict=True):
        if word == QUOTE or low in AUXILIARIES or low in SUBORDINATORS:
            return False
        if not (word[0].isupper() or low in ("'s", "’s", ".")):
            return False
    return True
