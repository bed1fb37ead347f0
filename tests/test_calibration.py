"""Calibration: held-out groups say how sure, and how ready to name a class, one may be."""

import numpy as np
import pandas as pd
import pytest

from framing.calibration import balanced_weights, calibration, inner_folds, softmax
from framing.classify import OutletClassifier

READY = np.array([0, 2, 0])


def drawn(n=600, seed=0):
    """Scores of three classes that are as sure as they should be, and the class of each row."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(n, 3))
    codes = np.array([rng.choice(3, p=row) for row in softmax(scores)])
    return scores, codes, np.arange(n).astype(str)


def test_a_group_with_many_articles_has_no_more_say_than_one_with_few():
    codes, groups = np.array([0, 0, 0, 0, 1]), np.array(list("aaabc"))
    weights = balanced_weights(codes, groups)
    assert weights.mean() == pytest.approx(1)
    assert weights[:3].sum() == pytest.approx(weights[3])
    assert weights[:4].sum() == pytest.approx(weights[4])


def test_scores_that_are_three_times_too_sure_are_divided_by_three():
    scores, codes, groups = drawn(3000)
    temperature, _ = calibration(scores * 3, codes, groups)
    assert temperature == pytest.approx(3, rel=0.15)


def test_a_class_that_held_out_groups_are_too_readily_given_is_shifted_down():
    scores, codes, groups = drawn()
    _, fair = calibration(scores, codes, groups)
    _, shift = calibration(scores + READY, codes, groups)
    assert (shift - fair)[1] - (shift - fair)[0] == pytest.approx(-2, abs=0.2)


def test_the_fewer_the_groups_the_less_is_shifted():
    scores, codes, _ = drawn()
    shifts = [
        np.abs(calibration(scores + READY, codes, np.arange(len(codes)) % n)[1]).max()
        for n in (2, 20, 600)
    ]
    assert shifts == sorted(shifts)
    assert shifts[0] < shifts[2] / 2


@pytest.mark.parametrize("size", [1, 1e6, 0])
def test_any_scores_give_finite_numbers(size):
    scores, codes, groups = drawn(30)
    temperature, shift = calibration(scores * size, codes, groups)
    assert np.isfinite([temperature, *shift]).all()


def test_groups_are_held_out_whole_where_each_class_has_two():
    codes = np.repeat([0, 0, 1, 1], 5)
    groups = np.repeat(list("abcd"), 5)
    basis, folds = inner_folds(codes, groups)
    assert basis == "unseen groups"
    for train, test in folds:
        assert not set(groups[train]) & set(groups[test])
    assert inner_folds(codes, np.repeat(list("aabb"), 5))[0] == "unseen articles"
    assert inner_folds(np.array([0, 1, 1]), np.array(list("abb"))) == ("nothing", [])


def articles_of(outlets, seed=0):
    """Twenty articles of each outlet; each outlet has words it likes, a class has none."""
    rng = np.random.default_rng(seed)
    words = np.array([f"{a}{b}o" for a in "bdfgklmnprst" for b in ("a", "e", "i", "ou", "ei")])
    rows = []
    for outlet in outlets:
        likes = rng.dirichlet(np.full(len(words), 0.2))
        rows += [(" ".join(rng.choice(words, 60, p=likes)), outlet) for _ in range(20)]
    return pd.DataFrame(rows, columns=["text", "outlet"])


def test_a_class_of_many_outlets_does_not_take_whatever_is_unknown():
    articles = articles_of([f"Paper {number}" for number in range(12)])
    label = np.where(articles["outlet"].isin(["Paper 0", "Paper 1", "Paper 2"]), "few", "many")
    unseen = articles_of([f"Post {number}" for number in range(20)], seed=50)
    fitted = OutletClassifier().fit(articles, label, groups=articles["outlet"])
    assert 0.25 < (fitted.predict(unseen) == "many").mean() < 0.75
