"""The trained half of attribution: contents, cues and sources of a text, and what belongs together.

A small network of dilated convolutions reads a whole article. Its weights and everything that it
multiplies are integers below 128, so every product is exact: the same text gives the same spans on
any machine, whatever the number of cores, and however articles are grouped. How it was trained, on
what, and where it fails: docs/model_card_attribution.md.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from framing.errors import InputError
from framing.tagger_inputs import COLUMNS, Vocabulary
from framing.text import Document

ROLES = ("content", "cue", "source")
WEIGHTS = Path(__file__).with_name("models") / "attribution.npz"
STEPS_PER_UNIT = 20.0  # an activation of 1.0 is the integer 20
EMBEDDING_STEPS = 64.0
LINK_STEPS = 64.0
DISTANCES = np.array([2, 3, 4, 7, 11, 16, 26, 41, 64, 102, 162])  # tokens; where a new class begins
_LIMIT = 127.0
_CHUNK = 4096
_NEAR = 8  # candidates considered on either side
_NEVER = -1e4
_LONGEST_MARK = 2
_CLOSING = set(".,!?…;: ")

Stretch = tuple[int, int]


class Attribution(NamedTuple):
    """What one cue ties together, as characters: a cue and a source may be missing."""

    contents: tuple[Stretch, ...]
    cue: Stretch | None
    source: Stretch | None


class _Layer(NamedTuple):
    dilation: int
    weight_in: np.ndarray
    scale_in: np.ndarray
    shift_in: np.ndarray
    weight_out: np.ndarray
    scale_out: np.ndarray
    shift_out: np.ndarray
    norm_scale: np.ndarray
    norm_shift: np.ndarray


class Tagger:
    """A trained network, run with NumPy alone.

    Parameters
    ----------
    path : Path
        The weights, an .npz file without pickled objects, written by `python -m framing.training`.

    Raises
    ------
    InputError
        If the file is missing or is not such a file.
    """

    def __init__(self, path: Path = WEIGHTS) -> None:
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            self.vocabulary = Vocabulary(arrays["words"].tobytes().decode("utf-8").split("\n"))
            self._set_weights(arrays)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
            raise InputError(
                f"{path} holds no weights of the attribution tagger ({error}). Install framing "
                "again, or train them: python -m framing.training --help."
            ) from None

    def _set_weights(self, arrays: dict[str, np.ndarray]) -> None:
        def floats(name: str) -> np.ndarray:
            return arrays[name].astype(np.float32)

        self._embedded = [arrays[name] for name in COLUMNS[:3]]
        self._added = [floats(name) for name in COLUMNS[3:]]
        self._project, self._project_scale = floats("project"), floats("project_scale")
        names = [name for name in _Layer._fields if name != "dilation"]
        self._layers = [
            _Layer(int(dilation), *(floats(f"layer{number}_{name}") for name in names))
            for number, dilation in enumerate(arrays["dilations"])
        ]
        self._norm = floats("norm_scale"), floats("norm_shift")
        self._tags = tuple(floats(f"tags_{part}") for part in ("weight", "scale", "shift"))
        links = ("content_cue", "content", "source_cue", "source", "no_source")
        self._link = {
            link: tuple(
                arrays[f"{link}_{part}"].astype(np.float64) for part in ("weight", "scale", "shift")
            )
            for link in links
        }
        self._distance = arrays["link_distance"].astype(np.float64)
        self._between = arrays["link_between"].astype(np.float64)
        self._reach = int(sum(layer.dilation for layer in self._layers))

    # the network -------------------------------------------------------------------------

    def states(self, ids: np.ndarray) -> np.ndarray:
        """The network's reading of each row: integers from -127 to 127, (rows, channels)."""
        count = len(ids)
        if count <= _CHUNK:
            return self._states(ids)
        parts = []
        for start in range(0, count, _CHUNK):
            low, high = max(0, start - self._reach), min(count, start + _CHUNK + self._reach)
            part = self._states(ids[low:high])
            parts.append(part[start - low : start - low + _CHUNK])
        return np.concatenate(parts)

    def _states(self, ids: np.ndarray) -> np.ndarray:
        pieces = [table[ids[:, column]] for column, table in enumerate(self._embedded)]
        hidden = np.concatenate(pieces, axis=1).astype(np.float32) @ self._project
        hidden *= self._project_scale
        for column, table in enumerate(self._added, len(self._embedded)):
            hidden += table[ids[:, column]]
        for layer in self._layers:
            self._add_layer(hidden, layer)
        return _integers(hidden, *self._norm)

    @staticmethod
    def _add_layer(hidden: np.ndarray, layer: _Layer) -> None:
        count, width = hidden.shape
        apart = layer.dilation
        seen = np.zeros((count, 3 * width), dtype=np.float32)
        here = seen[:, width : 2 * width]
        here[:] = _integers(hidden, layer.norm_scale, layer.norm_shift)
        seen[apart:, :width] = here[: max(0, count - apart)]
        seen[: max(0, count - apart), 2 * width :] = here[apart:]
        inner = seen @ layer.weight_in
        inner *= layer.scale_in
        inner += layer.shift_in
        np.clip(inner, 0.0, _LIMIT, out=inner)
        np.rint(inner, out=inner)
        change = inner @ layer.weight_out
        change *= layer.scale_out
        change += layer.shift_out
        hidden += change

    def _spans(self, states: np.ndarray, is_gap: np.ndarray) -> list[np.ndarray]:
        weight, scale, shift = self._tags
        scores = ((states @ weight) * scale + shift).reshape(-1, 3, 3)
        scores[is_gap, :, 1:] = _NEVER
        return [best_spans(scores[:, role]) for role in range(3)]

    # links -------------------------------------------------------------------------------

    def _at(self, link: str, states: np.ndarray) -> np.ndarray:
        weight, scale, shift = self._link[link]
        return np.rint((states.astype(np.float64) @ weight) * scale + shift)

    def _best(self, kind: int, cues: np.ndarray, spans: np.ndarray, states: np.ndarray):
        """Scores of the cues near each span, and their numbers: two arrays (spans, near)."""
        names = (("content_cue", "content"), ("source_cue", "source"))[kind]
        middle = states[cues[:, 0]] + states[cues[:, 1] - 1]
        edges = np.concatenate([states[spans[:, 0]], states[spans[:, 1] - 1]], axis=1)
        query, key = self._at(names[0], middle), self._at(names[1], edges)
        near = np.searchsorted(cues[:, 0], spans[:, 0])[:, None] + np.arange(-_NEAR, _NEAR)
        outside = (near < 0) | (near >= len(cues))
        near = np.clip(near, 0, len(cues) - 1)
        scores = (query[near] * key[:, None, :]).sum(axis=2) / (LINK_STEPS * LINK_STEPS)
        distance, between = relation(cues, near, spans)
        scores += self._distance[kind][distance] + self._between[kind][between]
        scores[outside] = _NEVER
        return scores, near

    def _cue_of_content(self, cues, contents, states) -> list[int]:
        scores, near = self._best(0, cues, contents, states)
        return near[np.arange(len(near)), scores.argmax(axis=1)].tolist()

    def _source_of_cue(self, cues, sources, states) -> list[int]:
        """The number of each cue's source, or -1."""
        weight, scale, shift = self._link["no_source"]
        middle = (states[cues[:, 0]] + states[cues[:, 1] - 1]).astype(np.float64)
        best = ((middle @ weight) * scale + shift)[:, 0]
        chosen = np.full(len(cues), -1)
        if len(sources):
            scores, near = self._best(1, cues, sources, states)
            order = np.lexsort((np.repeat(np.arange(len(near)), near.shape[1]), scores.ravel()))
            source, cue = order // near.shape[1], near.ravel()[order]
            score = scores.ravel()[order]
            wins = score > best[cue]
            chosen[cue[wins]] = source[wins]  # in rising order: the highest score stays
        return chosen.tolist()

    # the answer --------------------------------------------------------------------------

    def tag(self, document: Document) -> list[Attribution]:
        """Every attribution of a text, in order.

        A content without a cue near it stands alone; a cue without a content is left out.
        """
        rows = self.vocabulary.rows(document)
        if not len(rows.row):
            return []
        states = self.states(rows.ids)
        spans = self._spans(states, rows.token < 0)
        contents, cues, sources = spans
        cue_of = self._cue_of_content(cues, contents, states) if len(cues) and len(contents) else []
        source_of = self._source_of_cue(cues, sources, states) if len(cues) else []
        return _grouped(document, _characters(document, rows.token, spans), cue_of, source_of)


def _integers(hidden: np.ndarray, scale: np.ndarray, shift: np.ndarray) -> np.ndarray:
    result = hidden * scale
    result += shift
    np.clip(result, -_LIMIT, _LIMIT, out=result)
    return np.rint(result, out=result)


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
    steps = scores.tolist()
    outside, inside, begin = steps[0][0], _NEVER, steps[0][2]
    came_from = []
    for stay, go_on, start in steps[1:]:
        best, free = (begin, 2) if begin > inside else (inside, 1)
        bound, bound_at = best, free
        if outside >= best:
            best, free = outside, 0
        came_from.append((free, bound_at, free))
        outside, inside, begin = best + stay, bound + go_on, best + start
    tag = max(((outside, 0), (inside, 1), (begin, 2)))[1]
    spans, end = [], len(steps)
    for place in range(len(steps) - 1, -1, -1):
        if tag == 0:
            end = place
        elif tag == 2:
            spans.append((place, end))
            end = place
        if place:
            tag = came_from[place - 1][tag]
    return np.array(spans[::-1], dtype=np.int64).reshape(-1, 2)


def _characters(document: Document, token: np.ndarray, spans: list[np.ndarray]):
    """Rows to characters; contents take in the quotation marks around them."""
    starts, ends = document.tokens[:, 0], document.tokens[:, 1]
    found = [
        [(int(starts[token[a]]), int(ends[token[b - 1]])) for a, b in role.tolist()]
        for role in spans
    ]
    marks = _Marks(document)
    found[0] = [marks.around(content) for content in found[0]]
    return found


class _Marks:
    """The quotations of a text, to be found by where they are."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.quotations = document.quotations
        self.starts = [quotation.start for quotation in self.quotations]

    def around(self, content: Stretch) -> Stretch:
        """The content with the marks that open or close with it."""
        start, end = content
        first = bisect_left(self.starts, start - _LONGEST_MARK)
        for quotation in self.quotations[first : bisect_left(self.starts, end)]:
            if quotation.inner_start == start:
                start = quotation.start
            if quotation.start >= start and quotation.inner_end >= end:
                left_out = self.text[end : quotation.inner_end]
                end = quotation.end if set(left_out) <= _CLOSING else end
        return start, end


def _grouped(document: Document, found, cue_of: list[int], source_of: list[int]):
    contents, cues, sources = found
    members: dict[int, list[Stretch]] = {}
    alone = []
    for number, content in enumerate(contents):
        if cue_of:
            members.setdefault(cue_of[number], []).append(content)
        else:
            alone.append(Attribution((content,), None, None))
    tied = [
        Attribution(
            tuple(sorted(stretches)),
            cues[cue],
            sources[source_of[cue]] if source_of[cue] >= 0 else None,
        )
        for cue, stretches in members.items()
    ]
    return sorted(alone + tied, key=lambda a: (a.contents, a.cue or (-1, -1)))


@lru_cache(maxsize=1)
def bundled() -> Tagger:
    """The tagger that ships with the package, loaded when first used."""
    return Tagger()


def tag(document: Document) -> list[Attribution]:
    """Every attribution of a text by the bundled tagger."""
    return bundled().tag(document)
