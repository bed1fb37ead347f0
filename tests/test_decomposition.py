"""What a difference is made of: parts that add up to it, and what stands behind each of them."""

import pandas as pd
import pytest

import framing as fr
from framing.charts.word_shift import alt, of_parts

PAIR = ("daily-gull", "courant")


@pytest.mark.parametrize("feature", ["loaded_term_rate", "loaded_term_rate_own", "hedging_rate"])
def test_the_parts_add_up_to_the_difference_that_compare_reports(
    feature, sample, sample_spans, sample_features
):
    parts = fr.decompose(sample_spans, sample, feature=feature, between=PAIR)
    tests = fr.compare(sample_features[[feature]], sample).tests.set_index(["group_a", "group_b"])
    whole = -tests.at[("courant", "daily-gull"), "difference"]
    assert parts["difference"].sum() == pytest.approx(whole, abs=1e-7)
    assert parts.attrs["difference"] == pytest.approx(whole, abs=1e-7)


def test_a_part_says_its_hits_its_articles_and_how_sure_it_is(sample, sample_spans):
    parts = fr.decompose(sample_spans, sample, feature="hedging_rate", between=PAIR)
    might = parts.set_index("entry").loc["might"]
    assert might["difference"] == pytest.approx(might["rate_a"] - might["rate_b"])
    assert might["low"] < might["difference"] < might["high"] < 0
    assert (might["hits_a"], might["articles_b"]) == (0, 7)
    assert parts["difference"].abs().is_monotonic_decreasing


def test_turning_the_pair_round_turns_the_signs(sample, sample_spans):
    one, other = (
        fr.decompose(sample_spans, sample, feature="hedging_rate", between=pair)
        for pair in (PAIR, PAIR[::-1])
    )
    assert one["difference"].tolist() == (-other["difference"]).tolist()


def test_a_category_of_a_lexicon_is_made_of_its_own_entries(sample, sample_spans):
    parts, whole = (
        fr.decompose(sample_spans, sample, feature=name, between=PAIR)
        for name in ("frame_health_rate", "hedging_rate")
    )
    assert len(parts) > 0
    assert set(parts["entry"]) != set(whole["entry"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"feature": "flesch_reading_ease"}, "not counted from the entries"),
        ({"between": ("daily-gull", "curant")}, "courant"),
        ({"between": ("lnb", "lnb")}, "two groups"),
        ({"between": "lnb"}, "two groups"),
    ],
)
def test_what_cannot_be_taken_apart_is_an_error(wrong, said, sample, sample_spans):
    with pytest.raises(fr.FramingError, match=said):
        fr.decompose(sample_spans, sample, **{"feature": "hedging_rate", "between": PAIR} | wrong)


def test_the_chart_holds_all_entries_and_says_them_in_words(sample, sample_spans):
    parts = fr.decompose(sample_spans, sample, feature="loaded_term_rate_own", between=PAIR)
    table = of_parts(parts, {"courant": "The Courant"})
    assert table["difference"].sum() == pytest.approx(parts["difference"].sum())
    assert "daily-gull less The Courant" in alt(table)
    assert len(fr.chart_decomposition(parts).axes) == 1


def test_a_multiverse_starts_from_the_question_and_counts_where_it_holds(sample, sample_spans):
    found = fr.multiverse(sample_spans, sample, feature="loaded_term_rate_own", between=PAIR)
    first = found.table.iloc[0]
    assert (first["voices"], first["entry left out"], first["summary"]) == (
        "own voice", "none", "mean",
    )  # fmt: skip
    assert found.share == found.table["holds"].mean() == 1.0
    assert "this holds in" in str(found)
    assert "By choice" in found._repr_html_()


def test_a_conclusion_that_hangs_on_a_choice_is_said_to(sample, sample_spans):
    """The broadcaster's loaded terms are those of the people it quotes (D2)."""
    news = sample[~sample.index.str.contains("opinion")]
    found = fr.multiverse(
        sample_spans, news, feature="loaded_term_rate", between=("lnb", "courant")
    )
    holds = found.choices.set_index(["choice", "taken"])["holds"]
    assert holds["voices", "own voice"] == 0
    assert found.share < 0.7
    assert "voices: own voice (0%)" in str(found)


def test_no_difference_is_a_conclusion_too(sample, sample_spans):
    found = fr.multiverse(
        sample_spans, sample, feature="hedging_rate", between=("merrow-press", "lnb")
    )
    assert found.conclusion.startswith("no difference between Merrow Press")
    assert found.share > 0.9


def test_copies_and_short_articles_are_choices_where_there_are_any():
    long = "The harbour of Vale may stay closed, and the plan is a disgrace. " * 15
    texts = [f"{long} Number {number}. {'A pier. ' * number}" for number in range(6)]
    texts += ["It is a disgrace."] * 2
    texts += [f"The dam number {n} opened. {'Rain. ' * n}" for n in range(8)]
    table = pd.DataFrame({"text": texts, "desk": ["x"] * 8 + ["y"] * 8})
    articles = fr.read_articles(table)
    found = fr.multiverse(
        fr.annotate(articles), articles, feature="loaded_term_rate", between=("x", "y"), by="desk"
    )
    assert "copies" in set(found.choices["choice"])
    assert "genre" not in set(found.choices["choice"])
