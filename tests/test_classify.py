"""OutletClassifier: a scikit-learn estimator that is kept from learning who the publisher is."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GroupKFold, cross_val_score

from framing.classify import OutletClassifier
from framing.errors import FramingError, InputError

HEATED = ["a disgrace", "an outrage", "a scandal", "a shambles"]
PLAIN = ["a plan", "a proposal", "a draft", "an outline"]
THINGS = ["dam", "ferry", "harbour", "budget", "railway", "school"]


def corpus(n_each=12):
    """Two classes of three invented outlets each; one class writes of disgraces."""
    rows = []
    for number in range(n_each):
        for outlet in range(6):
            words = HEATED if outlet < 3 else PLAIN
            thing = THINGS[(number + outlet) % len(THINGS)]
            text = (
                f"The {thing} is {words[number % 4]}, and {words[(number + 1) % 4]} it will stay."
            )
            rows.append((f"{outlet}-{number}", text, f"Paper {outlet}", "ab"[outlet // 3]))
    table = pd.DataFrame(rows, columns=["article_id", "text", "outlet", "label"])
    return table.set_index("article_id")


@pytest.fixture(scope="module")
def articles():
    return corpus()


@pytest.fixture(scope="module")
def fitted(articles):
    return OutletClassifier().fit(articles, articles["label"], groups=articles["outlet"])


def test_it_stores_its_arguments_and_can_be_cloned():
    classifier = OutletClassifier(inputs="both", min_groups=3, abstain_below=0.4, random_state=7)
    assert clone(classifier).get_params() == classifier.get_params()
    assert not [name for name in vars(classifier) if name.endswith("_")]


def test_fit_returns_the_classifier_and_predictions_have_the_shapes_of_the_articles(
    fitted, articles
):
    proba = fitted.predict_proba(articles)
    assert proba.shape == (len(articles), 2)
    assert np.allclose(proba.sum(axis=1), 1)
    assert (fitted.predict(articles) == articles["label"]).all()


def test_it_recognises_the_manner_of_outlets_that_it_has_not_seen(articles):
    scores = cross_val_score(
        OutletClassifier(), articles, articles["label"], groups=articles["outlet"],
        cv=GroupKFold(3), params={"groups": articles["outlet"]},
    )  # fmt: skip
    assert scores.min() == 1.0


def test_three_labels_work_as_two_do(articles):
    labels = articles["outlet"].str[-1].astype(int) // 2
    classifier = OutletClassifier().fit(articles, labels, groups=articles["outlet"])
    assert classifier.classes_.tolist() == [0, 1, 2]
    assert classifier.decision_function(articles).shape == (len(articles), 3)


def test_the_same_seed_gives_the_same_numbers_and_survives_pickling(fitted, articles):
    again = OutletClassifier().fit(articles, articles["label"], groups=articles["outlet"])
    expected = fitted.predict_proba(articles)
    assert (again.predict_proba(articles) == expected).all()
    assert (pickle.loads(pickle.dumps(again)).predict_proba(articles) == expected).all()


def test_a_prediction_depends_on_no_other_article(fitted, articles):
    alone = np.vstack([fitted.predict_proba(articles.iloc[[row]]) for row in (0, 5)])
    assert np.allclose(alone, fitted.predict_proba(articles)[[0, 5]])


def test_it_abstains_only_if_asked(articles):
    shy = OutletClassifier(abstain_below=0.9999).fit(articles, articles["label"])
    unlike = pd.DataFrame({"text": ["Zebras graze.", None]})
    assert shy.predict(unlike).tolist() == [None, None]
    bold = OutletClassifier().fit(articles, articles["label"])
    assert set(bold.predict(unlike)) <= {"a", "b"}


def test_terms_of_a_single_group_are_left_out(articles):
    marked = articles.copy()
    first = marked["outlet"] == "Paper 0"
    marked.loc[first, "text"] += " Shibboleth."
    fitted = OutletClassifier().fit(marked, marked["label"], groups=marked["outlet"])
    assert "shibboleth" not in fitted.terms_
    assert "disgrace" in fitted.terms_


@pytest.mark.parametrize("own_voice", [True, False])
def test_what_others_say_is_left_out_unless_asked_for(articles, own_voice):
    said = articles.assign(text=articles["text"] + ' "Balderdash," she said, “balderdash.”')
    classifier = OutletClassifier(own_voice=own_voice, masked=())
    classifier.fit(said, said["label"], groups=said["outlet"])
    assert "said" in classifier.terms_
    assert ("balderdash" in classifier.terms_) is not own_voice


def test_a_text_that_is_one_quotation_is_read(articles):
    said = articles.assign(text="“" + articles["text"] + "”")
    fitted = OutletClassifier().fit(said, said["label"], groups=said["outlet"])
    assert (fitted.predict(said) == said["label"]).all()


@pytest.mark.parametrize("column", ["outlet_id", "owner", "bias_rating", "domain", "author"])
def test_metadata_of_the_outlet_is_refused_with_the_reason(articles, column):
    table = articles.assign(**{column: 1.0})
    with pytest.raises(FramingError, match="metadata of the outlet"):
        OutletClassifier(inputs=[column]).fit(table, table["label"])


def test_a_column_that_describes_the_group_is_refused_under_any_name(articles):
    table = articles.assign(reach=articles["outlet"].str[-1].astype(float))
    with pytest.raises(FramingError, match="describes the group"):
        OutletClassifier(inputs=["reach"]).fit(table, table["label"], groups=table["outlet"])


def test_measured_columns_can_be_learnt_from(articles):
    rng = np.random.default_rng(0)
    rate = rng.normal(size=len(articles)) + 5 * (articles["label"] == "a")
    table = articles.assign(loaded_rate=rate)
    fitted = OutletClassifier(inputs=["loaded_rate"]).fit(table, table["label"])
    assert fitted.score(table, table["label"]) > 0.9
    assert fitted.terms_.tolist() == ["loaded_rate"]


def test_framing_features_and_words_can_be_learnt_together(articles):
    few = articles.iloc[::4]
    fitted = OutletClassifier(inputs="both").fit(few, few["label"])
    assert "loaded_term_rate" in fitted.terms_
    assert np.isfinite(fitted.predict_proba(few)).all()


def test_it_says_what_is_wrong_with_its_input(articles):
    with pytest.raises(NotFittedError):
        OutletClassifier().predict(articles)
    with pytest.raises(InputError, match="one label"):
        OutletClassifier().fit(articles, ["a"] * len(articles))
    with pytest.raises(InputError, match="72 articles"):
        OutletClassifier().fit(articles, ["a", "b"])
    with pytest.raises(InputError, match="missing for article '0-0'"):
        OutletClassifier().fit(articles, [None, *articles["label"][1:]])
    with pytest.raises(InputError, match="column 'text'"):
        OutletClassifier().fit(articles[["label"]], articles["label"])
    with pytest.raises(FramingError, match="'inputs' parameter"):
        OutletClassifier(inputs="words").fit(articles, articles["label"])
    with pytest.raises(FramingError, match="'abstain_below' parameter"):
        OutletClassifier(abstain_below=2).fit(articles, articles["label"])


@pytest.mark.parametrize("text", ["", None, "\x00\x01", "😀 " * 50, "שלום “עולם", "“" * 500])
def test_any_text_can_be_classified(fitted, text):
    proba = fitted.predict_proba(pd.DataFrame({"text": [text]}))
    assert np.isfinite(proba).all()
