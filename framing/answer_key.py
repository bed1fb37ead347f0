"""The answer key of the example corpus: what a careful reader marked, as layers `gold:*`.

A key is one text file an article. Its head lists who is heard, of which type, in which numbered
attributions; below stand the paragraphs in which something is marked, with the marks in braces:
``{c1:…}``, ``{q1:…}`` and ``{s1:…}`` are the content, cue and source of attribution 1, ``{h:…}`` is
a hedge, ``{l:…}`` a loaded term. Marks may lie inside one another.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from framing.bundled import folder
from framing.errors import InputError
from framing.extractors import default_extractors
from framing.extractors.source_types import SOURCE_TYPES
from framing.spans import Mark, rows_of, spans_table
from framing.text import Document

_TAG = re.compile(r"\{([csqhl])(\d*):|\}")
_SPEAKER = re.compile(r"(.+), (\w+): (\d+(?: \d+)*)")
_TITLE = "title: "
_LABELS = {"c": "content", "q": "cue", "s": "source"}
_LAYERS = {"h": "hedging", "l": "loaded_terms"}

Speakers = dict[int, tuple[str, str]]


def answer_key(articles: pd.DataFrame, keys: Path | None = None) -> pd.DataFrame:
    """What people marked in the articles of the bundled example, as a spans table.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned for the bundled example.
    keys : Path, optional
        A folder of keys like the bundled one: a file ``OUTLET/EVENT.txt`` for each article. The
        bundled key by default.

    Returns
    -------
    DataFrame
        A spans table, sorted as every one is. Layers: `gold:attribution` (labels content, cue,
        source, tied by `group`), `gold:speaker` (a source; the label is the type of source, the
        rule the name), `gold:hedging` and `gold:loaded_terms`. Articles without a key have no rows.

    Raises
    ------
    InputError
        A key is not written as it should be, or a paragraph of it is not in the article.

    Notes
    -----
    One reading by one hand: it says how this corpus was meant, not what any reader would mark. What
    is a loaded term is the most open of its questions.

    Examples
    --------
    >>> import framing as fr
    >>> articles = fr.read_articles(fr.sample_folder() / "articles")
    >>> key = fr.answer_key(articles)
    >>> heard = key[(key["layer"] == "gold:speaker") & (key["label"] == "unnamed")]
    >>> heard.loc[heard["article_id"] == "merrow-press/ferry-grounding.html", "text"].tolist()
    ['a doctor']
    """
    where = folder("sample") / "key" if keys is None else Path(keys)
    files = {path.relative_to(where).with_suffix("").as_posix(): path
             for path in sorted(where.rglob("*.txt"))}  # fmt: skip
    rows: list[tuple] = []
    for article_id, article in articles.iterrows():
        path = files.get(str(article_id).rsplit(".", 1)[0])
        if path is not None:
            rows += _article_rows(str(article_id), article, path)
    return spans_table(rows)


def _article_rows(article_id: str, article: pd.Series, path: Path) -> list[tuple]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    speakers = _speakers(head, path.name)
    rows: list[tuple] = []
    for field in ("title", "text"):
        if not isinstance(article.get(field), str):
            continue
        document = Document(article[field], field)
        lines = [line.removeprefix(_TITLE) for line in body.splitlines()
                 if line and line.startswith(_TITLE) == (field == "title")]  # fmt: skip
        found = _found(document, lines, speakers, path.name)
        rows += [
            (*row[:5], f"gold:{row[5]}", *row[6:])
            for row in rows_of(document, article_id, found)
            if row[5] != "zone"
        ]
    return rows


def _speakers(head: str, name: str) -> Speakers:
    speakers: Speakers = {}
    for line in head.splitlines():
        read = _SPEAKER.fullmatch(line)
        if not read or read[2] not in SOURCE_TYPES:
            raise InputError(f"{name}: {line!r} is not a name, a type of source and numbers.")
        speakers |= {int(number): (read[1], read[2]) for number in read[3].split()}
    return speakers


def _found(
    document: Document, lines: list[str], speakers: Speakers, name: str
) -> dict[str, list[Mark]]:
    zone = next(extractor for extractor in default_extractors() if extractor.layer == "zone")
    found: dict[str, list[Mark]] = {"zone": zone.find(document, {})}
    for line in lines:
        start = document.text.find(_TAG.sub("", line))
        if start < 0:
            raise InputError(f"{name}: not a paragraph of the article: {line[:60]!r}.")
        for tag, number, first, last in _marks(line, name):
            layer = _LAYERS.get(tag, "attribution")
            label = _LABELS.get(tag, layer)
            mark = Mark(start + first, start + last, label, "by hand", group=number)
            found.setdefault(layer, []).append(mark)
            if tag == "s":
                speaker, kind = speakers[number]
                found.setdefault("speaker", []).append(mark._replace(label=kind, rule=speaker))
    return found


def _marks(line: str, name: str) -> list[tuple[str, int, int, int]]:
    """What is marked in a line: kind, number (-1 for none), and where, without the braces."""
    marks, opened, removed = [], [], 0
    for tag in _TAG.finditer(line):
        place = tag.start() - removed
        removed += len(tag[0])
        if tag[1]:
            opened.append((tag[1], int(tag[2] or -1), place))
        elif opened:
            marks.append((*opened.pop(), place))
        else:
            raise InputError(f"{name}: a brace closes nothing: {line[:60]!r}.")
    if opened:
        raise InputError(f"{name}: a brace is not closed: {line[:60]!r}.")
    return marks
