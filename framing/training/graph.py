"""The trained network as an ONNX graph: whole numbers of one byte multiplied, whole sums.

Products are of an unsigned byte and a signed one that stays within 64: where a processor adds two
of them in sixteen bits before anything else, they fit.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from framing.tagger_inputs import COLUMNS

_MIDDLE = 128  # the byte that stands for 0
_OPSET, _FORMAT = 17, 9
_OWN = (
    "com.microsoft"  # the operators that ONNX Runtime adds, which do in one pass what takes three
)
_EMBEDDED = 3  # columns that are projected; the others are added up, two in one table


def graph_of(arrays: dict[str, np.ndarray]) -> ModelProto:
    """From `ids` (rows, columns) to `states` (rows, channels), 128 for 0, and `scores` (rows, 9).

    Parameters
    ----------
    arrays : dict
        As `framing.training.export` makes them of a trained network.
    """
    graph = _Graph()
    hidden = _embedded(graph, arrays)
    moved = np.zeros_like(arrays["norm_shift"])
    for number, dilation in enumerate(arrays["dilations"].tolist()):
        layer = {
            name.partition("_")[2]: values
            for name, values in arrays.items()
            if name.startswith(f"layer{number}_")
        }
        change = _layer(graph, layer, hidden, dilation, moved)
        hidden = graph.node("Add", hidden, change)
        moved = moved + layer["out_shift"]
    scale = arrays["norm_scale"]
    states = graph.bytes_of(hidden, scale, arrays["norm_shift"] + moved * scale)
    scores = graph.product(states, arrays["tags_weight"], arrays["tags_scale"])
    graph.node("Add", scores, graph.constant(arrays["tags_shift"]), output="scores")
    graph.node("Identity", states, output="states")
    return graph.model(channels=len(arrays["norm_scale"]), reach=int(arrays["dilations"].sum()))


class _Graph:
    """Nodes and constants in the order in which they are made."""

    def __init__(self) -> None:
        self.nodes: list = []
        self.constants: list = []

    def constant(self, values: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def node(self, kind: str, *inputs: str, output: str = "", **attributes) -> str:
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def byte(self, values: str) -> str:
        """Rounded, between 0 and 255."""
        one, zero = self.constant(np.float32(1)), self.constant(np.uint8(0))
        return self.node("QuantizeLinear", values, one, zero)

    def bytes_of(self, values: str, scale: np.ndarray, shift: np.ndarray) -> str:
        """Scaled and shifted, around the middle."""
        scaled = self.node("Mul", values, self.constant(scale.astype(np.float32)))
        return self.byte(self.node("Add", scaled, self.constant(_plain(shift + _MIDDLE))))

    def product(
        self, rows: str, weight: np.ndarray, scale: np.ndarray, *, middle: int = _MIDDLE
    ) -> str:
        """Rows times a weight, each column in its scale."""
        one, zero = self.constant(np.float32(1)), self.constant(np.uint8(middle))
        scales = one, self.constant(_plain(scale))
        weights = self.constant(weight)
        return self.node("MatMulIntegerToFloat", rows, weights, *scales, zero, domain=_OWN)

    def model(self, *, channels: int, reach: int) -> ModelProto:
        def named(name: str, kind: int, width: int):
            return helper.make_tensor_value_info(name, kind, ["rows", width])

        graph = helper.make_graph(
            self.nodes,
            "attribution",
            [named("ids", TensorProto.INT32, len(COLUMNS))],
            [named("states", TensorProto.UINT8, channels), named("scores", TensorProto.FLOAT, 9)],
            self.constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_OWN, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_FORMAT)
        helper.set_model_props(model, {"reach": str(reach)})
        checker.check_model(model)
        return model


def _embedded(graph: _Graph, arrays: dict[str, np.ndarray]) -> str:
    columns = [
        graph.node("Gather", "ids", graph.constant(np.int64(place)), axis=1)
        for place in range(len(COLUMNS))
    ]
    tables = [
        graph.node("Gather", graph.constant(_as_bytes(arrays[name])), column, axis=0)
        for name, column in zip(COLUMNS[:_EMBEDDED], columns, strict=False)
    ]
    beside = graph.node("Concat", *tables, axis=1)
    hidden = graph.product(beside, arrays["project_weight"], arrays["project_scale"])
    rest = list(zip(COLUMNS[_EMBEDDED:], columns[_EMBEDDED:], strict=True))
    for (name, column), (other, beside) in zip(rest[::2], rest[1::2], strict=True):
        size = graph.constant(np.int32(len(arrays[other])))
        place = graph.node("Add", graph.node("Mul", column, size), beside)
        both = arrays[name][:, None] + arrays[other][None]
        table = graph.constant(_plain(both.reshape(-1, both.shape[-1])))
        hidden = graph.node("Add", hidden, graph.node("Gather", table, place, axis=0))
    return hidden


def _as_bytes(table: np.ndarray) -> np.ndarray:
    return (table.astype(np.int16) + _MIDDLE).astype(np.uint8)


def _plain(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32)


def _layer(
    graph: _Graph, layer: dict[str, np.ndarray], hidden: str, dilation: int, moved: np.ndarray
) -> str:
    """What a layer adds to `hidden`, which is `moved` less than it should be."""
    scale = layer["norm_scale"]
    seen = graph.bytes_of(hidden, scale, layer["norm_shift"] + moved * scale)
    inner = graph.product(_neighbours(graph, seen, dilation), layer["in_weight"], layer["in_scale"])
    inner = graph.byte(graph.node("Add", inner, graph.constant(_plain(layer["in_shift"]))))
    return graph.product(inner, layer["out_weight"], layer["out_scale"], middle=0)


def _neighbours(graph: _Graph, rows: str, dilation: int) -> str:
    """Each row between the one before it and the one after it, so many rows apart."""
    pads, axis = (graph.constant(np.array(x)) for x in ([dilation, 0, dilation, 0], [0]))
    padded = graph.node("Pad", rows, pads, graph.constant(np.uint8(_MIDDLE)))

    def cut(first: int, last: int) -> str:
        bounds = [graph.constant(np.array([bound])) for bound in (first, last)]
        return graph.node("Slice", padded, *bounds, axis)

    before, after = cut(0, -2 * dilation), cut(2 * dilation, np.iinfo(np.int64).max)
    return graph.node("Concat", before, rows, after, axis=1)
