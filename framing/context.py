"""The words beside a match, and the rules of a lexicon entry about them.

Rules are checked on matches only, so they cost nothing where nothing matches.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache

from framing.folding import fold_case
from framing.text import Document
from framing.word_classes import WORD_CLASSES

NEGATION_SCOPE = 3
_SEEN_THROUGH = frozenset("\"“”„‟'’‘«»‹›-‐‑$€£¥₽₹~*")
_SENTENCE_END = frozenset(".!?…:;|")
_ARTICLES = frozenset(["a", "an", "the", "i"])
_PRONOUN_BEFORE_IS = WORD_CLASSES["pronoun"] | {"what", "where", "how", "here"}
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "rep",
        "sen",
        "gov",
        "gen",
        "col",
        "lt",
        "sgt",
        "prof",
        "rev",
        "hon",
        "st",
    ]
)
_DIGITS = re.compile(r"\d")


_folded = lru_cache(maxsize=50_000)(fold_case)


class Neighbours:
    """The words around ``document.tokens[first:last]``.

    Attributes
    ----------
    document : Document
        The text.
    first, last : int
        The tokens of the match, `last` excluded.
    """

    def __init__(self, document: Document, first: int, last: int) -> None:
        self.document = document
        self.first = first
        self.last = last

    def before(self, count: int) -> list[int]:
        """Tokens of up to `count` words before the match in its clause, nearest first."""
        return self._walk(range(self.first, -1, -1), count)

    def after(self, count: int) -> list[int]:
        """Tokens of up to `count` words after the match in its clause, nearest first."""
        return self._walk(range(self.last - 1, len(self.document.written)), count)

    def _walk(self, indices: range, count: int) -> list[int]:
        found: list[int] = []
        document = self.document
        text, starts, written = document.text, document.token_starts, document.written
        previous = indices[0]
        for index in indices[1:]:
            left, right = (previous, index) if previous < index else (index, previous)
            low, high = starts[left] + len(written[left]), starts[right]
            if high - low > 1 and text.count("\n", low, high) > 1:
                break
            previous, token = index, written[index]
            if len(token) > 1 or token.isalnum():
                found.append(index)
                if len(found) == count:
                    break
            elif token not in _SEEN_THROUGH:
                break
        return found

    def word(self, index: int) -> str:
        """A token, folded."""
        return _folded(self.document.written[index])

    def written(self, index: int) -> str:
        """A token as it is written."""
        return self.document.written[index]

    def negated(self) -> bool:
        """Whether a negation stands among the words before the match in its clause."""
        return any(
            word in WORD_CLASSES["negation"] or word.endswith("n't")
            for word in map(self.word, self.before(NEGATION_SCOPE))
        )

    def begins_sentence(self, index: int) -> bool:
        """Whether the token is the first of a sentence, a line or a quoted sentence."""
        text = self.document.text
        quoted = False
        for position in range(self.document.token_starts[index] - 1, -1, -1):
            char = text[position]
            if char == "\n":
                return True
            if char in "\"“„‘'’«([":
                quoted = True
            elif char == "," and quoted:
                return True
            elif not char.isspace():
                return (char in _SENTENCE_END or char in "•—–*") and not self._title_at(position)
        return True

    def _title_at(self, stop: int) -> bool:
        """Whether the full stop is that of `Mr.` or the like."""
        before = bisect_left(self.document.token_starts, stop) - 1
        return (
            self.document.text[stop] == "."
            and before >= 0
            and self.document.token_starts[before] + len(self.written(before)) == stop
            and self.word(before) in _TITLES
        )

    def capitals_say_nothing(self) -> bool:
        """Whether the match stands in a line or sentence written in capitals or Title Case."""
        low, high = max(0, self.first - 8), self.last + 8
        line = self._line()
        words = [
            word
            for start, word in zip(
                self.document.token_starts[low:high], self.document.written[low:high], strict=True
            )
            if len(word) > 3 and word[0].isalnum() and line[0] <= start < line[1]
        ]
        capitals = sum(not word[0].islower() for word in words)
        return len(words) > 2 and capitals >= 0.75 * len(words)

    def _line(self) -> tuple[int, int]:
        text = self.document.text
        start = self.document.token_starts[self.first]
        end = start + len(self.document.written[self.first])
        stop = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop

    def in_name(self) -> bool:
        """Whether the match is capitalised where that says something: in mid-sentence.

        Alone after an article it is an emphasis (`the Extreme option`). At the beginning of a
        sentence it is part of a name where the text has it, with the capitalised word that follows,
        in mid-sentence too.
        """
        if not self._capital(self.first) or self.capitals_say_nothing():
            return False
        if self.begins_sentence(self.first):
            return self._named_elsewhere()
        alone = self.last >= len(self.document.written) or not self.is_name(self.last)
        return not (alone and self.word(self.first - 1) in _ARTICLES)

    def _named_elsewhere(self) -> bool:
        document = self.document
        if self.last >= len(document.written) or not self.is_name(self.last):
            return False
        start = document.token_starts[self.first]
        end = document.token_starts[self.last] + len(document.written[self.last])
        at = -1
        while (at := document.text.find(document.text[start:end], at + 1)) >= 0:
            token = bisect_left(document.token_starts, at)
            whole = token < len(document.token_starts) and document.token_starts[token] == at
            if whole and not self.begins_sentence(token):
                return True
        return False

    def is_name(self, index: int) -> bool:
        """Whether a word is capitalised where a capital says something."""
        return (
            self._capital(index)
            and self.word(index) not in _ARTICLES
            and not self.begins_sentence(index)
        )

    def _capital(self, index: int) -> bool:
        return self.document.written[index][0].isupper()


def _number(around: Neighbours, index: int) -> bool:
    word = around.word(index)
    return word in WORD_CLASSES["number"] or bool(_DIGITS.search(word))


def _possessive(around: Neighbours, index: int) -> bool:
    word = around.word(index)
    if word == "'s":
        return index > 0 and around.word(index - 1) not in _PRONOUN_BEFORE_IS
    return word in WORD_CLASSES["possessive"]


def _be(around: Neighbours, index: int) -> bool:
    word = around.word(index)
    if word == "'s":
        return index > 0 and around.word(index - 1) in _PRONOUN_BEFORE_IS
    return word in WORD_CLASSES["be"]


def _negation(around: Neighbours, index: int) -> bool:
    word = around.word(index)
    return word in WORD_CLASSES["negation"] or word.endswith("n't")


_PREDICATES: dict[str, Callable[[Neighbours, int], bool]] = {
    "number": _number,
    "possessive": _possessive,
    "be": _be,
    "negation": _negation,
    "name": Neighbours.is_name,
}


class WordTest:
    """One rule's list of alternatives, made ready: whether any of them stands beside a match.

    Parameters
    ----------
    items : iterable of str
        Words, phrases, ``stem*``, ``*ending`` and names of classes.
    classes : dict
        The lexicon's own classes.
    """

    def __init__(self, items: Iterable[str], classes: dict[str, tuple[str, ...]]) -> None:
        words: set[str] = set()
        prefixes: list[str] = []
        suffixes: list[str] = []
        self.phrases: list[tuple[str, ...]] = []
        self.predicates: list[Callable[[Neighbours, int], bool]] = []
        self.stop = False
        for item in _with_classes(items, classes):
            folded = fold_case(item)
            if item == "stop":
                self.stop = True
            elif item in _PREDICATES:
                self.predicates.append(_PREDICATES[item])
            elif item in WORD_CLASSES:
                words |= WORD_CLASSES[item]
            elif folded.endswith("*"):
                prefixes.append(folded[:-1])
            elif folded.startswith("*"):
                suffixes.append(folded[1:])
            elif len(folded.replace("-", " ").split()) > 1:
                self.phrases.append(tuple(folded.replace("-", " ").split()))
            else:
                words.add(folded)
        self.reach = max(map(len, self.phrases), default=1)
        self.words = frozenset(words)
        self.prefixes = tuple(prefixes)
        self.suffixes = tuple(suffixes)

    def holds(self, around: Neighbours, *, after: bool) -> bool:
        """Whether one of the alternatives stands right after (or before) the match."""
        look = around.after if after else around.before
        indices = look(self.reach)
        if not indices:
            return self.stop
        word = around.word(indices[0])
        return bool(
            word in self.words
            or word.startswith(self.prefixes)
            or word.endswith(self.suffixes)
            or (self.predicates and any(test(around, indices[0]) for test in self.predicates))
            or (self.phrases and self._phrase(around, indices, after))
        )

    def _phrase(self, around: Neighbours, indices: list[int], after: bool) -> bool:
        words = [around.word(index) for index in indices]
        return any(
            tuple(words[: len(phrase)]) == (phrase if after else phrase[::-1])
            for phrase in self.phrases
        )


def _with_classes(items: Iterable[str], classes: dict[str, tuple[str, ...]]) -> Iterable[str]:
    for item in items:
        yield from classes.get(item, (item,))
