"""The whole of training, from two sources of articles to one file of weights.

1. Word vectors and a small language model are learnt from unlabelled news.
2. A large teacher over the language model is trained on the labelled articles.
3. The teacher labels unlabelled articles.
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

from framing.errors import InputError
from framing.tagger_inputs import Rows, Vocabulary
from framing.text import Document
from framing.training.examples import Example, read_examples
from framing.training.export import write_weights
from framing.training.fitting import Plan, fit
from framing.training.labelling import label
from framing.training.language_model import LanguageModel, pretrain
from framing.training.networks import TaggerNetwork, TeacherNetwork
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
    out from training.
    """

    language_model_steps: int = 2200
    teacher_epochs: int = 8
    teacher_width: int = 160
    taught_articles: int = 1500
    taught_each_epoch: int = 600
    epochs_alone: int = 8
    epochs: int = 7
    rounded_epochs: int = 3
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
    taught_each_epoch=10,
    epochs_alone=1,
    epochs=2,
    rounded_epochs=1,
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
    examples = read_examples(labelled, "train", vocabulary)[: recipe.labelled_articles]
    rows = [vocabulary.rows(Document(text)) for text in texts]
    reader = _language_model(rows + [example.rows for example in examples], words, recipe, say)
    taught = _taught(reader, examples, rows, recipe, say)
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
    stream = [one.ids.astype(np.uint16) for one in rows]
    steps = recipe.language_model_steps
    return pretrain(stream, words.vectors, words.counts, steps=steps, say=say)


def _taught(
    reader: LanguageModel, examples: list[Example], rows: list[Rows], recipe: Recipe, say: Say
) -> list[Example]:
    teacher = TeacherNetwork(reader, width=recipe.teacher_width)
    plan = Plan(recipe.teacher_epochs, rate=1.5e-3, rows=256, batch=24)
    fit(teacher, lambda epoch: examples, plan, say=lambda line: say(f"teacher: {line}"))
    found = label(
        [teacher], rows[: recipe.taught_articles], name="unlabelled", bias=(0.0, 0.0, 0.0)
    )
    say(f"the teacher labelled {len(found)} articles")
    return found


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

    def plan(epochs: int, rate: float) -> Plan:
        return Plan(epochs, rate, rounded_from=epochs - recipe.rounded_epochs)

    fit(network, lambda epoch: examples, plan(recipe.epochs_alone, 2e-3), say=say)
    return fit(network, epoch_of, plan(recipe.epochs, 1.6e-3), say=say)
