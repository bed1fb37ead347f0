"""Contents, cues and sources are tied by what stands between them."""

from framing.extractors.linking import Parts, link
from framing.text import Document


def groups(marked):
    """Link a text in which {content}, <cue> and [source] are marked."""
    opens, closes = {"{": 0, "<": 1, "[": 2}, "}>]"
    parts, starts, text = Parts([], [], []), [], ""
    for char in marked:
        if char in opens:
            starts.append((opens[char], len(text)))
        elif char in closes:
            kind, start = starts.pop()
            parts[kind].append((start, len(text)))
        else:
            text += char
    cut = lambda stretch: stretch and text[slice(*stretch)]  # noqa: E731
    return [
        ([cut(content) for content in group.contents], cut(group.cue), cut(group.source))
        for group in link(Document(text), parts)
    ]


def test_source_before_or_after_the_cue():
    assert groups("[Ida] <said> {it was full}. {“Go,”} <said> [Bo].") == [
        (["it was full"], "said", "Ida"),
        (["“Go,”"], "said", "Bo"),
    ]


def test_a_source_serves_two_cues():
    assert groups("[Ida] <said> {it was full}, <adding> {that it left}.") == [
        (["it was full"], "said", "Ida"),
        (["that it left"], "adding", "Ida"),
    ]


def test_a_content_on_both_sides_of_the_cue_is_one_attribution():
    assert groups("{The ferry}, [Ida] <said>, {was full}.") == [
        (["The ferry", "was full"], "said", "Ida")
    ]


def test_the_next_sentence_goes_on_only_in_quotation_marks():
    assert groups("{“Go,”} [Ida] <said>. {“Now.”}") == [(["“Go,”", "“Now.”"], "said", "Ida")]
    assert len(groups("{“Go,”} [Ida] <said>. {It was full.}")) == 2


def test_a_content_without_a_cue_is_a_group_of_its_own():
    assert groups("{“Go away from here.”}") == [(["“Go away from here.”"], None, None)]


def test_no_content_no_attribution():
    assert groups("[Ida] <said>.") == []
