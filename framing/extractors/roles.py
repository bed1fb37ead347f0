"""Whether a role as it is written, `the mayor of Holm`, can be that of somebody in the article."""

from __future__ import annotations

import re

from framing.extractors.mentions import Mention
from framing.extractors.word_list import words

OFFICES = words(
    "director leader chairman mayor minister president vice-president governor senator "
    "representative secretary professor doctor judge head engineer spokesperson headteacher "
    "official"
)
AFFILIATIONS = words("republican democrat socialist libertarian native")
_PLACE = re.compile(
    r"\b(?:of|for|in|at)\s+(?:the\s+)?([A-Z][\w-]*(?:\s+(?:of\s+)?[A-Z][\w-]*)*)"
    r"|([A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)['’]"
)  # `of Holm`, `Holm’s`


def has_role(called: set[str], role: str, mention: Mention) -> bool:
    """Whether somebody who is called so has a role; a president is no former president."""
    sitting = role == "president" and "former" not in called
    return role in called and not (sitting and "former" in qualifiers(mention))


def shared(mention: Mention, told: list[str]) -> int:
    """How many words of a description were said of somebody before."""
    before = " ".join(told).lower()
    return sum(word in before for word in qualifiers(mention))


def qualifiers(mention: Mention) -> list[str]:
    """`labour` in `the labour minister`."""
    listed = re.findall(r"[\w-]+", " ".join(mention.descriptions).lower())
    return [word for word in listed if len(word) > 2 and word not in (mention.words, "the")]


def elsewhere(mention: Mention, told: list[str]) -> bool:
    """Whether somebody has the role in another place: the mayor of Holm is not Veldmark’s mayor."""
    here, there = (_places(descriptions) for descriptions in (mention.descriptions, told))
    return bool(here and there) and not here & there


def _places(descriptions: tuple[str, ...] | list[str]) -> set[str]:
    """The words of the names that say where somebody has a role."""
    found = (match for each in descriptions for match in _PLACE.finditer(each))
    return {word for match in found for word in (match[1] or match[2]).lower().split()}
