"""The one table that everything in the package counts, charts, draws and compares.

A row is a marked stretch of one field of one article, with the rule that marked it, whose voice it
is in, and the zone of the page it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.text import Document

COLUMNS = (
    "article_id", "field", "start", "end", "text", "layer", "label", "rule", "weight",
    "voice", "zone", "group",
)  # fmt: skip
VOICES = ("own", "direct", "indirect")
COUNTED_ZONES = ("headline", "body")
_SORTED_BY = ["article_id", "field", "start", "end", "layer", "label", "rule"]


class Mark(NamedTuple):
    """A stretch that an extractor points at: ``document.text[start:end]``, and why.

    `voice` is set by the attribution extractor on its content marks alone.
    """

    start: int
    end: int
    label: str
    rule: str
    weight: float = 1.0
    group: int = -1
    voice: str = ""


class Voices:
    """Whose words stand at a place of a document, from the marks of its attribution layer.

    Inside the content of an attribution, what stands in quotation marks is `direct` and the rest
    is `indirect`. Everything else is the outlet's `own` voice.
    """

    def __init__(self, document: Document, attribution: Iterable[Mark]) -> None:
        contents = [mark[:2] for mark in attribution if mark.label == "content"]
        quoted = [(q.start, q.end) for q in document.quotations if q.depth == 0] if contents else []
        self._contents = _merge(contents)
        self._quoted = _merge(quoted)

    def at(self, places: np.ndarray) -> np.ndarray:
        """The voice at each of these characters: 0 own, 1 direct, 2 indirect (as `VOICES`)."""
        attributed = _inside(places, self._contents)
        quoted = _inside(places, self._quoted)
        return np.where(attributed, np.where(quoted, 1, 2), 0)


def _merge(pairs: Iterable[Sequence[int]]) -> np.ndarray:
    merged: list[list[int]] = []
    for start, end in sorted((int(start), int(end)) for start, end in pairs):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return np.array(merged, dtype=np.int64).reshape(-1, 2)


def _inside(places: np.ndarray, ranges: np.ndarray) -> np.ndarray:
    if not len(ranges):
        return np.zeros(len(places), dtype=bool)
    nearest = np.searchsorted(ranges[:, 0], places, side="right") - 1
    return (nearest >= 0) & (places < ranges[np.maximum(nearest, 0), 1])


def zones_at(places: np.ndarray, zone: Sequence[Mark]) -> list[str]:
    """The label of the zone in which each of these characters stands."""
    if not zone:
        return ["body"] * len(places)
    labels = [mark.label for mark in zone]
    return [labels[index] for index in _zone_numbers(places, zone).tolist()]


def in_zones(places: np.ndarray, zone: Sequence[Mark], labels: Sequence[str]) -> np.ndarray:
    """Which of these characters stand in a zone with one of these labels."""
    if not zone:
        return np.full(len(places), "body" in labels)
    among = np.array([mark.label in labels for mark in zone])
    return among[_zone_numbers(places, zone)]


def _zone_numbers(places: np.ndarray, zone: Sequence[Mark]) -> np.ndarray:
    starts = np.array([mark.start for mark in zone])
    return np.maximum(np.searchsorted(starts, places, side="right") - 1, 0)


def rows_of(document: Document, article_id: str, found: dict[str, list[Mark]]) -> list[tuple]:
    """The rows, in the order of `COLUMNS`, for all layers found in one field of one article."""
    marks = [(layer, mark) for layer, listed in found.items() for mark in listed]
    marks.sort(key=lambda row: (row[1].start, row[1].end, row[0], row[1].label, row[1].rule))
    starts = np.array([mark.start for _, mark in marks], dtype=np.int64)
    voices = Voices(document, found.get("attribution", [])).at(starts).tolist()
    zones = zones_at(starts, sorted(found.get("zone", [])))
    text, field = document.text, document.field
    return [
        (article_id, field, m.start, m.end, text[m.start : m.end], layer, m.label, m.rule, m.weight,
         m.voice or VOICES[voice], m.label if layer == "zone" else zone, m.group)
        for (layer, m), voice, zone in zip(marks, voices, zones, strict=True)
    ]  # fmt: skip


def spans_table(rows: Sequence[tuple], *, in_order: bool = False) -> pd.DataFrame:
    """A spans table from rows in the order of `COLUMNS`, sorted as every spans table is.

    Rows that already are `in_order` need not be sorted again.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    numbers = {"start": "int64", "end": "int64", "weight": "float64", "group": "int64"}
    table = pd.DataFrame(
        {
            name: pd.Series(values, dtype=numbers.get(name, "str" if not rows else None))
            for name, values in zip(COLUMNS, columns, strict=True)
        }
    )
    return table if in_order else sort_spans(table)


def sort_spans(spans: pd.DataFrame) -> pd.DataFrame:
    """The same rows in the order in which every spans table is kept."""
    return spans.sort_values(_SORTED_BY, kind="stable", ignore_index=True)


def check_spans(spans: pd.DataFrame) -> None:
    """Raise `InputError` unless this is a spans table."""
    for column in COLUMNS:
        if column not in spans.columns:
            raise InputError(
                f"spans has no column {column!r}. It is the table that annotate returns, or one"
                f" with the same columns: {', '.join(COLUMNS)}."
            )


def layer_rows(spans: pd.DataFrame, layer: str) -> pd.DataFrame:
    """The rows of one layer; an error with a guess if there is no such layer at all."""
    rows = spans[spans["layer"] == layer]
    if rows.empty and len(spans) and layer not in spans.attrs.get("layers", [layer]):
        raise InputError(
            f"spans has no layer {layer!r}.{did_you_mean(layer, spans['layer'].unique())}"
        )
    return rows
