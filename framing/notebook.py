"""How results look in a notebook: what they permit to say, and the first rows of their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

_MOST = 12


def notebook_html(
    sentences: Sequence[str], tables: Mapping[str, pd.DataFrame], *, most: int = _MOST
) -> str:
    """Sentences as paragraphs, and each table under its heading; all of it escaped.

    Examples
    --------
    >>> html = notebook_html(["a < b"], {"scores": pd.DataFrame({"model": ["x"], "low": [0.25]})})
    >>> html.splitlines()[0], "<td>0.25</td>" in html
    ('<p>a &lt; b</p>', True)
    """
    parts = [f"<p>{escape(sentence)}</p>" for sentence in sentences]
    for heading, table in tables.items():
        rest = len(table) - most
        more = f" (first {most} of {len(table):,} rows)" if rest > 0 else ""
        parts.append(f"<p><strong>{escape(heading)}</strong>{escape(more)}</p>")
        numbers = dict.fromkeys(table.select_dtypes("float").columns, _number)
        parts.append(table.head(most).to_html(index=False, border=0, formatters=numbers))
    return "\n".join(parts)


def _number(value: float) -> str:
    return "" if value != value else f"{value:.3g}"
