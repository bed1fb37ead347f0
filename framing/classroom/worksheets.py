"""An article for paper: in numbered lines with a margin, plain, marked, or with its key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from framing.rendering import templates
from framing.spans import COUNTED_ZONES
from framing.text import Document

WIDTH = 68
"""Characters in a line, so that the number of a line is the same on every sheet."""
KINDS = ("plain", "marked", "key")
_MARKS = {"cue": "cue", "source": "source", "hedging": "hedge", "loaded_terms": "loaded"}


class Line(NamedTuple):
    """A line of the sheet: its place in the field, and whether a paragraph ends with it."""

    field: str
    start: int
    end: int
    ends: bool


def worksheet(article: pd.Series, key: pd.DataFrame, kind: str) -> str:
    """One article as a page to be printed.

    Parameters
    ----------
    article : Series
        A row of the table of articles.
    key : DataFrame
        Its rows of the answer key.
    kind : str
        ``plain``, ``marked``, or ``key``: marked, with a table of who is heard in which lines.

    Returns
    -------
    str
        HTML that needs nothing else.
    """
    fields = {f: article[f] for f in ("title", "text") if isinstance(article.get(f), str)}
    lines = [line for field, text in fields.items() for line in _lines(text, field)]
    rows = key if kind != "plain" else key.iloc[:0]
    painted = {field: _painted(text, rows[rows["field"] == field])
               for field, text in fields.items()}  # fmt: skip
    numbered, number = [], 0
    for line in lines:
        number += line.field == "text"
        pieces = _pieces(fields[line.field], painted[line.field], line)
        shown = number if line.field == "text" and (number % 5 == 0 or number == 1) else None
        numbered.append({"field": line.field, "pieces": pieces, "ends": line.ends, "number": shown})
    return (
        templates()
        .get_template("worksheet.html.j2")
        .render(
            kind=kind,
            title=article["title"] if "title" in fields else _first_line(fields["text"]),
            outlet=article["outlet"],
            published=str(article["published"])[:10] if pd.notna(article["published"]) else "",
            lines=numbered,
            heard=_heard(key, lines) if kind == "key" else [],
        )
    )


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0].strip()


def _lines(text: str, field: str) -> Iterator[Line]:
    """The paragraphs of a field, each broken at the last space that fits."""
    for first, last in Document(text, field).paragraphs.tolist():
        start = first
        while last - start > WIDTH:
            cut = max(
                text.rfind(" ", start, start + WIDTH + 1), text.rfind("\n", start, start + WIDTH)
            )
            cut = cut if cut > start else start + WIDTH
            yield Line(field, start, cut, ends=False)
            start = cut + (text[cut] in " \n")
        yield Line(field, start, last, ends=True)


def _painted(text: str, rows: pd.DataFrame) -> list[str]:
    """For every character the classes it is drawn in."""
    marks: list[set[str]] = [set() for _ in text]
    quoted = [(q.start, q.end) for q in Document(text).quotations if q.depth == 0]
    for row in rows.itertuples():
        name = _MARKS.get(row.label)
        inside = range(row.start, row.end)
        if row.label == "content":
            for place in inside:
                direct = any(start <= place < end for start, end in quoted)
                marks[place].add("direct" if direct else "indirect")
        elif name:
            for place in inside:
                marks[place].add(name)
    return [" ".join(sorted(each)) for each in marks]


def _pieces(text: str, painted: list[str], line: Line) -> list[tuple[str, str]]:
    """The line cut where what is drawn changes: classes and text."""
    places = groupby(range(line.start, line.end), key=painted.__getitem__)
    return [(classes, "".join(text[i] for i in run)) for classes, run in places]


def _heard(key: pd.DataFrame, lines: list[Line]) -> list[dict[str, object]]:
    """Who is heard, in the order of the text: by which cue, in which lines, what kind of source."""
    attribution = key[(key["layer"] == "gold:attribution") & key["zone"].isin(COUNTED_ZONES)]
    speakers = key[key["layer"] == "gold:speaker"].set_index("group")
    rows = []
    for (field, group), part in attribution.groupby(["field", "group"], sort=False):
        contents = part[part["label"] == "content"]
        cue = part.loc[part["label"] == "cue", "text"]
        rows.append(
            {
                "place": (field != "title", int(part["start"].min())),
                "lines": _where(field, contents, lines),
                "speaker": speakers.at[group, "rule"] if group in speakers.index else "not said",
                "kind": speakers.at[group, "label"] if group in speakers.index else "",
                "cue": cue.iloc[0] if len(cue) else "",
                "voice": " and ".join(sorted(set(contents["voice"]))),
                "begins": contents["text"].iloc[0].split("\n")[0],
            }
        )
    return sorted(rows, key=lambda row: row["place"])


def _where(field: str, contents: pd.DataFrame, lines: list[Line]) -> str:
    if field == "title":
        return "headline"
    first, last = contents["start"].min(), contents["end"].max()
    body = [line for line in lines if line.field == "text"]
    inside = [n for n, line in enumerate(body, 1) if line.start < last and first < line.end]
    return str(inside[0]) if len(inside) == 1 else f"{inside[0]}–{inside[-1]}"
