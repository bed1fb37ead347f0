"""Word lists of other programs: what is read, what is reported, and what comes back."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from framing.bundled import lexicons
from framing.errors import FramingError, InputError
from framing.lexicon import Entry, Lexicon, read_lexicon
from framing.lexicon_formats import read_dictionary, read_lexicons, write_dictionary
from framing.matcher import Matcher
from framing.text import Document

LIWC = """%\t\t
01  care.virtue
\t02\tharm (Harm, done)
3\tvague
%\t\t

tend*\t\t\t1
Kind of\t3
Kind of\t3\t01
wound  2  3
sharp\t(02 134)125/464\t2
<of>131/125
shield\t9
grit
"""
QUANTEDA = """
water:
  __: [tide*, "high sea"]
  danger:
    - flood?
    - no
answers: [yes, 1e3, "*wash"]
"""
LC3 = "+calm\nstill\nlulled*\n\n+storm\ngale force\n"
YKD = """<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
 <cnode name="shore" desc="all of it"><cnode name="birds"><pnode name="gull*"/>
  <cnode name="rare"><pnode name="tern"/></cnode></cnode>
  <cnode name="boats"><pnode name="d*nghy"/></cnode></cnode></dictionary>"""
LCD = """<dictionary style="Lexicoder" name="t">
 <cnode name="loss"><pnode name=" lost "/><pnode name=" ruin"/></cnode></dictionary>"""
CAT = (
    "WEATHER\n   \tRAIN\n\t\tdrizzl* (1)\n\t\tSPRING_TIDE (3)\n\t@RULE [x NEAR y /C1]\nstorm (2)\n"
)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def terms(path: Path) -> list[tuple]:
    return [term[:2] for term in read_dictionary(path).terms]


def skipped(path: Path) -> dict[int, str]:
    return {line: why for line, _, why in read_dictionary(path).skipped}


class TestLiwc:
    def test_spaces_tabs_zeros_phrases_and_levels(self, tmp_path):
        assert terms(written(tmp_path, "a.dic", LIWC)) == [
            ("tend*", "care.virtue"),
            ("Kind of", "vague"),
            ("Kind of", "care.virtue"),
            ("wound", "care.virtue/harm (Harm, done)"),
            ("wound", "vague"),
            ("sharp", "care.virtue/harm (Harm, done)"),
        ]

    def test_every_line_that_was_not_read_is_named(self, tmp_path):
        left = skipped(written(tmp_path, "a.dic", LIWC))
        assert sorted(left) == [9, 11, 12, 13, 14]
        assert "already, line 8" in left[9]
        assert "(02 134)125/464" in left[11]
        assert "'9'" in left[13]

    @pytest.mark.parametrize(
        "lines",
        [
            "%\n1\ta\n%\n" + "1 " * 200_000 + "x\n",
            "%\n1\ta\n%\nx\t" + "a" * 200_000 + "\n",
            "%\n1\ta" + " " * 200_000 + "b\n%\nx\t1\n",
        ],
    )
    def test_endless_lines_are_read_in_no_time(self, tmp_path, lines):
        begun = process_time()
        read_dictionary(written(tmp_path, "a.dic", lines))
        assert process_time() - begun < 5

    def test_without_its_header_it_is_no_dic(self, tmp_path):
        with pytest.raises(InputError, match="two lines with a %"):
            read_dictionary(written(tmp_path, "a.dic", "calm\t1\n"))

    def test_carriage_returns_alone_end_lines(self, tmp_path):
        path = written(tmp_path, "a.dic", "%\r1\tcalm\r%\rstill\t1\r")
        assert terms(path) == [("still", "calm")]


class TestLiwc22:
    @pytest.mark.parametrize("first", ["Entry", "DicTerm"])
    def test_marks(self, tmp_path, first):
        path = written(tmp_path, "a.dicx", f'{first},calm,storm\nstill,X,\n"gale, force",,x\n')
        assert terms(path) == [("still", "calm"), ("gale, force", "storm")]

    def test_signed_weights(self, tmp_path):
        path = written(tmp_path, "a.dicx", "DicTerm,tone\nstill,1\nwild,-2.5\n")
        assert [term.weight for term in read_dictionary(path).terms] == [1, -2.5]

    def test_marks_and_weights_are_not_mixed(self, tmp_path):
        path = written(tmp_path, "a.dicx", "DicTerm,tone\nstill,X\nwild,-2.5\n")
        with pytest.raises(InputError, match=r"line 3 has the weight -2\.5 and line 2 an X"):
            read_dictionary(path)

    def test_a_cell_that_is_neither_is_reported(self, tmp_path):
        path = written(tmp_path, "a.dicx", "DicTerm,tone\nstill,X\nwild,maybe\n")
        assert "maybe" in skipped(path)[3]


class TestQuanteda:
    def test_levels_own_terms_and_words_that_yaml_misreads(self, tmp_path):
        assert terms(written(tmp_path, "a.yml", QUANTEDA)) == [
            ("tide*", "water"),
            ("high sea", "water"),
            ("flood?", "water/danger"),
            ("no", "water/danger"),
            ("yes", "answers"),
            ("1e3", "answers"),
            ("*wash", "answers"),
        ]

    def test_what_ours_cannot_look_for_is_said(self, tmp_path):
        refused = read_dictionary(written(tmp_path, "a.yml", QUANTEDA)).refused()
        assert [(line, text) for line, text, _ in refused] == [(5, "flood?"), (7, "*wash")]

    def test_our_own_files_end_in_yaml_too(self, tmp_path):
        path = written(tmp_path, "calm.yml", OURS)
        assert read_dictionary(path).form == "framing"


class TestLexicoder:
    def test_version_3(self, tmp_path):
        path = written(tmp_path, "a.lc3", "early\n" + LC3)
        assert terms(path) == [("still", "calm"), ("lulled*", "calm"), ("gale force", "storm")]
        assert "before the first" in skipped(path)[1]

    def test_in_version_2_spaces_are_the_borders_of_words(self, tmp_path):
        path = written(tmp_path, "a.lcd", LCD)
        assert terms(path) == [("lost", "loss"), ("ruin*", "loss")]

    def test_version_2_without_any_such_spaces_has_whole_words(self, tmp_path):
        path = written(
            tmp_path, "a.lcd", LCD.replace('" lost "', '"lost"').replace(" ruin", "ruin")
        )
        assert terms(path) == [("lost", "loss"), ("ruin", "loss")]


class TestYoshikoder:
    def test_the_wrapper_goes_and_a_category_keeps_both_its_kinds(self, tmp_path):
        assert terms(written(tmp_path, "a.ykd", YKD)) == [
            ("gull*", "birds"),
            ("tern", "birds/rare"),
            ("d*nghy", "boats"),
        ]

    def test_entities_are_refused(self, tmp_path):
        bomb = '<!DOCTYPE d [<!ENTITY a "aaaa">]><dictionary><pnode name="&a;"/></dictionary>'
        with pytest.raises(InputError, match="DTD or entities"):
            read_dictionary(written(tmp_path, "a.ykd", bomb))

    def test_a_document_type_is_refused_even_without_entities(self, tmp_path):
        typed = '<!DOCTYPE d SYSTEM "http://example.org/d.dtd"><dictionary/>'
        with pytest.raises(InputError, match="DTD or entities"):
            read_dictionary(written(tmp_path, "a.ykd", typed))

    def test_broken_xml_has_a_line(self, tmp_path):
        with pytest.raises(InputError, match="line 2: not XML"):
            read_dictionary(written(tmp_path, "a.ykd", "<dictionary>\n<cnode></dictionary>"))


class TestWordstat:
    def test_levels_weights_phrases_and_rules(self, tmp_path):
        path = written(tmp_path, "a.cat", CAT)
        assert [term[:3] for term in read_dictionary(path).terms] == [
            ("drizzl*", "WEATHER/RAIN", 1),
            ("SPRING TIDE", "WEATHER/RAIN", 3),
            ("storm", "WEATHER", 2),
        ]
        assert "a rule" in skipped(path)[5]

    @pytest.mark.parametrize("weight", ["12", "0.5", "-1"])
    def test_a_weight_that_is_no_digit_is_reported(self, tmp_path, weight):
        path = written(tmp_path, "a.cat", f"CALM\n\tgood ({weight})\n\tok (2)\n")
        assert terms(path) == [("ok", "CALM")]
        assert "not one digit" in skipped(path)[2]

    def test_an_underscore_is_its_space(self, tmp_path):
        first = read_dictionary(written(tmp_path, "a.csv", "term,category\na_b,calm\n"))
        lost = write_dictionary(first, tmp_path / "b.cat")
        assert [(each.line, each.text) for each in lost] == [(2, "a_b")]

    def test_windows_1252(self, tmp_path):
        path = written(tmp_path, "a.cat", "CAFÉ\n\tnaïve (1)\n".encode("cp1252"))
        assert terms(path) == [("naïve", "CAFÉ")]


class TestTables:
    def test_long_with_weights(self, tmp_path):
        content = "term,pos,category,weight\nstill,adj,calm,0.5\ngale,noun,storm,much\n"
        path = written(tmp_path, "a.csv", content)
        assert [term[:3] for term in read_dictionary(path).terms] == [("still", "calm", 0.5)]
        left = skipped(path)
        assert "pos" in left[1]
        assert "much" in left[3]

    def test_wide_with_weights(self, tmp_path):
        path = written(tmp_path, "a.tsv", "word\tcare\tharm\nstill\t0.5\t-1\ngale\t0\t0.25\n")
        assert [term[:3] for term in read_dictionary(path).terms] == [
            ("still", "care", 0.5),
            ("still", "harm", -1),
            ("gale", "care", 0),
            ("gale", "harm", 0.25),
        ]

    def test_wide_with_marks(self, tmp_path):
        path = written(tmp_path, "a.csv", "word,care,harm\nstill,1,0\ngale,0,1\n")
        assert terms(path) == [("still", "care"), ("gale", "harm")]
        assert not read_dictionary(path).weighted

    def test_long_without_known_names(self, tmp_path):
        path = written(tmp_path, "a.csv", "w;c;n\nstill;calm;2\n")
        assert read_dictionary(path).terms[0][:3] == ("still", "calm", 2)

    @pytest.mark.parametrize(
        ("content", "read"),
        [
            ("term,category\ngood,1\nbad,2\n", [("good", "1"), ("bad", "2")]),
            ("term,category,weight\ngood,1,0.5\n", [("good", "1")]),
            ("term,category\nfoo bar,x\n", [("foo bar", "x")]),
            ("term,type,form\ngood,x,\nbad,,x\n", [("good", "type"), ("bad", "form")]),
        ],
    )
    def test_a_column_called_category_holds_categories_whatever_they_look_like(
        self, tmp_path, content, read
    ):
        assert terms(written(tmp_path, "a.csv", content)) == read

    @pytest.mark.parametrize("ending", [".csv", ".tsv"])
    def test_a_term_that_looks_like_a_formula_gets_an_apostrophe_and_loses_it(
        self, tmp_path, ending
    ):
        first = read_dictionary(written(tmp_path, "a.dicx", "DicTerm,calm\n=cmd,X\n-ish*,X\n"))
        write_dictionary(first, tmp_path / f"b{ending}")
        assert "'=cmd" in (tmp_path / f"b{ending}").read_text()
        assert terms(tmp_path / f"b{ending}") == [("=cmd", "calm"), ("-ish*", "calm")]

    @pytest.mark.parametrize("ending", [".dic", ".lc3", ".cat"])
    def test_a_line_break_in_a_term_is_a_space(self, tmp_path, ending):
        first = read_dictionary(written(tmp_path, "a.csv", 'term,category\n"at\nrest",calm\n'))
        write_dictionary(first, tmp_path / f"b{ending}")
        assert terms(tmp_path / f"b{ending}") == [("at rest", "calm")]

    def test_one_column_is_no_table(self, tmp_path):
        with pytest.raises(InputError, match="two columns"):
            read_dictionary(written(tmp_path, "a.csv", "term\nstill\n"))


def test_comments_in_a_plain_list_are_no_terms(tmp_path):
    path = written(tmp_path, "a.txt", "# List of calm words\nstill\n\nat rest\nstill\n")
    assert terms(path) == [("still", ""), ("at rest", "")]
    assert sorted(skipped(path)) == [1, 5]


TREE = "DicTerm,calm,storm,wide_sea\nstill,X,,\nat rest,X,,X\ngale*,,X,\n"


@pytest.mark.parametrize(
    "ending", [".dic", ".dicx", ".yml", ".lc3", ".lcd", ".cat", ".csv", ".tsv"]
)
def test_a_list_comes_back_as_it_was(tmp_path, ending):
    first = read_dictionary(written(tmp_path, "list.dicx", TREE))
    assert write_dictionary(first, tmp_path / f"again{ending}") == ()
    again = read_dictionary(tmp_path / f"again{ending}")
    assert {term[:3] for term in again.terms} == {term[:3] for term in first.terms}
    assert again.skipped == ()


@pytest.mark.parametrize("ending", [".dic", ".yml", ".lcd", ".ykd", ".cat"])
def test_levels_come_back(tmp_path, ending):
    first = read_dictionary(written(tmp_path, "list.ykd", YKD.replace("d*nghy", "dinghy*")))
    write_dictionary(first, tmp_path / f"again{ending}")
    again = read_dictionary(tmp_path / f"again{ending}")
    assert {term[:2] for term in again.terms} == {term[:2] for term in first.terms}


@pytest.mark.parametrize("ending", [".dicx", ".csv", ".tsv", ".cat"])
def test_weights_come_back(tmp_path, ending):
    path = written(tmp_path, "a.csv", "term,category,weight\nstill,calm,2\nat rest,calm,1\n")
    first = read_dictionary(path)
    assert write_dictionary(first, tmp_path / f"b{ending}") == ()
    assert [t[:3] for t in read_dictionary(tmp_path / f"b{ending}").terms] == [
        t[:3] for t in first.terms
    ]


@pytest.mark.parametrize("star", ["*", "**"])
def test_a_star_alone_is_nothing_that_lexicoder_2_looks_for(tmp_path, star):
    first = read_dictionary(written(tmp_path, "a.csv", f"term,category\n{star},calm\nstill,calm\n"))
    assert [each.text for each in write_dictionary(first, tmp_path / "b.lcd")] == [star]


def test_what_a_format_cannot_hold_is_said(tmp_path):
    first = read_dictionary(
        written(tmp_path, "a.csv", "term,category,weight\nstill,calm,0.5\nat rest,calm,1\n")
    )
    lost = [str(each) for each in write_dictionary(first, tmp_path / "a.ykd")]
    assert any("phrase" in each for each in lost)
    assert "'a': yoshikoder has no weights; they were left out." in lost  # no line of it is meant
    lost = write_dictionary(first, tmp_path / "b.cat")
    assert [(each.line, each.text) for each in lost] == [(2, "still")]


OURS = """title: Calm
measures: Words of calm. Not whether it is calm.
feature: calm
source: written for this test
license: CC-BY-4.0
language: en
entries:
  state:
    - {term: still, weight: 0.5, not_before: life}
    - "lull*"
  ignore: [lullaby]
examples: ["A [lull]."]
"""


def unplaced(lexicon: Lexicon) -> Lexicon:
    return replace(lexicon, entries=tuple(replace(entry, line=0) for entry in lexicon.entries))


class TestOurs:
    def test_a_list_of_another_program_becomes_one_of_ours(self, tmp_path):
        first = read_dictionary(written(tmp_path, "My list.dicx", TREE))
        lost = write_dictionary(first, tmp_path / "calm.yaml")
        ours = read_lexicon(tmp_path / "calm.yaml")
        assert [(e.written, e.category) for e in ours.entries] == [
            ("still", "calm"),
            ("at rest", "calm"),
            ("gale*", "storm"),
        ]
        assert [each.why for each in lost] == ["is in calm already; left out of wide_sea."]

    def test_ours_becomes_another_and_the_rules_that_are_lost_are_named(self, tmp_path):
        lexicon = read_lexicon(written(tmp_path, "calm.yaml", OURS))
        lost = write_dictionary(lexicon, tmp_path / "calm.csv")
        assert [(each.line, each.text) for each in lost] == [(9, "still"), (11, "lullaby")]
        assert terms(tmp_path / "calm.csv") == [("still", "state"), ("lull*", "state")]

    @pytest.mark.parametrize("lexicon", lexicons(), ids=lambda lexicon: lexicon.name)
    def test_ours_comes_back_with_all_that_it_says(self, tmp_path, lexicon):
        path = tmp_path / f"{lexicon.name}.yaml"
        assert write_dictionary(lexicon, path) == ()
        again = read_lexicon(path)
        assert unplaced(again) == unplaced(lexicon)

    def test_a_list_made_in_a_notebook_asks_for_its_header(self, tmp_path):
        entry = Entry("still", "state", 0.5, not_before=("life",), note='"still life" is a genre')
        write_dictionary(Lexicon("calm", entries=(entry,)), tmp_path / "calm.yaml")
        again = read_lexicon(tmp_path / "calm.yaml")
        assert again.license.startswith("not known")
        assert unplaced(again).entries == (entry,)

    def test_a_word_of_two_categories_counts_in_both(self, tmp_path):
        path = written(tmp_path, "list.dicx", TREE)
        lexicons = read_lexicons(path)
        hits = Matcher(lexicons).find(Document("The gales were at rest."))
        assert [len(found) for found in hits] == [1, 1, 1]

    def test_an_exact_entry_is_not_shadowed_by_a_shorter_prefix(self, tmp_path):
        path = written(tmp_path, "a.csv", "term,category,weight\ngale*,wind,1\ngalette,wind,5\n")
        ((hit,),) = Matcher(read_lexicons(path)).find(Document("A galette."))
        assert hit.entry.weight == 5


def test_an_unknown_ending_is_answered_with_those_that_are_known(tmp_path):
    with pytest.raises(FramingError, match=r"\.lc3"):
        read_dictionary(written(tmp_path, "a.lc4", "+a\nb\n"))


def test_a_name_without_an_ending_is_told_what_is_needed(tmp_path):
    with pytest.raises(FramingError, match=r"LICENSE: a list of words is told by the ending"):
        read_dictionary(written(tmp_path, "LICENSE", "Free.\n"))


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_dictionary(tmp_path / "nowhere.dic")


@pytest.mark.parametrize(
    "ending", [".dic", ".dicx", ".yml", ".lc3", ".lcd", ".ykd", ".cat", ".csv", ".txt"]
)
@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe\x00%", b"%\n" * 3, b'"\n<a', "🙂\n".encode()]
)
def test_odd_bytes_are_read_or_refused_in_words(tmp_path, ending, content):
    path = written(tmp_path, f"a{ending}", content)
    with suppress(InputError):
        read_dictionary(path)
