"""Words that withhold the name of a source: `who asked not to be named`."""

from __future__ import annotations

import re
from typing import NamedTuple
from weakref import WeakKeyDictionary

from framing.text import Document

_NAME = r"(?:his|her|their) (?:(?:full|last|own|real) )?names?"
WITHHELD = re.compile(
    rf"""\b(?:
    not\ (?:to\ )?be\ (?:further\ )?(?:named|identified|quoted\ by\ name)
    | (?:declin|refus|want|unwilling|reluctant)\w*\ to
      \ (?:be\ (?:named|identified|quoted\ by\ name)|give\ {_NAME})
    | (?:on|under)\ (?:the\ )?(?:condition|basis)\ of\ anonymity
    | for\ anonymity
    | (?:ask|request|insist|grant|promis|guarante|demand)\w*\ (?:on\ )?anonym\w+
    | to\ (?:remain|stay)\ anonymous
    | (?:sp[eo]\w+|talk\w*)\ anonymously
    | not\ (?:been\ |being\ )?authori[sz]ed\ to
      \ (?:speak|talk|discuss|comment|brief|disclose|say)
      (?:\ (?:publicly|openly|on\ the\ record|to\ (?:the\ )?(?:media|press|reporters)))?
    | (?:his|her|their|whose)\ names?\ (?:not\ be\ (?:used|published|printed|given)
      |(?:ha[sd]\ been|was|were|is|are|being)\ (?:changed|withheld))
    )\b""",
    re.VERBOSE,
)
_LEAD = re.compile(
    r",?\s(?:(?:all|both|most|some|none|neither|one|two|three) of )?(?:who|whom|whose)\b"
    r"|,\s(?:speaking|talking|asking|requesting|declining|insisting)\b"
)
_LONGEST_LEAD = 60  # characters from `who` to the words that withhold
_APART = re.compile(r"[.;:!?“”\"\n]")
_REST = re.compile(r"[^.,;:!?“”\"\n]{0,120}(,)(?=\s)")  # `… because she feared for her job,`


class Clause(NamedTuple):
    """Where a name is withheld: the clause from `who` or `speaking`, or the bare words."""

    start: int
    end: int
    led: bool  # by `who`, `speaking` or the like


_known: WeakKeyDictionary[Document, list[Clause]] = WeakKeyDictionary()


def withheld(document: Document) -> list[Clause]:
    """The clauses of a text in which the name of a source is withheld, in order.

    Examples
    --------
    >>> document = Document("Officials who asked not to be named said it rained.")
    >>> [document.text[start:end] for start, end, _ in withheld(document)]
    [' who asked not to be named']
    """
    if document not in _known:
        _known[document] = _clauses(document.text)
    return _known[document]


def _clauses(text: str) -> list[Clause]:
    found = []
    for match in WITHHELD.finditer(text):
        first = max(0, match.start() - _LONGEST_LEAD)
        before = text[first : match.start()]
        apart = [mark.end() for mark in _APART.finditer(before)]
        leads = list(_LEAD.finditer(before, apart[-1] if apart else 0))
        start = first + leads[-1].start() if leads else match.start()
        led = bool(leads) or match.group().startswith("whose")
        rest = _REST.match(text, match.end()) if leads and text[start] == "," else None
        found.append(Clause(start, rest.end() if rest else match.end(), led))
    return found
