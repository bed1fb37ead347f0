"""A classifier of outlets, or of any label that outlets carry, that is kept from the easy way out.

Every group (outlet, event) has the same say however many articles it has, what names the
publisher is masked before learning, and the metadata of the outlet cannot be given to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from framing.calibration import balanced_weights, calibration, inner_folds, softmax
from framing.errors import FramingError, InputError
from framing.masking import KINDS, Masker, check_kinds

INPUTS = ("text", "framing", "both")
REFUSED = ("outlet", "url", "domain", "host", "rating", "lean", "owner", "author", "state_control",
           "source", "byline")  # fmt: skip
"""Columns with these words in their names are metadata of the outlet."""
PER_GROUP = 300
"""More articles of one group than this add nothing that its weight would let count."""
_STRENGTH = 1.0
_LONGEST = 12_000
_QUOTATION = re.compile(r"“[^“”\n]{1,1000}”|\"[^\"\n]{1,1000}\"")
_TOKEN = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*|\d+|[^\w\s]")


class OutletClassifier(ClassifierMixin, BaseEstimator):
    """Which outlet, or group of outlets, an article reads like.

    Parameters
    ----------
    inputs : {"text", "framing", "both"} or list of str
        Learn from the masked words, from the measured features, from both, or from these numeric
        columns of the articles. Metadata of the outlet is refused.
    masked : sequence of str
        What is taken out of the text first; see `Masker`. All of it by default.
    own_voice : bool
        Leave out what stands in quotation marks: it is worded by others. Whole texts otherwise.
    min_groups : int
        A term must stand in articles of so many groups (fewer where there are fewer groups).
    abstain_below : float
        Predict None where the highest probability is lower.
    random_state : int
        Seed of the sample of groups with more than 300 articles.

    Attributes
    ----------
    classes_ : ndarray
        The labels, sorted; columns of `predict_proba` are in this order.
    terms_ : ndarray of str
        What the weights in `coef_` (classes, terms) belong to.
    term_groups_ : ndarray of int
        In how many groups each term stands.
    intercept_ : ndarray
        What each class starts from, set on held-out groups; see Notes.
    temperature_ : float
        Divides the scores, so that probabilities are as sure as held-out groups allow.
    calibrated_on_ : str
        ``"unseen groups"``, ``"unseen articles"``, or ``"nothing"`` where there is too little.

    Notes
    -----
    It learns what tells the labels of these outlets apart, topics included. A label of an outlet
    is not a reading of the article: the result is never whether an article is biased. Each class,
    and each group within it, has the same weight, so that probabilities are for equal class sizes.
    A class of many and various outlets would still take most articles of an outlet not seen, which
    resemble it more than the few of another class; scores are shifted until groups held out in
    training are shared out fairly. An article is read by itself: nothing is fitted to the test.

    References
    ----------
    Baly et al. 2020, We Can Detect Your Bias, EMNLP, 4982-4991.
    Guo et al. 2017, On Calibration of Modern Neural Networks, ICML.

    Examples
    --------
    >>> texts = ["The dam is a disgrace.", "What a disgrace.", "Work on the dam began.",
    ...          "The dam opened."]
    >>> articles = pd.DataFrame({"text": texts})
    >>> OutletClassifier().fit(articles, ["a", "a", "b", "b"]).predict(articles[:1]).tolist()
    ['a']
    """

    def __init__(
        self,
        *,
        inputs: str | Sequence[str] = "text",
        masked: Sequence[str] = KINDS,
        own_voice: bool = True,
        min_groups: int = 2,
        abstain_below: float = 0.0,
        random_state: int = 0,
    ) -> None:
        self.inputs = inputs
        self.masked = masked
        self.own_voice = own_voice
        self.min_groups = min_groups
        self.abstain_below = abstain_below
        self.random_state = random_state

    def fit(
        self, articles: pd.DataFrame, y: Sequence, groups: Sequence | None = None
    ) -> OutletClassifier:
        """Learn from articles.

        Parameters
        ----------
        articles : DataFrame
            What `read_articles` returns.
        y : sequence of shape (n_articles,)
            The label of each article.
        groups : sequence of shape (n_articles,), optional
            Outlet or event of each article. Without it each article is its own group.

        Raises
        ------
        InputError
            If lengths differ, a label is missing, or there is only one label.
        FramingError
            If `inputs` asks for metadata of the outlet, or a parameter is out of range.
        """
        self._check_parameters()
        labels, groups = _checked(articles, y, groups)
        self._check_columns(articles, groups)
        self.classes_, codes = np.unique(labels, return_inverse=True)
        if len(self.classes_) < 2:
            raise InputError(
                f"y has one label, {self.classes_[0]!r}; two are needed to tell apart."
            )
        kept = _at_most(PER_GROUP, groups, self.random_state)
        articles, codes, groups = articles.iloc[kept], codes[kept], groups[kept]
        X = self._learn_inputs(articles, groups)
        self.temperature_, shift, self.calibrated_on_ = self._calibrated(X, codes, groups)
        self.coef_, intercept = fitted(X, codes, groups)
        self.intercept_ = intercept + shift
        return self

    def decision_function(self, articles: pd.DataFrame) -> np.ndarray:
        """Scores, the higher the likelier: shape (n_articles, n_classes)."""
        check_is_fitted(self)
        return self._inputs_of(articles) @ self.coef_.T + self.intercept_

    def predict_proba(self, articles: pd.DataFrame) -> np.ndarray:
        """Calibrated probabilities for classes of equal size: shape (n_articles, n_classes)."""
        return softmax(self.decision_function(articles) / self.temperature_)

    def predict(self, articles: pd.DataFrame) -> np.ndarray:
        """The likeliest label of each article; None where the classifier abstains."""
        proba = self.predict_proba(articles)
        found = self.classes_[proba.argmax(axis=1)]
        if self.abstain_below <= 0:
            return found
        return np.where(proba.max(axis=1) < self.abstain_below, None, found.astype(object))

    def term_values(self, articles: pd.DataFrame) -> sparse.csr_matrix:
        """How much of each term of `terms_` is in each article: shape (n_articles, n_terms)."""
        check_is_fitted(self)
        return self._inputs_of(articles)

    def _learn_inputs(self, articles: pd.DataFrame, groups: np.ndarray) -> sparse.csr_matrix:
        parts, names, in_groups = [], [], []
        n_groups = len(np.unique(groups))
        if self.inputs in ("text", "both"):
            self.masker_ = Masker(self.masked).fit(articles)
            self.vectorizer_ = CountVectorizer(analyzer=terms_in, dtype=np.float32)
            counts = self.vectorizer_.fit_transform(self._read(articles))
            found_in = groups_with(counts, groups)
            self.kept_ = np.flatnonzero(found_in >= min(self.min_groups, max(1, n_groups // 2)))
            self.weighting_ = TfidfTransformer(sublinear_tf=True).fit(counts[:, self.kept_])
            parts.append(self.weighting_.transform(counts[:, self.kept_]))
            names += self.vectorizer_.get_feature_names_out()[self.kept_].tolist()
            in_groups += found_in[self.kept_].tolist()
        if self.inputs != "text":
            table = self._table(articles)
            self.columns_ = table.columns[table.nunique() > 1]
            self.center_ = table[self.columns_].mean()
            self.scale_ = table[self.columns_].std(ddof=0)
            parts.append(self._scaled(table))
            names += self.columns_.tolist()
            in_groups += [n_groups] * len(self.columns_)
        self.terms_ = np.array(names, dtype=object)
        self.term_groups_ = np.array(in_groups)
        return sparse.hstack(parts, format="csr")

    def _inputs_of(self, articles: pd.DataFrame) -> sparse.csr_matrix:
        parts = []
        if self.inputs in ("text", "both"):
            counts = self.vectorizer_.transform(self._read(articles))
            parts.append(self.weighting_.transform(counts[:, self.kept_]))
        if self.inputs != "text":
            parts.append(self._scaled(self._table(articles)))
        return sparse.hstack(parts, format="csr")

    def _read(self, articles: pd.DataFrame) -> list[str]:
        if self.own_voice:
            whole = articles["text"].where(articles["text"].notna(), "").astype(str)
            articles = articles.assign(text=[_unquoted(text) for text in whole])
        return self.masker_.transform(articles)

    def _table(self, articles: pd.DataFrame) -> pd.DataFrame:
        if not isinstance(self.inputs, str):
            return articles[list(self.inputs)].astype(float)
        from framing.transformer import FramingFeatures

        return FramingFeatures().set_output(transform="pandas").fit_transform(articles)

    def _scaled(self, table: pd.DataFrame) -> sparse.csr_matrix:
        """Columns in standard deviations from their mean, of the size of a text's row; NaN is 0."""
        scaled = ((table[self.columns_] - self.center_) / self.scale_).clip(-4, 4).fillna(0.0)
        return sparse.csr_matrix(scaled.to_numpy() / np.sqrt(max(1, len(self.columns_))))

    def _calibrated(
        self, X: sparse.csr_matrix, codes: np.ndarray, groups: np.ndarray
    ) -> tuple[float, np.ndarray, str]:
        scores = np.zeros((len(codes), len(self.classes_)))
        tested = np.zeros(len(codes), dtype=bool)
        basis, folds = inner_folds(codes, groups)
        for train, test in folds:
            coef, intercept = fitted(X[train], codes[train], groups[train])
            scores[test] = X[test] @ coef.T + intercept
            tested[test] = True
        if not tested.any():
            return 1.0, np.zeros(len(self.classes_)), "nothing"
        return *calibration(scores[tested], codes[tested], groups[tested]), basis

    def _check_parameters(self) -> None:
        check_kinds(self.masked)
        if isinstance(self.inputs, str) and self.inputs not in INPUTS:
            raise FramingError(
                f"The 'inputs' parameter of OutletClassifier must be one of {INPUTS} or a list of"
                f" columns. Got {self.inputs!r} instead."
            )
        if not 0 <= self.abstain_below <= 1:
            raise FramingError(
                "The 'abstain_below' parameter of OutletClassifier must be from 0 to 1."
                f" Got {self.abstain_below!r} instead."
            )

    def _check_columns(self, articles: pd.DataFrame, groups: np.ndarray) -> None:
        if isinstance(self.inputs, str):
            return
        for column in self.inputs:
            if any(word in column.lower() for word in REFUSED):
                raise FramingError(
                    f"inputs names {column!r}, which is metadata of the outlet. The label is the"
                    " outlet's, so this column gives it away: the score would say how well outlets"
                    " are known by name, not how their articles read. Leave it out."
                )
            if column not in articles or not pd.api.types.is_numeric_dtype(articles[column]):
                raise InputError(f"inputs names {column!r}: articles has no such numeric column.")
            within = articles[column].groupby(groups).nunique()
            if len(within) > 1 and len(within) < len(groups) and (within <= 1).all():
                raise FramingError(
                    f"inputs names {column!r}, which is the same for all articles of each group:"
                    " it describes the group, not the article. Leave it out."
                )


def _checked(
    articles: pd.DataFrame, y: Sequence, groups: Sequence | None
) -> tuple[np.ndarray, np.ndarray]:
    if not isinstance(articles, pd.DataFrame) or "text" not in articles:
        raise InputError("articles must be a table with a column 'text', as read_articles returns.")
    labels = pd.Series(np.asarray(y))
    given = pd.Series(np.arange(len(labels)) if groups is None else np.asarray(groups))
    for name, values in (("y", labels), ("groups", given)):
        if len(values) != len(articles):
            raise InputError(f"{name} has {len(values)} values for {len(articles)} articles.")
        if values.isna().any():
            missing = articles.index[values.isna().to_numpy()][0]
            raise InputError(f"{name} is missing for article {missing!r}; leave such rows out.")
    return labels.to_numpy(), given.astype(str).to_numpy(dtype=object)


def _at_most(n: int, groups: np.ndarray, seed: int) -> np.ndarray:
    """Places of at most `n` articles of each group, drawn at random, in order."""
    order = np.random.default_rng(seed).permutation(len(groups))
    rank = pd.Series(groups[order]).groupby(groups[order]).cumcount().to_numpy()
    return np.sort(order[rank < n])


def _unquoted(text: str) -> str:
    """The text without quotations in marks; all of it where nothing would be left."""
    text = text.replace("''", '"').replace("``", '"')
    return _QUOTATION.sub(" ", text).strip() or text


def terms_in(text: str) -> list[str]:
    """Words, signs, and pairs of neighbouring words that no sign stands between."""
    tokens = _TOKEN.findall(text[:_LONGEST].lower().replace("’", "'"))
    tokens = ["0" if token.isdigit() else token for token in tokens]
    pairs = [f"{a} {b}" for a, b in pairwise(tokens) if a[0].isalnum() and b[0].isalnum()]
    return [token for token in tokens if token not in ".,'-"] + pairs


def groups_with(counts: sparse.csr_matrix, groups: np.ndarray) -> np.ndarray:
    """In how many groups each term stands."""
    numbers = np.unique(groups, return_inverse=True)[1]
    rows = (np.ones(len(numbers), dtype=np.float32), (numbers, np.arange(len(numbers))))
    return np.diff(((sparse.csr_matrix(rows) @ counts) > 0).tocsc().indptr)


def fitted(
    X: sparse.csr_matrix, codes: np.ndarray, groups: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of shape (classes, terms) and intercepts of shape (classes,)."""
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(X, codes, sample_weight=balanced_weights(codes, groups))
    if len(model.coef_) > 1:
        return model.coef_, model.intercept_
    halves = np.array([[-0.5], [0.5]])
    return halves * model.coef_, halves[:, 0] * model.intercept_
