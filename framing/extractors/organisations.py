"""Organisations that are named in full once, then by initials or as `the ministry`."""

from __future__ import annotations

import re

_LONGEST = 100  # characters
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?:(?:[ ]and)?[ ][A-Z][\w’'-]*){0,3}$")


def initials(name: str) -> str:
    """The capitals with which the words of a name begin.

    Examples
    --------
    >>> initials("The Organisation for Old Ships")
    'OOS'
    """
    return "".join(word[0] for word in name.removeprefix("The ").split() if word[0].isupper())


def name_before_bracket(text: str, short: str) -> str | None:
    """The name that a text abbreviates in brackets, or None.

    Examples
    --------
    >>> name_before_bracket("The Organisation for Old Ships (OOS) said so.", "OOS")
    'Organisation for Old Ships'
    """
    at = text.find(f" ({short})")
    listed = text[max(0, at - _LONGEST) : max(at, 0)].split()
    for first in range(len(listed) - 1, -1, -1):
        name = " ".join(listed[first:])
        if name[0].isupper() and initials(name) == short:
            return name.removeprefix("The ")
    return None


def name_that_ends_in(noun: str, text: str, place: int) -> str | None:
    """The name with a noun at its end that stands last before a place, or None.

    Examples
    --------
    >>> name_that_ends_in("ministry", "The Works Ministry closed. The ministry slept.", 27)
    'The Works Ministry'
    """
    at = text.rfind(f" {noun.capitalize()}", 0, place)
    before = _CAPITALS.search(text, max(0, at - 60), at) if at > 0 else None
    if before is None or before.group().lower() in ("the", "a", "this"):
        return None
    return f"{before.group()} {noun.capitalize()}"
