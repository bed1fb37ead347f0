"""Days of publication, read from what people and pages write.

A day is kept as ``YYYY-MM-DD``: it sorts, and it is the same bytes everywhere. The day is the one
printed: a time stamp keeps its own zone, since the day on which a paper published is the day in
its town. Nothing here asks what day it is today.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

EARLIEST, LATEST = 1600, 2100

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {
    short: number
    for number, name in enumerate(_NAMES.split(), start=1)
    for short in (name, name[:3], name[:4])
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_DAY}[\s-]*(?:of\s+)?{_MONTH}[\s,-]*(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s+{_DAY}\s+[\d:]+\s+(?:[a-z]{{2,5}}\s+)?(?P<year>\d{{4}})\b",
        rf"\b(?P<year>\d{{4}})[\s-]+{_MONTH}[\s-]+{_DAY}\b",
    )
)
_ISO = re.compile(r"\s*(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?=$|[T\s_])", re.I)
_NUMERIC = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T\s,])")
_EPOCH = re.compile(r"\s*(\d{9,10})(\d{3})?(\.\d+)?\s*")
_IN_URL = (
    re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=[/-]|$)"),
    re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)
_MONTH_IN_URL = re.compile(r"/(\d{4})/([a-z]{3,9})/(\d{1,2})(?=[/-]|$)", re.I)
_LINE = re.compile(
    r"^[ \t]*(?:first[ \t]+)?(?:published|publication date|date published|date of publication)"
    r"(?:[ \t]+on\b)?[ \t]*[:,]?[ \t]+(.{4,60})$",
    re.I | re.M,
)


def read_day(value: object, *, day_first: bool | None = None) -> str | None:
    """The day that `value` names, as ``YYYY-MM-DD``; None when it names none or a doubtful one.

    Parameters
    ----------
    value : str, number, date or datetime
        ISO 8601, RFC 2822, ``3 May 2024``, ``May 3, 2024``, ``20240503``, seconds or
        milliseconds since 1970, ``03/04/2024``.
    day_first : bool, optional
        How to read ``03/04/2024``. Without it such a value is doubtful, hence None.

    Examples
    --------
    >>> read_day("Mon, 21 Sep 2020 01:34:00 GMT"), read_day("May 3rd, 2024")
    ('2020-09-21', '2024-05-03')
    >>> read_day("03/04/2024"), read_day("03/04/2024", day_first=True), read_day("9999-12-31")
    (None, '2024-04-03', None)
    """
    if isinstance(value, datetime.date):
        return _day(value.year, value.month, value.day)
    text = str(value)[:200]
    if found := _ISO.match(text):
        return _day(found[1], found[3] or found[5], found[4] or found[6])
    if found := _NUMERIC.match(text):
        return _numeric(int(found[1]), int(found[3]), found[4], day_first)
    if found := _EPOCH.fullmatch(text):
        day = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(found[1]))
        return _day(day.year, day.month, day.day)
    return _worded(text)


def _worded(text: str) -> str | None:
    for pattern in _WORDED:
        if found := pattern.search(text):
            return _day(found["year"], _MONTHS[found["month"].lower()], found["day"])
    return None


def _numeric(first: int, second: int, year: str, day_first: bool | None) -> str | None:
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 68 else 2000)
    if first == second or second > 12:
        return _day(full, first, second)
    if first > 12:
        return _day(full, second, first)
    if day_first is None:
        return None
    return _day(full, second, first) if day_first else _day(full, first, second)


def _day(year: int | str, month: int | str, day: int | str) -> str | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= found.year <= LATEST else None


def day_first(values: Iterable[object]) -> bool | None:
    """Whether a column writes ``13/04/2024`` (True) or ``04/13/2024`` (False); None if unclear.

    Examples
    --------
    >>> day_first(["03/04/2024", "13/04/2024"])
    True
    >>> day_first(["03/04/2024"]) is None
    True
    """
    seen = set()
    for value in values:
        found = _NUMERIC.match(value) if isinstance(value, str) else None
        if found and int(found[1]) > 12 >= int(found[3]):
            seen.add(True)
        if found and int(found[3]) > 12 >= int(found[1]):
            seen.add(False)
    return seen.pop() if len(seen) == 1 else None


def is_ambiguous(value: object) -> bool:
    """Whether `value` is two days at once: ``03/04/2024`` is in April or in March."""
    return read_day(value) is None and read_day(value, day_first=True) is not None


def day_in_url(url: str) -> str | None:
    """The day in an address, as many outlets write it; its query is not looked at.

    Examples
    --------
    >>> day_in_url("https://example.org/world/2020/09/21/a-story.html")
    '2020-09-21'
    >>> day_in_url("https://example.org/2020/sep/21/a-story?seen=2021-01-01")
    '2020-09-21'
    """
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    if found := _MONTH_IN_URL.search(path):
        return _day(found[1], _MONTHS.get(found[2].lower(), 0), found[3])
    for pattern in _IN_URL:
        if (found := pattern.search(path)) and (day := _day(*found.groups())):
            return day
    return None


def day_in_text(text: str) -> str | None:
    """The day on a line that says it is one of publication; any other date in a text is not.

    Examples
    --------
    >>> day_in_text("Published: 3 May 2024\\nThe council met.")
    '2024-05-03'
    >>> day_in_text("01:34 GMT 21 September 2020") is None
    True
    """
    for found in _LINE.finditer(text):
        if day := read_day(found[1]):
            return day
    return None
