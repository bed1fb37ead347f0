"""A pretrained encoder of the BERT family from a local folder: what a better teacher reads with.

The folder holds `config.json`, `vocab.txt` and `model.safetensors`, as such models are published.
Nothing is downloaded and no code of the folder is run.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.errors import InputError
from framing.training.language_model import drop_channels
from framing.training.teacher_inputs import FIRST_PIECE, NO_PIECE, file_of

FROZEN = 2  # blocks that stay as they were pretrained, as do the embeddings
_TYPES = {"F32": np.float32, "F16": np.float16}


def read_encoder(folder: Path) -> Encoder:
    """The encoder whose weights are in a folder.

    Raises
    ------
    InputError
        If a file is missing or is not of a model of the BERT family.
    """
    try:
        sizes = json.loads(file_of(folder, "config.json").read_text(encoding="utf-8"))
        arrays = _arrays(file_of(folder, "model.safetensors"))
        encoder = Encoder(
            tuple(arrays["embeddings.word_embeddings.weight"].shape),
            places=sizes["max_position_embeddings"],
            layers=sizes["num_hidden_layers"],
            heads=sizes["num_attention_heads"],
            inner=sizes["intermediate_size"],
        )
        encoder.load_state_dict(_renamed(arrays, sizes["num_hidden_layers"]))
    except (KeyError, ValueError, RuntimeError) as error:
        raise InputError(f"{folder} holds no encoder of the BERT family ({error}).") from None
    return encoder


def _arrays(path: Path) -> dict[str, Tensor]:
    """The arrays of a .safetensors file: a length, a table of contents in JSON, the numbers."""
    stored = path.read_bytes()
    begin = 8 + int.from_bytes(stored[:8], "little")
    contents = json.loads(stored[8:begin])
    found = {}
    for name in sorted(contents.keys() - {"__metadata__"}):
        kind, (start, end) = contents[name]["dtype"], contents[name]["data_offsets"]
        if kind in _TYPES:
            values = np.frombuffer(stored[begin + start : begin + end], dtype=_TYPES[kind])
            values = values.astype(np.float32).reshape(contents[name]["shape"])
            found[name.removeprefix("bert.")] = torch.from_numpy(values)
    return found


def _renamed(arrays: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    lead = "embeddings."
    kind = arrays[lead + "token_type_embeddings.weight"][0]
    named = {
        "words.weight": arrays[lead + "word_embeddings.weight"],
        "places.weight": arrays[lead + "position_embeddings.weight"] + kind,
    }
    for part in ("weight", "bias"):
        named[f"norm.{part}"] = arrays[f"{lead}LayerNorm.{part}"]
        for number in range(layers):
            old, new = f"encoder.layer.{number}.", f"blocks.{number}."
            three = [arrays[f"{old}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            named[f"{new}three.{part}"] = torch.cat(three)
            named[f"{new}back.{part}"] = arrays[f"{old}attention.output.dense.{part}"]
            named[f"{new}norm.{part}"] = arrays[f"{old}attention.output.LayerNorm.{part}"]
            named[f"{new}up.{part}"] = arrays[f"{old}intermediate.dense.{part}"]
            named[f"{new}down.{part}"] = arrays[f"{old}output.dense.{part}"]
            named[f"{new}last_norm.{part}"] = arrays[f"{old}output.LayerNorm.{part}"]
    return named


class _Block(nn.Module):
    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads, self.dropped = heads, 0.1
        self.three, self.back = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)

    def forward(self, states: Tensor, unseen: Tensor) -> Tensor:
        windows, count, width = states.shape
        each = width // self.heads
        three = self.three(states).view(windows, count, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        query, key, value = three
        weights = torch.matmul(query * each**-0.5, key.transpose(-1, -2)) + unseen
        seen = torch.matmul(torch.softmax(weights, -1, dtype=torch.bfloat16), value)
        seen = self.back(seen.transpose(1, 2).reshape(windows, count, width))
        states = self.norm(states + self._drop(seen))
        inner = functional.gelu(self.up(states), approximate="tanh")
        return self.last_norm(states + self._drop(self.down(inner)))

    def _drop(self, values: Tensor) -> Tensor:
        return drop_channels(values, self.dropped, training=self.training)


class Encoder(nn.Module):
    """pieces (windows, pieces) and what is added to each -> the states of every trained block."""

    def __init__(
        self, words: tuple[int, int], *, places: int, layers: int, heads: int, inner: int
    ) -> None:
        super().__init__()
        self.width = words[1]
        self.words, self.places = nn.Embedding(*words), nn.Embedding(places, self.width)
        self.norm = nn.LayerNorm(self.width, 1e-12)
        self.blocks = nn.ModuleList(_Block(self.width, heads, inner) for _ in range(layers))
        for part in (self.words, self.places, self.norm, *self.blocks[:FROZEN]):
            part.requires_grad_(False)

    def forward(self, pieces: Tensor, added: Tensor) -> list[Tensor]:
        unseen = torch.zeros(pieces.shape, dtype=torch.bfloat16)
        unseen = unseen.masked_fill(pieces == NO_PIECE, -1e4)[:, None, None, :]
        place = torch.arange(pieces.shape[1]).clamp_max(len(self.places.weight) - 1)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                states = self.norm(self.words(pieces) + self.places(place)).bfloat16()
                for block in self.blocks[:FROZEN]:
                    states = block(states, unseen)
            states = drop_channels(states + added.bfloat16(), 0.1, training=self.training)
            found = [states]
            for block in self.blocks[FROZEN:]:
                found.append(block(found[-1], unseen))
        return found


def in_pieces(ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The pieces of windows side by side: their numbers, the row of each, the first of each row."""
    of_rows = ids[..., FIRST_PIECE:]
    counts = (of_rows != NO_PIECE).sum(-1)
    first = counts.cumsum(1) - counts
    longest = int(counts.sum(1).max())
    pieces = torch.full((len(ids), longest), NO_PIECE)
    rows = torch.zeros((len(ids), longest), dtype=torch.long)
    window, row, which = (of_rows != NO_PIECE).nonzero(as_tuple=True)
    place = first[window, row] + which
    pieces[window, place] = of_rows[window, row, which]
    rows[window, place] = row
    return pieces, rows, first.clamp_max(max(longest - 1, 0))
