"""Finding the entries of lexicons in a document.

One Aho-Corasick automaton over all lexicons of a run reads a text once. Whole words, the longest
match and the context rules are decided on its matches, as ``lexicons/README.md`` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from framing.context import Neighbours, WordTest
from framing.folding import fold_text
from framing.lexicon import IGNORE, RULES, Entry, Lexicon
from framing.text import Document

_BRACKET = re.compile(r"[\[\]]")


class Hit(NamedTuple):
    """``document.text[start:end]`` is what `entry` found."""

    start: int
    end: int
    entry: Entry


class Matcher:
    """Finds the entries of one or more lexicons, in one pass over a document.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        Each is matched as if it were alone.

    Examples
    --------
    >>> from framing.lexicon import Entry, Lexicon
    >>> from framing.text import Document
    >>> entries = Entry("claim", "noun"), Entry("alleg", "verb", prefix=True)
    >>> doubt = Lexicon("doubt", entries=entries)
    >>> text = "The minister’s claim was repeated, allegedly."
    >>> [(text[h.start:h.end], h.entry.category) for h in Matcher([doubt]).find(Document(text))[0]]
    [('claim', 'noun'), ('allegedly', 'verb')]
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.lexicons = tuple(lexicons)
        owned = [
            (entry.prefix, -len(entry.key), owner, entry)
            for owner, lexicon in enumerate(self.lexicons)
            for entry in lexicon.entries
        ]
        owned.sort(key=lambda row: row[:2])  # what wins of two that end together comes first
        self._rules = [
            (entry, _EntryRules.of(entry, self.lexicons[owner])) for _, _, owner, entry in owned
        ]
        keys = [entry.key for entry, _ in self._rules]
        self._prefix = np.array([row[0] for row in owned], dtype=bool)
        self._owner = np.array([row[2] for row in owned], dtype=np.int64)
        self._automaton = AhoCorasick(
            keys, matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def __reduce__(self) -> tuple[type[Matcher], tuple[tuple[Lexicon, ...]]]:
        return Matcher, (self.lexicons,)

    def find(self, document: Document) -> tuple[list[Hit], ...]:
        """The hits of each lexicon, in order of their place; `ignore` entries are left out."""
        found: tuple[list[Hit], ...] = tuple([] for _ in self.lexicons)
        taken = [0] * len(self.lexicons)
        text = document.text
        for which, owner, start, end, first, last in self._candidates(document):
            if start < taken[owner]:
                continue
            entry, rules = self._rules[which]
            asked = rules and (rules.always or text[start].isupper())
            if asked and not rules.hold(Neighbours(document, first, last), start, end):
                continue
            taken[owner] = end
            if entry.category != IGNORE:
                found[owner].append(Hit(start, end, entry))
        return found

    def _candidates(self, document: Document) -> list[list[int]]:
        """Whole-word matches: entry, lexicon, start, end, first token, token after the last."""
        folded, offsets = fold_text(document.text)
        matches = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        if not matches or not len(document.tokens):
            return []
        flat = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches))
        which, start, end = flat.reshape(-1, 3).T
        if offsets is not None:
            start, end = offsets[start], offsets[end - 1] + 1
        starts, ends = document.tokens.T
        first = np.minimum(np.searchsorted(starts, start), len(starts) - 1)
        whole = starts[first] == start
        which, start, end, first = which[whole], start[whole], end[whole], first[whole]
        last = np.searchsorted(ends, end)
        whole = self._prefix[which] | (ends[last] == end)
        which, start, first, last = which[whole], start[whole], first[whole], last[whole]
        end = ends[last]
        size = len(document.text) + 1
        owner = self._owner[which]
        order = np.lexsort((which, (owner * size + start) * size - end))
        columns = np.stack([which, owner, start, end, first, last + 1], axis=1)
        return columns[order].tolist()


class _EntryRules:
    """The context rules of one entry, made ready; only for entries that have any."""

    def __init__(self, entry: Entry, lexicon: Lexicon) -> None:
        self.entry = entry
        self.always = entry.conditional
        self.spaced = _one_spacing(entry.term)
        self.tests = [
            (WordTest(getattr(entry, rule), lexicon.classes),
             rule.endswith("before"), rule.startswith("only"))
            for rule in RULES
            if getattr(entry, rule)
        ]  # fmt: skip

    @classmethod
    def of(cls, entry: Entry, lexicon: Lexicon) -> _EntryRules | None:
        skips_names = entry.proper_names == "skip"
        return cls(entry, lexicon) if entry.conditional or skips_names else None

    def hold(self, around: Neighbours, start: int, end: int) -> bool:
        entry = self.entry
        written = around.document.text[start:end]
        if entry.case != "any" and not self._case(around, written):
            return False
        if entry.negation != "count" and around.negated() != (entry.negation == "only"):
            return False
        if any(test.holds(around, after=after) != only for test, after, only in self.tests):
            return False
        names = entry.proper_names == "skip" and written[0].isupper()
        return not (names and around.in_name())

    def _case(self, around: Neighbours, written: str) -> bool:
        if self.entry.case == "exact":
            return _one_spacing(written).startswith(self.spaced)
        return (
            not written[0].isupper()
            or around.begins_sentence(around.first)
            or around.capitals_say_nothing()
        )


def _one_spacing(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("-", " ").split())


def failed_examples(lexicon: Lexicon) -> list[str]:
    """The bracketed examples that do not hold: what was marked, what was found.

    Examples
    --------
    >>> from framing.lexicon import Entry, Lexicon
    >>> failed_examples(Lexicon("doubt", entries=(Entry("claim", "noun"),),
    ...                         examples=("A [claim] was made.", "She [claims] it.")))
    ["'She [claims] it.': expected 'claims', found nothing"]
    """
    matcher = Matcher([lexicon])
    failed = []
    for example in lexicon.examples:
        text, expected = read_example(example)
        found = [hit[:2] for hit in matcher.find(Document(text))[0]]
        if found != expected:
            failed.append(
                f"{example!r}: expected {_quoted(text, expected)}, found {_quoted(text, found)}"
            )
    return failed


def read_example(example: str) -> tuple[str, list[tuple[int, int]]]:
    """A bracketed sentence without its brackets, and what stood in them.

    Examples
    --------
    >>> read_example("A [claim] was made.")
    ('A claim was made.', [(2, 7)])
    """
    pieces = _BRACKET.split(example)
    places, position = [], 0
    for index, piece in enumerate(pieces):
        if index % 2:
            places.append((position, position + len(piece)))
        position += len(piece)
    return "".join(pieces), places


def _quoted(text: str, places: Sequence[tuple[int, int]]) -> str:
    return ", ".join(repr(text[start:end]) for start, end in places) or "nothing"
