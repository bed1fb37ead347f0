"""Word lists in code, written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, which are looked up and never counted or ordered.

    Examples
    --------
    >>> sorted(words("said says"))
    ['said', 'says']
    """
    return frozenset(text.split())
