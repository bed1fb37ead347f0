"""Who is heard: the speakers with the most words in every group."""

from __future__ import annotations

from framing.sections.stage import Stage

_MOST = 12


def speakers(stage: Stage) -> list[dict]:
    """The most heard speakers of every group; in a group, the same name is the same speaker."""
    results = stage.results
    heard = results.attributions.dropna(subset=["speaker"])
    rows = heard.assign(group_name=heard["article_id"].map(stage.group))
    rows = rows.dropna(subset=["group_name"])
    if rows.empty:
        return []
    words = rows.pivot_table(
        index=["group_name", "speaker"], columns="voice", values="words", aggfunc="sum",
        fill_value=0,
    ).reindex(columns=["direct", "indirect"], fill_value=0)  # fmt: skip
    words["all"] = words["direct"] + words["indirect"]
    of_speaker = rows.groupby(["group_name", "speaker"])
    where = of_speaker["article_id"].agg(list)
    words = words.join(of_speaker["source_type"].first()).reset_index()
    words = words.sort_values(
        ["group_name", "all", "speaker"], ascending=[True, False, True], kind="stable"
    )
    return [
        {
            "name": results.comparison.name_of(group_name),
            "rows": [
                {
                    "speaker": row.speaker,
                    "type": row.source_type,
                    "direct": int(row.direct),
                    "indirect": int(row.indirect),
                    "found_in": stage.found(where[(group_name, row.speaker)]),
                }
                for row in rows.head(_MOST).itertuples()
            ],
        }
        for group_name, rows in words.groupby("group_name", sort=True)
    ]
