"""Articles are read from anything people keep them in, and nothing is guessed in silence."""

import gzip
import json
import os

import pandas as pd
import pytest

from framing.articles import check_articles, read_articles
from framing.columns import COLUMNS
from framing.errors import InputError
from framing.findings import findings_of

ROW = {"article_id": "v1", "title": "Bridge opens", "text": "The bridge at Orrin opened."}


def kinds(found):
    return [each.kind for each in found]


def said(found):
    return "\n".join(str(each) for each in found)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Two came second.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("One came first.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("Nobody reads this.", encoding="utf-8")
    return tmp_path


class TestWhatIsRead:
    def test_a_folder_with_its_folders_in_the_order_of_their_names(self, folder):
        articles = read_articles(folder)
        assert articles.index.tolist() == ["a.txt", "b/two.txt"]
        assert articles.index.name == "article_id"
        assert articles["text"].tolist() == ["One came first.", "Two came second."]

    def test_a_file_a_list_and_a_glob(self, folder):
        one, two = folder / "a.txt", folder / "b" / "two.txt"
        assert read_articles(one).index.tolist() == ["a.txt"]
        assert read_articles([two, one]).index.tolist() == ["b/two.txt", "a.txt"]
        assert read_articles(str(folder / "*" / "*.txt")).index.tolist() == ["b/two.txt"]

    def test_a_page_saved_by_a_browser_without_the_folder_beside_it(self, tmp_path):
        (tmp_path / "Bridge.html").write_text("<p>The bridge opened.</p>")
        (tmp_path / "Bridge_files").mkdir()
        (tmp_path / "Bridge_files" / "advert.html").write_text("<p>Buy a boat.</p>")
        assert read_articles(tmp_path).index.tolist() == ["Bridge.html"]

    @pytest.mark.parametrize("packed", [False, True])
    @pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
    def test_tables_plain_and_gzipped(self, tmp_path, ending, packed):
        table = pd.DataFrame(
            [ROW, {**ROW, "article_id": "v2", "text": 'He said "no", twice.\n\nEnd.'}]
        )
        path = tmp_path / f"table.{ending}"
        if ending == "parquet":
            table.to_parquet(path)
        elif ending == "jsonl":
            table.to_json(path, orient="records", lines=True)
        else:
            table.to_csv(path, index=False, sep="\t" if ending == "tsv" else ",")
        if packed:
            (tmp_path / f"table.{ending}.gz").write_bytes(gzip.compress(path.read_bytes()))
            path.unlink()
        articles = read_articles(tmp_path)
        assert articles.index.tolist() == ["v1", "v2"]
        assert articles.loc["v2", "text"] == 'He said "no", twice.\n\nEnd.'

    def test_the_columns_are_ours_then_those_of_the_input(self):
        articles = read_articles(pd.DataFrame([{"mine": 7, **ROW}]))
        assert articles.columns.tolist() == [*COLUMNS, "mine"]
        assert all(articles[column].dtype == "string" for column in COLUMNS)
        assert articles["mine"].tolist() == [7]

    def test_reading_a_table_of_articles_again_changes_nothing(self):
        articles = read_articles(pd.DataFrame([{**ROW, "date": "3 May 2024", "event": "e1"}]))
        pd.testing.assert_frame_equal(articles, read_articles(articles))

    def test_a_dataframe_is_not_modified(self):
        table = pd.DataFrame([{"ID": 1, "Body": " kept ", "Date": "3 May 2024"}])
        before = table.copy(deep=True)
        read_articles(table)
        pd.testing.assert_frame_equal(table, before)

    def test_progress_is_told_of_each_file(self, folder):
        seen = []
        read_articles(folder, progress=lambda done, of: seen.append((done, of)))
        assert seen == [(1, 2), (2, 2)]


class TestTexts:
    TEXT = "  “Naïve” – it’s a dash…\r\n\r\nEnd. "

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
    )
    def test_encodings_are_found_and_nothing_is_stripped(self, tmp_path, encoding):
        (tmp_path / "a.txt").write_bytes(self.TEXT.encode(encoding))
        assert read_articles(tmp_path)["text"].tolist() == [self.TEXT]

    def test_a_guessed_encoding_is_said(self, tmp_path):
        (tmp_path / "a.txt").write_bytes(self.TEXT.encode("cp1252"))
        assert "a.txt: read as windows-1252." in said(check_articles(tmp_path))

    def test_a_row_without_text_stays(self):
        articles = read_articles(pd.DataFrame({"text": ["One.", None, " \n", "Two."]}))
        assert articles["text"].isna().tolist() == [False, True, True, False]
        assert "rows 2, 3: 2 of 4 articles have no text" in said(findings_of(articles))

    def test_the_same_text_twice_is_said(self):
        found = check_articles(pd.DataFrame({"text": ["One  day.", "Two.", "One day.\n"]}))
        assert "rows 1, 3" in said(found)

    @pytest.mark.parametrize("text", ["", "\0", "🙂" * 9, "שלום", '"', "x" * 5_000_000, "a\ud800b"])
    def test_no_text_raises(self, text):
        assert len(read_articles(pd.DataFrame({"text": [text]}, dtype=object))) == 1

    def test_half_a_character_is_replaced_in_its_place(self):
        table = pd.DataFrame({"text": ["a\ud800b"]}, dtype=object)
        assert read_articles(table)["text"].tolist() == ["a\ufffdb"]


class TestColumnNames:
    def test_other_names_are_taken_and_said(self):
        table = pd.DataFrame(
            [{"Doc ID": "v1", "HEADLINE": "T", "Body-Text": "B.", "Source": "The Vale Post"}]
        )
        articles = read_articles(table)
        assert articles.loc["v1", ["title", "text", "outlet"]].tolist() == [
            "T",
            "B.",
            "The Vale Post",
        ]
        assert "'Body-Text' as text" in said(findings_of(articles))

    def test_our_own_name_wins_and_the_other_column_stays(self):
        articles = read_articles(pd.DataFrame([{"source": "wire", "outlet": "Vale", "text": "B."}]))
        assert articles["outlet"].tolist() == ["Vale"]
        assert articles["source"].tolist() == ["wire"]

    def test_no_texts_is_an_error_with_a_guess(self):
        with pytest.raises(
            InputError, match=r"^articles has no column 'text'\. Did you mean 'Txt'\?"
        ):
            read_articles(pd.DataFrame({"Txt": ["B."]}))

    def test_a_column_twice_is_an_error(self):
        with pytest.raises(InputError, match="'text' twice"):
            read_articles(pd.DataFrame([["a", "b"]], columns=["text", "text"]))


class TestIds:
    def test_rows_without_ids_are_numbered_so_that_they_sort(self):
        articles = read_articles(pd.DataFrame({"text": ["B."] * 12}))
        assert articles.index[:2].tolist() == ["01", "02"]
        assert articles.index.is_monotonic_increasing

    def test_an_index_that_somebody_chose_is_the_id(self):
        table = pd.DataFrame({"text": ["A.", "B.", "C."]})
        assert read_articles(table[table["text"] > "A."]).index.tolist() == ["1", "2"]
        assert read_articles(table.set_index(pd.Index(list("xyz")))).index.tolist() == list("xyz")

    def test_numbers_from_two_tables_name_their_table(self, tmp_path):
        (tmp_path / "a.csv").write_text("text\nOne.\n")
        (tmp_path / "b.csv").write_text("text\nTwo.\n")
        assert read_articles(tmp_path).index.tolist() == ["a.csv:2", "b.csv:2"]

    def test_whole_numbers_stay_whole(self):
        assert read_articles(pd.DataFrame({"id": [7.0], "text": ["B."]})).index.tolist() == ["7"]

    def test_a_row_without_an_id_among_others_takes_its_number(self):
        articles = read_articles(pd.DataFrame({"id": ["x", None], "text": ["A.", "B."]}))
        assert articles.index.tolist() == ["x", "2"]
        assert "missing_id" in kinds(findings_of(articles))

    def test_duplicates_are_an_error_that_names_file_and_rows(self, tmp_path):
        (tmp_path / "articles.csv").write_text("article_id,text\na1,One.\nb,Two.\na1,Three.\n")
        message = (
            r"^articles\.csv: article_id 'a1' is on rows 2, 4\. "
            r"Ids must be unique; number them, or drop the copies\.$"
        )
        with pytest.raises(InputError, match=message):
            read_articles(tmp_path)
        assert kinds(check_articles(tmp_path))[0] == "duplicate_id"

    def test_duplicates_across_files_name_both(self, tmp_path):
        for name in ("a", "b"):
            (tmp_path / f"{name}.csv").write_text("id,text\nx,One.\n")
        with pytest.raises(InputError, match=r"'x' is on a\.csv row 2; b\.csv row 2"):
            read_articles(tmp_path)


class TestDays:
    def read(self, **columns):
        articles = read_articles(pd.DataFrame({"text": ["B."] * len(columns["date"]), **columns}))
        return articles, said(findings_of(articles))

    def test_a_stated_day(self):
        articles, _ = self.read(date=["3 May 2024", "2024-05-04T23:30:00-04:00", None])
        assert articles["published"].tolist()[:2] == ["2024-05-03", "2024-05-04"]
        assert articles["published"].isna().tolist() == [False, False, True]
        assert articles["published_basis"].tolist()[:2] == ["given", "given"]

    def test_time_stamps_of_pandas(self):
        articles, _ = self.read(date=pd.to_datetime(["2024-05-03", None]))
        assert articles["published"].tolist()[0] == "2024-05-03"

    def test_a_column_that_shows_which_is_the_day(self):
        articles, _ = self.read(date=["03/04/2024", "13/04/2024"])
        assert articles["published"].tolist() == ["2024-04-03", "2024-04-13"]

    def test_a_column_that_does_not_is_left_open_and_said(self):
        articles, found = self.read(date=["03/04/2024"])
        assert articles["published"].isna().all()
        assert "row 1 (03/04/2024)" in found

    @pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "31 February 2024", "soon"])
    def test_an_impossible_day_is_left_out_and_said(self, value):
        articles, found = self.read(date=[value])
        assert articles["published"].isna().all()
        assert f"row 1 ({value})" in found

    def test_words_for_nothing_are_nothing(self):
        _, found = self.read(date=["NaN", "n/a", "", "None"])
        assert "between 1600 and 2100" not in found

    def test_the_address_may_say_it(self):
        articles, _ = self.read(date=[None], url=["https://vale.example/2020/09/21/bridge"])
        assert articles.iloc[0][["published", "published_basis"]].tolist() == ["2020-09-21", "url"]

    def test_a_line_that_says_so_but_no_other_date(self, tmp_path):
        (tmp_path / "a.txt").write_text("Bridge opens\nPublished: 3 May 2024\nIt opened.")
        (tmp_path / "b.txt").write_text("01:34 GMT 21 September 2020\nListen Live\nIt opened.")
        articles = read_articles(tmp_path)
        assert articles.loc["a.txt", "published_basis"] == "text"
        assert articles["published"].isna().tolist() == [False, True]


class TestOutlets:
    def test_an_outlet_that_is_not_in_the_registry_is_counted_once(self):
        articles = read_articles(
            pd.DataFrame({"text": list("abc"), "source": ["The Vale Post"] * 3})
        )
        assert articles["outlet_id"].isna().all()
        assert "name 1 outlet not in the registry: The Vale Post (3)" in said(findings_of(articles))

    def test_a_known_outlet_by_name_and_by_address(self):
        table = pd.DataFrame(
            {
                "text": list("ab"),
                "outlet": ["BBC News", None],
                "url": [None, "https://www.bbc.com/x"],
            }
        )
        articles = read_articles(table)
        assert articles["outlet_id"].tolist() == ["bbc", "bbc"]
        assert articles["outlet_basis"].tolist() == ["given", "url"]

    def test_an_id_that_the_input_states_is_kept(self):
        articles = read_articles(pd.DataFrame({"text": ["B."], "outlet_id": ["vale_post"]}))
        assert articles.iloc[0][["outlet_id", "outlet_basis"]].tolist() == ["vale_post", "given"]


class TestBadFiles:
    def test_one_bad_file_does_not_stop_the_others(self, folder):
        (folder / "cut.txt.gz").write_bytes(gzip.compress(os.urandom(999))[:500])
        (folder / "bad.parquet").write_bytes(b"PAR1 no more")
        (folder / "other.csv").write_text("a,b\n1,2\n")
        (folder / "empty.csv").write_bytes(b"")
        (folder / "lost.txt").symlink_to(folder / "nowhere")
        (folder / "letter.docx").write_bytes(b"PK")
        articles = read_articles(folder)
        assert articles.index.tolist() == ["a.txt", "b/two.txt"]
        found = findings_of(articles)
        assert kinds(found).count("unreadable") == 5
        for name in ("cut.txt.gz", "bad.parquet", "other.csv", "empty.csv", "lost.txt"):
            assert f"{name}: " in said(found)
        assert "letter.docx" in said(found)

    def test_odd_rows_are_said_and_the_rest_is_read(self, tmp_path):
        (tmp_path / "a.csv").write_bytes(b"id,text\n1,One\n2,Two,Three\n3,N\x00UL\n")
        (tmp_path / "b.jsonl").write_text('{"id": "b1", "text": "One."}\nnot JSON\n')
        articles = read_articles(tmp_path)
        assert articles.index.tolist() == ["1", "2", "3", "b1"]
        assert articles.loc["3", "text"] == "N\0UL"
        assert "a.csv: row 3: " in said(findings_of(articles))
        assert "b.jsonl: row 2: not a JSON object" in said(findings_of(articles))

    def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(self, folder, monkeypatch):
        monkeypatch.setitem(read_limits(), ".txt", 1_000_000)
        (folder / "bomb.txt.gz").write_bytes(gzip.compress(b"x" * 2_000_000))
        assert "bomb.txt.gz: larger than 1 MB" in said(findings_of(read_articles(folder)))

    def test_nothing_readable_is_an_error(self, tmp_path):
        (tmp_path / "other.csv").write_text("a,b\n1,2\n")
        with pytest.raises(InputError, match=r"other\.csv: no column 'text'"):
            read_articles(tmp_path)

    @pytest.mark.parametrize("source", [[], None, 3, [3]])
    def test_what_is_no_input_is_an_error(self, source):
        with pytest.raises(InputError):
            read_articles(source)

    def test_a_wrong_path_has_a_guess(self, folder):
        with pytest.raises(InputError, match=r"Did you mean 'a\.txt'\?"):
            read_articles(folder / "a.tx")

    @pytest.mark.parametrize("name", ["nowhere", "*.csv", ""])
    def test_check_needs_something_to_check(self, tmp_path, name):
        with pytest.raises(InputError):
            check_articles(str(tmp_path / name))

    def test_check_raises_nothing_about_what_is_there(self, tmp_path):
        (tmp_path / "a.csv").write_bytes(b"")
        assert kinds(check_articles(tmp_path)) == ["unreadable"]
        assert kinds(check_articles(pd.DataFrame({"a": ["b"]}))) == ["unreadable"]

    def test_a_spreadsheet_is_refused_with_what_to_do(self, tmp_path):
        (tmp_path / "table.xlsx").write_bytes(b"PK")
        with pytest.raises(InputError, match=r"table\.xlsx\. Save it as CSV from your spreadsheet"):
            read_articles(tmp_path / "table.xlsx")


class TestWhatIsPassedOver:
    def report(self, folder):
        (folder / "tables").mkdir(parents=True)
        (folder / "tables" / "articles.csv").write_text("text\nA copy.\n")
        (folder / "report.html").write_text("<p>A report.</p>")
        files = dict.fromkeys(("tables/articles.csv", "report.html"), "0")
        (folder / "run.json").write_text(json.dumps({"job": {"source": ".."}, "files": files}))

    @pytest.mark.parametrize("where", ["report", "."])
    def test_a_report_in_the_input(self, folder, where):
        before = read_articles(folder)
        self.report(folder / where)
        after = read_articles(folder)
        pd.testing.assert_frame_equal(before, after)
        assert after.attrs == before.attrs
        assert f"{where}: what framing report wrote there was passed over." in said(
            check_articles(folder)
        )
        assert read_articles(str(folder / "**" / "*.txt")).index.tolist() == ["a.txt", "b/two.txt"]
        with pytest.raises(InputError):
            read_articles(str(folder / "**" / "*.csv"))

    def test_an_article_beside_a_report_is_still_read(self, folder):
        self.report(folder / "b")
        assert read_articles(folder).index.tolist() == ["a.txt", "b/two.txt"]

    def test_another_run_json_is_not_a_report(self, folder):
        (folder / "b" / "run.json").write_text('{"job": 3, "files": {"two.txt": ""}}')
        assert read_articles(folder).index.tolist() == ["a.txt", "b/two.txt"]

    def test_a_pipe_is_said_and_nobody_waits_for_it(self, folder):
        os.mkfifo(folder / "pipe.txt")
        articles = read_articles(folder)
        assert articles.index.tolist() == ["a.txt", "b/two.txt"]
        assert "pipe.txt: not read: a pipe" in said(findings_of(articles))
        with pytest.raises(InputError, match="not read: a pipe"):
            read_articles(folder / "pipe.txt")

    def test_a_link_is_followed_inside_the_folder_alone(self, folder, tmp_path_factory):
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        (elsewhere / "secret.txt").write_text("Not yours.")
        (folder / "c.txt").symlink_to(folder / "a.txt")
        (folder / "d.txt").symlink_to(elsewhere / "secret.txt")
        (folder / "e").symlink_to(elsewhere)
        (folder / "f").symlink_to(folder / "b")
        articles = read_articles(folder)
        assert articles.index.tolist() == ["a.txt", "b/two.txt", "c.txt"]
        assert "d.txt, e: not read: a link that leads out" in said(findings_of(articles))
        assert read_articles(folder / "d.txt").index.tolist() == ["d.txt"]

    def test_a_folder_of_nothing_to_read_says_why(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(InputError, match="a pipe, a socket or a device"):
            read_articles(tmp_path)
        assert kinds(check_articles(tmp_path)) == ["special_file"]


def read_limits():
    from framing import files

    return files.LARGEST
