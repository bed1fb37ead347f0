"""What a classifier of labels that outlets carry scores on random folds, and on outlets not seen.

    python benchmarks/what_leaks.py ARTICLES.parquet [--outlets 50] [--each 16]

ARTICLES has the columns `article_id, title, text, source, url, bias_text`, as the articles of Baly
et al. (2020) have. As many articles of each of the largest outlets are drawn with a fixed seed.
Prints the scores, the baselines and the leakage audit of both, side by side, as Markdown.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

import framing as fr


def drawn(path: Path, outlets: int, each: int) -> pd.DataFrame:
    """As many articles of each of the outlets with most of them."""
    table = pd.read_parquet(path)
    largest = table["source"].value_counts(sort=False).sort_index()
    kept = largest.sort_values(ascending=False, kind="stable").index[:outlets]
    table = table[table["source"].isin(kept)].groupby("source").sample(each, random_state=0)
    return table.rename(columns={"source": "outlet"})


def rows(evaluation: fr.Evaluation) -> dict[str, str]:
    """What each model and each removal scores."""
    scored = {
        row.model: f"{row.balanced_accuracy:.3f} ({row.low:.3f}–{row.high:.3f})"
        for row in evaluation.scores.itertuples()
    }
    audit = evaluation.audit
    scored["unmasked, as audited"] = f"{audit['score_with'].iloc[0]:.3f}"
    return scored | {
        f"… without {row.removed}": f"{row.score_without:.3f}" for row in audit.itertuples()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--outlets", type=int, default=50)
    parser.add_argument("--each", type=int, default=16)
    chosen = parser.parse_args()
    table = drawn(chosen.articles, chosen.outlets, chosen.each)
    columns = ["article_id", "title", "text", "outlet", "url"]
    articles = fr.read_articles(table[columns])
    labels = table.set_index("article_id").loc[articles.index, "bias_text"].to_numpy()
    seen, unseen = (
        rows(
            fr.evaluate(
                fr.OutletClassifier(random_state=0),
                articles,
                labels,
                groups=articles["outlet"],
                i_know_this_leaks=leaks,
            )
        )
        for leaks in (True, False)
    )
    print(f"{len(articles)} articles\n\n| | random folds | outlets not seen |\n| --- | --- | --- |")
    for name, score in seen.items():
        print(f"| {name} | {score} | {unseen[name]} |")


if __name__ == "__main__":
    main()
