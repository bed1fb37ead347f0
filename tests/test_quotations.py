"""Quotation marks of every kind, paired."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text import Document


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in Document(text).quotations]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('"Go," she said. "Now."', ['"Go,"', '"Now."']),
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ("``Go,'' she said.", ["``Go,''"]),
        ("''Go,'' she said.", ["''Go,''"]),
        ("«Go», she said. „Go“, „Go”", ["«Go»", "„Go“", "„Go”"]),
        ("‘It’s the boys’ boat,’ she said.", ["‘It’s the boys’ boat,’"]),
        ("'It's the boys' boat,' she said.", ["'It's the boys' boat,'"]),
        ("The '90s weren't James' or O'Hara's.", []),
        (
            "“He called it ‘a farce’ twice,” she said.",
            ["“He called it ‘a farce’ twice,”", "‘a farce’"],
        ),
        ("“Go,'' she said, mixing marks.", ["“Go,''"]),
        ("She is 5'6\" tall.", []),
        ('the "crisis"', ['"crisis"']),
        ("a mark too many ” here", []),
    ],
)
def test_styles(text, quotations):
    assert quoted(text) == quotations


def test_a_nested_quotation_knows_its_depth():
    outer, inner = Document("“He said ‘no’ to me,” she said.").quotations
    assert (outer.depth, inner.depth) == (0, 1)


def test_a_quotation_over_paragraphs_continues_where_the_next_one_opens():
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    first, second, third = Document(text).quotations
    assert (first.continues, second.continues, third.continues) == (True, True, False)
    assert (first.closed, third.closed) == (False, True)


def test_a_quotation_never_closed_ends_with_its_paragraph():
    text = "“One.\n\nTwo."
    (only,) = Document(text).quotations
    assert text[only.start : only.end] == "“One."
    assert not only.closed
    assert not only.continues


def test_inner_offsets_leave_the_marks_out():
    text = "``Go,'' she said."
    (only,) = Document(text).quotations
    assert text[only.inner_start : only.inner_end] == "Go,"


@given(st.text(alphabet="ab ,.\n\"'“”‘’«»`", max_size=200))
def test_nothing_raises_and_quotations_stay_inside_the_text(text):
    for q in Document(text).quotations:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]


@pytest.mark.parametrize("mark", ['"', "'", "“", "‘", "”", "''a "])
def test_a_hundred_thousand_marks_take_a_moment(mark):
    started = time.process_time()
    assert Document(mark * 100_000).quotations is not None
    assert time.process_time() - started < 5
