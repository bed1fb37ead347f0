"""Readability: offline, from our sentences, and equal to textstat where sentences are plain."""

import numpy as np
import pandas as pd
import pytest
import textstat

import framing as fr
from framing.readability import (
    coleman_liau_grade,
    count_body,
    flesch_kincaid_grade,
    flesch_reading_ease,
    gunning_fog_grade,
)
from framing.tally import take_tally
from framing.text import Document

PLAIN = (
    "The harbour was empty in the morning. A single boat came in with the tide and left again"
    " before noon. Nobody on the quay could say who owned it. The administrator of the port"
    " considered the possibility of an investigation and went home."
)


def body(text: str):
    articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    return take_tally(fr.annotate(articles), articles, ()).body


def test_formulas_agree_with_textstat_on_plain_sentences():
    counts = body(PLAIN)
    assert flesch_reading_ease(counts)["a"] == pytest.approx(textstat.flesch_reading_ease(PLAIN))
    assert flesch_kincaid_grade(counts)["a"] == pytest.approx(textstat.flesch_kincaid_grade(PLAIN))


def test_coleman_liau_by_hand():
    """639 letters, 119 words, 5 sentences: 14.5. textstat cuts the factor .0588 to .058."""
    counts = pd.DataFrame({"letters": [639], "words": [119], "sentences": [5]})
    assert coleman_liau_grade(counts)[0] == pytest.approx(14.5, abs=0.05)


def test_counts_by_hand():
    document = Document("The dog ran. A possibility arose.")
    counts = count_body(document, document.sentences)
    assert counts[:3].tolist() == [2, 6, 11]  # sentences, words, syllables
    assert counts[4] == 1  # words of three syllables or more: possibility


def test_gunning_fog_by_hand():
    """Ten words a sentence, a tenth of them long: 0.4 * (10 + 10) = 8."""
    counts = pd.DataFrame({"sentences": [10], "words": [100], "long_words": [10]})
    assert gunning_fog_grade(counts)[0] == pytest.approx(8.0)


def test_abbreviations_end_no_sentence():
    text = "Dr. Weil of the U.S. embassy paid 3.5 million. She left."
    assert body(text)["sentences"]["a"] == 2


def test_a_headline_without_a_full_stop_is_not_part_of_the_first_sentence():
    headline = "Dam to close\n\nThe dam at the head of the valley will close on Monday. It is old."
    assert body(headline)["sentences"]["a"] == 2


def test_an_empty_text_is_undefined_and_not_zero():
    assert np.isnan(flesch_reading_ease(body("")).iloc[0])
