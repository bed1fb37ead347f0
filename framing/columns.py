"""The columns of an article table, and the names that other people give them.

A table is read whatever its author called its columns, and the reader says which column it took
for which: a wrong guess must be seen, not found a month later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framing.files import decode

COLUMNS = (
    "text",
    "title",
    "outlet",
    "outlet_id",
    "outlet_basis",
    "url",
    "published",
    "published_basis",
    "author",
    "event_id",
)

NAMES = {
    "article_id": "id articleid doc_id document_id docid uid uuid guid news_id identifier",
    "text": "body content article article_text article_body articlebody full_text fulltext "
    "body_text main_text maintext plain_text text_content content_text news_text raw_text",
    "title": "headline article_title news_title head_line heading title_text hed",
    "outlet": "source publisher publication newspaper outlet_name source_name news_outlet "
    "news_source media_outlet media_name site_name sitename site media medium paper domain "
    "source_domain hostname",
    "outlet_id": "",
    "outlet_basis": "",
    "url": "link article_url web_url canonical_url page_url news_link permalink href uri",
    "published": "date published_at publishedat publish_date publication_date date_published "
    "datepublished published_date pub_date pubdate date_publish published_time publication_time "
    "publication_datetime datetime",
    "published_basis": "",
    "author": "authors byline by author_name writer journalist reporter creator",
    "event_id": "event story_id",
}
"""Other names of each column, likeliest first."""


def _plain(name: object) -> str:
    """A column name without case, spaces, hyphens, dots or a byte order mark."""
    return re.sub(r"[\W_]+", "_", str(name).casefold()).strip("_")


def recognise(names: Sequence[str]) -> dict[str, str]:
    """Which column of a table is which: ``{our name: its name}``, at most one for each.

    An exact name wins, then the same name in another case or spacing, then the other names in
    the order of `NAMES`.

    Examples
    --------
    >>> recognise(["ID", "Headline", "Body", "colour"])
    {'article_id': 'ID', 'text': 'Body', 'title': 'Headline'}
    """
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    found = {}
    for column, others in NAMES.items():
        choices = [plain.get(other) for other in (column, *others.split())]
        exact = column if column in names else None
        match = exact or next((choice for choice in choices if choice is not None), None)
        if match is not None:
            found[column] = match
    return found


def said(found: dict[str, str]) -> str:
    """The columns that were taken for others, as words; empty when every name was ours.

    Examples
    --------
    >>> said({"article_id": "ID", "text": "text", "title": "Headline"})
    "'ID' as article_id, 'Headline' as title"
    """
    return ", ".join(f"{theirs!r} as {ours}" for ours, theirs in found.items() if ours != theirs)


def as_strings(values: Iterable[object]) -> list[str | None]:
    r"""Cells as strings, unchanged to the character; None for what holds nothing.

    A whole number written as 7.0 is "7", a list of paragraphs is joined by blank lines, bytes are
    decoded. A lone surrogate, which no file can hold, becomes U+FFFD in its place.

    Examples
    --------
    >>> as_strings(["  kept ", " ", float("nan"), 7.0, ["One.", "Two."]])
    ['  kept ', None, None, '7', 'One.\n\nTwo.']
    """
    return [_string(value) for value in values]


def _string(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        value = decode(value)[0]
    elif isinstance(value, list | tuple | np.ndarray):
        value = "\n\n".join(part for part in as_strings(value) if part)
    elif pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    elif isinstance(value, float | np.floating) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    if not text or text.isspace():
        return None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    return str(text)
