"""The words behind the numbers, in their sentences: one article with its spans drawn.

Shading tells whose words they are, underlining which lexicon marked them, and each mark tells its
rule, category, voice and zone under the mouse and under the keyboard.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.extractors import default_extractors
from framing.segments import Segment, Told, paragraphs
from framing.spans import COUNTED_ZONES, Mark, check_spans
from framing.text import Document
from framing.writing import write_text

_STRUCTURE = ("attribution", "speaker")
_LINES = 6
_RICH_LINES = ("bold underline", "underline2", "underline", "bold", "italic underline", "italic")
_RICH_VOICES = {"own": "", "direct": "cyan", "indirect": "yellow"}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
VOICE_WORDS = {"own": "own voice", "direct": "direct speech", "indirect": "indirect speech"}

STYLE = """
.fh { --fh-direct: rgb(60 125 215 / .28); --fh-indirect: rgb(240 165 35 / .3); --fh-mark: #cc4036;
  overflow-wrap: anywhere; line-height: 1.75; }
.fh p { position: relative; margin: 0 0 .7em; }
.fh-title { font-weight: bold; font-size: 1.15em; }
.fh .fh-uncounted { margin: 0 0 .1em; }
.fh-legend { font-size: .85em; }
.fh-legend span { margin-right: 1em; white-space: nowrap; }
.fh-direct { background: var(--fh-direct); }
.fh-indirect { background: var(--fh-indirect); border-bottom: 1px dotted currentColor; }
.fh-cue { font-style: italic; }
.fh-source { font-weight: bold; }
.fh-off { color: #707070; font-size: .85em; }
@supports (color: color-mix(in srgb, red, blue)) {
  .fh-off { color: color-mix(in srgb, currentColor 72%, transparent); } }
.fh-zone { font-variant: small-caps; border: 1px solid currentColor; border-radius: 3px;
  padding: 0 .3em; margin-right: .4em; }
[class*="fh-line"] { text-decoration: underline solid 2px var(--fh-mark);
  text-underline-offset: 3px; text-decoration-skip-ink: none; }
.fh-line1 { text-decoration-style: double; text-decoration-thickness: 1px; }
.fh-line2 { text-decoration-style: dotted; text-decoration-thickness: 3px; }
.fh-line3 { text-decoration-style: solid; text-decoration-thickness: 4px; }
.fh-line4 { text-decoration-style: wavy; text-decoration-thickness: 1px; }
.fh-line5 { text-decoration-style: dashed; text-decoration-thickness: 2px; }
.fh [aria-label]:focus-visible { outline: 2px solid var(--fh-mark); outline-offset: 1px; }
.fh [aria-label]:hover::after, .fh [aria-label]:focus::after { content: attr(aria-label);
  position: absolute; z-index: 9; left: 0; right: 0; margin: 1.9em auto 0; width: fit-content;
  padding: .3em .6em; border: 1px solid #999; border-radius: 3px; background: #1b1b1b; color: #fff;
  font: normal .8rem/1.4 system-ui, sans-serif; white-space: pre-line; }
@media print { .fh [aria-label]::after { display: none; } }
""".strip()

_PAGE = (
    ":root { color-scheme: light dark; }"
    " body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 Georgia, serif; }"
)


@dataclass(frozen=True)
class Highlight:
    """One article with its spans drawn: as HTML, in a notebook, in a terminal, as plain text.

    Attributes
    ----------
    article_id : str
        The article.
    title, text : list of paragraphs
        Each paragraph a list of `Segment`.
    layers : tuple of str
        The layers that can be underlined, in an order that fixes how each looks.
    """

    article_id: str
    title: list[list[Segment]] = field(repr=False)
    text: list[list[Segment]] = field(repr=False)
    layers: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """A fragment to be styled by `STYLE`; every character of the article is escaped."""
        body = "\n".join(self._html_paragraphs())
        return f'<div class="fh">\n{self._legend()}\n{body}\n</div>'

    def save(self, path: str | os.PathLike) -> Path:
        """Write a page of its own, to be opened in a browser; returns its path."""
        name = escape(printable(self.article_id))
        head = f'<meta charset="utf-8">\n<title>{name}</title>\n<style>{_PAGE}\n{STYLE}</style>'
        page = f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{self.html}'
        return write_text(f"{page}\n</body>\n</html>\n", Path(path))

    def _repr_html_(self) -> str:
        return f"<style>{STYLE}</style>\n{self.html}"

    def __str__(self) -> str:
        """The article with `{voice: …}` around others' words and `[…: layer]` around marks."""
        return "\n\n".join(
            "".join(_plain(paragraph, self.layers, label))
            for _, paragraph, label in self._paragraphs()
        )

    def rich(self) -> object:
        """The article for a terminal, as a `rich.text.Text`, coloured by voice and layer."""
        from rich.text import Text

        drawn = Text(end="\n")
        for place, (css, paragraph, label) in enumerate(self._paragraphs()):
            drawn.append("\n\n" if place else "")
            drawn.append(f"({label}) " if label else "", style="dim italic")
            for segment in paragraph:
                style = _rich_style(segment, self.layers)
                drawn.append(printable(segment.text), style=f"bold {style}" if css else style)
        return drawn

    def _paragraphs(self) -> Iterator[tuple[str, list[Segment], str]]:
        """Every paragraph with its class, and a label where a zone begins that is not counted."""
        last = ""
        for css, listed in (("fh-title", self.title), ("", self.text)):
            for paragraph in listed:
                zone = paragraph[0].zone if paragraph else last
                new = zone != last and zone not in COUNTED_ZONES
                yield css, paragraph, f"{zone}, not counted" if new else ""
                last = zone

    def _html_paragraphs(self) -> Iterator[str]:
        told = cache(tell)  # a span covers many segments
        for css, paragraph, label in self._paragraphs():
            tag = f'<span class="fh-zone fh-off">{escape(label)}</span>' if label else ""
            segments = "".join(_html(segment, self.layers, told) for segment in paragraph)
            if not any(segment.zone in COUNTED_ZONES for segment in paragraph):
                css = f"{css} fh-uncounted".strip()
            opening = f'<p class="{css}" dir="auto">' if css else '<p dir="auto">'
            yield f"{opening}{tag}{segments}</p>"

    def _legend(self) -> str:
        """What the shading and the lines mean: only those that stand in this article."""
        drawn = [s for paragraph in (*self.title, *self.text) for s in paragraph]
        segments = [segment for segment in drawn if segment.zone in COUNTED_ZONES]
        voices = {segment.voice for segment in segments}
        layers = {span.layer for s in segments for span in s.spans}
        shown = [
            f'<span class="fh-{voice}">{VOICE_WORDS[voice]}</span>'
            for voice in ("direct", "indirect")
            if voice in voices
        ]
        shown += [
            f'<span><span class="{_line(layer, self.layers)}">{escape(_words(layer))}</span></span>'
            for layer in self.layers
            if layer in layers
        ]
        return f'<p class="fh-legend">Shown: {" ".join(shown)}</p>' if shown else ""


def highlight(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    article_id: str,
    *,
    layers: Iterable[str] | None = None,
) -> Highlight:
    """Draw the spans of one article in its text.

    Parameters
    ----------
    spans : DataFrame
        What `annotate` returned.
    articles : DataFrame
        What `read_articles` returned.
    article_id : str
        Which article.
    layers : iterable of str, optional
        The layers to draw. By default all but the lists that only other layers look things up in
        (`reporting_verbs`, `group_names`). Voices and zones are always shown.

    Returns
    -------
    Highlight
        Shows itself in a notebook; ``.html`` is a fragment for `STYLE`, ``print`` gives plain text,
        ``save`` writes a page of its own.

    Raises
    ------
    InputError
        If there is no such article or no such layer.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "“We are full,” said Ida Brandt."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> print(highlight(fr.annotate(articles), articles, "a", layers=[]))
    {direct: “We are full,”} said Ida Brandt.
    """
    check_spans(spans)
    if article_id not in articles.index:
        raise InputError(
            f"articles has no article {article_id!r}.{did_you_mean(article_id, articles.index)}"
        )
    present = sorted(spans["layer"].unique())
    chosen = _chosen(layers, sorted({*present, *spans.attrs.get("layers", [])}))
    rows = spans[spans["article_id"] == article_id]
    drawn = drawn_fields(articles.loc[article_id], rows, chosen)
    return Highlight(article_id, **drawn, layers=tuple(underlined(present)))


def drawn_fields(
    article: pd.Series, rows: pd.DataFrame, layers: frozenset[str]
) -> dict[str, list[list[Segment]]]:
    """The segments of title and text, a list a paragraph, from the spans of this article alone."""
    return {name: _field(article.get(name), rows, name, layers) for name in ("title", "text")}


def underlined(layers: Iterable[str]) -> list[str]:
    """Those of some layers that are drawn as lines; the others are shading and zones.

    Examples
    --------
    >>> underlined(["attribution", "hedging", "zone"])
    ['hedging']
    """
    return [layer for layer in layers if layer not in (*_STRUCTURE, "zone")]


def _chosen(layers: Iterable[str] | None, known: Sequence[str]) -> frozenset[str]:
    if layers is None:
        return frozenset(drawn_by_default(known))
    chosen = [layers] if isinstance(layers, str) else list(layers)
    for layer in chosen:
        if layer not in known:
            raise InputError(f"spans has no layer {layer!r}.{did_you_mean(layer, known)}")
    return frozenset(chosen)


def drawn_by_default(layers: Iterable[str]) -> list[str]:
    """Those of some layers that are no lists which only other layers look things up in.

    Examples
    --------
    >>> drawn_by_default(["hedging", "reporting_verbs"])
    ['hedging']
    """
    lists = (e for e in default_extractors() if e.source is not None)
    looked_up = {extractor.layer for extractor in lists if not extractor.features}
    return [layer for layer in layers if layer not in looked_up]


def _field(
    text: object, rows: pd.DataFrame, name: str, layers: frozenset[str]
) -> list[list[Segment]]:
    if not isinstance(text, str):
        return []
    rows = rows[rows["field"] == name]
    columns = (rows[column].tolist() for column in ("layer", *Mark._fields[:5]))
    marks = [(layer, Mark(*mark)) for layer, *mark in zip(*columns, strict=True)]
    return paragraphs(Document(text, name), marks, layers)


def printable(text: str) -> str:
    """The same number of characters, without those that no page or terminal should be sent."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _words(name: str) -> str:
    return printable(name.replace("_", " "))


def _line(layer: str, layers: Sequence[str]) -> str:
    return f"fh-line{layers.index(layer) % _LINES}"


def tell(span: Told) -> str:
    """What a reader is told about a span."""
    if span.layer == "speaker":
        return f"speaker: {span.rule} ({_words(span.label)})"
    rule = span.rule.removeprefix(f"{span.layer}:")
    weight = "" if span.weight == 1 else f", weight {span.weight:g}"
    return f"{_words(span.layer)}: {_words(span.label)}, rule “{rule}”{weight}"


def _html(segment: Segment, layers: Sequence[str], tell: Callable[[Told], str]) -> str:
    text = escape(printable(segment.text), quote=False)
    classes = _classes(segment, layers)
    if not classes:
        return text
    attributes = f'class="{" ".join(classes)}"'
    if segment.spans:
        told = [tell(span) for span in segment.spans]
        told.append(f"{VOICE_WORDS[segment.voice]}, {_words(segment.zone)}")
        attributes += f' role="group" aria-label="{escape(printable(". ".join(told)))}"'
        attributes += ' tabindex="0"' if segment.opens else ""
    return f"<span {attributes}>{text}</span>"


def _classes(segment: Segment, layers: Sequence[str]) -> list[str]:
    counted = segment.zone in COUNTED_ZONES
    classes = [f"fh-{segment.voice}"] if counted and segment.voice != "own" else []
    classes += [] if counted else ["fh-off"]
    for span in segment.spans:
        if span.layer == "attribution" and span.label != "content":
            classes.append(f"fh-{_class_name(span.label)}")
        elif span.layer not in _STRUCTURE:
            classes.append(f"fh-layer-{_class_name(span.layer)}")
            classes += [_line(span.layer, layers)] if counted else []
    return list(dict.fromkeys(classes)) or (["fh-told"] if segment.spans else [])


def _class_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name)


def _underlining(segment: Segment, layers: Sequence[str]) -> list[str]:
    return sorted({span.layer for span in segment.spans if span.layer in layers})


def _plain(paragraph: list[Segment], layers: Sequence[str], label: str) -> Iterator[str]:
    voice = "own"
    yield f"({label}) " if label else ""
    for segment, following in zip(paragraph, [*paragraph[1:], None], strict=True):
        now = segment.voice if segment.zone in COUNTED_ZONES else "own"
        if now != voice:
            yield "}" if voice != "own" else ""
            yield f"{{{now}: " if now != "own" else ""
            voice = now
        marked = _underlining(segment, layers)
        goes_on = following and not following.opens and _underlining(following, layers) == marked
        told = "" if goes_on else f": {', '.join(_words(layer) for layer in marked)}"
        text = printable(segment.text)
        words = text.rstrip()
        yield f"[{words}{told}]{text[len(words) :]}" if marked and words else text
    yield "}" if voice != "own" else ""


def _rich_style(segment: Segment, layers: Sequence[str]) -> str:
    if segment.zone not in COUNTED_ZONES:
        return "dim"
    lines = [_RICH_LINES[layers.index(x) % _LINES] for x in _underlining(segment, layers)]
    return " ".join([_RICH_VOICES[segment.voice], *lines]).strip()
