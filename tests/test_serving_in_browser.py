"""The reading room in a real browser: paste, read, compare, code, in the light and in the dark."""

import asyncio
import socket
import threading

import pytest

from framing.serving import make_app

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")

ARTICLE = "The cruel plan may fail. “It rained,” said Ida Brandt, a harbour master. <b>No</b>."
SECOND = "Nobody drowned, Tomas Lund said."


@pytest.fixture(scope="module")
def address():
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(processes=1), log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    work = server.serve(sockets=[listening])
    thread = threading.Thread(target=asyncio.run, args=(work,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def page(browser, address):
    """The empty form; nothing may go wrong in its console."""
    browser.get(address)
    browser.get_log("browser")
    yield browser
    wrong = [entry["message"] for entry in browser.get_log("browser")]
    assert [message for message in wrong if "favicon" not in message] == []


def wait(page, selector):
    def there(_):
        return page.find_elements(By.CSS_SELECTOR, selector)

    return WebDriverWait(page, 60, poll_frequency=0.05).until(there)


def read(page, what="read", **texts):
    for name, text in texts.items():
        page.find_element(By.ID, name).send_keys(text)
    page.find_element(By.CSS_SELECTOR, f"button[value={what}]").click()


def test_with_the_keyboard_alone_an_article_is_pasted_and_read(page):
    assert page.switch_to.active_element.get_attribute("id") == "text1"
    ActionChains(page).send_keys(ARTICLE).perform()
    for _ in range(8):
        ActionChains(page).send_keys(Keys.TAB).perform()
        if page.switch_to.active_element.get_attribute("value") == "read":
            break
    ActionChains(page).send_keys(Keys.ENTER).perform()
    shown = wait(page, ".fh-direct")
    assert any("It rained" in each.text for each in shown)
    assert "<b>No</b>" in page.find_element(By.TAG_NAME, "main").text


def test_two_articles_stand_beside_each_other_and_on_a_telephone_below(page):
    read(page, text1=ARTICLE, text2=SECOND)
    left, right = wait(page, "section")
    assert left.rect["y"] == right.rect["y"]
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    try:
        assert left.rect["y"] < right.rect["y"]
        assert page.execute_script("return document.documentElement.scrollWidth") <= 400
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_what_is_marked_is_switched_with_the_legend_and_frames_are_off_at_first(page):
    read(page, text1=ARTICLE)
    boxes = {each.text: each for each in wait(page, ".fh-legend label")}
    assert [name for name, each in boxes.items() if not box(each).is_selected()] == ["frames"]

    def underlined(words):
        mark = page.find_element(By.XPATH, f"//*[@aria-label][.='{words}']")
        return mark.value_of_css_property("text-decoration-line") == "underline"

    assert underlined("cruel")
    box(boxes["loaded terms"]).click()
    assert not underlined("cruel")
    box(boxes["loaded terms"]).send_keys(Keys.SPACE)
    assert underlined("cruel")
    assert not underlined("plan")
    box(boxes["frames"]).click()
    assert underlined("plan")


def box(label):
    return label.find_element(By.TAG_NAME, "input")


def test_the_article_can_be_coded(page):
    read(page, "code", text1=ARTICLE)
    words = wait(page, ".coding-words .w")
    words[1].click()
    page.find_element(By.CSS_SELECTOR, '[data-code="0"]').click()
    marks = page.find_element(By.CSS_SELECTOR, '[data-coding="marks"]')
    assert "cruel" in marks.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["", "read", "code"])
def test_axe_finds_no_serious_fault(page, serious_faults, scheme, what):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    if what:
        read(page, what, text1=ARTICLE, text2=SECOND)
        wait(page, "section, .coding-words .w")
    assert serious_faults() == []
