"""The articles of a result by the groups that are compared, and what the groups are called."""

from __future__ import annotations

from weakref import ref

import pandas as pd

from framing.claims import plural, thing
from framing.groups import groups_of
from framing.results import Results
from framing.tally import take_tally

PANELS = 6
_last: dict[str, object] = {}


def group_of(results: Results) -> pd.Series:
    """The group of every article by its id; missing where it was not compared."""
    comparison = results.comparison
    group = groups_of(results.articles, comparison.by)
    group = group.astype(object).where(group.isin(comparison.groups))
    if group.isna().all() and len(comparison.groups) == 1:
        group[:] = comparison.groups[0]
    return group


def words_for(by: str) -> str:
    """What the groups are called in a title.

    Examples
    --------
    >>> words_for("outlet_id"), words_for("state_control")
    ('outlet', 'state control')
    """
    return by.removesuffix("_id").replace("_", " ")


def resampled(within: str | None) -> str:
    """What is resampled, and counted where there are too few: articles, or for example events.

    Examples
    --------
    >>> resampled(None), resampled("event_id")
    ('articles', 'events')
    """
    return plural(thing(within)) if within else "articles"


def word_counts(results: Results) -> pd.DataFrame:
    """The counted words of every article by voice, taken once for all charts of a run."""
    spans_of = _last.get("spans")
    if spans_of is None or spans_of() is not results.spans:
        words = take_tally(results.spans, results.articles, ()).words
        _last.update(spans=ref(results.spans), words=words)
    return _last["words"]
