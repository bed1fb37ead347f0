"""The table of who is heard, and the features of balance counted from it."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.attributions import COLUMNS, attributions
from framing.errors import InputError

TEXT = (
    "The ferry to the island stayed in port on Monday, and the queue grew.\n\n"
    "“We are full,” said Ida Brandt, the harbour master. “Nobody else can board today.”\n\n"
    "Brandt claimed that the company had known. Officials said the ferry was late."
)


@pytest.fixture(scope="module")
def articles():
    table = pd.DataFrame({"article_id": ["a", "b"], "text": [TEXT, "The ferry left."],
                          "title": ["Brandt: ferry is full", None]})  # fmt: skip
    return fr.read_articles(table)


@pytest.fixture(scope="module")
def spans(articles):
    return fr.annotate(articles, workers=1)


def test_one_row_an_attribution(spans):
    table = attributions(spans)
    assert tuple(table.columns) == COLUMNS
    assert not table.duplicated(["article_id", "group"]).any()
    first = table.iloc[0]
    assert (first["voice"], first["cue"], first["words"]) == ("direct", "said", 8)
    assert first["content"] == "“We are full,” … “Nobody else can board today.”"
    assert first["source"] == "Ida Brandt, the harbour master"


def test_a_speaker_has_one_id_in_an_article(spans):
    table = attributions(spans)
    brandt = table[table["speaker"] == "Ida Brandt"]
    assert len(brandt) >= 2
    assert brandt["speaker_id"].unique().tolist() == ["a/1"]


def test_position_is_the_share_of_the_counted_text_before(spans):
    table = attributions(spans)
    in_text = table[table["group"] < 10_000]
    assert in_text["position"].is_monotonic_increasing
    assert in_text["position"].between(0, 1).all()
    assert (table.loc[table["group"] >= 10_000, "position"] == 0).all()


def test_no_spans_no_rows(spans):
    empty = attributions(spans.iloc[:0])
    assert tuple(empty.columns) == COLUMNS
    assert empty.empty


def test_another_table_is_refused(articles):
    with pytest.raises(InputError, match="spans has no column"):
        attributions(articles)


def test_balance(spans, articles):
    features = fr.measure(spans, articles)
    voices = features[["own_voice_share", "direct_voice_share", "indirect_voice_share"]]
    assert np.allclose(voices.sum(axis=1), 1)
    a, b = features.loc["a"], features.loc["b"]
    assert a["speaker_count"] == 2
    assert 1 < a["effective_speaker_count"] <= 2
    assert 0.5 < a["largest_speaker_share"] < 1
    assert b["speaker_count"] == 0
    assert np.isnan(b["largest_speaker_share"])
    assert np.isnan(b["effective_speaker_count"])


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor said that the ferry was full.", "neutral"),
        ("The mayor claimed that the ferry was full.", "doubting"),
        ("The mayor admitted that the ferry was full.", "endorsing"),
        ("The mayor warned that the ferry was full.", "neutral"),
        ("The mayor never admitted that the ferry was full.", None),
        ("Police could not confirm that the ferry was full.", None),
        ("Police refused to confirm that the ferry was full.", "neutral"),
    ],
)
def test_stance_is_that_of_a_verb_that_is_not_negated(text, stance):
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    (found,) = attributions(fr.annotate(articles, workers=1)).cue_stance.tolist()
    assert found == stance or (stance is None and pd.isna(found))


def spans_of(*marks):
    columns = ("start", "end", "text", "layer", "label", "rule", "voice", "group")
    rows = pd.DataFrame(marks, columns=columns)
    return rows.assign(article_id="a", field="text", weight=1.0, zone="body")


def test_the_verb_that_is_not_neutral_says_the_stance_of_a_cue():
    spans = spans_of(
        (0, 8, "the dock", "attribution", "content", "", "indirect", 0),
        (9, 26, "said and insisted", "attribution", "cue", "", "own", 0),
        (9, 13, "said", "reporting_verbs", "neutral", "said", "own", -1),
        (18, 26, "insisted", "reporting_verbs", "emphatic", "insisted", "own", -1),
    )
    assert attributions(spans).cue_stance.tolist() == ["emphatic"]
