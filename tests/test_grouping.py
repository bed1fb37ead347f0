"""Speakers of groups, and what the groups are called."""

import pandas as pd
import pytest

import framing as fr
from framing.grouping import UNNAMED, words_by_speaker, words_for

HEARD = pd.DataFrame(
    [
        ("a", "Ida Brandt", "official", "direct", 3),
        ("a", "an aide", "unnamed", "indirect", 2),
        ("b", "Ida Brandt", "party", "indirect", 5),
        ("b", "critics", "unnamed", "direct", 4),
        ("c", "Paul Lenz", "citizen", "direct", 9),
        ("a", None, None, "direct", 7),
    ],
    columns=["article_id", "speaker", "source_type", "voice", "words"],
)


def test_the_words_of_a_speaker_in_all_articles_of_a_group():
    table = words_by_speaker(HEARD, pd.Series({"a": "red", "b": "red"}))
    assert table.to_dict("records") == [
        {"group": "red", "speaker": "Ida Brandt", "direct": 3, "indirect": 5, "words": 8,
         "type": "party", "article_ids": ["a", "b"]},
        {"group": "red", "speaker": UNNAMED, "direct": 4, "indirect": 2, "words": 6,
         "type": "unnamed", "article_ids": ["a", "b"]},
    ]  # fmt: skip


def test_nobody_is_heard():
    assert words_by_speaker(HEARD.iloc[:0], pd.Series({"a": "red"})).empty


@pytest.mark.parametrize("by", ["speaker", "own", "articles", "entry"])
def test_articles_can_be_compared_by_a_column_that_a_chart_has_too(by, tmp_path):
    texts = ["“We are full,” said Ida Brandt. It was a brutal, shameless day."] * 6
    table = pd.DataFrame({"article_id": list("abcdef"), "text": texts})
    table[by] = ["red", "blue"] * 3
    assert fr.report(table, tmp_path, by=by).exists()
    assert words_for(by) == f"{by} group"
