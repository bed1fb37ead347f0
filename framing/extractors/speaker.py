"""Layer `speaker`: who the source of each attribution is, resolved within the article."""

from __future__ import annotations

from framing.features import Extractor
from framing.spans import Mark
from framing.text import Document


def find_speakers(document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
    """One mark a source: its type, and the name it resolves to."""
    sources = [mark for mark in found.get("attribution", []) if mark.label == "source"]
    return [
        Mark(s.start, s.end, "unnamed", document.text[s.start : s.end].strip(), group=s.group)
        for s in sources
    ]


SPEAKER = Extractor(
    layer="speaker",
    find=find_speakers,
    measures="Who is heard: the resolved name of the source of every attribution, and its type.",
    labels=(
        "official", "party", "military", "expert", "business", "citizen", "media", "document",
        "group", "unnamed",
    ),
)  # fmt: skip
