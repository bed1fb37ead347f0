"""The bundled example, annotated once for all tests."""

import pandas as pd
import pytest

import framing as fr
from framing.bundled import folder


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
