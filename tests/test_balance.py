"""Two sides: shares of words, places and verbs, with an interval or a reason why there is none."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.balance import MEASURES, NO_SPREAD, NOT_HEARD, ONE_ARTICLE, TOO_FEW, balance

SIDES = {"port": ["Ida Brandt"], "city": ["Lenz"]}
PORT, CITY = "“We are full,” said Ida Brandt.", "“We are not,” claimed Paul Lenz."


def table_of(texts, by=None, sides=SIDES, **columns):
    rows = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": texts})
    articles = fr.read_articles(rows.assign(**columns))
    return balance(fr.annotate(articles, workers=1), articles, sides=sides, by=by)


def figure(table, side, measure, group="a0"):
    rows = table[(table["group"] == group) & (table["side"] == side)]
    return rows.set_index("measure").loc[measure]


def text(port, city):
    return "\n\n".join([PORT] * port + [CITY] * city)


def test_a_row_an_article_side_and_measure():
    table = table_of([text(5, 5)])
    assert list(zip(table["side"], table["measure"], strict=True)) == [
        (side, measure) for side in SIDES for measure in MEASURES
    ]


def test_words_are_shared_out_between_the_sides_alone():
    table = table_of([text(6, 2) + "\n\n“Never mind us at all,” said Eva Orlov."])
    port, city = (figure(table, side, "words_share") for side in SIDES)
    assert port["value"] == pytest.approx(18 / 24)
    assert port["value"] + city["value"] == pytest.approx(1)
    assert port["n_attributions"] == 8


def test_who_is_heard_later_has_the_higher_position():
    table = table_of([text(5, 5)])
    port, city = (figure(table, side, "position_share")["value"] for side in SIDES)
    assert 0 <= port < 0.4 < city < 1


def test_stance_is_that_of_the_verbs():
    table = table_of([text(5, 5)])
    assert figure(table, "port", "neutral_cue_share")["value"] == 1
    assert figure(table, "city", "doubting_cue_share")["value"] == 1


def test_below_the_floor_there_is_no_figure_but_a_reason():
    table = table_of([text(5, 1)])
    assert figure(table, "port", "position_share")["note"] == ONE_ARTICLE
    row = figure(table, "city", "position_share")
    assert row["note"] == TOO_FEW
    assert np.isnan(row[["value", "low", "high"]].astype(float)).all()


def test_a_side_that_is_not_heard_has_no_share():
    row = figure(table_of([text(6, 0)]), "city", "words_share")
    assert (row["value"], row["note"]) == (0, NOT_HEARD)


def test_groups_of_articles_have_an_interval_over_articles():
    texts = [text(4, 1), text(3, 2), text(2, 2), text(1, 4), text(0, 4)]
    table = table_of(texts, by="outlet", outlet=["One"] * 3 + ["Two"] * 2)
    one = figure(table, "port", "words_share", group="One")
    assert one["n_articles"] == 3
    assert one["value"] == pytest.approx((4 / 5 + 3 / 5 + 2 / 4) / 3)
    assert 0 <= one["low"] < one["value"] < one["high"] <= 1
    assert one["note"] == ""


def test_the_same_seed_gives_the_same_interval():
    texts = [text(4, n % 4) for n in range(9)]
    first, second = (table_of(texts, by="outlet", outlet=["One"] * 9) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_articles_that_hear_neither_side_are_left_out():
    assert table_of(["Nobody said a word."]).empty


@pytest.mark.parametrize("name", ["ida brandt", "Brandt", "IDA BRANDT"])
def test_names_match_whatever_the_case_and_by_surname(name):
    table = table_of([text(5, 5)], sides={"port": [name], "city": ["Paul Lenz"]})
    assert figure(table, "port", "words_share")["value"] == pytest.approx(0.5)


def test_a_surname_alone_is_known_by_the_full_name():
    table = table_of(["\n\n".join(["“We are full,” Brandt said."] * 5)])
    assert figure(table, "port", "words_share")["value"] == 1


def test_a_full_name_outranks_a_shared_surname():
    sides = {"port": ["Ida Brandt"], "city": ["Brandt"]}
    table = table_of([text(5, 0)], sides=sides)
    assert figure(table, "port", "words_share")["value"] == 1


@pytest.mark.parametrize(
    "names",
    [5, None, "Ida", b"Ida", [], [""], [None], [float("nan")], [b"Ida"], [["Ida"]], ["the"]],
)
def test_what_is_no_list_of_names_is_refused(names):
    with pytest.raises(fr.FramingError, match="two lists of names"):
        table_of([text(1, 1)], sides={"one": names, "two": ["Lenz"]})


@pytest.mark.parametrize("sides", [{}, {"one": ["Ida"]}, {"one": "Ida", "two": "Bo"}, None])
def test_sides_that_are_not_two_lists_are_refused(sides):
    with pytest.raises(fr.FramingError, match="two lists of names"):
        table_of([text(1, 1)], sides=sides)


def test_a_name_on_both_sides_is_refused():
    with pytest.raises(fr.FramingError, match="'lenz' is on both sides"):
        table_of([text(1, 1)], sides={"one": ["Lenz"], "two": ["lenz"]})


def test_an_unknown_column_is_refused():
    with pytest.raises(fr.InputError, match="no column 'outlett'"):
        table_of([text(1, 1)], by="outlett")
    with pytest.raises(fr.FramingError, match="by must be the name of a column"):
        table_of([text(1, 1)], by=["outlet"])


def test_a_name_that_nobody_has_is_reported():
    table = table_of([text(5, 5)], sides={"port": ["Ida Brandt", "Brant"], "city": ["Lenz"]})
    (finding,) = table.attrs["findings"]
    assert finding["kind"] == "not_heard"
    assert "'brant'" in finding["what"]
    assert table_of([text(5, 5)]).attrs["findings"] == []


@pytest.mark.parametrize("name", ["Ms. Brandt", "Mayor Ida Brandt", "Brandt.", "the Brandt"])
def test_titles_and_marks_are_no_part_of_a_name(name):
    table = table_of([text(5, 5)], sides={"port": [name], "city": ["Lenz"]})
    assert figure(table, "port", "words_share")["n_attributions"] == 10


def test_sides_may_be_given_by_iterators():
    given = {"port": iter(["Ida Brandt"]), "city": (name for name in ["Lenz"])}
    pd.testing.assert_frame_equal(table_of([text(5, 5)], sides=given), table_of([text(5, 5)]))


def test_articles_that_agree_have_no_interval_and_a_note_that_says_why():
    row = figure(table_of([text(5, 5)] * 3, by="outlet", outlet="a"), "port", "words_share", "a")
    assert (row["note"], row["n_articles"]) == (NO_SPREAD, 3)
    assert np.isnan([row["low"], row["high"]]).all()
