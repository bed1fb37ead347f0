"""Writing: whole files, the same bytes, and nothing that a spreadsheet would run."""

import pandas as pd
import pytest

from framing.errors import FramingError
from framing.writing import table_bytes, write_bytes, write_table


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_no_cell_of_a_csv_starts_a_formula(cell):
    table = pd.DataFrame({"text": [cell, "plain"]})
    written = table_bytes(table, ".csv").decode()
    assert "'" + cell.strip() in written.replace("'\t", "'").replace("'\r", "'")


def test_numbers_stay_numbers():
    assert table_bytes(pd.DataFrame({"x": [-1.5]}), ".csv") == b"x\n-1.5\n"


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_columns_of_several_kinds_are_written_as_text(ending):
    table = pd.DataFrame({"x": [1, "a", None], "y": [{}, {"k": 1}, None], "z": [[1], [], None]})
    assert table_bytes(table, ending)


def test_the_same_table_gives_the_same_bytes():
    table = pd.DataFrame({"x": [0.1 + 0.2], "y": ["a"]})
    for ending in (".csv", ".jsonl", ".parquet"):
        assert table_bytes(table, ending) == table_bytes(table.copy(), ending)


def test_an_unknown_ending_is_an_error_that_names_the_known_ones(tmp_path):
    with pytest.raises(FramingError, match=r"\.csv, \.jsonl, \.parquet"):
        write_table(pd.DataFrame(), tmp_path / "a.xlsx")


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match="cannot be written"):
        write_bytes(b"", tmp_path / "file" / "inside.txt")
