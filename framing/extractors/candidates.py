"""Everything that could be an attribution in a text, and what speaks for each, as whole numbers.

The tagger is asked several times, from reluctant to generous; the rules are asked once. Whatever
one of them answers is a candidate. Numbers are whole so that every machine weighs them alike.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import NamedTuple

import numpy as np

from framing.extractors.clauses import outer_quotations
from framing.extractors.linking import Group, Stretch
from framing.text import Document

STEPS = 64
"""Of one unit of the tagger's scores, and of shares."""
LEVELS = (-0.7, 0.0, 0.7, 1.4)
"""How generous the tagger is, in the unit of its scores."""
FEATURES = (
    "inside", "lowest", "start", "worst_start", "end", "worst_end", "new_start",
    "cue", "cue_start", "cue_away", "source", "source_start", "source_away",
    "rules", "hints", *(f"level{number}" for number in range(len(LEVELS))), "levels",
    "quoted", "tokens", "contents",
)  # fmt: skip
_MISSING = -16 * STEPS
_FARTHEST = 400  # characters
_MANY_TOKENS = 200
_NEIGHBOURS = 2
_OUTSIDE, _INSIDE, _BEGIN = 0, 1, 2


class Readings(NamedTuple):
    """What was read in one text: scores of each token (tokens, roles, tags) and attributions."""

    scores: np.ndarray
    levels: list[list[Group]]
    by_rule: list[Group]
    hints: list[Stretch]


def candidates(readings: Readings) -> list[Group]:
    """Every attribution that was read at any level, once, in order."""
    every = {group for level in (*readings.levels, readings.by_rule) for group in level}
    return sorted(every, key=lambda group: (group.contents, group.cue or (), group.source or ()))


def features(document: Document, readings: Readings, groups: list[Group]) -> np.ndarray:
    """What speaks for each candidate: integers, (groups, len(FEATURES))."""
    contents = np.array([content for group in groups for content in group.contents])
    counts = np.array([len(group.contents) for group in groups])
    of_group = _Groups(contents, counts)
    tokens = _tokens(document, contents)
    scores = np.rint(readings.scores * STEPS).astype(np.int64)
    columns = [
        *_content_columns(tokens, scores[:, 0], of_group),
        *_part_columns(document, scores[:, 1], [group.cue for group in groups], of_group),
        *_part_columns(document, scores[:, 2], [group.source for group in groups], of_group),
        *_agreement_columns(readings, groups, of_group),
        _quoted(document, of_group),
        of_group.total(np.minimum(tokens[:, 1] - tokens[:, 0], _MANY_TOKENS)),
        counts,
    ]
    return np.stack(columns, axis=1)


class _Groups:
    """The contents of all candidates in one array, and how they are summed up by candidate."""

    def __init__(self, contents: np.ndarray, counts: np.ndarray) -> None:
        self.contents, self.counts = contents, counts
        self.first = np.cumsum(counts) - counts
        self.lengths = np.maximum(contents[:, 1] - contents[:, 0], 1)

    def total(self, values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, self.first)

    def lowest(self, values: np.ndarray) -> np.ndarray:
        return np.minimum.reduceat(values, self.first)

    def mean(self, values: np.ndarray) -> np.ndarray:
        return self.total(values) // self.counts

    def share(self, characters: np.ndarray) -> np.ndarray:
        """Of the candidate's characters, in steps."""
        return STEPS * self.total(characters) // self.total(self.lengths)


def _tokens(document: Document, stretches: np.ndarray) -> np.ndarray:
    """First and last token of each stretch without the marks at its ends, the end excluded."""
    first = np.searchsorted(document.tokens[:, 0], stretches[:, 0])
    last = np.searchsorted(document.tokens[:, 0], stretches[:, 1])
    first = np.minimum(first, len(document.tokens) - 1)
    last = np.maximum(last, first + 1)
    for _ in range(2):
        first = first + (~document.is_word[first] & (last - first > 1))
        last = last - (~document.is_word[last - 1] & (last - first > 1))
    return np.stack([first, last], axis=1)


def _content_columns(tokens: np.ndarray, scores: np.ndarray, of_group: _Groups) -> list:
    first, last = tokens.T
    inside = scores[:, _INSIDE:].max(axis=1) - scores[:, _OUTSIDE]
    sums = np.concatenate([[0], np.cumsum(inside)])
    pairs = np.stack([first, last], axis=1).ravel()
    lowest = np.minimum.reduceat(np.append(inside, 0), pairs)[::2]
    start = scores[:, _BEGIN] - scores[:, :_BEGIN].max(axis=1)
    end = np.append(np.maximum(scores[:, _OUTSIDE], scores[:, _BEGIN]) - scores[:, _INSIDE], 0)
    again = np.append(scores[:, _BEGIN] - scores[:, _INSIDE], 0)
    again = np.maximum.reduceat(again, np.stack([first + 1, last + 1], axis=1).clip(
        max=len(scores)).ravel())[::2]  # fmt: skip
    again[last - first < 2] = _MISSING
    return [
        of_group.total(sums[last] - sums[first]) // of_group.total(last - first),
        of_group.lowest(lowest),
        of_group.mean(start[first]),
        of_group.lowest(start[first]),
        of_group.mean(end[last]),
        of_group.lowest(end[last]),
        -of_group.lowest(-again),
    ]


def _part_columns(
    document: Document, scores: np.ndarray, parts: list[Stretch | None], of_group: _Groups
) -> list:
    """How sure a cue or a source is, and how far it is from the contents."""
    missing = np.array([part is None for part in parts])
    stretches = np.array([part or (0, 1) for part in parts])
    first, last = _tokens(document, stretches).T
    inside = scores[:, _INSIDE:].max(axis=1) - scores[:, _OUTSIDE]
    sums = np.concatenate([[0], np.cumsum(inside)])
    sure = (sums[last] - sums[first]) // (last - first)
    start = (scores[:, _BEGIN] - scores[:, :_BEGIN].max(axis=1))[first]
    start_of, end_of = np.repeat(stretches, of_group.counts, axis=0).T
    gap = np.maximum(start_of - of_group.contents[:, 1], of_group.contents[:, 0] - end_of)
    away = np.clip(of_group.lowest(gap), 0, _FARTHEST)
    return [
        np.where(missing, _MISSING, sure),
        np.where(missing, _MISSING, start),
        np.where(missing, _FARTHEST, away),
    ]


def _agreement_columns(readings: Readings, groups: list[Group], of_group: _Groups) -> list:
    """How far the rules and each level say the same."""
    hinted = set(readings.hints)
    exact = np.array([content in hinted for group in groups for content in group.contents])
    said = [[content for group in level for content in group.contents]
            for level in (readings.by_rule, *readings.levels)]  # fmt: skip
    by_rule, *levels = [
        of_group.share(_shared(of_group.contents, np.array(sorted(set(stretches)))))
        for stretches in said
    ]
    read = Counter(chain.from_iterable(
        {(group.contents, group.cue) for group in level} for level in readings.levels
    ))  # fmt: skip
    same = [read[group.contents, group.cue] for group in groups]
    return [by_rule, of_group.share(exact * of_group.lengths), *levels, np.array(same)]


def _shared(stretches: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Characters of each stretch times how well the best of the others fits it, from 0 to 1."""
    if not len(others):
        return np.zeros(len(stretches), dtype=np.int64)
    first, last = stretches[:, :1], stretches[:, 1:]
    near = np.searchsorted(others[:, 0], first) + np.arange(-_NEIGHBOURS, _NEIGHBOURS)
    start, end = np.moveaxis(others[np.clip(near, 0, len(others) - 1)], 2, 0)
    both = np.maximum(np.minimum(end, last) - np.maximum(start, first), 0)
    longer = np.maximum(np.maximum(last - first, end - start), 1)
    return ((last - first) * both // longer).max(axis=1)


def _quoted(document: Document, of_group: _Groups) -> np.ndarray:
    """Share of the characters in quotation marks."""
    quotes = np.array(outer_quotations(document), dtype=np.int64).reshape(-1, 2)
    before = np.concatenate([[0], np.cumsum(quotes[:, 1] - quotes[:, 0])])

    def characters(places: np.ndarray) -> np.ndarray:
        at = np.searchsorted(quotes[:, 0], places)
        over = quotes[np.maximum(at - 1, 0), 1] - places if len(quotes) else np.zeros(len(places))
        return before[at] - np.where(at > 0, np.maximum(over, 0), 0).astype(np.int64)

    return of_group.share(characters(of_group.contents[:, 1]) - characters(of_group.contents[:, 0]))
