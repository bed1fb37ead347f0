"""Days are read from many spellings; a doubtful one is none."""

import datetime

import pytest

from framing.dates import day_first, day_in_text, day_in_url, is_ambiguous, read_day


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-03", "2024/5/3", "2024.05.03", "20240503", " 2024-05-03T23:59:59-11:00",
        "2024-05-03 10:00:00", "Fri, 03 May 2024 22:15:00 GMT", "3 May 2024", "3rd of May, 2024",
        "May 3, 2024", "MAY 3RD 2024 at 9pm", "Friday, May 3, 2024", "03-May-2024", "2024 May 3",
        "Fri May  3 10:00:00 UTC 2024", 1714730400, "1714730400000", 1714730400.0,
        datetime.date(2024, 5, 3), datetime.datetime(2024, 5, 3, 23, 59),
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(value):
    assert read_day(value) == "2024-05-03"


@pytest.mark.parametrize(
    "value",
    [
        "", "soon", "2024", "May 2024", "2024-05", "202405", "2024-13-01", "30 February 2024",
        "0001-01-01", "9999-12-31", "12", "a" * 999, "٣ May", "1999999999999999",
    ],
)  # fmt: skip
def test_what_is_no_day(value):
    assert read_day(value) is None


def test_numbers_alone_need_their_order():
    assert read_day("03/04/2024") is None
    assert is_ambiguous("03/04/2024")
    assert read_day("03/04/2024", day_first=True) == "2024-04-03"
    assert read_day("03/04/2024", day_first=False) == "2024-03-04"
    assert read_day("4/13/18") == read_day("13.4.2018") == "2018-04-13"
    assert read_day("04/04/2024") == "2024-04-04"


def test_a_column_shows_its_order_or_contradicts_itself():
    assert day_first(["03/04/2024", "04/13/2024"]) is False
    assert day_first(["13/04/2024", "04/13/2024"]) is None
    assert day_first([None, 7, "May 3, 2024"]) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://vale.example/2024/05/03/bridge", "https://vale.example/2024/5/3/bridge.html",
        "https://vale.example/news/2024-05-03-bridge", "https://vale.example/2024/may/03/bridge",
        "https://vale.example/news/20240503/bridge",
    ],
)  # fmt: skip
def test_a_day_in_an_address(url):
    assert day_in_url(url) == "2024-05-03"


@pytest.mark.parametrize(
    "url",
    ["https://vale.example/?on=2024-05-03", "https://vale.example/12024050377", "", "/2024/05/"],
)
def test_no_day_in_an_address(url):
    assert day_in_url(url) is None


def test_only_a_line_of_publication_counts_in_a_text():
    assert day_in_text("First published on 3 May 2024 at 10:00") == "2024-05-03"
    assert day_in_text("Publication date: 2024-05-03") == "2024-05-03"
    assert day_in_text("Updated: 3 May 2024") is None
    assert day_in_text("The book was published on 3 May 2024 by Varn.") is None
