"""A trained network as the two files that `framing.tagger` reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from framing.tagger import BESIDE, EMBEDDING_STEPS, LINK_STEPS, STEPS_PER_UNIT
from framing.tagger_inputs import COLUMNS
from framing.training.graph import graph_of
from framing.training.networks import MOST, TaggerNetwork


def write_weights(
    network: TaggerNetwork, words: list[str], path: Path, *, bias: tuple[float, float, float]
) -> None:
    """Write a trained network, with its outside `bias`: PATH.onnx; words and links: PATH.npz."""
    with torch.no_grad():
        arrays = _arrays(network.eval(), bias)
    onnx.save(graph_of(arrays), path.with_suffix(".onnx"))
    arrays["words"] = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    beside = {name: arrays[name] for name in sorted(arrays) if name.startswith(BESIDE)}
    np.savez_compressed(path.with_suffix(".npz"), **beside)


def _arrays(network: TaggerNetwork, bias: tuple[float, float, float]) -> dict[str, np.ndarray]:
    tables = (network.words, network.suffixes, network.ends)
    arrays = {
        name: _whole(table.weight * EMBEDDING_STEPS)
        for name, table in zip(COLUMNS[:3], tables, strict=True)
    }
    for name, table in zip(COLUMNS[3:], network.added, strict=True):
        arrays[name] = table.weight.numpy()
    weight, scale = _levels(network.project)
    arrays["project_weight"], arrays["project_scale"] = (
        _whole(weight).T,
        _plain(scale / EMBEDDING_STEPS),
    )
    arrays["dilations"] = np.array([layer.dilation for layer in network.layers])
    for number, layer in enumerate(network.layers):
        for name, values in _layer(layer).items():
            arrays[f"layer{number}_{name}"] = values
    scale, shift = network.norm.folded()
    arrays["norm_scale"], arrays["norm_shift"] = _stepped(scale), _stepped(shift)
    return arrays | _heads(network.heads, bias)


def _layer(layer: nn.Module) -> dict[str, np.ndarray]:
    norm_scale, norm_shift = layer.norm.folded()
    inner_scale, inner_shift = layer.inner_norm.folded()
    weight_in, scale_in = _levels(layer.weight_in)
    weight_out, scale_out = _levels(layer.weight_out)
    return {
        "norm_scale": _stepped(norm_scale),
        "norm_shift": _stepped(norm_shift),
        "in_weight": _whole(weight_in).T,
        "in_scale": _plain(scale_in * inner_scale),  # the steps of what is read and written cancel
        "in_shift": _stepped(inner_shift + layer.shift_in),
        "out_weight": _whole(weight_out).T,
        "out_scale": _plain(scale_out / STEPS_PER_UNIT),
        "out_shift": _plain(layer.shift_out),
    }


def _heads(heads: nn.Module, bias: tuple[float, float, float]) -> dict[str, np.ndarray]:
    arrays = _linear("tags", heads.tags, 1.0)
    arrays["tags_shift"][[0, 3, 6]] -= np.array(bias, dtype=np.float32)
    arrays |= _linear("content_cue", heads.content_cue, LINK_STEPS / 7, halves=True)
    arrays |= _linear("source_cue", heads.source_cue, LINK_STEPS / 7, halves=True)
    arrays |= _linear("content", heads.content, LINK_STEPS)
    arrays |= _linear("source", heads.source, LINK_STEPS)
    arrays |= _linear("no_source", heads.no_source, 1.0, halves=True)
    arrays |= _linear("no_cue", heads.no_cue, 1.0)
    arrays["link_distance"] = heads.distance.numpy()
    arrays["link_between"] = heads.between.numpy()
    return arrays


def _linear(name: str, layer: nn.Linear, unit: float, *, halves: bool = False) -> dict:
    weight, scale = _levels(layer.weight)
    scale = scale * unit / STEPS_PER_UNIT / (2 if halves else 1)
    return {
        f"{name}_weight": _whole(weight).T,
        f"{name}_scale": _plain(scale),
        f"{name}_shift": _plain(layer.bias * unit).copy(),
    }


def _levels(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Whole numbers up to `MOST` and what one of them is worth, by row."""
    scale = weight.abs().amax(1).clamp_min(1e-8) / MOST
    return weight / scale[:, None], scale


def _whole(values: Tensor) -> np.ndarray:
    return np.ascontiguousarray(values.round().clamp(-127, 127).numpy().astype(np.int8))


def _plain(values: Tensor) -> np.ndarray:
    return values.numpy().astype(np.float32)


def _stepped(values: Tensor) -> np.ndarray:
    return _plain(values * STEPS_PER_UNIT)
