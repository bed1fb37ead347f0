"""Each kind of trouble in a table is one finding with its rows, however many there are."""

import pandas as pd
import pytest

from framing.checks import check_table, duplicate_ids, located

PLACES = [("a.csv", row) for row in range(2, 40_002)]


def table(**columns):
    base = dict.fromkeys(("text", "outlet", "outlet_id", "published"))
    size = len(next(iter(columns.values())))
    return pd.DataFrame({name: columns.get(name, [None] * size) for name in base}, dtype="string")


def found(articles, kind):
    return [each for each in check_table(articles, PLACES[: len(articles)]) if each.kind == kind]


def test_thirty_thousand_unknown_outlets_are_one_line():
    names = [f"Paper {number % 500}" for number in range(30_000)]
    (line,) = found(table(outlet=names), "unknown_outlet")
    assert line.what.startswith("30,000 of 30,000 articles name 500 outlets not in the registry")
    assert line.advice.startswith("They are compared under the names they give; bring a table")
    assert len(str(line)) < 500


def test_empty_and_repeated_texts_are_located():
    articles = table(text=["One.", None, "One. ", "Two."])
    assert found(articles, "empty_text")[0].where == "a.csv row 3"
    assert "(a.csv rows 2, 4)" in found(articles, "duplicate_text")[0].what


@pytest.mark.parametrize(
    ("size", "kind", "what"),
    [
        (1, "empty_text", "1 of 1 article has no text; every feature is undefined there,"),
        (1, "no_outlet", "1 of 1 article has no outlet."),
        (2, "no_date", "2 of 2 articles have no date of publication."),
    ],
)
def test_counts_agree_with_their_words(size, kind, what):
    assert found(table(text=[None] * size), kind)[0].what.startswith(what)


def test_one_of_several_is_one():
    articles = table(outlet=["A", None], outlet_id=[None, "b"], published=["2024-05-03", None])
    assert "1 of 2 articles names 1 outlet not in" in found(articles, "unknown_outlet")[0].what
    assert found(articles, "no_date")[0].what.startswith("1 of 2 articles has no date")


GERMAN = "Der Rat der Stadt hat am Dienstag beschlossen, die Brücke zu schließen, sagte Varn. " * 5
ENGLISH = "The council of the town decided on Tuesday to close the bridge, a clerk said. " * 5


def test_texts_that_are_mostly_not_english_are_a_note():
    (line,) = found(table(text=[GERMAN, ENGLISH, GERMAN + "Ende.", "Kurz."]), "language")
    assert line.severity == "note"
    assert line.what == "2 of 4 articles do not read as English; every lexicon is."


@pytest.mark.parametrize("texts", [[GERMAN, ENGLISH], ["Kurz und gut."], [None], [ENGLISH]])
def test_a_few_foreign_or_short_texts_are_not(texts):
    assert found(table(text=texts), "language") == []


def test_outlets_that_share_a_host_are_one_line_however_many():
    names = [f"Paper {number}" for number in range(20)]
    hosts = [f"https://paper{number // 2}.example/a" for number in range(20)]
    (line,) = found(table(text=["One."] * 20, outlet=names).assign(url=hosts), "several_outlets")
    assert line.what.startswith("'paper0.example' comes with several outlets: Paper 0 (1), Paper 1")
    assert line.what.endswith("And 5 more.")
    assert line.severity == "warning"


def test_a_sound_table_has_no_findings():
    articles = table(text=["One."], outlet=["A"], outlet_id=["a"], published=["2024-05-03"])
    assert check_table(articles, PLACES[:1]) == []


def test_every_id_that_is_shared_is_an_error():
    copies = duplicate_ids(["x", "y", "x", "y", "z"], PLACES[:5])
    assert [each.what for each in copies] == [
        "article_id 'x' is on rows 2, 4.",
        "article_id 'y' is on rows 3, 5.",
    ]


def test_places_in_many_files_are_counted():
    assert located([(f"{n}.txt", None) for n in range(7)]).endswith("4.txt; and 2 more files")
