"""From the tagger's scores to stretches: the best spans, and how spans stand to cues."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from framing.text import Document

NEVER = -1e4  # the score of what is not allowed
DISTANCES = np.array([2, 3, 4, 7, 11, 16, 26, 41, 64, 102, 162])  # tokens; where a new class begins
_LONGEST_MARK = 2
_CLOSING = set(".,!?…;: ")

Stretch = tuple[int, int]


def relation(
    cues: np.ndarray, near: np.ndarray, spans: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How each span stands to the cues near it: classes of distance and of cues in between.

    Examples
    --------
    >>> cues, spans = np.array([[5, 6], [20, 22]]), np.array([[7, 12]])
    >>> [part.tolist() for part in relation(cues, np.array([[0, 1]]), spans)]
    [[[13, 4]], [[0, 3]]]
    """
    start, end = cues[near, 0], cues[near, 1]
    first, last = spans[:, :1], spans[:, 1:]
    after, before = first - end + 1, start - last + 1
    away = np.maximum(np.maximum(after, before), 1)
    ahead = before > 0
    low, high = np.where(ahead, last, end), np.where(ahead, start, first)
    between = np.searchsorted(cues[:, 0], high) - np.searchsorted(cues[:, 0], low)
    side = np.where(ahead, 0, len(DISTANCES) + 1)
    distance = np.searchsorted(DISTANCES, away, side="right") + side
    return distance, np.clip(between, 0, 2) + 3 * ahead


def best_spans(scores: np.ndarray) -> np.ndarray:
    """The best sequence of outside, inside, begin: its spans as rows, (spans, 2).

    Parameters
    ----------
    scores : ndarray of shape (rows, 3)
        Of outside, inside and begin, in this order. Inside never follows outside.
    """
    if not len(scores):
        return np.empty((0, 2), dtype=np.int64)
    outside, inside, begin = scores.T.astype(np.float64)
    go_on, start = inside - outside, begin - outside
    go_on[0] = NEVER - outside[0]
    ahead = _lead_over_outside(go_on.tolist(), start.tolist())
    going = np.append(0.0, np.minimum(ahead[:-1], 0.0)) + go_on
    begins = start > going
    covered = ahead > 0
    covered[-1] = ahead[-1] >= 0
    begins[-1] = start[-1] >= going[-1]
    return _spans_of(np.flatnonzero(begins), np.flatnonzero(covered))


def _lead_over_outside(go_on: list[float], start: list[float]) -> np.ndarray:
    """By how much the best sequence that ends in a span leads over the best that does not."""
    lead = 0.0
    return np.array(
        [
            lead := (new if new > (same := lead + more if lead < 0.0 else more) else same)
            for more, new in zip(go_on, start, strict=True)
        ]
    )


def _spans_of(begins: np.ndarray, covered: np.ndarray) -> np.ndarray:
    """From each row that begins a span to the last covered one before the next that does."""
    following = np.append(begins[1:], np.iinfo(np.int64).max)
    last = np.append(-1, covered)[np.searchsorted(covered, following)]
    kept = last >= begins
    return np.stack([begins[kept], last[kept] + 1], axis=1)


def with_marks(document: Document, contents: list[Stretch]) -> list[Stretch]:
    """Contents with the quotation marks that open or close with them.

    Examples
    --------
    >>> with_marks(Document("“Go!” she said."), [(1, 3)])
    [(0, 5)]
    """
    quotations = document.quotations
    starts = [quotation.start for quotation in quotations]
    found = []
    for start, end in contents:
        first = bisect_left(starts, start - _LONGEST_MARK)
        for quotation in quotations[first : bisect_left(starts, end)]:
            if quotation.inner_start == start:
                start = quotation.start
            if quotation.start >= start and quotation.inner_end >= end:
                left_out = document.text[end : quotation.inner_end]
                end = quotation.end if set(left_out) <= _CLOSING else end
        found.append((start, end))
    return found
