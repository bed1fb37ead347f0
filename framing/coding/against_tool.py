"""The program as one more coder: what it marks on the same texts, and how that compares."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framing.coding.codings import MARKS, Codings
from framing.coding.coefficients import FEWEST, interval, kappa_of, pair_sums
from framing.coding.parts import folded
from framing.coding.spreadsheets import sentences_of
from framing.coding.units import ALL, TOOL, Units
from framing.errors import InputError
from framing.pipeline import annotate
from framing.spans import COUNTED_ZONES, check_spans

COLUMNS = (
    "kind", "code", "n_coders", "percent", "kappa", "low", "high", "precision", "precision_low",
    "precision_high", "recall", "recall_low", "recall_high", "n_tool", "n_people",
)  # fmt: skip


def tool_marks(codings: Codings, tool: bool | pd.DataFrame) -> pd.DataFrame | None:
    """What the program marks on the texts, under the names of the coders' codes.

    Parameters
    ----------
    codings : Codings
        Their texts are annotated.
    tool : bool or DataFrame
        True, or spans that `annotate` returned for these texts.

    Raises
    ------
    InputError
        No text is known, or no code is anything that the program marks.
    """
    if tool is False or tool is None:
        return None
    if isinstance(tool, pd.DataFrame):
        check_spans(tool)
        spans = tool
    else:
        texts = codings.texts.dropna(subset=["text"])
        if texts.empty:
            raise InputError(
                "the texts are not in these files, so the program cannot read them. Give the"
                " teacher's key.csv as well."
            )
        spans = annotate(texts)
    codes = sorted({*codings.marks["code"], *codings.ratings["code"]})
    found = marks_of(spans, codes)
    if not found:
        raise InputError(
            f"none of the codes ({', '.join(codes)}) is anything that the program marks."
        )
    marks = pd.concat([rows for _, rows in found], ignore_index=True).assign(coder=TOOL)
    marks = marks[list(MARKS)]
    marks.attrs["codes"] = tuple(code for code, _ in found)
    return marks


def marks_of(spans: pd.DataFrame, codes: Iterable[str]) -> list[tuple[str, pd.DataFrame]]:
    """Of each code that is a layer, marked by program or hand, or a label in one, what counts."""
    counted = spans[spans["zone"].isin(COUNTED_ZONES)]
    layer = counted["layer"].str.removeprefix("gold:")
    whole, part = layer.map(folded), (layer + "_" + counted["label"]).map(folded)
    layers = {*whole, *map(folded, spans.attrs.get("layers", ()))}
    found = []
    for code in codes:
        rows = counted[(whole == folded(code)) | (part == folded(code))]
        if len(rows) or folded(code.partition(":")[0]) in layers:
            found.append((code, rows.assign(code=code)))
    return found


def tool_table(codings: Codings, units: Sequence[Units], tool: pd.DataFrame) -> pd.DataFrame:
    """A row a code: how far the program agrees with the coders, one by one and on the mean."""
    rows = []
    for each in units:
        if TOOL not in each.coders or each.code == ALL:
            continue
        row = {"kind": each.kind, "code": each.code} | _kappas(each)
        if each.kind == "words":
            row |= _overlaps(codings, each, tool[tool["code"] == each.code])
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _kappas(units: Units) -> dict[str, object]:
    pairs = [sums for pair, sums in pair_sums(units).items() if TOOL in pair]
    same = [sums[:, 0].sum() / sums[:, 1 : 1 + len(units.names)].sum() for sums in pairs]
    table = np.stack(pairs, axis=1) if pairs else np.zeros((0, 0, 1))
    low, high = interval(table, _mean_kappa)
    return {
        "n_coders": len(pairs),
        "percent": float(np.mean(same)) if same else math.nan,
        "kappa": float(_mean_kappa(table.sum(axis=0))),
        "low": low,
        "high": high,
    }


def _mean_kappa(sums: np.ndarray) -> np.ndarray:
    """The mean over coders, the last but one axis, of those whose kappa is defined."""
    kappas = kappa_of(sums)
    known = ~np.isnan(kappas)
    with np.errstate(invalid="ignore"):
        return np.where(known, kappas, 0).sum(axis=-1) / known.sum(axis=-1)


def _overlaps(codings: Codings, units: Units, tool: pd.DataFrame) -> dict[str, object]:
    """Of the program's stretches, how many overlap a coder's; of the coders', how many its."""
    numbers = {name: n for n, name in enumerate(codings.texts.index)}
    people = [coder for coder in units.coders if coder != TOOL]
    coded = codings.coded[codings.coded["coder"].isin(people)]
    seen: dict[str, list[str]] = {}
    for coder, article in coded.itertuples(index=False):
        seen.setdefault(article, []).append(coder)
    own = codings.marks[codings.marks["code"] == units.code]
    clusters = _Clusters(codings, units)
    counts = np.zeros((clusters.n, 4))
    of_tool, of_people = _grouped(tool), _grouped(own)
    for article in sorted(seen):
        theirs, stretches = of_people.get(article, []), of_tool.get(article, [])
        for coder in seen[article]:
            marks = [mark for mark in theirs if mark[0] == coder]
            for column, (these, those) in enumerate(((stretches, marks), (marks, stretches))):
                for mark in these:
                    at = clusters.of(numbers[article], mark)
                    counts[at, 2 * column] += any(_overlap(mark, other) for other in those)
                    counts[at, 2 * column + 1] += 1
    found: dict[str, object] = {}
    for column, name in enumerate(("precision", "recall")):
        of_both = counts[:, 2 * column : 2 * column + 2]
        low, high = interval(of_both, _share, lowest=0.0)
        found |= {name: float(_share(of_both.sum(axis=0))), f"{name}_low": low,
                  f"{name}_high": high}  # fmt: skip
    return found | {"n_tool": len(tool[tool["article_id"].isin(seen)]), "n_people": len(own)}


def _share(sums: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return sums[..., 0] / sums[..., 1]


class _Clusters:
    """Which stretch is left out with which: those of an article or, of few articles, a sentence."""

    def __init__(self, codings: Codings, units: Units) -> None:
        articles = np.unique(units.places[:, 0]).tolist()
        self._by_article = len(articles) >= FEWEST
        self._sentences = {
            number: sentences_of(*codings.texts.iloc[number][["title", "text"]])
            for number in articles
        }  # fmt: skip
        keys = [
            (number, 0 if self._by_article else sentence)
            for number in articles
            for sentence in sorted({0, *(n for n, _, _ in self._sentences[number])})
        ]
        self._places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self.n = len(self._places)

    def of(self, number: int, mark: tuple) -> int:
        """The cluster of a stretch (coder, field, start, end) of an article."""
        if self._by_article or mark[1] == "title":
            return self._places[number, 0]
        sentences = [n for n, start, _ in self._sentences[number] if n and start <= mark[2]]
        return self._places[number, max(sentences, default=0)]


def _grouped(marks: pd.DataFrame) -> dict[str, list[tuple]]:
    found: dict[str, list[tuple]] = {}
    columns = marks[["article_id", "coder", "field", "start", "end"]]
    for article, *mark in columns.itertuples(index=False, name=None):
        found.setdefault(article, []).append(tuple(mark))
    return found


def _overlap(mark: tuple, other: tuple) -> bool:
    return mark[1] == other[1] and mark[2] < other[3] and other[2] < mark[3]
