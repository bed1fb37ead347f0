"""Comparisons: intervals, tests, pairing inside events, and the sentences they permit."""

import dataclasses
import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.dealing import permutation_test
from framing.resampling import estimate_mean, generator


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
    dealt = permutation_test(values, is_a, np.array([0, 0, 1, 1]), generator(0))
    assert dealt.p[0] > 0.4
    assert (dealt.low[0], dealt.high[0]) == (-1.0, 1.0)


def test_few_articles_are_dealt_in_every_way_once_so_that_no_seed_matters():
    values = np.array([[3.0], [4.0], [1.0], [2.0], [5.0], [9.0], [7.0], [1.0]])
    is_a = np.array([True, True, False, False, True, False, False, False])
    strata = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    observed = (3.5 - 1.5 + 5 - 17 / 3) / 2
    ways = [
        (values[list(a), 0].mean() - values[[n for n in range(4) if n not in a], 0].mean()
         + values[b, 0] - (22 - values[b, 0]) / 3) / 2
        for a in combinations(range(4), 2) for b in range(4, 8)
    ]  # fmt: skip
    dealt = [permutation_test(values, is_a, strata, generator(seed)) for seed in range(3)]
    assert {each.p[0] for each in dealt} == {np.mean(np.abs(ways) > abs(observed) - 1e-9)}
    assert {(each.low[0], each.high[0]) for each in dealt} == {(dealt[0].low[0], dealt[0].high[0])}
    assert (dealt[0].low[0], dealt[0].high[0]) == pytest.approx((min(ways), max(ways)))


def test_many_articles_are_dealt_at_random():
    values, is_a = np.arange(40.0)[:, None], np.arange(40) % 2 == 0
    dealt = [
        permutation_test(values, is_a, np.zeros(40, dtype=int), generator(seed))
        for seed in range(2)
    ]
    assert dealt[0].p[0] != dealt[1].p[0]
    assert abs(dealt[0].p[0] - dealt[1].p[0]) < 0.1


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


def in_events(*, per_event=4, events=12, missing=0.4, seed=0):
    """Events of very unequal level, and values that are often undefined; no difference inside."""
    rng = np.random.default_rng(seed)
    event = np.repeat(np.arange(events), per_event)
    groups = np.where(rng.random(len(event)) < 0.5, "a", "b")
    features, articles = made(list(groups), features=4, events=[f"e{n:02d}" for n in event])
    features += 40 * rng.random(events)[event][:, None]
    return features.mask(rng.random(features.shape) < missing), articles


def test_a_test_is_of_the_very_difference_that_is_reported():
    features, articles = in_events()
    tests = fr.compare(features, articles, by="desk", within="event_id").tests
    strata = pd.factorize(articles["event_id"])[0]
    is_a = (articles["desk"] == "a").to_numpy()
    dealt = permutation_test(features.to_numpy(), is_a, strata, generator(0))
    assert tests["difference"].notna().all()
    assert tests["difference"].tolist() == dealt.difference.round(10).tolist()


def test_values_missing_on_one_side_do_not_let_the_event_into_the_test():
    p = []
    for seed in range(12):
        features, articles = in_events(seed=seed, missing=0.5)
        p += fr.compare(features, articles, by="desk", within="event_id").tests["p"].tolist()
    assert np.mean(np.array(p) < 0.05) <= 0.13


def test_p_does_not_depend_on_the_other_features():
    features, articles = in_events()
    together = fr.compare(features, articles, by="desk", within="event_id").tests
    alone = fr.compare(features[["f2_rate"]], articles, by="desk", within="event_id").tests
    assert together.set_index("feature").at["f2_rate", "p"] == alone["p"].item()


def test_a_feature_that_no_event_has_on_both_sides_is_not_tested():
    features, articles = made(["a", "b"] * 4, events=["e1", "e1", "e2", "e2"] * 2)
    features.loc[articles["desk"] == "b", "f0_rate"] = np.nan
    (row,) = fr.compare(features, articles, by="desk", within="event_id").tests.itertuples()
    assert np.isnan([row.difference, row.p]).all()
    assert row.n_events == 0


def test_a_mean_lies_in_its_interval_whatever_the_values():
    for seed in range(20):
        features, articles = in_events(seed=seed, missing=0.7)
        features = features.where(features > 25, 0)
        features.columns = ["a_share", "b_rate", "c_count", "d_grade"]
        table = fr.compare(features, articles, by="desk", within="event_id").table.dropna()
        assert (table["low"] <= table["mean"]).all()
        assert (table["mean"] <= table["high"]).all()


@pytest.mark.parametrize("n", [2, 7, 12])
def test_equal_values_have_no_interval_and_a_note(n):
    features, articles = made(["a"] * n + ["b"] * 12)
    features.iloc[:n, 0] = 0.1
    row = fr.compare(features, articles, by="desk").table.set_index("group").loc["a"]
    assert np.isnan([row["low"], row["high"]]).all()
    assert row["note"] == "no variation"


def test_a_sentence_says_where_there_is_no_variation():
    features, articles = made(["a"] * 12 + ["b"] * 12)
    features.iloc[:12, 0] = 0
    features.iloc[12:, 0] += 5
    said = fr.compare(features, articles, by="desk").sentences()
    assert "a 0 (no variation)" in said[0]
    features.iloc[12:, 0] = 4
    assert (
        "difference 4.00 (interval undefined)"
        in (fr.compare(features, articles, by="desk").sentences()[0])
    )


def test_inside_events_it_is_events_that_are_counted_and_may_be_too_few():
    features, articles = in_events(per_event=20, events=4, missing=0)
    comparison = fr.compare(features, articles, by="desk", within="event_id")
    assert (comparison.table["n_articles"] > 10).all()
    assert set(comparison.table["n_events"]) == {4}
    assert set(comparison.table["note"]) == {"too few"}
    said = "Too few events for more than a first look: a (4) and b (4)."
    assert comparison.sentences()[0] == said
    assert fr.compare(features, articles, by="desk").table["n_events"].isna().all()


def test_what_lies_inside_the_luck_that_stands_beside_it_is_not_printed():
    features, articles = made(["a"] * 40 + ["b"] * 40, shift=2)
    comparison = fr.compare(features, articles, by="desk")
    apart = comparison.tests.set_index("feature")["difference"].abs()
    halves = comparison.table.groupby("feature")["halves"].max()
    shown = set(comparison.shown()["feature"])
    assert shown == set(apart.index[(apart > halves) & (comparison.tests["q"] < 0.05).to_numpy()])
    wide = comparison.table.assign(halves=2 * apart.max())
    assert dataclasses.replace(comparison, table=wide).shown().empty


def test_many_differences_are_summed_up_in_words():
    features, articles = made(["a"] * 40 + ["b"] * 40, shift=50)
    features = features.assign(more=-features.iloc[:, 0], most=features.iloc[:, 0] + 1)
    said = fr.compare(features, articles, by="desk").sentences()
    assert re.match(r"3 differences can be shown in 3 of \d features; the clearest is in", said[0])


def test_too_few_is_said_before_any_difference():
    features, articles = made(["a"] * 7 + ["b"] * 40, shift=50)
    said = fr.compare(features, articles, by="desk").sentences()
    assert said[0] == "Too few articles for more than a first look: a (7)."
    assert said[1].startswith("F0: b ")


def test_a_sentence_tells_a_difference_inside_events_from_that_of_the_means():
    features, articles = in_events(per_event=8, missing=0)
    features["f0_rate"] += 30 * (articles["desk"] == "a")
    comparison = fr.compare(features, articles, by="desk", within="event_id")
    assert "; difference inside the 12 events both covered: " in comparison.sentences()[0]
    assert comparison.mean_is in comparison.holds_for


def test_a_mean_says_what_it_is_over():
    features, articles = in_events()
    assert fr.compare(features, articles, by="desk").mean_is == (
        "The mean over articles, each counting the same."
    )
    assert fr.compare(features, articles, by="desk", within="event_id").mean_is == (
        "The mean over events; articles on the same event are averaged first."
    )


def test_a_mean_inside_events_is_over_the_means_of_events():
    features, articles = made(["a"] * 3, events=["e1", "e1", "e2"])
    features["f0_rate"] = [1.0, 3.0, 8.0]
    assert fr.compare(features, articles, by="desk", within="event_id").table["mean"].item() == 5


def test_one_article_is_one_article():
    features, articles = made(["a"])
    assert fr.compare(features, articles, by="desk").holds_for.startswith(
        "1 article by 1 group of desk."
    )


def test_a_negative_seed_is_refused():
    features, articles = made(["a", "b"])
    with pytest.raises(fr.FramingError, match="seed must be a whole number from 0 up"):
        fr.compare(features, articles, by="desk", seed=-1)


@pytest.mark.parametrize("column", ["desk", "event_id"])
def test_an_empty_column_is_named(column):
    features, articles = made(["a", "b"] * 4, events=["e1"] * 8)
    articles[column] = pd.NA
    with pytest.raises(fr.InputError, match=f"no article has a value in '{column}'"):
        fr.compare(features, articles, by="desk", within="event_id")


def test_groups_are_not_compared_inside_themselves():
    features, articles = made(["a", "b"] * 4)
    with pytest.raises(fr.FramingError, match="by and within are both 'desk'"):
        fr.compare(features, articles, by="desk", within="desk")


def test_a_column_of_texts_has_no_groups():
    features, articles = made(["a", "b"] * 8)
    articles["text"] = [f"Article number {n}." for n in range(16)]
    with pytest.raises(fr.InputError, match="by='text': 16 groups for 16 articles"):
        fr.compare(features, articles, by="text")


def outlets(ids, names, **columns):
    features, articles = made(["a"] * len(ids))
    return features, articles.assign(outlet_id=ids, outlet=names, **columns)


def test_an_outlet_that_the_registry_lacks_is_a_group_under_its_own_name():
    local = ["Vale Post", " Vale Post", "Orrin Herald", "Orrin Herald"]
    features, articles = outlets(["bbc"] * 4 + [None] * 5, ["BBC"] * 4 + [*local, None])
    comparison = fr.compare(features, articles)
    assert comparison.groups == ["Orrin Herald", "Vale Post", "bbc"]
    assert [comparison.name_of(g) for g in comparison.groups][:2] == ["Orrin Herald", "Vale Post"]
    assert comparison.left_out == {"no outlet_id": 1}


def test_a_group_that_is_no_outlet_keeps_its_name():
    features, articles = outlets(
        ["all articles"] * 4, ["Vale Post", "Orrin Herald"] * 2, outlet_basis=pd.NA
    )
    assert fr.compare(features, articles).name_of("all articles") == "all articles"


def test_an_id_of_the_users_own_table_is_printed_as_the_articles_call_it():
    features, articles = outlets(["vale"] * 4, ["Vale Post"] * 4, outlet_basis="given")
    assert fr.compare(features, articles).name_of("vale") == "Vale Post"


def test_intervals_cover_the_mean_of_what_is_rarely_there():
    """A kind of word that three in ten articles have: t and percentile intervals end too soon."""
    rng = np.random.default_rng(3)
    inside = []
    for number in range(300):
        values = rng.exponential(5, (10, 1)) * (rng.random((10, 1)) < 0.3)
        estimate = estimate_mean(values, generator(0, number))
        if not np.isnan(estimate.low[0]):
            inside.append(estimate.low[0] <= 1.5 <= estimate.high[0])
    assert np.mean(inside) >= 0.91


def test_beside_every_mean_stands_how_far_the_group_lies_from_itself():
    features, articles = made(["a"] * 40 + ["b"] * 3 + ["c"] * 40, shift=0)
    halves = fr.compare(features, articles, by="desk").table.set_index("group")["halves"]
    expected = 1.96 * 2 * features[(articles["desk"] == "a").to_numpy()].std().item() / np.sqrt(40)
    assert halves["a"] == pytest.approx(expected, rel=0.15)
    assert np.isnan(halves["b"])


def test_a_sentence_has_the_null_beside_the_claim():
    features, articles = made(["a"] * 40 + ["b"] * 40, shift=8)
    assert "by luck, random halves of one group differ by up to" in str(
        fr.compare(features, articles, by="desk")
    )


def test_means_of_few_articles_are_drawn_toward_the_mean_of_all():
    features, articles = made(["a"] * 60 + ["b"] * 3 + ["c"] * 60, seed=3)
    features.loc[articles["desk"] == "b", "f0_rate"] += 20
    features.loc[articles["desk"] == "c", "f0_rate"] += 6
    table = fr.compare(features, articles, by="desk").table.set_index("group")
    assert table.at["b", "pull"] > 10 * table.at["a", "pull"]
    assert table["mean"].drop("b").max() < table.at["b", "shrunk"] < table.at["b", "mean"]


def test_two_groups_tell_nothing_of_how_groups_vary():
    features, articles = made(["a"] * 5 + ["b"] * 5)
    assert fr.compare(features, articles, by="desk").table["shrunk"].isna().all()


def test_in_a_notebook_a_comparison_says_its_sentences_and_escapes_names():
    features, articles = made(["a"] * 40 + ["b"] * 40, shift=8)
    articles["desk"] = articles["desk"].map({"a": "<i>a</i>", "b": "b"})
    html = fr.compare(features, articles, by="desk")._repr_html_()
    assert "<p>F0: b " in html
    assert "<i>" not in html


def test_many_articles_are_compared_as_few_are():
    rng = np.random.default_rng(5)
    values, is_a = rng.exponential(5, (3000, 20)), np.arange(3000) < 1500
    values[is_a, 0] += 1
    whole = values[:, 1].copy()
    values[::30, 1] = np.nan
    a, b = (estimate_mean(values[side], generator(0, "x")) for side in (is_a, ~is_a))
    assert ((a.low < a.mean) & (a.mean < a.high)).all()
    assert (a.high - a.low)[1:] == pytest.approx(2 * 1.96 * 5 / 1500**0.5, rel=0.15)
    dealt = permutation_test(values, is_a, np.zeros(3000, dtype=int), generator(0, "y"))
    assert dealt.difference == pytest.approx(a.mean - b.mean)
    assert dealt.p[0] < 0.001
    assert 0.2 < dealt.p[1:].mean() < 0.8
    assert (dealt.high - dealt.low) == pytest.approx(2 * 1.96 * 5 * (2 / 1500) ** 0.5, rel=0.15)
    assert dealt.difference[1] != pytest.approx(whole[is_a].mean() - whole[~is_a].mean())
