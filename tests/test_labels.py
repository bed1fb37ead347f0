"""Who is called what: the noun or name beside a term, and the table of all of them."""

import pandas as pd
import pytest

import framing as fr
from framing.describing import Sentences
from framing.errors import InputError
from framing.extractors.terms import extractor
from framing.extractors.zone import ZONE
from framing.labels import labels
from framing.lexicon import Entry, Lexicon
from framing.text import Document


def described(marked: str) -> tuple[str, str] | None:
    """The head and the relation for the term in [brackets]."""
    before, term, after = marked.replace("]", "[").split("[")
    text = before + term + after
    found = Sentences(Document(text)).described(len(before), len(before) + len(term))
    return found and (found.head, found.relation)


@pytest.mark.parametrize(
    ("marked", "head"),
    [
        ("They fled the [brutal] regime of the north.", "regime"),
        ("It was a [radical] left-wing mayor who won.", "mayor"),
        ("He praised the [so-called] “rescue” plan.", None),
        ("They cited a “[radical]” cleric of the town.", "cleric"),
        ("The aide of [strongman] Ida Brandt resigned.", "Brandt"),
        ("A deal with the [terrorist] group Hamdar was signed.", "Hamdar"),
        ("A [racist] immigration policy was passed.", "policy"),
        ("The [disgraced] official resigned in June.", "official"),
        ("The [infamous] Merrow Pact of the north", "Pact"),
    ],
)
def test_what_a_modifier_stands_before(marked, head):
    found = described(marked)
    assert found == (head and (head, "modifier"))


@pytest.mark.parametrize(
    ("marked", "head", "relation"),
    [
        ("The plan is a [sham].", "plan", "predicate"),
        ("The vote was always a cynical [sham], he said.", "vote", "predicate"),
        ("Ida Brandt remains a [tyrant] to them.", "Brandt", "predicate"),
        ("Osric Pell, a [tyrant] to some, was there.", "Pell", "apposition"),
        ("Osric Pell, a [brutal] ruler, was there.", "Pell", "apposition"),
        ("The union called Brandt a [liar] on Monday.", "Brandt", "naming"),
        ("They described the vote as a [sham].", "vote", "naming"),
        ("Critics call the new law [cruel].", "law", "naming"),
    ],
)
def test_what_a_label_stands_after(marked, head, relation):
    assert described(marked) == (head, relation)


@pytest.mark.parametrize(
    "marked",
    [
        "She is a [tyrant].",  # a pronoun names nobody
        "It went [brutally] wrong.",
        "A [cabal of] officials met.",
        "It was [brutal]. Officials met.",
        "An [extremist] tried to flee.",
        "They sat in the hall with a [tyrant].",
        "John Orr is [damaging] the debate.",
        "[Sham]",
        "Support for the law in the town is [brutal].",
    ],
)
def test_what_cannot_be_told_is_left_out(marked):
    assert described(marked) is None


def test_in_a_headline_in_title_case_a_capital_makes_no_name():
    assert described("Town Council Passes [Brutal] Budget After Long Debate") == (
        "budget",
        "modifier",
    )


ENTRIES = (
    Entry("terrorists", "epithet"),
    Entry("brutal", "epithet"),
    Entry("slammed", "charged_verb"),
)


@pytest.fixture
def told(articles_of):
    articles = articles_of(
        "The brutal militia burned the bridge on Monday.",
        "“A brutal raid,” said Ida Brandt, who slammed officials.",
        outlet_id=["courant", "gazette"],
    )
    loaded = extractor(Lexicon("loaded_terms", feature="l", entries=ENTRIES))
    from framing.extractors.attribution import ATTRIBUTION

    return fr.annotate(articles, extractors=[ZONE, ATTRIBUTION, loaded], workers=1), articles


def test_the_table_says_who_calls_whom_what_and_in_whose_voice(told):
    table = labels(*told)
    columns = ["outlet_id", "term", "head", "voice"]
    assert table[columns].values.tolist() == [
        ["courant", "brutal", "militia", "own"],
        ["gazette", "brutal", "raid", "direct"],
    ]


def test_what_is_described_stands_in_the_text(told):
    spans, articles = told
    for row in labels(spans, articles).itertuples():
        text = articles.at[row.article_id, row.field]
        assert text[row.described_start : row.described_end] == row.described


def test_spans_of_other_articles_are_refused(told):
    spans, articles = told
    with pytest.raises(InputError, match="no article 'b'"):
        labels(spans, articles.loc[["a"]])


def test_an_unknown_layer_is_refused_with_a_guess(told):
    with pytest.raises(InputError, match="loaded_terms"):
        labels(*told, layer="loaded_term")


def test_no_terms_are_an_empty_table(articles_of):
    articles = articles_of("Nothing here.")
    loaded = extractor(Lexicon("loaded_terms", feature="l", entries=ENTRIES))
    table = labels(fr.annotate(articles, extractors=[ZONE, loaded], workers=1), articles)
    assert isinstance(table, pd.DataFrame)
    assert table.empty


@pytest.mark.parametrize(
    "text", ["brutal", "brutal 🙂", "\x00brutal\x00", "a is brutal" * 50, "“brutal”"]
)
def test_odd_texts_stop_nothing(text):
    sentences = Sentences(Document(text))
    for start in range(len(text)):
        sentences.described(start, start + 6)


def test_what_is_denied_or_in_scare_quotes_is_told_apart():
    text = "The “heroic” raid failed. The brutal raid failed. He is not a brutal man."
    table = labels_of(text, Lexicon("l", entries=(Entry("heroic", "x"), Entry("brutal", "x"))))
    assert table[["term", "head", "negated", "scare"]].values.tolist() == [
        ["heroic", "raid", False, True],
        ["brutal", "raid", False, False],
        ["brutal", "man", True, False],
    ]


def test_a_list_of_words_for_the_same_people_has_rows_of_its_own():
    words = Lexicon("l", entries=tuple(Entry(word, "armed") for word in ("militants", "fighters")))
    text = "Militants came. The fighters left."
    assert labels_of(text, words).empty
    table = labels_of(text, words, alone=True)
    assert table[["term", "described", "head", "relation"]].values.tolist() == [
        ["Militants", "Militants", "armed", "alone"],
        ["fighters", "fighters", "armed", "alone"],
    ]


def labels_of(text, lexicon, **options):
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    chosen = [*fr.default_extractors()[:4], extractor(lexicon)]
    return labels(fr.annotate(articles, extractors=chosen), articles, layer="l", **options)
