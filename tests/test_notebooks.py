"""The notebooks run from top to bottom, in time, with public names only and no stored outputs."""

import os
import re
import time
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest

import framing as fr

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
QUICKEST = "01_read_one_article"


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


def processor_seconds() -> float:
    """Of the kernels that have ended: a busy machine makes nobody slower. 0 where none is told."""
    times = os.times()
    return times.children_user + times.children_system


def executed(notebook, folder, **environment: str) -> list[dict]:
    """Everything that the notebook shows, cell by cell, run with these variables."""
    from nbclient import NotebookClient

    folder.mkdir()
    client = NotebookClient(
        deepcopy(notebook), timeout=120, kernel_name="python3",
        resources={"metadata": {"path": folder}},
    )  # fmt: skip
    done = client.execute(env={**os.environ, **environment})
    shown = [output for cell in done.cells for output in cell.get("outputs", [])]
    return [
        {name: output[name] for name in ("output_type", "data", "text") if name in output}
        for output in shown
    ]


@pytest.mark.filterwarnings("default")
def test_it_runs_in_a_minute_and_shows_the_same_everywhere(notebook, request, tmp_path):
    before, started = processor_seconds(), time.monotonic()
    here = executed(notebook, tmp_path / "here", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    assert (processor_seconds() - before or time.monotonic() - started) < 60
    assert here
    name = request.node.callspec.id
    if name == QUICKEST or request.config.getoption("--every-notebook"):
        elsewhere = {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}
        assert executed(notebook, tmp_path / "elsewhere", **elsewhere) == here
