"""An article cut into segments, so that overlapping spans can be drawn one beside the other.

A segment is a stretch in which nothing changes: the same spans cover it, in one voice, in one zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.spans import VOICES, Mark, Voices, zones_at
from framing.text import Document


class Told(NamedTuple):
    """What a span says of the words it covers."""

    start: int
    end: int
    layer: str
    label: str
    rule: str
    weight: float = 1.0

    @property
    def is_content(self) -> bool:
        """Whether these are the words of others, which shading shows already."""
        return self.layer == "attribution" and self.label == "content"


@dataclass(frozen=True)
class Segment:
    """A stretch of one paragraph.

    Attributes
    ----------
    text : str
        The characters, as they stand in the article.
    voice, zone : str
        Whose words these are, and in which part of the page they stand.
    spans : tuple of Told
        The spans that cover it, by layer; zones are not among them.
    opens : bool
        Whether one of the spans starts here that is not the words of others as a whole.
    """

    text: str
    voice: str
    zone: str
    spans: tuple[Told, ...]
    opens: bool


def paragraphs(
    document: Document, marks: Sequence[tuple[str, Mark]], layers: frozenset[str]
) -> list[list[Segment]]:
    """The segments of every paragraph of a document, in order.

    Parameters
    ----------
    document : Document
        The text.
    marks : sequence of (layer, Mark)
        All marks of it; contents and zones among them give the voice and the zone.
    layers : frozenset of str
        The layers whose spans are to be told.

    Examples
    --------
    >>> document = Document("A cruel plan.")
    >>> marks = [("mine", Mark(2, 7, "verdict", "mine:cruel"))]
    >>> (segments,) = paragraphs(document, marks, frozenset(["mine"]))
    >>> [segment.text for segment in segments]
    ['A ', 'cruel', ' plan.']
    """
    size = len(document.text)
    told = sorted(
        Told(max(mark.start, 0), min(mark.end, size), layer, mark.label, mark.rule,
             mark.weight)
        for layer, mark in marks
        if layer in layers and layer != "zone" and max(mark.start, 0) < min(mark.end, size)
    )  # fmt: skip
    zone = sorted(mark for layer, mark in marks if layer == "zone")
    attribution = [mark for layer, mark in marks if layer == "attribution"]
    cuts = _cuts(document, told, [*zone, *attribution])
    voices = Voices(document, attribution).at(cuts).tolist()
    zones = zones_at(cuts, zone)
    covering = _covering(cuts.tolist(), told)
    opened = {span.start for span in told if not span.is_content}
    found = [
        Segment(document.text[start:end], VOICES[voice], zone, spans, start in opened)
        for start, end, voice, zone, spans in zip(
            cuts[:-1].tolist(), cuts[1:].tolist(), voices, zones, covering, strict=False
        )
    ]
    bounds = np.searchsorted(cuts, document.paragraphs)
    return [found[first:last] for first, last in bounds.tolist()]


def _cuts(document: Document, told: Sequence[Told], others: Sequence[Mark]) -> np.ndarray:
    """Every place where a segment may start or end."""
    places = [0, len(document.text), *document.paragraphs.ravel().tolist()]
    for span in (*told, *others):
        places += span[:2]
    if any(mark.label == "content" for mark in others):
        for quotation in document.quotations:
            places += [quotation.start, quotation.end]
    cuts = np.unique(np.array(places, dtype=np.int64))
    return cuts[(cuts >= 0) & (cuts <= len(document.text))]


def _covering(cuts: Sequence[int], told: Sequence[Told]) -> list[tuple[Told, ...]]:
    """The spans over each segment, by layer; `told` is sorted by start."""
    covering, active, upcoming = [], [], 0
    for cut in cuts[:-1]:
        active = [span for span in active if span.end > cut]
        while upcoming < len(told) and told[upcoming].start <= cut:
            active.append(told[upcoming])
            upcoming += 1
        covering.append(tuple(sorted(active, key=lambda span: (span.layer, span))))
    return covering
