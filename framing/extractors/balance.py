"""Features of balance: how the words of an article are shared out among those who are heard."""

from __future__ import annotations

from functools import partial
from weakref import ref

import numpy as np
import pandas as pd

from framing.attributions import attributions
from framing.extractors.source_types import SOURCE_TYPES
from framing.features import Feature
from framing.tally import Tally, share

STANCES = ("neutral", "doubting", "endorsing", "emphatic", "hostile")
_NOT_FAIR = "Whether the shares are fair, or what the speakers say."


def _voice_share(voice: str, tally: Tally) -> pd.Series:
    return share(tally.words[voice], tally.words["all"])


_last: dict[str, object] = {}


def _table(tally: Tally) -> pd.DataFrame:
    """The attributions of a tally, made once for all features that count them."""
    made_for = _last.get("tally")
    if made_for is None or made_for() is not tally:
        table = attributions(tally.spans)
        _last.update(tally=ref(tally), table=table, by_speaker=_words_by_speaker(table))
    return _last["table"]


def _by_speaker(tally: Tally) -> pd.DataFrame:
    """Attributed words by article and speaker, with the speaker's kind."""
    _table(tally)
    return _last["by_speaker"]


def _words_by_speaker(table: pd.DataFrame) -> pd.DataFrame:
    known = table.dropna(subset=["speaker"])
    return known.groupby(["article_id", "speaker_id"], as_index=False).agg(
        words=("words", "sum"), source_type=("source_type", "first")
    )


def _speakers(tally: Tally) -> pd.Series:
    return tally.of_articles(_by_speaker(tally).groupby("article_id").size())


def _effective(tally: Tally) -> pd.Series:
    """exp of the entropy of the shares of words."""
    table = _by_speaker(tally)
    table = table[table["words"] > 0]
    part = table["words"] / table.groupby("article_id")["words"].transform("sum")
    entropy = (-part * np.log(part)).groupby(table["article_id"]).sum()
    return tally.of_articles(np.exp(entropy), missing=float("nan"))


def _largest(tally: Tally) -> pd.Series:
    words = _by_speaker(tally).groupby("article_id")["words"]
    return tally.of_articles(share(words.max(), words.sum()), missing=float("nan"))


def _kind_share(kind: str, tally: Tally) -> pd.Series:
    table = _by_speaker(tally)
    of_kind = table["words"].where(table["source_type"] == kind, 0)
    by_article = table["article_id"]
    part = share(of_kind.groupby(by_article).sum(), table["words"].groupby(by_article).sum())
    return tally.of_articles(part, missing=float("nan"))


def _first_kind(kind: str, tally: Tally) -> pd.Series:
    table = _table(tally)
    first = table[table["source_type"] == kind].groupby("article_id")["position"].min()
    return tally.of_articles(first, missing=float("nan"))


def _unnamed(tally: Tally) -> pd.Series:
    table = _table(tally).dropna(subset=["speaker"])
    hits = (table["source_type"] == "unnamed").groupby(table["article_id"]).mean()
    return tally.of_articles(hits, missing=float("nan"))


def _sourceless(tally: Tally) -> pd.Series:
    table = _table(tally)
    without = table["words"].where(table["speaker"].isna(), 0)
    by_article = table["article_id"]
    part = share(without.groupby(by_article).sum(), table["words"].groupby(by_article).sum())
    return tally.of_articles(part, missing=float("nan"))


def _stance_share(stance: str, tally: Tally) -> pd.Series:
    table = _table(tally).dropna(subset=["cue_stance"])
    hits = (table["cue_stance"] == stance).groupby(table["article_id"]).mean()
    return tally.of_articles(hits, missing=float("nan"))


VOICE_FEATURES = tuple(
    Feature(f"{voice}_voice_share", measures, _NOT_FAIR, partial(_voice_share, voice))
    for voice, measures in (
        ("own", "Words in the outlet's own voice, of all words."),
        ("direct", "Words in quotation marks that are attributed, of all words."),
        ("indirect", "Words attributed without quotation marks, of all words."),
    )
)
SPEAKER_FEATURES = (
    Feature(
        "speaker_count",
        "Different speakers heard in the article.",
        "How much each of them is heard.",
        _speakers,
    ),
    Feature(
        "effective_speaker_count",
        "How many equally heard speakers would spread the attributed words as evenly: exp of the"
        " entropy of the speakers' shares. NaN without a speaker.",
        _NOT_FAIR,
        _effective,
        citation="Jost (2006), Entropy and diversity, Oikos 113(2), 363-375",
    ),
    Feature(
        "largest_speaker_share",
        "The largest speaker's share of the words of all speakers. NaN without a speaker.",
        _NOT_FAIR,
        _largest,
    ),
    Feature(
        "official_source_share",
        "Words of officials, of the words of all speakers. NaN without a speaker.",
        "Which government the officials speak for.",
        partial(_kind_share, "official"),
    ),
    Feature(
        "unnamed_source_share",
        "Words of sources that nobody could tell apart, such as a junior official, of the words of"
        " all speakers. NaN without a speaker.",
        "Whether there was a reason to withhold the name.",
        partial(_kind_share, "unnamed"),
    ),
    Feature(
        "sourceless_share",
        "Attributed words for which no speaker was found, of all attributed words. NaN without.",
        "Whether the article names the speaker elsewhere.",
        _sourceless,
    ),
    Feature(
        "unnamed_attribution_share",
        "Attributions to sources that nobody could tell apart, such as a junior official or people"
        " familiar with a matter, of all attributions with a speaker. NaN without.",
        "Whether there was a reason to withhold the name.",
        _unnamed,
    ),
    *(
        Feature(
            f"first_{kind}_share",
            "Share of the article's headline and body before the first source of the kind"
            f" {kind} is heard. NaN if none is.",
            "How prominent the source is otherwise.",
            partial(_first_kind, kind),
            detail=kind != "official",
        )
        for kind in SOURCE_TYPES
    ),
    *(
        Feature(
            f"{stance}_cue_share",
            f"Attributions whose reporting verb is {stance}, of those with a reporting verb. NaN"
            " without.",
            "Whether the stance is justified.",
            partial(_stance_share, stance),
        )
        for stance in STANCES
    ),
)
