"""The answer key of the example corpus, and how a reading is held against it."""

import pandas as pd
import pytest

import framing as fr
from framing.bundled import folder
from framing.extractors.source_types import SOURCE_TYPES


@pytest.fixture(scope="module")
def key(sample):
    return fr.answer_key(sample)


def article(text: str, title: str | None = None) -> pd.DataFrame:
    table = pd.DataFrame({"article_id": ["gull/boat.txt"], "text": [text], "title": [title]})
    return fr.read_articles(table)


def written(tmp_path, text: str):
    (tmp_path / "gull").mkdir()
    (tmp_path / "gull" / "boat.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_article_has_a_key_and_every_key_an_article(sample, key):
    keys = {p.relative_to(folder("sample") / "key").with_suffix("").as_posix()
            for p in (folder("sample") / "key").rglob("*.txt")}  # fmt: skip
    assert keys == {article_id.rsplit(".", 1)[0] for article_id in sample.index}
    assert set(key["article_id"]) == set(sample.index)


def test_the_key_is_a_spans_table(sample, key):
    texts = {(i, f): sample.loc[i, f] for i in sample.index for f in ("title", "text")}
    for span in key.itertuples():
        assert texts[span.article_id, span.field][span.start : span.end] == span.text
    assert set(key["layer"]) == {
        "gold:attribution", "gold:speaker", "gold:hedging", "gold:loaded_terms"
    }  # fmt: skip
    assert set(key["zone"]) == {"headline", "body"}


def test_every_attribution_has_a_content_and_at_most_one_speaker(key):
    attribution = key[key["layer"] == "gold:attribution"].groupby(["article_id", "group"])
    assert attribution["label"].agg(lambda labels: "content" in set(labels)).all()
    speakers = key[key["layer"] == "gold:speaker"]
    assert not speakers.duplicated(["article_id", "group"]).any()
    assert set(speakers["label"]) <= set(SOURCE_TYPES)


def test_marks_may_lie_inside_one_another(tmp_path):
    where = written(
        tmp_path, "Mia Holt, citizen: 1\n\n{s1:Mia Holt} {q1:said} {c1:it {h:may} sink}."
    )
    spans = fr.answer_key(article("Mia Holt said it may sink.\n\nNobody moved."), where)
    marked = dict(zip(spans["layer"] + " " + spans["label"], spans["text"], strict=True))
    assert marked == {
        "gold:attribution source": "Mia Holt",
        "gold:attribution cue": "said",
        "gold:attribution content": "it may sink",
        "gold:speaker citizen": "Mia Holt",
        "gold:hedging hedging": "may",
    }
    hedge = spans[spans["layer"] == "gold:hedging"].iloc[0]
    assert hedge["voice"] == "indirect"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mia Holt, captain: 1\n\n{c1:it sinks}", "not a name, a type of source and numbers"),
        ("Mia Holt, citizen: 1\n\nAnother boat.", "not a paragraph of the article"),
        ("Mia Holt, citizen: 1\n\n{c1:it may sink", "a brace is not closed"),
        ("Mia Holt, citizen: 1\n\nit may sink}", "a brace closes nothing"),
    ],
)
def test_a_key_that_is_wrong_says_where(tmp_path, text, says):
    with pytest.raises(fr.InputError, match=f"boat.txt: .*{says}"):
        fr.answer_key(article("Mia Holt said it may sink."), written(tmp_path, text))


def test_a_reading_agrees_with_itself(key):
    layers = ["attribution", "hedging", "loaded_terms", "speaker"]
    scores = fr.score_spans(key, key, layers=layers)
    assert (scores["f1"] == 1).all()
    assert (scores["n_expected"] == scores["n_found"]).all()


def test_what_only_one_reading_has_is_named(key):
    hedges = key[key["layer"] == "gold:hedging"]
    outcomes = fr.match_spans(hedges.iloc[1:], hedges.iloc[:-1], layer="hedging")
    assert outcomes.loc[outcomes["outcome"] == "added", "found"].tolist() == [
        hedges["text"].iloc[0]
    ]
    assert outcomes.loc[outcomes["outcome"] == "missed", "expected"].tolist() == [
        hedges["text"].iloc[-1]
    ]


def test_parts_of_one_content_are_one_unit(tmp_path):
    where = written(
        tmp_path, "Mia Holt, citizen: 1\n\n{c1:“It sank,”} {s1:Mia Holt} {q1:said}. {c1:“Twice.”}"
    )
    spans = fr.answer_key(article("“It sank,” Mia Holt said. “Twice.”"), where)
    outcomes = fr.match_spans(spans, spans, layer="attribution")
    assert outcomes["expected"].tolist() == ["“It sank,” … “Twice.”"]


def test_nothing_to_match_gives_shares_that_are_not_numbers(key):
    scores = fr.score_spans(key.iloc[:0], key.iloc[:0], layers=["hedging"])
    assert scores[["precision", "recall", "f1"]].isna().all(axis=None)
