"""Features of balance, each on an article whose figures can be counted by hand."""

import numpy as np
import pandas as pd
import pytest

import framing as fr

# 4 attributions of 3, 2, 4 and 3 words: an official, an unnamed official, a nurse, nobody
TEXT = (
    "It was late in the harbour.\n\n"
    "“We are full,” said Mayor Ida Brandt.\n\n"
    "“It rains,” claimed an official.\n\n"
    "“We saw no ferry,” said Paul Lenz, a nurse.\n\n"
    "“We are full,” insisted Brandt."
)


@pytest.fixture(scope="module")
def features():
    table = pd.DataFrame({"article_id": ["a", "b"], "text": [TEXT, "The ferry left on time."]})
    articles = fr.read_articles(table)
    return fr.measure(fr.annotate(articles, workers=1), articles)


@pytest.mark.parametrize(
    ("feature", "value"),
    [
        ("speaker_count", 3),
        ("largest_speaker_share", 6 / 12),
        ("official_source_share", 6 / 12),
        ("unnamed_source_share", 2 / 12),
        ("unnamed_attribution_share", 1 / 4),
        ("neutral_cue_share", 2 / 4),
        ("doubting_cue_share", 1 / 4),
        ("emphatic_cue_share", 1 / 4),
        ("endorsing_cue_share", 0),
        ("sourceless_share", 0),
        ("effective_speaker_count", np.exp(-sum(p * np.log(p) for p in (6 / 12, 2 / 12, 4 / 12)))),
    ],
)
def test_the_figure_is_that_of_the_words(features, feature, value):
    assert features.loc["a", feature] == pytest.approx(value)


def test_a_kind_is_first_heard_where_its_first_source_is(features):
    official, unnamed, citizen = (
        features.loc["a", f"first_{kind}_share"] for kind in ("official", "unnamed", "citizen")
    )
    assert 0 < official < unnamed < citizen < 0.8
    assert official == pytest.approx(TEXT.index("“We are full") / len(TEXT), abs=0.05)


def test_words_of_nobody_are_sourceless_and_in_no_share_of_speakers():
    text = (
        "“We are full,” said Ida Brandt.\n\n“It rained,” claimed an official.\n\n"
        "It was reported that it rained."
    )
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    spans = fr.annotate(articles, workers=1)
    found = fr.measure(spans, articles).loc["a"]
    assert fr.attributions(spans).speaker.isna().tolist() == [False, False, True]
    assert found["sourceless_share"] == pytest.approx(3 / 8)
    assert found["unnamed_attribution_share"] == 1 / 2


def test_without_attributions_shares_are_undefined(features):
    assert features.loc["b", "speaker_count"] == 0
    assert np.isnan(features.loc["b", ["largest_speaker_share", "neutral_cue_share"]]).all()
