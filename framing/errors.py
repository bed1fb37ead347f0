"""The errors that users meet: each says what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FramingError(ValueError):
    """Anything `framing` refuses to do. The command line prints its message alone."""


class InputError(FramingError):
    """The input cannot be used: a file, a table or a row of it."""


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """A guess worth trying, as the end of an error message, or the choices when none is near.

    Examples
    --------
    >>> did_you_mean("txt", ["text", "title"])
    " Did you mean 'text'?"
    >>> did_you_mean("zzz", ["text", "title"])
    " Choose from 'text', 'title'."
    """
    known = sorted({str(choice) for choice in choices})
    folded = {choice.casefold(): choice for choice in reversed(known)}
    near = get_close_matches(str(name).casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f" Did you mean {folded[near[0]]!r}?"
    if known and len(known) <= 12:
        return " Choose from " + ", ".join(repr(choice) for choice in known) + "."
    return ""
