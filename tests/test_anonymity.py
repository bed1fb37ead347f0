"""Who asked not to be named: found beside the source, and no attribution of its own."""

import pandas as pd
import pytest

import framing as fr
from framing.extractors.anonymity import withheld
from framing.text import Document


def heard(text):
    """(cue, source, kind of source) of every attribution."""
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    found = fr.attributions(fr.annotate(articles)).fillna("")
    return list(found[["cue", "source", "source_type"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("[Officials who asked not to be named] said it rained.", "said"),
        ("The talks had failed, according to [officials who asked not to be named].",
         "according to"),
        ("[Officials who declined to be identified] said that it rained.", "said"),
        ("“The ferry is full,” [two officials who asked not to be identified] said.", "said"),
        ("[Two people who were not authorised to speak publicly] said the deal was dead.", "said"),
        ("[Several lawmakers, all of whom asked for anonymity], said it was late.", "said"),
        ("“It’s dead,” [the official] said, speaking on condition of anonymity.", "said"),
        ("[The nurse, who spoke on condition of anonymity because she feared for her job], said"
         " it was late.", "said"),
        ("“It is unsafe,” said [an engineer who asked not to be named] because she feared for her"
         " job.", "said"),
    ],
)  # fmt: skip
def test_a_source_whose_name_is_withheld_is_unnamed_whatever_its_office(text, source):
    marked = text[text.index("[") + 1 : text.index("]")]
    assert heard(text.replace("[", "").replace("]", "")) == [(source, marked, "unnamed")]


def test_the_clause_that_withholds_a_name_is_no_attribution_and_no_other_speaker():
    text = (
        "A Western diplomat said it was not. The diplomat, who declined to be identified, called"
        " it “a pause”."
    )
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    found = fr.attributions(fr.annotate(articles))
    assert found.speaker.tolist() == ["A Western diplomat"] * 2
    assert found.cue.tolist() == ["said", "called"]


def test_a_person_with_a_name_stays_who_he_is():
    assert heard("Ida Brandt, a nurse, said the official had asked not to be named.") == [
        ("said", "Ida Brandt, a nurse,", "citizen")
    ]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("One aide[, speaking on condition of anonymity,] said so.", True),
        ("It rained, he said [on condition of anonymity].", False),
        ("A man [whose name has been changed] came.", True),
        ("Candidates not named Brandt lost.", None),
    ],
)
def test_which_words_withhold_a_name(text, clause):
    plain = text.replace("[", "").replace("]", "")
    found = [plain[start:end] for start, end, _ in withheld(Document(plain))]
    assert found == ([] if clause is None else [text[text.index("[") + 1 : text.index("]")]])
    assert [led for _, _, led in withheld(Document(plain))] == ([] if clause is None else [clause])


def test_who_does_something_allegedly_is_not_the_one_who_says_so():
    assert heard("The mayor allegedly took bribes.") == [("allegedly", "", "")]
