"""Everything that charts and reports are drawn from: the tables of one run."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from framing.comparison import Comparison
from framing.extractors import default_extractors
from framing.features import Extractor
from framing.notebook import notebook_html


@dataclass(frozen=True)
class Results:
    """The tables of one run, as their functions returned them.

    Attributes
    ----------
    articles, spans, features, attributions : DataFrame
        What `read_articles`, `annotate`, `measure` and `attributions` returned.
    comparison : Comparison
        What `compare` returned.
    extractors : tuple of Extractor
        Those that were run.
    events : Series, optional
        The event of every article, by its id.
    events_found : bool
        Whether the events were found by `group_events` rather than given.
    seed : int
        Of whatever is resampled.
    """

    articles: pd.DataFrame = field(repr=False)
    spans: pd.DataFrame = field(repr=False)
    features: pd.DataFrame = field(repr=False)
    attributions: pd.DataFrame = field(repr=False)
    comparison: Comparison = field(repr=False)
    extractors: tuple[Extractor, ...] = field(default_factory=default_extractors, repr=False)
    events: pd.Series | None = field(default=None, repr=False)
    events_found: bool = False
    seed: int = 0

    def __str__(self) -> str:
        return "\n".join(self._sentences())

    def _repr_html_(self) -> str:
        return notebook_html(self._sentences(), {})

    def _sentences(self) -> list[str]:
        held = (
            f"{len(self.articles):,} articles, {len(self.spans):,} spans,"
            f" {len(self.features.columns)} features, {len(self.attributions):,} attributions."
        )
        return [held, *self.comparison.sentences()]
