"""Ratings of outlets that the user brings."""

import pandas as pd
import pytest

from framing.errors import InputError
from framing.ratings import read_ratings

SIGNED = {"rating": "+1", "rater": "R. Hale", "date": "2025", "basis": "40 articles, codebook 2"}


def rated(**columns):
    return pd.DataFrame({**columns, **SIGNED})


def test_ratings_are_joined_by_domain_name_or_id():
    by_domain = read_ratings(rated(domain=["www.bbc.co.uk", "https://npr.org/"]))
    by_name = read_ratings(rated(name=["BBC", "NPR Online News"]))
    by_id = read_ratings(rated(outlet_id=["bbc", "npr"]))
    for ratings in (by_domain, by_name, by_id):
        assert ratings.index.tolist() == ["bbc", "npr"]
        assert ratings.columns.tolist() == ["rating", "rater", "date", "basis"]


def test_the_domain_comes_before_the_name():
    assert read_ratings(rated(domain=["bbc.com"], name=["NPR"])).index.tolist() == ["bbc"]


def test_how_many_matched_is_said():
    ratings = read_ratings(rated(domain=["bbc.com", "lantern.example", "npr.org"]))
    assert (ratings.attrs["matched"], ratings.attrs["rows"]) == (2, 3)
    assert ratings.attrs["unmatched"] == ["lantern.example"]
    assert ratings.attrs["findings"][0]["what"] == (
        "2 of 3 ratings matched an outlet of the registry. Not matched: lantern.example."
    )


def test_a_file_is_read_under_other_usual_column_names(tmp_path):
    path = tmp_path / "lean.csv"
    path.write_text("Source,Bias Rating,Rated by,Year,Methodology,Notes\nBBC,0,R. Hale,2025,x,ok\n")
    ratings = read_ratings(path)
    assert ratings.loc["bbc"].to_dict() == {
        "rating": "0",
        "rater": "R. Hale",
        "date": "2025",
        "basis": "x",
        "Notes": "ok",
    }


@pytest.mark.parametrize("missing", ["rating", "rater", "date", "basis"])
def test_a_table_without_one_of_its_columns_is_refused(missing):
    with pytest.raises(InputError, match=f"ratings has no column '{missing}'"):
        read_ratings(rated(domain=["bbc.com"]).drop(columns=missing))


def test_a_near_miss_is_suggested():
    table = rated(domain=["bbc.com"]).rename(columns={"rater": "ratter"})
    with pytest.raises(InputError, match="Did you mean 'ratter'"):
        read_ratings(table)


def test_a_table_that_names_no_outlets_is_refused():
    with pytest.raises(InputError, match="'domain', 'name' or 'outlet_id'"):
        read_ratings(pd.DataFrame([SIGNED]))


def test_an_unsigned_rating_is_refused_by_row():
    table = rated(domain=["bbc.com", "npr.org"])
    table.loc[1, "rater"] = " "
    with pytest.raises(InputError, match="'rater' is empty in 1 of 2 ratings, first in rating 2"):
        read_ratings(table)


def test_one_rater_saying_two_things_on_one_day_is_pointed_out():
    table = rated(domain=["bbc.com", "bbc.co.uk"])
    table["rating"] = ["0", "1"]
    ratings = read_ratings(table)
    assert ratings.loc["bbc", "rating"].tolist() == ["0", "1"]
    assert [finding["kind"] for finding in ratings.attrs["findings"]] == [
        "ratings_matched",
        "ratings_differ",
    ]


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_ratings(tmp_path / "lean.csv")
    (tmp_path / "lean.cvs").write_text("")
    with pytest.raises(InputError, match="Did you mean 'csv'"):
        read_ratings(tmp_path / "lean.cvs")
    (tmp_path / "lean.csv").write_text("")
    with pytest.raises(InputError, match=r"lean\.csv: not a readable"):
        read_ratings(tmp_path / "lean.csv")
