"""The table of who is heard: one row an attribution, read off the spans table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from framing.cycles import no_search_for_cycles
from framing.spans import COUNTED_ZONES, check_spans
from framing.text import Document

COLUMNS = (
    "article_id", "group", "voice", "content", "cue", "cue_stance", "source", "speaker",
    "speaker_id", "source_type", "words", "position",
)  # fmt: skip
_LAYERS = ("attribution", "speaker", "reporting_verbs", "zone")
_TEXTS = ("voice", "content", "cue", "cue_stance", "source", "speaker", "speaker_id", "source_type")


class _Row(NamedTuple):
    """What is needed of a span; read one by one, for many tables are of a single article."""

    layer: str
    group: int
    label: str
    field: str
    start: int
    end: int
    text: str
    rule: str
    voice: str


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
    with no_search_for_cycles():
        listed = [
            (article_id, group, *heard)
            for article_id, rows in _by_article(spans)
            for group, heard in _of_article(article_id, rows).items()
        ]
    table = pd.DataFrame(listed, columns=list(COLUMNS))
    texts = dict.fromkeys(("article_id", *_TEXTS), "str")
    return table.astype({**texts, "group": "int64", "words": "int64", "position": "float64"})


def _by_article(spans: pd.DataFrame) -> list[tuple[str, list[_Row]]]:
    """The rows that are needed, by article, in the order of their ids."""
    needed = spans["layer"].isin(_LAYERS).to_numpy()
    columns = (spans[name].to_numpy()[needed].tolist() for name in ("article_id", *_Row._fields))
    found = defaultdict(list)
    for article_id, *row in zip(*columns, strict=True):
        found[article_id].append(_Row(*row))
    return sorted(found.items())


def _of_article(article_id: str, rows: list[_Row]) -> dict[int, tuple]:
    """The columns after `group` of every attribution of one article, by its group."""
    contents, parts = _grouped(rows)
    before = _counted_before(rows)
    speakers = {
        group: (_first(row.rule for row in found), _first(row.label for row in found))
        for group in contents
        if (found := parts["speaker", group])
    }
    names = dict.fromkeys(name for name, _ in speakers.values() if name)
    numbers = {name: f"{article_id}/{number}" for number, name in enumerate(names, start=1)}
    stances = _stances(rows)
    heard = {}
    for group, pieces in contents.items():
        name, kind = speakers.get(group, (None, None))
        heard[group] = (
            pieces[0].voice,
            " … ".join(piece.text for piece in pieces),
            _first(row.text for row in parts["cue", group]),
            stances.get(group),
            _first(row.text for row in parts["source", group]),
            name,
            numbers.get(name),
            kind,
            sum(Document(piece.text).word_count for piece in pieces),
            before(pieces[0]),
        )
    return heard


def _grouped(rows: list[_Row]) -> tuple[dict[int, list[_Row]], dict[tuple[str, int], list[_Row]]]:
    """The pieces of each content in their order, and cues, sources and speakers by group."""
    parts = defaultdict(list)
    for row in rows:
        if row.group >= 0 and row.layer in ("attribution", "speaker"):
            parts[row.label if row.layer == "attribution" else "speaker", row.group].append(row)
    groups = sorted(group for label, group in parts if label == "content")
    contents = {
        group: sorted(parts["content", group], key=lambda piece: piece.start) for group in groups
    }
    return contents, parts


def _first(values: Iterable[object]) -> object:
    """The first that is not missing."""
    return next((value for value in values if isinstance(value, str)), None)


def _counted_before(rows: list[_Row]) -> Callable[[_Row], float]:
    """A function that gives the share of an article's counted characters before a content."""
    bounds = sorted(
        (row.start, row.end)
        for row in rows
        if row.layer == "zone" and row.field == "text" and row.label in COUNTED_ZONES
    )
    starts = [start for start, _ in bounds]
    sums = [0, *accumulate(end - start for start, end in bounds)]

    def share(content: _Row) -> float:
        if content.field != "text":
            return 0.0
        if not sums[-1]:
            return float("nan")
        place = bisect_right(starts, content.start)
        beyond = max(0, bounds[place - 1][1] - content.start) if place else 0
        return (sums[place] - beyond) / sums[-1]

    return share


def _stances(rows: list[_Row]) -> dict[int, str]:
    """The category of the reporting verb in each cue: the first that is not neutral, or neutral."""
    verbs = sorted(
        (row.field, row.start, row.end, row.label) for row in rows if row.layer == "reporting_verbs"
    )
    longest = max((end - start for _, start, end, _ in verbs), default=0)
    found: dict[int, tuple] = {}
    for cue in rows:
        if cue.layer == "attribution" and cue.label == "cue":
            first = bisect_left(verbs, (cue.field, cue.start - longest))
            last = bisect_left(verbs, (cue.field, cue.end))
            hits = [(label == "neutral", start, end, label)
                    for _, start, end, label in verbs[first:last] if end > cue.start]  # fmt: skip
            if hits:
                found[cue.group] = min(*hits, found.get(cue.group, hits[0]))
    return {group: label for group, (*_, label) in found.items()}
