"""Words that say when: `last night` and `Tuesday` are nobody who could speak."""

from __future__ import annotations

import re

from framing.extractors.word_list import words

_WORD = re.compile(r"[^\W\d_]+|\d+")
_DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays yesterday today tomorrow tonight january february april "
    "june july september october november december"
)
_UNITS = words(
    "second seconds minute minutes hour hours day days night nights morning mornings afternoon "
    "afternoons evening evenings week weeks weekend weekends weekday month months year years "
    "decade decades century centuries spring summer autumn winter midnight noon dawn moment"
)
_MONTHS_TOO = words("march may august")
_BESIDE = words(
    "last next this that the a an one two three four five six seven eight nine ten few several "
    "past previous earlier later late early ago on in at of before after since then mid every "
    "each other same recent by during until and or for about around nearly over first second "
    "final same most some many am pm"
)


def is_time(phrase: str) -> bool:
    """Whether a phrase says when and nothing else.

    Units count in lower case alone: `The Week` is a magazine.

    Examples
    --------
    >>> is_time("last night"), is_time("Tuesday, March 3"), is_time("two weeks ago")
    (True, True, True)
    >>> is_time("The Week"), is_time("May"), is_time("the night nurse"), is_time("many")
    (False, False, False, False)
    """
    found = _WORD.findall(phrase)
    lowered = [word.lower() for word in found]
    if not all(
        word.isdigit() or word in _DAYS | _UNITS | _MONTHS_TOO | _BESIDE for word in lowered
    ):
        return False
    dated = any(word.isdigit() for word in found) and not _MONTHS_TOO.isdisjoint(lowered)
    return dated or not _UNITS.isdisjoint(found) or not _DAYS.isdisjoint(lowered)
