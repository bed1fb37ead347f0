"""Weighted lists: added up or averaged, and never by a default."""

import math

import pytest

from framing.errors import FramingError
from framing.lexicon import Entry, Lexicon
from framing.lexicon_scores import score

TONE = Lexicon("tone", entries=(Entry("calm", "tone", 2.0), Entry("wild", "tone", -1.0)))


@pytest.mark.parametrize(
    ("how", "expected"), [("sum", 3.0), ("mean_hits", 1.0), ("mean_words", 0.6)]
)
def test_three_ways_to_add_weights_up(articles_of, how, expected):
    table = score(articles_of("Calm, calm, then wild weather."), TONE, how=how)
    assert table.loc["a", "tone"] == pytest.approx(expected)


def test_nothing_found_is_0_when_summed_and_undefined_when_averaged(articles_of):
    articles = articles_of("Weather.")
    assert score(articles, TONE, how="sum").loc["a", "tone"] == 0
    assert math.isnan(score(articles, TONE, how="mean_hits").loc["a", "tone"])


def test_which_must_be_said(articles_of):
    with pytest.raises(FramingError, match="mean_hits"):
        score(articles_of("Weather."), TONE, how="mean")


def test_a_word_counts_in_every_category_of_a_wide_table(articles_of, tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("word,care,harm\nstill,0.5,-1\ngale,0,0.25\n")
    table = score(articles_of("Still gale."), path, how="mean_hits")
    assert table.loc["a"].to_dict() == {"care": 0.25, "harm": -0.375}


def test_two_lists_with_one_category_keep_both_columns(articles_of):
    other = Lexicon("other", entries=(Entry("weather", "tone"),))
    table = score(articles_of("Calm weather."), [TONE, other], how="sum")
    assert table.columns.tolist() == ["tone:tone", "other:tone"]
