"""The whole of training, from two sources of articles to the weights.

1. Word vectors are learnt from unlabelled news.
2. A large teacher over a pretrained encoder is trained on the labelled articles.
3. It labels excerpts of unlabelled articles.
4. The small tagger is trained on the labelled articles, then on both. Without a folder with an
   encoder there is no teacher, and the labelled articles are all.

One thread, fixed seeds: the same articles and the same version of torch give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from framing.errors import InputError
from framing.tagger_inputs import Rows, Vocabulary
from framing.text import Document
from framing.training.encoder import read_encoder
from framing.training.examples import Example, read_examples
from framing.training.export import write_weights
from framing.training.fitting import Plan, fit
from framing.training.labelling import label
from framing.training.networks import TaggerNetwork
from framing.training.teacher_inputs import Pieces
from framing.training.teachers import Teacher
from framing.training.vectors import Words, narrowed, sentences_of, train_vectors

Say = Callable[[str], None]
_LONGEST = 20_000  # characters of an unlabelled article that are read
_VECTOR_WIDTH = 64
_EXCERPT = 560  # rows
_FROM_THE_START = 0.4  # share of the excerpts


@dataclass(frozen=True)
class Recipe:
    """How much of everything.

    Notes
    -----
    `bias` favours stretches over none, for content, cue and source: it was chosen on articles held
    out from training. `encoder` is a folder as `framing.training.encoder` reads it.
    """

    encoder: Path | None = None
    encoder_blocks: int = 9
    teacher_epochs: int = 2
    teacher_width: int = 256
    taught_excerpts: int = 8000
    taught_each_epoch: int = 2600
    epochs_alone: int = 8
    epochs: int = 26
    width: int = 192
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 32, 1)
    bias: tuple[float, float, float] = (0.3, 0.4, 0.5)
    labelled_articles: int | None = None
    unlabelled_articles: int | None = None


FULL = Recipe()
SMALL = Recipe(
    encoder_blocks=3,
    teacher_epochs=1,
    teacher_width=32,
    taught_excerpts=20,
    taught_each_epoch=10,
    epochs_alone=1,
    epochs=1,
    width=32,
    labelled_articles=20,
    unlabelled_articles=200,
)


def train(labelled: Path, unlabelled: Path, output: Path, *, recipe: Recipe, say: Say) -> None:
    """Train a tagger and write its weights.

    Raises
    ------
    InputError
        If a file is missing or has no column `text`.
    """
    torch.set_num_threads(1)
    torch.manual_seed(0)
    texts = _texts(unlabelled)[: recipe.unlabelled_articles]
    own = _texts(labelled / "train_articles.parquet")[: recipe.labelled_articles]
    say(f"{len(own)} labelled and {len(texts)} unlabelled articles")
    words = train_vectors(sentences_of(texts + own))
    say(f"{len(words.words)} words have vectors")
    vocabulary = Vocabulary(words.words)
    pieces = Pieces(recipe.encoder) if recipe.encoder else None
    examples = read_examples(labelled, "train", vocabulary, pieces=pieces)
    examples = examples[: recipe.labelled_articles]
    taught: list[Example] = []
    if pieces is not None:
        excerpts = _excerpts(texts[: recipe.taught_excerpts], vocabulary, pieces)
        nothing = (0.0, 0.0, 0.0)
        taught = label(_teacher(examples, recipe, say), excerpts, name="unlabelled", bias=nothing)
        say(f"the teacher labelled {len(taught)} excerpts")
    tagger = _tagger(
        words, examples, taught, recipe=recipe, say=lambda line: say(f"tagger: {line}")
    )
    write_weights(tagger, words.words, output, bias=recipe.bias)
    say(f"written: {output}")


def _texts(path: Path) -> list[str]:
    if not path.is_file():
        raise InputError(f"{path} is missing.")
    table = pd.read_parquet(path)
    if "text" not in table.columns:
        raise InputError(f"{path} has no column 'text'. It has: {', '.join(table.columns)}.")
    texts = [text[:_LONGEST] for text in table["text"].dropna()]
    order = np.random.RandomState(0).permutation(len(texts))
    return [texts[number] for number in order]


def _excerpts(texts: list[str], vocabulary: Vocabulary, pieces: Pieces) -> list[Rows]:
    """Whole paragraphs of each text, from its start or from further on."""
    random = np.random.RandomState(0)
    found = []
    for text in texts:
        document = Document(text)
        rows = pieces.added_to(vocabulary.rows(document), document)
        gaps = np.flatnonzero(rows.token < 0)
        starts = gaps[gaps < max(len(rows.token) - _EXCERPT // 2, 1)]
        start = 0 if random.rand() < _FROM_THE_START else int(random.choice(starts))
        ends = gaps[(gaps > start + _EXCERPT // 2) & (gaps < start + _EXCERPT)]
        end = int(ends[-1]) + 1 if len(ends) else start + _EXCERPT
        found.append(Rows(rows.ids[start:end], rows.token[start:end], rows.row))
    return found


def _teacher(examples: list[Example], recipe: Recipe, say: Say) -> Teacher:
    encoder = read_encoder(recipe.encoder, recipe.encoder_blocks)
    plan = Plan(recipe.teacher_epochs, rate=1.5e-3, rows=320, batch=9, warm_up=60, pretrained=0.055)
    teacher = Teacher(encoder, width=recipe.teacher_width)
    return fit(teacher, lambda epoch: examples, plan, say=lambda line: say(f"teacher: {line}"))


def _tagger(
    words: Words, examples: list[Example], taught: list[Example], *, recipe: Recipe, say: Say
) -> TaggerNetwork:
    torch.manual_seed(0)
    vectors = narrowed(words.vectors, _VECTOR_WIDTH)
    network = TaggerNetwork(vectors, width=recipe.width, dilations=recipe.dilations)
    each = recipe.taught_each_epoch

    def epoch_of(epoch: int) -> list[Example]:
        places = range(epoch * each, (epoch + 1) * each)
        return examples + [taught[place % len(taught)] for place in places if taught]

    fit(network, lambda epoch: examples, Plan(recipe.epochs_alone), say=say)
    return fit(network, epoch_of, Plan(recipe.epochs, rate=1.2e-3, rounded_from=0), say=say)
