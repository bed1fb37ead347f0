"""What `loaded_terms` and `hedging` score on the even and on the odd rows of a labelled file.

    python benchmarks/lexicon_halves.py BABE.parquet SENTENCES.parquet CERTAINTY.parquet

BABE has `text, label_bias, biased_words` (Spinde et al. 2021), SENTENCES `text, label` with 1 for
an uncertain one, CERTAINTY `finding, sentence-level-certainty` (Pei and Jurgens 2021). One half of
each was read while the lists were written (docs/validation.md says which); the other was not, so
that a list that only learnt its sentences by heart falls there. Prints Markdown.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score, roc_auc_score

import framing as fr


def total(texts: pd.Series, lexicon: str) -> np.ndarray:
    """The sum of weights of each text."""
    ids = [f"s{i}" for i in range(len(texts))]
    table = pd.DataFrame({"article_id": ids, "text": texts.astype(str).to_numpy()})
    spans = fr.annotate(fr.read_articles(table))
    hits = spans[(spans["layer"] == lexicon) & (spans["field"] == "text")]
    return hits.groupby("article_id")["weight"].sum().reindex(ids).fillna(0).to_numpy(float)


def halves(name: str, labels: np.ndarray, scores: np.ndarray, figure) -> str:
    """A row: the figure on all rows, on the even ones, on the odd ones."""
    cut = (slice(None), slice(0, None, 2), slice(1, None, 2))
    cells = " | ".join(f"{figure(labels[c], scores[c]):.3f}" for c in cut)
    return f"| {name} | {len(labels):,} | {cells} |"


def fires_in_neutral(labels: np.ndarray, scores: np.ndarray) -> float:
    return float((scores[labels == 0] > 0).mean())


def correlation(labels: np.ndarray, scores: np.ndarray) -> float:
    return float(-np.corrcoef(labels, scores)[0, 1])


def fires_f1(labels: np.ndarray, scores: np.ndarray) -> float:
    """Where any hit calls the sentence uncertain."""
    return f1_score(labels, scores > 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("babe", "sentences", "certainty"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args()
    print("| figure | rows | all | even | odd |\n| --- | --- | --- | --- | --- |")
    babe = pd.read_parquet(chosen.babe)
    babe = babe[babe["label_bias"].isin(["Biased", "Non-biased"])]
    biased = (babe["label_bias"] == "Biased").to_numpy(int)
    loaded = total(babe["text"], "loaded_terms")
    print(halves("loaded terms, AUC", biased, loaded, roc_auc_score))
    print(halves("… fires in neutral sentences", biased, loaded, fires_in_neutral))
    uncertain = pd.read_parquet(chosen.sentences)
    hedged = total(uncertain["text"], "hedging")
    print(halves("hedging, F1", uncertain["label"].to_numpy(int), hedged, fires_f1))
    findings = pd.read_parquet(chosen.certainty)
    graded = findings["sentence-level-certainty"].to_numpy(float)
    hedged = total(findings["finding"], "hedging")
    print(halves("hedging, correlation with uncertainty", graded, hedged, correlation))


if __name__ == "__main__":
    main()
