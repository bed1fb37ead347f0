"""Comparisons: intervals, tests, pairing inside events, and the sentences they permit."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.resampling import estimate_mean, generator, permutation_test


def made(groups, *, features=1, shift=0.0, seed=0, events=None):
    rng = np.random.default_rng(seed)
    groups = pd.Series(groups)
    values = (
        rng.exponential(5, (len(groups), features)) + shift * (groups == "b").to_numpy()[:, None]
    )
    index = pd.Index([f"a{i:03d}" for i in range(len(groups))], name="article_id")
    names = [f"f{i}_rate" for i in range(features)]
    articles = pd.DataFrame({"desk": groups.to_numpy()}, index=index)
    if events is not None:
        articles["event_id"] = events
    return pd.DataFrame(values, index=index, columns=names), articles


def test_the_table_has_a_row_a_feature_and_group_with_an_interval_around_its_mean():
    features, articles = made(["a"] * 20 + ["b"] * 20, features=2)
    table = fr.compare(features, articles, by="desk").table
    assert list(table.columns[:6]) == ["feature", "group", "n_articles", "mean", "low", "high"]
    assert table["feature"].tolist() == ["f0_rate", "f0_rate", "f1_rate", "f1_rate"]
    assert (table["low"] < table["mean"]).all()
    assert (table["mean"] < table["high"]).all()


def test_a_difference_that_is_there_is_found_and_said():
    features, articles = made(["a"] * 40 + ["b"] * 40, shift=8)
    comparison = fr.compare(features, articles, by="desk")
    (row,) = comparison.tests.itertuples()
    assert row.difference < 0
    assert row.high < 0
    assert row.q < 0.05
    assert comparison.sentences()[0].startswith("F0: b ")


def test_no_difference_is_claimed_between_random_halves():
    claims = 0
    for seed in range(20):
        features, articles = made(["a", "b"] * 30, features=10, seed=seed)
        claims += len(fr.compare(features, articles, by="desk", seed=seed).shown()) > 0
    assert claims <= 2


def test_without_a_difference_the_sentence_says_so():
    features, articles = made(["a", "b"] * 10)
    assert (
        "No difference between the groups can be shown with these articles."
        in fr.compare(features, articles, by="desk").sentences()
    )


def test_p_values_are_even_where_nothing_differs():
    p = []
    for seed in range(10):
        features, articles = made(["a", "b"] * 25, features=20, seed=seed)
        p += fr.compare(features, articles, by="desk").tests["p"].tolist()
    assert 0.02 <= np.mean(np.array(p) < 0.05) <= 0.09


def test_intervals_from_ten_articles_cover_the_mean():
    rng = np.random.default_rng(1)
    inside = 0
    for number in range(300):
        estimate = estimate_mean(rng.exponential(5, (10, 1)), generator(0, number))
        inside += estimate.low[0] <= 5 <= estimate.high[0]
    assert 0.88 <= inside / 300 <= 0.98


def test_few_articles_give_wide_intervals_and_a_note():
    features, articles = made(["a"] * 3 + ["b"] * 30)
    table = fr.compare(features, articles, by="desk").table.set_index("group")
    assert table.at["a", "note"] == "too few"
    width = table["high"] - table["low"]
    assert width["a"] > width["b"]


def test_no_interval_leaves_what_a_feature_can_be():
    features, articles = made(["a"] * 3 + ["b"] * 3)
    features = pd.DataFrame({"x_share": [0, 0.9, 1, 0, 0.1, 0]}, index=features.index)
    table = fr.compare(features, articles, by="desk").table
    assert table["low"].min() >= 0
    assert table["high"].max() <= 1


def test_one_article_has_no_interval():
    features, articles = made(["a"] + ["b"] * 9)
    table = fr.compare(features, articles, by="desk").table.set_index("group")
    assert np.isnan(table.at["a", "low"])


def test_undefined_values_are_left_out_and_counted():
    features, articles = made(["a"] * 12 + ["b"] * 12)
    features.iloc[0, 0] = np.nan
    table = fr.compare(features, articles, by="desk").table.set_index("group")
    assert table.at["a", "n_articles"] == 11


def test_a_difference_between_events_is_not_one_between_outlets():
    """Outlet b covers the loaded event more often; within each event there is no difference."""
    rng = np.random.default_rng(0)
    events = ["storm"] * 40 + ["fair"] * 40
    groups = ["b"] * 30 + ["a"] * 10 + ["b"] * 10 + ["a"] * 30
    features, articles = made(groups, events=events)
    features["f0_rate"] = rng.normal(np.where(np.array(events) == "storm", 20, 5), 1)
    assert len(fr.compare(features, articles, by="desk").shown()) == 1
    assert len(fr.compare(features, articles, by="desk", within="event_id").shown()) == 0


def test_permuting_respects_strata():
    values = np.array([[1.0], [2.0], [11.0], [12.0]])
    is_a = np.array([True, False, True, False])
    p, low, high = permutation_test(values, is_a, np.array([0, 0, 1, 1]), generator(0))
    assert p[0] > 0.4
    assert (low[0], high[0]) == (-1.0, 1.0)


def test_the_same_seed_gives_the_same_numbers_whatever_the_order_of_rows():
    features, articles = made(["a", "b", "c"] * 12, features=3)
    shuffled = features.sample(frac=1, random_state=3)
    first = fr.compare(features, articles, by="desk", seed=4)
    second = fr.compare(shuffled, articles, by="desk", seed=4)
    pd.testing.assert_frame_equal(first.table, second.table)
    pd.testing.assert_frame_equal(first.tests, second.tests)


def test_q_is_corrected_over_the_whole_named_family():
    features, articles = made(["a", "b", "c"] * 12, features=3)
    comparison = fr.compare(features, articles, by="desk")
    assert comparison.family == "9 tests: 3 features, 3 pairs of desk"
    assert (comparison.tests["q"] >= comparison.tests["p"] - 1e-9).all()


def test_groups_may_come_from_the_registry_of_outlets():
    features, articles = made(["a", "b"] * 10)
    articles["outlet_id"] = ["bbc", "reuters"] * 10
    groups = fr.compare(features, articles, by="country").groups
    assert groups
    assert all(len(group) == 2 for group in groups)


def test_articles_without_a_group_are_left_out_and_said():
    features, articles = made(["a"] * 10 + ["b"] * 10)
    articles.iloc[:2, 0] = pd.NA
    assert "2 left out (no desk)" in fr.compare(features, articles, by="desk").holds_for


def test_a_column_that_is_not_there_is_an_error_with_a_guess():
    features, articles = made(["a", "b"])
    with pytest.raises(fr.InputError, match="Did you mean 'desk'"):
        fr.compare(features, articles, by="desks")
