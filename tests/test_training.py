"""Training of the tagger: what it needs, and that what ships is what was trained."""

import sys

import numpy as np
import pandas as pd
import pytest

from framing.tagger import Tagger
from framing.tagger_inputs import Vocabulary
from framing.text import Document
from framing.training.__main__ import main
from framing.training.examples import read_examples

TEXT = "“Boats stay,” said Ida Brandt.\n\nThe harbour of Lindsund will close, she added.\n"
WORDS = ["the", '"', ",", ".", "said", "she", "will", "added", "of", "stay"]


def test_without_torch_the_command_says_what_to_install(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("framing.training.")]:
        monkeypatch.delitem(sys.modules, name)
    assert main([str(tmp_path), str(tmp_path / "news.parquet")]) == 2
    assert "pip install torch gensim" in capsys.readouterr().err


def test_the_exported_network_reads_as_the_trained_one(tmp_path):
    torch = pytest.importorskip("torch")
    from framing.training.export import write_weights
    from framing.training.networks import TaggerNetwork

    torch.manual_seed(0)
    vectors = np.random.RandomState(0).normal(size=(len(WORDS) + 2, 8)).astype(np.float32)
    network = TaggerNetwork(vectors, width=16, dilations=(1, 2)).eval()
    network.set_exact(True)
    write_weights(network, WORDS, tmp_path / "weights.npz", bias=(0.0, 0.0, 0.0))
    tagger = Tagger(tmp_path / "weights.npz")
    ids = tagger.vocabulary.rows(Document(TEXT)).ids
    with torch.no_grad():
        expected = network(torch.from_numpy(ids.astype(np.int64))[None], torch.ones(1, len(ids)))
    states = tagger.states(ids)
    steps = np.abs(states - 20 * expected[0].numpy())
    assert steps.max() <= 1.01  # a number halfway between two steps may go either way
    assert (steps < 0.01).mean() > 0.99


def test_labels_follow_the_tokens_that_a_stretch_covers(tmp_path):

    articles = pd.DataFrame({"article_id": ["a"], "outlet": ["The Tide"], "text": [TEXT]})
    roles = {"content": [[[0, 13]]], "cue": [[[14, 18]]], "source": [[[19, 29]]]}
    attributions = pd.DataFrame({"article_id": ["a"], **roles})
    articles.to_parquet(tmp_path / "train_articles.parquet")
    attributions.to_parquet(tmp_path / "train_attributions.parquet")
    (example,) = read_examples(tmp_path, "train", Vocabulary(WORDS))
    tokens = [TEXT[start:end] for start, end in Document(TEXT).tokens]
    content, cue, source = (
        [
            tokens[token]
            for token, label in zip(example.rows.token, labels, strict=True)
            if label > 0
        ]
        for labels in example.labels.T
    )
    assert (content, cue, source) == (["Boats", "stay"], ["said"], ["Ida", "Brandt"])
    (link,) = example.links
    assert len(link.contents) == 1
    assert link.source is not None
