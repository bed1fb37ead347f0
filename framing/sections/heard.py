"""Who is heard: the speakers with the most words in every group."""

from __future__ import annotations

from framing.grouping import words_by_speaker
from framing.sections.stage import Stage

_MOST = 12


def speakers(stage: Stage) -> list[dict]:
    """The most heard speakers of every group; in a group, the same name is the same speaker."""
    results = stage.results
    words = words_by_speaker(results.attributions, stage.group)
    return [
        {
            "name": results.comparison.name_of(group),
            "rows": [
                {
                    "speaker": row.speaker,
                    "type": row.type,
                    "direct": row.direct,
                    "indirect": row.indirect,
                    "found_in": stage.found(row.article_ids),
                }
                for row in rows.head(_MOST).itertuples()
            ],
        }
        for group, rows in words.groupby("group", sort=True)
    ]
