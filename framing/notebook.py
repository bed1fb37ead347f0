"""How things look in a notebook: what they permit to say, and the first rows of their tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd

_MOST, _MOST_TERMS = 12, 8


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


def terms_table(terms: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """A row a category of terms: how many it has, and the first of them.

    Examples
    --------
    >>> terms_table([("noun", "claim"), ("verb", "alleg*")]).values.tolist()
    [['noun', 1, 'claim'], ['verb', 1, 'alleg*']]
    """
    table = pd.DataFrame(terms, columns=["category", "term"])
    grouped = table.groupby("category", sort=False)["term"]
    first = grouped.agg(lambda found: ", ".join(found.head(_MOST_TERMS)))
    return pd.DataFrame({"entries": grouped.size(), "the first of them": first}).reset_index()


def _number(value: float) -> str:
    return "" if value != value else f"{value:.3g}"


def notebook_progress(what: str) -> Callable[[int, int], None] | None:
    """A bar in the cell that runs, to be told how many are done of how many; None elsewhere."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or not hasattr(shell, "kernel"):
        return None
    from IPython.display import HTML, display

    shown = display(HTML(""), display_id=True)

    def step(done: int, total: int) -> None:
        bar = f'<progress value="{done}" max="{total}"></progress>'
        shown.update(HTML(f"<p>{escape(what)} {bar} {done:,} of {total:,}</p>"))

    return step
