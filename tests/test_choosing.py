"""Candidates are weighed by what speaks for them; the best are kept, and none twice."""

import numpy as np
import pandas as pd
import pytest

from framing.extractors.candidates import FEATURES, LEVELS, candidates, features
from framing.extractors.choosing import STEPS, Trees, bundled, choose
from framing.extractors.linking import Group
from framing.extractors.tagged import read
from framing.text import Document

TEXT = (
    "“We are full,” said Ida Brandt, who runs the ferry. “Nobody”\nwas told, and the mayor "
    "denied that he had known: “I was away.”\n\n“I am sorry,” he added. “It rained.”"
)


def one(start, end, cue=None):
    return Group(((start, end),), cue, None)


def weighed(text):
    document = Document(text)
    readings = read(document, [])
    groups = candidates(readings)
    return groups, features(document, readings, groups)


def test_every_candidate_stands_once_and_has_whole_numbers():
    groups, numbers = weighed(TEXT)
    assert len(groups) == len(set(groups)) > 3
    assert numbers.shape == (len(groups), len(FEATURES))
    assert numbers.dtype.kind == "i"


def test_a_candidate_that_all_readings_share_says_so():
    groups, numbers = weighed("“We are full,” said Ida Brandt.")
    row = numbers[groups.index(Group(((0, 14),), (15, 19), (20, 30)))]
    of = dict(zip(FEATURES, row.tolist(), strict=True))
    assert of["levels"] == len(LEVELS)
    assert of["rules"] == of["quoted"] == 64
    assert (of["tokens"], of["contents"], of["cue_away"]) == (3, 1, 1)


@pytest.mark.parametrize("text", ["", "\n", "“", "a\0b", "“”", "— said", "said " * 300])
def test_any_text_has_candidates_or_none(text):
    groups = candidates(read(Document(text), []))
    if groups:
        assert len(features(Document(text), read(Document(text), []), groups)) == len(groups)


def test_the_better_one_of_two_that_share_words_is_kept():
    assert choose([one(0, 20), one(10, 30)], np.array([0.5, 0.6]) * STEPS) == [one(10, 30)]
    assert choose([one(0, 10), one(10, 30)], np.array([0.5, 0.6]) * STEPS) == [
        one(0, 10),
        one(10, 30),
    ]


def test_a_cue_has_one_content_and_what_is_worth_little_is_left_out():
    cue = (11, 15)
    assert choose([one(0, 10, cue), one(16, 30, cue)], np.array([0.9, 0.8]) * STEPS) == [
        one(0, 10, cue)
    ]
    assert choose([one(0, 10)], np.array([0.1]) * STEPS) == []


def test_trees_add_up_their_leaves():
    feature = np.array([[0, 1, 1, 0, 0, 0, 0]] * 2)
    bound = np.array([[5, 2, 2, 0, 0, 9, 9]] * 2)
    trees = Trees(feature, bound, np.array([np.arange(8)] * 2), np.int64(100))
    assert trees.worth(np.array([[0, 0], [7, 3], [10, 3]])).tolist() == [100, 112, 114]


def test_the_bundled_trees_are_few_and_whole():
    trees = bundled()
    assert trees.feature.shape[1] == 7
    assert trees.feature.max() < len(FEATURES)
    assert all(array.dtype == np.int64 for array in trees)


def test_training_finds_what_separates_good_candidates(tmp_path):
    pytest.importorskip("sklearn")
    from framing.training.choosing import candidates_of, fit

    random = np.random.RandomState(0)
    numbers = random.randint(-100, 100, size=(400, len(FEATURES)))
    worth = (numbers[:, 3] > 7).astype(float)
    guessed = fit(numbers, worth).worth(numbers) / STEPS
    assert guessed[worth == 1].min() > 0.6 > 0.4 > guessed[worth == 0].max()

    marked = pd.DataFrame({"content": [[[0, 14]]], "cue": [[[15, 19]]], "source": [[[20, 30]]]})
    _, of = candidates_of(Document("“We are full,” said Ida Brandt."), marked)
    assert of.max() == pytest.approx(1.0)
