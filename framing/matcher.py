"""Finding the entries of lexicons in a document.

Entries that are one word are looked up once for every word that is met, for all lexicons of a run;
all others are found by one Aho-Corasick automaton. The longest match and the context rules are
decided as ``lexicons/README.md`` says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, compress, count
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from framing.context import Neighbours, WordTest
from framing.folding import fold_term, fold_text
from framing.lexicon import IGNORE, RULES, Entry, Lexicon
from framing.remembered import Remembered
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
        options = [
            _Option(owner, rank, entry.key, entry, _EntryRules.of(entry, self.lexicons[owner]))
            for rank, (_, _, owner, entry) in enumerate(owned)
        ]
        self._words = _Words(option for option in options if option.key.isalnum())
        self._phrases = _Phrases(option for option in options if not option.key.isalnum())

    def __reduce__(self) -> tuple[type[Matcher], tuple[tuple[Lexicon, ...]]]:
        return Matcher, (self.lexicons,)

    def find(self, document: Document) -> tuple[list[Hit], ...]:
        """The hits of each lexicon, in order of their place; `ignore` entries are left out."""
        found: tuple[list[Hit], ...] = tuple([] for _ in self.lexicons)
        taken = [0] * len(self.lexicons)
        for start, back, _, first, last, (option, rules) in self._candidates(document):
            owner, _, _, entry, _ = option
            if start < taken[owner]:
                continue
            if rules and not rules.hold(Neighbours(document, first, last), start, -back):
                continue
            taken[owner] = -back
            if entry.category != IGNORE:
                found[owner].append(Hit(start, -back, entry))
        return found

    def _candidates(self, document: Document) -> list[_Placed]:
        """Whole-word matches by their place; of one place the longest first, then by rank."""
        written, starts = document.written, document.token_starts
        found = list(self._words.known.of(written))
        placed = self._phrases.placed(document)
        for at in compress(count(), found):
            start = starts[at]
            back = -start - len(written[at])
            placed += [(start, back, asked[0].rank, at, at + 1, asked) for asked in found[at]]
        placed.sort()
        return placed


class _Option(NamedTuple):
    """An entry with what it is chosen by: its lexicon, its rank, what is looked for, its rules."""

    owner: int
    rank: int
    key: str
    entry: Entry
    rules: _EntryRules | None

    def asked(self, written: str) -> list[_Asked]:
        """With the rules that its neighbours decide; nothing if the words alone forbid it."""
        rules = self.rules
        if rules is None or not (rules.always or written[0].isupper()):
            return [(self, None)]
        return [(self, rules)] if rules.allow(written) else []


_Asked = tuple[_Option, "_EntryRules | None"]
_Placed = tuple[int, int, int, int, int, _Asked]
"""First character, minus the one after the last, rank, first token, the one after the last."""


class _Words:
    """The entries of letters and digits alone; what a word of a text finds is remembered."""

    def __init__(self, options: Iterable[_Option]) -> None:
        self._exact: dict[str, list[_Option]] = {}
        self._prefix: dict[str, list[_Option]] = {}
        for option in options:
            entries = self._prefix if option.entry.prefix else self._exact
            entries.setdefault(option.key, []).append(option)
        self._longest = max(map(len, self._prefix), default=0)
        self.known = Remembered(self._look_up)

    def _look_up(self, word: str) -> tuple[_Asked, ...]:
        folded = fold_term(word)
        options = [*self._exact.get(folded, ())]
        for length in range(1, min(len(folded), self._longest) + 1):
            options += self._prefix.get(folded[:length], ())
        return tuple(chain.from_iterable(option.asked(word) for option in options))


class _Phrases:
    """The entries that may be several tokens."""

    def __init__(self, options: Iterable[_Option]) -> None:
        self._options = list(options)
        self._automaton = AhoCorasick(
            [option.key for option in self._options],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def placed(self, document: Document) -> list[_Placed]:
        """Where they are read, as whole words."""
        if not self._options or not document.written:
            return []
        folded, offsets = fold_text(document.text)
        matches = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        starts, written = document.token_starts, document.written
        placed = []
        for which, start, end in matches:
            option = self._options[which]
            if offsets is not None:
                start, end = int(offsets[start]), int(offsets[end - 1]) + 1
            first = bisect_left(starts, start)
            if first == len(starts) or starts[first] != start:
                continue
            last = bisect_left(starts, end)
            reach = starts[last - 1] + len(written[last - 1])
            if reach == end or option.entry.prefix:
                placed += [
                    (start, -reach, option.rank, first, last, asked)
                    for asked in option.asked(document.text[start:reach])
                ]
        return placed


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
        if entry.case == "lower" and not self._lower(around, written):
            return False
        if entry.negation != "count" and around.negated() != (entry.negation == "only"):
            return False
        for test, after, only in self.tests:
            if test.holds(around, after=after) != only:
                return False
        names = entry.proper_names == "skip" and written[0].isupper()
        return not (names and around.in_name())

    def allow(self, written: str) -> bool:
        """What the words alone decide: whether they are written as the entry is."""
        return self.entry.case != "exact" or _one_spacing(written).startswith(self.spaced)

    def _lower(self, around: Neighbours, written: str) -> bool:
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
