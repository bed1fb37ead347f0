"""The whole of training, from two sources of articles to one file of weights.

1. Word vectors and a small language model are learnt from unlabelled news.
2. A large teacher over the language model is trained on the labelled articles, and another one over
   a pretrained encoder where a folder with one is given.
3. The teachers label unlabelled articles: the mean of their probabilities.
4. The small tagger is trained on the labelled articles, then on both.

One thread, fixed seeds: the same articles and the same version of torch give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from torch import nn

from framing.errors import InputError
from framing.tagger_inputs import COLUMNS, Rows, Vocabulary
from framing.text import Document
from framing.training.encoder import read_encoder
from framing.training.examples import Example, read_examples
from framing.training.export import write_weights
from framing.training.fitting import Plan, fit
from framing.training.labelling import label
from framing.training.language_model import LanguageModel, pretrain
from framing.training.networks import TaggerNetwork
from framing.training.teacher_inputs import Pieces
from framing.training.teachers import EncoderTeacher, TeacherNetwork
from framing.training.vectors import Words, narrowed, sentences_of, train_vectors

Say = Callable[[str], None]
_LONGEST = 20_000  # characters of an unlabelled article that are read
_VECTOR_WIDTH = 64


@dataclass(frozen=True)
class Recipe:
    """How much of everything.

    Notes
    -----
    `bias` favours stretches over none, for content, cue and source: it was chosen on articles held
    out from training. `encoder` is a folder as `framing.training.encoder` reads it.
    """

    language_model_steps: int = 2200
    teacher_epochs: int = 8
    teacher_width: int = 160
    encoder: Path | None = None
    encoder_blocks: int = 9
    encoder_epochs: int = 2
    encoder_width: int = 256
    taught_articles: int = 4000
    taught_each_epoch: int = 2400
    epochs_alone: int = 8
    epochs: int = 8
    width: int = 128
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 1)
    bias: tuple[float, float, float] = (0.3, 0.4, 0.5)
    labelled_articles: int | None = None
    unlabelled_articles: int | None = None


FULL = Recipe()
SMALL = Recipe(
    language_model_steps=20,
    teacher_epochs=1,
    teacher_width=32,
    taught_articles=20,
    encoder_blocks=3,
    encoder_epochs=1,
    encoder_width=32,
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
    rows = [vocabulary.rows(Document(text)) for text in texts]
    reader = _language_model(rows + [example.rows for example in examples], words, recipe, say)
    chosen = texts[: recipe.taught_articles], rows[: recipe.taught_articles]
    teachers = _teachers(reader, examples, recipe, say)
    nothing = (0.0, 0.0, 0.0)
    taught = label(teachers, _with_pieces(*chosen, pieces), name="unlabelled", bias=nothing)
    say(f"the teachers labelled {len(taught)} articles")
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


def _language_model(rows: list[Rows], words: Words, recipe: Recipe, say: Say) -> LanguageModel:
    stream = [one.ids[:, : len(COLUMNS)].astype(np.uint16) for one in rows]
    steps = recipe.language_model_steps
    return pretrain(stream, words.vectors, words.counts, steps=steps, say=say)


def _teachers(
    reader: LanguageModel, examples: list[Example], recipe: Recipe, say: Say
) -> list[nn.Module]:
    """The first one also tells what belongs together."""
    teachers: list[nn.Module] = [TeacherNetwork(reader, width=recipe.teacher_width)]
    plans = [Plan(recipe.teacher_epochs, rate=1.5e-3, rows=256, batch=24)]
    if recipe.encoder:
        encoder = read_encoder(recipe.encoder, recipe.encoder_blocks)
        teachers.append(EncoderTeacher(encoder, width=recipe.encoder_width))
        plans.append(Plan(recipe.encoder_epochs, rate=1.5e-3, rows=176, batch=16))
    for number, (teacher, plan) in enumerate(zip(teachers, plans, strict=True), 1):
        lead = f"teacher {number}: "
        fit(teacher, lambda epoch: examples, plan, say=lambda line, lead=lead: say(lead + line))
    return teachers


def _with_pieces(texts: list[str], rows: list[Rows], pieces: Pieces | None) -> list[Rows]:
    if pieces is None:
        return rows
    every = zip(texts, rows, strict=True)
    return [pieces.added_to(one, Document(text)) for text, one in every]


def _tagger(
    words: Words, examples: list[Example], taught: list[Example], *, recipe: Recipe, say: Say
) -> TaggerNetwork:
    torch.manual_seed(0)
    vectors = narrowed(words.vectors, _VECTOR_WIDTH)
    network = TaggerNetwork(vectors, width=recipe.width, dilations=recipe.dilations)
    each = recipe.taught_each_epoch

    def epoch_of(epoch: int) -> list[Example]:
        places = range(epoch * each, (epoch + 1) * each)
        return examples + [taught[place % len(taught)] for place in places]

    fit(network, lambda epoch: examples, Plan(recipe.epochs_alone), say=say)
    return fit(network, epoch_of, Plan(recipe.epochs, rate=1.2e-3, rounded_from=0), say=say)
