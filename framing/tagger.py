"""The trained half of attribution: contents, cues and sources of a text, and what belongs together.

A small network of dilated convolutions reads a whole article. Its weights and everything that it
multiplies are whole numbers of one byte, so every sum is exact: the same text gives the same spans
on any machine, whatever the number of cores, and however articles are grouped. How it was trained,
on what, and where it fails: docs/model_card_attribution.md.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from framing.errors import InputError
from framing.tagger_inputs import Vocabulary
from framing.tagger_network import Network
from framing.tagger_spans import NEVER, best_spans, relation, with_marks
from framing.text import Document

ROLES = ("content", "cue", "source")
WEIGHTS = Path(__file__).with_name("models") / "attribution.npz"
LINKS = ("content_cue", "content", "no_cue", "source_cue", "source", "no_source")
BESIDE = ("words", "link_", *(f"{link}_" for link in LINKS))
"""What the arrays beside the network are called, or begin with."""
STEPS_PER_UNIT = 20.0  # an activation of 1.0 is the integer 20
EMBEDDING_STEPS = 64.0
LINK_STEPS = 64.0
_BLOCK = 512  # spans that are held against their cues at a time
_NEAR = 8  # candidates considered on either side

Stretch = tuple[int, int]


class Attribution(NamedTuple):
    """What one cue ties together, as characters: a cue and a source may be missing."""

    contents: tuple[Stretch, ...]
    cue: Stretch | None
    source: Stretch | None


class Tagger:
    """A trained network and what ties its spans together.

    Parameters
    ----------
    path : Path
        Words and links, an .npz file without pickled objects; the network lies beside it, of the
        same name, as .onnx. `python -m framing.training` writes both.

    Raises
    ------
    InputError
        If a file is missing or is not such a file.
    """

    def __init__(self, path: Path = WEIGHTS) -> None:
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            self.vocabulary = Vocabulary(arrays["words"].tobytes().decode("utf-8").split("\n"))
            self._link = {
                link: tuple(
                    arrays[f"{link}_{part}"].astype(np.float64)
                    for part in ("weight", "scale", "shift")
                )
                for link in LINKS
            }
            self._distance = arrays["link_distance"].astype(np.float64)
            self._between = arrays["link_between"].astype(np.float64)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
            raise InputError(
                f"{path} holds no weights of the attribution tagger ({error}). Install framing "
                "again, or train them: python -m framing.training --help."
            ) from None
        self.network = Network(path.with_suffix(".onnx"))

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
        fits = [
            (query[near[first : first + _BLOCK]] @ key[first : first + _BLOCK, :, None])[:, :, 0]
            for first in range(0, len(spans), _BLOCK)
        ]
        scores = np.concatenate(fits) / (LINK_STEPS * LINK_STEPS)
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
        states, scores = self.network.read(rows.ids)
        scores[rows.token < 0, :, 1:] = NEVER
        spans = [best_spans(scores[:, role]) for role in range(len(ROLES))]
        contents, cues, sources = spans
        cue_of = self._cue_of_content(cues, contents, states)
        source_of = self._source_of_cue(cues, sources, states)
        return grouped(document, in_characters(document, rows.token, spans), cue_of, source_of)


def _middles(states: np.ndarray, spans: np.ndarray) -> np.ndarray:
    first, last = _ends(states, spans)
    return first + last


def _edges(states: np.ndarray, spans: np.ndarray) -> np.ndarray:
    return np.concatenate(_ends(states, spans), axis=1)


def _ends(states: np.ndarray, spans: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    places = spans[:, 0] % len(states), (spans[:, 1] - 1) % len(states)
    first, last = (states[place].astype(np.int16) for place in places)
    return first, last


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
