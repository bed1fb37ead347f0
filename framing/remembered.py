"""What is worked out of a word, worked out once: a text has few words that were not met before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

MOST = 100_000
"""Words that are remembered; after so many, all are forgotten."""


class Remembered(dict):
    """What a function gives for each word that it was asked for.

    Examples
    --------
    >>> lengths = Remembered(len)
    >>> list(lengths.of(["the", "ferry", "the"])), dict(lengths)
    ([3, 5, 3], {'the': 3, 'ferry': 5})
    """

    def __init__(self, work_out: Callable[[str], object]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> object:
        value = self[word] = self._work_out(word)
        return value

    def of(self, words: Sequence[str]) -> Iterator:
        """What the function gives for these words, in order."""
        if len(self) > MOST:
            self.clear()
        return map(self.__getitem__, words)


class RememberedRows:
    """The same for a function that gives a row of whole numbers, as many as `width`.

    Examples
    --------
    >>> letters = RememberedRows(lambda word: (len(word), word.count("e")), 2)
    >>> letters.of(["the", "ferry"]).tolist()
    [[3, 1], [5, 1]]
    """

    def __init__(self, work_out: Callable[[str], Sequence[int]], width: int) -> None:
        self._work_out = work_out
        self._number = Remembered(self._add)
        self._rows = np.empty((1024, width), dtype=np.int64)

    def _add(self, word: str) -> int:
        number = len(self._number)
        if number == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[number] = self._work_out(word)
        return number

    def of(self, words: Sequence[str]) -> np.ndarray:
        """A row for each of these words, in order."""
        numbers = np.fromiter(self._number.of(words), np.intp, len(words))
        return self._rows[numbers]
