"""Layer `attribution`: what is said or thought by somebody, the words that tell so, and by whom.

The groups come from `tagged`, which weighs the trained tagger and the rules of `reported`; here
they become marks. A content is in `direct` voice when at least half of its words stand in quotation
marks, otherwise in `indirect` voice.
"""

from __future__ import annotations

from bisect import bisect_left

from framing.extractors.balance import VOICE_FEATURES
from framing.extractors.clauses import outer_quotations
from framing.extractors.linking import Group
from framing.extractors.tagged import find_groups
from framing.features import Extractor
from framing.spans import Mark
from framing.text import Document

LABELS = ("content", "cue", "source")
TITLE_GROUPS = 10_000
"""Groups of a title are numbered from here, so that article and group name one attribution."""


def find_attributions(document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
    """The contents, cues and sources of a text, tied by `group`.

    Examples
    --------
    >>> text = "“We are full,” said Ida Brandt."
    >>> for mark in find_attributions(Document(text), {}):
    ...     print(mark.label, text[mark.start : mark.end], mark.group, mark.voice)
    content “We are full,” 0 direct
    cue said 0
    source Ida Brandt 0
    """
    groups = find_groups(document, found.get("zone", []))
    marks: list[Mark] = []
    quotes = outer_quotations(document)
    first = TITLE_GROUPS if document.field == "title" else 0
    for number, group in enumerate(groups, first):
        marks += _marks(group, number, _voice(document, group, quotes))
    return marks


def _marks(group: Group, number: int, voice: str) -> list[Mark]:
    rule = "order:" + _order(group)
    marks = [
        Mark(start, end, "content", rule, group=number, voice=voice)
        for start, end in group.contents
    ]
    for label, stretch in (("cue", group.cue), ("source", group.source)):
        if stretch is not None:
            marks.append(Mark(*stretch, label, rule, group=number))
    return marks


def _order(group: Group) -> str:
    """The pattern by the order of its parts: `content source cue`, `source cue content`."""
    parts = [(start, "content") for start, _ in group.contents]
    parts += [(group.cue[0], "cue")] if group.cue else []
    parts += [(group.source[0], "source")] if group.source else []
    return " ".join(name for _, name in sorted(parts))


def _voice(document: Document, group: Group, quotes: list[tuple[int, int]]) -> str:
    words = quoted = 0
    for start, end in group.contents:
        words += document.words_within(start, end)
        at = max(bisect_left(quotes, (start, start)) - 1, 0)
        while at < len(quotes) and quotes[at][0] < end:
            first, last = max(start, quotes[at][0]), min(end, quotes[at][1])
            quoted += document.words_within(first, last) if first < last else 0
            at += 1
    return "direct" if quoted and 2 * quoted >= words else "indirect"


ATTRIBUTION = Extractor(
    layer="attribution",
    find=find_attributions,
    measures="Words that belong to somebody the article quotes or reports, with cue and source.",
    labels=LABELS,
    features=VOICE_FEATURES,
    examples=(
        "[“We are full,”] [said] [Ida Brandt].",
        "[Officials] [warned] [that the port would close].",
        "[According to] [the harbour report], [two ferries were late].",
        "The ferry was full when it left.",
    ),
)
