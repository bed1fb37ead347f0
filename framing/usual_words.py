"""How usual a word is in the news, known before any article is read.

The words that the tagger knows are in the order of how often 28,946 articles of American news use
them (Baly et al. 2020). By Zipf's law the place of a word gives its share of all words, and so the
share of openings in which it is to be expected. Sixty articles alone cannot tell `former` from
`Lorvane`: each may be in three of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from framing.tagger import WEIGHTS

_OPENING = 150  # words of a title, twice, and a lead
_SHARE, _SHIFT = 0.1, 3  # Zipf and Mandelbrot: a word's share is _SHARE / (place + _SHIFT)


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode("utf-8").split("\n")
    return {word: place for place, word in enumerate(words) if word[:1].isalpha()}


@lru_cache(maxsize=2)
def openings_with(fold: Callable[[str], str]) -> tuple[dict[str, float], float]:
    """The share of openings in which a word that folds to a key is expected, and of any other.

    Examples
    --------
    >>> shares, other = openings_with(str.upper)
    >>> shares["THE"] > 0.9 > 0.2 > shares["HARBOR"] > other
    True
    """
    shares: dict[str, float] = {}
    places = _places()
    for word, place in places.items():
        folded = fold(word)
        shares[folded] = min(1.0, shares.get(folded, 0.0) + _share(place))
    return shares, _share(2 * len(places))


def _share(place: int) -> float:
    return round(-float(np.expm1(-_OPENING * _SHARE / (place + _SHIFT))), 10)
