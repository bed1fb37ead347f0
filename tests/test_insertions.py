"""Headlines inside a sentence: a zone that does not count, and a sentence read without them."""

from __future__ import annotations

import pandas as pd
import pytest

import framing as fr
from framing.insertions import insertions_in

GLUED = "Ida Maria BrandtBrandt sues the mayor Mayor wins the vote MORE"
APART = "Otto Emil Krag Residents should say 'no thanks' to the plan MORE"
TEXT = f"Sen. Ida Brandt {GLUED} (D-Vale) said the plan of Otto Krag {APART} was a disaster."


@pytest.fixture(scope="module")
def articles():
    return fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [TEXT]}))


@pytest.fixture(scope="module")
def spans(articles):
    return fr.annotate(articles)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (TEXT, [f" {GLUED}", f" {APART}"]),
        (f"Ida Brandt {GLUED}’s coat", [f" {GLUED}"]),
        ("The mayor wants MORE. Ida Brandt and Ida Brandt agree.", []),
        ("IDA BRANDT IDA BRANDT WANTS MORE THAN THAT", []),
        ("Baden Baden wants more of the same", []),
        ("", []),
    ],
)
def test_what_is_inserted_begins_with_the_name_again_and_ends_in_more(line, found):
    assert [line[start:end] for start, end in insertions_in(line)] == found


def test_it_is_a_zone_of_related_headlines(spans):
    zones = spans[spans["layer"] == "zone"]
    assert zones.loc[zones["zone"] == "related", "text"].tolist() == [f" {GLUED}", f" {APART}"]
    assert "".join(zones["text"]) == TEXT


def test_its_words_are_not_counted(articles, spans):
    short = TEXT.replace(f" {GLUED}", "").replace(f" {APART}", "")
    plain = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [short]}))
    expected = fr.measure(fr.annotate(plain), plain)
    pd.testing.assert_frame_equal(fr.measure(spans, articles), expected)


def test_the_sentence_around_it_is_read_as_if_it_were_not_there(spans):
    heard = fr.attributions(spans).iloc[0]
    assert heard["speaker"] == "Ida Brandt"
    assert heard["source"] == "Sen. Ida Brandt"
    assert heard["cue"] == "said"
    assert heard["content"] == "the plan of Otto Krag … was a disaster"


def test_every_span_is_its_text(articles, spans):
    for row in spans.itertuples():
        assert articles.at["a", "text"][row.start : row.end] == row.text
