"""Layer `scare_quotes`: a few words in quotation marks that are given to no speaker."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from framing.extractors.reported import LONGEST_SCARE_QUOTE
from framing.features import Extractor, rate_features
from framing.spans import Mark
from framing.text import Document


def find_scare_quotes(document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
    """One to four quoted words outside every attribution.

    Examples
    --------
    >>> text = "The “experts” left. “We lost,” said Ida."
    >>> contents = [Mark(20, 30, "content", "")]
    >>> [text[m.start:m.end] for m in find_scare_quotes(Document(text), {"attribution": contents})]
    ['“experts”']
    """
    contents = sorted(mark[:2] for mark in found.get("attribution", []) if mark.label == "content")
    starts = [start for start, _ in contents]
    reach = list(accumulate((end for _, end in contents), max))
    marks = []
    for quotation in document.quotations:
        start, end = quotation.inner_start, quotation.inner_end
        if quotation.depth or not quotation.closed:
            continue
        if not 1 <= document.words_within(start, end) <= LONGEST_SCARE_QUOTE:
            continue
        before = bisect_left(starts, end)
        if before and reach[before - 1] > start:
            continue
        marks.append(
            Mark(quotation.start, quotation.end, "scare", "quoted words without a speaker")
        )
    return marks


SCARE_QUOTES = Extractor(
    layer="scare_quotes",
    find=find_scare_quotes,
    measures="One to four words in quotation marks that are attributed to nobody.",
    labels=("scare",),
    features=rate_features(
        "scare_quotes",
        "scare_quotes",
        measures="Quotations of one to four words that are attributed to nobody.",
        does_not_measure="Irony: titles of works and names in quotation marks count as well.",
        citation="",
    ),
    examples=("The [“experts”] left.", "“We lost,” said Ida Brandt."),
)
