"""Key words are those that articles, not words, show to be typical of a group."""

import math

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.keyness import keyness

FILLER = [
    "the",
    "port",
    "was",
    "busy",
    "and",
    "the",
    "cranes",
    "stood",
    "over",
    "the",
    "basin",
    "as",
    "ships",
    "went",
    "by",
]


def corpus(n: int, seed: int = 0, words: int = 60) -> pd.DataFrame:
    """Articles of random words: whatever differs between groups of them is chance."""
    rng = np.random.default_rng(seed)
    vocabulary = [f"{word}{letter}" for word in FILLER for letter in "abcdefgh"]
    chances = 1 / np.arange(1, len(vocabulary) + 1)
    drawn = rng.choice(vocabulary, size=(n, words), p=chances / chances.sum())
    texts = [" ".join(row) for row in drawn]
    return fr.read_articles(pd.DataFrame({"article_id": [f"a{i:03}" for i in range(n)],
                                          "text": texts}))  # fmt: skip


def halves(articles: pd.DataFrame) -> pd.DataFrame:
    return articles.assign(side=["x", "y"] * (len(articles) // 2))


def row(table: pd.DataFrame, term: str, group: str) -> pd.Series:
    return table[(table["term"] == term) & (table["group"] == group)].iloc[0]


def test_a_planted_word_is_found_and_ranked_first():
    articles = halves(corpus(40))
    articles.loc[articles["side"] == "x", "text"] += " regime"
    table = keyness(articles, by="side")
    assert table.loc[table["q"] < 0.05, "term"].unique().tolist() == ["regime"]
    first = table[table["group"] == "x"].iloc[0]
    assert first["term"] == "regime"
    assert first["n_articles"] == 20
    assert first["article_share"] == 1
    assert first["rate"] == pytest.approx(1000 / 61)
    assert first["rate_elsewhere"] == 0


def test_a_word_that_one_article_repeats_is_no_key_word():
    articles = halves(corpus(40))
    articles.loc["a000", "text"] += " ferry" * 60
    articles.loc[["a001", "a002", "a003", "a004"], "text"] += " ferry"
    found = row(keyness(articles, by="side"), "ferry", "x")
    assert found["effect"] > 3
    assert found["p"] > 0.05


def test_random_halves_differ_in_nothing():
    claims, small, terms = 0, 0, 0
    for seed in range(20):
        table = keyness(halves(corpus(60, seed)), by="side")
        claims += (table["q"] < 0.05).any()
        small += (table["p"] < 0.05).sum()
        terms += len(table)
    assert claims <= 2
    assert small / terms < 0.06


def test_few_articles_against_many_claim_nothing_by_chance():
    """Where a normal curve would: three of a term's five articles fall into a small group."""
    articles = corpus(150)
    articles["side"] = ["x"] * 8 + ["y"] * 142
    for row_, article in enumerate(articles.index[[0, 1, 20, 30, 40]]):
        articles.loc[article, "text"] += " lighthouse" * (1 + row_ % 2)
    assert row(keyness(articles, by="side"), "lighthouse", "x")["p"] > 0.001


def test_longer_articles_do_not_make_key_words():
    short, long = corpus(30, 1, words=40), corpus(30, 2, words=400)
    both = pd.concat([short, long.rename(index=lambda name: f"b{name}")])
    both["side"] = ["short"] * 30 + ["long"] * 30
    assert not (keyness(both, by="side")["q"] < 0.05).any()


def test_log_odds_are_those_of_the_paper(articles_of):
    """Monroe et al. 2008, equations 16, 19, 22, worked by hand for counts 3 and 1 of 8 words."""
    texts = ["ferry ferry ferry a b c d e", "ferry a b c d e e e"]
    table = keyness(articles_of(*texts, side=["x", "y"]), by="side", min_articles=1)
    prior = 4 / 16 * 8
    x, y = (math.log((n + prior) / (8 + 8 - n - prior)) for n in (3, 1))
    found = row(table, "ferry", "x")
    assert found["log_odds"] == pytest.approx(x - y)
    assert found["effect"] == pytest.approx((x - y) / math.sqrt(1 / (3 + prior) + 1 / (1 + prior)))
    assert "weight 8 words" in table.attrs["prior"]


def test_p_is_that_of_all_dealings(articles_of):
    """Two groups of three, one term used alike by three articles: 2 of 20 dealings part them."""
    texts = ["ferry a a a"] * 3 + ["b a a a"] * 3
    table = keyness(articles_of(*texts, side=list("xxxyyy")), by="side", min_articles=1)
    assert 1 / 20 <= row(table, "ferry", "x")["p"] <= 2 / 20


def test_two_groups_mirror_each_other():
    table = keyness(halves(corpus(40)), by="side")
    x, y = (table[table["group"] == side].set_index("term").sort_index() for side in "xy")
    assert np.allclose(x["effect"], -y["effect"])
    assert np.allclose(x["p"], y["p"])


def test_each_of_several_groups_is_set_against_the_rest():
    articles = corpus(60).assign(side=["x", "y", "z"] * 20)
    articles.loc[articles["side"] == "z", "text"] += " quay"
    table = keyness(articles, by="side")
    assert row(table, "quay", "z")["q"] < 0.001
    assert row(table, "quay", "x")["effect"] < 0
    assert table.attrs["family"].endswith("3 groups of side")


def test_terms_of_few_articles_are_not_looked_at(articles_of):
    articles = articles_of("ferry quay", "ferry", "ferry", "ferry", side=list("xxyy"))
    assert keyness(articles, by="side", min_articles=2)["term"].unique().tolist() == ["ferry"]


def test_a_term_is_a_word_in_lower_case_with_letters(articles_of):
    articles = articles_of("Don’t 1945 FERRY's", "don't 1945 ferry", side=["x", "y"])
    assert sorted(set(keyness(articles, by="side", min_articles=1)["term"])) == ["don't", "ferry"]


def test_quoted_words_are_left_out_if_asked(articles_of):
    text = "The port was closed. “It is an outrage and a scandal,” the mayor of Orrin said."
    articles = articles_of(*[text] * 6, side=list("xxxyyy"))
    spans = fr.annotate(articles, workers=1)
    every = set(keyness(articles, by="side", spans=spans)["term"])
    own = set(keyness(articles, by="side", spans=spans, own=True)["term"])
    assert {"outrage", "mayor"} <= every
    assert "outrage" not in own
    assert "mayor" in own


def test_only_headline_and_body_count(articles_of):
    line = "Photo: Ada Quist/Vale Wire"
    text = f"The port of Orrin was closed on Monday as the strike went on.\n{line}\nNobody came."
    articles = articles_of(*[text] * 6, side=list("xxxyyy"))
    spans = fr.annotate(articles, workers=1)
    caption = (spans["layer"] == "zone") & (spans["text"].str.strip() == line)
    assert spans.loc[caption, "label"].ne("body").all()
    assert ("quist" in set(keyness(articles, by="side", spans=spans)["term"])) == (
        not caption.any()
    )


def test_the_order_of_the_articles_does_not_matter():
    articles = halves(corpus(40))
    turned = keyness(articles[::-1], by="side")
    pd.testing.assert_frame_equal(turned, keyness(articles, by="side"))


def test_what_was_left_out_is_said(articles_of):
    articles = articles_of("ferry", "ferry", "ferry", None, side=["x", "y", None, "x"])
    table = keyness(articles, by="side", min_articles=1)
    assert table.attrs["left_out"] == {"no side": 1, "no words": 1}
    assert table["p"].isna().all()


def test_one_group_is_refused(articles_of):
    with pytest.raises(fr.InputError, match="nothing to compare"):
        keyness(articles_of("ferry", "quay", side=["x", "x"]), by="side")


def test_a_missing_column_is_named(articles_of):
    with pytest.raises(fr.InputError, match="Did you mean 'side'"):
        keyness(articles_of("ferry", side=["x"]), by="sides")


def test_own_voice_needs_spans(articles_of):
    with pytest.raises(fr.InputError, match="own=True needs spans"):
        keyness(articles_of("ferry", "quay", side=["x", "y"]), by="side", own=True)


@pytest.mark.parametrize("number", [0, 2.5, None])
def test_min_articles_is_a_whole_number(articles_of, number):
    with pytest.raises(fr.FramingError, match="min_articles must be a whole number"):
        keyness(articles_of("ferry", side=["x"]), by="side", min_articles=number)


@pytest.mark.parametrize("own", [False, True])
def test_counts_that_were_stored_give_what_the_texts_give(sample, sample_spans, own):
    counts = fr.term_counts(sample, sample_spans)
    with_texts = keyness(sample, spans=sample_spans, own=own)
    without = fr.keyness_of_counts(counts, sample[["outlet_id"]], own=own)
    pd.testing.assert_frame_equal(without, with_texts)


def test_counts_of_another_table_are_refused(sample):
    with pytest.raises(fr.InputError, match="term_counts"):
        fr.keyness_of_counts(pd.DataFrame({"term": []}), sample)
