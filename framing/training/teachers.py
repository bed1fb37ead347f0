"""The teacher: a larger network that labels news for the tagger that ships."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.training.encoder import Encoder, in_pieces
from framing.training.networks import ADDED, Heads, drop_channels
from framing.training.teacher_inputs import RULE_CODES, RULES

_ENCODED = (*ADDED, RULE_CODES)
_BESIDE = 24
_MOST_ROWS, _CONTEXT = 320, 32  # a longer text is read in windows that overlap


class Teacher(nn.Module):
    """A bidirectional LSTM over a pretrained encoder, which is trained, too."""

    def __init__(self, encoder: Encoder, *, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.added = nn.ModuleList(nn.Embedding(size, encoder.width) for size in _ENCODED)
        self.beside = nn.ModuleList(nn.Embedding(size, _BESIDE) for size in _ENCODED)
        self.mix = nn.Parameter(torch.linspace(-1, 1, len(encoder.blocks) - encoder.frozen + 1))
        size = encoder.width + _BESIDE * len(_ENCODED)
        self.layer = nn.LSTM(size, width, bidirectional=True, batch_first=True)
        self.norm = nn.LayerNorm(2 * width)
        self.heads = Heads(2 * width)
        for table in self.added:
            nn.init.zeros_(table.weight)
        for table in self.beside:
            nn.init.normal_(table.weight, std=0.3)

    def set_exact(self, exact: bool) -> None:
        """A teacher is never rounded."""

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        count = ids.shape[1]
        if count <= _MOST_ROWS:
            return self._states(ids, mask)
        found = torch.zeros((*ids.shape[:2], self.norm.normalized_shape[0]))
        step = _MOST_ROWS - 2 * _CONTEXT
        for start in range(0, count - 2 * _CONTEXT, step):
            stop = min(count, start + _MOST_ROWS)
            first = start + (_CONTEXT if start else 0)
            states = self._states(ids[:, start:stop], mask[:, start:stop])
            found[:, first:stop] = states[:, first - start :]
        return found

    def _states(self, ids: Tensor, mask: Tensor) -> Tensor:
        ids = torch.where(mask[..., None] > 0, ids, 0)
        pieces, rows, first = in_pieces(ids)
        columns = [ids[..., place] for place in range(3, RULES + 1)]
        added = sum(table(column) for table, column in zip(self.added, columns, strict=True))
        width = self.encoder.width
        added = torch.gather(added, 1, rows[..., None].expand(-1, -1, width))
        layers = self.encoder(pieces, added)
        weights = functional.softmax(self.mix, 0)
        mixed = sum(weight * layer for weight, layer in zip(weights, layers, strict=True))
        mixed = torch.gather(mixed, 1, first[..., None].expand(-1, -1, width)).float()
        mixed = drop_channels(mixed, 0.2, training=self.training)
        beside = [table(column) for table, column in zip(self.beside, columns, strict=True)]
        with torch.autocast(ids.device.type, torch.bfloat16):
            read = self.layer(torch.cat([mixed, *beside], -1))[0]
        return self.norm(drop_channels(read.float(), 0.2, training=self.training))
