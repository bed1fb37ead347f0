"""Every feature by group: the mean, its interval, and where the words behind it stand."""

from __future__ import annotations

import pandas as pd

from framing.features import describe
from framing.results import Results
from framing.wording import feature_label, number


def features_by_group(results: Results) -> list[dict]:
    """A row a feature, with a cell a group."""
    described = describe(results.extractors)
    layers = {f.name: e.layer for e in results.extractors if e.source for f in e.features}
    rows = []
    for feature, cells in results.comparison.table.groupby("feature", sort=False):
        about = described.loc[feature] if feature in described.index else {}
        rows.append(
            {
                "feature": feature,
                "label": feature_label(feature),
                "unit": str(about.get("unit", "")).replace("share, 0 to 1", "share"),
                "measures": about.get("measures", ""),
                "does_not_measure": about.get("does_not_measure", ""),
                "layer": layers.get(feature, ""),
                "cells": [
                    {
                        "group": cell.group,
                        "mean": number(cell.mean, feature),
                        "interval": interval(cell, feature),
                        "n": int(cell.n_articles),
                    }
                    for cell in cells.itertuples()
                ],
            }
        )
    return rows


def interval(cell, feature: str) -> str:
    """The bounds of a mean in print, or why it has none."""
    if pd.isna(cell.low):
        same = cell.note == "no variation" and pd.notna(cell.mean)
        return "no variation" if same else "too few"
    return f"{number(cell.low, feature)} to {number(cell.high, feature)}"
