"""Words, sentences and paragraphs of one text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text import Document


def pieces(text: str, what: str) -> list[str]:
    return [text[start:end] for start, end in getattr(Document(text), what)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It wasn't O'Hara's.", ["It", "wasn't", "O'Hara"]),
        ("the mayor’s far-right aide", ["the", "mayor", "far", "right", "aide"]),
        ("the boys' house", ["the", "boys", "house"]),
        ("In the U.S. at 3.5 p.m.", ["In", "the", "U.S.", "at", "3.5", "p.m."]),
        ("1,000 of the 20th", ["1,000", "of", "the", "20th"]),
        ("Erdoğan cafe\u0301 İstanbul", ["Erdoğan", "cafe\u0301", "İstanbul"]),
        ("", []),
        ("— … “”", []),
    ],
)
def test_words(text, words):
    assert pieces(text, "words") == words


def test_tokens_are_words_clitics_and_single_marks():
    assert pieces("“Orlov’s,” he said.", "tokens") == [
        "“", "Orlov", "’s", ",", "”", "he", "said", ".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Dr. Weil left for St. Orrin. The U.S. envoy stayed.",
            ["Dr. Weil left for St. Orrin.", "The U.S. envoy stayed."],
        ),
        ("J. R. Marsh paid $3.5 million. Why?", ["J. R. Marsh paid $3.5 million.", "Why?"]),
        ("“It is over.” He left.", ["“It is over.”", "He left."]),
        ("Dam to close\n\nThe dam will close.", ["Dam to close", "The dam will close."]),
        ("It rained. “We left,” he said.", ["It rained.", "“We left,” he said."]),
        ("He waited… Then he left.", ["He waited…", "Then he left."]),
    ],
)
def test_sentences(text, sentences):
    assert pieces(text, "sentences") == sentences


def test_a_line_is_a_paragraph():
    assert pieces("One.\nTwo.\r\n\r\n  Three. ", "paragraphs") == ["One.", "Two.", "Three."]


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = (
        "The council met on Tuesday to hear what the harbour board had\n"
        "to say about the crane, which has stood idle since the spring,\n"
        "and found that nobody had come.\n\nA new date was set."
    )
    assert len(Document(text).paragraphs) == 2
    assert len(Document(text).sentences) == 2


def test_a_list_of_headlines_is_not_wrapped_prose():
    text = (
        "Harbour Board Misses Its Own Meeting About the Idle Crane\n"
        "Crane Still Idle as Harbour Board Looks for Its Engineers\n"
        "Council Sets a New Date for the Meeting About the Crane"
    )
    assert len(Document(text).paragraphs) == 3


def test_words_within_counts_words_that_begin_there():
    assert Document("one two three").words_within(3, 9) == 2


@given(st.text(max_size=300))
def test_offsets_index_the_untouched_text_and_come_in_order(text):
    document = Document(text)
    for what in ("tokens", "words", "sentences", "paragraphs", "lines"):
        places = getattr(document, what)
        assert places.shape[1] == 2
        assert (places[:, 0] < places[:, 1]).all()
        assert (np.diff(places.ravel()) >= 0).all()
        assert places.size == 0 or (places.min() >= 0 and places.max() <= len(text))


@given(st.text(max_size=300))
def test_every_character_but_white_space_is_in_a_token(text):
    document = Document(text)
    inside = {place for start, end in document.tokens for place in range(start, end)}
    assert all(place in inside for place, char in enumerate(text) if not char.isspace())


def test_arrays_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        Document("one two").words[0] = 5
