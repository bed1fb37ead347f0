"""Average linkage of what may belong together, where how large the clusters are is learnt.

Where most stories are told by three outlets, a third report needs less to be believed than where
most are told by one. Clusters are formed, their sizes counted, and clusters formed again with what
the sizes say, until nothing changes.
"""

from __future__ import annotations

import heapq
from math import inf, isnan, log, nan

import numpy as np

ENOUGH = 0.3
"""The mean chance that two clusters belong together which is enough, sizes aside."""
_SIZES_COUNT = 0.1  # what enough falls by, where e times as many are in clusters of the new size
_LARGEST = 12  # larger clusters are counted as this large
_UNSEEN = 0.02  # the share that every size is given before any is counted
_ROUNDS = 5
_DIGITS = 10

Reach = tuple[float, float]
Chances = dict[tuple[int, int], float]
"""The chance that two belong together, by (first, second); first < second; 0 where not given."""


def linked(
    chances: Chances, n: int, *, place: np.ndarray | None = None, widest: float = inf
) -> np.ndarray:
    """The first member of the cluster of each of `n`; ties go to the first.

    No cluster holds two whose `place`, a number or NaN, is more than `widest` apart.

    Examples
    --------
    >>> linked({(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.7, (2, 3): 0.2}, 4).tolist()
    [0, 0, 0, 3]
    """
    places = np.full(n, nan) if place is None else place
    reach = [(inf, -inf) if isnan(one) else (one, one) for one in places.tolist()]
    first = _merged(chances, reach, widest, [0.0] * (_LARGEST + 1))
    for _ in range(_ROUNDS):
        before, first = first, _merged(chances, reach, widest, _surprises(first))
        if (first == before).all():
            break
    return first


def _surprises(first: np.ndarray) -> list[float]:
    """How surprising it is to be in a cluster of each size, in natural units; [0] is not used."""
    sizes = np.minimum(np.bincount(first), _LARGEST)
    members = np.bincount(sizes, minlength=_LARGEST + 1) * np.arange(_LARGEST + 1)
    share = members / len(first) + _UNSEEN
    return [0.0, *(round(-log(one / share.sum()), _DIGITS) for one in share[1:].tolist())]


def _merged(
    chances: Chances, places: list[Reach], widest: float, surprises: list[float]
) -> np.ndarray:
    n, reach = len(places), list(places)
    beside: list[dict[int, float]] = [{} for _ in range(n)]
    for (a, b), chance in chances.items():
        beside[a][b] = beside[b][a] = chance
    size, first = [1] * n, np.arange(n)
    queue = [(-chance, a, b) for (a, b), chance in chances.items()
             if chance >= _needed(1, 1, surprises)]  # fmt: skip
    heapq.heapify(queue)
    while queue:
        chance, a, b = heapq.heappop(queue)
        if b not in beside[a] or -chance != _mean(beside, size, a, b):
            continue
        both = _both(reach[a], reach[b])
        if both[1] - both[0] > widest:
            continue
        reach[a] = both
        _join(beside, a, b)
        size[a] += size[b]
        first[first == b] = a
        for other in beside[a]:
            mean = _mean(beside, size, a, other)
            if mean >= _needed(size[a], size[other], surprises):
                heapq.heappush(queue, (-mean, min(a, other), max(a, other)))
    return first


def _both(one: Reach, other: Reach) -> Reach:
    return min(one[0], other[0]), max(one[1], other[1])


def _needed(a: int, b: int, surprises: list[float]) -> float:
    """The mean chance at which clusters of these sizes are joined."""
    one, other, both = (surprises[min(size, _LARGEST)] for size in (a, b, a + b))
    return ENOUGH + _SIZES_COUNT * (both - (a * one + b * other) / (a + b))


def _mean(beside: list[dict[int, float]], size: list[int], a: int, b: int) -> float:
    return round(beside[a][b] / (size[a] * size[b]), _DIGITS)


def _join(beside: list[dict[int, float]], a: int, b: int) -> None:
    """Give the links of b to a, adding them up."""
    del beside[a][b], beside[b][a]
    for other, chance in beside[b].items():
        beside[a][other] = beside[other][a] = beside[a].get(other, 0.0) + chance
        del beside[other][b]
    beside[b] = {}
