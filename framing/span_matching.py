"""Two readings of the same articles, mark against mark: what both found, and what only one did.

A unit is a span, or the contents of one attribution together. Units are matched one to one, the
largest overlap first.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from framing.intervals import wilson
from framing.spans import COUNTED_ZONES, check_spans

OUTCOMES = ("both", "missed", "added")
_AT_LEAST = 0.5
Unit = tuple[frozenset[int], str, int]  # its characters, its text, its group or -1


def match_spans(expected: pd.DataFrame, found: pd.DataFrame, *, layer: str) -> pd.DataFrame:
    """Each unit of a layer, and whether the other reading has it too.

    Parameters
    ----------
    expected : DataFrame
        The spans to find: an answer key, or what a coder marked. Layer `gold:NAME` counts as NAME.
    found : DataFrame
        The spans to judge, of the same articles: what `annotate` or another coder marked.
    layer : str
        Which layer. In ``"attribution"`` the contents of one group are a unit.

    Returns
    -------
    DataFrame
        One row a unit: `article_id, field, start, outcome, expected, found, expected_group,
        found_group`. `outcome` is ``both``, ``missed`` (only expected) or ``added`` (only found);
        `expected` and `found` are texts, empty where there is none. In order of place.

    Raises
    ------
    InputError
        If one of the tables is not a spans table.

    Notes
    -----
    Two attributions match if they share at least half of the longer one's characters; other spans
    if they share at least half of the shorter one's. Only headlines and bodies are looked at.

    Examples
    --------
    >>> import framing as fr
    >>> articles = fr.read_articles(fr.sample_folder() / "articles").head(3)
    >>> outcomes = match_spans(fr.answer_key(articles), fr.annotate(articles), layer="hedging")
    >>> sorted(outcomes["outcome"].unique())
    ['added', 'both', 'missed']
    """
    check_spans(expected)
    check_spans(found)
    wanted, got = _units(expected, layer), _units(found, layer)
    rows = []
    for place in sorted(wanted.keys() | got.keys()):
        left, right = wanted.get(place, []), got.get(place, [])
        pairs = _pairs(left, right, whole=layer == "attribution")
        rows += [_row(place, left[i], right[j]) for i, j in pairs]
        rows += [_row(place, unit, None) for i, unit in enumerate(left) if i not in dict(pairs)]
        taken = {j for _, j in pairs}
        rows += [_row(place, None, unit) for j, unit in enumerate(right) if j not in taken]
    columns = ["article_id", "field", "start", "outcome", "expected", "found", "expected_group",
               "found_group"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["article_id", "field", "start", "outcome"], ignore_index=True)


def score_spans(
    expected: pd.DataFrame, found: pd.DataFrame, *, layers: Iterable[str]
) -> pd.DataFrame:
    """Precision and recall of one reading against another, by layer.

    Parameters
    ----------
    expected, found : DataFrame
        As for `match_spans`.
    layers : iterable of str
        Which layers, by their names without ``gold:``.

    Returns
    -------
    DataFrame
        One row a layer: `layer, n_expected, n_found, precision, precision_low, precision_high,
        recall, recall_low, recall_high, f1`; shares with 95 % intervals (Wilson), NaN where there
        is nothing to divide by.

    Raises
    ------
    InputError
        If one of the tables is not a spans table.

    Notes
    -----
    The intervals take units as independent, though those of one article are alike: the truth is a
    little wider.

    Examples
    --------
    >>> import framing as fr
    >>> articles = fr.read_articles(fr.sample_folder() / "articles").head(3)
    >>> key = fr.answer_key(articles)
    >>> float(score_spans(key, key, layers=["hedging"]).loc[0, "f1"])
    1.0
    """
    rows = []
    for layer in layers:
        counts = match_spans(expected, found, layer=layer)["outcome"].value_counts()
        both, missed, added = (int(counts.get(outcome, 0)) for outcome in OUTCOMES)
        all_units = 2 * both + missed + added
        f1 = 2 * both / all_units if all_units else float("nan")
        precision, recall = wilson(both, both + added), wilson(both, both + missed)
        rows.append((layer, both + missed, both + added, *precision, *recall, f1))
    columns = ["layer", "n_expected", "n_found", "precision", "precision_low", "precision_high",
               "recall", "recall_low", "recall_high", "f1"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _units(spans: pd.DataFrame, layer: str) -> dict[tuple[str, str], list[Unit]]:
    rows = spans[spans["layer"].isin([layer, f"gold:{layer}"]) & spans["zone"].isin(COUNTED_ZONES)]
    if layer == "attribution":
        rows = rows[rows["label"] == "content"]
        keys = ["article_id", "field", "group"]
    else:
        keys = ["article_id", "field", "start", "end"]
    units: dict[tuple[str, str], list[Unit]] = {}
    for _, part in rows.groupby(keys, sort=True):
        first = part.iloc[0]
        places = frozenset(i for s, e in zip(part["start"], part["end"], strict=True)
                           for i in range(s, e))  # fmt: skip
        unit = (places, " … ".join(part["text"]), int(first["group"]))
        units.setdefault((first["article_id"], first["field"]), []).append(unit)
    return units


def _pairs(left: list[Unit], right: list[Unit], *, whole: bool) -> list[tuple[int, int]]:
    near = []
    for i, (places, *_) in enumerate(left):
        for j, (others, *_) in enumerate(right):
            shared = len(places & others)
            size = (max if whole else min)(len(places), len(others))
            if shared and shared >= _AT_LEAST * size:
                near.append((-shared / max(len(places), len(others)), i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(near):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def _row(place: tuple[str, str], wanted: Unit | None, got: Unit | None) -> tuple:
    outcome = "both" if wanted and got else "missed" if wanted else "added"
    start = min((wanted or got)[0])
    return (*place, start, outcome, wanted[1] if wanted else "", got[1] if got else "",
            wanted[2] if wanted else -1, got[2] if got else -1)  # fmt: skip
