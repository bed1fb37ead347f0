"""`annotate` and `measure`: the invariants that every extractor and feature keeps."""

import gc
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import framing as fr
from framing.features import Extractor
from framing.spans import COLUMNS, COUNTED_ZONES, VOICES, Mark
from framing.text import Document

AWKWARD = [
    "",
    " \n\t ",
    "\x00\x00",
    "🙂 said 🙂: “🙂",
    'قال الوزير: "نعم" اليوم.',
    "\"'\"'“‘”’«»``''",
    "İstanbul’da İİİ ﬁne ßtraße",
    "a" * 20_000,
    "said " * 4_000,
    "\r\n\r\n.\r.",
    "=1+1",
    "“" * 2_000 + "he said",
]


def test_span_text_is_the_characters_of_its_field(sample, sample_spans):
    for row in sample_spans.itertuples():
        assert sample.at[row.article_id, row.field][row.start : row.end] == row.text


def test_spans_have_the_columns_and_the_order_of_every_spans_table(sample_spans):
    assert tuple(sample_spans.columns) == COLUMNS
    keys = ["article_id", "field", "start", "end", "layer", "label", "rule"]
    rows = list(sample_spans[keys].itertuples(index=False, name=None))
    assert rows == sorted(rows)


def test_voices_and_zones_are_the_known_ones(sample_spans):
    assert set(sample_spans["voice"]) <= set(VOICES)
    zones = sample_spans[sample_spans["layer"] == "zone"]
    assert (zones["label"] == zones["zone"]).all()


def test_the_zones_of_an_article_cover_its_text_without_gaps(sample, sample_spans):
    zones = sample_spans[(sample_spans["layer"] == "zone") & (sample_spans["field"] == "text")]
    for article_id, rows in zones.groupby("article_id"):
        assert "".join(rows["text"]) == sample.at[article_id, "text"]


def test_an_article_does_not_depend_on_the_others(sample, sample_spans):
    alone = fr.annotate(sample.iloc[[3]], workers=1)
    among = sample_spans[sample_spans["article_id"] == sample.index[3]].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, among)


def test_features_do_not_depend_on_the_others_either(sample, sample_spans, sample_features):
    one = sample.iloc[[3]]
    alone = fr.measure(sample_spans[sample_spans["article_id"] == one.index[0]], one)
    pd.testing.assert_frame_equal(alone, sample_features.iloc[[3]])


def test_two_workers_find_what_one_finds(sample, sample_spans, monkeypatch):
    monkeypatch.setattr("framing.pipeline._CHUNK", 7)
    pd.testing.assert_frame_equal(fr.annotate(sample, workers=2), sample_spans)


def test_hash_seed_does_not_matter(sample_spans):
    code = (
        "import framing as fr, hashlib; from framing.bundled import folder;"
        "a = fr.read_articles(folder('sample') / 'articles');"
        "s = fr.annotate(a, workers=1);"
        "both = s.to_csv() + fr.measure(s, a).to_csv();"
        "print(hashlib.sha256(both.encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_texts_raise_nothing(text, articles_of):
    articles = articles_of("A good text, she said.", text)
    spans = fr.annotate(articles, workers=1)
    features = fr.measure(spans, articles)
    assert features.index.tolist() == ["a", "b"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_no_text_raises_and_every_span_is_its_text(text):
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [f"He said: {text}"]}))
    spans = fr.annotate(articles, workers=1)
    kept = articles.at["a", "text"]
    for row in spans.itertuples():
        assert kept[row.start : row.end] == row.text
    fr.measure(spans, articles)


def test_a_row_without_text_stays_and_gets_nan(articles_of):
    articles = articles_of("One text, he said.", None)
    features = fr.measure(fr.annotate(articles), articles)
    assert features.loc["b"].isna().all()


def test_a_title_alone_is_no_article(articles_of):
    articles = articles_of("One text, he said.", None, title=["A title", "A shocking title"])
    features = fr.measure(fr.annotate(articles), articles)
    assert features.loc["b"].isna().all()


def test_features_count_only_headline_and_body(articles_of):
    body = "The council voted on Tuesday to close the old harbour road for the winter. " * 3
    clean, saved = body, f"{body}\n\nREAD MORE:\nMayor: perhaps, possibly, maybe a road\nShare this"
    articles = articles_of(clean, saved)
    spans = fr.annotate(articles)
    features = fr.measure(spans, articles)
    assert features.loc["a", "hedging_rate"] == features.loc["b", "hedging_rate"] == 0
    assert not spans[(spans["layer"] == "hedging") & ~spans["zone"].isin(COUNTED_ZONES)].empty


def test_a_quoted_hedge_is_not_the_outlets_own(articles_of):
    articles = articles_of("“It may perhaps rain,” the mayor said. The road is closed.")
    features = fr.measure(fr.annotate(articles), articles).loc["a"]
    assert features["hedging_rate"] > 0
    assert features["hedging_rate_own"] == 0


def test_every_feature_is_a_float_column_with_a_plain_name(sample_features):
    assert all(pd.api.types.is_float_dtype(kind) for kind in sample_features.dtypes)
    assert not [n for n in sample_features if {"score", "bias", "index"} & set(n.split("_"))]


def test_an_extractor_of_ones_own_runs_beside_the_others(articles_of):
    def shouts(document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
        return [
            Mark(start, end, "shout", "shout:capitals")
            for start, end in document.words.tolist()
            if document.text[start:end].isupper() and end - start > 3
        ]

    mine = fr.Extractor(layer="shout", find=shouts)
    articles = articles_of("The mayor said it was a DISASTER.")
    spans = fr.annotate(articles, extractors=[*fr.EXTRACTORS, mine])
    (row,) = spans[spans["layer"] == "shout"].itertuples()
    assert (row.text, row.voice) == ("DISASTER", "indirect")


def test_features_of_a_layer_that_was_not_annotated_are_nan(articles_of):
    articles = articles_of("It may rain, the mayor said.")
    some = [e for e in fr.EXTRACTORS if e.layer != "hedging"]
    features = fr.measure(fr.annotate(articles, extractors=some), articles)
    assert np.isnan(features.loc["a", "hedging_rate"])


def test_tables_that_are_no_articles_are_refused_with_a_guess():
    with pytest.raises(fr.InputError, match="Did you mean 'Text'"):
        fr.annotate(pd.DataFrame({"Text": ["a"]}))
    with pytest.raises(fr.InputError, match="indexed by article_id"):
        fr.annotate(pd.DataFrame({"text": ["a"]}))


def test_workers_must_be_a_number():
    with pytest.raises(fr.FramingError, match="at least 1"):
        fr.annotate(fr.read_articles(pd.DataFrame({"text": ["a"]})), workers=0)


@pytest.mark.parametrize("searched", [True, False])
def test_whether_python_searches_for_cycles_is_as_it_was_even_after_an_error(articles_of, searched):
    def fail(document, found):
        raise RuntimeError("no")

    articles = articles_of("The plan is a disaster.")
    (gc.enable if searched else gc.disable)()
    try:
        fr.measure(fr.annotate(articles, workers=1), articles)
        with pytest.raises(RuntimeError):
            fr.annotate(articles, extractors=[Extractor("failing", fail)], workers=1)
        assert gc.isenabled() == searched
    finally:
        gc.enable()
