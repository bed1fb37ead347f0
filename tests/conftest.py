"""The bundled example, annotated once for all tests; articles from texts; a browser and axe."""

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

import framing as fr
from framing.bundled import folder
from framing.pdf import find_browser


def pytest_addoption(parser):
    parser.addoption(
        "--every-notebook", action="store_true",
        help="run every notebook a second time, elsewhere, and compare all that it shows",
    )  # fmt: skip


@pytest.fixture(scope="session")
def sample() -> pd.DataFrame:
    where = folder("sample")
    return fr.read_articles(
        where / "articles", outlets=where / "outlets.csv", events=where / "events.csv"
    )


@pytest.fixture(scope="session")
def sample_spans(sample) -> pd.DataFrame:
    return fr.annotate(sample, workers=1)


@pytest.fixture(scope="session")
def sample_features(sample, sample_spans) -> pd.DataFrame:
    return fr.measure(sample_spans, sample)


@pytest.fixture
def articles_of():
    """A table of articles from texts: their ids are a, b, c, …"""

    def make(*texts: str, **columns) -> pd.DataFrame:
        ids = [chr(ord("a") + number) for number in range(len(texts))]
        return fr.read_articles(pd.DataFrame({"article_id": ids, "text": texts, **columns}))

    return make


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Chromium without a window, its console and its requests recorded; skips where there is none.

    What it downloads lies in its `downloads`.
    """
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    program, driver = find_browser(), shutil.which("chromedriver")
    if not program or not driver:
        pytest.skip("no Chromium with chromedriver is installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900",
                 "--disable-dev-shm-usage", "--disable-background-networking",
                 "--disable-component-update"):  # fmt: skip
        options.add_argument(word)
    downloads = tmp_path_factory.mktemp("downloads")
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=driver)
    with webdriver.Chrome(options=options, service=service) as session:
        session.downloads = downloads
        yield session


@pytest.fixture
def serious_faults(browser):
    """What axe-core finds against the page that the browser shows, of serious faults and worse.

    axe-core is as npm installs it: beside the project, or where AXE_CORE says.
    """
    beside = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
    script = Path(os.environ.get("AXE_CORE", beside))
    if not script.is_file():
        pytest.skip("axe-core is not installed (npm install axe-core)")

    def found() -> list[tuple[str, list[str]]]:
        source = {"expression": script.read_text(encoding="utf-8") + ";0"}
        browser.execute_cdp_cmd("Runtime.evaluate", source)
        run = "axe.run(document).then((r) => JSON.stringify(r.violations))"
        ask = {"expression": run, "awaitPromise": True}
        faults = json.loads(browser.execute_cdp_cmd("Runtime.evaluate", ask)["result"]["value"])
        return [
            (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
            for fault in faults
            if fault["impact"] in ("serious", "critical")
        ]

    return found
