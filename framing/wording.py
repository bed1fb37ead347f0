"""How features, groups and numbers are called where people read them."""

from __future__ import annotations

import math

from framing.features import UNITS

_READABLE = {
    "own_voice_share": "words in the outlet's own voice",
    "direct_voice_share": "words quoted",
    "indirect_voice_share": "words reported",
    "speaker_count": "speakers",
    "effective_speaker_count": "effective number of speakers",
    "largest_speaker_share": "largest speaker (of attributed words)",
    "official_source_share": "officials (of attributed words)",
    "unnamed_source_share": "unnamed sources (of attributed words)",
    "sourceless_share": "nobody named (of attributed words)",
    "unnamed_attribution_share": "unnamed sources (of attributions)",
    "first_official_share": "place of the first official",
    "loaded_term_rate": "loaded terms",
    "loaded_term_rate_own": "loaded terms (outlet's own voice)",
    **{
        f"{stance}_cue_share": f"{stance} reporting verbs"
        for stance in ("neutral", "doubting", "endorsing", "emphatic", "hostile")
    },
    "flesch_reading_ease": "Flesch reading ease",
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "gunning_fog_grade": "Gunning fog grade",
    "coleman_liau_grade": "Coleman-Liau grade",
    "dale_chall_grade": "Dale-Chall grade",
}


def feature_label(name: str) -> str:
    """What a feature is called in a sentence or on an axis.

    Examples
    --------
    >>> feature_label("loaded_terms_rate_own")
    "loaded terms (outlet's own voice)"
    >>> feature_label("flesch_reading_ease")
    'Flesch reading ease'
    """
    if name in _READABLE:
        return _READABLE[name]
    own = name.endswith("_own")
    stem = name.removesuffix("_own")
    for ending in ("_rate", "_share", "_count"):
        stem = stem.removesuffix(ending)
    return stem.replace("_", " ") + (" (outlet's own voice)" if own else "")


def column_label(name: str) -> str:
    """What the values of a column are called in print.

    Examples
    --------
    >>> column_label("outlet_id"), column_label("desk")
    ('outlet', 'desk')
    """
    return name.removesuffix("_id").replace("_", " ")


def unit_of(name: str) -> str:
    """The unit of a feature, by the ending of its name; empty where the name does not tell.

    Examples
    --------
    >>> unit_of("hedging_rate_own")
    'weighted hits per 1,000 words'
    """
    stem = name.removesuffix("_own")
    return next((unit for ending, unit in UNITS.items() if stem.endswith(ending)), "")


def number(value: float, name: str = "") -> str:
    """A value of a feature in print: percent for shares, else three significant digits.

    Examples
    --------
    >>> number(0.327, "official_share"), number(12.345, "hedging_rate"), number(float("nan"))
    ('33 %', '12.3', 'undefined')
    """
    if value is None or math.isnan(value):
        return "undefined"
    if name.removesuffix("_own").endswith("_share"):
        return f"{round(100 * value) + 0:d} %"
    if value == 0 or abs(value) < 0.005:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{min(digits, 2)}f}"


def p_value(value: float) -> str:
    """A p or q value in print.

    Examples
    --------
    >>> p_value(0.0301), p_value(0.00004)
    ('.030', '<.001')
    """
    if math.isnan(value):
        return "undefined"
    return "<.001" if value < 0.001 else f"{value:.3f}".removeprefix("0")


def joined(words: list[str]) -> str:
    """Words as a list in a sentence.

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
