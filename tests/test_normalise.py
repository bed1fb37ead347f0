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
    assert read.frame["article_id"].tolist() == ["a.csv:2", "a.csv:3"]


def test_the_number_in_an_id_is_the_one_that_findings_give():
    frame = pd.DataFrame({"text": ["A.", 5, "C."], "id": ["x", None, None]}, dtype=object)
    read = normalise(Table(frame, [2, 7, 10]), "a.jsonl")
    assert read.frame["article_id"].tolist() == ["x", "07", "10"]
    assert [found.what[:10] for found in read.findings if found.severity != "note"] == [
        "row 7: 'te",
        "rows 7, 10",
    ]


@pytest.mark.parametrize("value", [5, 0.5, True, {"a": 1}, [{"a": 1}], ["One.", 2]])
def test_what_is_no_string_is_no_text(value):
    frame = pd.DataFrame({"Body": pd.Series(["A.", value], dtype=object)})
    read = normalise(Table(frame, [1, 2]), "a.jsonl")
    assert read.frame["text"].isna().tolist() == [False, True]
    (found,) = (found for found in read.findings if found.kind == "not_a_text")
    assert (found.severity, found.what) == (
        "error",
        "row 2: 'Body' is not a string, so no text was read.",
    )


@pytest.mark.parametrize("value", ["A.", b"A.", ["One.", "Two."], None, float("nan"), pd.NA, []])
def test_strings_lists_of_them_and_nothing_are_texts(value):
    frame = pd.DataFrame({"text": pd.Series(["A.", value], dtype=object)})
    assert normalise(Table(frame, [1, 2]), "a.jsonl").findings == []


@pytest.mark.parametrize(
    ("dates", "advice"),
    [
        (["05/03/2024"], "Write 2024-05-03 or 2024-03-05, whichever is meant."),
        (
            ["05/03/2024", "1.2.2024"],
            "Write 2024-05-03 or 2024-03-05, whichever is meant, and likewise in the other rows.",
        ),
        (["soon"], "Write days as year, month, day: 2024-05-31."),
    ],
)
def test_a_doubtful_day_is_not_decided_by_the_advice(dates, advice):
    read = normalise(of(text=["A."] * len(dates), date=dates), "a.csv")
    assert read.findings[-1].advice == advice


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
