"""Texts with a label, from any file: which column is which, and which label is the positive one."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.files import Source
from framing.tables import read_table

_TEXT = ("text", "sentence", "sent", "headline", "body", "content", "title", "finding")
_LABEL = ("label", "gold", "class", "target", "y", "annotation", "biased", "subjective")
_MARKED = ("biased_words", "marked_words", "marked", "words")
_NEUTRAL = re.compile(
    r"0(\.0)?|false|no|none|neutral|objective|obj|factual|certain|fact|negative"
    r"|(non|not|un|no)[ _-]?[a-z].*"
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Labelled:
    """Texts, which of them are positive, and the words that were marked in them.

    Attributes
    ----------
    texts : tuple of str
        The texts.
    positive : array of bool
        Whether each has what the list should find.
    marked : tuple of frozenset of str, or None
        The lower-case words that were marked in each text; None where the file marks none.
    said : str
        Which columns and labels were taken, in words.
    """

    texts: tuple[str, ...]
    positive: np.ndarray = field(repr=False)
    marked: tuple[frozenset[str], ...] | None = field(default=None, repr=False)
    said: str = ""


def read_labelled(
    source: pd.DataFrame | str | os.PathLike,
    *,
    text: str | None = None,
    label: str | None = None,
    positive: object = None,
    marked: str | None = None,
) -> Labelled:
    """Labelled texts from a table.

    Parameters
    ----------
    source : DataFrame or path
        ``.csv``, ``.tsv``, ``.jsonl`` or ``.parquet``.
    text, label, marked : str, optional
        The columns with the text, its label and its marked words; found by their names if not
        given. Marked words are lists, or text with commas or in the form of a list.
    positive : object, optional
        The label of what the list should find; all others are neutral. Needed where there are more
        than two labels, or neither of two is called neutral, ``non-…``, 0 or the like.

    Returns
    -------
    Labelled
        Rows without text or label are left out.

    Raises
    ------
    InputError
        A column or the positive label cannot be told.

    Examples
    --------
    >>> frame = pd.DataFrame({"sentence": ["a", "b"], "label": ["Biased", "Non-biased"]})
    >>> read_labelled(frame).said
    "text in 'sentence', label in 'label', positive is 'Biased'"
    """
    frame = source if isinstance(source, pd.DataFrame) else _read(Path(source))
    text = _column(frame, text, _TEXT, "text")
    label = _column(frame, label, _LABEL, "label")
    marked = _column(frame, marked, _MARKED, "marked") if marked else _guess(frame, _MARKED)
    frame = frame[frame[text].notna() & frame[label].notna()]
    labels = frame[label].map(str)
    chosen = _positive(labels, label, positive)
    said = f"text in {text!r}, label in {label!r}, positive is {chosen!r}"
    return Labelled(
        texts=tuple(frame[text].map(str)),
        positive=(labels == chosen).to_numpy(dtype=bool),
        marked=tuple(map(marked_words, frame[marked])) if marked else None,
        said=said + (f", marked words in {marked!r}" if marked else ""),
    )


def _read(path: Path) -> pd.DataFrame:
    try:
        return read_table(Source(path, path.name)).frame
    except (InputError, KeyError) as error:
        what = error if isinstance(error, InputError) else "is no .csv, .tsv, .jsonl or .parquet."
        raise InputError(f"{path}: {what}") from None


def _column(frame: pd.DataFrame, given: str | None, names: Sequence[str], what: str) -> str:
    found = given if given in frame.columns else None if given else _guess(frame, names)
    if found is None:
        advice = did_you_mean(given or what, frame.columns)
        asked = f"column {given!r}" if given else f"column that is surely the {what}"
        raise InputError(f"the labelled table has no {asked}. Name it with {what}=.{advice}")
    return found


def _guess(frame: pd.DataFrame, names: Sequence[str]) -> str | None:
    """The column of one of these names, or whose name begins with one."""
    columns = {str(name).lower(): name for name in reversed(list(frame.columns))}
    exact = [columns[name] for name in names if name in columns]
    begins = [columns[c] for name in names for c in sorted(columns) if c.startswith(f"{name}_")]
    return next(iter([*exact, *begins]), None)


def _positive(labels: pd.Series, column: str, given: object) -> str:
    values = sorted(labels.unique())
    if given is not None:
        if str(given) not in values:
            raise InputError(
                f"no text is labelled {str(given)!r} in {column!r}.{did_you_mean(given, values)}"
            )
        return str(given)
    positive = [value for value in values if not _NEUTRAL.fullmatch(value.strip().lower())]
    if len(values) != 2 or len(positive) != 1:
        shown = ", ".join(map(repr, values[:8])) + (" …" if len(values) > 8 else "")
        raise InputError(
            f"which label of {column!r} is the positive one cannot be told from {shown}."
            " Name it with positive=, and if it is another column, that with label=."
        )
    return positive[0]


def marked_words(cell: object) -> frozenset[str]:
    """The lower-case words of a cell of marked words, however it is written.

    Examples
    --------
    >>> sorted(marked_words("['Vile plan', 'sham']"))
    ['plan', 'sham', 'vile']
    """
    if isinstance(cell, str) and cell.lstrip().startswith(("[", "(", "{")):
        try:
            cell = ast.literal_eval(cell)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return frozenset(_WORDS.findall(str(cell).lower()))
    if isinstance(cell, list | tuple | set | np.ndarray):
        return frozenset(word for part in cell for word in _WORDS.findall(str(part).lower()))
    return frozenset(_WORDS.findall(cell.lower())) if isinstance(cell, str) else frozenset()
