"""One piece of an input, measured: bytes in, tables out, and nothing else touched.

Every engine runs this one function on every piece, which is why none of them can differ.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd

from framing.articles import read_articles
from framing.attributions import attributions
from framing.columns import COLUMNS, as_strings, recognise
from framing.errors import InputError
from framing.extractors import default_extractors, lexicon_extractors
from framing.features import Extractor
from framing.files import MEGABYTE, PAGES, Source, decode
from framing.normalise import is_text
from framing.pages import read_page
from framing.pieces import Piece
from framing.pipeline import annotate, measure
from framing.tables import LARGEST_CELL, Table, text_table
from framing.term_counts import term_counts
from framing.text import forget_documents
from framing.writing import table_bytes

TABLES = ("features", "spans", "attributions", "terms")
_TOGETHER = 64  # articles; the documents of one chunk are remembered between the two verbs
_NOT_A_TEXT = "its text is not a string. Write the text itself there, in quotation marks."
_TOO_LONG = f"a text of more than {LARGEST_CELL // MEGABYTE} MB. Split it."
_TWICE = "its article_id is on an earlier row. Ids must be unique."


@dataclass(frozen=True)
class Step:
    """What is done to every piece.

    Attributes
    ----------
    tables : tuple of str
        Which of `TABLES` are wanted; `features` always are.
    lexicons, outlets, events : paths
        The user's own files, which every worker must be able to open.
    others : tuple of str
        Columns of the input, beside those that framing knows, that are kept in `features`.
    """

    tables: tuple[str, ...] = ("features",)
    lexicons: tuple[str, ...] = ()
    outlets: str | None = None
    events: str | None = None
    others: tuple[str, ...] = ()


@dataclass
class Measured:
    """What came out of a piece.

    Attributes
    ----------
    tables : dict
        The Parquet file of each table, by its name.
    rows : int
        How many rows the piece had; those kept and those rejected.
    places : dict
        The row of each article that was kept, by its id.
    rejected : list of dict
        A dictionary for each row that was not kept: `file`, `row`, `article_id`, `reason`.
    findings : list of dict
        What else was noticed while reading.
    """

    tables: dict[str, bytes] = field(default_factory=dict)
    rows: int = 0
    places: dict[str, int | None] = field(default_factory=dict)
    rejected: list[dict] = field(default_factory=list)
    findings: list[dict] = field(default_factory=list)

    def reject(self, name: str, row: int | None, reason: str, article_id: str | None = None):
        """Note a row that is not kept."""
        self.rejected.append({"file": name, "row": row, "article_id": article_id, "reason": reason})

    def without(self, ids: set[str], name: str, reason: str = _TWICE) -> Measured:
        """The same but for these articles, which are rejected."""
        for each in sorted(ids):
            self.reject(name, self.places.pop(each), reason, each)
        for table, content in self.tables.items() if ids else ():
            rows = pd.read_parquet(io.BytesIO(content))
            rows = rows[~rows["article_id"].isin(ids)].reset_index(drop=True)
            self.tables[table] = table_bytes(rows, ".parquet")
        return self


def measure_piece(step: Step, piece: Piece) -> Measured:
    """Read, annotate and measure the rows of one piece.

    The result depends on nothing but the arguments and the files that `step` names.
    """
    if piece.refused:
        whole_file = piece.skipped < 0
        done = Measured(rows=0 if whole_file else 1)
        done.reject(piece.name, None if whole_file else piece.skipped + 1, piece.refused)
        return done
    done = Measured()
    table = _read(piece, done)
    done.rows += len(table.frame) + len(table.unread)
    done.findings += [found.as_dict() for found in table.findings if found.severity != "note"]
    for row in table.unread:
        done.reject(piece.name, row, "not a JSON object.")
    frame = _sound_rows(table, piece, done)
    if len(frame):
        articles = read_articles(frame, outlets=step.outlets, events=step.events)
        _measure(articles, step, done, piece.name)
    return done


def _read(piece: Piece, done: Measured) -> Table:
    """The rows of a piece; those of a file without texts are all rejected."""
    if piece.ending == "files":
        return _pages(piece)
    if piece.ending == ".parquet":
        frame = _arrow(piece.data)
        return Table(frame, list(range(piece.skipped + 1, piece.skipped + len(frame) + 1)))
    try:
        return text_table(piece.data, Source(Path(piece.name), piece.name), skipped=piece.skipped)
    except InputError as error:
        done.reject(piece.name, None, str(error))
        return Table(pd.DataFrame(), [])


def _arrow(data: bytes) -> pd.DataFrame:
    import pyarrow as pa

    with pa.ipc.open_stream(io.BytesIO(data)) as stream:
        return stream.read_all().to_pandas()


def _pages(piece: Piece) -> Table:
    records = []
    for name, content in _arrow(piece.data).itertuples(index=False):
        is_page = Source(Path(name), name).ending in PAGES
        text, _ = decode(content, page=is_page)
        record = vars(read_page(text)) if is_page else {"text": text}
        records.append({"article_id": name} | record)
    return Table(pd.DataFrame(records, dtype=object), [None] * len(records))


def _sound_rows(table: Table, piece: Piece, done: Measured) -> pd.DataFrame:
    """The rows that hold an article under an id that no earlier row of the piece has."""
    frame = table.frame
    if not len(frame):
        return frame
    found = recognise(list(frame.columns))
    if "text" not in found or frame.columns.duplicated().any():
        reason = "no column 'text', or a column twice. Name the column with the articles 'text'."
        for row in table.numbers:
            done.reject(piece.name, row, reason)
        return frame.iloc[:0]
    column = found.get("article_id", "article_id")
    given = as_strings(frame[column]) if column in frame else [None] * len(frame)
    ids = [one or f"{piece.prefix}{row:09}" for one, row in zip(given, table.numbers, strict=True)]
    kept = []
    for place, (each, row, text) in enumerate(
        zip(ids, table.numbers, frame[found["text"]], strict=True)
    ):
        reason = _TWICE if each in done.places else _why_not(text)
        if reason:
            done.reject(piece.name, row, reason, each)
        else:
            kept.append(place)
            done.places[each] = row
    return frame.assign(**{column: ids}).iloc[kept].reset_index(drop=True)


def _why_not(text: object) -> str:
    if not is_text(text):
        return _NOT_A_TEXT
    return _TOO_LONG if isinstance(text, str | bytes) and len(text) > LARGEST_CELL else ""


@lru_cache(maxsize=4)
def extractors_of(lexicons: tuple[str, ...]) -> tuple[Extractor, ...]:
    """The bundled extractors, and those of one's own lexicon files."""
    return (*default_extractors(), *lexicon_extractors(*lexicons))


def _measure(articles: pd.DataFrame, step: Step, done: Measured, name: str) -> None:
    """The tables of a piece, in files; the texts themselves are in none of them."""
    extractors = extractors_of(step.lexicons)
    articles.attrs = {}
    parts: dict[str, list[pd.DataFrame]] = {table: [] for table in TABLES}
    in_order = articles.sort_index()
    for first in range(0, len(articles), _TOGETHER):
        for chunk, spans in _annotated(in_order.iloc[first : first + _TOGETHER], extractors):
            if isinstance(spans, Exception):
                reason = f"could not be measured ({type(spans).__name__}: {spans})."
                done.reject(name, done.places.pop(chunk.index[0]), reason, chunk.index[0])
                continue
            parts["features"].append(measure(spans, chunk, extractors=extractors))
            if "spans" in step.tables:
                parts["spans"].append(spans)
            if "attributions" in step.tables:
                parts["attributions"].append(attributions(spans))
            if "terms" in step.tables:
                parts["terms"].append(term_counts(chunk, spans))
        forget_documents()
    if parts["features"]:
        features = pd.concat(parts["features"])
        known = articles.loc[articles.index.isin(features.index), _described(articles, step)]
        parts["features"] = [known.join(features).reset_index()]
        for table in TABLES:
            if parts[table]:
                rows = pd.concat(parts[table], ignore_index=True)
                done.tables[table] = table_bytes(_steady(rows), ".parquet")


def _described(articles: pd.DataFrame, step: Step) -> list[str]:
    others = [name for name in step.others if name not in COLUMNS]
    for name in others:
        articles[name] = as_strings(articles[name]) if name in articles else None
    return [name for name in COLUMNS if name != "text"] + others


def _annotated(
    chunk: pd.DataFrame, extractors: Sequence[Extractor]
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame | Exception]]:
    """The spans of some articles; if that fails, of each, or why there are none."""
    try:
        yield chunk, annotate(chunk, extractors=extractors, workers=1)
    except Exception as error:
        if len(chunk) == 1:
            yield chunk, error
            return
        for place in range(len(chunk)):
            yield from _annotated(chunk.iloc[[place]], extractors)


def _steady(table: pd.DataFrame) -> pd.DataFrame:
    """The same with types that do not depend on what is missing in this piece."""
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].astype("string")
    return table
