"""Everything that charts and reports are drawn from: the tables of one run."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from framing.compare import Comparison


@dataclass(frozen=True)
class Results:
    """The tables of one run, as their functions returned them."""

    articles: pd.DataFrame
    spans: pd.DataFrame
    features: pd.DataFrame
    attributions: pd.DataFrame
    comparison: Comparison
