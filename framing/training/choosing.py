"""Train the choice between candidates on the articles that the tagger was not trained on.

It weighs the scores of one tagger: run it again whenever the tagger's weights change.

A candidate is worth half for sharing at least half of the longer one's characters with what people
marked, and more for sharing nine tenths, for the same cue and for the same source.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.extractors.candidates import candidates, features
from framing.extractors.choosing import DEPTH, STEPS, WEIGHTS, Trees
from framing.extractors.linking import Group, Stretch
from framing.extractors.tagged import read
from framing.extractors.zone import find as find_zones
from framing.tagger import ROLES, bundled
from framing.text import Document
from framing.training.examples import held_out, read_examples

TREES, RATE, SMALLEST_LEAF, FEATURES_TRIED = 80, 0.1, 20, 0.4
_HALF, _MOST = 0.5, 0.9


class Gold(NamedTuple):
    """One attribution as people marked it."""

    content: tuple[Stretch, ...] = ()
    cue: tuple[Stretch, ...] = ()
    source: tuple[Stretch, ...] = ()


def train_choice(labelled: Path, output: Path) -> Trees:
    """Fit the trees and write them to an .npz file.

    Parameters
    ----------
    labelled : Path
        A folder in the layout of PolNeAR.
    output : Path
        The file to write.

    Returns
    -------
    Trees
        What was written.

    Raises
    ------
    InputError
        If a file of the folder is missing.
    """
    names = held_out(read_examples(labelled, "train", bundled().vocabulary))
    articles = pd.read_parquet(labelled / "train_articles.parquet")
    marked = pd.read_parquet(labelled / "train_attributions.parquet")
    by_article = dict(list(marked.groupby("article_id")))
    examples = [
        candidates_of(Document(article.text), by_article.get(article.article_id, marked.iloc[:0]))
        for article in articles.itertuples()
        if article.article_id in names
    ]
    trees = fit(np.concatenate([x for x, _ in examples]), np.concatenate([y for _, y in examples]))
    stored = {name: array.astype(np.int32) for name, array in trees._asdict().items()}
    np.savez_compressed(output, **stored)
    return trees


def candidates_of(document: Document, marked: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Features and worth of an article's candidates."""
    readings = read(document, find_zones(document, {}))
    groups = candidates(readings)
    golds = [
        Gold(
            *(tuple((int(start), int(end)) for start, end in getattr(row, role)) for role in ROLES)
        )
        for row in marked.itertuples()
    ]
    worth = [_worth(group, golds) for group in groups]
    return features(document, readings, groups), np.array(worth)


def _worth(group: Group, golds: list[Gold]) -> float:
    share, gold = max(
        ((_shared(group.contents, gold.content), gold) for gold in golds),
        key=lambda pair: pair[0],
        default=(0.0, Gold()),
    )
    if share < _HALF:
        return 0.0
    same_cue = group.cue in gold.cue
    sources = (group.source,) if group.source else ()
    same_source = bool(_shared(sources, gold.source)) if sources else not gold.source
    return 0.5 + 0.35 * (share >= _MOST) + 0.075 * same_cue + 0.075 * same_source


def _shared(stretches: tuple[Stretch, ...], others: tuple[Stretch, ...]) -> float:
    both = sum(
        max(0, min(end, last) - max(start, first))
        for start, end in stretches
        for first, last in others
    )
    sizes = (sum(end - start for start, end in listed) for listed in (stretches, others))
    return both / max(*sizes, 1)


def fit(features: np.ndarray, worth: np.ndarray) -> Trees:
    """Boosted trees of whole numbers."""
    from sklearn.ensemble import GradientBoostingRegressor

    model = GradientBoostingRegressor(
        n_estimators=TREES,
        learning_rate=RATE,
        max_depth=DEPTH,
        min_samples_leaf=SMALLEST_LEAF,
        max_features=FEATURES_TRIED,
        random_state=0,
    ).fit(features, worth)
    grown = [_full(estimator.tree_) for estimator in model.estimators_[:, 0]]
    feature, bound, leaf = (np.array(part) for part in zip(*grown, strict=True))
    leaf = np.rint(leaf * RATE * STEPS).astype(np.int64)
    return Trees(feature, bound, leaf, np.int64(round(float(worth.mean()) * STEPS)))


def _full(tree) -> tuple[list[int], list[int], list[float]]:
    """A tree with all its nodes: where it stopped early, both sides go on alike."""
    inner = 2**DEPTH - 1
    nodes = [0]
    feature, bound = [], []
    for place in range(inner):
        node = nodes[place]
        ends = tree.children_left[node] < 0
        feature.append(0 if ends else int(tree.feature[node]))
        bound.append(0 if ends else int(np.floor(tree.threshold[node])))
        nodes += [node, node] if ends else [tree.children_left[node], tree.children_right[node]]
    return feature, bound, [float(tree.value[node, 0, 0]) for node in nodes[inner:]]


def main(arguments: list[str] | None = None) -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m framing.training.choosing", description=__doc__
    )
    parser.add_argument("labelled", type=Path, help="folder in the layout of PolNeAR")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS, help="the .npz to write")
    chosen = parser.parse_args(arguments)
    try:
        train_choice(chosen.labelled, chosen.output)
    except FramingError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
