"""Measuring into a folder: every row is somewhere, and no interruption shows in the result."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import framing as fr
from framing import pieces, piecework, streaming
from framing.cli import app
from framing.errors import FramingError, InputError
from framing.streaming import Plan, measure_files

SENTENCES = [
    "The ferry will sail on Monday, the mayor of Orrin said.",
    "“We were lied to,” said Ilse Varga, who runs the harbour café.",
    "It is possible that the regime's so-called reform may fail.",
    "Critics slammed the disastrous plan; the council called it a milestone.",
    "According to a spokeswoman, 3,000 people live on the island.",
]
HERE = Plan(rows=4, workers=1)
ALL = Plan(rows=4, workers=1, tables=("spans", "attributions", "terms"))


def table(n: int = 10) -> pd.DataFrame:
    texts = [f"{SENTENCES[i % 5]} {SENTENCES[(i + 2) % 5]}\n\n{SENTENCES[i % 3]}" for i in range(n)]
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(n)], "title": "Ferry", "text": texts,
                         "outlet": ["The Vale Post", "Orrin Mail"] * (n // 2),
                         "desk": ["home", "world"] * (n // 2)})  # fmt: skip


def few() -> list[fr.Extractor]:
    """Enough layers to tell who is heard; all of them would take a minute here."""
    layers = ("zone", "attribution", "speaker", "hedging")
    return [extractor for extractor in fr.EXTRACTORS if extractor.layer in layers]


@pytest.fixture(autouse=True)
def fewer_extractors(monkeypatch):
    piecework.extractors_of.cache_clear()
    monkeypatch.setattr(piecework, "default_extractors", few)
    yield
    piecework.extractors_of.cache_clear()


@pytest.fixture
def big(tmp_path) -> Path:
    table().to_parquet(tmp_path / "big.parquet")
    return tmp_path / "big.parquet"


@pytest.fixture(scope="module")
def features() -> pd.DataFrame:
    articles = fr.read_articles(table())
    spans = fr.annotate(articles, extractors=few(), workers=1)
    return fr.measure(spans, articles, extractors=few())


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def rejected(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "rejected.jsonl").read_text().splitlines()]


def stored(folder: Path, name: str = "features") -> pd.DataFrame:
    return pd.read_parquet(folder / name).set_index("article_id")


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".tsv", ".jsonl", ".csv.gz", ".jsonl.gz"])
def test_every_kind_of_table_gives_what_measure_gives(tmp_path, features, ending):
    path = tmp_path / f"big{ending}"
    if ending == ".parquet":
        table().to_parquet(path)
    elif ".jsonl" in ending:
        table().to_json(path, orient="records", lines=True)
    else:
        table().to_csv(path, index=False, sep="\t" if ending == ".tsv" else ",")
    account = measure_files(path, tmp_path / "out", plan=HERE)
    assert str(account) == "10 rows in = 10 measured + 0 rejected. 3 parts."
    found = stored(tmp_path / "out")
    pd.testing.assert_frame_equal(found[features.columns], features, check_index_type=False)
    assert found["desk"].tolist() == table()["desk"].tolist()
    assert "text" not in found


def test_a_folder_of_pages_is_measured_too(tmp_path, features):
    for article_id, text in zip(table()["article_id"], table()["text"], strict=True):
        path = tmp_path / "in" / f"{article_id}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "in" / "a5.html").write_text("<html><p>The ferry sank.</p></html>")
    account = measure_files(tmp_path / "in", tmp_path / "out", plan=HERE)
    assert (account.rows, account.articles, account.parts) == (11, 11, 3)
    assert stored(tmp_path / "out").index.tolist()[-2:] == ["a8.txt", "a9.txt"]


def test_the_other_tables_are_those_of_the_functions(tmp_path, big):
    measure_files(big, tmp_path / "out", plan=ALL)
    articles = fr.read_articles(table())
    spans = fr.annotate(articles, extractors=few(), workers=1)
    own = pd.read_parquet(tmp_path / "out" / "spans")
    pd.testing.assert_frame_equal(own, spans, check_dtype=False)
    heard = pd.read_parquet(tmp_path / "out" / "attributions")
    pd.testing.assert_frame_equal(heard, fr.attributions(spans), check_dtype=False)
    counts = pd.read_parquet(tmp_path / "out" / "terms")
    pd.testing.assert_frame_equal(counts, fr.term_counts(articles, spans), check_dtype=False)


def test_two_workers_write_the_bytes_of_one(tmp_path, big, monkeypatch):
    monkeypatch.undo()
    piecework.extractors_of.cache_clear()
    measure_files(big, tmp_path / "one", plan=ALL)
    measure_files(big, tmp_path / "two", plan=Plan(ALL.tables, rows=4, workers=2))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_run_goes_on_where_it_was_and_nobody_can_tell(tmp_path, big, monkeypatch):
    measure_files(big, tmp_path / "whole", plan=ALL)

    def interrupt(done, total):
        if done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure_files(big, tmp_path / "out", plan=ALL, progress=interrupt)
    assert not (tmp_path / "out" / "run.json").exists()
    measured = []
    monkeypatch.setattr(
        "framing.engines.measure_piece",
        lambda step, piece: measured.append(piece) or streaming.measure_piece(step, piece),
    )
    account = measure_files(big, tmp_path / "out", plan=ALL)
    assert account.kept == 2
    assert len(measured) == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_part_that_was_damaged_or_half_written_is_made_again(tmp_path, big):
    out = tmp_path / "out"
    measure_files(big, out, plan=HERE)
    whole = contents(out)
    (out / "features" / "part-000001.parquet").write_bytes(b"")
    (out / "features" / ".left.framing-tmp").write_bytes(b"half")
    (out / "receipts" / "part-000002.json").write_text('{"key": ')
    assert measure_files(big, out, plan=HERE).kept == 1
    assert contents(out) == whole


def test_what_changed_is_measured_again_and_the_rest_is_not(tmp_path, big):
    out = tmp_path / "out"
    measure_files(big, out, plan=HERE)
    changed = table()
    changed.loc[9, "text"] = "Nothing is left of it."
    changed.iloc[4:].to_parquet(big)
    assert measure_files(big, out, plan=HERE).parts == 2
    assert len(list((out / "features").iterdir())) == 2
    changed.to_parquet(big)
    measure_files(big, tmp_path / "new", plan=HERE)
    measure_files(big, out, plan=HERE)
    assert contents(out) == contents(tmp_path / "new")
    more = Plan(("terms",), rows=4, workers=1)
    assert measure_files(big, out, plan=more).kept == 0
    assert (out / "terms").exists()


def test_another_program_or_another_network_measures_everything_again(tmp_path, big, monkeypatch):
    out = tmp_path / "out"
    measure_files(big, out, plan=HERE)
    assert measure_files(big, out, plan=HERE).kept == 3
    monkeypatch.setattr("framing.streaming.program_hash", lambda: "another")
    assert measure_files(big, out, plan=HERE).kept == 0
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["program"] == "another"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_run_leaves_nothing_half_done(tmp_path, monkeypatch):
    monkeypatch.undo()
    piecework.extractors_of.cache_clear()
    table(20).to_parquet(tmp_path / "big.parquet")
    code = (
        "import sys; from framing.streaming import Plan, measure_files;"
        "measure_files(sys.argv[1], sys.argv[2], plan=Plan(rows=2, workers=1))"
    )
    out = tmp_path / "out"
    child = subprocess.Popen([sys.executable, "-c", code, tmp_path / "big.parquet", out])
    while not list(out.glob("receipts/part-00000[1-9].json")):
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert not (out / "run.json").exists()
    plan = Plan(rows=2, workers=1)
    assert measure_files(tmp_path / "big.parquet", out, plan=plan).kept >= 2
    measure_files(tmp_path / "big.parquet", tmp_path / "whole", plan=plan)
    assert contents(out) == contents(tmp_path / "whole")


def test_bad_rows_are_counted_and_said_with_their_reason(tmp_path):
    lines = [
        '{"id": "a", "text": "The ferry sank."}',
        "not JSON",
        '{"id": "b", "text": {"body": "no"}}',
        '{"id": "a", "text": "The same id."}',
        '{"id": "c", "text": null}',
        '{"id": "a", "text": "And in another part."}',
    ]
    (tmp_path / "big.jsonl").write_text("\n".join(lines))
    account = measure_files(tmp_path / "big.jsonl", tmp_path / "out", plan=HERE)
    assert (account.rows, account.articles, account.rejected) == (6, 2, 4)
    said = {each["row"]: each["reason"] for each in rejected(tmp_path / "out")}
    assert sorted(said) == [2, 3, 4, 6]
    assert "JSON" in said[2]
    assert "not a string" in said[3]
    assert "earlier row" in said[4]
    assert "earlier row" in said[6]
    assert stored(tmp_path / "out").loc["c"].filter(like="_rate").isna().all()


def test_a_run_that_lost_a_row_is_not_finished(tmp_path, big, monkeypatch):
    def loses_one(step, piece):
        done = piecework.measure_piece(step, piece)
        done.places.popitem()
        return done

    monkeypatch.setattr("framing.engines.measure_piece", loses_one)
    with pytest.raises(FramingError, match="10 rows in = 7 measured"):
        measure_files(big, tmp_path / "out", plan=HERE)
    assert not (tmp_path / "out" / "run.json").exists()


def test_an_id_that_is_given_twice_is_taken_from_the_same_row_after_a_restart(tmp_path):
    twice = table(8).assign(article_id=["a", "b", "c", "d", "e", "a", "f", "g"])
    twice.to_parquet(tmp_path / "big.parquet")
    measure_files(tmp_path / "big.parquet", tmp_path / "out", plan=HERE)
    whole = contents(tmp_path / "out")
    assert measure_files(tmp_path / "big.parquet", tmp_path / "out", plan=HERE).kept == 2
    assert contents(tmp_path / "out") == whole
    assert [each["row"] for each in rejected(tmp_path / "out")] == [6]


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    table(4).to_parquet(folder / "good.parquet")
    (folder / "bad.parquet").write_bytes(b"PAR1 and no more")
    packed = gzip.compress(table(400).to_json(orient="records", lines=True).encode())
    (folder / "cut.jsonl.gz").write_bytes(packed[:40])
    (folder / "schema.parquet").write_bytes(b"")
    pd.DataFrame({"colour": ["red"]}).to_parquet(folder / "schema.parquet")
    (folder / "old.xlsx").write_bytes(b"")
    account = measure_files(folder, tmp_path / "out", plan=HERE)
    assert account.articles == 4
    assert account.rows == 5
    assert account.rejected == 1
    assert account.unread == 3
    said = {each["file"]: each["reason"] for each in rejected(tmp_path / "out")}
    assert "Parquet" in said["bad.parquet"]
    assert "cut short" in said["cut.jsonl.gz"]
    assert "'text'" in said["schema.parquet"]
    assert "known kind" in said["old.xlsx"]


def test_a_file_that_vanishes_is_one_line(tmp_path):
    table(4).to_csv(tmp_path / "a.csv", index=False)
    table(4).to_csv(tmp_path / "b.csv", index=False)
    cut = pieces.Cut(tmp_path, 4)
    (tmp_path / "a.csv").unlink()
    found = list(cut)
    assert [piece.name for piece in found] == ["a.csv", "b.csv"]
    assert "not opened" in found[0].refused


def test_a_row_beyond_all_bounds_is_refused_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "LARGEST_ROW", 5_000)
    monkeypatch.setattr(pieces, "_BLOCK", 1_000)
    lines = ['{"text": "One."}', '{"text": "' + "x" * 50_000 + '"}', '{"text": "Three."}']
    (tmp_path / "big.jsonl").write_text("\n".join(lines))
    account = measure_files(tmp_path / "big.jsonl", tmp_path / "out", plan=HERE)
    assert (account.rows, account.articles, account.rejected) == (3, 2, 1)
    [said] = rejected(tmp_path / "out")
    assert said["row"] == 2
    assert "more than" in said["reason"]
    assert stored(tmp_path / "out").index.tolist() == ["000000001", "000000003"]


def test_an_article_that_cannot_be_measured_is_rejected_and_the_others_are_not(
    tmp_path, big, monkeypatch
):
    real = fr.annotate

    def failing(articles, **options):
        if "a3" in articles.index:
            raise ArithmeticError("the extractor broke")
        return real(articles, **options)

    monkeypatch.setattr("framing.piecework.annotate", failing)
    account = measure_files(big, tmp_path / "out", plan=HERE)
    assert (account.articles, account.rejected) == (9, 1)
    [said] = rejected(tmp_path / "out")
    assert said["article_id"] == "a3"
    assert "the extractor broke" in said["reason"]


def test_cells_with_line_ends_and_zero_bytes_are_cut_between_rows(tmp_path):
    rows = "".join(f'{i},"First line {i},\nsecond ""line"" \x00 said."\n' for i in range(9))
    (tmp_path / "big.csv").write_text("id,text\n" + rows)
    account = measure_files(tmp_path / "big.csv", tmp_path / "out", plan=HERE)
    assert (account.rows, account.articles, account.parts) == (9, 9, 3)


def test_wide_encodings_are_cut_like_others(tmp_path):
    (tmp_path / "big.csv").write_bytes(table().to_csv(index=False).encode("utf-16"))
    assert measure_files(tmp_path / "big.csv", tmp_path / "out", plan=HERE).articles == 10


def test_a_full_disk_is_one_line_and_what_was_there_stays(tmp_path, big, monkeypatch):
    measure_files(big, tmp_path / "whole", plan=HERE)
    real = os.replace
    left = [3]

    def full(*paths):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return real(*paths)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(FramingError, match="No space left"):
        measure_files(big, tmp_path / "out", plan=HERE)
    monkeypatch.undo()
    assert not list((tmp_path / "out").rglob(".*"))
    assert measure_files(big, tmp_path / "out", plan=HERE).kept == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, big):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FramingError, match="cannot be written"):
        measure_files(big, tmp_path / "out", plan=HERE)


def test_results_are_never_written_among_their_inputs(tmp_path, big):
    with pytest.raises(InputError, match="elsewhere"):
        measure_files(big, tmp_path, plan=HERE)


@pytest.mark.parametrize(
    "plan", [Plan(rows=0), Plan(tables=("colours",)), Plan(engine="abacus"), Plan(workers=0)]
)
def test_a_plan_that_cannot_be_is_refused(tmp_path, big, plan):
    with pytest.raises(FramingError):
        measure_files(big, tmp_path / "out", plan=plan)


def test_stored_features_can_be_compared_without_the_texts(tmp_path, big, features):
    measure_files(big, tmp_path / "out", plan=HERE)
    found = stored(tmp_path / "out")
    articles = fr.read_articles(table())
    expected = fr.compare(features, articles, by="desk")
    own = fr.compare(found, found, by="desk")
    pd.testing.assert_frame_equal(own.table, expected.table)


def test_the_command_says_where_every_row_is(tmp_path):
    (tmp_path / "big.jsonl").write_text('{"text": "It rained."}\nnot JSON\n')
    source, out = str(tmp_path / "big.jsonl"), str(tmp_path / "out")
    said = CliRunner().invoke(app, ["measure", source, "-o", out, "--workers", "1"])
    assert said.exit_code == 1
    assert "2 rows in = 1 measured + 1 rejected." in said.stderr
    assert said.stdout.strip() == out
