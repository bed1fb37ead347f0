"""What tells the publisher is taken out of a text; the rest stays."""

import pandas as pd
import pytest

from framing.errors import FramingError
from framing.masking import KINDS, Masker


def masked(text, kinds=KINDS, others=(), **columns):
    table = pd.DataFrame(
        {"text": [text, *others]} | {k: [v] * (1 + len(others)) for k, v in columns.items()}
    )
    return " ".join(Masker(kinds).fit(table).transform(table)[0].split())


@pytest.mark.parametrize(
    ("kind", "text", "left"),
    [
        ("self_names", "The vote, the BBC said, was close.", "The vote, the said, was close."),
        ("staff_names", "By Ada Quill\nRain fell.", "Rain fell."),
        ("staff_names", "Rain fell. See https://example.org/a now.", "Rain fell. See now."),
        ("datelines", "LONDON (Reuters) - Rain fell.", "Rain fell."),
        ("house_style", "Mr. Vale won 4 per cent.", "Vale won 4 ."),
        ("glyphs", "“Rain” — it fell; don’t ask", "Rain it fell don't ask"),
    ],
)
def test_each_kind_is_taken_out_and_nothing_else(kind, text, left):
    assert masked(text, [kind]) == left
    others = [other for other in KINDS if other != kind]
    assert masked(text, others) != left


def test_outlets_of_the_articles_are_masked_though_no_registry_has_them():
    assert masked("Tell the Merrow Bugle.", ["self_names"], outlet="Merrow Bugle") == "Tell the ."


def test_a_name_inside_a_longer_word_is_left():
    assert masked("CNNs and XCNN.", ["self_names"]) == "CNNs and XCNN."


def test_authors_are_masked_in_the_running_text():
    text = "Ada Quill and Bo Reed report."
    assert masked(text, ["staff_names"], author="By Ada Quill, Bo Reed") == "and report."


def test_a_sentence_that_three_articles_share_is_boilerplate():
    line = "Subscribe to our morning letter today."
    others = [f"Snow fell. {line}", f"Hail fell. {line}"]
    assert masked(f"Rain fell. {line}", ["boilerplate"], others) == "Rain fell."
    assert line in masked(f"Rain fell. {line}", ["boilerplate"], others[:1])


def test_the_title_is_masked_with_the_text():
    assert masked("Rain fell.", title="BBC: rain").split() == ["rain", "Rain", "fell."]


def test_nothing_is_masked_if_nothing_is_asked_for():
    assert masked("Mr. Vale, BBC", []) == "Mr. Vale, BBC"


def test_an_unknown_kind_is_named():
    with pytest.raises(FramingError, match=r"Did you mean .glyphs."):
        Masker(["glyph"]).fit(pd.DataFrame({"text": ["a"]}))
