"""A table with anybody's columns comes out with ours, its own columns after them."""

import pandas as pd
import pytest

from framing import tables
from framing.normalise import normalise
from framing.tables import Table


def of(**columns):
    frame = pd.DataFrame(columns)
    return Table(frame, list(range(2, 2 + len(frame))))


def test_columns_are_renamed_and_the_others_kept():
    read = normalise(of(Body=["B."], mine=[7]), "a.csv")
    assert list(read.frame) == ["text", "article_id", "mine"]
    assert read.findings[0].what == "read 'Body' as text."


def test_numbers_take_the_place_of_missing_ids():
    read = normalise(of(text=["A.", "B."]), "a.csv", prefix="a.csv:")
    assert read.frame["article_id"].tolist() == ["a.csv:1", "a.csv:2"]


def test_a_text_beyond_any_article_is_left_out(monkeypatch):
    monkeypatch.setattr("framing.normalise.LARGEST_CELL", 5)
    read = normalise(of(text=["Short", "Too long"]), "a.csv")
    assert read.frame["text"].isna().tolist() == [False, True]
    assert read.findings[0].what.startswith("row 3: a text of more than")


def test_a_text_that_had_to_be_changed_is_said():
    frame = pd.DataFrame({"text": ["a\ud800b", "B."]}, dtype=object)
    read = normalise(Table(frame, [1, 2]), "a.jsonl")
    assert read.frame["text"][0] == "a\ufffdb"
    assert read.findings[0].what.startswith("row 1: half a character")


@pytest.mark.parametrize("size", [0, 1])
def test_an_empty_table_is_one_too(size):
    assert len(normalise(of(text=["B."] * size, date=["soon"] * size), "a.csv").frame) == size


def test_the_limit_is_far_above_any_article():
    assert tables.LARGEST_CELL >= 10_000_000
