"""The attribution tagger's network, run by ONNX Runtime on one thread."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from framing.errors import InputError

_CHUNK = 4096  # rows that are read at a time
_MIDDLE = np.uint8(128)


class Network:
    """From the rows of a text to the network's reading of each, and to scores of labels.

    Parameters
    ----------
    path : Path
        An .onnx file, written by `python -m framing.training`.

    Raises
    ------
    InputError
        If the file is missing or is not such a file.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        try:
            self._session = onnxruntime.InferenceSession(
                path.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            self._reach = int(self._session.get_modelmeta().custom_metadata_map["reach"])
            outputs = self._session.get_outputs()
            self._channels, self._labels = (output.shape[1] for output in outputs)
        except (OSError, KeyError, *_refusals()) as error:
            raise InputError(
                f"{path} holds no network of the attribution tagger ({error}). Install framing "
                "again, or train it: python -m framing.training --help."
            ) from None

    def read(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """States, integers from -127 to 127, (rows, channels), and scores of the outside, inside
        and begin of each role, (rows, roles, 3).

        Parameters
        ----------
        ids : ndarray of int32, shape (rows, columns)
            As `framing.tagger_inputs.Vocabulary.rows` makes them.
        """
        states = np.empty((len(ids), self._channels), dtype=np.uint8)
        scores = np.empty((len(ids), self._labels), dtype=np.float32)
        for start in range(0, len(ids), _CHUNK):
            low, here = max(0, start - self._reach), slice(start, start + _CHUNK)
            found = self._session.run(None, {"ids": ids[low : start + _CHUNK + self._reach]})
            for whole, part in zip((states, scores), found, strict=True):
                whole[here] = part[start - low : start - low + _CHUNK]
        states ^= _MIDDLE  # of the bytes 0 to 255 to -128 to 127
        return states.view(np.int8), scores.reshape(len(ids), -1, 3)


def _refusals() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises at a file that it cannot read."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf
