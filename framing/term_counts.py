"""How often each article uses each word: what comparing words needs, without the texts."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from framing.spans import COUNTED_ZONES, Mark, Voices, layer_rows, zones_at
from framing.text import document_of

COLUMNS = ("article_id", "term", "count", "own_count")
FIELDS = ("title", "text")

Marks = dict[tuple[str, str, str], list[Mark]]


def term_counts(articles: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """How often each article uses each word in its headline and body.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned.
    spans : DataFrame
        What `annotate` returned for these articles, with the layers `zone` and `attribution`.

    Returns
    -------
    DataFrame
        One row an article and word, sorted by both: `article_id`, `term` (lower-cased),
        `count`, and `own_count`: uses in the outlet's own voice.

    Raises
    ------
    InputError
        If `spans` is not a spans table.

    Notes
    -----
    Words, not lemmas: "ferry" and "ferries" are two. Numbers are words here; `keyness` leaves
    them out of its terms but counts them among an article's words.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "The ferry sank, the mayor said."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> counts = fr.term_counts(articles, fr.annotate(articles))
    >>> counts.loc[counts["term"] == "the", ["count", "own_count"]].to_numpy().tolist()
    [[2, 1]]
    """
    marks = deciding_marks(spans, own=True)
    zones = {key: listed for key, listed in marks.items() if key[2] == "zone"}
    rows = []
    for article_id, *texts in zip(articles.index, *_texts(articles), strict=True):
        used, own = Counter(), Counter()
        for field, text in zip(FIELDS, texts, strict=True):
            used.update(counted_words(text, article_id, field, zones))
            own.update(counted_words(text, article_id, field, marks))
        rows += [(article_id, term, used[term], own[term]) for term in sorted(used)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    kinds = {"article_id": "str", "term": "str", "count": "int64", "own_count": "int64"}
    return table.astype(kinds).sort_values(["article_id", "term"], ignore_index=True)


def _texts(articles: pd.DataFrame) -> list[list[str]]:
    empty = [""] * len(articles)
    return [articles[f].fillna("").tolist() if f in articles else empty for f in FIELDS]


def deciding_marks(spans: pd.DataFrame, *, own: bool) -> Marks:
    """The marks that decide which words count, by article, field and layer."""
    layers = ["zone", "attribution"] if own else ["zone"]
    kept = pd.concat([layer_rows(spans, layer) for layer in layers])
    kept = kept[(kept["layer"] == "zone") | (kept["label"] == "content")]
    marks: Marks = defaultdict(list)
    columns = ("article_id", "field", "layer", "start", "end", "label", "rule")
    for article, field, layer, *mark in zip(*(kept[c].tolist() for c in columns), strict=True):
        marks[article, field, layer].append(Mark(*mark))
    return dict(marks)


def counted_words(text: str, article: str, field: str, marks: Marks | None) -> list[str]:
    """The words of a field in lower case: those of headline and body if there are marks.

    Where the marks say whose words they are, those of the outlet's own voice alone.
    """
    document = document_of(text, field)
    words = document.words
    if marks is not None and len(words):
        zone = sorted(marks.get((article, field, "zone"), []))
        attribution = marks.get((article, field, "attribution"), [])
        counted = np.isin(zones_at(words[:, 0], zone), COUNTED_ZONES)
        words = words[counted & (Voices(document, attribution).at(words[:, 0]) == 0)]
    return [text[start:end].lower().replace("’", "'") for start, end in words.tolist()]
