"""Does a conclusion hold however one counts? Every defensible way of counting, and its result.

Somebody who measures loaded terms chooses whether headlines count, whether the people quoted do,
what to do with copies and short articles, mean or rank. A conclusion that needs one of these
choices is a conclusion about the choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pandas as pd

from framing.dealing import permutation_test
from framing.decomposition import Hits, hits_of, pair_of
from framing.duplicates import drop_copies
from framing.features import Feature
from framing.genre import genres
from framing.groups import names_of
from framing.notebook import notebook_html
from framing.resampling import generator
from framing.wording import feature_label, p_value

SHORT = 150
"""Articles with fewer counted words are short."""
_ENTRIES = 10
_SIGNIFICANT = 0.05
_CHOICES = ("voices", "headline", "scare quotes", "entry left out", "articles", "copies", "genre",
            "events", "summary")  # fmt: skip


@dataclass(frozen=True)
class Multiverse:
    """In what share of the specifications a conclusion holds. Printing it gives its `sentences`.

    Attributes
    ----------
    table : DataFrame
        A row a specification, the first being the one that was asked about: a column each choice
        (those that alter something), `difference` (in the units of its summary), `p`,
        `n_articles`, and `holds`.
    feature, a, b : str
        What was compared, between which groups.
    name_of : dict
        The groups' names in print.
    """

    table: pd.DataFrame
    feature: str
    a: str
    b: str
    name_of: dict[str, str] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share of specifications in which the conclusion holds."""
        return float(self.table["holds"].mean())

    @property
    def choices(self) -> pd.DataFrame:
        """A row a choice: `choice, taken, n` specifications with it, `holds` (their share)."""
        named = [name for name in _CHOICES if name in self.table]
        rows = [
            (name, taken, len(rows), float(rows["holds"].mean()))
            for name in named
            for taken, rows in self.table.groupby(name, sort=False)
        ]
        return pd.DataFrame(rows, columns=["choice", "taken", "n", "holds"])

    @property
    def conclusion(self) -> str:
        """What the first specification says."""
        first = self.table.iloc[0]
        a, b = (self.name_of.get(group, group) for group in (self.a, self.b))
        label = feature_label(self.feature)
        if not first["p"] < _SIGNIFICANT:
            return f"no difference between {a} and {b} can be shown in {label}"
        return f"{a} has {'more' if first['difference'] > 0 else 'less'} than {b} in {label}"

    def sentences(self) -> list[str]:
        """How far the conclusion depends on how one counts."""
        n, holds = len(self.table), int(self.table["holds"].sum())
        said = self.conclusion
        sentences = [
            f"{said[:1].upper()}{said[1:]} (p = {p_value(self.table['p'].iloc[0])}):".replace(
                "= <", "< "
            )
            + f" this holds in {holds} of {n} specifications ({holds / n:.0%})."
        ]
        choices = self.choices
        worst = choices[choices["holds"] < min(self.share, 1.0)]
        worst = worst.sort_values("holds", kind="stable").head(3)
        if len(worst):
            listed = "; ".join(
                f"{row.choice}: {row.taken} ({row.holds:.0%})" for row in worst.itertuples()
            )
            sentences.append(f"It holds least often with {listed}.")
        sentences.append(
            "Specifications are not independent, and their share is not a probability: it says"
            " what the conclusion depends on."
        )
        return sentences

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        return notebook_html(self.sentences(), {"By choice": self.choices}, most=40)


def multiverse(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    feature: str | Feature,
    between: tuple[str, str],
    by: str = "outlet_id",
) -> Multiverse:
    """Count a difference in every defensible way, and say in how many of them it holds.

    Parameters
    ----------
    spans, articles, feature, between, by
        As for `decompose`.

    Returns
    -------
    Multiverse
        Its first specification is the feature as `compare` counts it. The others combine: all
        voices or the outlet's own; with or without the headline; with or without hits inside scare
        quotes; each of the ten entries that matter most left out; all articles or those of 150
        words and more; copies kept or counted once; all genres or without opinion, agency copy and
        live blogs; any articles or only those on events that both cover (dealt inside the event);
        and as summary the mean, the mean of log(1 + rate), or the mean rank. A choice that alters
        nothing in these articles is not made.

    Raises
    ------
    FramingError, InputError
        As for `decompose`.

    Notes
    -----
    A specification agrees if p, from dealing the articles at random, is under .05 and the sign is
    the same; if the first specification shows no difference, then if none is shown. p is not
    corrected: one conclusion is looked at, stated before. It does not try other lexicons.

    References
    ----------
    Steegen, S. et al. (2016). Increasing transparency through a multiverse analysis. Perspectives
    on Psychological Science 11(5), 702-712.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["What a disgrace.", "It rained here."]
    >>> table = pd.DataFrame({"text": texts * 9, "desk": list("xy") * 9})
    >>> articles = fr.read_articles(table)
    >>> found = fr.multiverse(fr.annotate(articles), articles, feature="loaded_term_rate",
    ...                       between=("x", "y"), by="desk")
    >>> found.conclusion
    'x has more than y in loaded terms'
    """
    is_a = pair_of(articles, by, between)
    articles = articles.loc[is_a.index]
    hits = hits_of(spans, articles, feature)
    ways = _ways(hits, spans, is_a)
    parts = [
        _tested(ways, is_a, strata, taken)
        for taken, strata in _subsets(articles, hits)
        if is_a[strata.index].nunique() == 2
    ]
    table = pd.concat(parts, ignore_index=True)
    first = table.iloc[0]
    if first["p"] < _SIGNIFICANT:
        same = np.sign(table["difference"]) == np.sign(first["difference"])
        table["holds"] = (table["p"] < _SIGNIFICANT) & same
    else:
        table["holds"] = ~(table["p"] < _SIGNIFICANT)
    many = [name for name in table if name not in _CHOICES or table[name].nunique() > 1]
    name = feature if isinstance(feature, str) else feature.name
    return Multiverse(table[many], name, *between, name_of=names_of(articles, by))


def _ways(hits: Hits, spans: pd.DataFrame, is_a: pd.Series) -> dict[tuple[str, ...], pd.Series]:
    """Each article's rate by every way of counting it; the one that was asked about first."""
    scare = _in_scare_quotes(hits.table, spans)
    sides = [hits.own, not hits.own]
    ways = {}
    for own, headline, counted in product(sides, (True, False), (True, False)):
        if not counted and not scare.any():
            continue
        kept = hits if counted else replace(hits, table=hits.table[~scare])
        rates = kept.rates(own=own, headline=headline).loc[is_a.index]
        total = rates.sum(axis=1, min_count=1) if len(rates.columns) else rates.assign(x=0.0)["x"]
        key = ("own voice" if own else "all voices", "counted" if headline else "left out",
               "counted" if counted else "left out")  # fmt: skip
        ways[(*key, "none")] = total
        gap = (rates[is_a].mean() - rates[~is_a].mean()).abs()
        order = np.lexsort((gap.index, -gap.to_numpy()))[:_ENTRIES]
        for entry in gap.index[order]:
            ways[(*key, entry)] = total - rates[entry]
    return ways


def _in_scare_quotes(table: pd.DataFrame, spans: pd.DataFrame) -> pd.Series:
    """Which hits stand in quotation marks that the outlet put around them itself."""
    quoted = spans[spans["layer"] == "scare_quotes"]
    quoted = quoted[["article_id", "field", "start", "end"]]
    pairs = table.reset_index().merge(quoted, on=["article_id", "field"], suffixes=("", "_of"))
    inside = (pairs["start_of"] <= pairs["start"]) & (pairs["end"] <= pairs["end_of"])
    return pd.Series(table.index.isin(pairs.loc[inside, "index"]), index=table.index)


def _subsets(articles: pd.DataFrame, hits: Hits) -> Iterator[tuple[tuple[str, ...], pd.Series]]:
    """Which articles are compared, by every choice, with the stratum of each."""
    every = pd.Series(True, index=articles.index)
    long = hits.words["all"] >= SHORT
    once = every.index.isin(drop_copies(articles).index)
    told = articles["genre"] if "genre" in articles else genres(articles)["genre"]
    news = ~told.isin(["opinion", "wire", "live_blog"])
    options = [
        [("all", every), *_if_less(f"of {SHORT} words and more", long)],
        [("kept", every), *_if_less("counted once", pd.Series(once, index=every.index))],
        [("all", every), *_if_less("without opinion, wire, live", news)],
    ]
    events = articles["event_id"] if "event_id" in articles else every.map(lambda _: None)
    for (first, a), (second, b), (third, c) in product(*options):
        kept = (a & b & c).to_numpy(bool)
        yield (first, second, third, "any"), pd.Series("", index=articles.index[kept])
        if events[kept].notna().any():
            yield (first, second, third, "the same"), events[kept].dropna().astype(str)


def _if_less(name: str, kept: pd.Series) -> list[tuple[str, pd.Series]]:
    return [] if kept.all() or not kept.any() else [(name, kept)]


def _tested(
    ways: dict[tuple[str, ...], pd.Series], is_a: pd.Series, strata: pd.Series,
    taken: tuple[str, ...],
) -> pd.DataFrame:  # fmt: skip
    """A row for every way of counting and of summing up these articles."""
    from scipy.stats import rankdata

    values = np.column_stack([series[strata.index].to_numpy(float) for series in ways.values()])
    ranks = rankdata(values, axis=0, nan_policy="omit")
    ranks = np.where(np.isnan(values), np.nan, ranks)
    columns = {"mean": values, "log rate": np.log1p(np.maximum(values, 0)), "rank": ranks}
    number = pd.factorize(strata, sort=True)[0]
    member = is_a[strata.index].to_numpy(bool)
    rng = generator(0, "multiverse", *taken)
    dealt = permutation_test(np.hstack(list(columns.values())), member, number, rng)
    rows = [(*way, *taken, summary) for summary in columns for way in ways]
    table = pd.DataFrame(rows, columns=_CHOICES)
    return table.assign(
        difference=dealt.difference.round(10), p=dealt.p.round(10), n_articles=len(strata)
    )
