"""Labelled articles as arrays, and batches of windows of them.

The folder has the layout of PolNeAR as parquet: `train_articles.parquet` (article_id, outlet, text)
and `train_attributions.parquet` (article_id; content, cue and source as lists of [start, end]).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.tagger import ROLES
from framing.tagger_inputs import COLUMNS, Rows, Vocabulary
from framing.text import Document
from framing.training.teacher_inputs import Pieces

OUTSIDE, INSIDE, BEGIN, IGNORED = 0, 1, 2, -100
_TRIMMED = " \t\r\n\xa0\"'“”‘’`«».,;:!?-–—()[]…"

Range = tuple[int, int]


class Link(NamedTuple):
    """One attribution in rows of its example."""

    cue: Range
    contents: tuple[Range, ...]
    source: Range | None


@dataclass(frozen=True)
class Example:
    """An article: its rows, a label of each row for each role, and what belongs together.

    `soft` are a teacher's probabilities (rows, 9), where the labels are not human.
    """

    name: str
    group: str
    rows: Rows
    labels: np.ndarray
    links: tuple[Link, ...]
    soft: np.ndarray | None = field(default=None, repr=False)


class Window(NamedTuple):
    """Rows `low:high` of an example, of which `first:last` count; the rest is context."""

    example: Example
    low: int
    high: int
    first: int
    last: int


def read_examples(
    folder: Path, part: str, vocabulary: Vocabulary, *, pieces: Pieces | None = None
) -> list[Example]:
    """The labelled articles of one part (`train`, `dev`) of a folder, with `pieces` where given.

    Raises
    ------
    InputError
        If a file of the part is missing.
    """
    paths = [folder / f"{part}_{name}.parquet" for name in ("articles", "attributions")]
    for path in paths:
        if not path.is_file():
            raise InputError(f"{path} is missing. The folder needs the layout of PolNeAR.")
    articles, attributions = (pd.read_parquet(path) for path in paths)
    by_article = dict(list(attributions.groupby("article_id")))
    nothing = attributions.iloc[:0]
    return [
        _example(row, by_article.get(row.article_id, nothing), vocabulary, pieces)
        for row in articles.itertuples()
    ]


def held_out(examples: list[Example], each: int = 9) -> set[str]:
    """Names of a few examples of every group, for choosing between models."""
    names: dict[str, list[str]] = {}
    for example in examples:
        names.setdefault(example.group, []).append(example.name)
    random = np.random.RandomState(1)
    return {
        str(name)
        for group in sorted(names)
        for name in random.permutation(sorted(names[group]))[:each]
    }


def _example(
    article, attributions: pd.DataFrame, vocabulary: Vocabulary, pieces: Pieces | None
) -> Example:
    document = Document(article.text)
    rows = vocabulary.rows(document)
    rows = pieces.added_to(rows, document) if pieces else rows
    labels = np.zeros((len(rows.ids), len(ROLES)), dtype=np.int64)
    links = []
    for row in attributions.itertuples():
        found = [
            [_label(document, rows, labels[:, number], stretch) for stretch in getattr(row, role)]
            for number, role in enumerate(ROLES)
        ]
        contents, cues, sources = ([span for span in spans if span] for spans in found)
        if cues:
            links.append(Link(cues[0], tuple(contents), sources[0] if sources else None))
    labels[rows.token < 0] = IGNORED
    return Example(article.article_id, article.outlet, rows, labels, tuple(links))


def _label(document: Document, rows: Rows, labels: np.ndarray, stretch) -> Range | None:
    """Write one stretch into the labels; None where it holds no token or meets another."""
    start, end = _trim(document.text, int(stretch[0]), int(stretch[1]))
    first = int(np.searchsorted(document.tokens[:, 1], start, side="right"))
    last = int(np.searchsorted(document.tokens[:, 0], end, side="left"))
    if last <= first:
        return None
    span = int(rows.row[first]), int(rows.row[last - 1]) + 1
    inside = labels[span[0] : span[1]]
    wanted = np.full(len(inside), INSIDE)
    wanted[0] = BEGIN
    if inside.any() and not np.array_equal(inside, wanted):
        return None
    inside[:] = wanted
    return span


def _trim(text: str, start: int, end: int) -> Range:
    """Without spaces and punctuation at the ends, unless it is nothing else."""
    first, last = start, end
    while first < last and text[first] in _TRIMMED:
        first += 1
    while last > first and text[last - 1] in _TRIMMED:
        last -= 1
    return (first, last) if first < last else (start, end)


def windows(examples: list[Example], random: np.random.RandomState, *, size: int) -> list[Window]:
    """Overlapping windows of all examples, at new places each time, in random order."""
    context = min(40, size // 6)
    found = []
    for example in examples:
        count = len(example.labels)
        at = -int(random.randint(0, size - 2 * context))
        while at + context < count:
            low, high = max(0, at), min(count, at + size)
            first = low if low == 0 else at + context
            last = high if high == count else at + size - context
            found.append(Window(example, low, high, first, last))
            at += size - 2 * context
    random.shuffle(found)
    return found


class Batch(NamedTuple):
    """Windows side by side: ids (windows, rows, columns), labels, which rows are text."""

    windows: list[Window]
    ids: np.ndarray
    labels: np.ndarray
    mask: np.ndarray
    soft: np.ndarray | None


def batches(found: list[Window], *, size: int, rows: int) -> Iterator[Batch]:
    """Full batches of `size` windows of at most `rows` rows, or one of all where they are fewer."""
    for start in range(0, max(len(found) - size, 0) + 1, size):
        yield _batch(found[start : start + size], rows)


def _batch(chosen: list[Window], rows: int) -> Batch:
    columns = chosen[0].example.rows.ids.shape[1]
    ids = np.zeros((len(chosen), rows, columns), dtype=np.int64)
    ids[:, :, COLUMNS.index("shape")] = 7
    labels = np.full((len(chosen), rows, len(ROLES)), IGNORED, dtype=np.int64)
    mask = np.zeros((len(chosen), rows), dtype=np.float32)
    taught = any(window.example.soft is not None for window in chosen)
    soft = np.zeros((len(chosen), rows, 3 * len(ROLES)), dtype=np.float32) if taught else None
    for place, (example, low, high, first, last) in enumerate(chosen):
        ids[place, : high - low] = example.rows.ids[low:high]
        mask[place, : high - low] = 1
        labels[place, first - low : last - low] = example.labels[first:last]
        if soft is not None and example.soft is not None:
            soft[place, : high - low] = example.soft[low:high]
    return Batch(chosen, ids, labels, mask, soft)
