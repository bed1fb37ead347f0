"""The articles of a result by the groups that are compared, and what the groups are called."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

import pandas as pd

from framing.claims import plural, thing
from framing.extractors.word_list import words
from framing.groups import groups_of
from framing.labels import labels
from framing.results import Results
from framing.spans import COUNTED_ZONES
from framing.tally import count_words

PANELS = 6
_COLUMNS = words(
    "a all article articles articles_of at b beside by comparison dated described deviation "
    "difference direct dots end entry event events feature field first_word group high hits "
    "indirect label labels last_word layer lexicon low mean n name note of own published rank "
    "resampled row rule share size speaker start text type value voice words zone"
)  # of the tables behind charts, whose first column is called what the groups are
UNNAMED = "(sources without a name)"
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
    >>> words_for("speaker")  # which is a column of the tables behind charts
    'speaker group'
    """
    said = by.removesuffix("_id").replace("_", " ")
    return f"{said} group" if said in _COLUMNS else said


def resampled(within: str | None) -> str:
    """What is resampled, and counted where there are too few: articles, or for example events.

    Examples
    --------
    >>> resampled(None), resampled("event_id")
    ('articles', 'events')
    """
    return plural(thing(within)) if within else "articles"


def event_name(results: Results, event: object) -> str:
    """An event in print: its id in words; of one that was found, the title of its first article."""
    if results.events_found and "title" in results.articles:
        titles = results.articles.loc[results.events == event, "title"].sort_index().dropna()
        if len(titles):
            return str(titles.iloc[0])
    words = str(event).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def word_counts(results: Results) -> pd.DataFrame:
    """The counted words of every article by voice, taken once for all charts of a run."""
    return _once(results, "words", lambda: count_words(results.spans, results.articles))


def loaded_labels(results: Results) -> pd.DataFrame:
    """Who is called what in headlines and bodies, with the article's `group`, found once a run.

    Without what is denied ("not a tyrant") or stands in scare quotes.
    """
    return _once(results, "labels", lambda: _labels(results))


def words_by_speaker(attributions: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """The words of every speaker of a group, most heard first.

    Parameters
    ----------
    attributions : DataFrame
        What `attributions` returns.
    group : Series
        The group of every article by its id; attributions of articles without one are left out,
        and those without a speaker.

    Returns
    -------
    DataFrame
        Columns `group`, `speaker`, `type`, `direct`, `indirect`, `words` and `article_ids`, a
        list. In a group, the same name is the same speaker, and all that have no name are one. The
        type is that of most of the words.
    """
    heard = attributions.dropna(subset=["speaker"])
    heard = heard.assign(group=heard["article_id"].map(group)).dropna(subset=["group"])
    unnamed = heard["source_type"] == "unnamed"
    heard["speaker"] = heard["speaker"].astype(object).mask(unnamed, UNNAMED)
    key = ["group", "speaker"]
    for voice in ("direct", "indirect"):
        heard[voice] = heard["words"].where(heard["voice"] == voice, 0)
    by_type = heard.groupby([*key, "source_type"], as_index=False)["words"].sum()
    by_type = by_type.sort_values(
        [*key, "words", "source_type"], ascending=[True, True, False, True]
    )
    of_speaker = heard.groupby(key)
    table = of_speaker[["direct", "indirect"]].sum().astype(int)
    table["words"] = table["direct"] + table["indirect"]
    table["type"] = by_type.drop_duplicates(key).set_index(key)["source_type"]
    table["article_ids"] = of_speaker["article_id"].agg(lambda ids: list(dict.fromkeys(ids)))
    table = table.reset_index()
    return table.sort_values(
        ["group", "words", "speaker"], ascending=[True, False, True], kind="stable",
        ignore_index=True,
    )  # fmt: skip


def _labels(results: Results) -> pd.DataFrame:
    found = labels(results.spans, results.articles)
    found = found[found["zone"].isin(COUNTED_ZONES) & ~found["negated"] & ~found["scare"]]
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
