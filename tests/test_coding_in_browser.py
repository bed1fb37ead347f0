"""The marking page in a real browser: with the mouse, with the keyboard alone, and back again."""

import json

import pandas as pd
import pytest

import framing as fr
from framing.coding.span_page import span_page

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.filterwarnings("default")

TEXT = "A 🙂 cruel plan may fail. <b>Nobody</b> left, said Ida Brandt.\n\nIt rained <script>."
WORDS = ".coding-words .w"


@pytest.fixture
def page(browser, tmp_path):
    """The page, opened for a coder of this test alone; nothing may go wrong in its console."""
    codes = fr.codebook(["loaded_terms", "hedging", "attribution:source"])
    texts = pd.DataFrame(
        {"title": ["A cruel plan", ""], "text": [TEXT, "Second text."]}, index=["T01", "T02"]
    )
    path = tmp_path / "page.html"
    path.write_text(span_page(texts, codes, coder=tmp_path.name, sheet="s"), encoding="utf-8")
    browser.get(path.as_uri())
    yield browser
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def press(browser, *keys, shift=False):
    chain = ActionChains(browser)
    if shift:
        chain.key_down(Keys.SHIFT)
    for key in keys:
        chain.send_keys(key)
    if shift:
        chain.key_up(Keys.SHIFT)
    chain.perform()


def part(browser, name):
    return browser.find_element(By.CSS_SELECTOR, f'[data-coding="{name}"]')


def marks(browser):
    listed = part(browser, "marks").find_elements(By.CSS_SELECTOR, ".coding-go")
    return [each.get_attribute("aria-label").removeprefix("Go to ") for each in listed]


def saved(browser):
    before = set(browser.downloads.glob("*.json"))
    part(browser, "save").click()

    def there(_):
        new = set(browser.downloads.glob("*.json")) - before
        return next(iter(new), None)

    return WebDriverWait(browser, 10, poll_frequency=0.05).until(there)


def test_with_the_keyboard_alone(page):
    for _ in range(40):
        if "coding-words" in page.switch_to.active_element.get_attribute("class"):
            break
        press(page, Keys.TAB)
    press(page, Keys.ARROW_RIGHT, "1")
    press(page, Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    press(page, Keys.ARROW_RIGHT, shift=True)
    press(page, "1")
    press(page, Keys.ARROW_DOWN, Keys.END, Keys.ARROW_LEFT)
    press(page, Keys.ARROW_RIGHT, shift=True)
    press(page, "3")
    press(page, Keys.HOME, "2", Keys.DELETE)
    assert marks(page) == [
        "Loaded terms: cruel", "Loaded terms: cruel plan", "Source: Ida Brandt",
    ]  # fmt: skip
    ActionChains(page).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()
    assert marks(page)[2] == "Hedging: b"
    assert "Undone" in part(page, "said").text


def test_with_the_mouse_and_nothing_is_lost_on_reload(page):
    words = page.find_elements(By.CSS_SELECTOR, WORDS)
    cruel, fail = words[4], words[7]
    assert (cruel.text, fail.text) == ("cruel", "fail")
    drag = ActionChains(page).move_to_element(cruel).click_and_hold().move_to_element(fail)
    drag.release().perform()
    page.find_element(By.CSS_SELECTOR, '[data-code="1"]').click()
    words[9].click()
    page.find_element(By.CSS_SELECTOR, '[data-code="0"]').click()
    expected = ["Hedging: cruel plan may fail", "Loaded terms: Nobody"]
    assert marks(page) == expected
    page.refresh()
    assert marks(page) == expected
    page.find_elements(By.CSS_SELECTOR, "[data-coding=marks] button")[1].click()
    assert marks(page) == expected[1:]


def test_what_is_saved_is_read_back_and_loaded_again(page, tmp_path):
    words = page.find_elements(By.CSS_SELECTOR, WORDS)
    words[4].click()
    page.find_element(By.CSS_SELECTOR, '[data-code="0"]').click()
    page.find_element(By.CSS_SELECTOR, '[data-done="T01"]').click()
    path = saved(page)
    codings = fr.read_codings(path)
    assert codings.marks[["article_id", "field", "code", "text"]].values.tolist() == [
        ["T01", "text", "loaded_terms", "cruel"]
    ]
    assert codings.texts.at["T01", "text"] == TEXT
    assert codings.coded["article_id"].tolist() == ["T01"]
    page.execute_script("localStorage.clear()")
    page.refresh()
    assert marks(page) == []
    part(page, "file").send_keys(str(path))
    WebDriverWait(page, 5).until(lambda _: marks(page))
    assert marks(page) == ["Loaded terms: cruel"]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"sheet": "another"}))
    part(page, "file").send_keys(str(other))
    WebDriverWait(page, 5).until(lambda _: part(page, "warning").is_displayed())
    assert "belongs to another sheet" in part(page, "warning").text


def test_it_warns_where_the_browser_keeps_nothing(page):
    source = "Storage.prototype.setItem = () => { throw new Error('full'); };"
    added = page.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        page.refresh()
        assert "does not keep your work" in part(page, "warning").text
    finally:
        page.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_text_that_looks_like_html_is_shown_as_text(page):
    shown = page.find_element(By.CSS_SELECTOR, ".coding-words")
    assert "<b>Nobody</b> left" in shown.text
    assert shown.find_elements(By.CSS_SELECTOR, "b, script") == []
