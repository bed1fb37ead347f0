"""A pretrained encoder, BERT or MPNet, from a local folder: what a better teacher reads with.

The folder holds `config.json`, `vocab.txt` and `model.safetensors`, as such models are published.
Nothing is downloaded and no code of the folder is run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.errors import InputError
from framing.training.networks import drop_channels
from framing.training.teacher_inputs import FIRST_PIECE, NO_PIECE, file_of

_TYPES = {"F32": np.float32, "F16": np.float16}
_FARTHEST = 128  # pieces; beyond it, MPNet tells no distances apart
_MPNET_FIRST_PLACE = 2
_MPNET_NAMES = {
    "attention.attn.q": "attention.self.query",
    "attention.attn.k": "attention.self.key",
    "attention.attn.v": "attention.self.value",
    "attention.attn.o": "attention.output.dense",
    "attention.LayerNorm": "attention.output.LayerNorm",
}


@dataclass(frozen=True)
class Sizes:
    """Of an encoder: `distances` are the classes of distance it tells apart, 0 for none."""

    words: int
    width: int
    places: int
    blocks: int
    heads: int
    inner: int
    distances: int
    epsilon: float


def read_encoder(folder: Path, blocks: int) -> Encoder:
    """The lowest `blocks` of the encoder whose weights are in a folder.

    Raises
    ------
    InputError
        If a file is missing or is not of a model of the BERT family.
    """
    try:
        told = json.loads(file_of(folder, "config.json").read_text(encoding="utf-8"))
        arrays = _arrays(file_of(folder, "model.safetensors"))
        named = _renamed(arrays, blocks)
        words, width = named["words.weight"].shape
        encoder = Encoder(
            Sizes(
                words=words,
                width=width,
                places=len(named["places.weight"]),
                blocks=blocks,
                heads=told["num_attention_heads"],
                inner=told["intermediate_size"],
                distances=told.get("relative_attention_num_buckets", 0),
                epsilon=told["layer_norm_eps"],
            )
        )
        encoder.load_state_dict(named)
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
            name = name.removeprefix("bert.")
            for theirs, ours in _MPNET_NAMES.items():
                name = name.replace(theirs, ours)
            found[name] = torch.from_numpy(values)
    return found


def _renamed(arrays: dict[str, Tensor], blocks: int) -> dict[str, Tensor]:
    lead = "embeddings."
    places = arrays[lead + "position_embeddings.weight"]
    kinds = arrays.get(lead + "token_type_embeddings.weight")
    named = {
        "words.weight": arrays[lead + "word_embeddings.weight"],
        "places.weight": places[_MPNET_FIRST_PLACE:] if kinds is None else places + kinds[0],
    }
    if "encoder.relative_attention_bias.weight" in arrays:
        named["distances.weight"] = arrays["encoder.relative_attention_bias.weight"]
    for part in ("weight", "bias"):
        named[f"norm.{part}"] = arrays[f"{lead}LayerNorm.{part}"]
        for number in range(blocks):
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
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads, self.dropped = sizes.heads, 0.1
        width, inner = sizes.width, sizes.inner
        self.three, self.back = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = (nn.LayerNorm(width, sizes.epsilon) for _ in range(2))

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
    """pieces (windows, pieces) and what is added to each -> the states of every trained block.

    The lowest third of the blocks stays as it was pretrained, as do the embeddings.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.width, self.frozen = sizes.width, sizes.blocks // 3
        self.words = nn.Embedding(sizes.words, self.width)
        self.places = nn.Embedding(sizes.places, self.width)
        self.norm = nn.LayerNorm(self.width, sizes.epsilon)
        self.blocks = nn.ModuleList(_Block(sizes) for _ in range(sizes.blocks))
        self.distances = nn.Embedding(sizes.distances, sizes.heads) if sizes.distances else None
        fixed = (self.words, self.places, self.norm, self.distances, *self.blocks[: self.frozen])
        for part in fixed:
            if part is not None:
                part.requires_grad_(False)

    def forward(self, pieces: Tensor, added: Tensor) -> list[Tensor]:
        place = torch.arange(pieces.shape[1])
        unseen = torch.zeros(pieces.shape, dtype=torch.bfloat16)
        unseen = unseen.masked_fill(pieces == NO_PIECE, -1e4)[:, None, None, :]
        if self.distances is not None:
            classes = _distance_classes(place, self.distances.num_embeddings)
            unseen = unseen + self.distances(classes).permute(2, 0, 1).bfloat16()
        with torch.autocast(pieces.device.type, torch.bfloat16):
            with torch.no_grad():
                here = self.places(place.clamp_max(len(self.places.weight) - 1))
                states = self.norm(self.words(pieces) + here).bfloat16()
                for block in self.blocks[: self.frozen]:
                    states = block(states, unseen)
            states = drop_channels(states + added.bfloat16(), 0.1, training=self.training)
            found = [states]
            for block in self.blocks[self.frozen :]:
                found.append(block(found[-1], unseen))
        return found


def _distance_classes(place: Tensor, classes: int) -> Tensor:
    """As MPNet counts how far apart two pieces are: exactly when near, by logarithm when not."""
    away = place[None, :] - place[:, None]
    half, exact = classes // 2, classes // 4
    far = torch.log(away.abs().clamp_min(1) / exact) / np.log(_FARTHEST / exact) * (half - exact)
    far = (exact + far.long()).clamp_max(half - 1)
    return half * (away > 0) + torch.where(away.abs() < exact, away.abs(), far)


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
