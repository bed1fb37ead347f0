"""A saved page becomes its article: the text alone, and what the page says about itself."""

import json
import socket
import time

import pytest

from framing.pages import Page, read_page

PROSE = [
    "The bridge over the Orrin opened on Monday after three years of work and two of argument.",
    "Mayor Ilse Varn cut the ribbon at noon and called it a promise kept to the east bank.",
    "Traders on the far side said they had lost half of their customers to the ferry.",
    "A second lane for bicycles will follow in spring, the council said, if the budget allows.",
]


def page(*, head="", before="", after="", prose=PROSE):
    paragraphs = "".join(f"<p>{each}</p>" for each in prose)
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a> "
        f"<a href='/w'>World</a></nav>{before}<article>{paragraphs}</article>{after}"
        "<footer>All rights reserved</footer></body></html>"
    )


def linked(**facts):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


class TestText:
    def test_is_the_article_in_paragraphs(self):
        assert read_page(page()).text == "\n\n".join(PROSE)

    def test_has_neither_mark_up_nor_bullets_nor_entities(self):
        prose = [*PROSE, "Varn &amp; Sons, <a href='/v'>the <b>builders</b></a>, were&nbsp;paid."]
        text = read_page(page(prose=prose)).text
        assert text.endswith("Varn & Sons, the builders, were paid.")

    def test_does_not_open_with_the_headline_again(self):
        head = "<title>Bridge opens at last - The Vale Post</title>"
        html = page(head=head + linked(headline="Bridge opens at last")).replace(
            "<article>", "<article><h1>Bridge opens at last</h1>"
        )
        read = read_page(html)
        assert read.title == "Bridge opens at last"
        assert read.text == "\n\n".join(PROSE)

    def test_is_the_same_whatever_was_read_before(self):
        alone = read_page(page())
        for _ in range(5):
            read_page(page(prose=PROSE[:2]))
        assert read_page(page()) == alone

    def test_goes_on_below_whatever_interrupts_it(self):
        prose = [f"{each} So part {part} of the report says." for part in "abc" for each in PROSE]
        blocks = ["".join(f"<p>{each}</p>" for each in prose[at : at + 4]) for at in (0, 4, 8)]
        advert = "<div class='advert'><p>Buy a boat.</p></div>"
        body = advert.join(
            f"<div><div class='article-body'>{block}</div></div>" for block in blocks
        )
        assert read_page(f"<html><body>{body}</body></html>").text == "\n\n".join(prose)

    def test_blocks_of_comments_are_no_part_of_it(self):
        comments = "".join(
            f"<div class='comment'><p>{each} I doubt it.</p></div>" for each in PROSE
        )
        assert "doubt" not in read_page(page(after=f"<div id='comments'>{comments}</div>")).text


class TestFacts:
    def test_linked_data_first(self):
        head = linked(
            headline="Bridge opens &amp; traders cheer",
            author=[{"@type": "Person", "name": "By Ada Lorn"}, {"name": "Bo Tarn"}],
            datePublished="2024-05-03T09:00:00+02:00",
            dateModified="2024-06-01",
            publisher={"name": "The Vale Post"},
            mainEntityOfPage={"@id": "https://vale.example/bridge"},
        )
        head += '<meta property="og:title" content="Another title">'
        read = read_page(page(head=head))
        assert read.title == "Bridge opens & traders cheer"
        assert read.author == "Ada Lorn, Bo Tarn"
        assert (read.published, read.published_basis) == ("2024-05-03", "metadata")
        assert (read.outlet, read.url) == ("The Vale Post", "https://vale.example/bridge")

    def test_open_graph_next(self):
        head = (
            '<meta property="og:title" content="Bridge opens">'
            '<meta name="author" content="Ada Lorn">'
            '<meta property="og:site_name" content="The Vale Post">'
            '<meta property="article:published_time" content="2024-05-03T09:00:00Z">'
            '<meta property="article:author" content="https://social.example/ada">'
            '<meta property="og:url" content="https://vale.example/bridge">'
        )
        read = read_page(page(head=head))
        assert (read.title, read.url) == ("Bridge opens", "https://vale.example/bridge")
        assert (read.outlet, read.author, read.published) == (
            "The Vale Post",
            "Ada Lorn",
            "2024-05-03",
        )

    def test_a_wire_story_belongs_to_the_site_it_is_on(self):
        head = linked(publisher={"name": "Orrin Wire"})
        head += '<meta property="og:site_name" content="The Vale Post">'
        assert read_page(page(head=head)).outlet == "The Vale Post"

    def test_the_title_without_the_site(self):
        head = "<title>Bridge opens | The Vale Post</title>"
        head += '<meta property="og:site_name" content="The Vale Post">'
        assert read_page(page(head=head)).title == "Bridge opens"

    def test_a_day_in_the_address_is_told_apart(self):
        head = '<link rel="canonical" href="https://vale.example/2024/05/03/bridge">'
        read = read_page(page(head=head))
        assert (read.published, read.published_basis) == ("2024-05-03", "url")

    def test_neither_a_change_nor_a_clock_on_the_page_is_a_publication(self):
        head = (
            linked(dateModified="2024-06-01") + '<meta name="last-modified" content="2024-06-01">'
        )
        read = read_page(page(head=head, before="<div>01:34 GMT 21 September 2020</div>"))
        assert (read.published, read.published_basis) == ("", "")

    @pytest.mark.parametrize("data", ["{", "[[[[", '{"@type": 7}', "null", "[" * 100_000, '"a"'])
    def test_broken_linked_data_is_passed_over(self, data):
        head = f'<script type="application/ld+json">{data}</script><title>Bridge opens</title>'
        assert read_page(page(head=head)).title == "Bridge opens"

    def test_odd_values_are_passed_over(self):
        head = linked(
            headline=["A", "B"], author={"name": None}, datePublished=20240503, publisher=[]
        )
        assert read_page(page(head=head)).title == "A"


class TestBadPages:
    @pytest.mark.parametrize(
        "html",
        [
            "",
            " ",
            "\0",
            "<",
            "<html>",
            "<!-- -->",
            "<p>",
            "<?xml?>",
            "\ud800",
            "<" * 9999,
            "<p \x00=1>",
        ],
    )
    def test_nothing_raises(self, html):
        assert isinstance(read_page(html), Page)

    def test_words_without_mark_up_are_a_text(self):
        assert read_page("Only words.").text == "Only words."

    def test_depth_beyond_any_page(self):
        assert "deep" in read_page("<div>" * 20_000 + "deep").text

    def test_no_entity_is_expanded_and_nothing_is_fetched(self, monkeypatch, tmp_path):
        def refuse(*_):
            raise AssertionError("a page asked for the network")

        monkeypatch.setattr(socket, "socket", refuse)
        (tmp_path / "secret").write_text("SECRET")
        html = f'<!DOCTYPE html [<!ENTITY s SYSTEM "{tmp_path}/secret">]>' + page(
            prose=[*PROSE, "&s;"]
        )
        assert "SECRET" not in read_page(html).text


def test_a_tag_of_a_hundred_thousand_attributes_takes_no_time():
    crowded = " ".join(f"a{number}" for number in range(100_000))
    html = f"<html><body {crowded}><p>{'The ferry was full on Monday. ' * 9}</p></body></html>"
    began = time.process_time()
    assert "The ferry was full" in read_page(html).text
    assert time.process_time() - began < 5
