"""A table with anybody's columns as a table with ours: names, ids, strings and given dates.

One file or DataFrame at a time, since a column of dates explains itself (one 13/04/2024 shows
what 03/04/2024 means) and ids are missing or present per file.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.columns import as_strings, recognise, said
from framing.dates import day_first, is_ambiguous, read_day
from framing.errors import InputError, did_you_mean
from framing.files import MEGABYTE
from framing.findings import Finding, rows, some
from framing.tables import LARGEST_CELL, Table

_NO_VALUE = frozenset({"nan", "none", "null", "n/a", "na", "nat", "<na>", "unknown", "-"})


def normalise(table: Table, name: str, *, prefix: str = "") -> Table:
    """The rows of `table` under our columns, the others after them.

    Parameters
    ----------
    table : Table
        As read; it is not modified.
    name : str
        What findings call it.
    prefix : str
        Put before the numbers of rows that have no id, to tell several files apart.

    Raises
    ------
    InputError
        There is no column of texts, or a column is there twice.
    """
    frame = table.frame
    twice = [str(column) for column in frame.columns[frame.columns.duplicated()]]
    if twice:
        raise InputError(f"the column {twice[0]!r} twice. Rename one of them.")
    found = recognise(list(frame.columns))
    if "text" not in found:
        raise InputError(_no_text(list(frame.columns)))
    ours = pd.DataFrame(
        {column: pd.Series(as_strings(frame[found[column]]), dtype=object) for column in found},
        index=frame.index,
    )
    odd = [not is_text(value) for value in frame[found["text"]]]
    ours.loc[odd, "text"] = None
    findings = [Finding("note", "columns", name, f"read {said(found)}.")] if said(found) else []
    findings += _say_odd(odd, found["text"], table, name)
    findings += _say_mended(frame[found["text"]], ours["text"], table, name)
    findings += _give_ids(ours, table, name, prefix)
    findings += _cut_cells(ours, table, name)
    if "published" in found:
        findings += _read_days(ours, frame[found["published"]], table, name)
    others = frame.drop(columns=list(found.values()))
    return Table(pd.concat([ours, others], axis=1), table.numbers, [*table.findings, *findings])


def _no_text(columns: list[str]) -> str:
    names = ", ".join(repr(str(column)) for column in columns[:12])
    near = did_you_mean("text", columns)
    guess = near if "mean" in near else f" It has {names}; call the one with the articles 'text'."
    return f"no column 'text'.{guess}"


def _give_ids(ours: pd.DataFrame, table: Table, name: str, prefix: str) -> list[Finding]:
    """Fill in the ids that are missing by the number of the row, the one that findings give."""
    width = len(str(max(table.numbers, default=0)))
    numbered = [f"{prefix}{number:0{width}}" for number in table.numbers]
    given = ours.get("article_id", [None] * len(ours))
    ours["article_id"] = [one or other for one, other in zip(given, numbered, strict=True)]
    missing = [number for number, one in zip(table.numbers, given, strict=True) if one is None]
    if not missing or len(missing) == len(ours):
        return []
    what = f"{rows(missing)}: no article_id, so the number of the row was taken."
    return [Finding("warning", "missing_id", name, what, "Fill it in.")]


def is_text(value: object) -> bool:
    """Whether a cell is a text, paragraphs of one, or nothing; a number or an object is none."""
    if isinstance(value, list | tuple | np.ndarray):
        return all(map(is_text, value))
    return (
        value is None
        or isinstance(value, str | bytes)
        or bool(pd.api.types.is_scalar(value) and pd.isna(value))
    )


def _say_odd(odd: list[bool], column: str, table: Table, name: str) -> list[Finding]:
    found = [number for number, is_odd in zip(table.numbers, odd, strict=True) if is_odd]
    if not found:
        return []
    what = f"{rows(found)}: {column!r} is not a string, so no text was read."
    advice = "Write the text itself there, in quotation marks."
    return [Finding("error", "not_a_text", name, what, advice)]


def _say_mended(given: pd.Series, kept: pd.Series, table: Table, name: str) -> list[Finding]:
    """A text that could not be kept to the character is said."""
    mended = [
        number
        for number, before, after in zip(table.numbers, given, kept, strict=True)
        if isinstance(before, str) and after is not None and before != after
    ]
    if not mended:
        return []
    what = f"{rows(mended)}: half a character (a lone surrogate) was replaced by U+FFFD."
    return [Finding("warning", "encoding", name, what, "Write the file again as UTF-8.")]


def _cut_cells(ours: pd.DataFrame, table: Table, name: str) -> list[Finding]:
    """Texts beyond any article are left out, so that one cell cannot fill the memory."""
    sizes = ours["text"].map(len, na_action="ignore")
    large = (sizes > LARGEST_CELL).to_numpy(dtype=bool, na_value=False)
    if not large.any():
        return []
    ours.loc[large, "text"] = None
    found = [number for number, cut in zip(table.numbers, large, strict=True) if cut]
    what = f"{rows(found)}: a text of more than {LARGEST_CELL // MEGABYTE} MB was left out."
    return [Finding("error", "too_large", name, what, "Split it.")]


def _read_days(ours: pd.DataFrame, given: pd.Series, table: Table, name: str) -> list[Finding]:
    """The days that a column states; what cannot be a day is left out and said."""
    values = [None if _is_missing(value) else value for value in given]
    order = day_first(values)
    days = [None if value is None else read_day(value, day_first=order) for value in values]
    ours["published"] = pd.Series(days, dtype=object, index=ours.index)
    basis = ours.get("published_basis", pd.Series(None, dtype=object, index=ours.index))
    ours["published_basis"] = basis.fillna("given").where(ours["published"].notna(), None)
    unread = [
        (number, str(value), is_ambiguous(value))
        for number, value, day in zip(table.numbers, values, days, strict=True)
        if value is not None and day is None
    ]
    return _doubtful(unread, name)


def _is_missing(value: object) -> bool:
    text = as_strings([value])[0]
    return text is None or text.strip().casefold() in _NO_VALUE


def _doubtful(unread: list[tuple[int, str, bool]], name: str) -> list[Finding]:
    either = [f"row {number} ({value[:40]})" for number, value, both in unread if both]
    neither = [f"row {number} ({value[:40]})" for number, value, both in unread if not both]
    findings = []
    if either:
        what = f"day and month cannot be told apart, so no date: {some(either, most=5)}."
        value = next(value for _, value, both in unread if both)
        day, month = (read_day(value, day_first=first) for first in (True, False))
        advice = f"Write {month} or {day}, whichever is meant{_likewise(either)}."
        findings.append(Finding("warning", "ambiguous_date", name, what, advice))
    if neither:
        what = f"not a day between 1600 and 2100, so no date: {some(neither, most=5)}."
        advice = "Write days as year, month, day: 2024-05-31."
        findings.append(Finding("warning", "impossible_date", name, what, advice))
    return findings


def _likewise(found: list[str]) -> str:
    return ", and likewise in the other rows" if len(found) > 1 else ""
