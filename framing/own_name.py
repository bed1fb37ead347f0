"""The outlet is no speaker of its own article: `the Courier understands` is the author speaking."""

from __future__ import annotations

from functools import lru_cache

from framing.registry import id_by_exact_name
from framing.spans import Mark

_MAY_BE_OUTLET = ("media", "group", "document", "unnamed")  # kinds of source
_SHORTEST = 4  # letters of a name that is short for a longer one


def without_outlet(speakers: list[Mark], outlet: str, outlet_id: str) -> list[Mark]:
    """The marks of a speaker layer but for those that are the outlet.

    Parameters
    ----------
    speakers : list of Mark
        Marks whose rule is the name of a speaker and whose label is the kind of source.
    outlet, outlet_id : str
        What the table of articles says; empty if it says nothing.

    Examples
    --------
    >>> marks = [Mark(4, 11, "media", "Courier"), Mark(20, 26, "citizen", "Brandt")]
    >>> [mark.rule for mark in without_outlet(marks, "Veldmark Courier", "")]
    ['Brandt']
    """
    if not outlet and not outlet_id:
        return speakers
    return [mark for mark in speakers if not _is_outlet(mark.rule, mark.label, outlet, outlet_id)]


@lru_cache(maxsize=20_000)
def _is_outlet(name: str, kind: str, outlet: str, outlet_id: str) -> bool:
    name, own = _bare(name), _bare(outlet)
    if name and name == own:
        return True
    if kind not in _MAY_BE_OUTLET:
        return False
    short = own.split()[-1:] == [name] and len(name) >= _SHORTEST
    return short or (bool(outlet_id) and id_by_exact_name(name) == outlet_id)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()
