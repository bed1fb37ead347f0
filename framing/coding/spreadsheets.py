"""The sheets on which a coder rates sentences and articles: CSV, and one XLSX with lists to choose.

A sentence is rated ``yes`` or ``no`` on each code, an article from 0 to 3.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from framing.coding.codebook import Code
from framing.text import Document
from framing.writing import table_bytes

SENTENCE_VALUES = ("no", "yes")
ARTICLE_VALUES = ("0", "1", "2", "3")
SCALE = "0 none, 1 a little, 2 some, 3 a lot"
HEADLINE = 0
"""The number of the title among the sentences of a text; those of the text begin with 1."""
_SPLIT_ID = re.compile(r"(.+)\.([0-9]{1,6})")
_WHEN = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000


def sentences_of(title: object, text: object) -> list[tuple[int, int, int]]:
    """Number, start and end of every sentence; number 0 is the whole title.

    Examples
    --------
    >>> sentences_of("A storm", "It rained. It blew.")
    [(0, 0, 7), (1, 0, 10), (2, 11, 19)]
    """
    found = []
    if isinstance(title, str) and title.strip():
        found.append((HEADLINE, 0, len(title)))
    body = _bounds(text) if isinstance(text, str) else ()
    return found + [(number, start, end) for number, (start, end) in enumerate(body, 1)]


@lru_cache(maxsize=1024)
def _bounds(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(map(tuple, Document(text).sentences.tolist()))


def sentence_id(article_id: str, number: int) -> str:
    """The id of a sentence: ``T07.03``."""
    return f"{article_id}.{number:02d}"


def split_id(name: str) -> tuple[str, int | None]:
    """The text and the number of the sentence that an id names.

    Examples
    --------
    >>> split_id("T07.03"), split_id("T07")
    (('T07', 3), ('T07', None))
    """
    match = _SPLIT_ID.fullmatch(name)
    return (match[1], int(match[2])) if match else (name, None)


def rating_tables(
    texts: pd.DataFrame, codes: Sequence[Code], *, coder: str
) -> dict[str, pd.DataFrame]:
    """A table to fill in for the sentences and one for the articles, in the order of `texts`."""
    empty = dict.fromkeys((code.name for code in codes), "")
    sentences = [
        {"id": sentence_id(str(name), number), "coder": coder, "sentence": " ".join(words), **empty}
        for name, row in texts.iterrows()
        for number, start, end in sentences_of(row["title"], row["text"])
        for words in [row["text" if number else "title"][start:end].split()]
    ]
    articles = [
        {"id": str(name), "coder": coder, "headline": row["title"], **empty}
        for name, row in texts.iterrows()
    ]
    columns = ["id", "coder"]
    return {
        "sentences": pd.DataFrame(sentences, columns=[*columns, "sentence", *empty]),
        "articles": pd.DataFrame(articles, columns=[*columns, "headline", *empty]),
    }


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV that spreadsheets read as UTF-8, with no cell that is a formula."""
    return b"\xef\xbb\xbf" + table_bytes(table, ".csv")


def xlsx_bytes(tables: dict[str, pd.DataFrame], codes: Sequence[Code]) -> bytes:
    """One workbook: the codebook, and a sheet a table whose cells offer what may be chosen."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Codebook"
    for row in _codebook_rows(codes):
        _add(book.active, row)
    _layout(book.active, [24, 60, 60, 60])
    for name, values in (("sentences", SENTENCE_VALUES), ("articles", ARTICLE_VALUES)):
        table = tables[name]
        sheet = book.create_sheet(name.capitalize())
        for row in (list(table.columns), *table.itertuples(index=False)):
            _add(sheet, row)
        _layout(sheet, [10, 11, 90 if name == "sentences" else 60, *[16] * len(codes)])
        sheet.freeze_panes = "D2"
        _offer(sheet, values, len(codes))
    packed = io.BytesIO()
    book.save(packed)
    return _repacked(packed.getvalue())


def _codebook_rows(codes: Sequence[Code]) -> list[list[str]]:
    rows = [["column", "what counts, and what does not", "kinds of it", "examples"]]
    for code in codes:
        kinds = "\n".join(f"{name}: {terms}" for name, terms in code.categories)
        rows.append([code.name, code.measures, kinds, "\n".join(code.examples)])
    return [
        *rows,
        [],
        ["Sentences", "Is it in the sentence? yes or no. Leave empty what you did not read."],
        ["Articles", f"How much of it is in the article? {SCALE}."],
    ]


def _add(sheet, row: Sequence[object]) -> None:
    """A row of texts; none of them is a formula, whatever it begins with."""
    sheet.append([_NOT_IN_XML.sub("\ufffd", str(cell))[:_LONGEST_CELL] or None for cell in row])
    for cell in sheet[sheet.max_row] if row else ():
        if cell.value is not None:
            cell.data_type = "s"


def _layout(sheet, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)


def _offer(sheet, values: Sequence[str], n_codes: int) -> None:
    """Lists to choose from in every cell to be filled in."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(
        type="list",
        formula1=f'"{",".join(values)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not a value of this sheet",
        error=f"Choose one of {', '.join(values)}, or leave the cell empty.",
    )
    sheet.add_data_validation(choice)
    choice.add(f"D2:{get_column_letter(3 + n_codes)}{max(2, sheet.max_row)}")


def _repacked(packed: bytes) -> bytes:
    """The same workbook without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(out, "w") as made:
        for name in sorted(
            given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", given.read(name))
            made.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
