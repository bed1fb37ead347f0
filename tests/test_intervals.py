"""Intervals of shares and of the area under the curve, against worked examples."""

import math

import numpy as np
import pytest

from framing.intervals import auc, wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_as_in_newcombe_1998_table_1(count, n, low, high):
    estimate = wilson(count, n)
    assert estimate.low == pytest.approx(low, abs=5e-5)
    assert estimate.high == pytest.approx(high, abs=5e-5)


def test_nothing_gives_nan():
    assert all(map(math.isnan, wilson(0, 0)))
    assert all(map(math.isnan, auc(np.array([1.0]), np.array([True]))))


def test_the_area_agrees_with_scikit_learn():
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(0)
    scores, positive = rng.integers(0, 4, 300), rng.random(300) < 0.4
    assert auc(scores, positive).value == pytest.approx(roc_auc_score(positive, scores))


def test_the_interval_of_the_area_is_that_of_the_bootstrap():
    rng = np.random.default_rng(1)
    positive = np.arange(400) < 200
    scores = rng.poisson(1 + positive)
    drawn = [
        auc(scores[at], positive[at]).value for at in rng.integers(0, 400, (800, 400))
    ]  # fmt: skip
    estimate = auc(scores, positive)
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx(
        [estimate.low, estimate.high], abs=0.01
    )


def test_a_constant_score_is_chance_without_doubt():
    assert auc(np.zeros(10), np.arange(10) < 5) == (0.5, 0.5, 0.5)
