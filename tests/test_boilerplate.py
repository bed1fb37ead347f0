"""Sentences that an outlet repeats: found with how often and where, inspected, and not counted."""

import pandas as pd
import pytest

import framing as fr

APPEAL = "Support our shameless little paper with 5 crowns."
STORY = "The dam at {} opened on Monday. The river {} rose. A gate at {} stuck."
PLACES = ["Orrin", "Pell", "Saltby", "Skell", "Arnmoor"]


def read(texts, outlets="Vale Post") -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    return fr.read_articles(pd.DataFrame({"article_id": ids, "text": texts, "outlet": outlets}))


@pytest.fixture(scope="module")
def articles():
    return read([f"{STORY.format(*[place] * 3)} {APPEAL}" for place in PLACES])


def test_a_repeated_sentence_is_listed_with_how_often_and_where(articles):
    (row,) = fr.boilerplate(articles).itertuples()
    assert (row.group, row.sentence, row.n_articles) == ("Vale Post", APPEAL, 5)
    assert (row.share, row.article_id) == (1.0, "a0")
    assert row.place > 0.5


def test_case_spaces_and_numbers_do_not_make_a_sentence_another():
    forms = [APPEAL, APPEAL.upper().replace("5", "12"), APPEAL.replace(" ", "\n", 1)]
    stories = [STORY.format(*[place] * 3) for place in PLACES[:3]]
    texts = [f"{story} {form}" for story, form in zip(stories, forms, strict=True)]
    found = fr.boilerplate(read(texts))
    assert found["n_articles"].tolist() == [3]


def test_what_two_outlets_share_is_not_one_outlets_boilerplate():
    texts = [f"{STORY.format(*[place] * 3)} {APPEAL}" for place in PLACES[:4]]
    assert fr.boilerplate(read(texts, ["x", "x", "y", "y"])).empty


def test_copies_of_an_article_do_not_make_its_sentences_boilerplate():
    texts = [STORY.format("Orrin", "Orrin", "Orrin")] * 4
    assert fr.boilerplate(read(texts)).empty


def test_of_a_large_outlet_a_share_is_asked_for(articles):
    assert fr.boilerplate(articles, min_share=1.0)["n_articles"].tolist() == [5]
    assert fr.boilerplate(articles, min_articles=6).empty


def test_marked_boilerplate_is_a_zone_of_its_own_and_not_counted(articles):
    spans = fr.annotate(articles)
    marked = fr.mark_boilerplate(spans, articles)
    zones = marked[(marked["layer"] == "zone") & (marked["article_id"] == "a0")]
    assert zones["zone"].tolist() == ["body", "boilerplate"]
    assert zones["rule"].tolist()[1] == "boilerplate:in 5 articles"
    assert "".join(zones["text"]) == articles.at["a0", "text"]
    before, after = (fr.measure(each, articles)["loaded_term_rate"] for each in (spans, marked))
    assert (before > 0).all()
    assert (after == 0).all()


def test_every_text_is_covered_and_every_span_is_its_text(sample, sample_spans):
    document = fr.Document(sample.at["courant/dam-memo.html", "text"])
    start, end = document.sentences[5]
    found = pd.DataFrame(
        {"group": ["courant"], "sentence": [document.text[start:end]], "n_articles": [3]}
    )
    marked = fr.mark_boilerplate(sample_spans, sample, found=found)
    assert (marked["zone"] == "boilerplate").sum() > (sample_spans["zone"] == "boilerplate").sum()
    zones = marked[(marked["layer"] == "zone") & (marked["field"] == "text")]
    assert (zones.groupby("article_id")["text"].agg("".join) == sample["text"]).all()
    assert list(marked.columns) == list(sample_spans.columns)


def test_a_row_that_was_dropped_is_not_marked(articles):
    spans = fr.annotate(articles)
    none = fr.boilerplate(articles).iloc[:0]
    pd.testing.assert_frame_equal(fr.mark_boilerplate(spans, articles, found=none), spans)


@pytest.mark.parametrize("wrong", [{"min_articles": 1}, {"min_share": 2.0}])
def test_thresholds_have_bounds(articles, wrong):
    with pytest.raises(fr.FramingError, match="min_"):
        fr.boilerplate(articles, **wrong)


def test_nothing_to_read_is_no_boilerplate():
    assert fr.boilerplate(read(["", None, "A."])).empty
