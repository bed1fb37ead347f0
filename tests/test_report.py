"""The report: whole, self-contained, escaped, and the same bytes every time."""

import base64
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import framing as fr
from framing.bundled import folder
from framing.manifest import Job
from framing.report import run_report, verify_report

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> =1+1, the mayor said.'


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    sample = folder("sample")
    job = Job(
        str(sample / "articles"),
        within="event_id",
        outlets=sample / "outlets.csv",
        events=sample / "events.csv",
    )
    return run_report(job, tmp_path_factory.mktemp("run") / "report").parent


@pytest.fixture(scope="module")
def made_small(tmp_path_factory):
    made = tmp_path_factory.mktemp("small")
    texts = made / "articles"
    texts.mkdir()
    (texts / "one.txt").write_text("The bridge is closed, the mayor said.\n", encoding="utf-8")
    (texts / "two.txt").write_text("The bridge may open. Nobody knows.\n", encoding="utf-8")
    run_report(Job(str(texts)), made / "report")
    return made


@pytest.fixture
def small(made_small, tmp_path):
    """Two articles of one's own, and their report."""
    return Path(shutil.copytree(made_small, tmp_path, dirs_exist_ok=True))


def test_it_writes_pages_tables_charts_and_a_manifest(written):
    names = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert {"report.html", "report.ipynb", "report.md", "references.bib", "run.json"} <= names
    for table in ("articles", "spans", "features", "attributions", "comparison", "tests"):
        assert {f"tables/{table}.csv", f"tables/{table}.parquet"} <= names
    assert any(name.startswith("charts/") and name.endswith(".svg") for name in names)
    assert any(name.startswith("charts/") and name.endswith(".png") for name in names)


def test_the_page_asks_the_network_for_nothing(written):
    page = (written / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", page)
    assert "@import" not in page
    assert "<script src" not in page


def test_every_chart_has_words_for_those_who_cannot_see_it(written):
    page = (written / "report.html").read_text(encoding="utf-8")
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert figures
    for figure in figures:
        assert "<desc" in figure or "aria-label" in figure


def test_the_manifest_holds_what_it_takes_to_run_it_again(written):
    manifest = json.loads((written / "run.json").read_text(encoding="utf-8"))
    assert manifest["job"]["source"] == "bundled:articles"
    articles = [p for p in (folder("sample") / "articles").rglob("*") if p.is_file()]
    assert len(manifest["articles"]) == len(articles) + 2
    assert set(manifest["lexicons"]) == {p.stem for p in folder("lexicons").glob("*.yaml")}
    assert {"python", "numpy", "pandas", "textstat", "media-framing"} <= set(manifest["versions"])
    assert not re.search(r"(?<![\w.])/(home|root|tmp|work|Users)/", json.dumps(manifest))


def test_verify_finds_the_same_with_another_hash_seed_time_zone_locale_and_two_workers(written):
    code = (
        "import sys; from framing.report import verify_report;"
        "sys.exit('; '.join(verify_report(sys.argv[1], workers=2)) or 0)"
    )
    elsewhere = {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"}
    command = [sys.executable, "-c", code, str(written)]
    run = subprocess.run(command, env=os.environ | elsewhere, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_one_changed_letter_in_an_input_is_found_and_named(small):
    (small / "articles" / "two.txt").write_text("The bridge may open. Nobody knowt.\n")
    assert verify_report(small / "report") == ["two.txt: the input has changed"]


def test_new_and_missing_inputs_are_named(small):
    (small / "articles" / "three.txt").write_text("A third one.")
    (small / "articles" / "one.txt").unlink()
    assert verify_report(small / "report") == [
        "one.txt: the input is gone",
        "three.txt: the input is new",
    ]


def test_one_changed_byte_in_a_result_is_found_and_named(small):
    features = small / "report" / "tables" / "features.csv"
    features.write_bytes(features.read_bytes().replace(b"a", b"b", 1))
    difference, why = verify_report(small / "report")
    assert difference.endswith("tables/features.csv: differs")
    assert why.startswith("Inputs, program and libraries are those of the report")


def test_a_report_can_be_moved_with_its_input(small, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("articles", "report"):
        shutil.move(small / name, elsewhere / name)
    assert verify_report(elsewhere / "report") == []


def test_a_second_report_in_the_folder_leaves_nothing_of_the_first(small):
    stale = small / "report" / "charts" / "stale.svg"
    stale.write_text("old")
    mine = small / "report" / "mine.txt"
    mine.write_text("not the report's")
    manifest = json.loads((small / "report" / "run.json").read_text())
    manifest["files"]["charts/stale.svg"] = manifest["files"]["../mine.txt"] = ""
    (small / "report" / "run.json").write_text(json.dumps(manifest))
    run_report(Job(str(small / "articles")), small / "report")
    assert not stale.exists()
    assert mine.exists()


def test_verify_needs_a_manifest(tmp_path):
    with pytest.raises(fr.InputError, match=r"no run\.json"):
        verify_report(tmp_path)


def test_hostile_text_is_text(tmp_path):
    table = pd.DataFrame({"article_id": ["<b>"], "text": [HOSTILE], "title": [HOSTILE],
                          "outlet": ["<i>Post</i>"]})  # fmt: skip
    page = fr.report(table, tmp_path).read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<i>Post" not in page
    assert "&lt;script&gt;" in page
    assert "\n=1+1" not in (tmp_path / "tables" / "spans.csv").read_text(encoding="utf-8")


def test_articles_without_an_outlet_are_reported_together(small):
    text = (small / "report" / "report.md").read_text(encoding="utf-8")
    assert "all articles: 2 articles" in text


def test_a_table_in_memory_is_reported_but_cannot_be_run_again(tmp_path):
    fr.report(pd.DataFrame({"text": ["It may rain, she said."]}), tmp_path)
    with pytest.raises(fr.InputError, match="made from a table in memory"):
        verify_report(tmp_path)


def test_a_file_that_is_not_of_the_report_is_named(small):
    (small / "report" / "tables" / "mine.csv").write_text("a")
    (difference,) = verify_report(small / "report")
    assert difference.endswith("tables/mine.csv: is not of this report")


@pytest.mark.parametrize("wrong", [
    {"job": "x"}, {"job": None}, {"job": []}, {"articles": []}, {"articles": {"a": 1}},
    {"lexicons": None}, {"versions": [1]}, {"files": "x"}, {"seed": "x"}, {"seed": -1},
    {"seed": True}, {"by": [1]}, {"within": 3}, {"source": 1}, {"outlets": {}},
    {"lexicons": "x"}, {"lexicons": [1]},
])  # fmt: skip
def test_a_manifest_of_wrong_types_is_bad_input(small, wrong):
    path = small / "report" / "run.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    ((key, _),) = wrong.items()
    part = manifest if key in ("job", "articles", "versions", "files") else manifest["job"]
    if wrong == {"lexicons": None}:
        part = manifest
    path.write_text(json.dumps({**part, **wrong} if part is manifest
                               else {**manifest, "job": {**part, **wrong}}))  # fmt: skip
    with pytest.raises(fr.InputError, match=r"run\.json"):
        verify_report(small / "report")


def test_after_an_upgrade_the_program_is_said_to_have_changed_and_not_the_input(small):
    path = small / "report" / "run.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    now = manifest["versions"]["numpy"]
    manifest["program"] = manifest["lexicons"]["hedging"] = "other"
    manifest["versions"]["numpy"] = "0.1"
    path.write_text(json.dumps(manifest))
    *first, last = verify_report(small / "report")
    assert first[:3] == [
        f"The program has changed, not the input: {line}"
        for line in (
            "framing has other files now, whether or not its version is the same",
            "lexicon hedging has changed since this report",
            f"numpy 0.1 then, {now} now",
        )
    ]
    assert last.endswith("run.json: differs")


def test_a_caption_that_many_charts_share_is_said_once(written):
    page = (written / "report.html").read_text(encoding="utf-8")
    said = re.sub(r"<svg.*?</svg>", "", page, flags=re.S)
    assert said.count("in the band, what chance would give") == 1


def test_the_mean_is_said_as_it_was_computed(written, small):
    within = (written / "report.html").read_text(encoding="utf-8")
    assert "The mean over articles, each counting the same" not in within
    without = (small / "report" / "report.html").read_text(encoding="utf-8")
    assert "The mean over articles, each counting the same." in without


def test_speakers_and_entries_lead_to_an_article_where_they_are_found(written):
    page = (written / "report.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="#(article-\d+)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="(article-\d+)"', page))
    assert 'href="tables/tests.csv"' in page


def test_an_articles_numbers_have_units_and_their_working(small):
    page = (small / "report" / "report.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="marks">(.*?)</script>', page)[1])
    place = data["numbers"].index(["hedging", "weighted hits per 1,000 words"])
    for values, words in zip(data["values"], (7, 6), strict=True):
        assert re.fullmatch(rf"\d hits? in {words} words", values[place][1])
    assert "Found by program; check before you quote." in page


def test_the_notebook_shows_the_same_numbers_from_the_same_input(small, monkeypatch, capsys):
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(small / "report" / "report.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.metadata.get("tags") for cell in code].count(["parameters"]) == 1
    assert not any(cell.outputs or cell.execution_count for cell in code)
    monkeypatch.chdir(small / "report")
    names: dict = {}
    for cell in code:
        exec(cell.source.replace("%matplotlib inline", ""), names)
    said = capsys.readouterr().out.splitlines()
    text = (small / "report" / "report.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert said
    for sentence in said:
        assert sentence in text
    for name, of_row in (("compared", "feature"), ("heard", "speaker"), ("entries", "entry")):
        first = names["tables"][name].astype(str).iloc[0]
        begins = f"| {first[of_row]} "
        lines = text.replace("\\", "").splitlines()
        row = next(line for line in lines if line.startswith(begins))
        assert all(part in row for part in first.tolist()[2:]), name


def test_only_its_own_script_may_run_in_the_page(small):
    page = (small / "report" / "report.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.search(r"<script>(.*?)</script>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_random_halves_of_one_outlet_are_said_to_differ_in_nothing(tmp_path):
    said = [
        "“We are full,” said Ida Brandt.", "The plan may fail.", "It rained on the harbour.",
        "Officials insisted that the dam was safe.", "The shameful delay goes on.",
        "Otto Krag asked for more time.", "The council will perhaps meet again on Monday.",
    ]  # fmt: skip
    dealer = random.Random(1)
    table = pd.DataFrame({
        "text": [" ".join(dealer.choices(said, k=14)) for _ in range(40)],
        "outlet": dealer.sample(["One half", "Other half"] * 20, 40),
    })  # fmt: skip
    text = fr.report(table, tmp_path).with_suffix(".md").read_text(encoding="utf-8")
    shown = text.split("## What the articles show")[1].split("## Compared")[0]
    assert "No difference between the groups can be shown with these articles." in shown
    assert "q\u00a0=" not in shown
    assert not (pd.read_csv(tmp_path / "tables" / "tests.csv")["q"] < 0.05).any()


def test_speakers_stand_by_the_groups_of_the_comparison(tmp_path):
    texts = ["“It rained,” said Ida Brandt.", "“It snowed,” said Otto Krag."] * 2
    table = pd.DataFrame({"text": texts, "outlet": ["BBC", "The Guardian"] * 2})
    page = fr.report(table, tmp_path, by="ownership").with_suffix(".md").read_text(encoding="utf-8")
    heard = page.split("## Who is heard")[1].split("## Behind")[0]
    groups = sorted({fr.find_outlet(name)["ownership"] for name in ("BBC", "The Guardian")})
    assert len(groups) == 2
    heads = re.findall(r"^### (.*)$", heard, re.M)
    assert heads[:2] == [name.replace("_", r"\_") for name in groups]


def test_outlets_of_no_registry_keep_their_names(tmp_path):
    texts = [f"“It rained {n} times,” said Ida Brandt." for n in range(4)]
    outlets = ["Vale Post", "Vale Post", "Marsh Echo", "Marsh Echo"]
    table = pd.DataFrame({"text": texts, "outlet": outlets})
    page = fr.report(table, tmp_path / "named").with_suffix(".md").read_text(encoding="utf-8")
    assert "- Vale Post: 2 articles" in page
    assert "all articles" not in page.split("## What the articles show")[0]
    half = table.assign(outlet=["Vale Post", "Marsh Echo", None, None])
    page = fr.report(half, tmp_path / "half").with_suffix(".md").read_text(encoding="utf-8")
    assert "- Vale Post: 1 article\n" in page
    assert "4 articles" not in page.split("## What")[0].split("\n- ", 1)[1]
    none = fr.report(table.drop(columns="outlet"), tmp_path / "none").with_suffix(".md")
    text = none.read_text(encoding="utf-8")
    assert "- all articles: 4 articles" in text
    assert "### all articles" in text


def test_the_name_of_a_column_is_no_markup_and_no_cell(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    by = "a|b <b>\n# %%\nimport os"
    table = pd.DataFrame({"text": ["It may rain today."] * 4, by: ["red", "blue"] * 2})
    page = fr.report(table, tmp_path, by=by)
    written = page.with_suffix(".md").read_text(encoding="utf-8")
    assert "## Compared by a\\|b &lt;b> \\# %% import os" in written
    notebook = nbformat.read(page.with_suffix(".ipynb"), as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(source.startswith("import os") for source in sources)


@pytest.mark.parametrize("texts", [["", "", ""], ["It may rain."] * 3, ["It may rain.", "", ""]])
def test_articles_without_text_or_without_any_difference_have_a_report(tmp_path, texts):
    table = pd.DataFrame({"text": texts, "title": ["A", "B", "C"], "outlet": ["X", "Y", "Z"]})
    assert fr.report(table, tmp_path).exists()


def test_names_that_are_read_from_the_right_stay_in_their_place(tmp_path):
    texts = ["“It rained,” said Ida Brandt."] * 2 + ["It rained on the dam."] * 2
    name = "\u0635\u062d\u064a\u0641\u0629"
    table = pd.DataFrame({"text": texts, "outlet": [name] * 2 + ["BBC"] * 2})
    page = fr.report(table, tmp_path)
    assert f"<bdi>{name}</bdi>" in page.read_text(encoding="utf-8")
    told = page.with_suffix(".md").read_text(encoding="utf-8")
    shown = told.split("## What the articles show")[1].split("## Compared")[0]
    assert shown.count(name) == shown.count(f"\u2068{name}\u2069")


def test_markdown_says_how_many_articles_and_stories_it_leaves_out(tmp_path):
    rows = [
        (f"Outlet {n}", "The ferry was full. It may rain.", f"Day {day}", f"event-{day}")
        for day in range(13)
        for n in range(10 if day == 0 else 2)
    ]
    table = pd.DataFrame(rows, columns=["outlet", "text", "title", "event_id"])
    told = fr.report(table, tmp_path).with_suffix(".md").read_text(encoding="utf-8")
    assert "2 articles more on it." in told
    assert "1 more story is told by two or more of them." in told
