"""A class that codes by a known truth with a known error, to try a lesson or test agreement."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.coding.against_tool import marks_of
from framing.coding.codings import MARKS
from framing.coding.key import Key, read_key
from framing.coding.parts import words_of
from framing.coding.sheets import KEY
from framing.coding.span_page import FORMAT, VERSION
from framing.coding.spreadsheets import ARTICLE_VALUES, csv_bytes, sentence_id, sentences_of
from framing.errors import FramingError, InputError
from framing.resampling import generator
from framing.writing import to_json, write_bytes, write_text


def simulate_coders(
    sheets: str | os.PathLike,
    folder: str | os.PathLike,
    *,
    truth: pd.DataFrame,
    error: float = 0.2,
    seed: int = 0,
) -> Path:
    """Fill in coding sheets as a class would that knows the truth and makes mistakes.

    Parameters
    ----------
    sheets : path
        The folder that `coding_sheet` wrote.
    folder : path
        Where the files of the class are written: a .json and two .csv a coder.
    truth : DataFrame
        Spans of the articles, as `annotate` returns them: what the class tries to find.
    error : float
        Share of the ratings that a coder draws at random instead, in proportion to how often each
        value is true; of the stretches, the share that a coder overlooks, and as many are marked
        where nothing is.
    seed : int
        Of the mistakes.

    Returns
    -------
    Path
        Of the folder.

    Raises
    ------
    InputError
        There are no sheets.
    FramingError
        The error is no share.

    Notes
    -----
    Mistakes are independent, which those of people are not: what is hard for one is hard for
    others. The alpha of the ratings is ``(1 - error) ** 2`` but for chance. Says nothing about
    how well people or the program code.
    """
    if not 0 <= error <= 1:
        raise FramingError(f"error must be a share from 0 to 1. Got {error!r} instead.")
    sheets, folder = Path(sheets), Path(folder)
    coders = sorted(path.name for path in (sheets / "coders").glob("*") if path.is_dir())
    if not coders:
        raise InputError(f"{sheets}: no folder of coding sheets. Write them with coding_sheet.")
    key = read_key(sheets / KEY)
    marks = _true_marks(key, truth)
    values = _true_values(key, marks)
    for coder in coders:
        rng = generator(seed, "simulated", coder)
        write_text(to_json(_page_file(key, marks, coder=coder, error=error, rng=rng)),
                   folder / f"{coder}.json")  # fmt: skip
        for name, table in values.items():
            given = table.apply(_with_mistakes, error=error, rng=rng)
            given.insert(0, "coder", coder)
            write_bytes(csv_bytes(given.rename_axis("id")), folder / f"{coder}-{name}.csv")
    return folder


def _true_marks(key: Key, truth: pd.DataFrame) -> pd.DataFrame:
    found = [rows for _, rows in marks_of(truth, key.codes)]
    marks = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*MARKS])
    blind = {article: name for name, article in key.articles.items()}
    return marks.assign(id=marks["article_id"].map(blind)).dropna(subset=["id"])


def _true_values(key: Key, marks: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What is true of each sentence (yes or no) and of each article (0 to 3), a column a code."""
    sentences, articles = {}, {}
    for name in sorted(key.texts):
        own = marks[marks["id"] == name]
        counts = own["code"].value_counts()
        articles[name] = [ARTICLE_VALUES[min(3, int(counts.get(code, 0)))] for code in key.codes]
        for number, start, end in sentences_of(key.texts[name]["title"], key.texts[name]["text"]):
            field = "text" if number else "title"
            inside = own[(own["field"] == field) & (own["start"] < end) & (own["end"] > start)]
            codes = set(inside["code"])
            sentences[sentence_id(name, number)] = [
                "yes" if code in codes else "no" for code in key.codes
            ]
    return {
        kind: pd.DataFrame.from_dict(rows, orient="index", columns=list(key.codes))
        for kind, rows in (("sentences", sentences), ("articles", articles))
    }


def _with_mistakes(column: pd.Series, *, error: float, rng: np.random.Generator) -> pd.Series:
    """Each value, or with the probability of an error one that is drawn from all values."""
    drawn = column.to_numpy()[rng.integers(len(column), size=len(column))]
    return column.where(rng.random(len(column)) >= error, pd.Series(drawn, index=column.index))


def _page_file(
    key: Key, marks: pd.DataFrame, *, coder: str, error: float, rng: np.random.Generator
) -> dict:
    """What the marking page would have saved."""
    names = sorted(key.texts)
    kept = marks[rng.random(len(marks)) >= error]
    rows = kept[["id", "field", "start", "end", "code"]].to_dict("records")
    rows += _strays(key, names, list(marks["code"]), rng=rng, n=rng.poisson(error * len(marks)))
    for row in rows:
        row["text"] = key.texts[row["id"]][row["field"]][row["start"] : row["end"]]
    return {
        "format": FORMAT,
        "version": VERSION,
        "sheet": key.sheet,
        "coder": coder,
        "codes": list(key.codes),
        "texts": [{"id": name, **key.texts[name]} for name in names],
        "done": names,
        "marks": json.loads(json.dumps(rows, default=int)),
    }


def _strays(
    key: Key, names: Sequence[str], codes: Sequence[str], *, rng: np.random.Generator, n: int
) -> list[dict]:
    """Marks of one to three words anywhere."""
    strays = []
    for _ in range(n):
        name = names[rng.integers(len(names))]
        words = words_of(key.texts[name]["text"], "text")
        if words:
            first = int(rng.integers(len(words)))
            last = min(len(words) - 1, first + int(rng.integers(3)))
            code = codes[int(rng.integers(len(codes)))]
            strays.append({"id": name, "field": "text", "start": words[first][0],
                           "end": words[last][1], "code": code})  # fmt: skip
    return strays
