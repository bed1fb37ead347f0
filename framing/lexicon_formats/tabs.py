"""TSV: the tables of `tables`, with tabs for commas."""

from __future__ import annotations

from collections.abc import Sequence

from framing.lexicon_formats import tables
from framing.lexicon_formats.dictionary import Skipped, Term

ENDINGS = (".tsv",)
WEIGHTS = tables.WEIGHTS
read = tables.read


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A long table: one row a term and category."""
    return tables.write_long(terms, "\t"), []
