"""What makes up a score: the entries of every lexicon that weigh most, and in whose words."""

from __future__ import annotations

import pandas as pd

from framing.sections.stage import Stage
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import feature_label, number

_MOST = 10


def entries(stage: Stage) -> list[dict]:
    """The entries that make up the score of every lexicon, with their hits by voice."""
    results = stage.results
    spans = results.spans[results.spans["zone"].isin(COUNTED_ZONES)]
    tables = []
    for extractor in results.extractors:
        if extractor.source is None or not extractor.features:
            continue
        hits = spans[spans["layer"] == extractor.layer]
        if hits.empty:
            continue
        entry = hits["rule"].str.partition(":")[2]
        counts = pd.crosstab(entry, hits["voice"]).reindex(columns=list(VOICES), fill_value=0)
        counts["all"] = counts.sum(axis=1)
        counts["weighted"] = hits["weight"].groupby(entry).sum().round(6)
        counts = counts.rename_axis("entry").reset_index()
        counts = counts.sort_values(["weighted", "entry"], ascending=[False, True], kind="stable")
        where = hits["article_id"].groupby(entry).agg(list)
        tables.append(
            {
                "layer": extractor.layer,
                "label": feature_label(extractor.layer),
                "n_hits": len(hits),
                "n_entries": len(counts),
                "rows": [
                    row
                    | {
                        "weighted": number(row["weighted"]),
                        "found_in": stage.found(where[row["entry"]]),
                    }
                    for row in counts.head(_MOST).to_dict("records")
                ],
            }
        )
    return tables
