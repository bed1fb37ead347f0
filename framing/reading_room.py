"""What is done with an article that somebody pastes: it is read, marked and shown, and not kept.

The functions run in processes of their own, so what they take and give is plain.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, field, replace

import pandas as pd

from framing.attributions import attributions
from framing.coding.codebook import codebook
from framing.coding.span_page import forget_fields, span_page
from framing.columns import as_strings
from framing.errors import InputError
from framing.extractors import default_extractors
from framing.extractors.zone_lines import look
from framing.features import Extractor
from framing.files import PAGES, decode
from framing.highlight import highlight
from framing.pages import read_page
from framing.pipeline import annotate, measure
from framing.text import forget_documents
from framing.wording import feature_label, number, unit_of

LARGEST = 1_000_000
LONGEST = 100_000
_NO_TEXT = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
"""How documents of word processors, PDF files and pictures begin."""
SHOWN = ("own_voice_share", "loaded_term_rate_own", "hedging_rate_own", "flesch_reading_ease")


@dataclass(frozen=True)
class Pasted:
    """A text as it came: the name of a file, or nothing, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Shown:
    """An article as the page shows it."""

    name: str
    html: str
    heard: list[tuple[str, str, int]]
    figures: list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """The articles, or why there are none."""

    articles: list[Shown] = field(default_factory=list)
    refusal: str = ""


def warm_up() -> None:
    """Read what the first article would have to wait for, and keep to one core from then on.

    Several readers whose arithmetic shares the cores take many times as long as one core each. What
    is loaded by now stays, so the collector of garbage need not look through it again and again.
    """
    from threadpoolctl import threadpool_limits

    read_marked([Pasted("", b"Ida Brandt said it may rain.")])
    threadpool_limits(1)  # of the libraries that are loaded by now
    gc.collect()
    gc.freeze()


def read_marked(pasted: list[Pasted]) -> Answer:
    """The pasted articles with their spans drawn, who is heard, and some figures."""
    try:
        articles = _articles(pasted)
    except InputError as error:
        return Answer(refusal=str(error))
    try:
        spans = annotate(articles, workers=1)
        features = measure(spans, articles, extractors=_counted())
        heard = attributions(spans)
        return Answer([_shown(name, articles, spans, (features, heard)) for name in articles.index])
    finally:
        _forget()


def code_page(pasted: list[Pasted]) -> str | Answer:
    """The page on which the pasted articles are coded by hand."""
    try:
        articles = _articles(pasted)
    except InputError as error:
        return Answer(refusal=str(error))
    try:
        return span_page(articles[["title", "text"]], codebook())
    finally:
        _forget()


def _forget() -> None:
    """Let go of the texts, and of their lines, that are remembered for when they come again."""
    forget_documents()
    forget_fields()
    look.cache_clear()


def _counted() -> list[Extractor]:
    """Extractors with the figures that are shown alone: to count all takes longer than to read."""
    shown = [
        replace(each, features=tuple(f for f in each.features if f.name in SHOWN))
        for each in default_extractors()
    ]
    return [each for each in shown if each.features]


def _articles(pasted: list[Pasted]) -> pd.DataFrame:
    rows = []
    for each in pasted:
        if len(each.data) > LARGEST:
            raise InputError("a text is longer than a million bytes. Paste one article at a time.")
        if each.data.startswith(_NO_TEXT):
            raise InputError(
                f"{each.name or 'this'} is no text file. Save it as text or as a web page, or"
                " copy the words into the box."
            )
        text, _ = decode(each.data)
        is_page = each.name.lower().endswith(tuple(PAGES)) or "<body" in text[:20_000].lower()
        page = read_page(text) if is_page else None
        rows.append(as_strings([page.text, page.title] if page else [text, None]))
    names = [f"Article {place}" for place in range(1, len(rows) + 1)]
    index = pd.Index(names, name="article_id")
    articles = pd.DataFrame(rows, index=index, columns=["text", "title"], dtype="string")
    empty = articles.index[articles["text"].isna()]
    if len(empty):
        raise InputError(f"no text was found in {empty[0].lower()}.")
    if articles["text"].str.len().max() > LONGEST:
        raise InputError(
            f"a text is longer than {LONGEST:,} characters. Paste one article at a time."
        )
    return articles


def _shown(
    name: str, articles: pd.DataFrame, spans: pd.DataFrame, measured: tuple[pd.DataFrame, ...]
) -> Shown:
    features, heard = measured
    ours = heard[heard["article_id"] == name]
    words = ours.groupby(["speaker", "source_type"], sort=False)["words"].sum()
    words = words.sort_values(ascending=False, kind="stable")
    figures = [
        (
            feature_label(column),
            f"{number(features.at[name, column], column)} {_unit(column)}".strip(),
        )
        for column in SHOWN
    ]
    return Shown(
        name,
        highlight(spans, articles, name).html,
        [(str(who), str(kind), int(count)) for (who, kind), count in words.items()],
        figures,
    )


def _unit(feature: str) -> str:
    return "" if feature.endswith("_share") else unit_of(feature)
