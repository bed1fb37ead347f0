"""Column names are forgiven, one for each of ours; cells become strings and nothing else."""

import numpy as np
import pandas as pd
import pytest

from framing.columns import NAMES, as_strings, recognise, said


@pytest.mark.parametrize(
    "name", ["Text", " TEXT ", "\ufefftext", "text_", "Article-Body", "full text"]
)
def test_case_spaces_and_marks_do_not_matter(name):
    assert recognise([name]) == {"text": name}


def test_the_likeliest_of_several_is_taken():
    assert recognise(["uid", "id", "content", "body"]) == {"article_id": "id", "text": "body"}
    assert recognise(["body", "Text", "text"])["text"] == "text"


def test_no_name_means_two_columns():
    names = [name for others in NAMES.values() for name in others.split()]
    assert len(names) == len(set(names))
    assert not set(names) & set(NAMES)


def test_only_what_was_taken_for_another_is_said():
    assert said({"text": "text", "title": "Title"}) == "'Title' as title"


def test_cells():
    cells = [" kept\r\n", "", "\t", None, np.nan, pd.NA, pd.NaT, 3, 3.0, 3.5, True, b"\xe9"]
    expected = [" kept\r\n", *[None] * 6, "3", "3", "3.5", "True", "é"]
    assert as_strings(cells) == expected


def test_a_list_of_paragraphs_is_one_text():
    assert as_strings([["A.", None, "B."], np.array(["C."]), {}]) == ["A.\n\nB.", "C.", "{}"]


def test_half_a_character_keeps_its_place():
    assert as_strings(["a\ud800b"]) == ["a\ufffdb"]
