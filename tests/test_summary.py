"""What a report says: computed once, from the tables, and no more than they hold."""

import json

import pandas as pd
import pytest

import framing as fr
from framing.sections import pages
from framing.summary import summarise

RUN = {"job": {"source": None}, "versions": {"numpy": "2.0"}}


def results_of(articles, spans, features, **options):
    compared = fr.compare(features, articles, **options)
    return fr.Results(articles, spans, features, fr.attributions(spans), compared,
                      events=articles["event_id"])  # fmt: skip


@pytest.fixture(scope="module")
def results(sample, sample_spans, sample_features):
    return results_of(sample, sample_spans, sample_features, within="event_id")


@pytest.fixture(scope="module")
def summary(results):
    return summarise(results, [], RUN)


def test_it_is_plain_data(summary):
    json.dumps(summary)


def test_random_halves_of_one_outlet_are_not_told_apart(sample, sample_spans, sample_features):
    own = sample[sample["outlet_id"] == "courant"]
    own = own.assign(half=["first", "second"] * (len(own) // 2))
    spans = sample_spans[sample_spans["article_id"].isin(own.index)]
    results = results_of(own, spans, sample_features.loc[own.index], by="half")
    said = summarise(results, [], RUN)["sentences"]
    assert "No difference between the groups can be shown with these articles." in said
    assert not any("q\u00a0" in sentence for sentence in said)


def test_the_rate_of_the_own_voice_is_that_of_the_comparison(summary, results):
    table = next(table for table in summary["voices"] if table["layer"] == "hedging")
    compared = next(f for f in summary["features"] if f["feature"] == "hedging_rate_own")
    for row, cell in zip(table["rows"], compared["cells"], strict=True):
        assert row["cells"][0]["mean"] == cell["mean"]
        assert row["cells"][0]["interval"] == cell["interval"]


def test_every_mean_by_voice_has_an_interval_or_says_why_not(summary):
    for table in summary["voices"]:
        for row in table["rows"]:
            assert [bool(cell["interval"]) for cell in row["cells"]] == [True] * 3


def test_a_story_is_told_by_every_outlet_that_tells_it(summary, sample):
    told = {event["name"]: event for event in summary["told"]["events"]}
    strike = told["Harbour strike"]
    assert strike["n_articles"] == int((sample["event_id"] == "harbour-strike").sum())
    for article in strike["articles"]:
        assert sum(article["voices"].values()) in (99, 100, 101)
    gull = next(a for a in strike["articles"] if a["outlet"] == "The Daily Gull")
    assert len(gull["own_terms"]) > 3


def test_who_is_heard_in_one_outlet_alone_is_in_no_other(summary):
    for event in summary["told"]["events"]:
        alone = [s.split(" alone: ")[1] for s in event["sentences"] if " alone: " in s]
        names = ", ".join(alone).replace(".", "").replace(" and ", ", ").split(", ")
        assert len(names) == len(set(names))


def test_a_person_whom_one_outlet_labels_is_shown_beside_those_who_do_not(articles_of):
    articles = articles_of(
        "Then came the cruel minister Greta Noll.", "Greta Noll left.",
        outlet=["The Gull", "The Press"],
    )  # fmt: skip
    spans = fr.annotate(articles, workers=1)
    found = summarise(results_of(articles, spans, fr.measure(spans, articles)), [], RUN)["labels"]
    (noll,) = found["people"]
    assert noll["name"].endswith("Greta Noll")
    assert found["groups"] == ["The Gull", "The Press"]
    assert noll["cells"] == [
        {"own": ["cruel"], "others": [], "named": 1}, {"own": [], "others": [], "named": 1},
    ]  # fmt: skip


def test_all_articles_have_a_page_where_there_is_room(summary, sample):
    assert len(summary["pages"]) == int(sample["text"].notna().sum())
    assert [page["place"] for page in summary["pages"]] == list(range(1, len(summary["pages"]) + 1))


def test_where_there_is_no_room_every_group_gets_its_first_articles(results, monkeypatch):
    monkeypatch.setattr(pages, "ROOM", 60_000)
    summary = summarise(results, [], RUN)
    outlets = pd.Series([page["outlet"] for page in summary["pages"]]).value_counts()
    assert len(outlets) == 5
    assert outlets.max() - outlets.min() <= 1
    assert summary["n_left_out"] == len(results.articles) - len(summary["pages"])
