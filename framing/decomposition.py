"""Which entries of a lexicon make the difference between two groups.

A rate is a sum over entries, and so is a difference of mean rates. One entry ("Mr.") can make all
of it, and then it is no finding about loaded language.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import FramingError, InputError, did_you_mean
from framing.extractors import default_extractors
from framing.features import Feature
from framing.groups import groups_of
from framing.resampling import estimate_difference, generator
from framing.spans import COUNTED_ZONES, layer_rows
from framing.tally import count_words

_DIGITS = 10


@dataclass(frozen=True)
class Hits:
    """What a rate is counted from.

    Attributes
    ----------
    table : DataFrame
        The counted spans of the feature's lexicon, in all voices: `article_id, field, start, end,
        entry, voice, weight`.
    words, body : DataFrame
        Counted words of every article by voice: of headline and body, and of the body alone.
    own : bool
        Whether the feature is of the outlet's own voice alone.
    """

    table: pd.DataFrame
    words: pd.DataFrame
    body: pd.DataFrame
    own: bool

    def rates(self, *, own: bool, headline: bool = True) -> pd.DataFrame:
        """Each article's rate per 1,000 words, a column an entry; NaN without words."""
        kept = self.table
        if own:
            kept = kept[kept["voice"] == "own"]
        if not headline:
            kept = kept[kept["field"] == "text"]
        words = (self.words if headline else self.body)["own" if own else "all"].astype(float)
        sums = kept.groupby(["article_id", "entry"])["weight"].sum().unstack(fill_value=0.0)
        sums = sums.reindex(words.index, fill_value=0.0).sort_index(axis=1)
        return 1000 * sums.div(words.where(words > 0), axis=0)


def hits_of(spans: pd.DataFrame, articles: pd.DataFrame, feature: str | Feature) -> Hits:
    """The hits and words that a rate of a lexicon is counted from.

    Raises
    ------
    FramingError
        If the feature is no rate of a lexicon.
    """
    known = {f.name: f for e in default_extractors() for f in e.features if e.source is not None}
    if isinstance(feature, str) and feature not in known:
        raise FramingError(
            f"{feature!r} is not counted from the entries of a lexicon."
            f"{did_you_mean(feature, known)}"
        )
    chosen = known[feature] if isinstance(feature, str) else feature
    rows = layer_rows(spans, chosen.layer)
    label = getattr(chosen.count, "keywords", {}).get("label", "")
    rows = rows[rows["zone"].isin(COUNTED_ZONES) & rows["article_id"].isin(articles.index)]
    rows = rows[rows["label"] == label] if label else rows
    table = rows[["article_id", "field", "start", "end", "voice", "weight"]]
    table = table.assign(entry=rows["rule"].str.partition(":")[2])
    body = articles.drop(columns="title", errors="ignore")
    spans = spans[spans["article_id"].isin(articles.index)]
    words, of_body = (count_words(spans, texts) for texts in (articles, body))
    return Hits(table, words, of_body, chosen.name.endswith("_own"))


def pair_of(articles: pd.DataFrame, by: str, between: tuple[str, str]) -> pd.Series:
    """Whether each article is of the first of two groups; articles of neither are left out."""
    groups = groups_of(articles, by)
    found = sorted(groups.dropna().astype(str).unique())
    if isinstance(between, str) or len(between) != 2 or between[0] == between[1]:
        raise FramingError(f"between must be two groups of {by!r}. Got {between!r} instead.")
    for group in between:
        if group not in found:
            raise InputError(f"no article has {group!r} in {by!r}.{did_you_mean(group, found)}")
    groups = groups[groups.isin(between)].sort_index()
    return groups.astype(str) == between[0]


def decompose(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    feature: str | Feature,
    between: tuple[str, str],
    by: str = "outlet_id",
) -> pd.DataFrame:
    """The entries that make two groups differ in a rate, and how much each of them makes.

    Parameters
    ----------
    spans, articles : DataFrame
        What `annotate` and `read_articles` returned.
    feature : str or Feature
        A rate counted from a lexicon, such as ``"loaded_term_rate_own"``.
    between : tuple of str
        The two groups.
    by : str
        The column that they are groups of.

    Returns
    -------
    DataFrame
        A row an entry, the largest part first: `entry`, `difference` (its rate in the first group
        less that in the second, in hits per 1,000 words; the column sums to the difference of the
        groups' means), `low, high` (its 95 % interval), `rate_a, rate_b`, `hits_a, hits_b`,
        `articles_a, articles_b` (in how many articles it stands). `attrs` name the ``feature``,
        the groups ``a`` and ``b``, their ``difference`` and their ``n_articles``.

    Raises
    ------
    FramingError
        If the feature is no rate of a lexicon, or `between` are not two groups.
    InputError
        If there is no such group.

    Notes
    -----
    Intervals are from resampling whole articles. They are not corrected for looking at so many
    entries: a list of entries says what a difference is made of, not that each entry differs. An
    entry that stands in one article is that article's, not the outlet's.

    References
    ----------
    Gallagher, R. J. et al. (2021). Generalized word shift graphs. EPJ Data Science 10, 4.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["What a disgrace.", "A shameful disgrace.", "It rained.", "It rained again."]
    >>> articles = fr.read_articles(pd.DataFrame({"text": texts, "desk": list("xxyy")}))
    >>> parts = fr.decompose(fr.annotate(articles), articles, feature="loaded_term_rate",
    ...                      between=("x", "y"), by="desk")
    >>> parts[["entry", "difference", "hits_a"]].round().values.tolist()
    [['disgrace', 333.0, 2], ['shameful*', 167.0, 1]]
    """
    is_a = pair_of(articles, by, between)
    hits = hits_of(spans, articles.loc[is_a.index], feature)
    rates = hits.rates(own=hits.own).loc[is_a.index].dropna(how="all")
    a, b = (rates[is_a[rates.index] == side] for side in (True, False))
    found = estimate_difference(a.to_numpy(float), b.to_numpy(float), generator(0, "decompose"))
    table = pd.DataFrame(
        {
            "entry": rates.columns,
            "difference": found.mean.round(_DIGITS),
            "low": found.low.round(_DIGITS),
            "high": found.high.round(_DIGITS),
            "rate_a": a.mean().to_numpy().round(_DIGITS),
            "rate_b": b.mean().to_numpy().round(_DIGITS),
            **_counts(hits, is_a, rates.columns),
        }
    )
    size = -table["difference"].abs()
    table = table.iloc[np.lexsort((table["entry"], size))].reset_index(drop=True)
    table = table[table[["hits_a", "hits_b"]].sum(axis=1) > 0].reset_index(drop=True)
    name = feature if isinstance(feature, str) else feature.name
    table.attrs = {
        "feature": name, "a": between[0], "b": between[1], "n_articles": (len(a), len(b)),
        "difference": float(round(a.sum(axis=1).mean() - b.sum(axis=1).mean(), _DIGITS)),
    }  # fmt: skip
    return table


def _counts(hits: Hits, is_a: pd.Series, entries: pd.Index) -> dict[str, np.ndarray]:
    """Hits and articles of each entry, in each group."""
    kept = hits.table[hits.table["voice"] == "own"] if hits.own else hits.table
    of_a = kept["article_id"].map(is_a).astype(bool)
    counts = {}
    for side, rows in (("a", kept[of_a]), ("b", kept[~of_a])):
        by_entry = rows.groupby("entry")["article_id"]
        counts[f"hits_{side}"] = by_entry.size().reindex(entries, fill_value=0).to_numpy()
        counts[f"articles_{side}"] = by_entry.nunique().reindex(entries, fill_value=0).to_numpy()
    return {name: counts[name] for name in ("hits_a", "hits_b", "articles_a", "articles_b")}
