"""Key words in their lines: of the group that uses them, each from another article."""

import pandas as pd
import pytest

import framing as fr


@pytest.fixture(scope="module")
def articles():
    texts = ["The ferry regime\nsank. The Regime fell."] * 8 + ["The ferry government sank."] * 8
    desks = ["x"] * 8 + ["y"] * 8
    table = {"article_id": list("abcdefghijklmnop"), "text": texts, "desk": desks}
    return fr.read_articles(pd.DataFrame(table))


@pytest.fixture(scope="module")
def key(articles):
    return fr.keyness(articles, by="desk")


def test_lines_are_of_the_group_and_each_from_another_article(articles, key):
    lines = fr.key_lines(key, articles, by="desk", most=2)
    regime = lines[lines["term"] == "regime"]
    assert regime["article_id"].tolist() == ["a", "b"]
    assert regime["group"].unique().tolist() == ["x"]
    assert regime["right"].iloc[0].startswith(" sank.")
    assert set(lines.loc[lines["term"] == "government", "group"]) == {"y"}


def test_nothing_typical_is_no_lines(articles, key):
    assert fr.key_lines(key.assign(q=1.0), articles, by="desk").empty


def test_a_number_of_lines_is_at_least_one(articles, key):
    with pytest.raises(fr.FramingError, match="most"):
        fr.key_lines(key, articles, by="desk", most=0)
