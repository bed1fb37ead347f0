"""Charts of lexicons: who is called what, and what the bench found of a list."""

import pandas as pd
import pytest

import framing as fr
from framing.attributions import attributions
from framing.charts.bench import chart_trial, trial_table
from framing.charts.labels import LABELS
from framing.lexicon import Entry, Lexicon
from framing.results import Results


def results_of(texts: dict[str, str]) -> Results:
    table = pd.DataFrame({"desk": list(texts), "text": list(texts.values())}, index=list(texts))
    table.index.name = "article_id"
    spans = fr.annotate(table, workers=1)
    features = fr.measure(spans, table)[["hedging_rate"]]
    compared = fr.compare(features, table, by="desk")
    return Results(table, spans, features, attributions(spans), compared)


def test_a_row_is_a_noun_and_an_outlet_with_its_labels_by_voice():
    results = results_of({"Gull": "The brutal police left.", "Lantern": "The vile police left."})
    table = LABELS.data(results, "")
    assert table[["described", "desk", "own"]].values.tolist() == [
        ["police", "Gull", "brutal"], ["police", "Lantern", "vile"]]  # fmt: skip
    assert "Gull: brutal; Lantern: vile" in LABELS.alt(table)
    assert LABELS.draw(table).get_size_inches()[1] < 4


def test_what_is_said_of_things_is_no_label_of_people():
    results = results_of({"Gull": "The brutal storm fell.", "Lantern": "The vile storm fell."})
    assert LABELS.data(results, "").empty


def test_no_label_is_no_picture():
    assert LABELS.data(results_of({"Gull": "A boat.", "Lantern": "A pier."}), "").empty


@pytest.mark.parametrize("word", ["vile", "nowhere"])
def test_the_bench_draws_a_list_whether_or_not_it_finds_anything(word):
    texts = pd.DataFrame({"text": ["A vile plan.", "A plan."] * 40, "label": [1, 0] * 40})
    trial = fr.test_lexicon(Lexicon("words", entries=(Entry(word, "w"),)), texts, workers=1)
    table = trial_table(trial)
    assert table["texts"].tolist() == ([40, 40] if word == "vile" else [0])
    assert len(chart_trial(trial).axes) == 1
