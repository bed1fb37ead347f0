"""Articles are grouped by the story they tell, whatever else is the same about them."""

import pandas as pd
import pytest

import framing as fr
from framing.events import _vectors, _views, group_events

FERRY = [
    ("Ferry Linnet aground off Sall", "The ferry Linnet ran aground off Sall with 212 aboard."),
    ("Linnet passengers brought ashore", "All 212 aboard the ferry Linnet, aground off Sall, are"
     " safe, the harbour master of Sall said."),
    ("Owner of grounded Linnet silent", "The owner of the ferry Linnet would not say why she ran"
     " aground off Sall."),
]  # fmt: skip
DAM = [
    ("Memo shows Orr dam was sold", "A memo shows that ministers sold the Orr dam for 40 million."),
    ("Ministers knew of Orr dam sale", "Ministers knew that the Orr dam was sold, a memo shows."),
]
CROP = [("Rye harvest poor in the south", "Farmers brought in less rye than in any year since.")]


@pytest.fixture
def stories():
    """Three stories of which two are told more than once; ids say which."""
    told = {"ferry": FERRY, "dam": DAM, "rye": CROP}
    rows = [
        {"article_id": f"{story}{number}", "title": title, "text": text}
        for story, articles in told.items()
        for number, (title, text) in enumerate(articles)
    ]
    return fr.read_articles(pd.DataFrame(rows))


def test_a_story_is_one_event_and_a_lone_article_its_own(stories):
    events = group_events(stories)
    assert events[["ferry0", "ferry1", "ferry2"]].nunique() == 1
    assert events[["dam0", "dam1"]].nunique() == 1
    assert events["rye0"] == "rye0"
    assert events.nunique() == 3


def test_an_event_is_named_by_its_smallest_id(stories):
    assert group_events(stories)["ferry2"] == "ferry0"


def test_the_order_of_the_articles_does_not_matter(stories):
    shuffled = stories.sample(frac=1, random_state=3)
    events = group_events(shuffled)
    assert events.index.equals(shuffled.index)
    pd.testing.assert_series_equal(events.sort_index(), group_events(stories).sort_index())


def test_the_same_words_weeks_apart_are_another_story(stories):
    dated = stories.assign(published="2025-03-01", published_basis="given")
    dated.loc["ferry1", "published"] = "2025-03-09"
    events = group_events(dated)
    assert events["ferry1"] != events["ferry0"]
    assert group_events(dated, days=10)["ferry1"] == events["ferry0"]


def test_a_date_printed_on_a_page_is_no_date(stories):
    dated = stories.assign(published="2025-03-01", published_basis="text")
    dated.loc["ferry1", "published"] = "2025-05-09"
    assert group_events(dated)["ferry1"] == "ferry0"


def test_a_malformed_date_is_no_date(stories):
    dated = stories.assign(published="9999-99-99", published_basis="given")
    assert group_events(dated).tolist() == group_events(stories).tolist()


def test_an_article_without_a_date_is_no_bridge_between_days(stories):
    dated = stories.assign(published=pd.NA, published_basis=pd.NA)
    dated.loc[["ferry0", "ferry2"], "published"] = ["2019-03-01", "2024-08-09"]
    dated.loc[["ferry0", "ferry2"], "published_basis"] = "given"
    events = group_events(dated)
    assert events["ferry0"] != events["ferry2"]
    assert events["dam0"] == events["dam1"]


def test_articles_of_different_stories_stand_alone(sample):
    """One of each of the bundled stories, without their dates."""
    one_each = sample.drop(columns=["published"]).groupby("event_id").head(1)
    assert group_events(one_each).nunique() == len(one_each)


def test_events_do_not_form_chains(articles_of):
    """Each text shares half its words with the next, and the ends share none."""
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrst"]
    texts = [" ".join(words[first : first + 8]) for first in range(0, 13, 4)]
    events = group_events(articles_of(*texts))
    assert events.iloc[0] != events.iloc[-1]


def test_a_report_goes_with_the_one_that_names_its_weekday(articles_of):
    """Of two marches in a week, told in the same words but for the day."""
    march = "Nurses marched in Sall on {} to ask for more beds {}."
    days = ["Monday", "Friday", "Friday", "Monday"]
    ends = ["there", "in the wards", "at night", "this year"]
    fillers = [f"Note {number}: the price of {word} rose by {number} crowns."
               for number, word in enumerate(["rye", "oats", "salt", "glass", "wool"])]  # fmt: skip
    told = [march.format(day, end) for day, end in zip(days, ends, strict=True)]
    vectors = _vectors(_views(articles_of(*told, *fillers)))
    similar = (vectors @ vectors.T).toarray()
    assert similar[0, 3] > similar[0, 1]
    assert similar[1, 2] > similar[1, 3]


def test_an_article_without_words_has_no_event(articles_of):
    events = group_events(articles_of("The ferry Linnet ran aground.", None, "…"))
    assert events.isna().tolist() == [False, True, True]
    assert events.dtype == "string"
    assert events.name == "event_id"


@pytest.mark.parametrize("text", ["", "\x00", "🚢" * 50, "سفينة جنحت", '"', "a" * 100_000])
def test_no_text_makes_it_fail(articles_of, text):
    assert len(group_events(articles_of("The ferry ran aground.", text))) == 2


def test_no_articles_no_events(articles_of):
    assert group_events(articles_of("A text.").iloc[:0]).tolist() == []


def test_the_bundled_stories_are_found(sample):
    both = pd.DataFrame({"found": group_events(sample), "true": sample["event_id"]})
    assert (both.groupby("found")["true"].nunique() == 1).all()
    assert both["found"].nunique() <= 1.5 * both["true"].nunique()


def test_the_bundled_stories_are_found_without_their_dates(sample):
    undated = group_events(sample.drop(columns=["published"]))
    both = pd.DataFrame({"found": undated, "true": sample["event_id"]})
    assert (both.groupby("found")["true"].nunique() == 1).all()
    assert both["found"].nunique() <= 2 * both["true"].nunique()


@pytest.mark.parametrize("days", [-1, 1.5, "3"])
def test_days_are_a_whole_number(stories, days):
    with pytest.raises(fr.FramingError, match="days must be a whole number"):
        group_events(stories, days=days)


def test_a_table_without_texts_is_refused():
    with pytest.raises(fr.InputError, match="Did you mean 'Text'"):
        group_events(pd.DataFrame({"Text": ["a"]}))
