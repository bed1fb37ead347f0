"""What an evaluation found, and the sentences that it permits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.notebook import notebook_html

CLASSIFIER = "classifier"
"""The name of the classifier in a table of scores, beside the baselines."""


@dataclass(frozen=True)
class Evaluation:
    """What `evaluate` found. Printing it gives its `sentences`.

    Attributes
    ----------
    scores : DataFrame
        A row a model, the classifier first: ``model, balanced_accuracy, low, high, accuracy,
        macro_f1, n_articles, groups``. The 95 % interval is from resampling whole groups; NaN
        with fewer than three of them.
    by_class : DataFrame
        ``label, recall, n_articles, n_groups, groups``, of the classifier.
    audit : DataFrame
        The leakage audit: ``removed, weight_share, score_with, score_without, cost, groups``.
        Empty where the classifier reads no text.
    terms : DataFrame
        ``label, term, weight, low, high, n_groups, articles, groups``: what speaks most for each
        label: mean, lowest and highest weight over the folds, and up to three articles that show
        it.
    predictions : DataFrame
        Indexed by article: ``label, predicted, probability, group``, from the fold that held it
        out. ``predicted`` is None where the classifier abstained.
    groups : str
        What was held out together.
    random_folds : bool
        Whether articles of one group stood on both sides.
    """

    scores: pd.DataFrame
    by_class: pd.DataFrame
    audit: pd.DataFrame
    terms: pd.DataFrame
    predictions: pd.DataFrame
    groups: str
    random_folds: bool

    def sentences(self) -> list[str]:
        """What this says and does not, in plain words."""
        rows = self.scores.set_index("model")
        own = rows.loc[CLASSIFIER]
        best = rows.drop(CLASSIFIER)["balanced_accuracy"].idxmax()
        n_groups = self.predictions["group"].nunique()
        said = [
            f"Balanced accuracy {_with_interval(own)} on {len(self.predictions)} articles;"
            f" {self._held_out(n_groups)}; {1 / len(self.by_class):.2f} is chance for"
            f" {len(self.by_class)} labels.",
            f"The best of the baselines is {best}, {_with_interval(rows.loc[best])}.",
        ]
        if own["low"] > rows.loc[best, "balanced_accuracy"]:
            said.append("The classifier does better than every baseline.")
        else:
            said.append("These articles do not show that it does better than every baseline.")
        said += self._about_leaks() + self._about_abstaining()
        said.append(
            "It says how well the labels of these outlets can be told from their articles. It does"
            " not say that an article is biased, nor which words make an outlet so: topics differ"
            " between outlets, too."
        )
        return said

    def _held_out(self, n_groups: int) -> str:
        if self.random_folds:
            return (
                f"random folds, with articles of the same {self.groups} on both sides: this score"
                " leaks and holds for no other outlet"
            )
        return f"held out by {self.groups} ({n_groups} groups)"

    def _about_leaks(self) -> list[str]:
        if self.audit.empty:
            return []
        together = self.audit.iloc[-1]
        return [
            f"Of what a classifier goes by that sees everything, {together['weight_share']:.0%}"
            " names or marks the publisher; without it balanced accuracy goes from"
            f" {together['score_with']:.2f} to {together['score_without']:.2f}."
        ]

    def _about_abstaining(self) -> list[str]:
        share = self.predictions["predicted"].isna().mean()
        return [f"It abstained on {share:.0%}, counted as wrong."] if share else []

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        tables = {"Scores": self.scores, "Leakage audit": self.audit}
        return notebook_html(
            self.sentences(), {name: table for name, table in tables.items() if len(table)}
        )


def _with_interval(row: pd.Series) -> str:
    if np.isnan(row["low"]):
        return f"{row['balanced_accuracy']:.2f} (too few groups for an interval)"
    return f"{row['balanced_accuracy']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
