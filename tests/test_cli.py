"""The command line: what it prints, where it writes, and how it ends."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from typer.testing import CliRunner

from framing.bundled import folder
from framing.cli import Exit, app, main

SAMPLE = folder("sample")
ARTICLES = str(SAMPLE / "articles" / "courant")


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def exit_of(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["framing", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_check_lists_what_is_wrong_and_exits_1(tmp_path):
    (tmp_path / "empty.txt").write_text(" ")
    result = run("check", str(tmp_path))
    assert "empty.txt" in result.stdout
    assert result.exit_code == Exit.FINDINGS


def test_check_speaks_json(tmp_path):
    (tmp_path / "empty.txt").write_text(" ")
    assert json.loads(run("check", str(tmp_path), "--json").stdout)[0]["where"] == "empty.txt"


def test_annotate_and_measure_write_tables(tmp_path):
    for command, name in (("annotate", "spans.csv"), ("measure", "features.parquet")):
        assert run(command, ARTICLES, "-o", str(tmp_path / name)).exit_code == Exit.DONE
    assert "layer" in pd.read_csv(tmp_path / "spans.csv")
    articles = len(list((SAMPLE / "articles" / "courant").iterdir()))
    assert len(pd.read_parquet(tmp_path / "features.parquet")) == articles


def test_show_prints_one_article_and_who_is_heard_in_it():
    result = run("show", ARTICLES, "ferry-grounding.html")
    assert "Osric Pell" in result.stdout
    assert result.exit_code == Exit.DONE


def test_compare_prints_sentences_and_json():
    asked = ("compare", str(SAMPLE / "articles"), "--outlets", str(SAMPLE / "outlets.csv"))
    assert "groups of outlet_id" in run(*asked).stdout
    assert set(json.loads(run(*asked, "--json").stdout)) == {"table", "tests"}


def test_report_ends_with_the_path_of_the_page_and_verify_agrees(tmp_path):
    result = run("report", ARTICLES, "-o", str(tmp_path / "report"))
    assert result.stdout.splitlines()[-1] == str(tmp_path / "report" / "report.html")
    assert run("verify", str(tmp_path / "report")).exit_code == Exit.DONE


def test_verify_exits_1_and_names_the_file(tmp_path):
    run("report", ARTICLES, "-o", str(tmp_path / "report"))
    (tmp_path / "report" / "report.md").write_text("other")
    result = run("verify", str(tmp_path / "report"))
    assert "report.md: differs" in result.stdout
    assert result.exit_code == Exit.FINDINGS


@pytest.mark.parametrize("what", ["extractors", "features", "lexicons", "outlets", "charts"])
def test_list_lists_in_text_and_json(what):
    assert run("list", what).stdout.strip()
    assert json.loads(run("list", what, "--json").stdout)


def test_outlet_finds_a_name_or_an_address():
    assert "BBC" in run("outlet", "https://www.bbc.co.uk/news").stdout
    assert run("outlet", "no such outlet anywhere").exit_code == Exit.FINDINGS


def test_lexicon_check_tries_the_examples(tmp_path):
    good = folder("lexicons") / "hedging.yaml"
    assert "0 failed" in run("lexicon", "check", str(good)).stdout


def test_bad_arguments_exit_2(monkeypatch, capsys):
    assert exit_of(monkeypatch, "list", "outlet") == Exit.BAD_ARGUMENTS
    assert "Did you mean 'outlets'?" in capsys.readouterr().err
    assert exit_of(monkeypatch, "measure") == Exit.BAD_ARGUMENTS


def test_bad_input_exits_3_with_its_message_alone(monkeypatch, capsys):
    assert exit_of(monkeypatch, "show", "nowhere") == Exit.BAD_INPUT
    said = capsys.readouterr().err
    assert said.startswith("nowhere: no such file or folder")
    assert "Traceback" not in said


def test_an_unknown_article_is_an_error_with_a_guess(monkeypatch, capsys):
    assert exit_of(monkeypatch, "show", ARTICLES, "dam-meno.html") == Exit.BAD_INPUT
    assert "Did you mean 'dam-memo.html'?" in capsys.readouterr().err


def test_it_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "framing", "--help"], capture_output=True, text=True, check=True
    )
    assert "framing report" in done.stdout
