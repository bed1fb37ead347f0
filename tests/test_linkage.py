"""Clusters grow by average linkage, and what sizes are usual is learnt from the clusters."""

from itertools import combinations

import numpy as np
import pytest

from framing.linkage import ENOUGH, linked


def groups_of(size: int, *, count: int, chance: float) -> dict[tuple[int, int], float]:
    """As many groups, one after the other, each pair inside with the same chance."""
    return {
        (start + a, start + b): chance
        for start in range(0, size * count, size)
        for a, b in combinations(range(size), 2)
    }


def test_what_is_likely_belongs_together_and_the_rest_stands_alone():
    assert linked({(0, 2): 0.9, (1, 2): 0.1}, 3).tolist() == [0, 1, 0]


def test_a_cluster_is_named_by_its_first_member():
    assert linked({(2, 3): 0.9, (1, 3): 0.9, (1, 2): 0.9}, 4).tolist() == [0, 1, 1, 1]


def test_pairs_that_are_not_given_count_as_nothing():
    chain = {(number, number + 1): 0.75 for number in range(5)}
    assert len(set(linked(chain, 6).tolist())) >= 3


def test_nothing_given_leaves_each_alone():
    assert linked({}, 3).tolist() == [0, 1, 2]


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_in_which_pairs_are_given_does_not_matter(order):
    pairs = [((0, 1), 0.5), ((1, 2), 0.5), ((0, 2), 0.2), ((2, 3), 0.5)]
    assert linked(dict(pairs[::order]), 4).tolist() == linked(dict(pairs), 4).tolist()


@pytest.mark.parametrize(("usual", "joined"), [(3, True), (2, False)])
def test_a_third_needs_less_where_threes_are_usual(usual, joined):
    """The same doubtful third beside twenty clear groups of three, or of two."""
    n = usual * 20
    clear = groups_of(usual, count=20, chance=0.95)
    doubtful = {(n, n + 1): 0.95, (n, n + 2): 0.29, (n + 1, n + 2): 0.33}
    first = linked(clear | doubtful, n + 3)
    assert first[n + 1] == n
    assert (first.tolist()[n + 2] == n) is joined


def test_a_doubtful_pair_is_none_where_all_stand_alone():
    pair = {(0, 1): ENOUGH + 0.05}
    assert linked(pair, 2).tolist() == [0, 0]
    assert linked(pair, 60)[1] == 1


@pytest.mark.parametrize(("widest", "found"), [(3, [0, 0, 2]), (9, [0, 0, 0])])
def test_no_cluster_is_wider_than_it_may_be(widest, found):
    """What has no place, number 1, is no bridge between the two that are too far apart."""
    chances = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.5}
    place = np.array([1.0, np.nan, 9.0])
    assert linked(chances, 3, place=place, widest=widest).tolist() == found
