"""Training a network on examples, and applying it to make more of them.

One loss for both networks: the label of every row, which cue each content belongs to and which
source each cue has. Where a teacher labelled the rows, its probabilities are the labels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.training.examples import IGNORED, Batch, Example, Range, Window, batches, windows

_MISSED = 0.15  # how many cues are hidden from their contents, as the tagger will miss some
_IMPOSSIBLE = -1e4
_SLOWEST = 0.998  # how much of the running average of weights one step keeps


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train; weights are rounded from epoch `rounded_from` on.

    `warm_up` is counted in steps; `pretrained` is the rate of an encoder's weights in that of all
    others.
    """

    epochs: int
    rate: float = 2e-3
    rows: int = 512
    batch: int = 12
    rounded_from: int = 10**6
    warm_up: int = 200
    pretrained: float = 2 / 15
    seed: int = 0


def fit(
    network: nn.Module,
    epoch_of: Callable[[int], list[Example]],
    plan: Plan,
    *,
    say: Callable[[str], None],
    after: Callable[[int, nn.Module], None] = lambda epoch, network: None,
) -> nn.Module:
    """Train on `epoch_of(epoch)` for each epoch; the result has the running average of weights."""
    torch.manual_seed(plan.seed)
    random = np.random.RandomState(plan.seed)
    parameters = [value for value in network.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(
        _by_pace(network, plan.pretrained), weight_decay=1e-3, betas=(0.9, 0.98)
    )
    average = _Average(network)
    step = count(1)
    for epoch in range(plan.epochs):
        network.train()
        network.set_exact(epoch >= plan.rounded_from)
        found = windows(epoch_of(epoch), random, size=plan.rows)
        losses = []
        for place, batch in enumerate(batches(found, size=plan.batch, rows=plan.rows)):
            done = (epoch + place * plan.batch / len(found)) / plan.epochs
            now = next(step)
            rate = (
                plan.rate * min(1, now / plan.warm_up) * (0.03 + 0.485 * (1 + np.cos(np.pi * done)))
            )
            for group in optimiser.param_groups:
                group["lr"] = rate * group["pace"]
            loss = batch_loss(network, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            average.add(network, now)
            losses.append(loss.item())
        say(f"epoch {epoch + 1} of {plan.epochs}: loss {np.mean(losses):.3f}")
        with average.in_place_of(network):
            after(epoch, network)
    average.write(network)
    return network.eval()


def _by_pace(network: nn.Module, pretrained: float) -> list[dict]:
    """What is pretrained learns more slowly."""
    trained = [(n, value) for n, value in network.named_parameters() if value.requires_grad]
    paces: dict[float, list[Tensor]] = {}
    for name, value in trained:
        paces.setdefault(pretrained if name.startswith("encoder.") else 1.0, []).append(value)
    return [{"params": values, "pace": pace} for pace, values in sorted(paces.items())]


class _Average:
    """A running average of a network's weights: steadier than the last ones."""

    def __init__(self, network: nn.Module) -> None:
        self.values = {name: value.detach().clone() for name, value in self._trained(network)}
        self.saved: list[dict[str, Tensor]] = []

    @staticmethod
    def _trained(network: nn.Module) -> list[tuple[str, Tensor]]:
        frozen = {name for name, value in network.named_parameters() if not value.requires_grad}
        return [(name, value) for name, value in network.state_dict().items() if name not in frozen]

    def add(self, network: nn.Module, step: int) -> None:
        kept = min(_SLOWEST, (1 + step) / (10 + step))
        for name, value in self._trained(network):
            self.values[name].lerp_(value, 1 - kept)

    def write(self, network: nn.Module) -> None:
        network.load_state_dict(self.values, strict=False)

    def in_place_of(self, network: nn.Module) -> _Swapped:
        return _Swapped(self, network)


class _Swapped:
    def __init__(self, average: _Average, network: nn.Module) -> None:
        self.average, self.network = average, network

    def __enter__(self) -> None:
        trained = self.average._trained(self.network)
        self.saved = {name: value.detach().clone() for name, value in trained}
        self.average.write(self.network)
        self.network.eval()

    def __exit__(self, *_: object) -> None:
        self.network.load_state_dict(self.saved, strict=False)


def batch_loss(network: nn.Module, batch: Batch) -> Tensor:
    """The loss of one batch of windows."""
    heads = network.heads
    states = network(torch.as_tensor(batch.ids), torch.as_tensor(batch.mask))
    scores = heads.apply_layer(heads.tags, functional.dropout(states, 0.1)).view(-1, 3)
    labels = torch.as_tensor(batch.labels).view(-1)
    if batch.soft is None:
        loss = functional.cross_entropy(scores, labels, ignore_index=IGNORED)
    else:
        loss = _soft_loss(scores, labels, torch.as_tensor(batch.soft).view(-1, 3))
    return loss + 0.3 * _link_loss(heads, states, batch.windows)


def _soft_loss(scores: Tensor, labels: Tensor, soft: Tensor) -> Tensor:
    """Cross-entropy with a teacher's probabilities, or with the labels where there is none."""
    kept = (labels != IGNORED).nonzero()[:, 0]
    labels, soft = labels[kept], soft[kept]
    human = soft.sum(1, keepdim=True) < 0.5
    target = torch.where(human, functional.one_hot(labels, 3).float(), soft)
    return -(target * functional.log_softmax(scores[kept], -1)).sum(1).mean()


class _Linked(NamedTuple):
    """Cues, contents and sources of windows side by side, and which belong together."""

    cues: list[Range]
    contents: list[Range]
    sources: list[Range]
    cue_of: list[int]
    source_of: list[int]


def _link_loss(heads: nn.Module, states: Tensor, seen: list[Window]) -> Tensor:
    rows = states.shape[1]
    states = states.reshape(-1, states.shape[-1])
    found = _linked(seen, rows)
    if not found.cues:
        return torch.zeros(())
    cues = np.array(found.cues)
    missed = torch.rand(len(cues)) < _MISSED
    total, spans = torch.zeros(()), 1
    if found.contents:
        contents, cue_of = np.array(found.contents), torch.tensor(found.cue_of)
        scores = heads.links(states, cues, contents, kind=0)
        scores = scores.masked_fill(_apart(contents, cues, rows) | missed, _IMPOSSIBLE)
        none = heads.apply_layer(heads.no_cue, heads.edges(states, torch.as_tensor(contents)))
        wanted = torch.where(missed[cue_of], len(cues), cue_of)
        total = total + _summed(torch.cat([scores, none], 1), wanted)
        spans += len(contents)
    if found.sources:
        sources = np.array(found.sources)
        scores = heads.links(states, cues, sources, kind=1)
        scores = scores.masked_fill(_apart(sources, cues, rows), _IMPOSSIBLE).T
        none = heads.apply_layer(heads.no_source, heads.middle(states, torch.as_tensor(cues)))
        total = total + _summed(torch.cat([scores, none], 1), torch.tensor(found.source_of))
        spans += len(cues)
    return total / spans


def _linked(seen: list[Window], rows: int) -> _Linked:
    found = _Linked([], [], [], [], [])
    without = []
    for place, window in enumerate(seen):
        start = place * rows - window.low
        numbers: dict[Range, int] = {}
        for link in sorted(window.example.links, key=lambda link: link.cue):
            if not _within(link.cue, window):
                continue
            contents = [_moved(each, start) for each in link.contents if _within(each, window)]
            found.contents.extend(contents)
            found.cue_of.extend([len(found.cues)] * len(contents))
            if link.source is None:
                without.append(len(found.cues))
            elif _within(link.source, window) and link.source not in numbers:
                numbers[link.source] = len(found.sources)
                found.sources.append(_moved(link.source, start))
            found.source_of.append(numbers.get(link.source, IGNORED))
            found.cues.append(_moved(link.cue, start))
    for number in without:
        found.source_of[number] = len(found.sources)
    return found


def _within(span: Range, window: Window) -> bool:
    return span[0] >= window.low and span[1] <= window.high


def _moved(span: Range, by: int) -> Range:
    return span[0] + by, span[1] + by


def _apart(spans: np.ndarray, cues: np.ndarray, rows: int) -> Tensor:
    """Which spans and cues, (spans, cues), are of different windows."""
    return torch.as_tensor(spans[:, :1] // rows != cues[:, 0] // rows)


def _summed(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores, wanted, ignore_index=IGNORED, reduction="sum")
