"""Blind coding sheets: what coders are shown, and what they are not."""

import io
import json
import re

import pandas as pd
import pytest

import framing as fr
from framing.coding.blind import blind
from framing.coding.span_page import panel_script, script_hash, span_page
from framing.coding.spreadsheets import rating_tables, xlsx_bytes

HOSTILE = (
    '</script><script>alert("x")</script><img src=x onerror=alert(1)> =1+1 {{ 7 * 7 }} \x00 🙂'
)


@pytest.fixture(scope="module")
def articles():
    texts = {
        "vale/a.html": "ORRIN (Vale Post) — It may rain, Ida Brandt told the Post.\n\nIt did.",
        "crier/b.html": "The storm was a disgrace. VNB was told so by the mayor.",
    }
    table = {
        "article_id": list(texts),
        "title": ["Rain, says the Vale Post", "Storm"],
        "text": list(texts.values()),
        "outlet": ["The Vale Post", "Vale National Broadcasting"],
    }
    return fr.read_articles(pd.DataFrame(table))


@pytest.fixture(scope="module")
def sheets(articles, tmp_path_factory):
    return fr.coding_sheet(articles, tmp_path_factory.mktemp("sheets"), coders=3, seed=1)


def data_of(page: str) -> dict:
    return json.loads(re.search(r'id="coding-data">(.*?)</script>', page, re.S)[1])


def test_no_file_of_a_coder_names_an_outlet_or_an_article(sheets):
    for path in (sheets / "coders").rglob("*"):
        if path.suffix in (".html", ".csv"):
            text = path.read_text("utf-8")
            assert not re.search(r"Vale|VNB|Post\b|vale/|crier/", text), path.name


def test_a_place_in_a_blind_text_is_the_same_place_in_the_article(articles):
    for _, row in blind(articles).iterrows():
        text = articles.at[row["article_id"], "text"]
        assert len(row["text"]) == len(text)
        same = sum(a == b for a, b in zip(row["text"], text, strict=True))
        assert same > 0.5 * len(text)
        assert [c == "\n" for c in row["text"]] == [c == "\n" for c in text]


def test_every_coder_has_an_order_of_their_own_and_the_seed_decides(sample, tmp_path):
    def orders(seed, name):
        folder = fr.coding_sheet(sample.head(9), tmp_path / name, coders=2, seed=seed)
        pages = sorted((folder / "coders").rglob("*.html"))
        return [[text["id"] for text in data_of(p.read_text("utf-8"))["texts"]] for p in pages]

    first = orders(0, "a")
    assert first[0] != first[1]
    assert sorted(first[0]) == sorted(first[1])
    assert orders(0, "b") == first != orders(1, "c")
    for path in sorted((tmp_path / "a").rglob("*.*")):
        twin = tmp_path / "b" / path.relative_to(tmp_path / "a")
        assert path.read_bytes() == twin.read_bytes(), path.name


def test_the_key_tells_the_teacher_what_the_ids_are(sheets, articles):
    key = pd.read_csv(sheets / "teacher" / "key.csv", encoding="utf-8-sig")
    assert set(key["article_id"]) == set(articles.index)
    assert set(key["outlet"]) == set(articles["outlet"])


def test_the_sheets_hold_every_sentence_and_the_headline(sheets):
    table = pd.read_csv(sheets / "coders/coder-01/coder-01-sentences.csv", encoding="utf-8-sig")
    assert sorted(table["id"]) == ["T01.00", "T01.01", "T01.02", "T02.00", "T02.01", "T02.02"]
    assert table["loaded_terms"].isna().all()


def test_hostile_text_is_text():
    texts = pd.DataFrame({"title": [HOSTILE], "text": [HOSTILE]}, index=["T01"])
    page = span_page(texts, fr.codebook(), coder='"><b>', sheet="s")
    assert page.count("<script") == 2
    assert "<img" not in page
    assert data_of(page)["texts"][0]["fields"][1]["text"] == HOSTILE
    assert f"script-src '{script_hash(panel_script())}'" in page.replace("&#43;", "+").replace(
        "&#39;", "'"
    )


def test_no_cell_is_a_formula_and_cells_offer_their_values():
    from openpyxl import load_workbook

    texts = pd.DataFrame(
        {"title": ["=1+1"], "text": ["=HYPERLINK(1). +2 fell\x00."]}, index=["T01"]
    )
    book = load_workbook(io.BytesIO(xlsx_bytes(rating_tables(texts, fr.codebook(), coder="c"),
                                               fr.codebook())))  # fmt: skip
    assert book.sheetnames == ["Codebook", "Sentences", "Articles"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    lists = [v.formula1 for v in book["Sentences"].data_validations.dataValidation]
    assert lists == ['"no,yes"']


def test_a_codebook_is_made_of_the_lexicons(tmp_path):
    own = tmp_path / "doubt.yaml"
    own.write_text(
        "title: Doubt\nmeasures: Words that doubt.\nfeature: doubt\nsource: us\nlicense: CC0-1.0\n"
        "language: en\nentries:\n  noun: [claim]\nexamples:\n  - 'A [claim] was made.'\n"
    )
    codes = fr.codebook(["hedging", "hedging:modal"], lexicon_files=[own])
    assert [code.name for code in codes] == ["hedging", "hedging:modal", "doubt"]
    assert codes[2].examples == ("A [claim] was made.",)
    with pytest.raises(fr.FramingError, match="Did you mean 'hedging'"):
        fr.codebook(["hedgin"])
    with pytest.raises(fr.FramingError, match="1 to 9 codes"):
        fr.codebook(["hedging", "hedging"])


def test_what_cannot_be_coded_is_refused(tmp_path, articles_of):
    with pytest.raises(fr.InputError, match="nothing to code"):
        fr.coding_sheet(articles_of("  "), tmp_path)
    with pytest.raises(fr.FramingError, match="coders must be"):
        fr.coding_sheet(articles_of("It rained."), tmp_path, coders=0)
