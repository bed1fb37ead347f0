"""Everything that charts and reports are drawn from: the tables of one run."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from framing.comparison import Comparison
from framing.extractors import default_extractors
from framing.features import Extractor


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

    articles: pd.DataFrame
    spans: pd.DataFrame
    features: pd.DataFrame
    attributions: pd.DataFrame
    comparison: Comparison
    extractors: tuple[Extractor, ...] = field(default_factory=default_extractors, repr=False)
    events: pd.Series | None = None
    events_found: bool = False
    seed: int = 0
