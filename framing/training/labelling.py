"""A teacher labels articles that nobody has labelled, as examples for the tagger that ships."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.tagger_inputs import COLUMNS, Rows
from framing.tagger_spans import NEVER, best_spans
from framing.training.examples import BEGIN, IGNORED, INSIDE, Example, Link

_SIDE_BY_SIDE = 16

Range = tuple[int, int]


@torch.no_grad()
def label(
    teacher: nn.Module,
    articles: list[Rows],
    *,
    name: str,
    bias: tuple[float, float, float],
) -> list[Example]:
    """Examples from unlabelled articles, as the teacher reads them.

    `bias` is taken from the score of `outside` for content, cue and source, so that fewer stretches
    are missed.
    """
    found: list[Example | None] = [None] * len(articles)
    order = sorted(range(len(articles)), key=lambda number: (len(articles[number].ids), number))
    for start in range(0, len(order), _SIDE_BY_SIDE):
        numbers = order[start : start + _SIDE_BY_SIDE]
        states, chances = _read(teacher, [articles[number] for number in numbers])
        for place, number in enumerate(numbers):
            rows = articles[number]
            count = len(rows.ids)
            found[number] = _example(
                teacher.heads,
                rows,
                states[place, :count],
                chances=chances[place, :count],
                name=f"{name}{number}",
                bias=bias,
            )
    return [example for example in found if example is not None]


def _read(teacher: nn.Module, articles: list[Rows]) -> tuple[Tensor, np.ndarray]:
    longest = max(len(rows.ids) for rows in articles)
    ids = np.zeros((len(articles), longest, articles[0].ids.shape[1]), dtype=np.int64)
    ids[:, :, COLUMNS.index("shape")] = 7
    mask = np.zeros((len(articles), longest), dtype=np.float32)
    for place, rows in enumerate(articles):
        ids[place, : len(rows.ids)], mask[place, : len(rows.ids)] = rows.ids, 1
    states = teacher(torch.as_tensor(ids), torch.as_tensor(mask))
    scores = teacher.heads.tags(states).view(*states.shape[:2], 3, 3)
    return states, functional.softmax(scores, -1).cpu().numpy()


def _example(heads, rows: Rows, states: Tensor, *, chances, name: str, bias) -> Example:
    gaps = rows.token < 0
    scores = np.log(chances + 1e-6)
    scores[:, :, 0] -= np.array(bias)
    scores[gaps, :, 1:] = NEVER
    spans = [best_spans(scores[:, role]) for role in range(3)]
    labels = np.zeros((len(rows.ids), 3), dtype=np.int64)
    for role, stretches in enumerate(spans):
        for first, last in stretches.tolist():
            labels[first:last, role] = INSIDE
            labels[first, role] = BEGIN
    labels[gaps] = IGNORED
    soft = _shifted(chances, bias).reshape(len(labels), 9).astype(np.float16)
    links = _links(heads, states, spans)
    return Example(name, "unlabelled", rows, labels, links, soft)


def _shifted(chances: np.ndarray, bias: tuple[float, float, float]) -> np.ndarray:
    shifted = chances.copy()
    shifted[:, :, 0] *= np.exp(-np.array(bias))
    return shifted / shifted.sum(axis=2, keepdims=True)


def _links(heads, states: Tensor, spans: list[np.ndarray]) -> tuple[Link, ...]:
    contents, cues, sources = spans
    if not len(cues):
        return ()
    members: list[list[Range]] = [[] for _ in cues]
    if len(contents):
        best = heads.links(states, cues, contents, kind=0).argmax(1)
        for content, cue in zip(contents.tolist(), best.tolist(), strict=True):
            members[cue].append(tuple(content))
    chosen = [-1] * len(cues)
    if len(sources):
        scores = heads.links(states, cues, sources, kind=1).T
        none = heads.no_source(heads.middle(states, torch.as_tensor(cues)))
        best = torch.cat([none, scores], 1).argmax(1) - 1
        chosen = best.tolist()
    return tuple(
        Link(
            tuple(cue),
            tuple(members[number]),
            tuple(sources[chosen[number]].tolist()) if chosen[number] >= 0 else None,
        )
        for number, cue in enumerate(cues.tolist())
    )
