"""The report in a real browser: quiet, switchable, searchable, by keyboard, dark, on paper."""

import json
import re

import pandas as pd
import pytest

import framing as fr
from framing.errors import FramingError
from framing.pdf import find_browser, print_report

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.filterwarnings("default")

HOSTILE = '<script>window.hacked = 1</script> "><img src=x onerror="window.hacked = 2"> said Ida.'
KRAG = (
    "The cruel mayor Ida Brandt said it may rain. “We are perhaps full,” said Ida Brandt. Critics"
    " claimed that Otto Krag had lied."
)
BRANDT = (
    "Officials confirmed that Ida Brandt might leave. “No,” said Otto Krag. The shameful,"
    " well-known minister Otto Krag was silent."
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    rows = [
        ("hostile", HOSTILE, HOSTILE, "<i>Post</i>", None),
        ("long", "x" * 200_000, "Without a space", "V" * 300, None),
        ("c", KRAG, "Brandt storms", "Vale Echo", "storm"),
        ("d", BRANDT, "Brandt leaves", "<i>Post</i>", "storm"),
    ]
    table = pd.DataFrame(rows, columns=["article_id", "text", "title", "outlet", "event_id"])
    return fr.report(table, tmp_path_factory.mktemp("run") / "report")


@pytest.fixture
def page(browser, report):
    """The report, newly opened; nothing may go wrong in its console."""
    media(browser)
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(report.as_uri())
    yield browser
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def media(browser, kind="screen", scheme="light"):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})


def one(page, selector):
    return page.find_element(By.CSS_SELECTOR, selector)


def opened(page, title, *, scripts=True):
    """The article of this title, opened with the mouse."""
    articles = page.find_elements(By.CSS_SELECTOR, "details.article")
    article = next(
        a for a in articles if a.find_element(By.CSS_SELECTOR, "summary h3").text == title
    )
    article.find_element(By.TAG_NAME, "summary").click()
    if scripts:
        WebDriverWait(page, 20).until(lambda _: article.get_attribute("data-numbered"))
    return article


def style(page, element, name):
    return page.execute_script("return getComputedStyle(arguments[0])[arguments[1]]", element, name)


def focused(page):
    return page.switch_to.active_element


def in_article(article, words):
    return next(b for b in article.find_elements(By.CSS_SELECTOR, ".text b") if b.text == words)


def search(page, wanted):
    box = one(page, "#wanted")
    box.clear()
    box.send_keys(wanted, Keys.ENTER)
    return one(page, "#found-how-many").text


def test_it_asks_the_network_for_nothing(page, report):
    sent = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [m["params"]["request"] for m in sent if m["method"] == "Network.requestWillBeSent"]
    assert [request["url"] for request in asked] == [report.as_uri()]


def test_hostile_articles_are_text(page):
    article = opened(page, HOSTILE)
    assert "<script>window.hacked" in article.text
    opened(page, "Without a space")
    assert page.execute_script("return window.hacked") is None
    assert page.execute_script("return document.images.length") == 0
    wide = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.execute_script(wide)


def test_a_voice_a_layer_and_a_zone_are_switched_on_and_off(page):
    article = opened(page, "Brandt storms")
    quoted = article.find_element(By.CSS_SELECTOR, "b.d")
    loaded = in_article(article, "cruel")
    assert "rgba(0, 0, 0, 0)" not in style(page, quoted, "backgroundColor")
    assert style(page, loaded, "textDecorationLine") == "underline"
    one(page, "[data-off=d]").click()
    assert "rgba(0, 0, 0, 0)" in style(page, quoted, "backgroundColor")
    layer = page.find_element(By.XPATH, "//label[contains(., 'loaded terms')]/input")
    layer.click()
    assert style(page, loaded, "textDecorationLine") == "none"
    assert "loaded terms" not in loaded.get_attribute("aria-label")
    layer.send_keys(Keys.SPACE)
    assert "loaded terms" in loaded.get_attribute("aria-label")
    one(page, "[data-off=y]").click()
    assert not loaded.is_displayed()
    assert article.find_element(By.CSS_SELECTOR, "p.t").is_displayed()


def test_a_mark_of_two_layers_keeps_the_look_of_the_one_that_is_on(page):
    article = opened(page, "Brandt leaves")
    mark = in_article(article, "might")
    layers = [name for name in mark.get_attribute("class").split() if name.startswith("L")]
    assert len(layers) == 1
    one(page, f"[data-off={layers[0]}]").click()
    assert layers[0] not in mark.get_attribute("class").split()
    assert style(page, mark, "textDecorationLine") == "none"


def test_marks_are_reached_by_keyboard_whatever_zone_is_off(page):
    article = opened(page, "Brandt storms")
    one(page, "[data-off=t]").click()
    stops = article.find_elements(By.CSS_SELECTOR, '.text b[tabindex="0"]')
    assert [stop.is_displayed() for stop in stops] == [True]


def test_articles_have_headings(page):
    heads = page.find_elements(By.CSS_SELECTOR, "details.article > summary h3")
    titles = {HOSTILE, "Without a space", "Brandt leaves", "Brandt storms"}
    assert {head.text for head in heads} == titles


def test_an_article_is_read_by_keyboard_alone(page):
    summary = next(
        s for s in page.find_elements(By.CSS_SELECTOR, "details.article > summary")
        if "Brandt storms" in s.text
    )  # fmt: skip
    page.execute_script("arguments[0].focus()", summary)
    focused(page).send_keys(Keys.ENTER)
    focused(page).send_keys(Keys.TAB)
    first = focused(page)
    assert first.get_attribute("role") == "group"
    first.send_keys(Keys.ARROW_RIGHT)
    second = focused(page)
    assert second != first
    assert "own voice, body" in second.get_attribute("aria-label")
    second.send_keys(Keys.HOME)
    assert focused(page) == first
    focused(page).send_keys(Keys.ESCAPE)
    assert focused(page) == summary


def test_a_mark_tells_its_layer_rule_voice_and_zone(page):
    hedge = in_article(opened(page, "Brandt storms"), "perhaps")
    told = hedge.get_attribute("aria-label")
    for part in ("hedging", "rule “perhaps”", "direct speech", "body"):
        assert part in told


def test_an_articles_numbers_come_with_their_working(page):
    article = opened(page, "Brandt storms")
    article.find_element(By.CSS_SELECTOR, "aside summary").click()
    numbers = article.find_element(By.CSS_SELECTOR, "aside .numbers").text
    working = r"hedging \S+\s+weighted hits per 1,000 words \(\d hits? in \d\d words\)"
    assert re.search(working, numbers)
    assert "Ida Brandt" in article.find_element(By.CSS_SELECTOR, "aside ol").text


@pytest.mark.parametrize(("wanted", "said"), [
    ("Brandt", "places in 2 of 4 articles"),
    ("SAID i*", "4 places in 2 of 4 articles"),
    ("m?y", "1 place in 1 of 4 articles"),
    ("rand", "Not found"),
    ("<script>window", "2 places in 1 of 4 articles"),
    ("well-known", "1 place in 1 of 4 articles"),
    ("***", "Write a word"),
])  # fmt: skip
def test_search_finds_whole_words_in_any_case(page, wanted, said):
    assert said in search(page, wanted)


def test_a_place_that_was_found_leads_to_its_paragraph(page):
    search(page, "PERHAPS")
    row = one(page, "#found tbody tr")
    assert "direct speech" in row.text
    row.find_element(By.TAG_NAME, "button").click()
    assert focused(page).tag_name == "p"
    assert "perhaps full" in focused(page).text


def test_links_lead_to_the_article_and_open_it(page):
    link = one(page, "#told a[href^='#article-']")
    link.click()
    article = one(page, link.get_attribute("href").split(".html")[1])
    assert article.get_attribute("open") is not None


def test_it_is_dark_where_the_system_is_and_where_the_reader_says_so(page):
    light = style(page, one(page, "body"), "backgroundColor")
    media(page, scheme="dark")
    dark = style(page, one(page, "body"), "backgroundColor")
    assert dark != light
    one(page, "[data-theme-is=light]").click()
    assert style(page, one(page, "body"), "backgroundColor") == light
    assert one(page, "[data-theme-is=light]").get_attribute("aria-pressed") == "true"
    media(page, scheme="light")
    one(page, "[data-theme-is=dark]").click()
    assert style(page, one(page, "body"), "backgroundColor") == dark


def test_on_paper_what_can_only_be_clicked_is_gone(page):
    opened(page, "Brandt storms")
    media(page, kind="print", scheme="dark")
    for gone in ("nav", ".switches", "#search", ".theme"):
        assert not one(page, gone).is_displayed()
    articles = page.find_elements(By.CSS_SELECTOR, "details.article")
    assert [a.is_displayed() for a in articles].count(True) == 1
    assert style(page, one(page, "body"), "backgroundColor") == "rgb(255, 255, 255)"


def test_a_sheet_of_paper_is_wide_enough_and_shows_every_event(page):
    event = one(page, "#told details.event")
    page.execute_script("arguments[0].open = false", event)
    media(page, kind="print")
    sheet = {"width": 700, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", sheet)
    try:
        wide = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.execute_script(wide)
        table = event.find_element(By.CSS_SELECTOR, "table.told")
        assert page.execute_script("return arguments[0].checkVisibility()", table)
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_without_scripts_the_articles_can_be_read_and_nothing_dead_is_shown(browser, report):
    media(browser)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(report.as_uri())
        assert not one(browser, ".switches").is_displayed()
        assert not one(browser, ".find").is_displayed()
        assert "cruel" in opened(browser, "Brandt storms", scripts=False).text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page, serious_faults, scheme):
    media(page, scheme=scheme)
    opened(page, "Brandt storms")
    search(page, "Brandt")
    assert serious_faults() == []


@pytest.mark.skipif(find_browser() is None, reason="no browser to print with is installed")
def test_the_pdf_holds_no_date_and_no_path(report):
    printed = print_report(report)
    content = printed.read_bytes()
    printed.unlink()
    assert content.startswith(b"%PDF")
    assert b"file://" not in content
    assert b"Date (D:19800101000000" in content


def test_without_a_browser_there_is_a_clear_line(report, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FramingError, match="no browser was found"):
        print_report(report)
