"""Train the attribution tagger from labelled and unlabelled articles and write its weights."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from framing.errors import FramingError
from framing.tagger import WEIGHTS

_MISSING = (
    "Training needs torch, gensim and onnx, which are in no extra of framing because nothing else "
    "uses them. Install them: pip install torch gensim onnx"
)


def main(arguments: list[str] | None = None) -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m framing.training", description=__doc__)
    parser.add_argument("labelled", type=Path, help="folder in the layout of PolNeAR")
    parser.add_argument("unlabelled", type=Path, help=".parquet of news with a column `text`")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS, help="the .npz to write")
    parser.add_argument(
        "--encoder", type=Path, help="folder of a pretrained encoder, for a teacher"
    )
    parser.add_argument("--small", action="store_true", help="a few minutes, to try the command")
    chosen = parser.parse_args(arguments)
    try:
        from framing.training.recipe import FULL, SMALL, train
    except ModuleNotFoundError as error:
        if error.name not in ("torch", "gensim", "onnx"):
            raise
        print(_MISSING, file=sys.stderr)
        return 2
    try:
        train(
            chosen.labelled,
            chosen.unlabelled,
            chosen.output,
            recipe=replace(SMALL if chosen.small else FULL, encoder=chosen.encoder),
            say=lambda line: print(line, flush=True),
        )
    except FramingError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
