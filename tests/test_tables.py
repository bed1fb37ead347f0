"""Cells arrive as they were written; what is odd about a file is said and the rest is read."""

import pandas as pd
import pytest

from framing.errors import InputError
from framing.files import Source
from framing.tables import read_table


@pytest.fixture
def read(tmp_path):
    def _read(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_table(Source(path, name))

    return _read


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found(read, mark):
    table = read("a.csv", mark.join(["id", "text", "date"]) + "\n" + mark.join(["1", "B.", "x"]))
    assert table.frame.iloc[0].tolist() == ["1", "B.", "x"]


def test_nothing_is_guessed_from_a_cell(read):
    table = read("a.csv", "id,text,n\n007,NA,1.50\n")
    assert table.frame.iloc[0].tolist() == ["007", "NA", "1.50"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read):
    table = read("a.csv", 'id,text\n1,"over\ntwo lines"\n\n2,B.\n')
    assert table.numbers == [2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(read, end):
    assert read("a.csv", end.join(["id,text", "1,A.", "2,B.", ""])).numbers == [2, 3]


def test_one_column_needs_no_quotation_marks(read):
    assert read("a.csv", "text\nRain, then sun.\n").frame["text"].tolist() == ["Rain, then sun."]


def test_a_cell_beyond_the_limit_of_the_csv_module(read):
    assert len(read("a.csv", "text\n" + "x" * 400_000).frame["text"][0]) == 400_000


def test_a_column_named_twice_is_kept_apart(read):
    assert list(read("a.csv", "text,x,x\nB.,1,2\n").frame) == ["text", "x", "x.2"]


def test_a_row_of_another_width_is_said(read):
    table = read("a.csv", "id,text\n1\n2,B.,more\n")
    assert table.frame["text"].isna().tolist() == [True, False]
    assert table.findings[0].what.startswith("rows 2, 3: not the 2 cells")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["4,C.,z", '4,"C.",z', '4,"C, ""c""",z', '4,"C\n\nc.",z'])
def test_an_unclosed_quotation_mark_does_not_swallow_what_follows(read, last, end):
    lines = ["id,text,x", '1,"A, a.",x', '2,"Open', "3,B.,y", last]
    table = read("a.csv", end.join(lines))
    assert table.frame["id"].tolist() == ["1", "2", "3", "4"]
    assert table.frame["text"].tolist()[:3] == ["A, a.", "Open", "B."]
    assert table.numbers == [2, 3, 4, 5]
    (error, width) = table.findings
    assert (error.severity, error.kind) == ("error", "unclosed_quotation")
    assert error.what.startswith("row 3 (line 3 of the file): a quotation mark")
    assert width.what.startswith("row 3: not the 3 cells")


def test_every_unclosed_quotation_mark_is_said(read):
    table = read("a.csv", 'id,text\n1,"A.\n2,B.\n3,"C\n4,"D\n5,"E."\n')
    assert table.frame["text"].tolist() == ["A.", "B.", "C", "D", "E."]
    assert "row 2 (line 2 of the file), row 4 (line 4 " in table.findings[0].what


def test_a_mark_that_belongs_to_the_text_is_kept_where_only_that_fits(read):
    table = read("a.tsv", 'id\ttext\tday\n1\t"Rain, she said\t2024-05-03\n2\tB.\t\n')
    assert table.frame.iloc[0].tolist() == ["1", '"Rain, she said', "2024-05-03"]
    assert [found.kind for found in table.findings] == ["unclosed_quotation"]


def test_stray_quotation_marks_inside_a_line_do_no_harm(read):
    table = read("a.csv", 'id,text\n1,"He said "no" twice"\n2,"B\n\nb."\n3,5" of rain\n')
    assert table.frame["text"].tolist() == ['He said no" twice"', "B\n\nb.", '5" of rain']
    assert table.findings == []


@pytest.mark.parametrize("text", ['text\nA.\n"B.', '"text\nA.', '"id,text\n1,A.\n'])
def test_a_stray_mark_in_the_first_or_the_last_line_is_said(read, text):
    table = read("a.csv", text)
    assert table.findings[0].kind == "unclosed_quotation"
    assert len(table.frame.dropna()) == text.count(".")


def test_lines_of_json_may_differ_in_their_keys(read):
    table = read("a.jsonl", '{"text": "A."}\n\n{"text": "B.", "n": 1}\n["no"]\n' + "[" * 99_999)
    assert table.frame["text"].tolist() == ["A.", "B."]
    assert table.numbers == [1, 3]
    assert table.findings[0].what.startswith("rows 4, 5: not a JSON object")


def test_an_index_in_parquet_is_a_column(read, tmp_path):
    pd.DataFrame({"text": ["B."]}, index=pd.Index(["x"], name="id")).to_parquet(tmp_path / "i")
    table = read("a.parquet", (tmp_path / "i").read_bytes())
    assert table.frame["id"].tolist() == ["x"]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.parquet"])
@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_what_is_no_table_is_one_line(read, name, data):
    with pytest.raises(InputError) as error:
        read(name, data)
    assert "\n" not in str(error.value)
