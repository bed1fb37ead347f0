"""Keyword in context: what is found, what stands around it, and in which order."""

from time import process_time

import pytest

from framing.errors import FramingError
from framing.kwic import COLUMNS, kwic
from framing.lexicon import Entry, Lexicon


def matches(articles, wanted, **options) -> list[str]:
    return kwic(articles, wanted, **options)["match"].tolist()


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("claim", ["claim", "Claim"]),
        ("claim*", ["claim", "Claim", "claimant"]),
        ("*claim", ["claim", "reclaim", "Claim"]),
        ("cl?im", ["claim", "Claim"]),
        ("far right", ["far-right", "far right"]),
        ("far r*t", ["far-right", "far right"]),
    ],
)
def test_words_phrases_and_stars_over_whole_words(articles_of, pattern, found):
    text = "The claim, a far-right reclaim. Claim the far right, claimant!"
    assert matches(articles_of(text), pattern) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*a*b*", ["cabbage", "habit"]),
        ("*t", ["habit"]),
        ("c**e", ["cabbage"]),
        ("*b* h*t", ["cabbage habit"]),
        ("*ab?*e", ["cabbage"]),
    ],
)
def test_several_stars(articles_of, pattern, found):
    assert matches(articles_of("A cabbage habit."), pattern) == found


@pytest.mark.parametrize("pattern", ["*a*a*a*b", "********b", "*a" * 30 + "b"])
def test_a_pattern_of_many_stars_takes_no_time(articles_of, pattern):
    begun = process_time()
    assert matches(articles_of("a" * 3000), pattern) == []
    assert process_time() - begun < 5


def test_a_lexicon_is_found_with_its_rules(articles_of):
    around = Lexicon("l", entries=(Entry("around", "about", only_before=("number",)),))
    assert matches(articles_of("around 50, around the corner"), around) == ["around"]


def test_the_offsets_are_those_of_the_text_and_line_breaks_are_spaces_on_show(articles_of):
    text = "One two\nthree  sham\nfour five"
    row = kwic(articles_of(text), "sham", width=8).iloc[0]
    assert text[row["start"] : row["end"]] == "sham"
    assert (row["left"], row["match"], row["right"]) == (" three ", "sham", " four fi")


def test_titles_come_first_and_name_their_field(articles_of):
    table = kwic(articles_of("A sham.", title=["Sham!"]), "sham")
    assert table["field"].tolist() == ["title", "text"]


def test_sorted_by_the_nearest_words(articles_of):
    articles = articles_of("a red sham now", "the Blue sham again", "a blue sham before")
    by_right = kwic(articles, "sham", sort="right")["right"].tolist()
    assert by_right == [" again", " before", " now"]
    by_left = kwic(articles, "sham", sort="left")["left"].tolist()
    assert by_left == ["a blue ", "the Blue ", "a red "]


def test_nothing_found_is_an_empty_table_with_its_columns(articles_of):
    table = kwic(articles_of("text"), "sham")
    assert table.empty
    assert tuple(table.columns) == COLUMNS


@pytest.mark.parametrize("options", [{"sort": "middle"}, {"width": -1}, {"width": "wide"}])
def test_what_cannot_be_used_is_refused(articles_of, options):
    with pytest.raises(FramingError):
        kwic(articles_of("text"), "text", **options)


@pytest.mark.parametrize("pattern", ["", " ", "*", "? *"])
def test_a_pattern_without_letters_is_refused(articles_of, pattern):
    with pytest.raises(FramingError, match="no letters"):
        kwic(articles_of("text"), pattern)


def test_odd_texts_stop_nothing(articles_of):
    odd = articles_of("", "\x00 sham \x00", "🙂sham🙂", "שמ sham", "İ sham")
    assert matches(odd, "*ham*") == ["sham"] * 4
