"""What a lexicon file may say, and what is refused, with the line and what to do."""

from pathlib import Path

import pandas as pd
import pytest

import framing as fr
from framing.errors import InputError
from framing.extractors.terms import extractor
from framing.extractors.zone import ZONE
from framing.lexicon import Entry, Lexicon, read_lexicon

HEADER = """\
title: Doubt labels
measures: Words that mark a claim as doubtful. Not whether the doubt is fair.
feature: doubt_label
source: Written for this test
license: CC-BY-4.0
language: en
"""


@pytest.fixture
def read(tmp_path: Path):
    def write_and_read(entries: str, *, header: str = HEADER, examples: str = "[]") -> Lexicon:
        path = tmp_path / "doubt.yaml"
        path.write_text(f"{header}entries:\n{entries}\nexamples: {examples}\n", encoding="utf-8")
        return read_lexicon(path)

    return write_and_read


def test_a_file_gives_a_lexicon_named_like_it(read):
    lexicon = read('  noun: [claim, allegation]\n  verb: ["alleg*"]\n  ignore: [insurance claim]')
    assert lexicon.name == "doubt"
    assert lexicon.feature == "doubt_label"
    assert lexicon.categories == ("noun", "verb")
    assert [entry.written for entry in lexicon.entries] == [
        "claim", "allegation", "alleg*", "insurance claim",
    ]  # fmt: skip
    assert lexicon.entries[2].prefix


def test_an_entry_may_carry_a_weight_and_rules(read):
    (entry,) = read(
        "  approximator: [{term: about, weight: 0.4, case: lower, only_before: number,"
        " not_after: [what, 'how much'], note: not a topic}]"
    ).entries
    assert entry.weight == 0.4
    assert entry.case == "lower"
    assert entry.only_before == ("number",)
    assert entry.not_after == ("what", "how much")
    assert entry.note == "not a topic"
    assert entry.line == 8


def test_a_category_or_a_group_gives_its_terms_their_options(read):
    lexicon = read(
        "  booster:\n    weight: 0.5\n    negation: skip\n"
        "    terms: [clearly, {term: surely, weight: 0.9}]\n"
        "  factive:\n    - know\n    - {weight: 0.2, terms: [see, saw]}"
    )
    assert [(e.written, e.weight, e.negation) for e in lexicon.entries] == [
        ("clearly", 0.5, "skip"), ("surely", 0.9, "skip"), ("know", 1, "count"),
        ("see", 0.2, "count"), ("saw", 0.2, "count"),
    ]  # fmt: skip


def test_the_header_sets_what_holds_for_every_entry(read):
    lexicon = read("  noun: [claim]", header=HEADER + "negation: skip\nproper_names: count\n")
    assert (lexicon.entries[0].negation, lexicon.entries[0].proper_names) == ("skip", "count")


def test_words_that_yaml_takes_for_values_are_words(read):
    lexicon = read("  noun: [no, on, yes, null, off, 1e3x]")
    assert [entry.term for entry in lexicon.entries] == ["no", "on", "yes", "null", "off", "1e3x"]


def test_a_list_may_mark_without_measuring(read):
    assert read("  noun: [claim]", header=HEADER.replace("doubt_label", "none")).feature == ""


def test_a_list_is_one_measure_unless_its_header_asks_for_its_categories(read):
    assert read("  noun: [claim]").columns == "total"
    assert read("  noun: [claim]", header=HEADER + "columns: category\n").columns == "category"
    with pytest.raises(InputError, match=r"columns cannot be 'categories'.*'category'"):
        read("  noun: [claim]", header=HEADER + "columns: categories\n")


def test_a_category_has_columns_of_its_own():
    entries = Entry("claim", "noun"), Entry("alleg", "verb", prefix=True)
    lexicon = Lexicon("doubt", feature="doubt", entries=entries, columns="category")
    texts = pd.DataFrame({"article_id": ["a"], "text": ["A claim, allegedly a claim now gone."]})
    articles, chosen = fr.read_articles(texts), [ZONE, extractor(lexicon)]
    spans = fr.annotate(articles, extractors=chosen)
    features = fr.measure(spans, articles, extractors=chosen)
    rates = features.loc["a", ["doubt_rate", "doubt_noun_rate", "doubt_verb_rate"]]
    assert rates.round(3).tolist() == [428.571, 285.714, 142.857]
    assert "doubt_noun_rate_own" in features


def test_one_term_may_stand_twice_when_the_first_has_rules(read):
    lexicon = read("  passive: [{term: believed, only_after: be}]\n  verb: [believed]")
    assert [entry.category for entry in lexicon.entries] == ["passive", "verb"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("  noun: [claim, claim]", "line 8: 'claim' in 'noun' is already in 'noun', line 8"),
        ("  noun: [far-right]\n  b: [Far  right]", "line 9: 'Far right' in 'b' is already in"),
        ("  noun: [{term: claim, wieght: 2}]", "unknown key 'wieght'.*Did you mean 'weight'"),
        ("  noun: [{term: claim, weight: much}]", "line 8: weight 'much' is not a number"),
        ("  noun: [{term: claim, weight: .nan}]", "weight '.nan' is not a number"),
        ("  noun: [{term: claim, weight: 0}]", "weight '0' is not a number other than 0"),
        ("  noun: [{term: claim, case: lowre}]", "case cannot be 'lowre'. Did you mean 'lower'"),
        ("  noun: [{weight: 2}]", "needs either 'term' or 'terms'"),
        ("  noun: [{term: claim, not_before: []}]", "not_before is empty"),
        ("  noun: [{term: claim, not_before: [a*b]}]", "'a\\*b' in not_before"),
        ("  noun: ['123']", "the term '123' has no letters"),
        ("  noun: ['cl?im']", "has a '\\?'. Terms are literal words"),
        ("  noun: ['cl*im']", "a \\* may only stand at the end"),
        ("  noun: ['*claim']", "a \\* may only stand at the end"),
        ("  noun: claim", "a list is needed here"),
        ("  noun: [[claim]]", "an entry of 'noun' is a list"),
        ("  Big Noun: [claim]", "category 'Big Noun' must be lower-case"),
        ("  noun: [claim]\n  noun: [allegation]", "line 9: 'noun' stands twice"),
        ("  noun: [*claim]", "put a term that begins with \\* in quotes"),
        ("  noun: &a [claim]\n  verb: *a", "line 9: a YAML alias"),
        ("  noun: [claim", "not YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(read, entries, message):
    with pytest.raises(InputError, match=message):
        read(entries)


def test_every_error_names_the_file(read, tmp_path):
    with pytest.raises(InputError) as error:
        read("  noun: [claim, claim]")
    assert str(error.value).startswith(str(tmp_path / "doubt.yaml"))


def test_a_header_must_be_whole(read):
    with pytest.raises(InputError, match="no 'measures'"):
        read("  noun: [claim]", header=_without("measures"))
    with pytest.raises(InputError, match=r"unknown key 'mesures'.*Did you mean 'measures'"):
        read("  noun: [claim]", header=HEADER.replace("measures", "mesures"))
    with pytest.raises(InputError, match="feature 'Doubt' must be lower-case"):
        read("  noun: [claim]", header=HEADER.replace("doubt_label", "Doubt"))


def _without(key: str) -> str:
    return "".join(line for line in HEADER.splitlines(keepends=True) if not line.startswith(key))


def test_a_class_has_a_name_of_its_own(read):
    header = HEADER + "classes: {month: [May]}\n"
    with pytest.raises(InputError, match="the class 'month' exists already"):
        read("  noun: [claim]", header=header)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must begin with keys"),
        (b"- a\n- b\n", "must begin with keys"),
        (b"title: caf\xe9\n", "byte 10 is not UTF-8"),
        (b"[" * 5000, "not YAML"),
    ],
)
def test_a_file_that_is_no_lexicon_is_an_error_that_says_so(tmp_path, content, message):
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_lexicon(path)


def test_a_small_file_cannot_unfold_into_a_large_one(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
    )
    path = tmp_path / "bomb.yaml"
    path.write_text(bomb)
    with pytest.raises(InputError, match="YAML alias"):
        read_lexicon(path)


def test_a_byte_order_mark_is_no_part_of_the_title(tmp_path):
    path = tmp_path / "doubt.yaml"
    path.write_text(HEADER + "entries: {noun: [claim]}\nexamples: []\n", encoding="utf-8-sig")
    assert read_lexicon(path).title == "Doubt labels"


def test_a_lexicon_can_be_made_without_a_file():
    lexicon = Lexicon("doubt", entries=(Entry("claim", "noun"), Entry("x", "ignore")))
    assert lexicon.categories == ("noun",)
