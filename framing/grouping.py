"""The articles of a result by the groups that are compared, and what the groups are called."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

import pandas as pd

from framing.claims import plural, thing
from framing.groups import groups_of
from framing.labels import labels
from framing.results import Results
from framing.spans import COUNTED_ZONES
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
    return _once(results, "words", lambda: take_tally(results.spans, results.articles, ()).words)


def loaded_labels(results: Results) -> pd.DataFrame:
    """Who is called what in headlines and bodies, with the article's `group`, found once a run."""
    return _once(results, "labels", lambda: _labels(results))


def _labels(results: Results) -> pd.DataFrame:
    found = labels(results.spans, results.articles)
    found = found[found["zone"].isin(COUNTED_ZONES)]
    found = found.assign(group=found["article_id"].map(group_of(results)))
    return found.dropna(subset=["group"])


def _once(results: Results, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """A table of a run, made where the last one was of another run."""
    last = _last.get("results")
    if last is None or last() is not results:
        _last.clear()
        _last["results"] = ref(results)
    if name not in _last:
        _last[name] = make()
    return _last[name]
