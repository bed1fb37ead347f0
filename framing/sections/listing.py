"""Terms with how often they were found, as a list that fits into a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def counted_terms(terms: Iterable[str], most: int) -> list[str]:
    """The most frequent terms, the rest as a number.

    Examples
    --------
    >>> counted_terms(["cosy", "Greedy", "greedy", "smug"], 2)
    ['greedy ×2', 'cosy', '1 more']
    """
    counted = Counter(" ".join(term.split()).lower() for term in terms)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    said = [term if n == 1 else f"{term} ×{n}" for term, n in ordered[:most]]
    more = len(ordered) - most
    return [*said, f"{more} more"] if more > 0 else said
