"""The passages on which coders part, with every way in which they were coded beside the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.coding.codings import Codings
from framing.coding.spreadsheets import sentence_id, sentences_of
from framing.coding.units import ALL, MISSING, TOOL, Units

COLUMNS = (
    "kind", "code", "article_id", "sentence", "text", "disagreement", "version", "n_coders",
    "coders", "tool", "runs",
)  # fmt: skip


def disagreements(codings: Codings, units: Sequence[Units]) -> pd.DataFrame:
    """A row a version of a sentence, worst sentences first; see `Agreement.disagreements`."""
    words = [each for each in units if each.kind == "words" and each.code != ALL]
    rows = _marked(codings, words) if words else []
    for each in units:
        if each.kind != "words":
            rows += _rated(codings, each)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(
        ["disagreement", "article_id", "kind", "code", "sentence", "n_coders", "version"],
        ascending=[False, True, True, True, True, False, True], kind="stable", ignore_index=True,
    )  # fmt: skip


def _marked(codings: Codings, units: Sequence[Units]) -> list[tuple]:
    places = units[0].places
    people = [n for n, coder in enumerate(units[0].coders) if coder != TOOL]
    stacked = np.stack([each.values for each in units], axis=1)
    parted = np.zeros(len(places))
    for each in range(len(units)):
        values = stacked[:, each, people]
        n, k = (values != MISSING).sum(axis=1), (values == 1).sum(axis=1)
        parted += 2 * k * (n - k) / np.maximum(n * (n - 1), 1)
    groups, first = np.unique(places[:, :2], axis=0, return_index=True)
    rows = []
    for (number, sentence), start, end in zip(
        groups.tolist(), first, [*first[1:], len(places)], strict=True
    ):
        score = float(parted[start:end].sum())
        if score > 0:
            rows += _versions(codings, units, (number, sentence, start, end),
                              values=stacked[start:end], score=score)  # fmt: skip
    return rows


def _versions(
    codings: Codings,
    units: Sequence[Units],
    where: tuple[int, int, int, int],
    *,
    values: np.ndarray,
    score: float,
) -> list[tuple]:
    """The ways in which one sentence was marked, and by whom."""
    number, sentence, first, last = where
    title, body = codings.texts.iloc[number][["title", "text"]]
    bounds = {n: (start, end) for n, start, end in sentences_of(title, body)}
    start, end = bounds.get(sentence, (0, 0))
    text = (title if sentence == 0 else body)[start:end]
    shift = start - (len(title) + 1 if sentence == 0 else 0)
    words = (units[0].places[first:last, 2:] - shift).tolist()
    who: dict[bytes, list[str]] = {}
    runs: dict[bytes, list[tuple[int, int, str]]] = {}
    for column, coder in enumerate(units[0].coders):
        given = values[:, :, column]
        if (given == MISSING).any():
            continue
        key = (given == 1).tobytes()
        who.setdefault(key, []).append(coder)
        runs[key] = [
            run
            for place, each in enumerate(units)
            for run in _runs(given[:, place] == 1, words, each.code)
        ]
    rows = []
    for key, coders in who.items():
        people = [coder for coder in coders if coder != TOOL]
        marked = sorted(runs[key])
        rows.append(("words", ALL, str(codings.texts.index[number]), sentence, text, score,
                     bracketed(text, marked), len(people), ", ".join(people),
                     TOOL in coders, tuple(marked)))  # fmt: skip
    return rows


def _runs(marked: np.ndarray, words: Sequence[Sequence[int]], code: str) -> list[tuple]:
    """Start, end and code of every run of marked words, in characters of the sentence."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(int), [0]])))
    return [(words[a][0], words[b - 1][1], code) for a, b in edges.reshape(-1, 2).tolist()]


def bracketed(text: str, runs: Sequence[tuple[int, int, str]]) -> str:
    """The text with every marked stretch in brackets, and what it was marked as.

    Examples
    --------
    >>> bracketed("A cruel plan.", [(2, 7, "loaded_terms")])
    'A [cruel: loaded_terms] plan.'
    """
    signs = [(start, 1, -end, "[") for start, end, _ in runs]
    signs += [(end, 0, -start, f": {code}]") for start, end, code in runs]
    for place, _, _, sign in sorted(signs, reverse=True):
        text = text[:place] + sign + text[place:]
    return text


def _rated(codings: Codings, units: Units) -> list[tuple]:
    """The values that one sentence or article was given, and by whom."""
    people = [n for n, coder in enumerate(units.coders) if coder != TOOL]
    rated = codings.ratings
    extra = sorted(set(rated["article_id"]) - set(codings.texts.index))
    names = [*codings.texts.index, *extra]
    rows = []
    for place, values in zip(units.places.tolist(), units.values, strict=True):
        given = values[people]
        counts = np.bincount(given[given != MISSING], minlength=len(units.names))
        n = counts.sum()
        score = float(1 - (counts * (counts - 1)).sum() / (n * (n - 1))) if n > 1 else 0.0
        if not score:
            continue
        article, sentence, start, end = names[place[0]], place[1], place[2], place[3]
        text = sentence_id(article, sentence) if sentence >= 0 else article
        if end > start:
            title, body = codings.texts.loc[article, ["title", "text"]]
            text = (body if sentence else title)[start:end]
        for value, name in enumerate(units.names):
            coders = [units.coders[n] for n in np.flatnonzero(values == value)]
            if coders:
                rows.append((units.kind, units.code, article, sentence, text, score, name,
                             counts[value], ", ".join(c for c in coders if c != TOOL),
                             TOOL in coders, ()))  # fmt: skip
    return rows
