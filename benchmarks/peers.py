"""framing beside its peers on the same articles, in one process, turn by turn.

    python benchmarks/peers.py INPUT.parquet [--articles 100] [--rounds 3] [--model NAME]

Processor time on one core (set OMP_NUM_THREADS=1), the best of the rounds, as words a second and as
a ratio: how many times as many words a second framing reads, for everything that it measures. A
peer that is not installed is left out and named. nela-features needs models of NLTK that no package
on the index holds: the parts that need none are run, on tokens and sentences that cost it nothing,
so that the ratio to all of it is higher than what is printed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial

import pandas as pd

import framing as fr
from framing.remembered import Remembered
from framing.text import Document

Run = Callable[[list[str]], object]
INDICES = (
    "flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index",
    "automated_readability_index", "dale_chall_readability_score", "difficult_words",
    "linsear_write_formula", "gunning_fog", "syllable_count",
)  # fmt: skip


def whole(texts: list[str]) -> object:
    articles = fr.read_articles(pd.DataFrame({"text": texts}))
    return fr.measure(fr.annotate(articles, workers=1), articles)


def spacy_with(model: str, *, everything: bool) -> Run:
    import spacy

    left_out = [] if everything else ["ner", "lemmatizer", "attribute_ruler"]
    load = spacy.load(model, exclude=left_out)
    return lambda texts: list(load.pipe(texts))


def nela() -> Run:
    from nela_features.nela_features import NELAFeatureExtractor

    extractor = NELAFeatureExtractor()
    known = Remembered(pieces)

    def run(texts: list[str]) -> None:
        for text in texts:
            tokens, words, sentences = known[text]
            extractor.extract_bias(text, tokens, words)
            extractor.extract_affect(text, tokens, words)
            extractor.extract_moral(text, words)
            extractor.extract_complexity(text, tokens, sentences, words)
            extractor.Functions.count_dates(text, words)

    return run


def pieces(text: str) -> tuple[list[str], list[str], list[str]]:
    document = Document(text)
    words = [text[start:end].lower() for start, end in document.words.tolist()]
    return document.written, words, [text[start:end] for start, end in document.sentences.tolist()]


def textstat() -> Run:
    from textstat import textstat as module

    indices = [getattr(module, name) for name in INDICES]
    return lambda texts: [[index(text) for index in indices] for text in texts]


def vader() -> Run:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    scores = SentimentIntensityAnalyzer().polarity_scores
    return lambda texts: [scores(text) for text in texts]


def runs(model: str) -> dict[str, Run]:
    """What is installed, made ready."""
    makers = {
        "framing, everything": lambda: whole,
        "spaCy small, tagger and parser": partial(spacy_with, model, everything=False),
        "spaCy small, all of it": partial(spacy_with, model, everything=True),
        "nela-features, what needs no model": nela,
        "textstat, ten indices": textstat,
        "VADER": vader,
    }
    ready = {}
    for name, make in makers.items():
        try:
            ready[name] = make()
        except (ImportError, OSError) as error:
            print(f"{name}: left out, {str(error).splitlines()[0]}")
    return ready


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="en_core_web_sm")
    given = parser.parse_args()
    texts = pd.read_parquet(given.source, columns=["text"])["text"].head(given.articles).tolist()
    words = sum(Document(text).word_count for text in texts)
    best = dict.fromkeys(ready := runs(given.model), float("inf"))
    for run in ready.values():
        run(texts[:5])
    for number in range(given.rounds):
        new = [f"{text}\n{number}" for text in texts]  # some remember whole texts
        for name, run in ready.items():
            start = time.process_time()
            run(new)
            best[name] = min(best[name], time.process_time() - start)
    ours = best["framing, everything"]
    print(f"{len(texts)} articles, {words:,} words")
    for name, took in best.items():
        print(f"{name}: {words / took:,.0f} words a second, ratio {took / ours:.2f}")


if __name__ == "__main__":
    main()
