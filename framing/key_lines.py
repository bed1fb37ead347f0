"""Key words in their lines: what a list of typical words is worth is seen where they stand."""

from __future__ import annotations

import re

import pandas as pd

from framing.errors import FramingError
from framing.groups import groups_of
from framing.kwic import fields_of
from framing.text import Document

COLUMNS = ("term", "group", "article_id", "field", "left", "match", "right")
_SPACE = re.compile(r"\s")


def key_lines(
    key: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet_id",
    most: int = 3,
    width: int = 40,
) -> pd.DataFrame:
    """Lines that show the words which a group uses more than the others.

    Parameters
    ----------
    key : DataFrame
        What `keyness` returned. Its terms with q under .05 and a positive effect are shown.
    articles : DataFrame
        The articles that it was computed from.
    by : str
        As it was given to `keyness`.
    most : int
        Lines a term, each from another article.
    width : int
        Characters of context on each side.

    Returns
    -------
    DataFrame
        A row a line: `term, group, article_id, field, left, match, right`; terms in the order of
        `key`, articles in theirs.

    Raises
    ------
    FramingError
        If `most` or `width` is not a whole number of at least 1.

    Notes
    -----
    All of the title and text is searched, whoever speaks.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["The ferry regime sank."] * 8 + ["The ferry government sank."] * 8
    >>> table = pd.DataFrame({"text": texts, "desk": ["x"] * 8 + ["y"] * 8})
    >>> articles = fr.read_articles(table)
    >>> lines = fr.key_lines(fr.keyness(articles, by="desk"), articles, by="desk", most=1)
    >>> lines[["term", "left", "match", "right"]].values.tolist()[0]
    ['regime', 'The ferry ', 'regime', ' sank.']
    """
    for name, number in (("most", most), ("width", width)):
        if not isinstance(number, int) or number < 1:
            raise FramingError(f"{name} must be a whole number of at least 1. Got {number!r}.")
    shown = key[(key["q"] < 0.05) & (key["effect"] > 0)]
    wanted = {pair: [] for pair in zip(shown["term"], shown["group"], strict=True)}
    terms = {term for term, _ in wanted}
    groups = groups_of(articles, by)
    seen: set[tuple[str, str]] = set()
    for article_id, field, text in fields_of(articles):
        group = groups[article_id]
        if pd.isna(group):
            continue
        for start, end in Document(text, field).words.tolist():
            term = text[start:end].lower().replace("\u2019", "'")
            lines = wanted.get((term, str(group))) if term in terms else None
            if lines is None or len(lines) >= most or (term, article_id) in seen:
                continue
            seen.add((term, article_id))
            around = text[max(0, start - width) : start], text[start:end], text[end : end + width]
            lines.append((article_id, field, *(_SPACE.sub(" ", part) for part in around)))
    rows = [(*pair, *line) for pair, lines in wanted.items() for line in lines]
    return pd.DataFrame(rows, columns=list(COLUMNS))
