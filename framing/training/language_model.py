"""A small language model of unlabelled news, in both directions: what the teacher reads with.

Two LSTM layers forwards and two backwards predict the next and the previous word among the most
frequent ones, against words drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.tagger_inputs import SIZES, UNKNOWN

WINDOWS, ROWS = 128, 64
PREDICTED, DRAWN = 12_000, 900
_PEAK_RATE = 1.5e-3


def drop_channels(values: Tensor, share: float, *, training: bool, rows: int = 1) -> Tensor:
    """Dropout of whole channels: the same ones in all rows (dimension `rows`) of a window."""
    if not training or share <= 0:
        return values
    shape = list(values.shape)
    shape[rows] = 1
    return values * ((torch.rand(shape) > share).to(values.dtype) / (1 - share))


class LanguageModel(nn.Module):
    """ids (rows, windows, columns) -> embedding and two layers, (rows, windows, 2 width) each."""

    def __init__(self, vectors: np.ndarray, *, width: int = 256) -> None:
        super().__init__()
        self.width = width
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False)
        self.suffixes = nn.Embedding(SIZES["suffix"], 24)
        self.ends = nn.Embedding(SIZES["ends"], 24)
        self.shapes = nn.Embedding(SIZES["shape"], 12)
        self.project = nn.Linear(vectors.shape[1] + 60, width)
        for table in (self.suffixes, self.ends, self.shapes):
            nn.init.normal_(table.weight, std=0.1)
        self.forwards = nn.ModuleList(nn.LSTM(width, width) for _ in range(2))
        self.backwards = nn.ModuleList(nn.LSTM(width, width) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(4))
        self.dropped = 0.1

    def forward(self, ids: Tensor) -> list[Tensor]:
        tables = (self.words, self.suffixes, self.ends, self.shapes)
        embedded = torch.cat([table(ids[..., place]) for place, table in enumerate(tables)], -1)
        embedded = self.project(embedded)
        ahead = self._drop(embedded)
        back = ahead.flip(0)
        layers = [torch.cat([embedded, embedded], -1)]
        for number in range(2):
            next_ahead = self.norms[number](self.forwards[number](ahead)[0])
            next_back = self.norms[2 + number](self.backwards[number](back)[0])
            ahead = next_ahead + ahead if number else next_ahead
            back = next_back + back if number else next_back
            layers.append(torch.cat([ahead, back.flip(0)], -1))
            ahead, back = self._drop(ahead), self._drop(back)
        return layers

    def _drop(self, values: Tensor) -> Tensor:
        return drop_channels(values, self.dropped, training=self.training, rows=0)


class _Prediction(nn.Module):
    """The loss of predicting neighbours, against words drawn by frequency."""

    def __init__(self, counts: np.ndarray, width: int) -> None:
        super().__init__()
        size = min(PREDICTED, len(counts))
        chance = counts[:size].astype(np.float64) ** 0.75
        chance[UNKNOWN] = 0
        self.chance = chance / chance.sum()
        self.drawn = min(DRAWN, size // 2)
        self.output = nn.Embedding(size, width)
        nn.init.normal_(self.output.weight, std=0.05)
        self.shift = nn.Parameter(torch.zeros(size))
        self.read = nn.Linear(width, width)

    def forward(self, states: Tensor, ids: Tensor, random: np.random.RandomState) -> Tensor:
        width = states.shape[-1] // 2
        both = torch.cat([states[:-1, :, :width], states[1:, :, width:]])
        wanted = torch.cat([ids[1:, :, 0], ids[:-1, :, 0]]).reshape(-1)
        kept = ((wanted < len(self.chance)) & (wanted != UNKNOWN)).nonzero()[:, 0]
        wanted = wanted[kept]
        both = self.read(both).reshape(-1, width)[kept]
        words = random.choice(len(self.chance), self.drawn, replace=False, p=self.chance)
        drawn = torch.from_numpy(words)
        shift = self.shift - torch.from_numpy(np.log(self.chance * self.drawn + 1e-9)).float()
        others = functional.linear(both, self.output(drawn)).float() + shift[drawn]
        right = (both.float() * self.output(wanted)).sum(-1) + shift[wanted]
        place = torch.full((len(self.chance),), -1)
        place[drawn] = torch.arange(len(drawn))
        hit = (place[wanted] >= 0).nonzero()[:, 0]
        others = others.index_put((hit, place[wanted][hit]), torch.tensor(-1e4))
        scores = torch.cat([right[:, None], others], 1)
        return functional.cross_entropy(scores, torch.zeros(len(wanted), dtype=torch.long))


def pretrain(
    texts: list[np.ndarray],
    vectors: np.ndarray,
    counts: np.ndarray,
    *,
    steps: int,
    say: Callable[[str], None],
) -> LanguageModel:
    """Train a language model on rows of unlabelled articles, at most one pass over them."""
    model = LanguageModel(vectors)
    prediction = _Prediction(counts, model.width)
    parameters = [*model.parameters(), *prediction.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=_PEAK_RATE, betas=(0.9, 0.98))
    random = np.random.RandomState(0)
    stream = np.concatenate(texts)
    pieces = stream[: len(stream) // ROWS * ROWS].reshape(-1, ROWS, stream.shape[1])
    order = random.permutation(len(pieces))
    steps = min(steps, len(order) // WINDOWS)
    for step in range(steps):
        chosen = pieces[order[step * WINDOWS : (step + 1) * WINDOWS]].astype(np.int64)
        ids = torch.from_numpy(chosen).transpose(0, 1)
        for group in optimiser.param_groups:
            group["lr"] = _PEAK_RATE * min(1, step / 300) * max(0.02, 1 - step / steps)
        with torch.autocast("cpu", torch.bfloat16):
            loss = prediction(model(ids)[-1], ids, random)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if step % 100 == 0:
            say(f"language model: step {step} of {steps}, loss {loss.item():.3f}")
    return model.eval()
