"""Blind coding sheets for a class or a team, and the key for whoever leads it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from framing.coding.blind import blind
from framing.coding.codebook import Code, codebook
from framing.coding.span_page import span_page
from framing.coding.spreadsheets import csv_bytes, rating_tables, xlsx_bytes
from framing.errors import FramingError
from framing.resampling import generator
from framing.writing import write_bytes, write_text

MOST_CODERS = 500
KEY = Path("teacher") / "key.csv"
Progress = Callable[[int, int], None]
_OF_ARTICLES = ("outlet", "outlet_id", "event_id", "published", "url")


def coding_sheet(
    articles: pd.DataFrame,
    folder: str | os.PathLike,
    *,
    codes: Sequence[Code] | None = None,
    coders: int = 30,
    seed: int = 0,
) -> Path:
    """Write blind coding sheets, one set a coder, and the key to them.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returns. Every coder gets all of them, in an order of their own.
    folder : path
        Where to write.
    codes : sequence of Code, optional
        What `codebook` returns: what is to be marked and rated. By default loaded terms, hedging,
        and the source, cue and content of attributions.
    coders : int
        How many sets, 1 to 500.
    seed : int
        Decides which article has which id, and the orders.

    Returns
    -------
    Path
        Of the folder. In it, ``coders/coder-01/`` and so on hold ``coder-01.html`` to mark
        stretches of text in a browser, ``coder-01.xlsx`` to rate sentences and articles, and the
        same as ``coder-01-sentences.csv`` and ``coder-01-articles.csv``. ``teacher/key.csv`` tells
        which article each id is, with its outlet; keep it until all have coded.

    Raises
    ------
    InputError
        No article has text.
    FramingError
        There cannot be so many coders.

    Notes
    -----
    Blind means: no outlet, author, date or address, and names of outlets inside the texts become
    words of x. It does not hide style: somebody who knows an outlet may know it again.

    Examples
    --------
    >>> import tempfile
    >>> import framing as fr, pandas as pd
    >>> texts = pd.DataFrame({"article_id": ["a"], "text": ["It may rain, the mayor said."]})
    >>> with tempfile.TemporaryDirectory() as place:
    ...     folder = coding_sheet(fr.read_articles(texts), place, coders=2)
    ...     for path in sorted(folder.rglob("coder-02*.*")):
    ...         print(path.name)
    coder-02-articles.csv
    coder-02-sentences.csv
    coder-02.html
    coder-02.xlsx
    """
    return write_sheets(articles, folder, codes=codes, coders=coders, seed=seed)


def write_sheets(
    articles: pd.DataFrame,
    folder: str | os.PathLike,
    *,
    progress: Progress | None = None,
    **options: object,
) -> Path:
    """`coding_sheet`, telling how many coders have theirs."""
    codes, coders, seed = (options.get(name) for name in ("codes", "coders", "seed"))
    folder, codes = Path(folder), tuple(codes or codebook())
    if isinstance(coders, bool) or not isinstance(coders, int) or not 1 <= coders <= MOST_CODERS:
        raise FramingError(f"coders must be a number from 1 to {MOST_CODERS}. Got {coders!r}.")
    texts = blind(articles, seed=seed)
    sheet = _fingerprint(texts, codes)
    for number in range(1, coders + 1):
        coder = f"coder-{number:0{max(2, len(str(coders)))}d}"
        order = generator(seed, "order", coder).permutation(len(texts))
        for name, content in _files(texts.iloc[order], codes, coder=coder, sheet=sheet).items():
            write_bytes(content, folder / "coders" / coder / name)
        if progress:
            progress(number, coders)
    key = _key(texts, articles).assign(sheet=sheet, codes=" ".join(code.name for code in codes))
    write_bytes(csv_bytes(key), folder / KEY)
    write_text(_READ_ME, folder / "teacher" / "README.txt")
    return folder


def _files(
    texts: pd.DataFrame, codes: Sequence[Code], *, coder: str, sheet: str
) -> dict[str, bytes]:
    tables = rating_tables(texts, codes, coder=coder)
    shown = texts[["title", "text"]]
    return {
        f"{coder}.html": span_page(shown, codes, coder=coder, sheet=sheet).encode("utf-8"),
        f"{coder}.xlsx": xlsx_bytes(tables, codes),
        **{f"{coder}-{name}.csv": csv_bytes(table) for name, table in tables.items()},
    }


def _fingerprint(texts: pd.DataFrame, codes: Sequence[Code]) -> str:
    """Tells one sheet from another: the same for the same texts, ids and codes."""
    content = [
        [code.name for code in codes],
        texts[["title", "text"]].reset_index().values.tolist(),
    ]
    return hashlib.sha256(json.dumps(content).encode("utf-8")).hexdigest()[:12]


def _key(texts: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    known = [column for column in _OF_ARTICLES if column in articles]
    about = articles[known].set_axis(articles.index.astype(str))
    key = texts[["article_id"]].join(about, on="article_id")
    return key.assign(title=texts["title"], text=texts["text"])


_READ_ME = """\
For the one who leads the coding.

key.csv     which article each id is, from which outlet; keep it until all have coded
../coders/  one folder a coder; give each only their own

Each folder holds a page to mark stretches of text (.html, open it in any browser, no network is
needed) and sheets to rate sentences and articles (.xlsx, or the two .csv). Use what you like of
them. Collect what the page saves (.json) and the sheets that were filled in, in one folder. Then:

    framing code agree COLLECTED --key key.csv --tool -o agreement
"""
