"""A word list of any program, between its file and our lexicons.

Other programs let a term stand in several categories and a star stand anywhere in it. A
`Dictionary` keeps both as they were written, and remembers every line that was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.folding import fold_term
from framing.lexicon import Entry, Lexicon

_NOT_LITERAL = re.compile(r"[\\^$|?+(){}\[\]<>=~`\"“”*]")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class Term(NamedTuple):
    """One pattern of one category.

    `pattern` is a word or phrase in which ``*`` stands for any letters and ``?`` for one;
    `category` is a path such as ``affect/anger``; `weight` is None in a list without weights.
    """

    pattern: str
    category: str = ""
    weight: float | None = None
    line: int = 0


class Skipped(NamedTuple):
    """A line that was not read, or not written, and why; 0 is the list as a whole."""

    line: int
    text: str
    why: str

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.text!r}: {self.why}"


@dataclass(frozen=True)
class Dictionary:
    """What a word list holds, whichever program wrote it.

    Attributes
    ----------
    name : str
        The name of the file without its ending.
    form : str
        The format it was read from.
    terms : tuple of Term
        In the order of the file; no term stands twice in one category.
    skipped : tuple of Skipped
        Every line that was not read, with its number.

    Notes
    -----
    How the program itself counted is not always known (LIWC is closed). Here every category is
    counted for itself: within a category the longest match wins and no word counts twice, an exact
    entry or a longer prefix is never shadowed by a shorter prefix, and a word in two categories
    counts in both.
    """

    name: str
    form: str
    terms: tuple[Term, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories, in the order of the file."""
        return tuple(dict.fromkeys(term.category for term in self.terms))

    @property
    def weighted(self) -> bool:
        """Whether its terms have weights, so that how to add them up must be chosen."""
        return any(term.weight is not None for term in self.terms)

    def refused(self) -> tuple[Skipped, ...]:
        """The terms that our lexicons cannot look for, and why."""
        return tuple(
            Skipped(term.line, term.pattern, why)
            for term in self.terms
            if (why := why_not(term.pattern))
        )

    def lexicons(self) -> tuple[Lexicon, ...]:
        """A lexicon a category, each counted for itself, without the terms that are `refused`.

        Examples
        --------
        >>> d = Dictionary("d", "liwc", (Term("kin*", "family"), Term("kind of", "hedge")))
        >>> [(lexicon.name, lexicon.entries[0].written) for lexicon in d.lexicons()]
        [('d_family', 'kin*'), ('d_hedge', 'kind of')]
        """
        names = slugs(self.categories)
        return tuple(
            Lexicon(
                name=f"{slug(self.name)}_{names[category]}" if category else slug(self.name),
                title=f"{self.name}: {category}" if category else self.name,
                entries=tuple(self._entries((category,), names)),
            )
            for category in self.categories
        )

    def lexicon(self) -> tuple[Lexicon, tuple[Skipped, ...]]:
        """One lexicon with all categories, and the terms that it leaves out.

        A lexicon has a term once, so a term of several categories stays in the first of them.
        """
        names = slugs(self.categories)
        kept: dict[tuple[str, bool], Entry] = {}
        left = list(self.refused())
        for entry in self._entries(self.categories, names):
            first = kept.setdefault((entry.key, entry.prefix), entry)
            if first is not entry:
                why = f"is in {first.category} already; left out of {entry.category}."
                left.append(Skipped(entry.line, entry.written, why))
        lexicon = Lexicon(slug(self.name), title=self.name, entries=tuple(kept.values()))
        return lexicon, tuple(sorted(left))

    def _entries(self, categories: Sequence[str], names: dict[str, str]) -> Iterable[Entry]:
        for term in self.terms:
            if term.category in categories and not why_not(term.pattern):
                yield Entry(
                    term.pattern.removesuffix("*"),
                    names[term.category],
                    1.0 if term.weight is None else term.weight,
                    prefix=term.pattern.endswith("*"),
                    proper_names="count",
                    line=term.line,
                )


def dictionary(
    name: str, form: str, terms: Iterable[Term], skipped: Iterable[Skipped] = ()
) -> Dictionary:
    """A dictionary in which a term that stands twice in a category is united."""
    kept: dict[tuple[str, str], Term] = {}
    left = list(skipped)
    for written in terms:
        term = written._replace(pattern=" ".join(written.pattern.split()))
        first = kept.setdefault((fold_term(term.pattern), term.category), term)
        if first is not term:
            same = "" if first.weight == term.weight else f", with the weight {first.weight:g}"
            why = f"stands in {term.category or 'the list'!r} already, line {first.line}{same}."
            left.append(Skipped(term.line, term.pattern, why))
    return Dictionary(name, form, tuple(kept.values()), tuple(sorted(left)))


def of_lexicon(lexicon: Lexicon) -> Dictionary:
    """A lexicon of ours as a dictionary: what other programs cannot hold is in `skipped`."""
    terms, left = [], []
    weighted = any(entry.weight != 1 for entry in lexicon.entries)
    for entry in lexicon.entries:
        if entry.category == "ignore":
            left.append(Skipped(entry.line, entry.written, "`ignore` entries exist in ours alone."))
            continue
        if entry.conditional:
            left.append(Skipped(entry.line, entry.written, "written without its rules."))
        weight = entry.weight if weighted else None
        terms.append(Term(entry.written, entry.category, weight, entry.line))
    return dictionary(lexicon.name, "framing", terms, left)


def why_not(pattern: str) -> str:
    """Why our lexicons cannot look for this pattern; "" if they can.

    Examples
    --------
    >>> why_not("alleg*")
    ''
    >>> why_not("*ism")
    'a * or ? inside a word. List the forms; `expand` shows them.'
    """
    literal = pattern.removesuffix("*")
    odd = _NOT_LITERAL.search(literal)
    if odd and odd.group() in "*?":
        return "a * or ? inside a word. List the forms; `expand` shows them."
    if odd:
        return f"has a {odd.group()!r}, which is no part of a word."
    if not any(char.isalpha() for char in literal):
        return "has no letters."
    if literal != pattern and not literal[-1].isalnum():
        return "a * that follows no letter or digit."
    return ""


def slug(name: str) -> str:
    """A name as our files need it: lower-case letters, digits and ``_``, a letter first.

    Examples
    --------
    >>> slug("Affect/Anger (new)"), slug("2nd list")
    ('affect_anger_new', 'c_2nd_list')
    """
    made = _NOT_IN_NAMES.sub("_", name.lower()).strip("_") or "term"
    return made if made[0].isalpha() else f"c_{made}"


def slugs(categories: Sequence[str]) -> dict[str, str]:
    """A name for each category, no two the same."""
    names: dict[str, str] = {}
    for category in categories:
        name, number = slug(category), 2
        while name in names.values() or name == "ignore":
            name, number = f"{slug(category)}_{number}", number + 1
        names[category] = name
    return names


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def tree_of(terms: Iterable[Term]) -> dict:
    """Terms by category path: ``{name: {None: [terms], child: {…}}}``."""
    root: dict = {}
    for term in terms:
        node = root
        for name in term.category.split("/"):
            node = node.setdefault(name, {})
        node.setdefault(None, []).append(term)
    return root
