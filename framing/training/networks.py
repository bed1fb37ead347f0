"""The network that ships, and what it shares with its teachers.

The tagger is trained with what it will be when it ships: in its last epochs every weight and every
activation is rounded to a whole number of steps, as `framing.tagger` computes them.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.tagger import EMBEDDING_STEPS, STEPS_PER_UNIT
from framing.tagger_inputs import COLUMNS, SIZES, UNKNOWN
from framing.tagger_spans import DISTANCES, relation

LINK_WIDTH = 48
ADDED = tuple(SIZES[name] for name in COLUMNS[3:])  # columns whose embeddings are added up
_SUFFIX_WIDTH = 16
MOST = 64
"""The largest whole number in a weight: see `framing.training.graph`."""
_EPSILON = 1e-4


def drop_channels(values: Tensor, share: float, *, training: bool) -> Tensor:
    """Dropout of whole channels: the same ones in all rows (dimension 1) of a window."""
    if not training or share <= 0:
        return values
    shape = list(values.shape)
    shape[1] = 1
    return values * (
        (torch.rand(shape, device=values.device) > share).to(values.dtype) / (1 - share)
    )


def rounded(values: Tensor, steps: float | Tensor, most: int = 127) -> Tensor:
    """To whole steps between -`most` and `most`; gradients pass as if nothing had happened."""
    near = (values * steps).clamp(-most, most)
    return (near + (near.round() - near).detach()) / steps


def rounded_rows(weight: Tensor) -> Tensor:
    """Each row to whole steps of its own, from -`MOST` to `MOST`."""
    return rounded(weight, MOST / weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8))


class Heads(nn.Module):
    """What is read off a state: labels of the three roles, and which spans belong together."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, 9)
        self.content_cue = nn.Linear(width, LINK_WIDTH)
        self.content = nn.Linear(2 * width, LINK_WIDTH)
        self.source_cue = nn.Linear(width, LINK_WIDTH)
        self.source = nn.Linear(2 * width, LINK_WIDTH)
        self.no_source = nn.Linear(width, 1)
        self.no_cue = nn.Linear(2 * width, 1)
        self.distance = nn.Parameter(torch.zeros(2, 2 * len(DISTANCES) + 2))
        self.between = nn.Parameter(torch.zeros(2, 6))
        self.exact = False

    def apply_layer(self, layer: nn.Linear, states: Tensor) -> Tensor:
        weight = rounded_rows(layer.weight) if self.exact else layer.weight
        return functional.linear(states, weight, layer.bias)

    def middle(self, states: Tensor, cues: Tensor) -> Tensor:
        return (states[cues[:, 0]] + states[cues[:, 1] - 1]) / 2

    def edges(self, states: Tensor, spans: Tensor) -> Tensor:
        return torch.cat([states[spans[:, 0]], states[spans[:, 1] - 1]], dim=-1)

    def links(self, states: Tensor, cues: np.ndarray, spans: np.ndarray, *, kind: int) -> Tensor:
        """Scores (spans, cues) of contents (`kind` 0) or sources (1)."""
        at_cues, at_spans = torch.as_tensor(cues), torch.as_tensor(spans)
        edges = self.edges(states, at_spans)
        query = (self.content_cue, self.source_cue)[kind]
        key = (self.content, self.source)[kind]
        asked = self.apply_layer(query, self.middle(states, at_cues))
        scores = self.apply_layer(key, edges) @ asked.T / 7
        distance, between = all_relations(cues, spans)
        return scores + self.distance[kind][distance] + self.between[kind][between]


def all_relations(cues: np.ndarray, spans: np.ndarray) -> tuple[Tensor, Tensor]:
    """`framing.tagger.relation` of every span with every cue."""
    every = np.tile(np.arange(len(cues)), (len(spans), 1))
    distance, between = relation(cues, every, spans)
    return torch.as_tensor(distance), torch.as_tensor(between.astype(np.int64))


class _Norm(nn.Module):
    """Each channel to mean 0 and deviation 1, by running figures once trained."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("var", torch.ones(width))

    def forward(self, values: Tensor) -> Tensor:
        flat = values.reshape(-1, values.shape[-1]).float()
        result = functional.batch_norm(
            flat, self.mean, self.var, training=self.training, momentum=0.02, eps=_EPSILON
        )
        return result.view(values.shape)

    def folded(self) -> tuple[Tensor, Tensor]:
        scale = torch.rsqrt(self.var + _EPSILON)
        return scale, -self.mean * scale


class _Layer(nn.Module):
    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm, self.inner_norm = _Norm(width), _Norm(width)
        self.weight_in = nn.Parameter(torch.randn(width, 3 * width) * (2 / (3 * width)) ** 0.5)
        self.shift_in = nn.Parameter(torch.zeros(width))
        self.weight_out = nn.Parameter(torch.randn(width, width) * 0.5 * width**-0.5)
        self.shift_out = nn.Parameter(torch.zeros(width))

    def forward(self, hidden: Tensor, mask: Tensor, *, exact: bool, dropped: float) -> Tensor:
        weights = self.weight_in, self.weight_out
        near = self.norm(hidden)
        if exact:
            weights = tuple(rounded_rows(weight) for weight in weights)
            near = rounded(near, STEPS_PER_UNIT)
        with torch.autocast(hidden.device.type, torch.bfloat16, enabled=self.training):
            inner = functional.linear(self._neighbours(near * mask), weights[0])
        inner = functional.relu(self.inner_norm(inner.float()) + self.shift_in)
        inner = rounded(inner, STEPS_PER_UNIT, most=255) if exact else inner
        inner = drop_channels(inner, dropped, training=self.training)
        with torch.autocast(hidden.device.type, torch.bfloat16, enabled=self.training):
            change = functional.linear(inner, weights[1], self.shift_out)
        return hidden + change.float() * mask

    def _neighbours(self, values: Tensor) -> Tensor:
        apart, count = self.dilation, values.shape[1]
        none = torch.zeros_like(values[:, :1]).expand(-1, apart, -1)
        left = torch.cat([none, values], 1)[:, :count]
        right = torch.cat([values, none], 1)[:, apart:]
        return torch.cat([left, values, right], -1)


class TaggerNetwork(nn.Module):
    """Dilated convolutions over a whole article; `exact` switches rounding on."""

    def __init__(self, vectors: np.ndarray, *, width: int, dilations: tuple[int, ...]) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False)
        self.suffixes = nn.Embedding(SIZES["suffix"], _SUFFIX_WIDTH)
        self.ends = nn.Embedding(SIZES["ends"], _SUFFIX_WIDTH)
        self.added = nn.ModuleList(nn.Embedding(size, width) for size in ADDED)
        size = vectors.shape[1] + 2 * _SUFFIX_WIDTH
        self.project = nn.Parameter(torch.randn(width, size) * 0.3)
        self.layers = nn.ModuleList(_Layer(width, dilation) for dilation in dilations)
        self.norm = _Norm(width)
        self.heads = Heads(width)
        for table in (self.suffixes, self.ends):
            nn.init.normal_(table.weight, std=0.1)
        for table in self.added:
            nn.init.normal_(table.weight, std=0.3)
        self.exact, self.dropped = False, 0.1

    def set_exact(self, exact: bool) -> None:
        self.exact = self.heads.exact = exact

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        mask = mask[..., None]
        hidden = self._embedded(ids) * mask
        for layer in self.layers:
            hidden = layer(hidden, mask, exact=self.exact, dropped=self.dropped)
        states = self.norm(hidden)
        return rounded(states, STEPS_PER_UNIT) if self.exact else states

    def _embedded(self, ids: Tensor) -> Tensor:
        words = with_unknown(ids[..., 0], training=self.training)
        tables = (self.words(words), self.suffixes(ids[..., 1]), self.ends(ids[..., 2]))
        embedded, project = torch.cat(tables, -1), self.project
        if self.exact:
            embedded = rounded(embedded, EMBEDDING_STEPS)
            project = rounded_rows(project)
        embedded = drop_channels(embedded, 2 * self.dropped, training=self.training)
        hidden = functional.linear(embedded, project)
        for place, table in enumerate(self.added, 3):
            hidden = hidden + table(ids[..., place])
        return hidden


def with_unknown(words: Tensor, *, training: bool) -> Tensor:
    """Now and then a word is read as unknown, so that unknown words are learnt too."""
    if not training:
        return words
    hidden = (torch.rand(words.shape, device=words.device) < 0.04) & (words > UNKNOWN)
    return torch.where(hidden, torch.full_like(words, UNKNOWN), words)
