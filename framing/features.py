"""Features: one number an article, counted from rows of the spans table.

A `Feature` says what it is called, its unit, what it measures and what it does not. It is counted
from a `Tally`, which holds the counted spans and the words of every article by voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd

from framing.spans import Mark
from framing.tally import Tally, share
from framing.text import Document

UNITS = {
    "_rate": "weighted hits per 1,000 words",
    "_share": "share, 0 to 1",
    "_count": "count",
    "_words": "words",
    "_grade": "US school grade",
    "_ease": "Flesch scale, higher is easier",
}


@dataclass(frozen=True)
class Feature:
    """One column of the features table.

    Attributes
    ----------
    name : str
        Ends in `_rate`, `_share`, `_count` or `_words`; `_own` after it means the outlet's own
        voice alone. Readability grades are named for their formula.
    count : callable
        From a `Tally` to a Series of floats by article.
    detail : bool
        One of many columns of a layer: in the features table, but not compared or charted unless
        somebody asks, since every column compared makes all others harder to show.
    """

    name: str
    measures: str
    does_not_measure: str
    count: Callable[[Tally], pd.Series]
    citation: str = ""
    unit: str = ""
    layer: str = ""
    detail: bool = False

    def __post_init__(self) -> None:
        if not self.unit:
            stem = self.name.removesuffix("_own")
            unit = next((unit for end, unit in UNITS.items() if stem.endswith(end)), "")
            object.__setattr__(self, "unit", unit)


@dataclass(frozen=True)
class Extractor:
    """One layer of spans and the features counted from it: a plain value.

    Attributes
    ----------
    layer : str
        Name of the layer.
    find : callable
        ``find(document, found)`` returns the marks of this layer in one field of an article;
        `found` holds the marks of the layers that ran before, by name.
    features : tuple of Feature
        Columns counted from the layer.
    examples : tuple of str
        Sentences in which what must be found stands in [square brackets].
    """

    layer: str
    find: Callable[[Document, dict[str, list[Mark]]], list[Mark]]
    measures: str = ""
    features: tuple[Feature, ...] = ()
    examples: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    citation: str = ""
    source: object = field(default=None, compare=False, repr=False)

    @property
    def by_category(self) -> bool:
        """Whether it is counted by category; the many words of such a list are drawn when asked."""
        return self.source is not None and self.source.columns == "category"


def rate_features(
    layer: str, stem: str, *, measures: str, does_not_measure: str, citation: str
) -> tuple[Feature, Feature]:
    """The two columns of a layer of terms: per 1,000 words, over all voices and in its own.

    Each hit counts with the weight of its entry, 1 where a lexicon is not graded.
    """
    common = {"does_not_measure": does_not_measure, "citation": citation, "layer": layer}
    return (
        Feature(f"{stem}_rate", measures, count=partial(_rate, layer, "all"), **common),
        Feature(
            f"{stem}_rate_own",
            f"{measures} In the outlet's own voice alone.",
            count=partial(_rate, layer, "own"),
            **common,
        ),
    )


def category_features(totals: Iterable[Feature], categories: Iterable[str]) -> tuple[Feature, ...]:
    """The same columns for each category of a layer: ``frame_rate`` gives ``frame_health_rate``.

    Examples
    --------
    >>> totals = rate_features("doubt", "doubt", measures="", does_not_measure="", citation="")
    >>> [feature.name for feature in category_features(totals, ["noun"])]
    ['doubt_noun_rate', 'doubt_noun_rate_own']
    """
    totals = tuple(totals)
    return tuple(_of_category(total, category) for category in categories for total in totals)


def _of_category(total: Feature, category: str) -> Feature:
    stem, _, own = total.name.rpartition("_rate")
    return replace(
        total,
        name=f"{stem}_{category}_rate{own}",
        measures=f"Category {category!r} alone. {total.measures}",
        count=partial(total.count, label=category),
        detail=True,
    )


def _rate(layer: str, voice: str, tally: Tally, *, label: str = "") -> pd.Series:
    rows = tally.rows(layer)
    if label:
        rows = rows[rows["label"] == label]
    if voice == "own":
        rows = rows[rows["voice"] == "own"]
    return 1000 * share(tally.totals(rows, "weight"), tally.words[voice])


def describe(extractors: Iterable[Extractor]) -> pd.DataFrame:
    """A row a feature: its name, unit, layer, what it measures and does not, and a citation."""
    rows = [
        (f.name, f.unit, f.layer or extractor.layer, f.measures, f.does_not_measure, f.citation)
        for extractor in extractors
        for f in extractor.features
    ]
    columns = ["feature", "unit", "layer", "measures", "does_not_measure", "citation"]
    return pd.DataFrame(rows, columns=columns).set_index("feature")


def count_features(extractors: Sequence[Extractor], tally: Tally) -> pd.DataFrame:
    """The features table: a row an article, a float column a feature, in the extractors' order."""
    empty = pd.Series(float("nan"), index=tally.words.index)
    has_words = tally.words["all"] > 0
    columns = {}
    for extractor in extractors:
        annotated = extractor.layer in tally.layers
        for feature in extractor.features:
            values = feature.count(tally).reindex(tally.words.index) if annotated else empty
            columns[feature.name] = values.astype(float).where(has_words)
    return pd.DataFrame(columns, index=tally.words.index)
