"""Training a network on examples, and applying it to make more of them.

One loss for both networks: the label of every row, which cue each content belongs to and which
source each cue has. Where a teacher labelled the rows, its probabilities are the labels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.training.examples import IGNORED, Batch, Example, Window, batches, windows

_MISSED = 0.15  # how many cues are hidden from their contents, as the tagger will miss some
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
    optimiser = torch.optim.AdamW(_by_pace(network, plan.pretrained), weight_decay=1e-3, betas=(0.9, 0.98))
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
            rate = plan.rate * min(1, now / plan.warm_up) * (0.03 + 0.485 * (1 + np.cos(np.pi * done)))
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
    states = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask))
    scores = heads.apply_layer(heads.tags, functional.dropout(states, 0.1)).view(-1, 3)
    labels = torch.from_numpy(batch.labels).view(-1)
    if batch.soft is None:
        loss = functional.cross_entropy(scores, labels, ignore_index=IGNORED)
    else:
        loss = _soft_loss(scores, labels, torch.from_numpy(batch.soft).view(-1, 3))
    linked, spans = torch.zeros(()), 1
    for place, window in enumerate(batch.windows):
        more, found = _link_loss(heads, states[place], window)
        linked, spans = linked + more, spans + found
    return loss + 0.3 * linked / spans


def _soft_loss(scores: Tensor, labels: Tensor, soft: Tensor) -> Tensor:
    """Cross-entropy with a teacher's probabilities, or with the labels where there is none."""
    kept = (labels != IGNORED).nonzero()[:, 0]
    labels, soft = labels[kept], soft[kept]
    human = soft.sum(1, keepdim=True) < 0.5
    target = torch.where(human, functional.one_hot(labels, 3).float(), soft)
    return -(target * functional.log_softmax(scores[kept], -1)).sum(1).mean()


def _link_loss(heads: nn.Module, states: Tensor, window: Window) -> tuple[Tensor, int]:
    def within(span) -> bool:
        return span is not None and span[0] >= window.low and span[1] <= window.high

    links = [link for link in window.example.links if within(link.cue)]
    links.sort(key=lambda link: link.cue)
    if not links:
        return torch.zeros(()), 0
    missed = torch.rand(len(links)) < _MISSED
    cues = np.array([link.cue for link in links]) - window.low
    contents = [(c, n) for n, link in enumerate(links) for c in link.contents if within(c)]
    total, spans = torch.zeros(()), 0
    if contents:
        stretches = np.array([content for content, _ in contents]) - window.low
        scores = heads.links(states, cues, stretches, kind=0).masked_fill(missed, -1e4)
        edges = heads.edges(states, torch.from_numpy(stretches))
        scores = torch.cat([scores, heads.apply_layer(heads.no_cue, edges)], 1)
        wanted = torch.tensor([len(links) if missed[n] else n for _, n in contents])
        total = total + functional.cross_entropy(scores, wanted, reduction="sum")
        spans += len(contents)
    sources = sorted({link.source for link in links if within(link.source)})
    if sources:
        scores = heads.links(states, cues, np.array(sources) - window.low, kind=1).T
        none = heads.apply_layer(heads.no_source, heads.middle(states, torch.from_numpy(cues)))
        numbers = {source: n for n, source in enumerate(sources)} | {None: len(sources)}
        wanted = torch.tensor([numbers.get(link.source, IGNORED) for link in links])
        scores = torch.cat([scores, none], 1)
        total = total + functional.cross_entropy(scores, wanted, reduction="sum")
        spans += len(links)
    return total, spans
