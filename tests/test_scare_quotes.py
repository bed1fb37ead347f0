"""A few quoted words without a speaker are scare quotes, not attribution."""

import pytest

from framing.extractors.attribution import find_attributions
from framing.extractors.scare_quotes import find_scare_quotes
from framing.text import Document


def scare_quotes(text):
    document = Document(text)
    found = {"attribution": find_attributions(document, {})}
    return [text[mark.start : mark.end] for mark in find_scare_quotes(document, found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “experts” left.", ["“experts”"]),
        ("A 'reform' of the port was a ''free and fair deal'' for some.",
         ["'reform'", "''free and fair deal''"]),
        ("“We lost,” said Ida Brandt.", []),
        ("Ida Brandt said the “experts” left.", []),
        ("The “long and very slow ferry” left.", []),
        ("The “” and the “ left.", []),
        ("", []),
    ],
)  # fmt: skip
def test_one_to_four_words_that_belong_to_nobody(text, expected):
    assert scare_quotes(text) == expected
