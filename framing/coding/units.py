"""What coders are compared on: words, sentences or articles, each with everybody's value.

Stretches of text are compared word by word: each word of a text is a unit, and was marked by a
coder or not. Two stretches that differ by a word then differ by a word, and not as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from framing.coding.codings import Codings
from framing.coding.parts import FIELDS, words_of
from framing.coding.spreadsheets import ARTICLE_VALUES, sentences_of

TOOL = "tool"
ALL = "all codes"
NOTHING = "nothing"
MISSING = -1


@dataclass(frozen=True)
class Units:
    """One question put to everybody on every unit.

    Attributes
    ----------
    kind, code : str
        ``words``, ``sentences`` or ``articles``, and what was asked for; `ALL` is which codes a
        unit has together.
    coders : tuple of str
        The columns of `values`; the program is `TOOL`.
    values : int array of shape (units, coders)
        Places in `names`; `MISSING` where somebody did not code a unit.
    names : tuple of str
        What the values mean.
    places : array of shape (units, 4)
        Of each unit: number of the article, number of the sentence in the article, start, end.
    ordered : bool
        Whether the values have an order.
    """

    kind: str
    code: str
    coders: tuple[str, ...]
    values: np.ndarray = field(repr=False)
    names: tuple[str, ...]
    places: np.ndarray = field(repr=False)
    ordered: bool = False

    def of(self, coders: Sequence[str]) -> Units:
        """The same units with these coders alone."""
        columns = [self.coders.index(coder) for coder in coders]
        return Units(self.kind, self.code, tuple(coders), self.values[:, columns], self.names,
                     self.places, self.ordered)  # fmt: skip

    @property
    def people(self) -> Units:
        """The same without the program."""
        return self.of([coder for coder in self.coders if coder != TOOL])


def units_of(codings: Codings, tool: pd.DataFrame | None = None) -> list[Units]:
    """Every comparison that the codings allow: words by code and together, then ratings.

    Parameters
    ----------
    codings : Codings
        What coders marked and rated.
    tool : DataFrame, optional
        Marks of the program, in the columns of `Codings.marks`.
    """
    found = _words(codings, tool) if len(codings.coded) else []
    ratings = codings.ratings
    of_sentences = ratings["sentence"].notna()
    for kind, rows in (("sentences", ratings[of_sentences]), ("articles", ratings[~of_sentences])):
        for code, rated in rows.groupby("code", sort=True):
            found.append(_ratings(kind, str(code), rated, codings=codings, tool=tool))
    return found


def word_places(codings: Codings) -> np.ndarray:
    """Article, sentence, start and end of every word of the texts; those of a title are negative.

    A title's places are shifted to the left of 0 by its length, so that places tell the field.
    """
    rows = []
    for number, article in enumerate(codings.texts.itertuples()):
        sentences = sentences_of(article.title, article.text)
        starts = np.array([start for n, start, _ in sentences if n], dtype=np.int64)
        for name in FIELDS:
            text = getattr(article, name)
            if not isinstance(text, str):
                continue
            shift = -len(text) - 1 if name == "title" else 0
            for start, end in words_of(text, name):
                sentence = 0 if shift else max(1, int(np.searchsorted(starts, start, "right")))
                rows.append((number, sentence, start + shift, end + shift))
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _words(codings: Codings, tool: pd.DataFrame | None) -> list[Units]:
    people = tuple(sorted(codings.coded["coder"].unique()))
    coders = people if tool is None else (*people, TOOL)
    places = word_places(codings)
    seen = _seen(codings, coders, places)
    kept = seen[:, : len(people)].any(axis=1)
    places, seen = places[kept], seen[kept]
    codes = sorted(codings.marks["code"].unique())
    marks = codings.marks if tool is None else pd.concat([codings.marks, tool.assign(coder=TOOL)])
    masks = {code: np.zeros(seen.shape, dtype=bool) for code in codes}
    numbers = {name: n for n, name in enumerate(codings.texts.index)}
    first = np.searchsorted(places[:, 0], np.arange(len(numbers) + 1))
    column = {coder: n for n, coder in enumerate(coders)}
    for mark in marks.itertuples(index=False):
        if mark.code in masks and mark.article_id in numbers and mark.coder in column:
            number = numbers[mark.article_id]
            a, b = first[number], first[number + 1]
            shift = -len(codings.texts["title"].iloc[number]) - 1 if mark.field == "title" else 0
            inside = (places[a:b, 2] < mark.end + shift) & (places[a:b, 3] > mark.start + shift)
            inside &= (places[a:b, 2] < 0) == bool(shift)
            masks[mark.code][a:b, column[mark.coder]] |= inside
    found = [
        Units("words", code, coders, np.where(seen, masks[code].astype(np.int16), MISSING),
              ("no", "yes"), places)
        for code in codes
    ]  # fmt: skip
    return [*found, _together(found)] if len(found) > 1 else found


def _seen(codings: Codings, coders: Sequence[str], places: np.ndarray) -> np.ndarray:
    """Which words each coder went through; the program goes through all."""
    table = np.zeros((len(codings.texts), len(coders)), dtype=bool)
    rows = codings.texts.index.get_indexer(codings.coded["article_id"])
    columns = [coders.index(coder) for coder in codings.coded["coder"]]
    table[rows, columns] = True
    table[:, [n for n, coder in enumerate(coders) if coder == TOOL]] = True
    return table[places[:, 0]]


def _together(units: list[Units]) -> Units:
    """Which codes each word has, as one value: ``hedging + loaded_terms``."""
    stacked = np.stack([each.values for each in units])
    missing = (stacked == MISSING).all(axis=0)
    bits = np.zeros(missing.shape, dtype=np.int64)
    for place, values in enumerate(stacked):
        bits |= (values == 1).astype(np.int64) << place
    found, values = np.unique(bits, return_inverse=True)
    codes = [each.code for each in units]
    names = tuple(
        " + ".join(code for place, code in enumerate(codes) if number >> place & 1) or NOTHING
        for number in found.tolist()
    )
    values = np.where(missing, MISSING, values.reshape(bits.shape))
    return Units("words", ALL, units[0].coders, values, names, units[0].places)


def _ratings(
    kind: str, code: str, rated: pd.DataFrame, *, codings: Codings, tool: pd.DataFrame | None
) -> Units:
    """The ratings of one code; of sentences whose texts are known the program's as well."""
    numbers = {name: n for n, name in enumerate(codings.texts.index)}
    extra = sorted(set(rated["article_id"]) - numbers.keys())
    numbers |= {name: len(numbers) + n for n, name in enumerate(extra)}
    sentences = rated["sentence"].astype("float").fillna(-1).astype(int)
    keys = list(zip(rated["article_id"].map(numbers), sentences, strict=True))
    listed = sorted(set(keys))
    coders = tuple(sorted(rated["coder"].unique()))
    names = tuple(sorted(rated["value"].unique()))
    row = {key: n for n, key in enumerate(listed)}
    values = np.full((len(listed), len(coders)), MISSING, dtype=np.int16)
    for key, coder, value in zip(keys, rated["coder"], rated["value"], strict=True):
        values[row[key], coders.index(coder)] = names.index(value)
    bounds = _bounds(codings, listed)
    places = np.array([(*key, *bounds.get(key, (0, 0))) for key in listed], dtype=np.int64)
    ordered = kind == "articles" and set(names) <= set(ARTICLE_VALUES)
    if tool is not None and kind == "sentences" and set(names) <= {"no", "yes"} and bounds:
        names, values = ("no", "yes"), _as_yes(values, names)
        marked = _marked(listed, bounds, tool=tool[tool["code"] == code], numbers=numbers)
        values = np.column_stack([values, marked])
        coders = (*coders, TOOL)
    return Units(kind, code, coders, values, names, places, ordered)


def _as_yes(values: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """Values as 0 for no and 1 for yes, also where only one of them was given."""
    lookup = np.array([*(int(name == "yes") for name in names), MISSING], dtype=np.int16)
    return lookup[values]


def _bounds(codings: Codings, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple]:
    """Start and end of the sentences whose texts are known."""
    found = {}
    for number in sorted({number for number, _ in keys}):
        if number < len(codings.texts):
            title, text = codings.texts.iloc[number][["title", "text"]]
            for sentence, start, end in sentences_of(title, text):
                found[number, sentence] = (start, end)
    return found


def _marked(
    keys: Sequence[tuple[int, int]],
    bounds: dict[tuple[int, int], tuple],
    *,
    tool: pd.DataFrame,
    numbers: dict[str, int],
) -> list[int]:
    """Whether the program marked something in each sentence; missing where its text is unknown."""
    spans: dict[tuple[int, bool], list[tuple[int, int]]] = {}
    for mark in tool.itertuples(index=False):
        key = (numbers.get(mark.article_id, -1), mark.field == "title")
        spans.setdefault(key, []).append((mark.start, mark.end))
    found = []
    for key in keys:
        if key not in bounds:
            found.append(MISSING)
            continue
        start, end = bounds[key]
        of_field = spans.get((key[0], key[1] == 0), [])
        found.append(int(any(a < end and b > start for a, b in of_field)))
    return found
