"""Word vectors from unlabelled news: where the tagger's knowledge of unlabelled words begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from framing.tagger_inputs import FIRST_WORD, folded
from framing.text import Document

_KNOWN = 40_000  # words that are kept at most
_RAREST = 6  # times a word must occur
_WIDTH = 100


class Words(NamedTuple):
    """Words, most frequent first; counts and vectors begin with the gap and the unknown word."""

    words: list[str]
    counts: np.ndarray
    vectors: np.ndarray


def sentences_of(texts: Iterable[str]) -> list[list[str]]:
    """Paragraphs of all texts as looked-up words."""
    found = []
    for text in texts:
        document = Document(text)
        forms = [folded(text[start:end]) for start, end in document.tokens.tolist()]
        edges = np.searchsorted(document.tokens[:, 0], document.paragraphs)
        found += [forms[first:last] for first, last in edges.tolist()]
    return found


def train_vectors(sentences: list[list[str]]) -> Words:
    """Vectors of the frequent words by their neighbours (continuous bag of words, window 3)."""
    from gensim.models.word2vec import Word2Vec

    model = Word2Vec(
        sentences,
        vector_size=_WIDTH,
        window=3,
        min_count=_RAREST,
        max_final_vocab=_KNOWN,
        negative=8,
        sample=3e-4,
        epochs=4,
        workers=1,
        seed=1,
    ).wv
    words = [word for word in model.index_to_key if word.strip()]
    counts = np.ones(len(words) + FIRST_WORD)
    counts[FIRST_WORD:] = [model.get_vecattr(word, "count") for word in words]
    vectors = np.zeros((len(counts), _WIDTH), dtype=np.float32)
    vectors[FIRST_WORD:] = model[words]
    vectors[FIRST_WORD - 1] = vectors[len(vectors) // 4 :].mean(axis=0)
    return Words(words, counts, _unit(vectors))


def narrowed(vectors: np.ndarray, width: int) -> np.ndarray:
    """The vectors in their `width` main directions."""
    main = np.linalg.svd(vectors[FIRST_WORD:], full_matrices=False)[2][:width]
    return _unit(vectors @ main.T)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (0.5 * vectors / vectors[FIRST_WORD:].std()).astype(np.float32)
