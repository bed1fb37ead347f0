"""What a classifier must beat: guesses that have learnt nothing of how a story is told.

Each has `fit(articles, y, groups)` and `predict(articles)`, as the classifier has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from framing.masking import texts_of

_TOPICS = 30
_DIMENSIONS = 30


@dataclass
class Baseline:
    """A way to see an article, and a linear model on top of it."""

    name: str
    see: Callable[[pd.DataFrame, Sequence[str], list], object]
    model: object
    parts: list = field(default_factory=list)

    def fit(self, articles: pd.DataFrame, y: np.ndarray, groups: Sequence[str]) -> Baseline:
        """Learn from articles and the group of each."""
        self.parts = []
        self.model.fit(self._seen(articles, groups), y)
        return self

    def predict(self, articles: pd.DataFrame, groups: Sequence[str]) -> np.ndarray:
        """The label of each article."""
        return self.model.predict(self._seen(articles, groups))

    def _seen(self, articles: pd.DataFrame, groups: Sequence[str]) -> object:
        return self.see(articles, groups, self.parts)


def baselines(seed: int) -> list[Baseline]:
    """The baselines that stand beside every score, the simplest first."""
    linear = {"class_weight": "balanced", "max_iter": 2000}
    words = SGDClassifier(loss="log_loss", alpha=1e-5, random_state=seed)
    return [
        Baseline("majority", _nothing, _Majority()),
        Baseline("length only", _length, LogisticRegression(**linear)),
        Baseline("topic only", _topic(seed), LogisticRegression(**linear)),
        Baseline("outlet name only", _outlet, LogisticRegression(**linear)),
        Baseline("TF-IDF", _tfidf, words),
    ]


class _Majority:
    def fit(self, X: object, y: np.ndarray) -> None:
        labels, counts = np.unique(y, return_counts=True)
        self.label_ = labels[counts.argmax()]

    def predict(self, X: np.ndarray) -> np.ndarray:
        return np.repeat(self.label_, len(X))


def _nothing(articles: pd.DataFrame, groups: Sequence[str], parts: list) -> np.ndarray:
    return np.zeros((len(articles), 1))


def _length(articles: pd.DataFrame, groups: Sequence[str], parts: list) -> np.ndarray:
    words = np.log1p([len(text.split()) for text in texts_of(articles)])
    X = np.column_stack([words, words**2])
    if not parts:
        parts.append(StandardScaler().fit(X))
    return parts[0].transform(X)


def _topic(seed: int) -> Callable:
    """The nearest of a few clusters of articles by their words: what it is about, not how."""

    def see(articles: pd.DataFrame, groups: Sequence[str], parts: list) -> np.ndarray:
        texts = [text[:3000] for text in texts_of(articles)]
        if not parts:
            words = TfidfVectorizer(
                sublinear_tf=True, stop_words="english", max_features=20_000, max_df=0.2
            )
            X = _vectors(words, texts)
            size = min(_DIMENSIONS, X.shape[1] - 1)
            svd = TruncatedSVD(size, random_state=seed) if size > 0 else None
            Z = X if svd is None else svd.fit_transform(X)
            topics = min(_TOPICS, max(2, len(texts) // 20))
            parts += [words, svd, KMeans(topics, n_init=1, random_state=seed).fit(Z)]
        words, svd, clusters = parts
        X = words.transform(texts)
        nearest = clusters.predict(X if svd is None else svd.transform(X))
        return np.eye(clusters.n_clusters)[nearest]

    return see


def _vectors(words: TfidfVectorizer, texts: list[str]) -> sparse.csr_matrix:
    """A few articles may share every word: then rare and frequent words are not told apart."""
    try:
        return words.fit_transform(texts)
    except ValueError:
        words.set_params(max_df=1.0, stop_words=None, token_pattern=r"\S+")
        return words.fit_transform([*texts, "no words"])[: len(texts)]


def _outlet(articles: pd.DataFrame, groups: Sequence[str], parts: list) -> sparse.csr_matrix:
    named = [name for name in ("outlet_id", "outlet") if name in articles]
    known = articles[named[::-1][0]] if named else pd.Series(groups)
    names = known.astype(object).where(known.notna(), "").astype(str).to_numpy().reshape(-1, 1)
    if not parts:
        parts.append(OneHotEncoder(handle_unknown="ignore").fit(names))
    return parts[0].transform(names)


def _tfidf(articles: pd.DataFrame, groups: Sequence[str], parts: list) -> sparse.csr_matrix:
    texts = texts_of(articles)
    if parts:
        return parts[0].transform(texts)
    rare = 5 if len(texts) > 500 else 1
    words = TfidfVectorizer(
        sublinear_tf=True, min_df=rare, ngram_range=(1, 2), max_features=200_000,
        token_pattern=r"(?u)\b\w+\b|\S+",
    )  # fmt: skip
    parts.append(words)
    return words.fit_transform([*texts, "no words"])[: len(texts)]
