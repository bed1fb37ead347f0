"""Hedging, certainty and the other lexicons by voice: who hedges, the outlet or those it quotes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.claims import TOO_FEW
from framing.features import Extractor
from framing.grouping import word_counts
from framing.resampling import estimate_mean, generator
from framing.results import Results
from framing.sections.compared import interval
from framing.sections.stage import Stage
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import feature_label, number

FEWEST_WORDS = 20
"""Words in a voice below which an article tells nothing of how that voice speaks."""


def rates_by_voice(stage: Stage) -> list[dict]:
    """A table a lexicon: its rate in every group and voice, with the interval of the mean.

    Means are over articles (over events, if the comparison is within events). Lexicons that are
    counted by category are left out.
    """
    results = stage.results
    spans = results.spans[results.spans["zone"].isin(COUNTED_ZONES)]
    tables = []
    for extractor in results.extractors:
        if extractor.source is None or not extractor.features or extractor.by_category:
            continue
        rates = _rates(spans[spans["layer"] == extractor.layer], word_counts(results))
        rows = [_row(stage, extractor, group, rates) for group in results.comparison.groups]
        tables.append({"layer": extractor.layer, "label": feature_label(extractor.layer),
                       "unit": extractor.features[0].unit, "rows": rows})  # fmt: skip
    return tables


def _rates(hits: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Weighted hits per 1,000 words of a voice: a row an article, a column a voice."""
    sums = hits.pivot_table(index="article_id", columns="voice", values="weight", aggfunc="sum")
    sums = sums.reindex(index=words.index, columns=list(VOICES)).astype(float).fillna(0.0)
    enough = words[list(VOICES)].where(words[list(VOICES)] >= FEWEST_WORDS).astype(float)
    return 1000 * sums / enough


def _row(stage: Stage, extractor: Extractor, group: str, rates: pd.DataFrame) -> dict:
    results = stage.results
    comparison = results.comparison
    own = rates[(stage.group == group).reindex(rates.index, fill_value=False)]
    if comparison.within:
        own = own.groupby(results.articles[comparison.within].reindex(own.index)).mean()
    stream = generator(results.seed, "voices", extractor.layer, group)
    estimate = estimate_mean(own.to_numpy(float), stream)
    cells = [
        _cell(estimate.n[place], mean, (estimate.low[place], estimate.high[place]))
        for place, mean in enumerate(estimate.mean)
    ]
    return {"name": comparison.name_of(group),
            "cells": [_as_compared(results, extractor, group) or cells[0], *cells[1:]]}  # fmt: skip


def _as_compared(results: Results, extractor: Extractor, group: str) -> dict | None:
    """The rate in the own voice as the comparison has it, so that a report has one such number."""
    names = {feature.name for feature in extractor.features if feature.name.endswith("_own")}
    table = results.comparison.table
    found = table[table["feature"].isin(names) & (table["group"] == group)]
    for cell in found.itertuples():
        return {"mean": number(cell.mean, cell.feature), "interval": interval(cell, cell.feature),
                "few": cell.note == "too few"}  # fmt: skip
    return None


def _cell(n: int, mean: float, bounds: tuple[float, float]) -> dict:
    if np.isnan(bounds[0]):
        said = "no variation" if n > 1 else "too few"
    else:
        said = f"{number(max(bounds[0], 0.0))} to {number(bounds[1])}"
    return {"mean": number(mean), "interval": said, "few": bool(n < TOO_FEW)}
