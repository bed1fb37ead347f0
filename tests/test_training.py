"""Training of the tagger: what it needs, and that what ships is what was trained."""

import json
import sys

import numpy as np
import pandas as pd
import pytest

from framing.errors import InputError
from framing.tagger import Tagger
from framing.tagger_inputs import Vocabulary
from framing.text import Document
from framing.training.__main__ import main
from framing.training.examples import read_examples
from framing.training.teacher_inputs import FIRST_PIECE, Pieces

TEXT = "“Boats stay,” said Ida Brandt.\n\nThe harbour of Lindsund will close, she added.\n"
WORDS = ["the", '"', ",", ".", "said", "she", "will", "added", "of", "stay"]
PARTS = ("attention.", "")  # the two layers of a block that end in a norm


def test_without_torch_the_command_says_what_to_install(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("framing.training.")]:
        monkeypatch.delitem(sys.modules, name)
    assert main([str(tmp_path), str(tmp_path / "news.parquet")]) == 2
    assert "pip install torch gensim onnx" in capsys.readouterr().err


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
    states, _ = tagger.network.read(ids)
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


def an_encoder(folder, width=8):
    """A folder with an encoder of the BERT family, drawn at random."""
    sizes = {"max_position_embeddings": 64, "num_hidden_layers": 3, "num_attention_heads": 2}
    sizes |= {"intermediate_size": 16, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(sizes))
    pieces = ["[PAD]", "[UNK]", "[SEP]", "the", "har", "##bour", "said", "ida", '"', ",", ".", "'"]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    shapes = {"word": (len(pieces), width), "position": (64, width), "token_type": (2, width)}
    arrays = {f"embeddings.{name}_embeddings.weight": shape for name, shape in shapes.items()}
    linear = {f"attention.self.{name}": (width, width) for name in ("query", "key", "value")}
    linear |= {"attention.output.dense": (width, width), "intermediate.dense": (16, width)}
    linear |= {"output.dense": (width, 16)}
    for number in range(3):
        for name, shape in linear.items():
            arrays[f"encoder.layer.{number}.{name}.weight"] = shape
            arrays[f"encoder.layer.{number}.{name}.bias"] = shape[:1]
    names = ["embeddings"] + [f"encoder.layer.{n}.{p}output" for n in range(3) for p in PARTS]
    arrays |= {
        f"{name}.LayerNorm.{part}": (width,) for name in names for part in ("weight", "bias")
    }
    random, contents, numbers = np.random.RandomState(0), {}, b""
    for name, shape in arrays.items():
        values = random.normal(size=shape).astype("<f4").tobytes()
        offsets = [len(numbers), len(numbers) + len(values)]
        contents[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": offsets}
        numbers += values
    table = json.dumps(contents).encode()
    stored = len(table).to_bytes(8, "little") + table + numbers
    (folder / "model.safetensors").write_bytes(stored)
    return folder


def test_words_are_read_in_the_pieces_of_the_encoder(tmp_path):
    document = Document("“The Harbour,” said Ida Ng.")
    rows = Pieces(an_encoder(tmp_path)).added_to(Vocabulary(WORDS).rows(document), document)
    pieces = rows.ids[:, FIRST_PIECE:]
    gap, quote, the, harbour, comma = pieces[:5].tolist()
    assert gap[0] == 2
    assert (quote[0], the[0], comma[0]) == (8, 3, 9)
    assert harbour == [4, 5, 0, 0, 0]
    assert [1, 0, 0, 0, 0] in pieces.tolist()  # a word that is not known


def test_a_folder_without_an_encoder_is_named(tmp_path):
    pytest.importorskip("torch")
    from framing.training.encoder import read_encoder

    with pytest.raises(InputError, match=r"config\.json is missing"):
        read_encoder(tmp_path, 1)
    an_encoder(tmp_path)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(InputError, match="no encoder of the BERT family"):
        read_encoder(tmp_path, 1)


@pytest.fixture
def labelled(tmp_path):
    articles = pd.DataFrame(
        {"article_id": list("abcdefgh"), "outlet": "The Tide", "text": TEXT * 4}
    )
    roles = {"content": [[0, 13]], "cue": [[14, 18]], "source": [[19, 29]]}
    attributions = pd.DataFrame([{"article_id": name, **roles} for name in "abcdefgh"])
    articles.to_parquet(tmp_path / "train_articles.parquet")
    attributions.to_parquet(tmp_path / "train_attributions.parquet")
    articles.to_parquet(tmp_path / "news.parquet")
    return tmp_path


def test_the_command_trains_the_same_tagger_twice(labelled, capsys):
    pytest.importorskip("torch")
    pytest.importorskip("gensim")
    encoder = ["--encoder", str(an_encoder(labelled))]
    for name in ("first.npz", "second.npz"):
        given = [str(labelled), str(labelled / "news.parquet"), "-o", str(labelled / name)]
        assert main([*given, "--small", *encoder]) == 0, capsys.readouterr().err
    first, second = ((labelled / name).read_bytes() for name in ("first.npz", "second.npz"))
    assert first == second
    Tagger(labelled / "first.npz").tag(Document(TEXT))
