"""How hard the body of an article is to read, by the formulas that people use.

The values of a word (its syllables, whether it is an easy one) come from textstat, offline; the
words and sentences are counted by `Document`, since textstat takes "Dr." and "U.S." for the ends of
sentences. textstat asks NLTK to download the CMU Pronouncing Dictionary at the first English word.
Its syllable counts are bundled instead, and put where textstat looks for them.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import compress

import numpy as np
import pandas as pd

from framing.remembered import RememberedRows
from framing.text import Document

BODY_COUNTS = ("sentences", "words", "syllables", "letters", "long_words", "hard_words")
CMUDICT = "Carnegie Mellon University, The CMU Pronouncing Dictionary (2015), version 0.7b, BSD"


class _Syllables(Mapping):
    """The CMU dictionary in the form in which textstat reads it: word -> list of phone lists."""

    def __init__(self) -> None:
        packed = resources.files("framing").joinpath("cmudict_syllables.txt.gz").read_bytes()
        self._count: dict[str, int] = {}
        for line in gzip.decompress(packed).decode("utf-8").splitlines():
            count, *words = line.split(" ")
            self._count.update(dict.fromkeys(words, int(count)))

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["V1"] * self._count[word]]

    def __iter__(self):
        return iter(self._count)

    def __len__(self) -> int:
        return len(self._count)


@lru_cache(maxsize=1)
def _textstat():
    """textstat's counting of syllables and its list of easy words, made to work offline."""
    from textstat.backend.counts import _count_syllables
    from textstat.backend.utils._get_lang_easy_words import get_lang_easy_words

    dictionary = _Syllables()
    _count_syllables.get_cmudict = lambda lang: dictionary if lang.startswith("en") else None
    return _count_syllables.count_syllables, get_lang_easy_words("en_US")


def _word_values(word: str) -> tuple[int, int, int, int]:
    """Syllables, letters, whether it has three syllables or more, whether it is a hard word."""
    count_syllables, easy = _textstat()
    word = word.lower().replace("’", "'")
    syllables = max(1, count_syllables(word, "en_US"))
    return syllables, sum(map(str.isalnum, word)), int(syllables >= 3), int(word not in easy)


_VALUES = RememberedRows(_word_values, 4)


def count_body(document: Document, sentences: np.ndarray) -> np.ndarray:
    """What the formulas need of these sentences, in the order of `BODY_COUNTS`."""
    first, last = np.searchsorted(document.words[:, 0], sentences.T)
    within = np.zeros(len(document.words) + 1, dtype=np.int64)
    np.add.at(within, first, 1)
    np.add.at(within, last, -1)
    chosen = np.zeros(len(document.tokens), dtype=bool)
    chosen[document.is_word] = np.cumsum(within)[:-1] > 0
    words = list(compress(document.written, chosen.tolist()))
    sums = _VALUES.of(words).sum(axis=0)
    return np.array([(first < last).sum(), len(words), *sums], dtype=np.int64)


def _ratio(body: pd.DataFrame, part: str, whole: str) -> pd.Series:
    return body[part] / body[whole].astype(float).where(body[whole] > 0)


def flesch_reading_ease(body: pd.DataFrame) -> pd.Series:
    """Flesch (1948): 100 is very easy, 0 very hard; it may leave that range."""
    return (
        206.835
        - 1.015 * _ratio(body, "words", "sentences")
        - 84.6 * _ratio(body, "syllables", "words")
    )


def flesch_kincaid_grade(body: pd.DataFrame) -> pd.Series:
    """Kincaid et al. (1975): the US school grade that can read it."""
    return (
        0.39 * _ratio(body, "words", "sentences")
        + 11.8 * _ratio(body, "syllables", "words")
        - 15.59
    )


def gunning_fog_grade(body: pd.DataFrame) -> pd.Series:
    """Gunning (1952): sentence length and the share of words of three syllables or more."""
    return 0.4 * (_ratio(body, "words", "sentences") + 100 * _ratio(body, "long_words", "words"))


def coleman_liau_grade(body: pd.DataFrame) -> pd.Series:
    """Coleman and Liau (1975): letters instead of syllables."""
    return (
        5.88 * _ratio(body, "letters", "words") - 29.6 * _ratio(body, "sentences", "words") - 15.8
    )


def dale_chall_grade(body: pd.DataFrame) -> pd.Series:
    """Dale and Chall (1948): the share of words outside a list of 3,000 easy ones."""
    hard = 100 * _ratio(body, "hard_words", "words")
    raw = 0.1579 * hard + 0.0496 * _ratio(body, "words", "sentences")
    return raw + 3.6365 * (hard > 5).where(hard.notna())
