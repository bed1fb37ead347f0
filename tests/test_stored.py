"""Questions to what was measured: without the texts, and without anything outside the folder."""

import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import framing as fr
from framing import piecework
from framing.cli import app
from framing.errors import InputError

SCALING = Path(__file__).resolve().parents[1] / "docs" / "scaling.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, sample) -> Path:
    """The example, measured with the layers that the questions are about."""
    place = tmp_path_factory.mktemp("stored")
    layers = ("zone", "attribution", "speaker", "reporting_verbs", "hedging")
    chosen = [extractor for extractor in fr.EXTRACTORS if extractor.layer in layers]
    sample.reset_index().head(24).to_parquet(place / "articles.parquet")
    with pytest.MonkeyPatch.context() as patch:
        piecework.extractors_of.cache_clear()
        patch.setattr(piecework, "default_extractors", lambda: chosen)
        plan = fr.Plan(("spans", "attributions", "terms"), rows=10, workers=1)
        fr.measure_files(place / "articles.parquet", place / "out", plan=plan)
    piecework.extractors_of.cache_clear()
    return place / "out"


def test_stored_features_are_compared_by_the_command_without_the_texts(folder):
    features = fr.read_stored(folder)
    said = CliRunner().invoke(app, ["compare", str(folder), "--by", "outlet_id"])
    assert said.exit_code == 0, said.output
    expected = fr.compare(features, features, by="outlet_id").sentences()
    assert said.stdout.splitlines() == expected
    one = folder / "features" / "part-000000.parquet"
    assert CliRunner().invoke(app, ["compare", str(one), "--by", "outlet"]).exit_code == 0


def test_key_words_come_from_stored_counts(folder, sample, sample_spans):
    features = fr.read_stored(folder)
    found = fr.keyness_of_counts(fr.read_stored(folder, "terms"), features)
    articles = sample.loc[features.index]
    spans = sample_spans[sample_spans["article_id"].isin(features.index)]
    pd.testing.assert_frame_equal(found, fr.keyness(articles, spans=spans))


def test_a_run_that_was_not_finished_is_not_read(folder, tmp_path):
    import shutil

    shutil.copytree(folder, tmp_path / "out")
    (tmp_path / "out" / "run.json").unlink()
    with pytest.raises(InputError, match="not finished"):
        fr.read_stored(tmp_path / "out")


def questions() -> list[str]:
    return re.findall(r"```sql\n(.*?)```", SCALING.read_text(encoding="utf-8"), re.S)


def test_the_documentation_has_five_questions():
    assert len(questions()) == 5


@pytest.mark.parametrize("sql", questions())
def test_every_question_of_the_documentation_has_an_answer(folder, sql):
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    answer = fr.query_stored(folder, sql)
    assert len(answer)
    assert answer.notna().any(axis=None)


@pytest.mark.parametrize(
    "sql", ["select * from read_csv('/etc/hostname')", "copy features to 'x.csv'", "selec", ""]
)
def test_a_question_reads_nothing_else_and_writes_nothing(folder, sql):
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    with pytest.raises(InputError):
        fr.query_stored(folder, sql)
