"""The table of who is heard: one row an attribution, read off the spans table."""

from __future__ import annotations

import pandas as pd

from framing.spans import COUNTED_ZONES, check_spans
from framing.text import Document

COLUMNS = (
    "article_id", "group", "voice", "content", "cue", "cue_stance", "source", "speaker",
    "speaker_id", "source_type", "words", "position",
)  # fmt: skip
_KEY = ["article_id", "group"]
_TEXTS = ("voice", "content", "cue", "cue_stance", "source", "speaker", "speaker_id", "source_type")


def attributions(spans: pd.DataFrame) -> pd.DataFrame:
    """Who is heard, in whose words: one row an attribution.

    Parameters
    ----------
    spans : DataFrame
        What `annotate` returns. The layer `attribution` is needed; without `speaker`,
        `reporting_verbs` or `zone` the columns that come from them are missing values.

    Returns
    -------
    DataFrame
        In the order of the articles' ids and of the groups:

        article_id, group
            Which attribution; the two together are unique.
        voice
            `direct` if at least half of the content's words are in quotation marks, else
            `indirect`.
        content, cue, source
            The words themselves; pieces of an interrupted content are joined by `` … ``. Missing
            where there is none: not every attribution has a cue or a source.
        cue_stance
            `neutral`, `doubting`, `endorsing`, `emphatic` or `hostile`: the category of the
            reporting verb in the cue, the one that is not neutral if there are two. Missing where
            the cue holds no verb of the lexicon `reporting_verbs`.
        speaker, source_type
            The name that the source resolves to in its article, and its kind. Missing without a
            source, and where the source is the author.
        speaker_id
            The same for all attributions to one speaker of one article: the article's id, a slash,
            and a number by order of appearance. It says nothing across articles.
        words
            Words of the content, by the rule of `Document.words`.
        position
            Where the content begins, as the share of the characters of headline and body before
            it: 0 is the beginning, and an attribution in a title; NaN without the layer `zone`.

    Raises
    ------
    InputError
        If `spans` is not a spans table.

    Notes
    -----
    It does not measure whether a quotation is right, or fair to the one who is quoted. Rows come
    from rules and models that miss attributions; `docs/validation.md` says how many.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "“We are full,” said Ida Brandt, the mayor."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> table = fr.attributions(fr.annotate(articles))
    >>> table.loc[0, ["voice", "cue", "speaker", "source_type"]].tolist()
    ['direct', 'said', 'Ida Brandt', 'official']
    """
    check_spans(spans)
    rows = spans[(spans["layer"] == "attribution") & (spans["group"] >= 0)]
    content = rows[rows["label"] == "content"].sort_values([*_KEY, "start"], kind="stable")
    grouped = content.groupby(_KEY, sort=True)
    table = pd.DataFrame(
        {
            "voice": grouped["voice"].first(),
            "content": grouped["text"].agg(" … ".join),
            "words": _words(content).groupby([content[key] for key in _KEY]).sum(),
            "position": _positions(spans, content).groupby([content[key] for key in _KEY]).first(),
        }
    )
    for label in ("cue", "source"):
        table[label] = rows[rows["label"] == label].groupby(_KEY)["text"].first()
    speakers = spans[spans["layer"] == "speaker"].groupby(_KEY)
    table["speaker"] = speakers["rule"].first()
    table["source_type"] = speakers["label"].first()
    table = _named_alike(table, content)
    table["cue_stance"] = _stances(spans, rows[rows["label"] == "cue"])
    table = table.reset_index()
    table["speaker_id"] = _speaker_ids(table)
    return _typed(table)


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("article_id", *_TEXTS), "str")
    return table[list(COLUMNS)].astype(
        {**texts, "group": "int64", "words": "int64", "position": "float64"}
    )


def _named_alike(table: pd.DataFrame, content: pd.DataFrame) -> pd.DataFrame:
    """The speaker `Brandt` of a title is `Ida Brandt`, if the text has one speaker of that name."""
    titles = content.loc[content["field"] == "title", _KEY].drop_duplicates()
    for article_id, group in titles.itertuples(index=False):
        row = table.loc[(article_id, group)]
        heard = table.loc[[article_id]].dropna(subset=["speaker"])
        surname = str(row["speaker"]).split()[-1]
        alike = heard[heard["speaker"].str.endswith(f" {surname}")]
        if alike["speaker"].nunique() == 1 and " " not in str(row["speaker"]):
            table.loc[(article_id, group), ["speaker", "source_type"]] = alike.iloc[0][
                ["speaker", "source_type"]
            ]
    return table


def _words(content: pd.DataFrame) -> pd.Series:
    counts = [Document(text).word_count for text in content["text"].tolist()]
    return pd.Series(counts, index=content.index, dtype="int64")


def _positions(spans: pd.DataFrame, content: pd.DataFrame) -> pd.Series:
    """The share of an article's counted characters before each content."""
    positions = pd.Series(0.0, index=content.index)
    zones = spans[(spans["layer"] == "zone") & (spans["field"] == "text")]
    counted = zones[zones["label"].isin(COUNTED_ZONES)]
    bounds: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in zip(
        *(counted[name].tolist() for name in ("article_id", "start", "end")), strict=True
    ):
        bounds.setdefault(article_id, []).append((start, end))
    in_text = content[content["field"] == "text"]
    positions[in_text.index] = [
        _share_before(bounds.get(article_id, []), start)
        for article_id, start in zip(
            *(in_text[c].tolist() for c in ("article_id", "start")), strict=True
        )
    ]
    return positions


def _share_before(bounds: list[tuple[int, int]], place: int) -> float:
    """The share of the characters in some stretches that stand before a place."""
    total = sum(end - start for start, end in bounds)
    if not total:
        return float("nan")
    return sum(max(0, min(place, end) - start) for start, end in bounds) / total


def _stances(spans: pd.DataFrame, cues: pd.DataFrame) -> pd.Series:
    """The category of the reporting verb in each cue, by article and group."""
    verbs = spans[spans["layer"] == "reporting_verbs"]
    columns = ["article_id", "field", "start", "end"]
    pairs = cues[[*columns, "group"]].merge(
        verbs[[*columns, "label"]], on=["article_id", "field"], suffixes=("", "_verb")
    )
    hits = pairs[(pairs["start_verb"] < pairs["end"]) & (pairs["end_verb"] > pairs["start"])]
    hits = hits.assign(plain=hits["label"] == "neutral")
    hits = hits.sort_values([*_KEY, "plain", "start_verb", "end_verb"], kind="stable")
    return hits.groupby(_KEY)["label"].first()


def _speaker_ids(table: pd.DataFrame) -> pd.Series:
    known = table[table["speaker"].notna()]
    numbers = known.groupby("article_id")["speaker"].transform(lambda names: pd.factorize(names)[0])
    ids = known["article_id"].astype(str) + "/" + (numbers.astype("int64") + 1).astype(str)
    return ids.reindex(table.index)
