"""A finding says where, what and what to do, and lives through whatever pandas does to a table."""

import json

import pandas as pd

from framing.articles import read_articles
from framing.findings import Finding, findings_of, merged, rows, some, worst_first

EMPTY = Finding("warning", "empty_text", "a.csv", "row 4 has no text.", "Drop it.")


def test_reads_as_a_sentence():
    assert str(EMPTY) == "a.csv: row 4 has no text. Drop it."
    assert str(Finding("note", "columns", "a.csv", "read 'ID' as article_id.")).endswith("_id.")


def test_errors_come_first_and_otherwise_the_order_of_the_input():
    note = Finding("note", "columns", "b.csv", "…")
    error = Finding("error", "unreadable", "z.csv", "…")
    assert worst_first([note, EMPTY, error]) == [error, EMPTY, note]


def test_the_same_note_on_many_files_is_one_but_no_error_is_lost():
    notes = [Finding("note", "encoding", f"{n}.txt", "read as windows-1252.") for n in range(30)]
    errors = [Finding("error", "unreadable", f"{n}.gz", "cut short.") for n in range(30)]
    found = merged(notes + errors)
    assert len(found) == 31
    assert found[0].where.endswith("9.txt and 20 more")


def test_long_lists_are_counted():
    assert some(range(1, 5), most=2) == "1, 2 and 2 more"
    assert rows([7]) == "row 7"


def test_findings_stay_with_the_table_and_are_plain_data():
    articles = read_articles(pd.DataFrame({"Body": ["One.", None]}))
    later = pd.concat([articles.head(1).assign(mine=1), articles.tail(1)])
    assert json.loads(json.dumps(later.attrs)) == articles.attrs
    assert {found.kind for found in findings_of(later)} >= {"columns", "empty_text"}


def test_reading_again_keeps_what_was_said_and_recounts_the_rest():
    articles = read_articles(pd.DataFrame({"Body": ["One.", None, "Two."]}))
    again = findings_of(read_articles(articles.dropna(subset="text")))
    assert "columns" in {found.kind for found in again}
    assert "empty_text" not in {found.kind for found in again}
