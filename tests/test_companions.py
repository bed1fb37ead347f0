"""Outlets and events of one's own come beside the articles and are asked first."""

import pandas as pd
import pytest

from framing.articles import check_articles, read_articles
from framing.companions import outlet_resolver
from framing.errors import InputError

OWN = pd.DataFrame(
    {
        "outlet_id": ["vale", "wire"],
        "name": ["The Vale Post", "Orrin Wire"],
        "aliases": ["Vale Post Online;VP", None],
        "domains": ["vale.example", "orrinwire.example"],
    }
)
TABLE = pd.DataFrame({"id": ["a", "b"], "text": ["One.", "Two."]})


@pytest.mark.parametrize(
    ("outlet", "url", "text", "found"),
    [
        ("vale post", None, None, ("vale", "given")),
        ("VP", "https://orrinwire.example/a", None, ("vale", "given")),
        (None, "https://www.news.vale.example/a", None, ("vale", "url")),
        (None, None, "Listen Live\nORRIN (Orrin Wire) — Rain fell.", ("wire", "dateline")),
        ("BBC News", None, "ORRIN (Orrin Wire) — Rain fell.", ("bbc", "given")),
        ("Nobody's Paper", None, "It rained (a lot) - says she.", (None, None)),
        (None, None, None, (None, None)),
    ],
)
def test_an_outlet_by_name_address_or_dateline(outlet, url, text, found):
    assert outlet_resolver(OWN)(outlet, url, text) == found


def test_outlets_from_a_file(tmp_path):
    OWN.to_csv(tmp_path / "outlets.csv", index=False)
    articles = read_articles(TABLE.assign(source="Orrin Wire"), outlets=tmp_path / "outlets.csv")
    assert articles["outlet_id"].tolist() == ["wire", "wire"]


def test_one_name_for_two_outlets_is_an_error():
    with pytest.raises(InputError, match="'vale post' is of 'vale' and of 'other'"):
        outlet_resolver(pd.DataFrame({"outlet_id": ["vale", "other"], "name": ["Vale Post"] * 2}))


@pytest.mark.parametrize("columns", [["name"], ["outlet_id"], ["outlet_id", "owner"]])
def test_outlets_without_their_columns_are_an_error_with_an_example(columns):
    with pytest.raises(InputError, match="'outlet_id' and at least one of 'name'") as error:
        outlet_resolver(pd.DataFrame({name: ["vale"] for name in columns}))
    header, row = str(error.value).splitlines()[1:]
    example = pd.DataFrame([row.split(",")], columns=header.split(","))
    assert outlet_resolver(example)("The Vale Post", None, None) == ("vale_post", "given")


@pytest.mark.parametrize("other", ["name", "aliases", "domains"])
def test_an_id_and_one_column_more_suffice(other):
    find = outlet_resolver(pd.DataFrame({"outlet_id": ["vale"], other: ["vale.example"]}))
    assert find("vale.example", "https://vale.example/a", None)[0] == "vale"


def test_a_spreadsheet_of_outlets_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(InputError, match="Save it as CSV from your spreadsheet"):
        read_articles(TABLE, outlets=tmp_path / "outlets.xlsx")


def test_events_are_joined_by_id(tmp_path):
    (tmp_path / "events.csv").write_text("article_id,event\nb,flood\n")
    articles = read_articles(TABLE, events=tmp_path / "events.csv")
    assert articles["event_id"].isna().tolist() == [True, False]
    assert articles.loc["b", "event_id"] == "flood"


def test_events_of_articles_that_are_not_there_are_said():
    events = pd.DataFrame({"article_id": ["zz"], "event_id": ["flood"]})
    said = [str(found) for found in check_articles(TABLE, events=events)]
    assert any("1 row names an article that is not there: zz." in line for line in said)


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ({"article_id": ["a", "a"], "event_id": ["x", "y"]}, "'a' has two events, on rows 2, 3"),
        ({"article_id": ["a"]}, "needs the columns 'article_id' and 'event_id'"),
    ],
)
def test_events_that_cannot_be_used_are_an_error(events, message):
    with pytest.raises(InputError, match=message):
        read_articles(TABLE, events=pd.DataFrame(events))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: not opened"):
        read_articles(TABLE, outlets=tmp_path / "none.csv")
