"""What coders give back is read, or refused in one line, whatever they did to it."""

import json
import re
from time import process_time

import pandas as pd
import pytest

import framing as fr

TEXT = "The cruel plan may fail, said Ida. It rained on the “experts” 🙂 of Orrin."
TITLE = "A cruel plan"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    table = {
        "article_id": ["a", "b"],
        "title": [TITLE, TITLE],
        "text": [TEXT, "-1 is cold. So it is."],
    }
    folder = tmp_path_factory.mktemp("coding")
    articles = fr.read_articles(pd.DataFrame(table))
    codes = fr.codebook(["loaded_terms", "hedging"])
    return fr.coding_sheet(articles, folder / "sheets", codes=codes,
                           coders=2)  # fmt: skip


@pytest.fixture
def key(sheets):
    return sheets / "teacher" / "key.csv"


@pytest.fixture
def filled(sheets, tmp_path):
    """A rating sheet of a coder, to be filled in and spoiled."""

    def fill(coder="coder-01", *, encoding="utf-8-sig", sep=",", name=None, **columns):
        path = sheets / "coders" / coder / f"{coder}-sentences.csv"
        table = pd.read_csv(path, encoding="utf-8-sig", dtype=str)
        table["hedging"], table["loaded_terms"] = "no", "yes"
        table = table.rename(columns=columns)
        out = tmp_path / (name or f"{coder}-sentences.csv")
        table.to_csv(out, index=False, encoding=encoding, errors="replace", sep=sep)
        return out

    return fill


def page_file(coder="ida", marks=(), *, done=("T01",), text=TEXT, **changes):
    value = {
        "format": "framing-coding", "version": 1, "sheet": "x", "coder": coder,
        "texts": [{"id": "T01", "title": TITLE, "text": text}], "done": list(done),
        "marks": [{"id": "T01", "field": f, "start": s, "end": e, "text": text[s:e] if f == "text"
                   else TITLE[s:e], "code": c} for f, s, e, c in marks],
    }  # fmt: skip
    return json.dumps(value | changes)


def lines(codings):
    return [str(found) for found in codings.findings]


def test_a_filled_sheet_is_read_under_the_articles_own_ids(filled, key):
    codings = fr.read_codings(filled(), key=key)
    assert set(codings.ratings["article_id"]) == {"a", "b"}
    assert len(codings.ratings) == 12
    assert codings.texts.at["b", "text"].startswith("-1 is cold")
    assert lines(codings) == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"encoding": "windows-1252"}, "read as windows-1252"),
        ({"sep": ";"}, None),
        ({"sep": "\t"}, None),
        ({"hedging": "Hedges?", "id": "Nr."}, "column 'Hedges?' was read as 'hedging'"),
        ({"loaded_terms": "Loaded Terms "}, None),
    ],
)
def test_what_a_student_did_to_a_sheet_does_no_harm(filled, key, how, said):
    codings = fr.read_codings(filled(**how), key=key)
    assert len(codings.ratings) == 12
    assert set(codings.ratings["code"]) == {"hedging", "loaded_terms"}
    assert len(lines(codings)) == bool(said)
    assert not said or said in lines(codings)[0]


def test_values_are_read_as_a_spreadsheet_of_another_country_writes_them(filled, key):
    path = filled(sep=";")
    path.write_text(
        re.sub(r"\bno\b", "0,0", re.sub(r"\byes\b", "1,0", path.read_text("utf-8-sig")))
    )
    codings = fr.read_codings(path, key=key)
    assert codings.ratings.groupby("code")["value"].unique().map(list).to_dict() == {
        "hedging": ["no"], "loaded_terms": ["yes"],
    }  # fmt: skip
    assert lines(codings) == []


def test_rows_that_are_there_twice_are_read_once_and_said_if_they_differ(filled, key):
    path = filled()
    table = pd.read_csv(path, dtype=str)
    pd.concat([table, table.iloc[:2].assign(hedging="yes")]).to_csv(path, index=False)
    codings = fr.read_codings(path, key=key)
    assert len(codings.ratings) == 12
    assert set(codings.ratings.loc[codings.ratings["code"] == "hedging", "value"]) == {"no"}
    assert "rated 2 of these units otherwise before; the first is kept" in lines(codings)[0]


def test_a_title_above_the_header_does_no_harm(filled, key):
    path = filled()
    path.write_text(f"My codings,,,,\n{path.read_text('utf-8-sig')}", "utf-8")
    assert len(fr.read_codings(path, key=key).ratings) == 12


def test_half_empty_cells_and_odd_values_are_left_out_and_said(filled, key):
    path = filled()
    table = pd.read_csv(path, dtype=str)
    table.loc[:2, "hedging"] = ""
    table.loc[3, "hedging"] = "perhaps"
    table.to_csv(path, index=False)
    codings = fr.read_codings(path, key=key)
    assert len(codings.ratings) == 8
    assert any("'perhaps' is no value of the sheet" in line for line in lines(codings))
    assert any("4 of 12 cells are empty or were not read" in line for line in lines(codings))


def test_empty_sheets_are_one_line_however_many_they_are(sheets, key):
    """What a teacher gets who gives the folder that was handed out, not the one handed in."""
    with pytest.raises(fr.InputError, match="nothing is filled in") as refused:
        fr.read_codings(sheets / "coders", key=key)
    assert str(refused.value).count("nothing is filled in") == 1
    assert str(refused.value).count("coder-01.xlsx") == 1


def test_a_workbook_with_one_sheet_filled_is_not_called_empty(sheets, key, tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(sheets / "coders/coder-01/coder-01.xlsx")
    for row in book["Articles"].iter_rows(min_row=2):
        row[3].value = row[4].value = 1
    book.save(tmp_path / "coder-01.xlsx")
    codings = fr.read_codings(tmp_path, key=key)
    assert len(codings.ratings) == 4
    assert lines(codings) == []


def test_what_cannot_be_read_is_one_line_and_stops_nobody_else(filled, key, tmp_path):
    filled("coder-02")
    broken = {
        "no-ids.csv": "name,hedging\nida,yes\n",
        "broken.xlsx": "PK nonsense",
        "old.xls": "x",
        "cut.json": '{"format": "framing-coding", "te',
        "other.json": '{"a": 1}',
        "lost.json": page_file(marks=[], done=[], texts=None),
    }
    for name, content in broken.items():
        (tmp_path / name).write_text(content)
    codings = fr.read_codings(tmp_path, key=key)
    assert codings.coders == ("coder-02",)
    assert [line.split(":")[0] for line in lines(codings)] == sorted(broken)
    assert all(line.count("\n") == 0 and len(line) < 200 for line in lines(codings))
    with pytest.raises(fr.InputError, match=r"no-ids\.csv: no column holds the ids"):
        fr.read_codings(tmp_path / "no-ids.csv")


def test_a_workbook_is_read_with_its_sheets_renamed(sheets, key, tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(sheets / "coders/coder-01/coder-01.xlsx")
    book["Sentences"].title = "Tabelle1"
    for row in book["Tabelle1"].iter_rows(min_row=2):
        row[3].value, row[4].value = "Yes", 0
    for row in book["Articles"].iter_rows(min_row=2):
        row[3].value, row[4].value = 2, "3 a lot"
    book.save(tmp_path / "coder-01.xlsx")
    ratings = fr.read_codings(tmp_path, key=key).ratings
    assert ratings["sentence"].isna().sum() == 4
    assert sorted(ratings["value"].unique()) == ["2", "3", "no", "yes"]


def test_marks_of_the_page_are_read_and_those_that_do_not_fit_are_left_out(tmp_path):
    good, spoiled = ("text", 4, 9, "loaded_terms"), ("text", 15, 18, "hedging")
    (tmp_path / "ida.json").write_text(page_file(marks=[good, spoiled]).replace('"may"', '"can"'))
    codings = fr.read_codings(tmp_path)
    assert codings.marks["text"].tolist() == ["cruel"]
    assert lines(codings) == [
        "ida.json: 1 of 2 marks do not fit their texts; left out. The file was changed after it was"
        " saved."
    ]


def test_two_files_of_one_name_or_of_other_texts_are_not_mixed(tmp_path):
    (tmp_path / "1.json").write_text(page_file("ida"))
    (tmp_path / "2.json").write_text(page_file("ida"))
    (tmp_path / "3.json").write_text(page_file("ole", text="Another text."))
    (tmp_path / "4.json").write_text(page_file("tor", done=[]))
    codings = fr.read_codings(tmp_path)
    assert codings.coders == ("ida",)
    assert "'ida' has coded 'T01' in 1.json already" in lines(codings)[0]
    assert "its text 'T01' is not that of the others" in lines(codings)[1]
    assert "nothing is marked and no text is finished" in lines(codings)[2]


def test_brat_is_read_a_folder_a_coder(tmp_path):
    for coder in ("ida", "ole"):
        (tmp_path / coder).mkdir()
        (tmp_path / coder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    at = TEXT.index("Orrin")
    (tmp_path / "ida" / "ferry.ann").write_text(
        f"T1\tLoaded_Terms 4 9\tcruel\nT2\tHedging 15 18;19 23\tmay fail\n"
        f"T3\tPlace {at} {at + 5}\tOrrin\n"
        "T4\tHedging 900 910\tgone\nR1\tsays Arg1:T1 Arg2:T2\n#1\tnote\n"
    )
    (tmp_path / "ole" / "ferry.ann").write_text("")
    (tmp_path / "lost.ann").write_text("")
    codings = fr.read_codings(tmp_path)
    assert codings.marks[["code", "text"]].values.tolist() == [
        ["loaded_terms", "cruel"], ["hedging", "may"], ["hedging", "fail"], ["place", "Orrin"],
    ]  # fmt: skip
    assert codings.coders == ("ida", "ole")
    assert [line.split(":")[0] for line in lines(codings)] == ["lost.ann", "ida/ferry.ann"]


def test_webanno_tsv_is_read_as_inception_exports_it(tmp_path):
    folder = tmp_path / "ferry.txt"
    folder.mkdir()
    rows = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue",
        "#T_SP=webanno.custom.Code|identifier|value",
        "", "",
        "#Text=🙂 cruel plan [x].",
        "1-1\t0-2\t🙂\tX\t_\t_\t",
        "1-2\t3-8\tcruel\tADJ\t*[1]|*\tLoaded terms[1]|hedging\t",
        "1-3\t9-13\tplan\tNN\t*[1]\tLoaded terms[1]\t",
        "1-4\t14-15\t[\tP\t_\t_\t",
        "",
        "#Text=Ida said so.",
        "2-1\t19-22\tIda\tN\t*\tA\\[b\t",
    ]  # fmt: skip
    (folder / "ole.tsv").write_text("\n".join(rows), encoding="utf-8")
    codings = fr.read_codings(folder / "ole.tsv")
    assert codings.coders == ("ole",)
    assert codings.texts.index.tolist() == ["ferry.txt"]
    assert codings.marks[["code", "text"]].values.tolist() == [
        ["hedging", "cruel"], ["loaded_terms", "cruel plan"], ["a_b", "Ida"],
    ]  # fmt: skip


def test_other_ends_of_lines_inside_a_text_end_no_line_of_a_file(tmp_path):
    (tmp_path / "ida").mkdir()
    text = "A\u2028cruel\x85plan."
    (tmp_path / "ida" / "brat.txt").write_text(text, encoding="utf-8")
    (tmp_path / "ida" / "brat.ann").write_text("T1\thedging 0 7\tA\u2028cruel\r\n", "utf-8")
    rows = ["#FORMAT=WebAnno TSV 3.3", "#T_SP=custom.Code|value", "", f"#Text={text}",
            "1-1\t0-1\tA\t_\t", "1-2\t2-7\tcruel\thedging\t", "1-3\t8-12\tplan\t_\t"]  # fmt: skip
    (tmp_path / "ida" / "tsv.tsv").write_text("\r\n".join(rows), "utf-8", newline="")
    codings = fr.read_codings(tmp_path)
    assert codings.marks["text"].tolist() == ["A\u2028cruel", "cruel"]
    assert codings.texts["text"].tolist() == [text, text]


def test_label_studio_is_read_with_places_as_javascript_counts_them(tmp_path):
    at = TEXT.index("Orrin") + 1  # the emoji before it is two units of JavaScript
    spans = [
        {"type": "labels", "from_name": "label", "value":
         {"start": at, "end": at + 5, "text": "Orrin", "labels": ["Place"]}},
        {"type": "choices", "from_name": "Hedging", "value": {"choices": ["much"]}},
    ]  # fmt: skip
    task = {"id": 7, "data": {"text": TEXT, "article_id": "a"}, "annotations": [
        {"completed_by": {"email": "ida@x.example"}, "result": spans},
        {"completed_by": 2, "result": []},
        {"completed_by": 3, "was_cancelled": True, "result": []},
    ], "predictions": []}  # fmt: skip
    (tmp_path / "export.json").write_text(json.dumps([task]))
    mark = {"start": 4, "end": 9, "text": "cruel", "labels": ["hedging"]}
    small = [{"text": TEXT, "id": 1, "annotator": 4, "label": [mark]}]
    (tmp_path / "min.json").write_text(json.dumps(small))
    codings = fr.read_codings(tmp_path)
    assert codings.coders == ("annotator-2", "annotator-4", "ida@x.example")
    assert codings.marks[["article_id", "code", "text"]].values.tolist() == [
        ["1", "hedging", "cruel"], ["a", "place", "Orrin"],
    ]  # fmt: skip
    assert codings.ratings[["code", "value"]].values.tolist() == [["hedging", "much"]]


@pytest.mark.parametrize(
    "content", ["", "[]", "[1]", "null", '{"format": "framing-coding"}', "[" * 100_000, "\0\0"]
)
def test_odd_json_is_a_line(tmp_path, content):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(fr.InputError, match=r"^x\.json: "):
        fr.read_codings(tmp_path)


def test_labels_of_one_stretch_are_all_kept_and_marks_must_have_the_words_of_the_text(tmp_path):
    rows = [
        "#FORMAT=WebAnno TSV 3.3", "#T_SP=custom.Code|value", "", "#Text=A cruel plan.",
        "1-1\t0-1\tA\t_\t", "1-2\t2-7\tcruel\tloaded terms[1]|hedging[2]\t",
        "1-3\t9-12\tplan\thedging\t", "1-4\t200-205\tgone\thedging\t",
    ]  # fmt: skip
    (tmp_path / "ida.tsv").write_text("\n".join(rows), encoding="utf-8")
    codings = fr.read_codings(tmp_path / "ida.tsv")
    assert sorted(codings.marks[["code", "text"]].values.tolist()) == [
        ["hedging", "cruel"], ["loaded_terms", "cruel"],
    ]  # fmt: skip
    assert "2 marks do not fit the words of the text" in lines(codings)[0]


@pytest.mark.parametrize("id_", ["T01.99999999999999999999999", "T" + "9" * 5000, "T01.77", "T٠١"])
def test_an_id_that_names_nothing_is_one_line(filled, key, id_):
    path = filled()
    table = pd.read_csv(path, dtype=str)
    table.loc[0, "id"] = id_
    table.to_csv(path, index=False)
    codings = fr.read_codings(path, key=key)
    assert len(codings.ratings) == 10
    assert len(lines(codings)) == 1


def test_endless_places_in_brat_are_one_line(tmp_path):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "ferry.ann").write_text(f"T1\tHedging 1 {'9' * 5000}\tx\nT2\tHedging 15 18\tmay\n")
    codings = fr.read_codings(tmp_path / "ferry.ann")
    assert codings.marks["text"].tolist() == ["may"]
    assert "line 1: no mark that fits" in lines(codings)[0]


def test_brat_marks_in_pieces_must_have_the_words_of_the_text(tmp_path):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "ferry.ann").write_text("T1\tHedging 15 18;19 23\tmay sink\n")
    assert "line 1: no mark that fits" in lines(fr.read_codings(tmp_path / "ferry.ann"))[0]


def test_a_file_of_another_encoding_is_read_and_said(tmp_path):
    (tmp_path / "ferry.txt").write_bytes("The naïve plan.".encode("cp1252"))
    (tmp_path / "ferry.ann").write_bytes("T1\tLoaded_Terms 4 9\tnaïve\n".encode("cp1252"))
    codings = fr.read_codings(tmp_path / "ferry.ann")
    assert codings.marks["text"].tolist() == ["naïve"]
    assert any("ferry.txt was read as windows-1252." in line for line in lines(codings))


def test_one_name_in_the_column_of_coders_is_that_of_all_rows(filled, key):
    path = filled()
    table = pd.read_csv(path, dtype=str)
    table["coder"] = ["Ida", *[""] * (len(table) - 1)]
    table.to_csv(path, index=False)
    assert fr.read_codings(path, key=key).coders == ("Ida",)
    table.loc[1, "coder"] = "Ole"
    table.to_csv(path, index=False)
    codings = fr.read_codings(path, key=key)
    assert len(codings.coders) == 3
    assert any("rows name no coder" in line for line in lines(codings))


@pytest.mark.parametrize(
    ("written", "value"),
    [("2", "2"), ("2.0", "2"), ("2,00", "2"), ("2 some", "2"), ("3 (a lot)", "3"), ("1.5", None),
     ("2,5", None), ("1/2", None), ("2-3", None), ("1 or 2", None), ("2.0.5", None), ("4", None)],
)  # fmt: skip
def test_a_rating_of_an_article_is_one_of_four_numbers(written, value, tmp_path):
    path = tmp_path / "ida-articles.csv"
    path.write_text(f'id,coder,hedging,loaded_terms\nT01,Ida,"{written}",1\nT02,Ida,1,1\n')
    ratings = fr.read_codings(path).ratings
    found = ratings[(ratings["article_id"] == "T01") & (ratings["code"] == "hedging")]["value"]
    assert found.tolist() == ([value] if value else [])


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (["Class 7b", "spring"], [], ["id", "coder", "hedging"], ["T01", "Ida", "1"], [],
                ["T02", "Ida", "often"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "ida.xlsx")
    codings = fr.read_codings(tmp_path / "ida.xlsx")
    assert codings.ratings["value"].tolist() == ["1"]
    assert any("column 'hedging', row 6: 'often' is no value" in line for line in lines(codings))


def test_a_cell_far_away_takes_no_memory(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (["id", "coder", "hedging"], ["T01", "Ida", "1"]):
        book.active.append(row)
    book.active.cell(row=200_000, column=16_000, value="x")
    book.save(tmp_path / "ida.xlsx")
    began = process_time()
    codings = fr.read_codings(tmp_path / "ida.xlsx")
    assert process_time() - began < 20
    assert codings.ratings["value"].tolist() == ["1"]
    assert any("the rest was not read" in line for line in lines(codings))


def test_marks_of_pages_and_dialogues_in_label_studio_are_said_to_be_left_out(tmp_path):
    value = {"start": "/p[1]", "end": "/p[1]", "hypertextlabels": ["hedging"]}
    beyond = {"start": 900, "end": 905, "text": "gone", "labels": ["hedging"]}
    tasks = [
        {"id": n, "data": {"text": TEXT}, "annotations": [
            {"completed_by": 2, "result": [{"type": "labels", "value": each}]}]}
        for n, each in enumerate([value, beyond])
    ]  # fmt: skip
    (tmp_path / "export.json").write_text(json.dumps(tasks))
    codings = fr.read_codings(tmp_path)
    assert codings.marks.empty
    assert codings.texts.index.tolist() == ["task-0", "task-1"]
    assert sum("left out" in line for line in lines(codings)) == 2
