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
    assert "groups of outlet" in run(*asked).stdout
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


def test_lexicon_check_ends_with_a_count():
    good = folder("lexicons") / "hedging.yaml"
    result = run("lexicon", "check", str(good))
    assert result.stdout.splitlines()[-1].startswith("hedging.yaml: ")
    assert result.exit_code == Exit.DONE


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


@pytest.fixture
def half_broken(tmp_path):
    """A folder with an article that can be read and a table that cannot."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "good.txt").write_text("The bridge may close, the mayor said.", encoding="utf-8")
    (articles / "bad.parquet").write_bytes(b"no table")
    return articles


@pytest.mark.parametrize("command", ["annotate", "measure", "report", "compare", "show"])
def test_what_cannot_be_read_is_said_and_in_the_exit_code(command, half_broken, tmp_path):
    target = {"annotate": "a.csv", "measure": "m.csv", "report": "r"}.get(command)
    output = ["-o", str(tmp_path / target)] if target else []
    if command == "compare":
        (half_broken / "good.csv").write_text("text,outlet_id\nRain fell.,a\nIt may snow.,b\n")
    result = run(command, str(half_broken), *output)
    assert "bad.parquet" in result.stderr
    assert result.exit_code == Exit.FINDINGS
    if command == "report":
        assert result.stdout.splitlines()[-1] == str(tmp_path / "r" / "report.html")


def test_an_unknown_article_is_said_before_what_is_wrong_with_others(
    monkeypatch, capsys, half_broken
):
    assert exit_of(monkeypatch, "show", str(half_broken), "god.txt") == Exit.BAD_INPUT
    assert "bad.parquet" not in capsys.readouterr().err


def test_one_finding_is_one_finding(tmp_path):
    (tmp_path / "empty.txt").write_text(" ")
    (tmp_path / "good.txt").write_text("It rained on 3 May.")
    said = run("check", str(tmp_path)).stdout.splitlines()
    assert said[-1] == f"{len(said) - 1} finding{'s' * (len(said) != 2)}."


@pytest.mark.parametrize("command", ["check", "show", "annotate", "measure", "compare", "report"])
def test_own_outlets_and_events_are_read_by_every_command(command):
    assert {"--outlets", "--events"} <= set(run(command, "--help").stdout.split())


def test_a_seed_below_zero_is_a_bad_argument(monkeypatch, capsys):
    asked = ("compare", ARTICLES, "--seed", "-1")
    assert exit_of(monkeypatch, *asked) == Exit.BAD_ARGUMENTS
    assert "--seed" in capsys.readouterr().err


def test_the_list_of_features_says_what_they_do_not_measure():
    assert "Does not measure: " in run("list", "features").stdout


OWN_LEXICON = """\
title: Weather words
measures: Words for weather. Not whether it was bad.
license: CC0-1.0
source: Made for this test.
feature: weather
language: en
examples:
  - "The [rain] may stop."
entries:
  weather:
    - rain
"""


def test_a_lexicon_of_ones_own_runs_beside_the_bundled_ones(tmp_path):
    (tmp_path / "weather.yaml").write_text(OWN_LEXICON)
    (tmp_path / "one.txt").write_text("The rain may stop.")
    asked = ("--lexicon", str(tmp_path / "weather.yaml"))
    source = str(tmp_path / "one.txt")
    result = run("measure", source, "-o", str(tmp_path / "m.csv"), *asked)
    assert result.exit_code == Exit.DONE, result.stderr
    features = pd.read_csv(tmp_path / "m.csv")
    assert features.at[0, "weather_rate"] == 250
    assert features.at[0, "hedging_rate"] == 150  # may weighs 0.6
    run("report", source, "-o", str(tmp_path / "report"), *asked)
    page = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert "entries-weather.svg" in page
    assert (tmp_path / "report" / "charts" / "entries-weather.svg").is_file()
    assert run("verify", str(tmp_path / "report")).exit_code == Exit.DONE
    (tmp_path / "weather.yaml").write_text(OWN_LEXICON.replace("rain", "snow"))
    assert "lexicon: weather.yaml: the input has changed" in run(
        "verify", str(tmp_path / "report")
    ).stdout  # fmt: skip
