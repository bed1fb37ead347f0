"""The same story in every outlet, side by side: headlines, voices, loaded terms, who was heard.

Counts of what stands in these articles. Nothing is estimated, so nothing has an interval.
"""

from __future__ import annotations

import pandas as pd

from framing.grouping import event_name, word_counts
from framing.sections.listing import counted_terms
from framing.sections.stage import Stage
from framing.spans import COUNTED_ZONES, VOICES
from framing.wording import joined

_MOST_EVENTS = 12
_MOST_ARTICLES = 8
_MOST_SPEAKERS = 14
_MOST_TERMS = 8


def events_told(stage: Stage) -> dict:
    """The events that two or more groups report, those of most groups first, and how many more."""
    results = stage.results
    if results.events is None:
        return {"events": [], "n_more": 0, "found": results.events_found}
    told = pd.DataFrame({"event": results.events, "group": stage.group}).dropna()
    told = told[results.articles["text"].reindex(told.index).notna()]
    sizes = told.groupby("event")["group"].agg(["nunique", "size"])
    sizes = sizes[sizes["nunique"] >= 2].reset_index()
    sizes = sizes.sort_values(
        ["nunique", "size", "event"], ascending=[False, False, True], kind="stable"
    )
    members = {event: part.index.tolist() for event, part in told.groupby("event", sort=True)}
    events = [
        _event(stage, event, sorted(members[event], key=lambda i: (stage.group[i], i)))
        for event in sizes["event"].head(_MOST_EVENTS)
    ]
    n_more = max(0, len(sizes) - _MOST_EVENTS)
    return {"events": events, "n_more": n_more, "found": results.events_found}


def _event(stage: Stage, event: str, ids: list[str]) -> dict:
    shown, heard = ids[:_MOST_ARTICLES], _heard(stage, ids)
    return {
        "name": event_name(stage.results, event),
        "n_articles": len(ids),
        "n_outlets": int(stage.group[ids].nunique()),
        "articles": [_article(stage, article_id) for article_id in shown],
        "outlets": [stage.name_of(article_id) for article_id in shown],
        "n_more": len(ids) - len(shown),
        "speakers": _speakers(heard, shown),
        "sentences": _sentences(stage, heard, ids),
    }


def _article(stage: Stage, article_id: str) -> dict:
    results = stage.results
    spans = results.spans[results.spans["article_id"] == article_id]
    spans = spans[spans["zone"].isin(COUNTED_ZONES) & (spans["layer"] == "loaded_terms")]
    words = word_counts(results).loc[article_id]
    own = spans["voice"] == "own"
    return {
        "place": stage.places.get(article_id, 0),
        "title": stage.title(article_id),
        "outlet": stage.name_of(article_id),
        "words": int(words["all"]),
        "voices": {voice: _percent(words[voice], words["all"]) for voice in VOICES},
        "own_terms": counted_terms(spans.loc[own, "text"], _MOST_TERMS),
        "other_terms": counted_terms(spans.loc[~own, "text"], _MOST_TERMS),
        "n_own_terms": int(own.sum()),
        "n_other_terms": int((~own).sum()),
    }


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _heard(stage: Stage, ids: list[str]) -> pd.DataFrame:
    """The attributed words of every speaker of an event, by article; names are made one."""
    table = stage.results.attributions
    table = table[table["article_id"].isin(ids)].dropna(subset=["speaker"])
    table = table[table["source_type"] != "unnamed"]
    known = _one_name(sorted(set(table["speaker"])))
    return table.assign(speaker=table["speaker"].map(known))


def _one_name(names: list[str]) -> dict[str, str]:
    """Each name as it is printed: a surname alone stands for the one full name that ends in it."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_folded(name), name)
    full = {}
    for name in folded:
        longer = sorted(other for other in folded if other.endswith(f" {name}"))
        full[name] = longer[0] if " " not in name and len(longer) == 1 else name
    return {name: folded[full[_folded(name)]] for name in names}


def _folded(name: str) -> str:
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _speakers(heard: pd.DataFrame, ids: list[str]) -> dict:
    """A row a speaker with the words in each article, those heard in most articles first."""
    heard = heard[heard["article_id"].isin(ids)]
    if heard.empty:
        return {"rows": [], "n_more": 0}
    words = heard.pivot_table(
        index="speaker", columns="article_id", values="words", aggfunc="sum", fill_value=0
    ).reindex(columns=ids, fill_value=0)
    kind = heard.groupby("speaker")["source_type"].first()
    order = pd.DataFrame({"in": (words > 0).sum(axis=1), "all": words.sum(axis=1)}).reset_index()
    order = order.sort_values(["in", "all", "speaker"], ascending=[False, False, True])
    rows = [
        {"speaker": name, "type": kind[name], "words": words.loc[name].astype(int).tolist()}
        for name in order["speaker"].head(_MOST_SPEAKERS)
    ]
    return {"rows": rows, "n_more": max(0, len(order) - _MOST_SPEAKERS)}


def _sentences(stage: Stage, heard: pd.DataFrame, ids: list[str]) -> list[str]:
    """Who is a speaker by name in every outlet of an event, and who in one alone.

    Of a name whose last word is that of somebody in another outlet, it is not said that it is
    alone: it may be the same person.
    """
    named = heard[heard["speaker"].map(_is_a_name).astype(bool)]
    outlets = {article_id: stage.name_of(article_id) for article_id in ids}
    names = list(dict.fromkeys(outlets.values()))
    by_speaker = named["article_id"].map(outlets).groupby(named["speaker"]).agg(set)
    words = named.groupby("speaker")["words"].sum()
    everywhere = [name for name, where in by_speaker.items() if len(where) == len(names)]
    said = ["No name is a speaker in all of them."]
    if everywhere:
        said = [f"A speaker by name in all of them: {joined(_most(everywhere, words))}."]
    last = heard["speaker"].str.split().str[-1].str.casefold()
    by_last = heard["article_id"].map(outlets).groupby(last).agg(set)
    for outlet in names:
        alone = [
            name
            for name, where in by_speaker.items()
            if where == by_last[name.split()[-1].casefold()] == {outlet}
        ]
        if alone:
            said.append(f"In {outlet} alone: {joined(_most(alone, words))}.")
    return said


def _is_a_name(speaker: str) -> bool:
    """Whether a speaker is called by two words with capitals, and not shouted.

    Examples
    --------
    >>> [_is_a_name(name) for name in ("Ida Brandt", "A memo", "LEFT TO DIE", "Brandt")]
    [True, False, False, False]
    """
    words = speaker.split()
    capitals = all(word[:1].isupper() for word in words)
    return len(words) >= 2 and capitals and len(words[0]) > 1 and not speaker.isupper()


def _most(names: list[str], words: pd.Series) -> list[str]:
    ordered = sorted(names, key=lambda name: (-words[name], name))
    more = len(ordered) - 6
    return [*ordered[:6], f"{more} more"] if more > 1 else ordered
