"""Charts of a classifier: what more articles would do, and what it goes by."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

import framing as fr
from framing.charts.coefficients import coefficients_alt
from framing.charts.learning import learning_curve_alt


@pytest.fixture
def curve():
    return pd.DataFrame(
        {
            "n_articles": [10, 25, 100],
            "balanced_accuracy": [0.4, 0.55, 0.7],
            "low": [0.3, 0.45, 0.6],
            "high": [0.5, 0.65, 0.8],
            "chance": 0.5,
            "above_chance": [False, False, True],
            "groups": "outlet",
        }
    )


@pytest.fixture
def terms():
    return pd.DataFrame(
        {
            "label": ["<b>x</b>"] * 2 + ["y"],
            "term": ["disgrace", "$x_2$", "said " * 30],
            "weight": [2.0, 1.0, 1.5],
            "low": [1.0, 0.0, 1.0],
            "high": [3.0, 2.0, 2.0],
            "n_groups": [4, 1, 6],
            "groups": "event_id",
        }
    )


def test_a_learning_curve_is_drawn_and_said(curve):
    assert isinstance(fr.chart_learning_curve(curve), Figure)
    assert "100 articles were enough to do better than chance" in learning_curve_alt(curve)
    assert "no number" in learning_curve_alt(curve.assign(above_chance=False))


def test_coefficients_have_a_panel_a_label(terms):
    assert len(fr.chart_coefficients(terms).axes) == 2
    assert "disgrace, $x_2$" in coefficients_alt(terms)
