"""An article as compact HTML: its words with voices and lines, and a number for what a mark tells.

What the marks tell stands once, in a list that the whole page shares, since the same entry, speaker
and verb come again and again. Without scripts the shading and the lines are there all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from framing.highlight import printable, tell
from framing.segments import Segment, Told
from framing.spans import COUNTED_ZONES

_STRUCTURE = ("attribution", "speaker")
_VOICES = {"own": "", "direct": "d", "indirect": "i"}
_PARTS = {"cue": "c", "source": "s"}


class Marks:
    """What the marks of a page tell, each text once.

    Attributes
    ----------
    layers : list of str
        The layers drawn as lines; a mark's class is `L` and the place of its layer here.
    told : list of [int, str]
        The place of a layer, or -1 for cues and sources, and what the mark tells.
    """

    def __init__(self, layers: Sequence[str]) -> None:
        self.layers = list(layers)
        self.told: list[tuple[int, str]] = []
        self._numbers: dict[tuple[int, str], int] = {}

    def number(self, span: Told) -> int:
        """The number of what a span tells."""
        place = self.layers.index(span.layer) if span.layer in self.layers else -1
        key = place, printable(tell(span))
        if key not in self._numbers:
            self._numbers[key] = len(self.told)
            self.told.append(key)
        return self._numbers[key]

    def html(self, title: list[list[Segment]], text: list[list[Segment]]) -> str:
        """The paragraphs of an article, one after the other; every character is escaped."""
        return "\n".join(self._paragraphs(title, text))

    def _paragraphs(self, title: list[list[Segment]], text: list[list[Segment]]) -> Iterator[str]:
        last = ""
        for css, listed in (("t", title), ("", text)):
            for paragraph in listed:
                zone = paragraph[0].zone if paragraph else last
                counted = any(segment.zone in COUNTED_ZONES for segment in paragraph)
                new = zone != last and zone not in COUNTED_ZONES
                label = f"<small>{escape(zone)}, not counted</small> " if new else ""
                classes = " ".join(filter(None, (css, "" if counted else "o")))
                opening = f'<p dir=auto class="{classes}">' if classes else "<p dir=auto>"
                yield f"{opening}{label}{self._words(paragraph, dimmed=not counted)}</p>"
                last = zone

    def _words(self, paragraph: list[Segment], *, dimmed: bool) -> str:
        """The words of a paragraph; what one voice says is wrapped once, with its marks inside."""
        parts = []
        for voice, segments in groupby(paragraph, _shading):
            words = "".join(map(self._segment, segments))
            plain = not voice or (dimmed and voice == "o")
            parts.append(words if plain else f"<b class={voice}>{words}</b>")
        return "".join(parts)

    def _segment(self, segment: Segment) -> str:
        text = escape(printable(segment.text), quote=False)
        told = [span for span in segment.spans if not span.is_content]
        classes = self._classes(told) if segment.zone in COUNTED_ZONES else []
        if not classes:
            return text
        css = f'"{" ".join(classes)}"' if len(classes) > 1 else classes[0]
        numbers = list(dict.fromkeys(self.number(span) for span in told))
        joined = f'"{" ".join(map(str, numbers))}"' if len(numbers) > 1 else numbers[0]
        continued = "" if segment.opens else " data-c"
        return f"<b class={css} data-m={joined}{continued}>{text}</b>"

    def _classes(self, told: list[Told]) -> list[str]:
        classes = []
        for span in told:
            if span.layer == "attribution":
                classes.append(_PARTS[span.label])
            elif span.layer not in _STRUCTURE:
                classes.append(f"L{self.layers.index(span.layer)}")
        return list(dict.fromkeys(classes))


def _shading(segment: Segment) -> str:
    return _VOICES[segment.voice] if segment.zone in COUNTED_ZONES else "o"
