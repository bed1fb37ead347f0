"""Zones: which part of a saved page is the article. All pages and people here are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.extractors.zone import LABELS, ZONE, find
from framing.text import Document

LEAD = (
    "The regional council of Tarnmoor voted on Tuesday to close the last ferry across the Osk,"
    " ending a service that had run for almost a century."
)
SECOND = (
    '"We did not take this decision lightly," council leader Mirela Dahn told reporters after the'
    " meeting, which had to be adjourned twice because of protests in the gallery."
)
QUOTE = '"It is over."'
THIRD = (
    "About 400 people use the boats every day, according to the operator, and most of them have no"
    " other way to reach the hospital in Lower Brack before the morning."
)
LAST = "The final crossing is planned for the end of October, and it will be free for everybody."

ABOVE = """Skip to main content
Listen Live
Sign In
Home
World
Politics
Sport
Weather
The Tarnmoor Courier
Valley Affairs (214)"""
HEADLINE = "Council closes last ferry across the Osk after long fight"
BELOW = """Tags: ferries, Tarnmoor, Osk, Mirela Dahn, transport
Most Popular
Fire at Brack Mill Leaves Three Families Without Homes
Why the Harvest Festival Has Moved to September
Orchard Thieves Strike Again in Upper Venn
Sign up for our newsletter and get the best of the valley in your inbox.
View Comments
I have taken that ferry for thirty years and nobody asked me.
About Us
Privacy Policy
© 2031 Tarnmoor Courier Media. All rights reserved."""
PAGE = f"""{ABOVE}
{HEADLINE}
By Odile Marsh
09:12 GMT14 March 2031
Share this with Facebook
A ferry on the Osk in winter. (Photo: Lena Voss/Courier Pictures)
BRACK (Tarn News) — {LEAD}
{SECOND}
Advertisement
{QUOTE}
RELATED: Ferry crews offered jobs on the new bridge
Who uses the boats
{THIRD}
Story Continued Below
{LAST}
{BELOW}"""


def zone_of(text: str, part: str) -> str:
    """The label at the first character of a part of a text."""
    place = text.index(part)
    return next(m.label for m in find(Document(text)) if m.start <= place < m.end)


def labels(text: str) -> set[str]:
    return {mark.label for mark in find(Document(text))}


def words_of(text: str, label: str) -> str:
    return "".join(text[m.start : m.end] for m in find(Document(text)) if m.label == label)


def assert_gapless(text: str, field: str = "text") -> None:
    marks = find(Document(text, field))
    assert [m.start for m in marks] == [0, *(m.end for m in marks[:-1])][: len(marks)]
    assert not text or marks[-1].end == len(text)
    assert all(m.start < m.end and m.label in LABELS for m in marks)


class TestASavedPage:
    @pytest.mark.parametrize("part", [LEAD, SECOND, QUOTE, THIRD, LAST, "Who uses the boats"])
    def test_the_article_is_body_with_its_short_lines_and_subheadings(self, part):
        assert zone_of(PAGE, part) == "body"

    def test_the_line_above_the_article_is_its_headline(self):
        assert words_of(PAGE, "headline") == HEADLINE + "\n"

    @pytest.mark.parametrize(
        ("part", "label"),
        [
            ("BRACK (Tarn News) — ", "dateline"),
            ("By Odile Marsh", "byline"),
            ("09:12 GMT14 March 2031", "timestamp"),
            ("A ferry on the Osk in winter.", "caption"),
            ("Skip to main content", "boilerplate"),
            ("Listen Live", "boilerplate"),
            ("Sport\n", "boilerplate"),
            ("The Tarnmoor Courier\n", "boilerplate"),
            ("Valley Affairs (214)", "boilerplate"),
            ("Share this with Facebook", "boilerplate"),
            ("Advertisement", "boilerplate"),
            ("Story Continued Below", "boilerplate"),
            ("RELATED: Ferry crews", "related"),
            ("Tags: ferries", "keywords"),
            ("Most Popular", "related"),
            ("Orchard Thieves Strike Again", "related"),
            ("Sign up for our newsletter", "boilerplate"),
            ("View Comments", "boilerplate"),
            ("© 2031", "boilerplate"),
        ],
    )
    def test_everything_else_is_named(self, part, label):
        assert zone_of(PAGE, part) == label

    def test_a_reader_s_comment_is_not_the_article(self):
        assert zone_of(PAGE, "I have taken that ferry") not in ("headline", "body")

    def test_the_same_page_with_blank_lines_and_indents_has_the_same_zones(self):
        spaced = PAGE.replace("\n", "\n\n    ")
        assert words_of(spaced, "body").split() == words_of(PAGE, "body").split()

    def test_every_rule_begins_with_its_zone(self):
        assert all(m.rule.startswith(m.label + ":") for m in find(Document(PAGE)))

    def test_a_list_that_the_article_announces_belongs_to_it(self):
        stops = "\n".join(f"Pier {n}, Lower Brack" for n in range(1, 9))
        page = PAGE.replace(LAST, f"The boats call at these piers:\n{stops}\n{LAST}")
        assert zone_of(page, "Pier 5, Lower Brack") == "body"

    def test_share_buttons_do_not_cut_an_article_in_two(self):
        page = PAGE.replace("Advertisement", "Facebook\nTwitter\nWhatsApp\nEmail\nCopy Link")
        assert zone_of(page, LEAD) == zone_of(page, LAST) == "body"
        assert zone_of(page, "WhatsApp") == "boilerplate"

    def test_teasers_that_the_page_prints_twice_are_not_the_article(self):
        teaser = THIRD.replace("boats", "buses")
        page = PAGE.replace("A ferry on", f"{teaser}\nA ferry on") + f"\n{teaser}"
        assert "buses" not in words_of(page, "body")
        assert zone_of(page, LEAD) == "body"

    def test_a_list_of_tags_without_a_heading_is_keywords(self):
        tags = "ferries, Upper Venn, River Osk (Tarn), Mirela Dahn, transport"
        page = PAGE.replace("Tags: ferries, Tarnmoor, Osk, Mirela Dahn, transport", tags)
        assert zone_of(page, tags) == "keywords"


class TestInDoubtItIsBody:
    @pytest.mark.parametrize(
        "text",
        [
            LEAD,
            "Council closes ferry",
            "COUNCIL CLOSES FERRY",
            "Council Closes Last Ferry Across the Osk",
            "Subscribe",
            "subscribe to our channel and share this article with the comments below",
            "Advertisement",
            "By Odile Marsh",
            "14 March 2031",
            "He said so (photo: Getty Images)",
            "ferry " * 20_000,
            "...",
            "   \n ",
        ],
    )
    def test_a_text_of_one_line_is_body_whatever_it_says(self, text):
        assert labels(text) == {"body"}

    @pytest.mark.parametrize(
        "text",
        [
            "The boat is late\nThe river wide\nAnd nobody has asked\nWho waits at the side",
            f"{LEAD}\n\n• Boats stop in October\n\n• Buses start in May\n\n{LAST}",
            f"{LEAD}\n\nNo.\n\n{SECOND}\n\n{QUOTE}\n\n{LAST}",
            f"{LEAD}\n\nHealth\n\n{SECOND}\n\nEducation\n\n{THIRD}\n\nEconomy\n\n{LAST}",
            f"{LEAD}\n{SECOND}\n{THIRD}",
            "The ferry will be\nclosed, the council of\nTarnmoor said in a\nnote on Monday.",
        ],
        ids=["poem", "bullets", "short quotations", "subheadings", "prose", "wrapped"],
    )
    def test_an_article_without_clutter_is_all_counted(self, text):
        assert labels(text) <= {"headline", "body"}

    def test_prose_that_mentions_newsletters_and_terms_of_service_is_body(self):
        text = f"{LEAD}\n\nThe firm said the post had broken its terms of service.\n\n{LAST}"
        assert labels(text) == {"body"}

    def test_prose_goes_on_below_a_link_to_read_more(self):
        text = f"{LEAD}\n\nRead more:\n\nFerry Crews Offered Jobs\n\n{SECOND}\n\n{LAST}"
        assert words_of(text, "related") == "Read more:\n\nFerry Crews Offered Jobs\n\n"

    def test_pictures_in_an_article_do_not_make_it_a_page(self):
        picture = "(Photo: Lena Voss/Courier Pictures)"
        text = "\n\n".join(
            [LEAD, picture, SECOND, picture, THIRD, picture, "Pier 5", picture, LAST]
        )
        assert words_of(text, "body").split("\n\n")[:-1] == [LEAD, SECOND, THIRD]
        assert zone_of(text, LAST) == "body"

    def test_one_notice_at_the_end_does_not_cost_the_article_a_line(self):
        text = f"{LEAD}\n\n{QUOTE}\n\n{LAST}\n\nCopyright © 2031 The Courier. All rights reserved."
        assert words_of(text, "body") == f"{LEAD}\n\n{QUOTE}\n\n{LAST}\n\n"


class TestHeadlines:
    def test_a_title_is_headline_throughout(self):
        title = "Subscribe: council closes ferry | The Courier"
        assert [m[:3] for m in find(Document(title, "title"))] == [(0, len(title), "headline")]

    def test_a_short_first_line_without_a_stop_is_the_headline(self):
        assert words_of(f"{HEADLINE}\n\n{LEAD}\n\n{LAST}", "headline") == f"{HEADLINE}\n\n"

    def test_a_first_sentence_is_not(self):
        assert labels(f"The ferry is closed.\n\n{LEAD}\n\n{LAST}") == {"body"}

    def test_a_page_may_have_none(self):
        page = PAGE.replace(HEADLINE + "\n", "").replace("The Tarnmoor Courier\n", "")
        assert "headline" not in labels(page)

    def test_headlines_that_close_an_article_are_related(self):
        links = "Mill Fire Leaves Three Homeless\nHarvest Fair Moves North\nOrchard Thieves Strike"
        text = "\n\n".join([LEAD, SECOND, THIRD, THIRD, LAST, links])
        text = text.replace("Fair Moves", "Fair Now Moves").replace("Strike", "Strike Again")
        assert words_of(text, "related") == text[text.index("Mill") :]


class TestDatelines:
    @pytest.mark.parametrize(
        "dateline",
        [
            "BRACK (Tarn News) — ",
            "BRACK (Tarn News)\u00a0— ",
            "NEW BRACK, Va. - ",
            "UPPER VENN, 3 May (AP) — ",
            "ST. OSK, Mich., Oct. 4 (UPI) -- ",
            "ST. ORRIN (LNB) — ",
            "MT. VENN — ",
            "Brack (CNN) ",
            "(Reuters) - ",
            "BRACK—",
        ],
    )
    def test_the_place_at_the_start_of_a_paragraph_is_one(self, dateline):
        assert words_of(f"{dateline}{LEAD}\n\n{LAST}", "dateline") == dateline

    @pytest.mark.parametrize(
        "start",
        ["NATO — the alliance — met. ", "UPDATE - ", "DAHN (council leader): ", "Brack (a port) "],
    )
    def test_what_only_looks_like_one_is_body(self, start):
        assert labels(f"{start}{LEAD}\n\n{LAST}") == {"body"}


class TestInvariants:
    def test_an_empty_text_has_no_zones(self):
        assert find(Document("")) == find(Document("", "title")) == []

    @settings(deadline=None, max_examples=150)
    @given(st.text(max_size=300), st.sampled_from(["text", "title"]))
    def test_zones_cover_any_text_without_gaps(self, text, field):
        assert_gapless(text, field)

    @settings(deadline=None, max_examples=100)
    @given(st.lists(st.sampled_from(PAGE.split("\n")), max_size=40), st.sampled_from("\n\r\u2028"))
    def test_zones_cover_any_page_without_gaps(self, lines, end):
        assert_gapless(end.join(lines))

    @pytest.mark.parametrize("text", ["\0", "\n\n", "🚢" * 50, "עברית\n" * 20, '"“«' * 30])
    def test_no_content_raises(self, text):
        assert_gapless(text)

    def test_the_zones_of_a_page_do_not_depend_on_other_pages(self):
        before = find(Document(PAGE))
        find(Document(PAGE.replace("ferry", "bridge")))
        assert find(Document(PAGE)) == before == ZONE.find(Document(PAGE), {})

    @pytest.mark.parametrize("unit", ["ferry ", "a\n", "A" * 70 + "\n", PAGE + "\n"])
    def test_time_grows_with_the_length_alone(self, unit):
        begun = time.process_time()
        assert_gapless(unit * (1_000_000 // len(unit)))
        assert time.process_time() - begun < 10
