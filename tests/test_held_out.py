"""evaluate: how a classifier does on unseen groups, beside baselines, and what it learnt."""

import numpy as np
import pandas as pd
import pytest

from framing.classify import OutletClassifier
from framing.errors import FramingError, InputError
from framing.held_out import evaluate, learning_curve
from framing.masking import KINDS

THINGS = ["dam", "ferry", "harbour", "budget", "railway", "school"]
MANNERS = {"heated": ["a disgrace", "an outrage", "a scandal"], "plain": ["a plan", "a draft"]}


def corpus(manner=True, signed=True, n_each=8):
    """Six invented outlets of two labels: told apart by manner, by their signature, or not."""
    rng = np.random.default_rng(3)
    rows = []
    for number in range(n_each):
        for outlet in range(6):
            label = "heated" if outlet < 3 else "plain"
            words = MANNERS[label if manner else "plain"]
            text = f"The {rng.choice(THINGS)} is {rng.choice(words)} and will {rng.choice(THINGS)}."
            if signed:
                text += f" Follow {'Gull' if outlet < 3 else 'Tern'} Media on paper for more of it."
            rows.append((f"{outlet}-{number}", text, f"Paper {outlet}", label))
    table = pd.DataFrame(rows, columns=["article_id", "text", "outlet", "label"])
    return table.set_index("article_id")


@pytest.fixture(scope="module")
def told_apart():
    articles = corpus()
    return evaluate(OutletClassifier(), articles, articles["label"], groups="outlet")


def test_groups_are_required():
    articles = corpus()
    with pytest.raises(FramingError, match="groups is missing"):
        evaluate(OutletClassifier(), articles, articles["label"])


def test_every_table_and_the_sentences_name_the_groups(told_apart):
    for table in (told_apart.scores, told_apart.by_class, told_apart.audit, told_apart.terms):
        assert set(table["groups"]) == {"outlet"}
    assert "held out by outlet (6 groups)" in str(told_apart)


def test_the_baselines_stand_beside_the_score(told_apart):
    scores = told_apart.scores.set_index("model")["balanced_accuracy"]
    assert scores.index.tolist() == [
        "classifier", "majority", "length only", "topic only", "outlet name only", "TF-IDF",
    ]  # fmt: skip
    assert scores["classifier"] == 1.0
    assert scores["majority"] == pytest.approx(0.5)
    assert scores["outlet name only"] == pytest.approx(0.5)


def test_random_folds_have_to_be_asked_for_and_say_that_they_leak():
    articles = corpus(manner=False, signed=False)
    leaks = evaluate(
        OutletClassifier(), articles, articles["label"], groups="outlet",
        i_know_this_leaks=True,
    )  # fmt: skip
    scores = leaks.scores.set_index("model")["balanced_accuracy"]
    assert scores["outlet name only"] == 1.0
    assert set(leaks.scores["groups"]) == {"outlet, random folds"}
    assert "this score leaks" in str(leaks)


def test_a_label_of_one_group_cannot_be_held_out():
    articles = corpus()
    articles = articles[articles["outlet"].isin(["Paper 0", "Paper 4", "Paper 5"])]
    with pytest.raises(FramingError, match="'heated' has articles of one group only"):
        evaluate(OutletClassifier(), articles, articles["label"], groups="outlet")


def test_without_a_difference_it_claims_none():
    articles = corpus(manner=False, signed=False)
    found = evaluate(OutletClassifier(), articles, articles["label"], groups="outlet")
    assert "do not show that it does better" in str(found)


def test_the_audit_finds_that_a_signature_was_all_that_was_learnt():
    articles = corpus(manner=False, n_each=12)
    found = evaluate(OutletClassifier(), articles, articles["label"], groups="outlet")
    audit = found.audit.set_index("removed")
    assert audit.index.tolist() == [*KINDS, "all of these"]
    assert audit.loc["boilerplate", "score_with"] == 1.0
    assert audit.loc["boilerplate", "cost"] > 0.2
    assert audit.loc["boilerplate", "weight_share"] > 0.3
    assert audit.loc["datelines", "weight_share"] == pytest.approx(0, abs=1e-6)


def test_terms_come_with_their_spread_and_the_articles_that_show_them(told_apart):
    heated = told_apart.terms[told_apart.terms["label"] == "heated"].set_index("term")
    assert {"disgrace", "outrage", "scandal"} <= set(heated.index)
    assert (heated["low"] <= heated["weight"]).all()
    assert (heated["weight"] <= heated["high"]).all()
    shown = heated.loc["disgrace", "articles"]
    assert "disgrace" in corpus().loc[shown[0], "text"]


def test_predictions_are_of_the_fold_that_held_the_article_out(told_apart):
    assert told_apart.predictions.index.tolist() == corpus().index.tolist()
    assert told_apart.predictions["probability"].between(0.5, 1).all()


def test_abstaining_counts_as_wrong_and_is_said():
    articles = corpus()
    shy = OutletClassifier(abstain_below=1.0)
    found = evaluate(shy, articles, articles["label"], groups="outlet")
    assert found.scores.loc[0, "balanced_accuracy"] < 0.5
    assert "It abstained on" in str(found)


def test_the_same_input_gives_the_same_tables(told_apart):
    articles = corpus()
    again = evaluate(OutletClassifier(), articles, articles["label"], groups="outlet")
    pd.testing.assert_frame_equal(again.scores, told_apart.scores)
    pd.testing.assert_frame_equal(again.audit, told_apart.audit)
    pd.testing.assert_frame_equal(again.terms, told_apart.terms)


def test_a_learning_curve_says_whether_more_articles_would_help():
    articles = corpus(n_each=12)
    curve = learning_curve(OutletClassifier(), articles, articles["label"], groups="outlet")
    assert curve["n_articles"].is_monotonic_increasing
    assert curve["above_chance"].iloc[-1]
    assert set(curve["groups"]) == {"outlet"}


def test_it_says_what_is_wrong_with_its_input():
    articles = corpus()
    with pytest.raises(InputError, match="no column 'event'"):
        evaluate(OutletClassifier(), articles, articles["label"], groups="event")
    with pytest.raises(InputError, match="2 values for 48 articles"):
        evaluate(OutletClassifier(), articles, ["a", "b"], groups="outlet")
    with pytest.raises(InputError, match="48 articles have no event"):
        evaluate(
            OutletClassifier(),
            articles,
            articles["label"],
            groups=pd.Series(None, articles.index, name="event"),
        )
