"""The trained tagger: what it finds, and that it finds the same everywhere."""

from itertools import pairwise, product

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from framing import tagger_network
from framing.errors import InputError
from framing.tagger import WEIGHTS, Tagger, bundled, tag
from framing.tagger_inputs import Vocabulary
from framing.tagger_spans import best_spans
from framing.text import Document

NETWORK = WEIGHTS.with_suffix(".onnx")
STORY = """Harbour closes for repairs

The harbour of Lindsund will close for two weeks in May, the port authority said on Monday.

“We cannot wait any longer,” said Ida Brandt, the harbour master. “The quay is sinking.”

According to a report by the city council, the repairs will cost four million crowns. Fishermen
fear that they will lose the season.
"""


def words_of(document, stretch):
    return document.text[slice(*stretch)]


def test_reported_and_quoted_speech_is_found_with_cue_and_source():
    document = Document(STORY)
    found = [
        (words_of(document, one.cue), words_of(document, one.source))
        for one in tag(document)
        if one.cue and one.source
    ]
    assert any(cue.startswith("said") and source == "the port authority" for cue, source in found)
    assert any(cue == "said" and source.startswith("Ida Brandt") for cue, source in found)
    assert any(cue == "According to" and "city council" in source for cue, source in found)


def test_contents_of_quotations_take_their_marks_in():
    document = Document(STORY)
    contents = {words_of(document, c) for one in tag(document) for c in one.contents}
    assert "“We cannot wait any longer,”" in contents
    assert "“The quay is sinking.”" in contents


def test_the_speaker_is_the_source():
    document = Document(STORY)
    quoted = [one for one in tag(document) if words_of(document, one.contents[0]).startswith("“We")]
    assert "Ida Brandt" in words_of(document, quoted[0].source)


@pytest.mark.parametrize("marks", ['""', "“”", ("''", "''"), "«»", ("``", "''")])
def test_the_style_of_quotation_marks_does_not_matter(marks):
    opening, closing = marks
    text = f"{opening}The quay is sinking,{closing} said Ida Brandt. The harbour will close in May."
    (found,) = [one for one in tag(Document(text)) if one.contents]
    assert text[slice(*found.contents[0])].startswith(f"{opening}The quay is sinking")
    assert text[slice(*found.source)] == "Ida Brandt"


@pytest.mark.parametrize(
    "text",
    ["", " \n\n ", ".", "“", "said", "\x00", "😀 said 😀", "قال: «نعم»", "“" * 300, "said " * 9000],
    ids=["empty", "blank", "stop", "mark", "cue", "nul", "emoji", "rtl", "marks", "long"],
)
def test_any_text_is_read(text):
    for one in tag(Document(text)):
        assert one.contents
        for start, end in (*one.contents, one.cue or (0, 1), one.source or (0, 1)):
            assert 0 <= start < end <= len(text)


def test_contents_do_not_overlap_and_are_in_order():
    found = tag(Document(STORY * 3))
    contents = sorted(content for one in found for content in one.contents)
    assert all(left[1] <= right[0] for left, right in pairwise(contents))
    assert found == sorted(found, key=lambda one: one.contents)


def test_a_long_text_read_in_parts_is_read_as_in_one_piece(monkeypatch):
    ids = bundled().vocabulary.rows(Document(STORY * 12)).ids
    whole = bundled().network.read(ids)
    monkeypatch.setattr(tagger_network, "_CHUNK", 100)
    for parts, piece in zip(bundled().network.read(ids), whole, strict=True):
        assert np.array_equal(parts, piece)


def test_states_are_whole_numbers_so_that_any_machine_agrees():
    states, _ = bundled().network.read(bundled().vocabulary.rows(Document(STORY)).ids)
    assert np.array_equal(states, np.rint(states))
    assert np.abs(states).max() <= 127


def test_two_products_fit_into_sixteen_bits_so_that_every_processor_adds_them_exactly():
    graph = onnx.load(NETWORK).graph
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    products = [node.input for node in graph.node if node.op_type == "MatMulIntegerToFloat"]
    assert products
    for _, weight, *_ in products:
        assert constants[weight].dtype == np.int8
        assert 2 * 255 * np.abs(constants[weight].astype(int)).max() < 2**15


def test_the_weights_are_small():
    assert WEIGHTS.stat().st_size + NETWORK.stat().st_size < 10_000_000


@pytest.mark.parametrize("content", [b"", b"not weights", None], ids=["empty", "other", "missing"])
def test_a_file_that_holds_no_weights_is_refused_by_name(tmp_path, content):
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"weights\.npz holds no weights"):
        Tagger(path)


@pytest.mark.parametrize(
    "content", [b"", b"not a network", None], ids=["empty", "other", "missing"]
)
def test_a_file_that_holds_no_network_is_refused_by_name(tmp_path, content):
    path = tmp_path / "network.onnx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"network\.onnx holds no network"):
        tagger_network.Network(path)


def test_the_best_spans_are_those_of_the_best_allowed_sequence():
    random = np.random.RandomState(0)
    for _ in range(30):
        scores = random.normal(size=(6, 3))
        allowed = [
            tags
            for tags in product(range(3), repeat=6)
            if all(tag != 1 or before for before, tag in zip((0, *tags), tags, strict=False))
        ]
        best = max(allowed, key=lambda tags: sum(scores[range(6), tags]))
        assert spans_of(best) == best_spans(scores).tolist()


def spans_of(tags):
    spans = []
    for place, tag_here in enumerate(tags):
        if tag_here == 2:
            spans.append([place, place + 1])
        elif tag_here == 1:
            spans[-1][1] = place + 1
    return spans


def test_marks_of_all_styles_and_numbers_of_all_sizes_are_one_word():
    rows = [
        Vocabulary(["go", '"', "0"]).rows(Document(text)).ids[:, 0].tolist()
        for text in ("“Go 5”", '"Go 7"', "«go 3»")
    ]
    assert rows[0] == rows[1] == rows[2]
