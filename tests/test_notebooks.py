"""The notebooks run from top to bottom, in time, with public names only and no stored outputs."""

import re
import time
from pathlib import Path

import nbformat
import pytest

import framing as fr

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_no_outputs_are_stored(notebook):
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_only_public_names_are_used(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for name in re.findall(r"\bfr\.(\w+)", cell.source):
                assert hasattr(fr, name), f"fr.{name}"
            assert "from framing." not in cell.source


def test_the_corpus_of_ones_own_has_one_cell_of_parameters():
    path = next(path for path in NOTEBOOKS if path.stem.startswith("07"))
    cells = nbformat.read(path, as_version=4).cells
    tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert re.findall(r"^(\w+) = ", tagged[0].source, re.M) == [
        "source", "outlets", "events", "by", "output", "seed"
    ]  # fmt: skip


@pytest.mark.filterwarnings("default")
def test_it_runs_in_a_minute(notebook, tmp_path):
    from nbclient import NotebookClient

    started = time.monotonic()
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    ).execute()
    assert time.monotonic() - started < 60
