"""Readability: the one measure that is not counted from spans but from words and sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from framing import readability as formulas
from framing.features import Extractor, Feature
from framing.spans import Mark
from framing.tally import Tally
from framing.text import Document

_DOES_NOT = (
    "Whether readers understand it, or how well it is written. Unreliable under 100 words; quoted"
    " sentences count like all others."
)


def _find(document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
    return []


def _of_body(formula: Callable[[pd.DataFrame], pd.Series], tally: Tally) -> pd.Series:
    return formula(tally.body)


def _feature(formula: Callable, unit: str, measures: str, citation: str) -> Feature:
    return Feature(
        formula.__name__, measures, _DOES_NOT, partial(_of_body, formula), citation, unit=unit
    )


READABILITY = Extractor(
    layer="readability",
    find=_find,
    measures="How hard the body is to read.",
    features=(
        _feature(
            formulas.flesch_reading_ease,
            "points, 100 easy to 0 hard",
            "Short sentences and short words.",
            "Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32(3),"
            " 221-233.",
        ),
        _feature(
            formulas.flesch_kincaid_grade,
            "US school grade",
            "Sentence length and syllables a word.",
            "Kincaid, J. P. et al. (1975). Derivation of new readability formulas for Navy enlisted"
            " personnel. Research Branch Report 8-75.",
        ),
        _feature(
            formulas.gunning_fog_grade,
            "US school grade",
            "Sentence length and words of three syllables or more.",
            "Gunning, R. (1952). The technique of clear writing. McGraw-Hill.",
        ),
        _feature(
            formulas.coleman_liau_grade,
            "US school grade",
            "Letters a word and sentences a word.",
            "Coleman, M. and Liau, T. L. (1975). A computer readability formula designed for"
            " machine scoring. Journal of Applied Psychology 60(2), 283-284.",
        ),
        _feature(
            formulas.dale_chall_grade,
            "Dale-Chall grade",
            "Sentence length and words outside a list of 3,000 easy ones.",
            "Dale, E. and Chall, J. S. (1948). A formula for predicting readability. Educational"
            " Research Bulletin 27(1), 11-28.",
        ),
    ),
)
