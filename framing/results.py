"""Everything that charts and reports are drawn from: the tables of one run."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from framing.compare import Comparison
from framing.extractors import default_extractors
from framing.features import Extractor


@dataclass(frozen=True)
class Results:
    """The tables of one run, as their functions returned them."""

    articles: pd.DataFrame
    spans: pd.DataFrame
    features: pd.DataFrame
    attributions: pd.DataFrame
    comparison: Comparison
    extractors: tuple[Extractor, ...] = field(default_factory=default_extractors, repr=False)
