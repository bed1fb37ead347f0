"""The counts of an article from which every feature is computed.

What is counted are the words of the headline and the body, by voice, and what readability needs of
the body's sentences. The rest of a saved page is marked but never counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing.insertions import Lifted
from framing.readability import BODY_COUNTS, count_body
from framing.spans import COUNTED_ZONES, VOICES, Mark, Voices, in_zones
from framing.text import Document, document_of

WORD_COUNTS = (*VOICES, "all")
FIELDS = ("text", "title")


@dataclass(frozen=True)
class Tally:
    """What features are counted from.

    Attributes
    ----------
    words : DataFrame
        A row an article: `own`, `direct`, `indirect` and `all`, words in the headline and the
        body. Its index is the index of every feature.
    spans : DataFrame
        The spans in headline and body.
    body : DataFrame
        A row an article: counts of the body's sentences, words, syllables and letters, from which
        readability is computed.
    layers : tuple of str
        The layers that were annotated. A feature of another layer is NaN.
    """

    words: pd.DataFrame
    spans: pd.DataFrame
    body: pd.DataFrame
    layers: tuple[str, ...]

    def rows(self, layer: str) -> pd.DataFrame:
        """The counted spans of one layer."""
        return self._by_layer.get(layer, self.spans.iloc[:0])

    @cached_property
    def _by_layer(self) -> dict[str, pd.DataFrame]:
        return dict(list(self.spans.groupby("layer", sort=False)))

    def totals(self, rows: pd.DataFrame, column: str) -> pd.Series:
        """The sum of a column of these rows by article, 0 for the articles that have none."""
        sums = rows[column].groupby(self._places.loc[rows.index], sort=False).sum()
        return sums.reindex(range(len(self.words)), fill_value=0.0).set_axis(self.words.index)

    @cached_property
    def _places(self) -> pd.Series:
        """At which place in the articles each span's article stands: quicker to group than ids."""
        ids = self.spans["article_id"]
        return pd.Series(self.words.index.get_indexer(ids), index=self.spans.index)

    def of_articles(self, values: pd.Series, *, missing: float = 0.0) -> pd.Series:
        """Values by article, with `missing` for the articles that have none."""
        return values.reindex(self.words.index, fill_value=missing).astype(float)


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Part of whole, NaN where the whole is nothing."""
    return part.astype(float) / whole.astype(float).where(whole > 0)


def take_tally(spans: pd.DataFrame, articles: pd.DataFrame, layers: tuple[str, ...]) -> Tally:
    """Count the words of every article, by the zones and voices that `spans` gives them.

    An article without a text has no words, even where it has a title.
    """
    words, body = [], []
    for texts, marks in _with_marks(spans, articles):
        of_body = np.zeros(len(BODY_COUNTS), dtype=np.int64)
        if texts["text"]:
            of_body += _body_counts(document_of(texts["text"], "text"), marks)
        words.append(_words_by_voice(texts, marks))
        body.append(of_body)
    index = articles.index
    return Tally(
        words=_as_table(words, index),
        spans=spans[spans["zone"].isin(COUNTED_ZONES)],
        body=pd.DataFrame(
            np.array(body).reshape(-1, len(BODY_COUNTS)), index=index, columns=BODY_COUNTS
        ),
        layers=layers,
    )


def count_words(spans: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The words of every article by voice, as in `Tally.words`."""
    words = [_words_by_voice(texts, marks) for texts, marks in _with_marks(spans, articles)]
    return _as_table(words, articles.index)


def _as_table(by_voice: list[np.ndarray], index: pd.Index) -> pd.DataFrame:
    counted = np.array(by_voice).reshape(-1, len(VOICES))
    table = np.column_stack([counted, counted.sum(axis=1)]).astype(np.int64)
    return pd.DataFrame(table, index=index, columns=WORD_COUNTS)


def _with_marks(
    spans: pd.DataFrame, articles: pd.DataFrame
) -> Iterator[tuple[dict[str, str], dict[tuple[str, str], list[Mark]]]]:
    """Each article's texts, and the marks that decide what counts and in whose voice."""
    deciding = spans[
        (spans["layer"] == "zone")
        | ((spans["layer"] == "attribution") & (spans["label"] == "content"))
    ]
    by_article: dict[str, dict[tuple[str, str], list[Mark]]] = {}
    columns = ("article_id", "field", "layer", "start", "end", "label", "rule")
    for article_id, field, layer, *mark in zip(
        *(deciding[name].tolist() for name in columns), strict=True
    ):
        by_article.setdefault(article_id, {}).setdefault((field, layer), []).append(Mark(*mark))
    texts = {
        field: articles[field].fillna("").tolist() if field in articles else [""] * len(articles)
        for field in FIELDS
    }
    for place, article_id in enumerate(articles.index):
        fields = {field: texts[field][place] for field in FIELDS}
        yield fields, by_article.get(article_id, {})


def _words_by_voice(texts: dict[str, str], marks: dict[tuple[str, str], list[Mark]]) -> np.ndarray:
    total = np.zeros(len(VOICES), dtype=np.int64)
    for field in FIELDS if texts["text"] else ():
        if not texts[field]:
            continue
        document = document_of(texts[field], field)
        starts = document.words[:, 0]
        counted = starts[in_zones(starts, marks.get((field, "zone"), []), COUNTED_ZONES)]
        voices = Voices(document, marks.get((field, "attribution"), []))
        total += np.bincount(voices.at(counted), minlength=len(VOICES))
    return total


def _body_counts(document: Document, marks: dict[tuple[str, str], list[Mark]]) -> np.ndarray:
    zone = marks.get(("text", "zone"), [])
    lifted = Lifted.of(document, zone)
    if lifted:
        document, zone = lifted.document, lifted.zones
    sentences = document.sentences
    return count_body(document, sentences[in_zones(sentences[:, 0], zone, ("body",))])
