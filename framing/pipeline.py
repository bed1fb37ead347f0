"""The two verbs: `annotate` marks stretches of text, `measure` counts them.

Both take each article by itself, so an article's rows never depend on the others, on the order of
the input or on how many processes share the work.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import pandas as pd

from framing.cycles import no_search_for_cycles
from framing.errors import FramingError, InputError, did_you_mean
from framing.extractors import default_extractors
from framing.features import Extractor, count_features
from framing.insertions import Lifted
from framing.notebook import notebook_progress
from framing.own_name import without_outlet
from framing.spans import Mark, check_spans, rows_of, spans_table
from framing.tally import FIELDS, Tally, take_tally
from framing.text import Document, document_of

Progress = Callable[[int, int], None]
_PUBLISHER = ("outlet", "outlet_id")
_CHUNK = 64
_WORTH_MORE_PROCESSES = 300
_WORTH_A_BAR = 64


def annotate(
    articles: pd.DataFrame,
    *,
    extractors: Sequence[Extractor] | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Mark every stretch of text that the extractors point at.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returns: indexed by `article_id`, with `text` and perhaps `title`,
        and `outlet` and `outlet_id`, since an outlet is no speaker of its own articles.
    extractors : sequence of Extractor, optional
        In the order in which they run; ``[*fr.EXTRACTORS, mine]`` adds one. All of them by default.
    workers : int, optional
        Processes that share the work. By default one for a few hundred articles, else one a core.
        The result does not depend on it.
    progress : callable, optional
        Called with the number of articles done and the number of all. By default a bar in a
        notebook, and nothing elsewhere.

    Returns
    -------
    DataFrame
        One row a marked stretch, with the columns `article_id, field, start, end, text, layer,
        label, rule, weight, voice, zone, group`; ``text[start:end]`` of that field is the span's
        text. Sorted by article_id, field, start, end, layer, label, rule.

    Raises
    ------
    InputError
        If `articles` is not a table of articles.

    Notes
    -----
    It counts what can be pointed at. It does not say whether an article is biased.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "The plan is a disaster, the mayor said."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> spans = fr.annotate(articles)
    >>> spans.loc[spans["label"] == "cue", "text"].tolist()
    ['said']
    """
    _check_articles(articles)
    chosen = _check_extractors(default_extractors() if extractors is None else extractors)
    told = [articles[name].fillna("").tolist() if name in articles else [""] * len(articles)
            for name in (*FIELDS, *_PUBLISHER)]  # fmt: skip
    tasks = sorted(zip(articles.index.astype(str).tolist(), *told, strict=True))
    chunks = [tasks[first : first + _CHUNK] for first in range(0, len(tasks), _CHUNK)]
    if progress is None and len(tasks) > _WORTH_A_BAR:
        progress = notebook_progress("Annotating")
    parts, done = [], 0
    for part, chunk in zip(
        _map(chunks, chosen, _workers(workers, len(tasks))), chunks, strict=True
    ):
        parts.append(part)
        done += len(chunk)
        if progress:
            progress(done, len(tasks))
    spans = pd.concat(parts, ignore_index=True) if parts else spans_table([])
    spans.attrs["layers"] = [extractor.layer for extractor in chosen]
    return spans


def measure(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    extractors: Sequence[Extractor] | None = None,
) -> pd.DataFrame:
    """Count the spans of every article.

    Parameters
    ----------
    spans : DataFrame
        What `annotate` returned for these articles.
    articles : DataFrame
        What `read_articles` returned.
    extractors : sequence of Extractor, optional
        Those whose features are wanted; give the ones that `annotate` was given.

    Returns
    -------
    DataFrame
        One row an article, in the order of `articles`; one float column a feature.
        `describe_features` gives their units. NaN where an article has no words to count, or where
        a feature is undefined.

    Raises
    ------
    InputError
        If one of the tables is not what it should be.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "The plan is a disaster, the mayor said."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> features = fr.measure(fr.annotate(articles), articles)
    >>> float(features.loc["a", "indirect_voice_share"])
    0.625
    """
    _check_articles(articles)
    check_spans(spans)
    chosen = _check_extractors(default_extractors() if extractors is None else extractors)
    layers = spans.attrs.get("layers", [extractor.layer for extractor in chosen])
    spans = spans[spans["article_id"].isin(articles.index)]
    spans.attrs = {}  # which pandas would copy at every step
    with no_search_for_cycles():
        tally: Tally = take_tally(spans, articles, tuple(layers))
        return count_features(chosen, tally)


def annotate_text(
    texts: dict[str, str], extractors: Sequence[Extractor]
) -> list[tuple[Document, dict[str, list[Mark]]]]:
    """The marks of one article, field by field; groups are numbered through the article."""
    annotated, groups = [], 0
    body = document_of(texts["text"]) if texts.get("text") else None
    for field in ("text", "title"):
        if not texts.get(field):
            continue
        document = body if field == "text" else Document(texts[field], field, body=body)
        found = _found_in(document, extractors)
        if groups:
            for layer, marks in found.items():
                found[layer] = [m._replace(group=m.group + groups) if m.group >= 0 else m
                                for m in marks]  # fmt: skip
        last = max((m.group for marks in found.values() for m in marks), default=-1)
        groups = max(groups, last + 1)
        annotated.append((document, found))
    return annotated


def _found_in(document: Document, extractors: Sequence[Extractor]) -> dict[str, list[Mark]]:
    """The marks by layer; what reads after the zones reads no headlines inside a sentence."""
    found: dict[str, list[Mark]] = {}
    lifted, seen = None, {}
    for extractor in extractors:
        if lifted is None:
            found[extractor.layer] = extractor.find(document, found)
            if extractor.layer == "zone":
                lifted = Lifted.of(document, found["zone"])
                seen = {"zone": lifted.zones} if lifted else {}
        else:
            seen[extractor.layer] = extractor.find(lifted.document, seen)
            found[extractor.layer] = lifted.back(seen[extractor.layer])
    return found


def _annotate_chunk(chunk: list[tuple[str, ...]], extractors: Sequence[Extractor]) -> pd.DataFrame:
    rows: list[tuple] = []
    # so small, the products would only wait for threads
    with _products().limit(limits=1, user_api="blas"), no_search_for_cycles():
        for article_id, text, title, *publisher in chunk:
            texts = dict(zip(FIELDS, (text, title), strict=True))
            for document, found in annotate_text(texts, extractors):
                if "speaker" in found:
                    found["speaker"] = without_outlet(found["speaker"], *publisher)
                rows += rows_of(document, article_id, found)
        return spans_table(rows, in_order=True)


@lru_cache(maxsize=1)
def _products():
    """The libraries that multiply; to find them takes as long as to read a short article."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _map(
    chunks: list[list[tuple[str, ...]]], extractors: Sequence[Extractor], workers: int
) -> Iterator[pd.DataFrame]:
    if workers == 1:
        yield from (_annotate_chunk(chunk, extractors) for chunk in chunks)
        return
    from joblib import Parallel, delayed

    run = Parallel(n_jobs=workers, return_as="generator", max_nbytes=None)
    with warnings.catch_warnings():
        # A process that has come to hold much memory is replaced, and nothing is lost by it.
        warnings.filterwarnings("ignore", message="A worker stopped while some jobs were given")
        yield from run(delayed(_annotate_chunk)(chunk, extractors) for chunk in chunks)


def _workers(workers: int | None, articles: int) -> int:
    if workers is None:
        return os.cpu_count() or 1 if articles > _WORTH_MORE_PROCESSES else 1
    if not isinstance(workers, int) or workers < 1:
        raise FramingError(
            f"workers must be a whole number of at least 1. Got {workers!r} instead."
        )
    return workers


def _check_articles(articles: pd.DataFrame) -> None:
    if not isinstance(articles, pd.DataFrame):
        raise InputError(
            f"articles must be the table that read_articles returns. Got a"
            f" {type(articles).__name__} instead; read it with read_articles first."
        )
    if "text" not in articles.columns:
        raise InputError(f"articles has no column 'text'.{did_you_mean('text', articles.columns)}")
    if articles.index.name != "article_id":
        raise InputError(
            "articles must be indexed by article_id, as read_articles returns it;"
            " pass the table through read_articles first."
        )
    if not articles.index.is_unique:
        twice = articles.index[articles.index.duplicated()][0]
        raise InputError(f"article_id {twice!r} stands on several rows. Ids must be unique.")


def _check_extractors(extractors: Sequence[Extractor]) -> list[Extractor]:
    seen: set[str] = set()
    for extractor in extractors:
        if not isinstance(extractor, Extractor):
            raise FramingError(f"extractors must be Extractor values. Got {extractor!r} instead.")
        if extractor.layer in seen:
            raise FramingError(f"two extractors share the layer {extractor.layer!r}.")
        seen.add(extractor.layer)
    return list(extractors)
