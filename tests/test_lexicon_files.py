"""Every file in lexicons/ keeps the promises of its README: a new one is tested by being there."""

from pathlib import Path

import pytest

from framing.lexicon import IGNORE, Lexicon, read_lexicon
from framing.matcher import Matcher, failed_examples, read_example
from framing.text import Document

FOLDER = Path(__file__).parents[1] / "lexicons"
FILES = sorted(FOLDER.glob("*.yaml"))
GUARD = "group_names"


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def lexicon(request) -> Lexicon:
    return read_lexicon(request.param)


def test_there_are_lexicons():
    assert {"hedging", "certainty", "loaded_terms"} <= {path.stem for path in FILES}


def test_every_example_holds(lexicon):
    assert failed_examples(lexicon) == []


def test_every_category_has_an_example(lexicon):
    matcher = Matcher([lexicon])
    shown = {
        hit.entry.category
        for example in lexicon.examples
        for hit in matcher.find(Document(read_example(example)[0]))[0]
    }
    assert set(lexicon.categories) - shown == set()


def test_some_examples_show_what_is_not_counted(lexicon):
    assert any("[" not in example for example in lexicon.examples)


def test_the_header_says_what_is_measured_and_what_is_not(lexicon):
    assert "Not " in lexicon.measures
    assert all((lexicon.title, lexicon.source, lexicon.license, lexicon.language))


def test_weights_say_how_sure_a_hit_is(lexicon):
    assert all(0 < entry.weight <= 1 for entry in lexicon.entries)


def test_every_term_is_found_when_it_stands_alone_and_its_rules_allow(lexicon):
    plain = [e for e in lexicon.entries if not e.conditional and e.category != IGNORE]
    matcher = Matcher([lexicon])
    missed = []
    for entry in plain:
        (hits,) = matcher.find(Document(entry.term))
        if not any(hit.entry.key in entry.key for hit in hits):
            missed.append(entry.written)
    assert missed == []


def test_no_list_names_groups_of_people_without_arguing_for_it(lexicon):
    guard = read_lexicon(FOLDER / f"{GUARD}.yaml")
    if lexicon.name == GUARD or lexicon.group_names:
        return
    names = {entry.key for entry in guard.entries if entry.category != IGNORE}
    listed = [e.written for e in lexicon.entries if e.category != IGNORE and e.key in names]
    assert listed == []
