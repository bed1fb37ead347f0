"""The measured features as a step of a scikit-learn pipeline: texts in, features out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.errors import InputError
from framing.extractors import default_extractors
from framing.features import Extractor
from framing.pipeline import annotate, measure


class FramingFeatures(TransformerMixin, BaseEstimator):
    """Texts or articles to the columns that `measure` counts.

    Parameters
    ----------
    extractors : sequence of Extractor, optional
        Those whose features are wanted; all by default.
    workers : int
        Processes that share the work. The result does not depend on it.

    Attributes
    ----------
    feature_names_ : ndarray of str
        The columns, in the order of `describe_features`.

    Notes
    -----
    NaN stays NaN: a text too short for a feature has no value of it, and what to put there is a
    decision for the next step of the pipeline. It looks at no other article, so that nothing can
    leak between the folds of a cross-validation.

    Examples
    --------
    >>> texts = ["The plan is a disaster, the mayor said.", "The bridge opened on Monday."]
    >>> features = FramingFeatures().set_output(transform="pandas").fit_transform(texts)
    >>> float(features["own_voice_share"].iloc[0])
    0.375
    """

    def __init__(self, extractors: Sequence[Extractor] | None = None, workers: int = 1) -> None:
        self.extractors = extractors
        self.workers = workers

    def fit(self, X: object, y: object = None) -> FramingFeatures:
        """Learn the names of the columns; the texts do not matter."""
        as_articles(X)
        chosen = default_extractors() if self.extractors is None else self.extractors
        names = [feature.name for extractor in chosen for feature in extractor.features]
        self.feature_names_ = np.array(names, dtype=object)
        return self

    def transform(self, X: object) -> np.ndarray:
        """One row a text, one float column a feature: shape (n_texts, n_features)."""
        check_is_fitted(self)
        articles = as_articles(X)
        spans = annotate(articles, extractors=self.extractors, workers=self.workers)
        return measure(spans, articles, extractors=self.extractors).to_numpy(dtype=float)

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """The names of the columns."""
        check_is_fitted(self)
        return self.feature_names_


def as_articles(texts: object) -> pd.DataFrame:
    """Articles as they are, or a table of articles made of a list of texts.

    Raises
    ------
    InputError
        If it is neither.
    """
    if isinstance(texts, pd.DataFrame):
        if "text" not in texts:
            raise InputError("articles has no column 'text'; read them with read_articles first.")
        if texts.index.name == "article_id" and texts.index.is_unique:
            return texts
        return texts.set_axis(_ids(len(texts)), axis=0)
    if isinstance(texts, str) or not np.iterable(texts):
        kind = type(texts).__name__
        raise InputError(f"texts must be a list of texts or a table of articles, not {kind}.")
    listed = list(texts)
    for place, text in enumerate(listed):
        if not isinstance(text, str):
            raise InputError(f"text {place} is of type {type(text).__name__}; texts are strings.")
    return pd.DataFrame({"text": listed}, index=_ids(len(listed)))


def _ids(n: int) -> pd.Index:
    return pd.Index([f"{place:09d}" for place in range(n)], name="article_id")
