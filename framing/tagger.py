"""The trained half of attribution: contents, cues and sources of a text, and what belongs together.

A small network of dilated convolutions reads a whole article. Its weights and everything that it
multiplies are integers below 128, so every product is exact: the same text gives the same spans on
any machine, whatever the number of cores, and however articles are grouped. How it was trained, on
what, and where it fails: docs/model_card_attribution.md.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from framing.errors import InputError
from framing.tagger_inputs import COLUMNS, Vocabulary
from framing.tagger_spans import NEVER, best_spans, relation, with_marks
from framing.text import Document

ROLES = ("content", "cue", "source")
WEIGHTS = Path(__file__).with_name("models") / "attribution.npz"
STEPS_PER_UNIT = 20.0  # an activation of 1.0 is the integer 20
EMBEDDING_STEPS = 64.0
LINK_STEPS = 64.0
_LIMIT = 127.0
_CHUNK = 4096
_NEAR = 8  # candidates considered on either side

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

        self._embedded = _projected([floats(name) for name in COLUMNS[:3]], floats("project"))
        self._embedding_scale = floats("project_scale")
        self._added = [floats(name) for name in COLUMNS[3:]]
        names = [name for name in _Layer._fields if name != "dilation"]
        self._layers = [
            _Layer(int(dilation), *(floats(f"layer{number}_{name}") for name in names))
            for number, dilation in enumerate(arrays["dilations"])
        ]
        self._norm = floats("norm_scale"), floats("norm_shift")
        self._tags = tuple(floats(f"tags_{part}") for part in ("weight", "scale", "shift"))
        links = ("content_cue", "content", "no_cue", "source_cue", "source", "no_source")
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
        places = ids.T.astype(np.intp)
        hidden = self._embedded[0][places[0]]
        for table, place in zip(self._embedded[1:], places[1:], strict=False):
            hidden += table[place]
        hidden *= self._embedding_scale
        for table, place in zip(self._added, places[len(self._embedded) :], strict=True):
            hidden += table[place]
        seen, inner = np.empty_like(hidden), np.empty_like(hidden)
        for layer in self._layers:
            _integers(hidden, layer.norm_scale, layer.norm_shift, out=seen)
            _add_layer(hidden, layer, seen, inner)
        return _integers(hidden, *self._norm)

    def _spans(self, states: np.ndarray, is_gap: np.ndarray) -> list[np.ndarray]:
        weight, scale, shift = self._tags
        scores = ((states @ weight) * scale + shift).reshape(-1, 3, 3)
        scores[is_gap, :, 1:] = NEVER
        return [best_spans(scores[:, role]) for role in range(3)]

    # links -------------------------------------------------------------------------------

    def _project(self, link: str, states: np.ndarray) -> np.ndarray:
        weight, scale, shift = self._link[link]
        return (states.astype(np.float64) @ weight) * scale + shift

    def _scores(
        self, kind: int, cues: np.ndarray, spans: np.ndarray, states: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Scores of the cues near each span, and their numbers: two arrays (spans, near).

        Several readings of a text may stand one after another: nothing is tied across them.
        """
        query = np.rint(self._project(("content_cue", "source_cue")[kind], _middles(states, cues)))
        key = np.rint(self._project(ROLES[2 * kind], _edges(states, spans)))
        near = np.searchsorted(cues[:, 0], spans[:, 0])[:, None] + np.arange(-_NEAR, _NEAR)
        outside = (near < 0) | (near >= len(cues))
        near = np.clip(near, 0, len(cues) - 1)
        outside |= cues[near, 0] // len(states) != spans[:, :1] // len(states)
        scores = (query[near] @ key[:, :, None])[:, :, 0] / (LINK_STEPS * LINK_STEPS)
        distance, between = relation(cues, near, spans)
        scores += self._distance[kind][distance] + self._between[kind][between]
        scores[outside] = NEVER
        return scores, near

    def _cue_of_content(
        self, cues: np.ndarray, contents: np.ndarray, states: np.ndarray
    ) -> list[int]:
        """The number of each content's cue, or -1."""
        if not len(cues) or not len(contents):
            return [-1] * len(contents)
        scores, near = self._scores(0, cues, contents, states)
        none = self._project("no_cue", _edges(states, contents))[:, 0]
        best = scores.argmax(axis=1)
        every = np.arange(len(contents))
        return np.where(scores[every, best] > none, near[every, best], -1).tolist()

    def _source_of_cue(
        self, cues: np.ndarray, sources: np.ndarray, states: np.ndarray
    ) -> list[int]:
        """The number of each cue's source, or -1."""
        chosen = np.full(len(cues), -1)
        if not len(cues) or not len(sources):
            return chosen.tolist()
        none = self._project("no_source", _middles(states, cues))[:, 0]
        scores, near = self._scores(1, cues, sources, states)
        order = np.lexsort((np.repeat(np.arange(len(near)), near.shape[1]), scores.ravel()))
        source, cue = order // near.shape[1], near.ravel()[order]
        wins = scores.ravel()[order] > none[cue]
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
        cue_of = self._cue_of_content(cues, contents, states)
        source_of = self._source_of_cue(cues, sources, states)
        return grouped(document, in_characters(document, rows.token, spans), cue_of, source_of)


def _projected(tables: list[np.ndarray], weight: np.ndarray) -> list[np.ndarray]:
    """Each word, beginning and end as it goes into the network: whole numbers, to be added up."""
    bounds = np.cumsum([table.shape[1] for table in tables])[:-1]
    parts = np.split(weight, bounds)
    return [table @ part for table, part in zip(tables, parts, strict=True)]


def _add_layer(hidden: np.ndarray, layer: _Layer, seen: np.ndarray, inner: np.ndarray) -> None:
    """Add to `hidden` what a layer makes of `seen`; both other arrays are written over."""
    before, here, after = np.split(layer.weight_in, 3)
    _multiply(seen, here, inner, keep=False)
    if layer.dilation < len(seen):
        _multiply(seen[: -layer.dilation], before, inner[layer.dilation :])
        _multiply(seen[layer.dilation :], after, inner[: -layer.dilation])
    inner *= layer.scale_in
    inner += layer.shift_in
    np.clip(inner, 0.0, _LIMIT, out=inner)
    np.rint(inner, out=inner)
    change = np.matmul(inner, layer.weight_out, out=seen)
    change *= layer.scale_out
    change += layer.shift_out
    hidden += change


def _multiply(rows: np.ndarray, weight: np.ndarray, out: np.ndarray, *, keep: bool = True) -> None:
    """Add a product to `out`, in place: BLAS counts by columns, so all are handed over turned."""
    from scipy.linalg.blas import sgemm

    sgemm(1.0, weight.T, rows.T, float(keep), out.T, overwrite_c=1)


def _integers(
    hidden: np.ndarray, scale: np.ndarray, shift: np.ndarray, *, out: np.ndarray | None = None
) -> np.ndarray:
    result = np.multiply(hidden, scale, out=out)
    result += shift
    np.clip(result, -_LIMIT, _LIMIT, out=result)
    return np.rint(result, out=result)


def _middles(states: np.ndarray, spans: np.ndarray) -> np.ndarray:
    first, last = _ends(states, spans)
    return first + last


def _edges(states: np.ndarray, spans: np.ndarray) -> np.ndarray:
    return np.concatenate(_ends(states, spans), axis=1)


def _ends(states: np.ndarray, spans: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return states[spans[:, 0] % len(states)], states[(spans[:, 1] - 1) % len(states)]


def in_characters(document: Document, token: np.ndarray, spans: list[np.ndarray]):
    """Rows to characters; contents take in the quotation marks around them."""
    starts, ends = document.tokens[:, 0], document.tokens[:, 1]
    found = [
        list(zip(starts[token[first]].tolist(), ends[token[last - 1]].tolist(), strict=True))
        for first, last in (role.T for role in spans)
    ]
    found[0] = with_marks(document, found[0])
    return found


def grouped(document: Document, found, cue_of: list[int], source_of: list[int]):
    contents, cues, sources = found
    members: dict[int, list[Stretch]] = {}
    alone = []
    for number, content in enumerate(contents):
        if cue_of[number] >= 0:
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
