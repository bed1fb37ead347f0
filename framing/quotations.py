"""Quotation marks of every kind that outlets use, paired into quotations.

A quotation ends at its closing mark, or at the end of its paragraph. If it was not closed there and
the next paragraph opens again with the same kind of mark, it `continues`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

# A mark, doubled or not; but an apostrophe between letters or digits is none.
_MARK = re.compile(
    r"[\"“”„‟«»‹›‘‛`＂「」『』'’]"
    r"(?:(?<=([`'‘’]))\1|(?<!['’])|(?<![^\W_]['’])|(?![^\W_]))"
)
_ELISION = re.compile(
    r"['’‘](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|cause\b|n\b|bout\b|round\b)", re.IGNORECASE
)
# Outlets mix their double marks (“…'' and "…”), so any double closing mark closes any double one.
_DOUBLE_CLOSERS = ("”", '"', "''", "’’")
_CLOSERS = {
    **dict.fromkeys(("“", '"', "``", "''", "‘‘", "‟"), _DOUBLE_CLOSERS),
    "„": ("“", *_DOUBLE_CLOSERS),
    "«": ("»",), "»": ("«",), "‹": ("›",), "「": ("」",), "『": ("』",), "＂": ("＂",),
    "‘": ("’", "'"), "‛": ("’", "'"), "'": ("'", "’"), "`": ("'",),
}  # fmt: skip
_SINGLE = set("‘‛'’`‹")
_AHEAD = 64  # marks looked at further on in a paragraph; with _DEEP, what keeps pairing linear
_DEEP = 8
_OPENS_AFTER = set(" \t\u00a0\n\r([{<—–-/\"“„«‘'`:=")
_CLOSES_BEFORE = set(" \t\u00a0\n\r)]}>—–-/\"”»’',.;:!?…")


class Quotation(NamedTuple):
    """One stretch in quotation marks; offsets index the document's text.

    `start` and `end` include the marks, `inner_start` and `inner_end` do not. `depth` is 0 for an
    outer quotation. `closed` is False where no closing mark was found; `continues` is True if the
    next paragraph opens again, so that both are one quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continues: bool


@dataclass
class _Open:
    mark: str
    start: int


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Pair the quotation marks of a text, paragraph by paragraph.

    Examples
    --------
    >>> text = '"Go," he said. “It’s the ‘right’ thing.”'
    >>> [text[q.start:q.end] for q in find_quotations(text, [(0, len(text))])]
    ['"Go,"', '“It’s the ‘right’ thing.”', '‘right’']
    """
    found: list[Quotation] = []
    for place, (start, end) in enumerate(paragraphs):
        within, left_open = _pair(text, start, end)
        following = paragraphs[place + 1][0] if place + 1 < len(paragraphs) else None
        for number, opened in enumerate(left_open):
            inner = opened.start + len(opened.mark)
            reopened = following is not None and text.startswith(opened.mark, following)
            within.append(
                Quotation(opened.start, end, inner, end, number, False, number == 0 and reopened)
            )
        found += sorted(within)
    return tuple(found)


def _pair(text: str, start: int, end: int) -> tuple[list[Quotation], list[_Open]]:
    """The closed quotations of one paragraph, and the marks that were left open in it."""
    stack: list[_Open] = []
    found: list[Quotation] = []
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
    for number, (at, mark) in enumerate(marks, start=1):
        later = marks[number : number + _AHEAD]
        depth = _closes(text, at, mark, stack, later)
        if depth is not None:
            opened = stack[depth]
            inner = opened.start + len(opened.mark)
            found.append(Quotation(opened.start, at + len(mark), inner, at, depth, True, False))
            del stack[depth:]
        elif len(stack) < _DEEP and _opens(text, at, mark, start, later):
            stack.append(_Open(mark, at))
    return found, [opened for opened in stack if opened.mark not in _SINGLE]


def _closes(
    text: str, at: int, mark: str, stack: list[_Open], later: list[tuple[int, str]]
) -> int | None:
    """The depth of the open quotation that this mark closes, or None."""
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth]
        if mark not in _CLOSERS[opened.mark]:
            continue
        if mark in _SINGLE and _is_plural_possessive(text, at, later, opened.mark):
            return None
        if mark in ('"', "''") and _only_opens(text, at, len(mark)):
            return None
        return depth
    return None


def _only_opens(text: str, at: int, width: int) -> bool:
    """Space before and none after: a straight mark that cannot be a closing one."""
    before = text[at - 1 : at]
    after = text[at + width : at + width + 1]
    return before in (" ", "\t", "\u00a0", "(") and after != "" and after.isalnum()


def _opens(text: str, at: int, mark: str, paragraph: int, later: list[tuple[int, str]]) -> bool:
    before = text[at - 1 : at] if at > paragraph else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    if mark not in _CLOSERS:
        return False
    if mark in ("“", "„", "‟", "«", "``", "‘‘", "「", "『", "‹"):
        return True
    if mark == "»":
        return before in _OPENS_AFTER and after.isalnum() and any(m == "«" for _, m in later)
    if mark in _SINGLE:
        return _opens_single(text, at, mark, before, later)
    if mark == '"' and before.isdigit():
        return False  # an inch mark
    return bool(after) and not after.isspace() and not (before.isalnum() and after in ",.;:!?)")


def _opens_single(text: str, at: int, mark: str, before: str, later: list[tuple[int, str]]) -> bool:
    """A single mark opens only where it is no apostrophe and its paragraph also closes it."""
    after = text[at + 1 : at + 2]
    if mark == "’" or before not in _OPENS_AFTER or not after or after.isspace():
        return False
    if _ELISION.match(text, at):
        return False
    return any(m in _CLOSERS[mark] and _looks_closing(text, i) for i, m in later)


def _looks_closing(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and (not after or after in _CLOSES_BEFORE)


def _is_plural_possessive(text: str, at: int, later: list[tuple[int, str]], opener: str) -> bool:
    """`the boys’ house’`: an s before, a small letter after, and a better mark further on."""
    if text[at - 1 : at] not in ("s", "S") or text[at + 1 : at + 2] != " ":
        return False
    if not text[at + 2 : at + 3].islower():
        return False
    for i, mark in later:
        if mark in ("‘", "'") and text[i - 1] in _OPENS_AFTER:
            return False
        if mark in _CLOSERS[opener] and _looks_closing(text, i):
            return True
    return False
