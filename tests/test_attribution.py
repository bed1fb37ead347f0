"""Who says what, by rule: contents, cues and sources, and what belongs together."""

import pytest

from framing.extractors.attribution import TITLE_GROUPS, find_attributions
from framing.spans import Mark
from framing.text import Document


def read(text, field="text", zones=()):
    """The attributions of a text as (contents, cue, source, voice)."""
    marks = find_attributions(Document(text, field), {"zone": list(zones)})
    found = []
    for group in sorted({mark.group for mark in marks}):
        parts = {"content": [], "cue": [], "source": []}
        voice = ""
        for mark in marks:
            if mark.group == group:
                parts[mark.label].append(text[mark.start : mark.end])
                voice = mark.voice or voice
        found.append((parts["content"], *parts["cue"], *parts["source"], voice))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are full,” Ida Brandt said.", (["“We are full,”"], "said", "Ida Brandt", "direct")),
        ("“We are full,” said Ida Brandt.", (["“We are full,”"], "said", "Ida Brandt", "direct")),
        ("Ida Brandt said: “We are full.”", (["“We are full.”"], "said", "Ida Brandt", "direct")),
        (
            "“We are full,” said Ida Brandt, a nurse at the clinic.",
            (["“We are full,”"], "said", "Ida Brandt, a nurse at the clinic", "direct"),
        ),
        (
            "''We are full,'' former mayor Ida Brandt told reporters on Monday.",
            (["''We are full,''"], "told", "former mayor Ida Brandt", "direct"),
        ),
        (
            '"Are they full?" Ida Brandt asked.',
            (['"Are they full?"'], "asked", "Ida Brandt", "direct"),
        ),
        (
            "«We are full», Ida Brandt said.",
            (["«We are full»"], "said", "Ida Brandt", "direct"),
        ),
    ],
)
def test_direct_quotations_in_the_usual_orders(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ida Brandt said that the ferry was full.",
            (["that the ferry was full"], "said", "Ida Brandt", "indirect"),
        ),
        (
            "Ida Brandt says the ferry is full.",
            (["the ferry is full"], "says", "Ida Brandt", "indirect"),
        ),
        (
            "The ferry was full, officials said.",
            (["The ferry was full"], "said", "officials", "indirect"),
        ),
        (
            "The ferry, the mayor said, was full.",
            (["The ferry", "was full"], "said", "the mayor", "indirect"),
        ),
        (
            "According to the harbour report, the ferry was full.",
            (["the ferry was full"], "According to", "the harbour report", "indirect"),
        ),
        (
            "The ferry was full, according to the harbour report.",
            (["The ferry was full"], "according to", "the harbour report", "indirect"),
        ),
        (
            "Ida Brandt told reporters on Monday that the ferry was full.",
            (["that the ferry was full"], "told", "Ida Brandt", "indirect"),
        ),
        (
            "Ida Brandt declined to comment.",
            (["to comment"], "declined", "Ida Brandt", "indirect"),
        ),
        (
            "Ida Brandt pointed out that the ferry was full.",
            (["that the ferry was full"], "pointed out", "Ida Brandt", "indirect"),
        ),
    ],
)
def test_indirect_speech(text, expected):
    assert read(text) == [expected]


def test_an_interrupted_quotation_is_one_attribution():
    text = "“We are full,” she said. “Nobody else can board today.”"
    assert read(text) == [
        (["“We are full,”", "“Nobody else can board today.”"], "said", "she", "direct")
    ]


def test_a_quotation_that_goes_on_in_the_next_paragraph_stays_with_its_speaker():
    text = (
        "“We have been full since Monday and nobody can board,” Ida Brandt said.\n\n"
        "“The next ferry leaves on Friday, and it is full as well.”"
    )
    (contents, cue, source, _voice), *more = read(text)
    assert (len(contents), cue, source, more) == (2, "said", "Ida Brandt", [])


def test_a_second_verb_shares_the_source_of_the_first():
    text = "Ida Brandt said the ferry was full, adding that nobody was to blame."
    assert [(cue, source) for _, cue, source, _ in read(text)] == [
        ("said", "Ida Brandt"),
        ("adding", "Ida Brandt"),
    ]


def test_voice_is_direct_from_half_of_the_words_on():
    assert read("Ida said the “very old ferry was full.”")[0][-1] == "direct"
    assert read("Ida said the ferry “was very full.”")[0][-1] == "direct"
    assert read("Ida said the old ferry “was full.”")[0][-1] == "indirect"
    assert read("Ida said the ferry was “very full today.”")[0][-1] == "direct"
    assert read("Ida said the ferry that came late was “full.”")[0][-1] == "indirect"


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was full when it left.",
        "The report was long and the claims were many.",
        "The “experts” left.",
        "",
        "said",
        "”“ said, “",
        "“““ said ” : ’’ —",
        "\x00 said \x00",
    ],
)
def test_nothing_is_attributed_where_nobody_speaks(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“We are full,” Ida Brandt said last night.",
        "Last night said it all: “The harbour of Lindsund is closed to boats.”",
        "“The harbour is closed to boats,” said Tuesday’s notice.",
    ],
)
def test_a_time_is_no_source(text):
    assert not {"last night", "Last night", "Tuesday"} & {
        part for one in read(text) for part in one[1:]
    }


def test_headlines_name_the_speaker_before_or_after():
    assert read("Mayor: ferry is full", "title") == [(["ferry is full"], ":", "Mayor", "indirect")]
    assert read("Ferry should be repaired - Brandt", "title") == [
        (["Ferry should be repaired"], "-", "Brandt", "indirect")
    ]


def test_a_kicker_in_capitals_speaks_no_headline():
    assert read("BIG BAD WOLVES: Killer packs prowl school run", "title") == []
    assert read("UN: killer packs prowl school run", "title")[0][2] == "UN"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("“The ferry is safe,” mayor says", (["“The ferry is safe,”"], "says", "mayor", "direct")),
        ("Ferry will sail, says mayor", (["Ferry will sail"], "says", "mayor", "indirect")),
        ("Man threatened to burn ferry, judge says",
         (["Man threatened to burn ferry"], "says", "judge", "indirect")),
        ("Mayor denies claim that ferry is full, report says",
         (["Mayor denies claim that ferry is full"], "says", "report", "indirect")),
    ],
)  # fmt: skip
def test_who_says_so_stands_at_the_end_of_a_headline(title, expected):
    assert read(title, "title") == [expected]


@pytest.mark.parametrize("label", ["Opinion", "OPINION", "Explainer", "Live", "Fact check"])
def test_what_a_paper_calls_its_pieces_speaks_no_headline(label):
    assert read(f"{label}: Ferry is full", "title") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They knew about it,” Brandt went on, “and did nothing.”",
         (["“They knew about it,”", "“and did nothing.”"], "went on", "Brandt", "direct")),
        ("(“It won’t,” said engineer Ola Brandt.)",
         (["“It won’t,”"], "said", "engineer Ola Brandt", "direct")),
        ("According to the mayor, the ferry, which sank on Monday, was safe.",
         (["the ferry, which sank on Monday, was safe"], "According to", "the mayor",
          "indirect")),
        ("“Our mayor is lying,” @pontus_k tweeted.",
         (["“Our mayor is lying,”"], "tweeted", "@pontus_k", "direct")),
        ("Theresa May said the vote would go ahead.",
         (["the vote would go ahead"], "said", "Theresa May", "indirect")),
        ("Passers-by said it rained.", (["it rained"], "said", "Passers-by", "indirect")),
    ],
)  # fmt: skip
def test_where_a_content_or_a_source_ends(text, expected):
    assert read(text) == [expected]


def test_two_speakers_whose_sentences_have_no_blank_between_them():
    found = read("“We are full,” said Ida Brandt.“It rains,” said Paul Lenz.")
    assert [one[2] for one in found] == ["Ida Brandt", "Paul Lenz"]


def test_groups_of_a_title_have_numbers_of_their_own():
    marks = find_attributions(Document("Mayor: ferry is full", "title"), {})
    assert {mark.group for mark in marks} == {TITLE_GROUPS}


def test_only_headline_and_body_are_read():
    text = "“We are full,” said Ida Brandt."
    assert read(text, zones=[Mark(0, len(text), "related", "")]) == []
    assert len(read(text, zones=[Mark(0, len(text), "body", "")])) == 1


def test_the_same_sentence_again_and_again_keeps_its_speaker():
    text = "\n\n".join(["“We are full,” said Ida Brandt."] * 4 + ["“No,” claimed Paul Lenz."] * 4)
    assert [cue_source[1:3] for cue_source in read(text)] == (
        [("said", "Ida Brandt")] * 4 + [("claimed", "Paul Lenz")] * 4
    )


def test_what_is_neither_headline_nor_body_holds_no_attribution():
    text = "“We are full,” said Ida Brandt."
    assert read(text, zones=[Mark(0, len(text), "caption", "")]) == []
