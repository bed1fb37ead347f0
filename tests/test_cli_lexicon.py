"""`framing lexicon`: what each command prints and writes, and how it ends."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from framing.bundled import folder as bundled
from framing.cli_lexicon import lexicon_app
from framing.cli_progress import Exit
from framing.errors import FramingError
from framing.lexicon import read_lexicon

DIC = "%\n1\tstorm\n2\tcalm\n%\ngale*\t1\nstill\t2\t1\nlike\t(02 134)125/464\n"


def run(*arguments):
    return CliRunner().invoke(lexicon_app, [str(argument) for argument in arguments])


@pytest.fixture
def dic(tmp_path):
    path = tmp_path / "weather.dic"
    path.write_text(DIC)
    return path


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "articles"
    texts.mkdir()
    (texts / "a.txt").write_text("The gales blew. A gale, and then it was still.")
    return texts


@pytest.fixture
def labelled(tmp_path):
    path = tmp_path / "labelled.csv"
    rows = [("Gales blew.", "windy"), ("It was still.", "not windy")] * 40
    pd.DataFrame(rows, columns=["text", "label"]).to_csv(path, index=False)
    return path


def test_check_names_the_lines_and_exits_1(dic):
    result = run("check", dic)
    assert "weather.dic, line 7" in result.stdout
    assert result.exit_code == Exit.FINDINGS


def test_check_of_a_sound_list_exits_0(tmp_path):
    (tmp_path / "calm.txt").write_text("still\nat rest\n")
    result = run("check", tmp_path / "calm.txt")
    assert "2 entries, nothing found" in result.stdout
    assert result.exit_code == Exit.DONE


def test_check_looks_into_texts_and_speaks_json(dic, folder):
    kinds = {row["kind"] for row in json.loads(run("check", dic, "--in", folder, "--json").stdout)}
    assert {"unread", "few_texts"} <= kinds


def test_expand_shows_what_wildcards_matched(dic, folder):
    assert "gale*  (storm, 2): gale 1, gales 1" in run("expand", dic, folder).stdout
    rows = json.loads(run("expand", dic, folder, "--json").stdout)
    assert {row["form"] for row in rows} == {"gale", "gales"}


def test_test_gives_its_verdict_in_words_and_in_its_exit_code(dic, labelled, tmp_path):
    result = run("test", dic, labelled, "--workers", "1")
    assert "do not use" in result.stdout
    assert result.exit_code == Exit.FINDINGS
    (tmp_path / "gale.txt").write_text("gale*\n")
    good = run("test", tmp_path / "gale.txt", labelled, "--workers", "1")
    assert "can be used: AUC 1.00" in good.stdout
    assert good.exit_code == Exit.DONE


def test_test_writes_the_entries_and_speaks_json(dic, labelled, tmp_path):
    out = tmp_path / "entries.csv"
    result = run("test", dic, labelled, "-o", out, "--json", "--workers", "1")
    assert set(pd.read_csv(out)["entry"]) == {"gale*", "still"}
    assert {"verdict", "whole", "entries"} <= set(json.loads(result.stdout))


def test_test_takes_the_columns_it_is_told(dic, labelled):
    told = "text=text,label=label,positive=not windy"
    assert "positive is 'not windy'" in run("test", dic, labelled, "--columns", told).stdout
    assert isinstance(run("test", dic, labelled, "--columns", "tex=text").exception, FramingError)


def test_convert_writes_and_names_what_is_lost(dic, tmp_path):
    result = run("convert", dic, "-o", tmp_path / "weather.yaml")
    assert "(02 134)125/464" in result.stderr
    assert result.stdout.strip() == str(tmp_path / "weather.yaml")
    assert result.exit_code == Exit.FINDINGS
    assert len(read_lexicon(tmp_path / "weather.yaml").entries) == 2


def test_convert_without_a_loss_exits_0(tmp_path):
    (tmp_path / "calm.lc3").write_text("+calm\nstill\n")
    result = run("convert", tmp_path / "calm.lc3", "-o", tmp_path / "calm.dic")
    assert result.exit_code == Exit.DONE
    assert (tmp_path / "calm.dic").read_text() == "%\n1\tcalm\n%\nstill\t1\n"


def test_a_list_of_ours_is_copied_whole(tmp_path):
    hedging = bundled("lexicons") / "hedging.yaml"
    result = run("convert", hedging, "-o", tmp_path / "mine.yaml")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    assert len(read_lexicon(tmp_path / "mine.yaml").entries) == len(read_lexicon(hedging).entries)


def test_a_list_without_entries_is_no_sound_list(tmp_path):
    (tmp_path / "empty.txt").write_text("\n")
    result = run("check", tmp_path / "empty.txt")
    assert result.stdout.startswith("error: empty.txt: it has no entries.")
    assert result.exit_code == Exit.FINDINGS


def test_an_entry_of_several_categories_is_shown_once(tmp_path, labelled):
    (tmp_path / "tone.csv").write_text("term,calm,wild\ngales,0.1,0.9\n")
    shown = run("test", tmp_path / "tone.csv", labelled).stdout.splitlines()
    assert len([line for line in shown if line.startswith("gales ")]) == 1


def test_what_weights_are_for_must_be_said(tmp_path):
    path = tmp_path / "tone.csv"
    path.write_text("term,category,weight\nstill,calm,0.5\nwild,calm,0\n")
    refused = run("convert", path, "-o", tmp_path / "tone.yaml")
    assert "add weights up" in str(refused.exception)
    run("convert", path, "-o", tmp_path / "tone.yaml", "--weights", "sum")
    assert [e.weight for e in read_lexicon(tmp_path / "tone.yaml").entries] == [0.5]
    run("convert", path, "-o", tmp_path / "tone.yaml", "--weights", "drop")
    assert [e.weight for e in read_lexicon(tmp_path / "tone.yaml").entries] == [1, 1]


def test_kwic_shows_places_in_their_context(folder):
    found = run("kwic", "gale*", folder, "--sort", "right", "--width", "8")
    assert [line.count("[") for line in found.stdout.splitlines()] == [1, 1]
    assert "[gales] blew" in found.stdout
    assert "2 places in 1 article." in found.stderr


def test_kwic_reads_the_file_of_a_list(folder, dic):
    rows = json.loads(run("kwic", dic, folder, "--json").stdout)
    assert [row["match"] for row in rows] == ["gales", "gale", "still", "still"]


def test_drift_has_a_line_a_period(tmp_path):
    table = tmp_path / "articles.csv"
    rows = [("a", "A gale came.", "2031-05-01"), ("b", "All was still.", "2032-05-01")]
    pd.DataFrame(rows, columns=["article_id", "text", "published"]).to_csv(table, index=False)
    lines = run("drift", "gale*", table).stdout.splitlines()
    assert lines[1] == "gale*"
    assert [line.split()[0] for line in lines[2:]] == ["2031", "2032"]
    assert "1 in 3 words" in lines[2]


def test_drift_of_a_word_that_is_nowhere_says_so(tmp_path):
    table = tmp_path / "articles.csv"
    table.write_text("article_id,text,published\na,All was still.,2032-05-01\n")
    assert "no dated article" in run("drift", "gale*", table).stdout


def test_a_chart_of_the_entries_is_drawn_and_its_bytes_never_change(dic, labelled, tmp_path):
    for name in ("a.svg", "b.svg"):
        run("test", dic, labelled, "--chart", tmp_path / name)
    first = (tmp_path / "a.svg").read_bytes()
    assert b"gale" in first
    assert (tmp_path / "b.svg").read_bytes() == first


def test_a_chart_of_an_unknown_kind_is_refused(dic, labelled, tmp_path):
    found = run("test", dic, labelled, "--chart", tmp_path / "a.doc")
    assert isinstance(found.exception, FramingError)
