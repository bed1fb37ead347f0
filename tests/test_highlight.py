"""Highlighting: the text as it was, each mark telling what it is, nothing in it ever markup."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pandas as pd
import pytest

import framing as fr
from framing.highlight import STYLE, highlight
from framing.segments import paragraphs
from framing.spans import COLUMNS, Mark

TEXT = "The plan is a disgrace.\n\n“It will perhaps stay open,” said Ida Brandt."


def articles_of(**texts: str) -> pd.DataFrame:
    table = pd.DataFrame({"text": pd.Series(texts, dtype=object)})
    table.index.name = "article_id"
    return table


def spans_of(*rows: tuple) -> pd.DataFrame:
    """Spans of article `a`, each (start, end, layer, label)."""
    return pd.DataFrame(
        [("a", "text", s, e, "", layer, label, f"{layer}:it", 1.0, "own", "body", -1)
         for s, e, layer, label in rows],
        columns=list(COLUMNS),
    )  # fmt: skip


class Reader(HTMLParser):
    """What a browser would make of it: the words, and the elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.elements = "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words += "\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def drawn():
    articles = articles_of(a=TEXT)
    return highlight(fr.annotate(articles, workers=1), articles, "a")


def element_with(html: str, word: str) -> dict:
    """The attributes of the element that holds this word."""
    reader = Reader(re.search(rf"<span [^>]*>{word}</span>", html)[0])
    return reader.elements[0][1]


def test_a_mark_tells_its_layer_category_rule_voice_and_zone(drawn):
    told = element_with(drawn.html, "perhaps")["aria-label"]
    for part in ("hedging", "“perhaps”", "direct speech", "body"):
        assert part in told


def test_a_mark_is_reached_by_keyboard(drawn):
    assert element_with(drawn.html, "perhaps")["tabindex"] == "0"
    assert element_with(drawn.html, "said")["tabindex"] == "0"


def test_shading_is_the_voice_and_underlining_the_lexicon(drawn):
    classes = element_with(drawn.html, "perhaps")["class"].split()
    assert "fh-direct" in classes
    assert "fh-layer-hedging" in classes
    assert any(name.startswith("fh-line") for name in classes)


def test_lexicons_are_told_apart_without_colour():
    lines = re.findall(r"text-decoration-style: (\w+); text-decoration-thickness: (\w+)", STYLE)
    assert len(lines) == len(set(lines)) == 5


def test_the_source_tells_who_speaks(drawn):
    assert "speaker: Ida Brandt" in element_with(drawn.html, "Ida Brandt")["aria-label"]


def test_the_page_has_the_words_of_the_article_and_no_others(drawn):
    words = Reader(drawn.html).words
    assert words.split("\n", 3)[3].split() == TEXT.split()


def test_overlapping_spans_are_cut_and_every_piece_tells_all_that_cover_it():
    articles = articles_of(a="abcdefghij")
    html = highlight(spans_of((0, 6, "one", "x"), (3, 9, "two", "y")), articles, "a").html
    assert "two" not in element_with(html, "abc")["aria-label"]
    both = element_with(html, "def")["aria-label"]
    assert "one: x" in both
    assert "two: y" in both
    assert "tabindex" in element_with(html, "def")
    assert "one" not in element_with(html, "ghi")["aria-label"]


def test_a_zone_that_does_not_count_is_dimmed_and_named():
    spans = spans_of((0, 11, "zone", "related"), (11, 22, "zone", "body"))
    html = highlight(spans, articles_of(a="More news.\nThe story."), "a").html
    assert "related, not counted" in html
    assert element_with(html, "More news.")["class"] == "fh-off"


def test_plain_text_marks_voices_in_braces_and_terms_in_brackets(drawn):
    assert "{direct: “It will [perhaps: hedging] stay open,”}" in str(drawn)


def test_plain_text_names_the_layer_of_a_mark_that_two_voices_share_once():
    spans = spans_of((0, 10, "one", "x"), (6, 19, "attribution", "content"))
    drawn = highlight(spans, articles_of(a="Fears that it rains."), "a")
    assert str(drawn) == "[Fears] {indirect: [that: one] it rains}."


def test_the_terminal_gets_the_same_words(drawn):
    assert drawn.rich().plain == TEXT


def test_a_notebook_gets_the_style_once(drawn):
    html = drawn._repr_html_()
    assert html.count("<style>") == 1
    assert drawn.html in html
    assert "<style>" not in drawn.html


def test_only_the_layers_asked_for_are_marked():
    articles = articles_of(a=TEXT)
    spans = fr.annotate(articles, workers=1)
    html = highlight(spans, articles, "a", layers=["hedging"]).html
    assert "fh-layer-hedging" in html
    assert "fh-layer-loaded_terms" not in html
    assert "fh-direct" in html


@pytest.mark.parametrize(("asked", "message"), [
    ({"article_id": "A1"}, "Did you mean 'a1'"),
    ({"article_id": "a1", "layers": ["hedgin"]}, "Did you mean 'hedging'"),
])  # fmt: skip
def test_what_is_not_there_is_an_error_with_a_guess(asked, message):
    articles = articles_of(a1=TEXT)
    with pytest.raises(fr.InputError, match=message):
        highlight(fr.annotate(articles, workers=1), articles, **asked)


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "'><svg/onload=x>",
])  # fmt: skip
def test_a_hostile_text_and_its_rules_stay_text(text):
    spans = spans_of((0, len(text), text, text))
    html = highlight(spans, articles_of(a=text), "a").html
    reader = Reader(html)
    assert {tag for tag, _ in reader.elements} <= {"div", "p", "span"}
    assert {name for _, attributes in reader.elements for name in attributes} <= {
        "class", "dir", "role", "aria-label", "tabindex"
    }  # fmt: skip
    assert text in reader.words


@pytest.mark.parametrize("text", ["a\x00b \x1b[31m", "lone \ud800 surrogate", "", " \n ", None])
def test_characters_that_cannot_be_shown_never_raise(text):
    result = highlight(spans_of((0, 1, "mine", "x")), articles_of(a=text), "a")
    result.html.encode("utf-8")
    str(result).encode("utf-8")
    assert "\x1b" not in str(result) + result.rich().plain


def test_a_long_text_without_a_space_is_quick():
    text = "x" * 200_000
    spans = spans_of(*((n, n + 2, "mine", "x") for n in range(0, 20_000, 2)))
    began = time.perf_counter()
    assert len(highlight(spans, articles_of(a=text), "a").html) > 200_000
    assert time.perf_counter() - began < 3


def test_spans_past_the_end_of_a_text_are_cut_to_it():
    document = fr.Document("abc")
    (segments,) = paragraphs(document, [("mine", Mark(1, 99, "x", "y"))], frozenset(["mine"]))
    assert [segment.text for segment in segments] == ["a", "bc"]


def test_only_lexicon_hits_cues_and_sources_are_tab_stops(drawn):
    assert "tabindex" not in element_with(drawn.html, "“It will ")
    assert element_with(drawn.html, "Ida Brandt")["tabindex"] == "0"


def test_lists_that_are_only_looked_up_are_drawn_when_asked_for(drawn):
    articles = articles_of(a=TEXT)
    spans = fr.annotate(articles, workers=1)
    assert "reporting_verbs" in set(spans["layer"])
    assert "fh-layer-reporting_verbs" not in drawn.html
    asked = highlight(spans, articles, "a", layers=["reporting_verbs"]).html
    assert "fh-layer-reporting_verbs" in asked


def test_a_mark_that_counts_for_more_or_less_than_one_says_so():
    spans = spans_of((0, 3, "one", "x"), (4, 8, "two", "y")).assign(weight=[1.0, 2.5])
    html = highlight(spans, articles_of(a=TEXT), "a").html
    assert "weight" not in element_with(html, "The")["aria-label"]
    assert "weight 2.5" in element_with(html, "plan")["aria-label"]


def test_it_is_saved_as_a_page_of_its_own(drawn, tmp_path):
    page = drawn.save(tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert drawn.html in page
    assert STYLE in page
