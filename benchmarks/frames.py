"""The list `frames` beside a classifier that has read labelled sentences.

    python benchmarks/frames.py FRAC.parquet

FRAC has `sentence, label` with the codes of Boydstun et al. (2014), as Guida et al. (2025) labelled
them. The list gives a sentence the category with the largest weighted sum, "other" where there is
none; `nearest` lets the categories that FRAC does not have stand for the one next to them. The
classifier is TF-IDF of words and pairs with a logistic regression, over five folds; it sees four
fifths of the labels, the list none. Prints macro F1 as Markdown.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

import framing as fr

CODES = {
    1: "economic",
    3: "morality",
    4: "fairness",
    5: "legality",
    6: "policy",
    8: "security",
    9: "health",
    11: "culture",
    12: "public_opinion",
    15: "other",
}
NEAREST = {
    "capacity": "economic",
    "crime": "legality",
    "political": "policy",
    "external": "security",
    "quality_of_life": "health",
}


def by_the_list(sentences: pd.Series) -> pd.Series:
    """The category with the largest sum of weights; of equal ones the first by name."""
    ids = pd.Index([f"s{i}" for i in range(len(sentences))])
    table = pd.DataFrame({"article_id": ids, "text": sentences.to_numpy()})
    spans = fr.annotate(fr.read_articles(table))
    hits = spans[spans["layer"] == "frames"]
    sums = hits.pivot_table(index="article_id", columns="label", values="weight", aggfunc="sum")
    return sums.idxmax(axis=1).reindex(ids).fillna("other").reset_index(drop=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("frac", type=Path)
    table = pd.read_parquet(parser.parse_args().frac)
    labels = table["label"].astype(int).map(CODES)
    sentences = table["sentence"].astype(str)
    listed = by_the_list(sentences)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = make_pipeline(words, LogisticRegression(C=10, max_iter=2000, class_weight="balanced"))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    learnt = cross_val_predict(model, sentences, labels, cv=folds)
    predicted = {
        "list": listed,
        "list, nearest categories": listed.replace(NEAREST),
        "classifier, five folds": learnt,
    }
    print("| model | macro F1 |\n| --- | --- |")
    for name, labelled in predicted.items():
        score = f1_score(labels, labelled, labels=list(CODES.values()), average="macro")
        print(f"| {name} | {score:.3f} |")


if __name__ == "__main__":
    main()
