"""Drift: rates by period with articles as the units, and the words beside an entry."""

import math

import pytest

from framing.drift import company, drift
from framing.errors import FramingError, InputError
from framing.lexicon import Entry, Lexicon

DAYS = ["2031-01-05", "2031-06-05", "2032-02-05", "2032-03-05", None]
TEXTS = [
    "A border surge came.",
    "The border surge went on.",
    "A surge of joy.",
    "Nothing came.",
    "A surge.",
]


@pytest.fixture
def dated(articles_of):
    return articles_of(*TEXTS, published=DAYS)


def test_a_row_an_entry_and_year_and_articles_without_a_date_left_out(dated):
    table = drift(dated, "surge")
    assert table[["period", "n_articles", "words", "hits"]].values.tolist() == [
        ["2031", 2, 9, 2],
        ["2032", 2, 6, 1],
    ]


def test_rates_are_per_1000_words_with_articles_as_the_units(dated):
    row = drift(dated, "surge").iloc[0]
    assert row["rate"] == pytest.approx(1000 * 2 / 9)
    # ratio estimator: residuals 1 - 4 * 2/9 and 1 - 5 * 2/9, both 1/9 in size
    half = 1.959964 * 1000 * math.sqrt(2 * 2 / 81) / 9
    assert row["high"] - row["rate"] == pytest.approx(half, rel=1e-5)


def test_one_article_gives_no_interval_and_no_hit_the_rule_of_three(dated):
    months = drift(dated, "surge", by="month").set_index("period")
    assert math.isnan(months.loc["2031-01", "low"])
    assert months.loc["2032-03", ["rate", "low", "high"]].tolist() == [0, 0, 1000]


def test_the_company_by_period(dated):
    table = company(dated, "surge")
    assert table[["period", "word", "n_articles"]].values.tolist() == [["2031", "border", 2]]
    assert drift(dated, "surge")["company"].tolist() == ["border", ""]


def test_entries_of_a_lexicon_that_occur_in_the_order_of_the_list(dated):
    entries = Entry("zebra", "a"), Entry("surge", "a"), Entry("border", "b")
    table = drift(dated, Lexicon("l", entries=entries))
    assert table["entry"].drop_duplicates().tolist() == ["surge", "border"]


def test_the_company_is_five_words_to_either_side(articles_of):
    texts = ["Kelp ferry harbour island jetty keel surge mole north oar pier quay reef."] * 2
    table = company(articles_of(*texts, published=["2031-01-05"] * 2), "surge")
    assert set(table["word"]) == {
        "ferry",
        "harbour",
        "island",
        "jetty",
        "keel",
        "mole",
        "north",
        "oar",
        "pier",
        "quay",
    }


def test_it_needs_dates(articles_of):
    with pytest.raises(InputError, match="no dates"):
        drift(articles_of("A surge."), "surge")


def test_it_knows_years_and_months(dated):
    with pytest.raises(FramingError, match="'year' or 'month'"):
        drift(dated, "surge", by="week")
