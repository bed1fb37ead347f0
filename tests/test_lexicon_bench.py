"""The bench: what it finds in a list, what wildcards matched, and what labelled texts say of it."""

import pandas as pd
import pytest

import framing.lexicon_bench as bench
from framing.bundled import lexicons
from framing.errors import InputError
from framing.labelled import read_labelled
from framing.lexicon import Entry, Lexicon


def listed(*terms: str | Entry, **header) -> Lexicon:
    entries = tuple(
        term if isinstance(term, Entry)
        else Entry(term.removesuffix("*"), "term", prefix=term.endswith("*"), line=number)
        for number, term in enumerate(terms, 1)
    )  # fmt: skip
    return Lexicon("list", entries=entries, **header)


def kinds(*terms: str | Entry, **header) -> list[tuple[str, str]]:
    return [
        (found.severity, found.kind) for found in bench.check(listed(*terms, **header)).findings
    ]


class TestCheck:
    def test_a_sound_list_has_no_findings(self):
        assert kinds("vile", "sham", "alleg*", "far-right", "don't", "minister's") == []

    def test_two_spellings_of_one_term_are_a_duplicate(self):
        assert kinds("far-right", "far  right") == [("error", "duplicate")]

    def test_a_term_with_rules_may_stand_before_the_same_without(self):
        ruled = Entry("about", "term", only_before=("number",))
        assert kinds(ruled, "about") == []
        assert kinds("about", ruled) == [("error", "duplicate")]

    @pytest.mark.parametrize("term", ["is n't", "white_house", "'ll see"])
    def test_what_no_text_has_is_unreachable(self, term):
        assert kinds(term) == [("error", "unreachable")]

    def test_rules_that_exclude_each_other_are_unreachable(self):
        entry = Entry("about", "term", only_before=("number",), not_before=("number", "half"))
        assert kinds(entry) == [("error", "unreachable")]

    def test_what_a_prefix_finds_too_is_said_and_not_called_shadowed(self):
        assert kinds("alleg*", "allegation", "allegedly*", "alleg us") == [("note", "covered")] * 2

    def test_of_two_weights_the_longer_entry_counts(self):
        check = bench.check(listed("alleg*", Entry("allegation", "noun", 0.5)))
        assert "the longer one counts, as noun with 0.5" in str(check)

    @pytest.mark.parametrize(
        "term",
        ["List of hedges", "extracted from:", "A. Author 2005. On lists", "=====", "© the press",
         "this line goes on for longer than any phrase"],
    )  # fmt: skip
    def test_header_lines_read_as_terms(self, term):
        assert ("warning", "header_line") in kinds("vile", term)

    def test_the_name_of_a_column_is_a_header_line_only_at_the_top(self):
        assert kinds("word", "vile") == [("warning", "header_line")]
        assert kinds("vile", "word") == []

    def test_names_of_groups_need_an_argument(self):
        assert kinds("pensioners", "vile") == [("error", "group_name")]
        assert kinds("pensioners", group_names="because the list measures mentions") == []

    def test_examples_are_run_and_every_category_needs_one(self):
        header = {"source": "this test", "examples": ("A [sham] plan.", "A [plan].")}
        findings = kinds("sham", Entry("vile", "other"), **header)
        assert findings == [("error", "example"), ("warning", "no_example")]

    def test_lines_of_a_file_that_were_not_read_are_findings(self, tmp_path):
        path = tmp_path / "calm.txt"
        path.write_text("# a comment\ncalm\n*wash\n")
        table = bench.check(path).table
        assert table["kind"].tolist() == ["unread", "unread"]
        assert table["where"].tolist() == ["calm.txt, line 1", "calm.txt, line 3"]

    def test_entries_that_fire_everywhere(self, articles_of):
        articles = articles_of(*["A vile plan in the town."] * 15, *["A plan."] * 10)
        found = bench.check(listed("vile", "plan"), articles, share=0.7)
        assert [f.kind for f in found.findings] == ["frequent"]
        assert "'plan' fires in 100%" in str(found)

    def test_few_texts_tell_nothing(self, articles_of):
        assert "too few" in str(bench.check(listed("plan"), articles_of("A plan.")))

    def test_a_word_that_comes_back_wherever_it_is_belongs_to_a_topic(self, articles_of):
        filler = "The council met and the rain went on over the harbour. " * 16
        about = [f"{filler} The ferry left. {filler} The ferry was vile."] * 15
        articles = articles_of(*about, *[filler] * 60)
        found = bench.check(listed("ferry", "vile"), articles)
        assert [(f.kind, "'ferry'" in f.what) for f in found.findings] == [("topic_word", True)]

    def test_the_bundled_lists_have_no_duplicates_or_unreachable_entries(self):
        for lexicon in lexicons():
            table = bench.check(lexicon).table
            bad = table[table["kind"].isin(["duplicate", "unreachable", "shadowed"])]
            assert bad["what"].tolist() == []

    def test_it_shows_itself_in_a_notebook_with_everything_escaped(self):
        page = bench.check(listed("<b>_")).table.to_html()
        assert "<b>" not in page
        assert "&lt;b&gt;" in bench.check(listed("<b>_"))._repr_html_()


class TestExpand:
    def test_what_each_wildcard_matched_and_how_often(self, articles_of):
        articles = articles_of("Sound sounds. The sounds", "SOUNDLY asleep, a sound mind")
        table = bench.expand(listed("sound*", "soundly", "zz*"), articles).table
        assert table[["entry", "form", "count", "n_articles"]].values.tolist() == [
            ["sound*", "sound", 2, 2],
            ["sound*", "sounds", 2, 1],
            ["zz*", "", 0, 0],
        ]

    def test_stars_anywhere_in_another_programs_list(self, articles_of, tmp_path):
        path = tmp_path / "wash.yml"
        path.write_text("clean:\n- '*wash'\n- gr?y\n")
        articles = articles_of("Greenwash, whitewash and grey washing. Whitewash!")
        assert str(bench.expand(path, articles)).splitlines() == [
            "*wash  (clean, 3): whitewash 2, greenwash 1",
            "gr?y  (clean, 1): grey 1",
        ]


GOOD = ["The vile scheme was a sham.", "A sham, and a vile one.", "Vile plans all round."]
BAD = ["The plan was put to the town.", "A plan for the harbour.", "The town met on it."]


def table(repeat: int = 20) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sentence": [*GOOD, *BAD] * repeat,
            "label_loaded": ["loaded"] * 0 + (["Biased"] * 3 + ["Non-biased"] * 3) * repeat,
            "marked_words": (["['vile', 'sham']"] * 3 + ["[]"] * 3) * repeat,
        }
    )


class TestTest:
    def test_a_list_that_tells_them_apart_can_be_used(self):
        trial = bench.test(listed("vile", "sham"), table(), workers=1)
        assert trial.usable
        assert trial.verdict.startswith("can be used: AUC 1.00")
        assert trial.whole["neutral_rate"] == 0
        assert trial.whole["word_f1"] == 1

    def test_a_list_that_fires_everywhere_is_called_unusable_and_why(self):
        trial = bench.test(listed("the", "a"), table(), workers=1)
        assert not trial.usable
        assert trial.verdict.startswith("do not use: fires in 100 % of the neutral texts, AUC")

    def test_a_list_that_points_the_other_way(self):
        assert "points the other way" in bench.test(listed("town"), table(), workers=1).verdict

    def test_a_list_that_finds_nothing(self):
        trial = bench.test(listed("zebra"), table(), workers=1)
        assert "finds nothing" in trial.verdict
        assert trial.entries["verdict"].tolist() == ["never fires"]
        assert trial.voices.isna().all()

    def test_a_list_that_fires_nearly_everywhere_is_read_by_how_much_it_finds(self):
        texts = ["Vile, vile plan.", "A vile plan.", "A vile plan.", "A plan."]
        frame = pd.DataFrame({"text": texts * 20, "label": [1, 1, 0, 0] * 20})
        often = bench.test(listed("vile", "plan"), frame, workers=1)
        assert often.verdict.startswith("use how much it finds, never whether")

    def test_few_texts_give_no_verdict(self):
        assert bench.test(listed("vile"), table(5), workers=1).verdict.startswith("cannot be told")

    def test_every_entry_has_precision_and_recall_with_intervals(self):
        entries = bench.test(listed("vile", "plan", "zz"), table(), workers=1).entries
        vile, plan, never = entries.set_index("entry").loc[["vile", "plan", "zz"]].itertuples()
        assert (vile.precision, vile.recall, vile.neutral_rate) == (1, 1, 0)
        assert vile.precision_low == pytest.approx(0.9398, abs=1e-4)
        assert plan.verdict == "marks the opposite"
        assert vile.marked == 1
        assert never.verdict == "never fires"

    def test_hits_are_told_apart_by_voice(self):
        texts = ["“A vile sham,” said Ida Brandt.", "A vile plan."] * 30
        frame = pd.DataFrame({"text": texts, "label": [1, 0] * 30})
        trial = bench.test(listed("vile"), frame, workers=1)
        assert trial.voices.to_dict() == {"own": 0.5, "direct": 0.5, "indirect": 0.0}

    def test_categories_are_measured_each(self):
        lexicon = listed(Entry("vile", "anger"), Entry("plan", "policy"))
        trial = bench.test(lexicon, table(), workers=1)
        aucs = trial.categories.set_index("category")["auc"]
        assert aucs["anger"] == 1
        assert aucs["policy"] < 0.5

    def test_it_reads_files_and_prints_and_shows_itself(self, tmp_path):
        table().to_parquet(tmp_path / "labelled.parquet")
        (tmp_path / "list.txt").write_text("vile\n<odd>\n")
        trial = bench.test(tmp_path / "list.txt", tmp_path / "labelled.parquet", workers=1)
        assert str(trial).startswith("list.txt: can be used")
        assert "positive is 'Biased'" in str(trial)
        assert "<table" in trial._repr_html_()


class TestLabelled:
    @pytest.mark.parametrize(
        ("labels", "positive"),
        [([1, 0], "1"), ([True, False], "True"), (["SUBJ", "OBJ"], "SUBJ"),
         (["weasel", "neutral"], "weasel"), (["loaded", "not loaded"], "loaded")],
    )  # fmt: skip
    def test_the_positive_label_is_the_one_that_is_not_neutral(self, labels, positive):
        frame = pd.DataFrame({"text": ["a", "b"], "label": labels})
        assert f"positive is {positive!r}" in read_labelled(frame).said

    def test_where_it_cannot_be_told_it_must_be_said(self):
        frame = pd.DataFrame({"text": list("abc"), "label": ["left", "right", "center"]})
        with pytest.raises(InputError, match="Name it with positive="):
            read_labelled(frame)
        assert read_labelled(frame, positive="left").positive.tolist() == [True, False, False]

    def test_an_unknown_column_is_answered_with_a_guess(self):
        frame = pd.DataFrame({"text": ["a"], "label": [1]})
        with pytest.raises(InputError, match="Did you mean 'label'"):
            read_labelled(frame, label="labl")

    def test_rows_without_a_label_are_left_out(self):
        frame = pd.DataFrame({"text": list("abc"), "label": ["y", None, "no"]})
        assert len(read_labelled(frame).texts) == 2

    @pytest.mark.parametrize("cell", [["Vile plan"], "['Vile', 'plan']", "vile, plan", "vile;plan"])
    def test_marked_words_however_they_are_written(self, cell):
        frame = pd.DataFrame({"text": ["a", "b"], "label": [1, 0], "marked": [cell, None]})
        assert read_labelled(frame).marked == (frozenset({"vile", "plan"}), frozenset())
