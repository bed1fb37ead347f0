"""Dask and Spark give the bytes that this machine's own processes give."""

import importlib.util
import os
import shutil
import sys

import pandas as pd
import pytest

from framing.engines import workers_of
from framing.errors import FramingError
from framing.streaming import Plan, measure_files

ARTICLES = pd.DataFrame(
    {
        "article_id": list("abcd"),
        "text": ["The ferry sank, the mayor said.", "It may be late.", None, "“No,” said Varga."],
    }
)
HAS_DASK = importlib.util.find_spec("distributed") is not None
HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def contents(folder) -> dict:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same_as_local(tmp_path, engine: str) -> bool:
    ARTICLES.to_parquet(tmp_path / "big.parquet")
    measure_files(tmp_path / "big.parquet", tmp_path / "here", plan=Plan(rows=2, workers=1))
    plan = Plan(rows=2, workers=1, engine=engine)
    measure_files(tmp_path / "big.parquet", tmp_path / "there", plan=plan)
    return contents(tmp_path / "here") == contents(tmp_path / "there")


@pytest.mark.skipif(not HAS_DASK, reason="dask is not installed: pip install media-framing[dask]")
@pytest.mark.filterwarnings("ignore")  # its own processes and sockets, closed late
def test_dask_gives_the_same_bytes(tmp_path):
    assert same_as_local(tmp_path, "dask")


@pytest.mark.skipif(not HAS_SPARK, reason="no Spark, or no Java: pip install media-framing[spark]")
@pytest.mark.filterwarnings("ignore")  # it warns of pandas 3, and leaves its sockets to Java
def test_spark_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
    assert same_as_local(tmp_path, "spark:local[1]")


@pytest.mark.parametrize(("engine", "module"), [("dask", "distributed"), ("spark", "pyspark.sql")])
def test_an_engine_that_is_not_installed_says_how_to_get_it(monkeypatch, engine, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(FramingError, match=rf"media-framing\[{engine}\]"), workers_of(engine, 1):
        pass
