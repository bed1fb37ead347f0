"""Patterns with ``*`` and ``?`` anywhere in a word, as the terms that a corpus has for them.

Our lexicons hold words and prefixes alone. A freer pattern is looked up in the texts first, and
what it finds there becomes literal entries, so that everything is still matched in one way.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from framing.findings import Finding
from framing.folding import fold_term, fold_text
from framing.lexicon import Entry, Lexicon
from framing.lexicon_formats import OURS, form_of, read_dictionary, read_lexicons
from framing.lexicon_formats.dictionary import Dictionary, Term, why_not

Listed = Lexicon | Sequence[Lexicon] | str | os.PathLike

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
    inside = _INSIDE if first else rf"(?:{_LETTERS}{_INSIDE})?"  # no quotation mark at its start
    if not between:
        return first + inside + last
    shortest = rf"{_INSIDE}?" if first else rf"(?:{_LETTERS}{_INSIDE}?)??"
    opening = rf"(?>{shortest}{between[0]})"
    return first + opening + "".join(rf"(?>{_INSIDE}?{p})" for p in between[1:]) + _INSIDE + last


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


def listed(
    source: Listed, texts: Iterable[str] | None = None
) -> tuple[tuple[Lexicon, ...], list[Finding]]:
    """The lexicons that were meant, and what of their file is not looked for.

    Parameters
    ----------
    source : Lexicon, sequence of Lexicon, or path
        A file may be of any format in `framing.lexicon_formats`.
    texts : iterable of str, optional
        The texts to be searched. With them, patterns with ``*`` or ``?`` anywhere are entries, too:
        what they stand for in these texts.
    """
    if isinstance(source, Lexicon):
        return (source,), []
    if not isinstance(source, str | os.PathLike):
        return tuple(source), []
    path = Path(source)
    if form_of(path) == OURS:
        return read_lexicons(path), []
    given = read_dictionary(path)
    if texts is not None:
        given = _spelled_out(given, texts)
    left = [
        Finding("warning", "unread", f"{path.name}, line {line}", f"{text!r}: {why}")
        for line, text, why in (*given.skipped, *given.refused())
    ]
    return given.lexicons(), left


def free_patterns(given: Dictionary) -> list[Term]:
    """The terms with ``*`` or ``?`` where our lexicons cannot have them."""
    return [term for term in given.terms if why_not(term.pattern) and set(term.pattern) & set("*?")]


def _spelled_out(given: Dictionary, texts: Iterable[str]) -> Dictionary:
    """The same with the forms of its free patterns in their place."""
    free = set(free_patterns(given))
    known = list(texts) if free else []
    terms: dict[tuple[str, str], Term] = {}
    for term in given.terms:
        forms = forms_of(term.pattern, known) if term in free else [term.pattern]
        for form in forms:
            terms.setdefault((form, term.category), term._replace(pattern=form))
    return replace(given, terms=tuple(terms.values()))
