"""Which candidates are attributions: each is weighed by small trees, and the best are kept.

The trees have learnt, on articles that the tagger had not seen, how well candidates fit what
people marked. Their numbers are whole, so sums are exact. `python -m framing.training.choosing`
makes them.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from framing.extractors.linking import Group, Stretch

WEIGHTS = Path(__file__).parents[1] / "models" / "choice.npz"
STEPS = 65_536
"""Of a worth of 1."""
ENOUGH = 0.36
"""A candidate that is worth less is left out."""
DEPTH = 3


class Trees(NamedTuple):
    """Full binary trees: `feature` and `bound` of inner nodes (trees, 7), `leaf` (trees, 8)."""

    feature: np.ndarray
    bound: np.ndarray
    leaf: np.ndarray
    start: np.ndarray

    def worth(self, features: np.ndarray) -> np.ndarray:
        """Of each candidate, in steps: about 0 to 1, where 1 fits to the letter."""
        tree = np.arange(len(self.feature))
        node = np.zeros((len(features), len(tree)), dtype=np.int64)
        for _ in range(DEPTH):
            value = np.take_along_axis(features, self.feature[tree, node], axis=1)
            node = 2 * node + 1 + (value > self.bound[tree, node])
        return self.leaf[tree, node - len(self.feature[0])].sum(axis=1) + int(self.start)


@lru_cache(maxsize=1)
def bundled() -> Trees:
    """The trees that ship with the package, loaded when first used."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return Trees(**{name: stored[name].astype(np.int64) for name in Trees._fields})


def choose(groups: list[Group], worth: np.ndarray, *, enough: float = ENOUGH) -> list[Group]:
    """The best candidates that are worth enough: no words and no cue belong to two.

    Examples
    --------
    >>> one, other = Group(((0, 9),), (10, 14), None), Group(((5, 9),), (10, 14), None)
    >>> choose([one, other], np.array([40_000, 50_000]))
    [Group(contents=((5, 9),), cue=(10, 14), source=None)]
    """
    kept: list[Group] = []
    taken: list[Stretch] = []
    cues: set[Stretch | None] = set()
    for number in np.argsort(-worth, kind="stable").tolist():
        if worth[number] < enough * STEPS:
            break
        group = groups[number]
        if group.cue in cues or any(_meets(taken, content) for content in group.contents):
            continue
        kept.append(group)
        cues |= {group.cue} - {None}
        for content in group.contents:
            taken.insert(bisect_left(taken, content), content)
    return sorted(kept, key=lambda group: (group.contents, group.cue or ()))


def _meets(taken: list[Stretch], stretch: Stretch) -> bool:
    at = bisect_left(taken, stretch)
    before = at > 0 and taken[at - 1][1] > stretch[0]
    return before or (at < len(taken) and taken[at][0] < stretch[1])
