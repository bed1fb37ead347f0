"""Headlines that name their speaker: `Minister: no deal` and `No deal - minister`."""

from __future__ import annotations

from framing.extractors.clauses import QUOTE, Unit
from framing.extractors.contents import SUBORDINATORS, clause_end
from framing.extractors.noun_phrases import AUXILIARIES, Range

_LONGEST_NAME = 4  # words
_DASHES = ("-", "–", "—")


def speaker_of_headline(unit: Unit) -> tuple[Range, Range, Range] | None:
    """Content, cue and source of a headline, when a colon or a dash sets the speaker apart."""
    for at, word in enumerate(unit.words[: _LONGEST_NAME + 1]):
        if word == ":" and 0 < at < len(unit) - 1 and _names_somebody(unit, 0, at):
            return (at + 1, clause_end(unit, at + 1)), (at, at + 1), (0, at)
    for at in range(max(3, len(unit) - _LONGEST_NAME - 1), len(unit) - 1):
        spaced = unit.starts[at] > unit.ends[at - 1] and unit.starts[at + 1] > unit.ends[at]
        if unit.words[at] in _DASHES and spaced and _names_somebody(unit, at + 1, len(unit)):
            return (0, at), (at, at + 1), (at + 1, len(unit))
    return None


def _names_somebody(unit: Unit, start: int, end: int) -> bool:
    """Capitalised words, none of which can begin or hold a clause; capitals only are a kicker."""
    if end - start > 1 and all(map(str.isupper, unit.words[start:end])):
        return False
    for word, low in zip(unit.words[start:end], unit.lower[start:end], strict=True):
        if word == QUOTE or low in AUXILIARIES or low in SUBORDINATORS:
            return False
        if not (word[0].isupper() or low in ("'s", "’s", ".")):
            return False
    return True
