"""One string with the same offsets in which case, apostrophes, hyphens and white space are equal.

Lower-casing may lengthen a string (``"İ".lower()`` is two characters); folding never does, so a
match in the folded text is a match at the same place in the text itself.
"""

from __future__ import annotations

import re

import numpy as np

BARRIER = "\0"
_APOSTROPHES = "’‘ʼ"
_SPACES = "-‐‑\t\u00a0\u2007\u2009\u202f\x0b\x0c\x85\u2028"
_DASH = re.compile(r"--+| - ")
_BLANK_LINE = re.compile(r"\n(?= +\n)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def fold_case(text: str) -> str:
    """Lower case with straight apostrophes, character by character.

    Examples
    --------
    >>> fold_case("DON’T"), len(fold_case("İran"))
    ("don't", 4)
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower()[0] for char in text)
    for mark in _APOSTROPHES:
        lowered = lowered.replace(mark, "'")
    return lowered


def fold_term(term: str) -> str:
    """A term as it is looked for: folded, with single spaces for white space and hyphens.

    Examples
    --------
    >>> fold_term("Far-Right  mob")
    'far right mob'
    """
    return " ".join(_same_length(term).split())


def fold_text(text: str) -> tuple[str, np.ndarray | None]:
    """A text to look for folded terms in, and where its characters stood.

    Runs of white space become one space; a blank line or a dash becomes a barrier that no term
    crosses.

    Returns
    -------
    (str, numpy.ndarray or None)
        The folded text, and the offset in `text` of each of its characters and of its end; None
        when the offsets are the same.

    Examples
    --------
    >>> fold_text("Far-right")
    ('far right', None)
    >>> folded, offsets = fold_text("far  right")
    >>> folded, offsets.tolist()
    ('far right', [0, 1, 2, 3, 5, 6, 7, 8, 9, 10])
    """
    folded = _same_length(text)
    if "  " not in folded:
        return folded, None
    codes = np.frombuffer(folded.encode("utf-32-le"), dtype="<u4")
    space = codes == ord(" ")
    keep = ~space
    keep[0] = True
    keep[1:] |= ~space[:-1]
    offsets = np.append(np.flatnonzero(keep), len(text))
    return codes[keep].tobytes().decode("utf-32-le"), offsets


def _same_length(text: str) -> str:
    folded = fold_case(text)
    try:
        folded.encode()
    except UnicodeEncodeError:
        folded = _SURROGATE.sub("\ufffd", folded)
    if "\n" in folded or "\r" in folded or "\u2029" in folded:
        folded = folded.replace("\r\n", " \n").replace("\r", "\n")
        folded = folded.replace("\n\n", BARRIER + "\n").replace("\u2029", BARRIER)
        folded = _BLANK_LINE.sub(BARRIER, folded) if "\n " in folded else folded
        folded = folded.replace("\n", " ")
    if "--" in folded or " - " in folded:
        folded = _DASH.sub(_barriers, folded)
    for char in _SPACES:
        folded = folded.replace(char, " ")
    return folded


def _barriers(match: re.Match[str]) -> str:
    return BARRIER * len(match.group())
