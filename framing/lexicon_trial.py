"""A list of words held against labelled texts: what it is worth as a whole and entry by entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape

import numpy as np
import pandas as pd

from framing.extractors.attribution import ATTRIBUTION
from framing.extractors.terms import extractors
from framing.extractors.zone import ZONE
from framing.findings import some
from framing.intervals import Estimate, auc, wilson
from framing.labelled import Labelled
from framing.lexicon import IGNORE, Lexicon
from framing.pipeline import annotate
from framing.spans import VOICES

TOO_FEW = 30
_LAYER = "list:"
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Trial:
    """What `test` found out about a list.

    Attributes
    ----------
    name : str
        The list.
    verdict : str
        Whether to use it for what the labels are about, and why.
    whole : Series
        `n_texts`, `n_positive`, `auc`, `auc_low`, `auc_high`, `neutral_rate` and `positive_rate`
        (shares of the neutral and the positive texts with a hit, with `_low` and `_high`),
        `precision` (share of the texts with a hit that are positive), and where words were marked
        `word_precision`, `word_recall` and `word_f1` in the positive texts.
    categories, entries : DataFrame
        The same by category, and by entry (`hits`, `texts`, `precision`, `recall`, their
        intervals, `neutral_rate`, shares of the hits by voice, `marked`, `verdict`); the entries
        with the most hits first. `marked` is the share of an entry's hits in texts with marked
        words that are marked.
    voices : Series
        Share of the hits that are the text's own, in direct and in indirect speech; NaN without
        hits.
    said : str
        Which columns and labels were read.
    left_out : tuple of str
        What of the list's file was not looked for, and why.
    """

    name: str
    verdict: str
    whole: pd.Series = field(repr=False)
    categories: pd.DataFrame = field(repr=False)
    entries: pd.DataFrame = field(repr=False)
    voices: pd.Series = field(repr=False)
    said: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether the verdict is not against it."""
        return not self.verdict.startswith("do not use")

    def __str__(self) -> str:
        voices = ", ".join(f"{voice} {share:.0%}" for voice, share in self.voices.dropna().items())
        lines = [
            f"{self.name}: {self.verdict}",
            f"{self.whole['n_texts']:,.0f} texts, {self.whole['n_positive']:,.0f} positive"
            f" ({self.said}).",
            f"Hits by voice: {voices}." if voices else "No hits.",
        ]
        if self.left_out:
            lines.append(f"Not looked for: {some(self.left_out)}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        shown = self.entries.head(30).to_html(index=False, border=0, float_format="{:.2f}".format)
        lines = "".join(f"<p>{escape(line)}</p>\n" for line in str(self).splitlines())
        return f"{lines}{shown}"


def try_lexicons(
    lexicons: Sequence[Lexicon], labelled: Labelled, *, name: str, workers: int | None = None
) -> Trial:
    """Count what the lexicons find in labelled texts."""
    hits = _hits(lexicons, labelled, workers)
    whole = _whole(hits, labelled)
    voices = hits["voice"].value_counts(normalize=True).reindex(list(VOICES))
    return Trial(
        name=name,
        verdict=verdict(whole),
        whole=whole,
        categories=_categories(hits, labelled),
        entries=_entries(lexicons, hits, labelled),
        voices=voices.fillna(0.0) if len(hits) else voices.astype(float),
        said=labelled.said,
    )


def _hits(lexicons: Sequence[Lexicon], labelled: Labelled, workers: int | None) -> pd.DataFrame:
    """A row a hit: the number of its text, lexicon, category, entry, weight, voice and words."""
    numbers = pd.Index([f"{number:09d}" for number in range(len(labelled.texts))])
    articles = pd.DataFrame({"text": list(labelled.texts)}, index=numbers.rename("article_id"))
    renamed = [replace(lexicon, name=_LAYER + lexicon.name) for lexicon in lexicons]
    chosen = [ZONE, ATTRIBUTION, *extractors(renamed)]
    spans = annotate(articles, extractors=chosen, workers=workers)
    spans = spans[spans["layer"].str.startswith(_LAYER)]
    layers = spans["layer"].tolist()
    return pd.DataFrame(
        {
            "number": spans["article_id"].astype("int64"),
            "lexicon": [layer.removeprefix(_LAYER) for layer in layers],
            "category": spans["label"],
            "entry": [rule.removeprefix(f"{layer}:")
                      for rule, layer in zip(spans["rule"], layers, strict=True)],
            "weight": spans["weight"].astype(float),
            "voice": spans["voice"],
            "words": [_WORDS.findall(text.lower()) for text in spans["text"]],
        }
    ).reset_index(drop=True)  # fmt: skip


def _whole(hits: pd.DataFrame, labelled: Labelled) -> pd.Series:
    """The figures of any set of hits as one list."""
    positive = labelled.positive
    n = len(positive)
    scores = np.bincount(hits["number"], weights=hits["weight"], minlength=n).astype(float)
    fires = np.bincount(hits["number"], minlength=n) > 0
    figures: dict[str, float] = {"n_texts": n, "n_positive": int(positive.sum())}
    figures |= _figures("auc", auc(scores, positive))
    for kind, of_kind in (("neutral", ~positive), ("positive", positive)):
        share = wilson(int((fires & of_kind).sum()), int(of_kind.sum()))
        figures |= _figures(f"{kind}_rate", share)
    figures |= _figures("precision", wilson(int((fires & positive).sum()), int(fires.sum())))
    if labelled.marked is not None:
        figures |= _word_figures(hits, labelled)
    return pd.Series(figures, dtype=float)


def _figures(name: str, estimate: Estimate) -> dict[str, float]:
    return {name: estimate.value, f"{name}_low": estimate.low, f"{name}_high": estimate.high}


def _word_figures(hits: pd.DataFrame, labelled: Labelled) -> dict[str, float]:
    """Word by word against the marked words, in the positive texts."""
    found: dict[int, set[str]] = {}
    for number, words in zip(hits["number"], hits["words"], strict=True):
        found.setdefault(number, set()).update(words)
    right = given = wanted = 0
    for number in np.flatnonzero(labelled.positive).tolist():
        here = frozenset(_WORDS.findall(labelled.texts[number].lower()))
        marked, ours = labelled.marked[number] & here, found.get(number, set())
        right, given, wanted = right + len(marked & ours), given + len(ours), wanted + len(marked)
    precision = right / given if given else np.nan
    recall = right / wanted if wanted else np.nan
    both = given + wanted
    return {
        "word_precision": precision,
        "word_recall": recall,
        "word_f1": 2 * right / both if both else np.nan,
    }


def _categories(hits: pd.DataFrame, labelled: Labelled) -> pd.DataFrame:
    rows = {
        key: _whole(rows, labelled)
        for key, rows in hits.groupby(["lexicon", "category"], sort=True)
    }
    table = pd.DataFrame(rows).T
    table.index = pd.MultiIndex.from_tuples(list(rows), names=["lexicon", "category"])
    return table.reset_index()


_ENTRY_COLUMNS = (
    "lexicon", "category", "entry", "hits", "texts", "precision", "precision_low",
    "precision_high", "recall", "recall_low", "recall_high", "neutral_rate", "own", "direct",
    "indirect", "marked", "verdict",
)  # fmt: skip


def _entries(lexicons: Sequence[Lexicon], hits: pd.DataFrame, labelled: Labelled) -> pd.DataFrame:
    rows = [
        {**dict(zip(("lexicon", "category", "entry"), key, strict=True)), **_entry(rows, labelled)}
        for key, rows in hits.groupby(["lexicon", "category", "entry"], sort=True)
    ]
    found = {(row["lexicon"], row["category"], row["entry"]) for row in rows}
    for lexicon in lexicons:
        for entry in lexicon.entries:
            key = (lexicon.name, entry.category, entry.written)
            if key not in found and entry.category != IGNORE:
                found.add(key)
                rows.append(dict(zip(_ENTRY_COLUMNS, (*key, 0, 0), strict=False))
                            | {"verdict": "never fires"})  # fmt: skip
    table = pd.DataFrame(rows, columns=list(_ENTRY_COLUMNS))
    return table.sort_values("hits", ascending=False, kind="stable", ignore_index=True)


def _entry(rows: pd.DataFrame, labelled: Labelled) -> dict[str, object]:
    positive = labelled.positive
    numbers = rows["number"].unique()
    right, all_positive = int(positive[numbers].sum()), int(positive.sum())
    precision = wilson(right, len(numbers))
    figures: dict[str, object] = {"hits": len(rows), "texts": len(numbers)}
    figures |= _figures("precision", precision)
    figures |= _figures("recall", wilson(right, all_positive))
    figures["neutral_rate"] = wilson(len(numbers) - right, len(positive) - all_positive).value
    figures |= {voice: float((rows["voice"] == voice).mean()) for voice in VOICES}
    figures["marked"] = _marked(rows, labelled)
    figures["verdict"] = _entry_verdict(precision, len(numbers), all_positive / len(positive))
    return figures


def _marked(rows: pd.DataFrame, labelled: Labelled) -> float:
    if labelled.marked is None:
        return float("nan")
    marked = [
        bool(labelled.marked[number] & set(words))
        for number, words in zip(rows["number"], rows["words"], strict=True)
        if labelled.marked[number]
    ]
    return float(np.mean(marked)) if marked else float("nan")


def _entry_verdict(precision: Estimate, texts: int, base: float) -> str:
    if texts < 5:
        return "too rare to tell"
    if precision.low > base:
        return "marks it"
    return "marks the opposite" if precision.high < base else "no better than chance"


def verdict(whole: pd.Series) -> str:
    """Whether to use a list, in words, from the figures of `Trial.whole`.

    Chance is an AUC whose interval reaches .5; an AUC under .6 is too near to it to tell texts
    apart; a list that fires in 70 % of the neutral texts marks nothing by firing.

    Examples
    --------
    >>> figures = {"n_texts": 900, "n_positive": 450, "auc": 0.51, "auc_low": 0.47,
    ...            "auc_high": 0.55, "neutral_rate": 0.96, "positive_rate": 0.97}
    >>> verdict(pd.Series(figures))
    'do not use: fires in 96 % of the neutral texts, AUC .51 (.47 to .55) is chance.'
    """
    few = min(whole["n_positive"], whole["n_texts"] - whole["n_positive"])
    if few < TOO_FEW:
        return f"cannot be told: {few:.0f} texts of one label; {TOO_FEW} or more are needed."
    if not whole["neutral_rate"] + whole["positive_rate"]:
        return "do not use: it finds nothing in these texts."
    area = f"AUC {_point(whole['auc'])} ({_point(whole['auc_low'])} to {_point(whole['auc_high'])})"
    fires = f"fires in {_percent(whole['neutral_rate'])} of the neutral texts"
    if whole["auc_high"] < 0.5:
        return f"do not use: {area} points the other way; {fires}."
    if whole["auc_low"] <= 0.5:
        return f"do not use: {fires}, {area} is chance."
    everywhere = whole["neutral_rate"] >= 0.7
    if whole["auc"] < 0.6:
        near = "is hardly better than chance"
        return f"do not use: {fires}, {area} {near}."
    if everywhere:
        return f"use how much it finds, never whether it finds something: {fires}; {area}."
    if whole["auc"] < 0.7:
        return f"use with care, for groups of texts and not for single ones: {area}; {fires}."
    return f"can be used: {area}; {fires}."


def _point(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1.00"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
