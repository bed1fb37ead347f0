"""Patterns with ``*`` and ``?`` anywhere in a word, as the terms that a corpus has for them.

Our lexicons hold words and prefixes alone. A freer pattern is looked up in the texts first, and
what it finds there becomes literal entries, so that everything is still matched in one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.folding import fold_term, fold_text
from framing.lexicon import Entry, Lexicon
from framing.lexicon_formats.dictionary import why_not

_LETTERS = r"[^\W_]"
_INSIDE = r"(?:[^\W_]|['.](?=[^\W_]))*"
_STARS = re.compile(r"\*+")


def forms_of(pattern: str, texts: Iterable[str]) -> list[str]:
    """The folded words or phrases of `texts` that a pattern stands for, sorted.

    Examples
    --------
    >>> forms_of("*wing", ["Left-wing and right-wing views", "a swing"])
    ['swing', 'wing']
    """
    whole = re.compile(rf"(?<![^\W_]){_expression(fold_term(pattern))}(?![^\W_])")
    found: set[str] = set()
    for text in texts:
        found.update(whole.findall(fold_text(text)[0]))
    return sorted(form for form in found if form.strip())


def _expression(pattern: str) -> str:
    """What is between two stars is taken where it first comes, once and for all (`(?>...)`)."""
    first, *between = (_literal(piece) for piece in _STARS.split(pattern))
    if not between:
        return first
    *between, last = between
    return first + "".join(rf"(?>{_INSIDE}?{piece})" for piece in between) + _INSIDE + last


def _literal(piece: str) -> str:
    return "".join(_LETTERS if char == "?" else re.escape(char) for char in piece)


def literal(pattern: str, texts: Iterable[str], *, name: str = "pattern") -> Lexicon:
    """A lexicon that finds what a pattern stands for in these texts.

    Examples
    --------
    >>> [entry.written for entry in literal("r?d*", ["Red rods"]).entries]
    ['red', 'rods']
    """
    if not why_not(pattern):
        stem = pattern.removesuffix("*")
        entries = (Entry(stem, name, prefix=stem != pattern, proper_names="count"),)
    else:
        entries = tuple(
            Entry(form, name, proper_names="count") for form in forms_of(pattern, texts)
        )
    return Lexicon(name, title=pattern, entries=entries)
