"""Genres: told by address, section, title, byline or dateline, and said where they are mixed."""

import pandas as pd
import pytest

import framing as fr


def genre_of(**columns) -> tuple[str, str]:
    given = {"text": "The dam opened on Monday.", **columns}
    table = pd.DataFrame({name: [value] for name, value in given.items()})
    row = fr.genres(fr.read_articles(table)).fillna("?").iloc[0]
    return row["genre"], row["genre_basis"]


@pytest.mark.parametrize(
    ("columns", "genre"),
    [
        ({"url": "https://vale.example/Opinion/2024/dam"}, ("opinion", "url")),
        ({"url": "https://vale.example/columnists/x/dam?s=news"}, ("opinion", "url")),
        ({"url": "https://vale.example/2024/live-updates-dam"}, ("live_blog", "url")),
        ({"url": "https://vale.example/wires/dam"}, ("wire", "url")),
        ({"url": "https://vale.example/politics/the-opinion-of-courts"}, ("news", "url")),
        ({"section": "Letters to the editor"}, ("opinion", "section")),
        ({"section": "World"}, ("news", "section")),
        ({"title": "Opinion | The dam is late"}, ("opinion", "title")),
        ({"title": "Live: water rises"}, ("live_blog", "title")),
        ({"author": "The Editorial Board"}, ("opinion", "author")),
        ({"author": "Reuters", "outlet": "BBC"}, ("wire", "author")),
        ({"text": "LONDON (Reuters) - The dam opened.", "outlet": "BBC"}, ("wire", "text")),
        ({"text": "LONDON (Reuters) - The dam opened.", "outlet": "Reuters"}, ("?", "?")),
        ({"url": "https://vale.example/2024/05/03/dam"}, ("?", "?")),
        ({"title": "The opinion of courts"}, ("?", "?")),
    ],
)
def test_what_tells_a_genre(columns, genre):
    assert genre_of(**columns) == genre


def test_the_three_opinion_pieces_of_the_example_are_told(sample):
    told = fr.genres(sample)["genre"].eq("opinion").fillna(False)
    assert told[told].index.str.contains("opinion").sum() == told.sum() == 3


def test_a_comparison_says_that_it_mixes_genres(sample, sample_features):
    features = sample_features[["loaded_term_rate_own"]]
    said = fr.compare(features, sample).sentences()[0]
    assert said.startswith("News and opinion are compared together: ")
    assert "Opinion: The Orrin Courant 2 and The Lantern 1." in said
    assert "compare the news alone" in said
    alike = sample[~sample.index.str.contains("opinion")]
    assert "compared together" not in str(fr.compare(features.loc[alike.index], alike))


def test_a_column_of_the_users_own_is_believed(sample, sample_features):
    articles = sample.assign(genre=["news"] * 40 + ["opinion"])
    compared = fr.compare(sample_features[["hedging_rate"]], articles)
    assert sum(compared.genres["news"].values()) == 40
    assert compared.genres["opinion"] == {sample["outlet_id"].iloc[-1]: 1}
