"""The example corpus keeps its promises: what framing/sample/README.md says of it is so."""

import csv
import re
from collections import defaultdict
from itertools import combinations

import pandas as pd
import pytest
from lxml import html
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict
from sklearn.pipeline import make_pipeline

import framing as fr
from framing.bundled import folder
from framing.text import Document

WHERE = folder("sample")
OUTLETS = ("courant", "daily-gull", "lantern", "lnb", "merrow-press")
WIRE_COPY = {
    frozenset({"courant/harbour-strike.html", "merrow-press/harbour-strike.html"}): 5,
    frozenset({"lantern/fishing-talks.html", "merrow-press/fishing-talks.html"}): 3,
}
EMPHATIC = r"\b(?:stress(?:ed|es)|point(?:ed|s) out|emphasi[sz]e[ds]?|underlined?|underlines)\b"
DOUBTING = r"\b(?:claim(?:s|ed)|alleged|admitted)\b"


def rows(name: str) -> list[dict[str, str]]:
    with (WHERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def paragraphs(path) -> list[str]:
    """An article's paragraphs, read without the package: no menu, byline, appeal or correction."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        found = html.fromstring(text).find(".//article").findall("p")
        return [each.text_content() for each in found if not each.get("class")]
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
    return [block for block in blocks if re.search(r"[.?!]['\"]*$", block)]


ARTICLES = {
    path.relative_to(WHERE / "articles").as_posix(): paragraphs(path)
    for path in sorted((WHERE / "articles").rglob("*.*"))
}
NEWS = {name: found for name, found in ARTICLES.items() if "opinion" not in name}


def by_outlet(outlet: str) -> dict[str, str]:
    return {name: "\n".join(NEWS[name]) for name in NEWS if name.startswith(outlet + "/")}


@pytest.fixture(scope="module")
def news(sample) -> pd.DataFrame:
    return sample[~sample.index.str.contains("opinion")]


@pytest.fixture(scope="module")
def means(news, sample_features) -> pd.DataFrame:
    return sample_features.loc[news.index].groupby(news["outlet_id"]).mean()


@pytest.fixture(scope="module")
def by_seed(news, sample_features) -> list[set[tuple[str, frozenset[str]]]]:
    """What ten seeds show inside events, comparing seven of the planted features alone."""
    features = sample_features.loc[news.index, [*{row[0]: 0 for row in (*SEVEN, *ALIKE)}]]
    found = (
        fr.compare(features, news, by="outlet_id", within="event_id", seed=seed).shown()
        for seed in range(10)
    )
    return [
        {(row.feature, frozenset({row.group_a, row.group_b})) for row in each.itertuples()}
        for each in found
    ]


@pytest.fixture(scope="module")
def shown(news, sample_features) -> set[tuple[str, frozenset[str]]]:
    found = fr.compare(sample_features.loc[news.index], news, by="outlet_id").shown()
    return {(row.feature, frozenset({row.group_a, row.group_b})) for row in found.itertuples()}


def test_at_least_forty_articles_by_five_outlets_on_eight_events():
    assert len(ARTICLES) >= 40
    assert len({row["event_id"] for row in rows("events.csv")}) == 8
    assert {row["outlet_id"] for row in rows("outlets.csv")} == set(OUTLETS)
    assert {name.split("/")[0] for name in ARTICLES} == set(OUTLETS)


def test_every_article_has_its_event_and_every_event_its_articles():
    assert [row["article_id"] for row in rows("events.csv")] == list(ARTICLES)
    assert all(row["event_id"] in row["article_id"] for row in rows("events.csv"))


def test_not_every_outlet_covers_every_event():
    assert not any("mayor-trial" in name for name in by_outlet("lnb"))
    assert not any("wolf-cull" in name for name in by_outlet("lantern"))


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_330_to_450_words_long(name):
    assert 330 <= sum(len(each.split()) for each in ARTICLES[name]) <= 450


def test_no_two_articles_share_a_sentence_but_the_wire_copy():
    where = defaultdict(set)
    for name, found in ARTICLES.items():
        for paragraph in found:
            for start, end in Document(paragraph).sentences:
                words = re.findall(r"\w+", paragraph[start:end].lower())
                if len(words) > 3:
                    where[tuple(words)].add(name)
    shared = defaultdict(int)
    for names in where.values():
        for pair in combinations(sorted(names), 2):
            shared[frozenset(pair)] += 1
    assert shared == WIRE_COPY


def test_both_who_reuse_the_wire_credit_it():
    assert "Merrow Press" in (WHERE / "articles/courant/harbour-strike.html").read_text("utf-8")
    assert any(each.endswith("(Merrow Press)") for each in ARTICLES["lantern/fishing-talks.html"])


def test_every_page_says_who_published_it_when_and_where(sample):
    pages = sample[sample.index.str.endswith(".html")]
    assert pages[["title", "outlet_id", "published", "url", "event_id"]].notna().all(axis=None)
    assert (sample["outlet_id"] == sample.index.str.split("/").str[0]).all()


def test_each_outlet_has_its_own_quotation_marks():
    marks = {"courant": "“", "daily-gull": "‘", "lantern": "«", "lnb": "''", "merrow-press": '"'}
    for outlet, mark in marks.items():
        assert all(mark in text for text in by_outlet(outlet).values())
    for outlet in ("lantern", "lnb", "merrow-press"):
        assert not any(re.search("[“”‘]", text) for text in by_outlet(outlet).values())


def test_the_agency_and_the_broadcaster_begin_with_a_dateline_and_the_others_do_not():
    datelined = {name for name, found in NEWS.items() if re.search(r"\w \([\w ]+\) — ", found[0])}
    datelined |= {name for name, found in NEWS.items() if re.search(r"\(LNB\) — ", found[1])}
    assert {name.split("/")[0] for name in datelined} == {"lnb", "merrow-press"}
    assert len(datelined) == len(by_outlet("lnb")) + len(by_outlet("merrow-press"))


@pytest.mark.parametrize("outlet", OUTLETS)
def test_emphatic_cues_are_the_broadcasters_in_every_event(outlet):
    """D5."""
    used = {bool(re.search(EMPHATIC, text)) for text in by_outlet(outlet).values()}
    assert used == {outlet == "lnb"}


@pytest.mark.parametrize("outlet", ["lantern", "lnb", "merrow-press"])
def test_doubting_cues_are_the_lanterns_in_every_event(outlet):
    """D10."""
    used = {bool(re.search(DOUBTING, text)) for text in by_outlet(outlet).values()}
    assert used == {outlet == "lantern"}


def test_the_lantern_always_names_the_leader_of_the_opposition_and_the_broadcaster_never():
    """D11."""
    assert all("Tobin Ferrand" in text for text in by_outlet("lantern").values())
    assert not any("Ferrand" in text for text in by_outlet("lnb").values())


def test_paragraphs_are_shortest_in_the_tabloid_and_longest_in_the_quality_paper():
    """D8."""
    lengths = pd.Series(
        {
            name: sum(len(each.split()) for each in found) / len(found)
            for name, found in NEWS.items()
        }
    )
    of_outlet = lengths.groupby(lengths.index.str.split("/").str[0]).mean()
    assert (of_outlet.idxmin(), of_outlet.idxmax()) == ("daily-gull", "courant")


MORE = (
    ("loaded_term_rate_own", "daily-gull", 5, ("merrow-press", "lnb", "courant")),  # D1
    ("loaded_term_rate", "lnb", 1, ("merrow-press", "courant")),  # D2
    ("hedging_rate", "courant", 3, ("merrow-press", "lnb", "daily-gull")),  # D3
    ("official_source_share", "lnb", 1, ("merrow-press", "courant", "daily-gull", "lantern")),  # D4
    ("emphatic_cue_share", "lnb", 1, ("merrow-press", "courant", "daily-gull", "lantern")),  # D5
    ("hostile_cue_share", "daily-gull", 1, ("merrow-press", "lnb", "courant", "lantern")),  # D6
    ("flesch_reading_ease", "merrow-press", 1, ("lnb",)),  # D7
    ("flesch_reading_ease", "courant", 1, ("lnb",)),  # D7
    ("flesch_reading_ease", "daily-gull", 1, ("lnb",)),  # D7
    ("flesch_reading_ease", "lantern", 1, ("lnb",)),  # D7
    ("doubting_cue_share", "lantern", 1, ("merrow-press", "lnb")),  # D10
    ("loaded_term_rate_own", "lantern", 1, ("merrow-press", "lnb", "courant")),  # D12
    ("loaded_term_rate_own", "daily-gull", 3, ("lantern",)),  # D12
)
SEVEN = [row for row in MORE if row[0] not in ("emphatic_cue_share", "hostile_cue_share")]
ALIKE = (
    ("hedging_rate", "merrow-press", "lnb", 4),  # N1
    ("flesch_reading_ease", "merrow-press", "courant", 4),  # N2
    ("loaded_term_rate_own", "merrow-press", "lnb", 6),  # N3
    ("direct_voice_share", "lnb", "courant", 0.06),  # N4
)


@pytest.mark.parametrize(("feature", "most", "times", "others"), MORE)
def test_planted_differences_are_found(feature, most, times, others, means, shown):
    for other in others:
        assert means.at[most, feature] > times * means.at[other, feature]
        assert (feature, frozenset({most, other})) in shown


@pytest.mark.parametrize(("feature", "one", "other", "within"), ALIKE)
def test_planted_nulls_are_not_found(feature, one, other, within, means, shown):
    assert abs(means.at[one, feature] - means.at[other, feature]) <= within
    assert (feature, frozenset({one, other})) not in shown


@pytest.mark.parametrize(("feature", "most", "times", "others"), SEVEN)
def test_planted_differences_are_found_by_every_seed(feature, most, times, others, by_seed):
    for other in others:
        assert all((feature, frozenset({most, other})) in each for each in by_seed)


@pytest.mark.parametrize(("feature", "one", "other", "within"), ALIKE)
def test_planted_nulls_are_found_by_no_seed(feature, one, other, within, by_seed):
    assert not any((feature, frozenset({one, other})) in each for each in by_seed)


@pytest.mark.parametrize(
    ("feature", "most", "others"),
    [
        ("loaded_term_rate_own", "daily-gull", ("merrow-press", "lnb", "courant", "lantern")),
        ("hedging_rate", "courant", ("merrow-press", "lnb", "daily-gull", "lantern")),
    ],
)
def test_some_hold_in_every_event(feature, most, others, news, sample_features):
    """D1, D3."""
    values = sample_features.loc[news.index, feature]
    of_event = values.groupby([news["event_id"], news["outlet_id"]]).mean().unstack()
    both = of_event.dropna(subset=[most])
    assert (both[list(others)].max(axis=1) < both[most]).all()


def test_an_outlet_is_told_by_its_style_in_an_event_that_was_not_seen(news):
    """By words alone: without names of outlets, and without the marks that each quotes with."""
    texts = news["text"].str.replace(r"LNB|Merrow Press|Courant|Gull|Lantern", " ", regex=True)
    texts = texts.str.replace(r"''|[\"“”‘«»]", "", regex=True).str.replace("’", "'")
    reader = make_pipeline(
        TfidfVectorizer(lowercase=False, sublinear_tf=True), LogisticRegression(C=30)
    )
    outlets, events = news["outlet_id"].astype(str), news["event_id"].astype(str)
    told = cross_val_predict(reader, texts, outlets, groups=events, cv=LeaveOneGroupOut())
    assert (told == outlets).mean() >= 0.9
