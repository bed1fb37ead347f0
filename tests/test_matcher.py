"""How terms are found: every numbered decision of lexicons/README.md, by example."""

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.extractors.terms import extractor, extractors
from framing.lexicon import Entry, Lexicon
from framing.matcher import Matcher, failed_examples, read_example
from framing.text import Document


def lexicon(*entries: Entry | str, classes: dict | None = None) -> Lexicon:
    made = tuple(
        entry if isinstance(entry, Entry)
        else Entry(entry.removesuffix("*"), "term", prefix=entry.endswith("*"))
        for entry in entries
    )  # fmt: skip
    return Lexicon("list", feature="list", entries=made, classes=classes or {})


def found(text: str, *entries: Entry | str, **options) -> list[str]:
    (hits,) = Matcher([lexicon(*entries, **options)]).find(Document(text))
    return [text[hit.start : hit.end] for hit in hits]


class TestWords:
    @pytest.mark.parametrize("text", ["Erdoğan", "claims", "disclaim", "reclaim it", "claim_s1"])
    def test_a_term_is_a_whole_word(self, text):
        assert found(text, "erdo", "claim") in ([], ["claim"] if "_" in text else [])

    def test_any_case(self):
        assert found("CLAIM! Claim? claim.", "Claim") == ["CLAIM", "Claim", "claim"]

    def test_accents_count(self):
        assert found("naïve naive", "naive") == ["naive"]

    def test_a_possessive_is_not_part_of_the_word(self):
        assert found("the minister's and the minister’s", "minister") == ["minister", "minister"]

    def test_straight_and_curly_apostrophes_are_equal(self):
        assert found("I don’t and don't", "don't") == ["don’t", "don't"]
        assert found("I don't", "don’t") == ["don't"]

    def test_letters_whose_lower_case_is_longer_do_not_move_offsets(self):
        assert found("İİİ the claim of İstanbul", "claim") == ["claim"]

    @pytest.mark.parametrize(
        "text", ["", " ", "\0", "\ud800", "“”", "🙂" * 50, "שלום claim שלום", "'" * 999, "\n\n"]
    )
    def test_nothing_in_a_text_raises(self, text):
        assert found(text, "claim", "a b*") in ([], ["claim"])


class TestPhrases:
    @pytest.mark.parametrize(
        "text",
        ["far right", "far-right", "Far\nright", "far\r\n  right", "far  right", "far\u00a0right",
         "far-\nright"],
    )  # fmt: skip
    def test_a_space_matches_white_space_a_line_break_or_a_hyphen(self, text):
        assert found(f"the {text} list", "far right") == [text]
        assert found(f"the {text} list", "far-right") == [text]

    @pytest.mark.parametrize(
        "text", ["far\n\nright", "far - right", "far -- right", "far, right", "far. Right"]
    )
    def test_but_no_blank_line_dash_or_comma(self, text):
        assert found(text, "far right") == []


class TestWhichMatchCounts:
    def test_the_longest_wins_over_all_categories(self):
        entries = Entry("claim", "short"), Entry("claim to fame", "long")
        assert found("a claim to fame, a claim", *entries) == ["claim to fame", "claim"]

    def test_ignore_uses_up_its_words(self):
        ignore = Entry("insurance claim", "ignore")
        assert found("an insurance claim and a claim", "claim", ignore) == ["claim"]
        assert found("allegiance, alleged", "alleg*", Entry("allegian", "ignore", prefix=True)) == [
            "alleged"
        ]

    def test_a_prefix_is_one_word_and_may_stand_for_nothing(self):
        assert found("alleg alleged allegedly-so", "alleg*") == ["alleg", "alleged", "allegedly"]
        assert found("right-wingers win", "right wing*") == ["right-wingers"]

    def test_exact_beats_prefix_and_a_longer_prefix_a_shorter(self):
        entries = (
            Entry("re", "short", prefix=True),
            Entry("repo", "long", prefix=True),
            Entry("report", "exact"),
        )
        (hits,) = Matcher([lexicon(*entries)]).find(Document("report reporter real"))
        assert [hit.entry.category for hit in hits] == ["exact", "long", "short"]

    def test_an_entry_whose_rules_fail_leaves_room_for_a_shorter_one(self):
        long = Entry("claim to", "long", only_before=("fame",))
        assert found("claim to be", long, "claim") == ["claim"]

    def test_of_one_term_twice_the_first_whose_rules_hold_counts(self):
        entries = Entry("believed", "passive", only_after=("be",)), Entry("believed", "verb")
        (hits,) = Matcher([lexicon(*entries)]).find(Document("is believed, she believed"))
        assert [hit.entry.category for hit in hits] == ["passive", "verb"]

    def test_no_word_is_counted_twice_in_a_lexicon_but_two_may_count_it(self):
        one, two = lexicon("far right", "right mob"), lexicon("right mob")
        first, second = Matcher([one, two]).find(Document("a far-right mob"))
        assert [hit.entry.term for hit in first] == ["far right"]
        assert [hit.entry.term for hit in second] == ["right mob"]


class TestRules:
    @pytest.mark.parametrize(
        ("text", "counts"),
        [
            ("around 50 people", True), ("around $50", True), ("around “fifty” of them", True),
            ("around the corner", False), ("around, 50", False), ("around", False),
        ],
    )  # fmt: skip
    def test_only_before_a_number(self, text, counts):
        assert bool(found(text, Entry("around", "x", only_before=("number",)))) == counts

    @pytest.mark.parametrize(
        ("rule", "text", "counts"),
        [
            ({"not_after": ("month",)}, "in March may", False),
            ({"not_after": ("month",)}, "they may", True),
            ({"not_before": ("be",)}, "may be", False),
            ({"only_after": ("stop",)}, "It rained; may it stop", True),
            ({"only_after": ("stop",)}, "it may", False),
            ({"only_before": ("*ly",)}, "may badly", True),
            ({"only_before": ("ba*",)}, "may badly", True),
            ({"only_before": ("ba*",)}, "may sadly", False),
            ({"not_before": ("be the case",)}, "may be the case", False),
            ({"not_before": ("be the case",)}, "may be the cause", True),
            ({"not_after": ("of the",)}, "flower of the may", False),
            ({"not_after": ("possessive",)}, "the mayor's may", False),
            ({"not_after": ("possessive",)}, "it's may", True),
            ({"only_after": ("be",)}, "it's may", True),
            ({"only_after": ("name",)}, "said Orlova may", True),
            ({"only_after": ("weather",)}, "rain may", True),
            ({"only_after": ("weather",)}, "sun may", False),
            ({"only_before": ("stop",)}, "it may\n\nNext", True),
        ],
    )
    def test_the_word_beside_a_term_decides(self, rule, text, counts):
        classes = {"weather": ("rain", "snow*")}
        assert bool(found(text, Entry("may", "x", **rule), classes=classes)) == counts

    @pytest.mark.parametrize(
        ("text", "counts"),
        [
            ("she may go", True), ("in May he left", False), ("Yes. May I go?", True),
            ("Mayor May Face Long Prison Term", True),
        ],
    )  # fmt: skip
    def test_lower_case_only(self, text, counts):
        assert bool(found(text, Entry("may", "x", case="lower"))) == counts

    def test_exact_case(self):
        assert found("The Left left LEFT", Entry("Left", "x", case="exact")) == ["Left"]

    @pytest.mark.parametrize(
        ("text", "negated"),
        [
            ("she is certain", False), ("she is not certain", True),
            ("nobody is quite certain", True), ("it isn’t certain", True),
            ("not today, but certain", False),
            ("not by means certain", True), ("not by any means certain", False),
        ],
    )  # fmt: skip
    def test_negation_within_three_words_of_the_clause(self, text, negated):
        assert bool(found(text, Entry("certain", "x", negation="only"))) == negated
        assert bool(found(text, Entry("certain", "x", negation="skip"))) != negated
        assert found(text, Entry("certain", "x")) == ["certain"]

    @pytest.mark.parametrize(
        ("text", "counts"),
        [
            ("They watched Extreme Networks fall.", False), ("She saw Dirty Dancing twice.", False),
            ("He starred in “Dirty Dancing” as a boy.", False), ("an extreme network", True),
            ("Extreme Orlov critics left.", True), ("the Extreme option", True),
            ("Extreme Networks fell. They had seen it coming at Extreme Networks.", False),
            ("Ida Extreme spoke.", False), ("“No,” said Rep. Extreme.", False),
            ("She asked, and Extreme was silent.", False),
            ("She gave to the Fund for Extreme and Dirty Sports last year.", False),
            ("EXTREME WEATHER HITS THE NORTH COAST", True),
            ("Mayor Calls Extreme Heat Unprecedented Danger", True),
        ],
    )  # fmt: skip
    def test_a_term_inside_a_proper_name_is_not_counted(self, text, counts):
        assert bool(found(text, "extreme", "dirty")) == counts

    def test_unless_the_lexicon_wants_it(self):
        entry = Entry("extreme", "x", proper_names="count")
        assert found("They watched Extreme Networks fall.", entry) == ["Extreme"]


class TestExamples:
    def test_brackets_are_read_with_their_places(self):
        assert read_example("[A] b [c d].") == ("A b c d.", [(0, 1), (4, 7)])

    def test_what_was_expected_and_what_was_found(self):
        tested = Lexicon("l", entries=(Entry("claim", "x"),), examples=("a claim", "a [claim]"))
        assert failed_examples(tested) == ["'a claim': expected nothing, found 'claim'"]


class TestExtractors:
    def test_marks_say_category_rule_and_weight(self):
        graded = Lexicon("doubt", entries=(Entry("alleg", "verb", 0.5, prefix=True),))
        (mark,) = extractor(graded).find(Document("allegedly"), {})
        assert mark[:5] == (0, 9, "verb", "doubt:alleg*", 0.5)

    def test_a_lexicon_gives_two_columns_and_a_list_without_feature_none(self):
        names = [feature.name for feature in extractor(lexicon("a b")).features]
        assert names == ["list_rate", "list_rate_own"]
        assert extractor(Lexicon("guard", entries=(Entry("us", "x"),))).features == ()

    def test_alone_or_together_in_any_order_they_find_the_same(self):
        one, two = lexicon("claim"), lexicon("far right")
        documents = [Document("A far-right claim."), Document("No claim, far right.")]
        together = extractors([one, two])
        for document in (*documents, *reversed(documents)):
            for alone, shared in zip((extractor(one), extractor(two)), together, strict=True):
                assert alone.find(document, {}) == shared.find(document, {})

    def test_they_can_be_sent_to_another_process(self):
        sent = pickle.loads(pickle.dumps(extractor(lexicon("claim"))))
        assert len(sent.find(Document("a claim"), {})) == 1


@given(st.text(alphabet="aAİßé -’'\n.claimCLAIM\u00a0ſ", max_size=60))
def test_hits_are_whole_words_in_order_without_overlap(text):
    document = Document(text)
    (hits,) = Matcher([lexicon("claim", "a claim", "cl*", "é")]).find(document)
    starts = set(document.tokens[:, 0].tolist())
    ends = set(document.tokens[:, 1].tolist())
    assert all(hit.start in starts and hit.end in ends for hit in hits)
    assert all(left.end <= right.start for left, right in pairwise(hits))
