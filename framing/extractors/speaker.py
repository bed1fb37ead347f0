"""Layer `speaker`: who the source of each attribution is, resolved within the article.

A source is read as a name, a pronoun, a role (`the spokesman`), or a collective, organisation or
document, and then tied to what the article said before: a surname to the full name, a role and a
pronoun to the person they can stand for.

The outlet is no speaker of its own article. Here only what the text tells of it is used: the agency
in a dateline, and a newspaper that `has learned` what it says; `own_name` knows the outlet's name.
"""

from __future__ import annotations

import re

from framing.extractors.balance import SPEAKER_FEATURES
from framing.extractors.mentions import Mention, read_mention
from framing.extractors.person_names import Names
from framing.extractors.resolution import Speakers
from framing.extractors.source_types import SOURCE_TYPES
from framing.extractors.source_words import KIND_OF
from framing.features import Extractor
from framing.spans import Mark
from framing.text import Document

_DATELINE = re.compile(r"\s*[^\n()]{0,60}\(([A-Z][\w. ]{1,30})\)\s*(?:-|–|—)")
_PRINTED = ("media", "document")  # a `post` and a `paper` can be either
_FINDS_OUT = re.compile(r"\b(?:has|have) (?:learned|learnt|obtained|reviewed|seen)\b")


def find_speakers(document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
    """One mark a source: the label is the kind of source, the rule the name it resolves to.

    Examples
    --------
    >>> text = "Ida Brandt, a nurse, left. “No,” Brandt said."
    >>> source = Mark(33, 39, "source", "", group=0)
    >>> for mark in find_speakers(Document(text), {"attribution": [source]}):
    ...     print(mark.label, mark.rule)
    citizen Ida Brandt
    """
    sources = [mark for mark in found.get("attribution", []) if mark.label == "source"]
    if not sources:
        return []
    whole, before = _article(document)
    mentions: dict[tuple[int, int], Mention] = {}
    for mark in sorted(sources):
        mention = read_mention(whole.text, before + mark.start, before + mark.end)
        mentions.setdefault(mark[:2], mention)
    speakers = Speakers(whole, Names(whole.text))
    for mention in mentions.values():
        speakers.resolve(mention)
    speakers.withhold_names()
    own = _own_names(whole.text, before, found["attribution"])
    return [
        Mark(mark.start, mark.end, kind, name, group=mark.group)
        for mark in sources
        for name, kind in [speakers.named(mentions[mark[:2]])]
        if name and _bare_name(name) not in own
    ]


def _article(document: Document) -> tuple[Document, int]:
    """What tells who somebody is, and where the document begins in it: a title comes last."""
    body = document.body
    if body is None:
        return document, 0
    return Document(f"{body.text}\n\n{document.text}", document.field), len(body.text) + 2


def _own_names(text: str, before: int, attribution: list[Mark]) -> set[str]:
    """What the outlet calls itself: in its dateline, and where it `has learned` something.

    `before` is where the document to which the marks belong begins in the text.
    """
    dateline = _DATELINE.match(text)
    names = {_bare_name(dateline.group(1))} if dateline else set()
    finds_out = {
        mark.group
        for mark in attribution
        if mark.label == "cue" and _FINDS_OUT.search(text, before + mark.start, before + mark.end)
    }
    called = (
        _bare_name(text[before + mark.start : before + mark.end])
        for mark in attribution
        if mark.label == "source" and mark.group in finds_out
    )
    return names | {name for name in called if KIND_OF.get(name.split(" ")[-1]) in _PRINTED}


def _bare_name(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


SPEAKER = Extractor(
    layer="speaker",
    find=find_speakers,
    measures="Who is heard: the resolved name of the source of every attribution, and its kind.",
    labels=SOURCE_TYPES,
    features=SPEAKER_FEATURES,
    examples=("“We are full,” said [Ida Brandt].", "[He] declined to say why."),
)
