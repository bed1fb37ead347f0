"""An outlet is no speaker of its own articles, by whatever name it goes there."""

import pandas as pd
import pytest

import framing as fr


def speakers(text, outlet):
    table = pd.DataFrame({"article_id": ["a"], "outlet": [outlet], "text": [text]})
    return fr.attributions(fr.annotate(fr.read_articles(table))).speaker.fillna("").tolist()


@pytest.mark.parametrize(
    "source", ["The Veldmark Courier", "The Courier", "Veldmark Courier", "the Veldmark Courier"]
)
def test_the_outlet_is_the_author(source):
    text = f"{source} reported that the mayor will resign."
    assert speakers(text, "Veldmark Courier") == [""]
    assert speakers(text, "Holm Gazette") != [""]
    assert speakers(text, None) != [""]


def test_an_outlet_of_the_registry_is_known_by_its_other_names():
    assert speakers("Cable News Network said that the mayor will resign.", "CNN") == [""]
    assert speakers("Cable News Network said that the mayor will resign.", "BBC") != [""]


def test_a_person_who_is_called_like_the_outlet_stays():
    text = "Ida Courier, a nurse, said that the mayor will resign. Courier said it was late."
    assert speakers(text, "Veldmark Courier") == ["Ida Courier"] * 2


def test_the_content_keeps_its_cue_and_counts_as_sourceless():
    table = pd.DataFrame(
        {
            "article_id": ["a"],
            "outlet": ["Veldmark Courier"],
            "text": ["The Veldmark Courier reported that the mayor will resign."],
        }
    )
    articles = fr.read_articles(table)
    spans = fr.annotate(articles)
    features = fr.measure(spans, articles)
    assert fr.attributions(spans).cue.tolist() == ["reported"]
    assert features.loc["a", "speaker_count"] == 0
