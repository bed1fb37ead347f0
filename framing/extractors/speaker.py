"""Layer `speaker`: who the source of each attribution is, resolved within the article.

A source is read as a name, a pronoun, a role (`the spokesman`), or a collective, organisation or
document, and then tied to what the article said before: a surname to the full name, a role and a
pronoun to the person they can stand for.
"""

from __future__ import annotations

from framing.extractors.balance import SPEAKER_FEATURES
from framing.extractors.mentions import Mention, read_mention
from framing.extractors.person_names import Names
from framing.extractors.resolution import Speakers
from framing.extractors.source_types import SOURCE_TYPES
from framing.features import Extractor
from framing.spans import Mark
from framing.text import Document


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
    text = document.text
    mentions: dict[tuple[int, int], Mention] = {}
    for mark in sorted(sources):
        mentions.setdefault(mark[:2], read_mention(text, mark.start, mark.end))
    speakers = Speakers(document, Names(text))
    for mention in mentions.values():
        speakers.resolve(mention)
    return [
        Mark(mark.start, mark.end, kind, name, group=mark.group)
        for mark in sources
        for name, kind in [speakers.named(mentions[mark[:2]])]
        if name
    ]


SPEAKER = Extractor(
    layer="speaker",
    find=find_speakers,
    measures="Who is heard: the resolved name of the source of every attribution, and its kind.",
    labels=SOURCE_TYPES,
    features=SPEAKER_FEATURES,
    examples=("“We are full,” said [Ida Brandt].", "[He] declined to say why."),
)
