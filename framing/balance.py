"""Two sides of a matter, named by the user: how much each is heard, where, and with what verbs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from framing.attributions import attributions
from framing.errors import FramingError, InputError, did_you_mean
from framing.extractors.person_names import TITLES
from framing.findings import Finding
from framing.resampling import estimate_mean, generator

FEWEST = 5
"""Attributions that a figure must rest on, in one article or in one group of articles."""
TOO_FEW = "too few quotations"
ONE_ARTICLE = "one article"
NO_SPREAD = "no spread"
NOT_HEARD = "not heard"
COLUMNS = (
    "group", "side", "measure", "n_articles", "n_attributions", "value", "low", "high", "note",
)  # fmt: skip
_STANCES = ("neutral", "doubting", "endorsing", "emphatic", "hostile")
MEASURES = ("words_share", "position_share", *(f"{stance}_cue_share" for stance in _STANCES))

Sides = Mapping[str, Iterable[str]]


def balance(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    sides: Sides,
    by: str | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How two named sides are heard: their shares of the words, their places, their verbs.

    Parameters
    ----------
    spans : DataFrame
        What `annotate` returned for these articles.
    articles : DataFrame
        What `read_articles` returned.
    sides : dict of two lists of names
        Who speaks for which side, as in ``{"for": ["Ida Brandt", "the ministry"], "against":
        ["Orlov"]}``. A name stands for the speakers that are called so, whatever the case, and for
        those whose last words it is: `Brandt` for `Ida Brandt`. A full name also stands for a
        speaker who is known by the surname alone. Titles, as in `Mayor Ida Brandt`, are ignored.
    by : str, optional
        A column of `articles`, such as `outlet_id`: a group of articles each. By default each
        article is a group.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        A row a group, side and measure, in this order; columns ``group, side, measure, n_articles,
        n_attributions, value, low, high, note``. Measures are

        words_share
            The side's share of the attributed words of both sides.
        position_share
            Where the side's attributions begin, on average: 0 is the beginning of the article.
        neutral_cue_share, doubting_cue_share, ...
            The share of the side's reporting verbs that are of this stance.

        `value` is the mean over the articles in which the measure is defined, each counting the
        same; `n_articles` says how many those are and `n_attributions` how many attributions they
        hold. `low` and `high` bound its 95 % interval, found by resampling articles. `note` is
        "too few quotations" where fewer than five attributions tell (of both sides for
        `words_share`, of the side itself for the rest), and the figures are then NaN; it is
        "one article" where there is nothing to resample, and "no spread" where the articles all
        have the same value, which tells nothing of how far others may be off; it is "not heard"
        where nobody in any of the articles has a name of the side, so that its share is 0. An
        article that hears neither side is in no figure, a group that hears neither in no row.
        ``attrs["findings"]`` lists each name that nobody has, as dictionaries with the fields of
        `Finding`: it may be misspelt.

    Raises
    ------
    FramingError
        If `sides` is not two lists of names, a name is on both, or `by` is no name of a column.
    InputError
        If `articles` has no column `by`.

    Notes
    -----
    It counts words and places. It does not measure whether a side deserves more of them, and knows
    only the speakers that are found and resolved; `docs/validation.md` says how many are.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> from framing.balance import balance
    >>> text = " ".join(["“We are full,” said Ida Brandt."] * 3 + ["“No,” said Paul Lenz."] * 3)
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> sides = {"port": ["Brandt"], "city": ["Paul Lenz"]}
    >>> table = balance(fr.annotate(articles), articles, sides=sides)
    >>> table[["side", "value", "note"]].head(1).values.tolist()
    [['port', 0.75, 'one article']]
    """
    sides = _checked(sides)
    if by is not None and not isinstance(by, str):
        raise FramingError(f"by must be the name of a column of articles. Got {by!r} instead.")
    if by is not None and by not in articles.columns:
        raise InputError(f"articles has no column {by!r}.{did_you_mean(by, articles.columns)}")
    table = attributions(spans)
    table = table[table["article_id"].isin(articles.index)]
    heard = _heard(table, sides)
    findings = _not_heard(table, sides)
    groups = articles[by] if by else pd.Series(articles.index, index=articles.index)
    group_of = groups.dropna().astype(str)
    rows = []
    measured = {side: _measured(heard, side) for side in sides}
    silent = set(sides) - set(heard["side"])
    for group, names in sorted(group_of.groupby(group_of).groups.items()):
        for side, (values, counts) in measured.items():
            present = values.index.intersection(names)
            if len(present):
                rows += _rows(group, side, (values.loc[present], counts.loc[present]), seed)
    result = pd.DataFrame(rows, columns=list(COLUMNS))
    result = result.astype({"value": float, "low": float, "high": float})
    result.loc[result["side"].isin(silent), "note"] = NOT_HEARD
    result.attrs["findings"] = findings
    return result


def _checked(sides: Sides) -> dict[str, list[str]]:
    """The names of both sides, as they are compared."""
    listed = {}
    if isinstance(sides, Mapping):
        for side, names in sides.items():
            named = isinstance(names, Iterable) and not isinstance(names, (str, bytes))
            listed[side] = list(names) if named else []
    folded = {
        side: [_folded(name) if isinstance(name, str) else "" for name in names]
        for side, names in listed.items()
    }
    if len(folded) != 2 or not all(names and all(names) for names in folded.values()):
        raise FramingError(
            'sides must be two lists of names, such as {"for": ["Ida Brandt"], "against":'
            f' ["Paul Lenz"]}}. Got {sides!r} instead.'
        )
    first, second = folded.values()
    both = sorted(set(first) & set(second))
    if both:
        raise FramingError(f"sides: {both[0]!r} is on both sides. Leave it on one.")
    return folded


def _not_heard(table: pd.DataFrame, sides: dict[str, list[str]]) -> list[dict[str, str]]:
    """A finding for each name that no speaker has."""
    speakers = [_folded(name) for name in sorted(set(table["speaker"].dropna()))]
    findings = [
        Finding(
            "warning",
            "not_heard",
            f"sides[{side!r}]",
            f"nobody in these articles is called {name!r}.",
            "See the column speaker of attributions(spans) for how the speakers are called.",
        )
        for side, names in sides.items()
        for name in names
        if not any(_closeness(speaker, [name]) for speaker in speakers)
    ]
    return [finding.as_dict() for finding in findings]


def _folded(name: str) -> str:
    """A name in the form in which names are compared: without article, titles and case."""
    words = name.replace("’", "'").strip(" .,").split()
    if words[:1] in (["the"], ["The"]):
        words = words[1:]
    while len(words) > 1 and _is_title(words[0]) and words[1][0].isupper():
        words = words[1:]
    return " ".join(words).casefold()


def _is_title(word: str) -> bool:
    return word[0].isupper() and word.rstrip(".").lower() in TITLES


def _closeness(speaker: str, names: Sequence[str]) -> int:
    """2 where a speaker is called so, 1 where one is the other's surname, else 0."""
    if speaker in names:
        return 2
    alike = any(
        speaker.endswith(f" {name}") or (" " not in speaker and name.endswith(f" {speaker}"))
        for name in names
    )
    return int(alike)


def _heard(table: pd.DataFrame, sides: dict[str, list[str]]) -> pd.DataFrame:
    """The attributions to the two sides; who could be of both is of the one that names them best.

    Somebody who is as close to both, as a surname that two persons share, is left out.
    """
    table = table.dropna(subset=["speaker"])
    side_of = {}
    for speaker in sorted(set(table["speaker"])):
        ranked = sorted(
            (_closeness(_folded(speaker), names), side) for side, names in sides.items()
        )
        if ranked[-1][0] > ranked[0][0]:
            side_of[speaker] = ranked[-1][1]
    return table.assign(side=table["speaker"].map(side_of)).dropna(subset=["side"])


def _measured(heard: pd.DataFrame, side: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every measure of one side, and the attributions it rests on, by article."""
    article_ids = pd.Index(sorted(set(heard["article_id"])), name="article_id")
    own = heard[heard["side"] == side]

    def by_article(values: pd.Series, rows: pd.DataFrame) -> pd.Series:
        return values.groupby(rows["article_id"]).sum().reindex(article_ids, fill_value=0)

    one = pd.Series(1, index=heard.index)
    words = by_article(heard["words"], heard)
    told = own.dropna(subset=["cue_stance"])
    rests_on = {
        "words_share": by_article(one, heard),
        "position_share": by_article(own["position"].notna().astype(int), own),
    }
    sums = {
        "words_share": (by_article(own["words"], own), words),
        "position_share": (by_article(own["position"], own), rests_on["position_share"]),
    }
    for stance, measure in zip(_STANCES, MEASURES[2:], strict=True):
        rests_on[measure] = by_article(one.loc[told.index], told)
        hits = by_article((told["cue_stance"] == stance).astype(int), told)
        sums[measure] = (hits, rests_on[measure])
    values = {name: part / whole.where(whole > 0) for name, (part, whole) in sums.items()}
    return pd.DataFrame(values), pd.DataFrame(rests_on)


def _rows(
    group: str, side: str, measured: tuple[pd.DataFrame, pd.DataFrame], seed: int
) -> list[tuple]:
    values, counts = measured
    estimate = estimate_mean(values.to_numpy(float), generator(seed, "balance", group, side))
    rows = []
    for place, measure in enumerate(MEASURES):
        rests_on = int(counts[measure].sum())
        n, mean = int(estimate.n[place]), estimate.mean[place]
        bounds = np.clip((estimate.low[place], estimate.high[place]), 0.0, 1.0)
        note = ONE_ARTICLE if n == 1 else NO_SPREAD if np.isnan(bounds).all() else ""
        if rests_on < FEWEST:
            mean, bounds, note = np.nan, (np.nan, np.nan), TOO_FEW
        rows.append((group, side, measure, n, rests_on, mean, *bounds, note))
    return rows
