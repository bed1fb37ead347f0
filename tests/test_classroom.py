"""`framing classroom`: a folder from which a lesson can be held without a network."""

import re
from html import unescape

import pandas as pd
import pytest
from lxml import html

import framing as fr
from framing.bundled import folder
from framing.classroom.unpacking import classroom
from framing.classroom.worksheets import WIDTH, worksheet


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    return classroom(tmp_path_factory.mktemp("classroom")).parent


@pytest.fixture(scope="module")
def key(sample):
    return fr.answer_key(sample)


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sheet(sample, key, article_id, kind):
    return html.fromstring(
        worksheet(sample.loc[article_id], key[key["article_id"] == article_id], kind)
    )


def test_every_link_leads_to_a_file(unpacked):
    pages = [page for page in sorted(unpacked.rglob("*.html")) if "corpus" not in page.parts]
    assert len(pages) > 130
    for page in pages:
        for link in html.fromstring(page.read_bytes()).xpath("//@href | //@src"):
            if not link.startswith(("#", "http")):
                assert (page.parent / link).is_file(), f"{page.name}: {link}"


def test_nothing_is_fetched_from_elsewhere(unpacked):
    for name in ("worksheets", "key", "lessons"):
        for page in sorted((unpacked / name).rglob("*.html")):
            assert "default-src 'none'" in page.read_text(encoding="utf-8")


def test_every_article_has_three_sheets(unpacked, sample):
    for place in ("worksheets/plain", "worksheets/marked", "key"):
        assert len(list((unpacked / place).glob("*.html"))) == len(sample)


def test_the_corpus_and_the_notebooks_are_there(unpacked):
    articles = fr.read_articles(unpacked / "corpus" / "articles")
    assert len(articles) == 41
    names = {path.name for path in folder("notebooks").glob("*.ipynb")}
    assert {path.name for path in (unpacked / "notebooks").iterdir()} == names


def test_the_corpus_has_the_key_that_its_description_names(unpacked, sample):
    there = fr.answer_key(sample, unpacked / "corpus" / "key")
    pd.testing.assert_frame_equal(there, fr.answer_key(sample))


def test_what_students_fill_in_has_room_and_no_answers(unpacked):
    page = html.fromstring((unpacked / "lessons" / "list.html").read_bytes())
    assert len([cell for cell in page.iter("td") if not cell.text_content()]) == 12
    lesson = (unpacked / "lessons" / "1-who-gets-to-speak.html").read_text(encoding="utf-8")
    assert "lessons/list.html" in lesson
    assert "What to look for" in lesson
    assert "What to look for" not in page.text_content()


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "lessons/3-coding-by-hand.html",
        "worksheets/marked/ferry-grounding-daily-gull.html",
        "key/ferry-grounding-lnb.html",
        "coding/coders/coder-01/coder-01.html",
    ],
)
def test_axe_finds_no_serious_fault(unpacked, browser, serious_faults, name):
    browser.get((unpacked / name).as_uri())
    assert serious_faults() == []


def test_every_lesson_has_aims_minutes_and_materials(unpacked):
    lessons = [path for path in (unpacked / "lessons").glob("*.md") if path.name[0].isdigit()]
    assert len(lessons) == 4
    for lesson in lessons:
        text = lesson.read_text(encoding="utf-8")
        assert re.search(r"\b(?:School|University)\b.*\b(?:45|90) minutes", text)
        assert all(f"## {part}" in text for part in ("Aims", "Materials", "The lesson"))


def test_a_sheet_holds_every_word_of_the_article(sample, key):
    for article_id in ("lnb/harbour-strike.txt", "daily-gull/ferry-grounding.html"):
        for kind in ("plain", "marked"):
            page = sheet(sample, key, article_id, kind)
            shown = "".join(page.xpath("//div[@class='lines']/div/span[2]//text()"))
            article = sample.loc[article_id]
            title = article["title"] if isinstance(article["title"], str) else ""
            assert words(shown) == words(title + article["text"])


def test_lines_are_short_enough_to_be_numbered_alike(sample, key):
    page = sheet(sample, key, "courant/ferry-grounding.html", "plain")
    lines = page.xpath("//div[@class='lines']/div/span[2]")
    assert max(len(line.text_content()) for line in lines) <= WIDTH


def test_a_plain_sheet_gives_nothing_away(sample, key):
    page = sheet(sample, key, "lantern/dam-memo.html", "plain")
    assert not page.xpath("//span[contains(@class, 'source') or contains(@class, 'loaded')]")


def test_the_key_says_who_is_heard_in_which_lines(sample, key):
    page = sheet(sample, key, "merrow-press/ferry-grounding.html", "key")
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows[0][:4] == ["1–3", "the Coast Rescue Service", "official", "said"]
    assert [row[1] for row in rows].count("Lena Brask") == 2


def test_hostile_text_is_text(key):
    text = "<script>alert(1)</script>" + "a" * 200
    table = pd.DataFrame({"article_id": ["x"], "text": [text], "title": ["<b>"], "outlet": ["<i>"]})
    page = worksheet(fr.read_articles(table).iloc[0], key.iloc[:0], "marked")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "alert(1)" in unescape(page)
