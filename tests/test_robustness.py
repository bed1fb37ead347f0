"""Nothing that anybody puts into a file or a text raises anything but one clear error."""

import os
from contextlib import suppress

import pandas as pd
import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import framing as fr
from framing.errors import FramingError
from framing.pieces import Cut
from framing.spans import COLUMNS

few = settings(
    max_examples=int(os.environ.get("FRAMING_EXAMPLES", "20")),  # by hand: a thousand
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@few
@given(st.lists(strategies.texts, min_size=1, max_size=3))
def test_annotate_and_measure_take_any_text(texts):
    table = pd.DataFrame({"text": texts, "title": texts[::-1]}, dtype=object)
    articles = fr.read_articles(table)
    spans = fr.annotate(articles, workers=1)
    assert tuple(spans.columns) == COLUMNS
    for row in spans.itertuples():
        assert articles.at[row.article_id, row.field][row.start : row.end] == row.text
    assert len(fr.measure(spans, articles)) == len(texts)


def read_or_refuse(read, path) -> None:
    """Either it is read, or the error says what is wrong in the words of the package."""
    with suppress(FramingError):
        read(path)


@pytest.mark.parametrize(
    ("ending", "contents"),
    [("csv", strategies.csv), ("tsv", strategies.csv), ("jsonl", strategies.jsonl),
     ("html", strategies.html), ("txt", strategies.texts)],
)  # fmt: skip
def test_every_reader_takes_any_file(tmp_path, ending, contents):
    @few
    @given(contents)
    def check(content):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(content.encode("utf-8", "replace"))
        read_or_refuse(fr.read_articles, path)
        list(Cut(path, 2))

    check()


@pytest.mark.parametrize("ending", ["parquet", "jsonl.gz", "csv.gz", "csv", "html", "txt"])
def test_every_reader_takes_any_bytes(tmp_path, ending):
    @few
    @given(st.binary(max_size=200))
    def check(content):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(content)
        read_or_refuse(fr.read_articles, path)
        list(Cut(path, 2))

    check()


@few
@given(strategies.lexicons)
def test_a_lexicon_is_read_or_refused(tmp_path, content):
    (tmp_path / "a.yaml").write_bytes(content.encode("utf-8", "replace"))
    read_or_refuse(fr.read_lexicon, tmp_path / "a.yaml")


@few
@given(strategies.sheets)
def test_a_coding_sheet_is_read_or_refused(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content.encode("utf-8", "replace"))
    read_or_refuse(fr.read_codings, tmp_path / "a.csv")


@few
@given(strategies.jsonl)
def test_a_stream_of_records_is_cut_without_losing_a_row(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content.encode("utf-8", "replace"))
    pieces = list(Cut(path, 2))
    assert b"".join(piece.data for piece in pieces) == path.read_bytes().removeprefix(
        b"\xef\xbb\xbf"
    )
    assert all(piece.data.count(b"\n") <= 2 for piece in pieces)
