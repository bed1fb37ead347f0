"""Writes misses.md: the program against the answer key of the example, and all it got wrong.

`python docs/misses.py` after a change of an extractor, a lexicon, the model or the key.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import framing as fr

LAYERS = ("attribution", "hedging", "loaded_terms")
PAGE = Path(__file__).resolve().with_name("misses.md")
_SHARES = ["precision", "recall", "f1"]
_FOUND = {"missed": "missed", "added": "not in the key"}


def page() -> str:
    """The whole page, as Markdown."""
    sample = fr.sample_folder()
    articles = fr.read_articles(sample / "articles", outlets=sample / "outlets.csv")
    key, found = fr.answer_key(articles), fr.annotate(articles)
    parts = [
        "# The program and the answer key",
        "Written by `python docs/misses.py`: the 41 articles of the example, whose key was marked"
        " by one hand. The articles and the program are by the same people, so expect less"
        " elsewhere; [validation](validation.md) has figures on others' data. What counts as a"
        " match is told by `fr.match_spans`, the rules of the key by the README of the example.",
        _scores(articles, key, found),
        _speakers(key, found),
        *(_misses(key, found, layer) for layer in LAYERS),
    ]
    return "\n\n".join(parts) + "\n"


def _scores(articles: pd.DataFrame, key: pd.DataFrame, found: pd.DataFrame) -> str:
    lines = ["| outlet | layer | in the key | found | precision | recall | F1 |",
             "| --- | --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    outlets = articles["outlet_id"]
    for outlet in ("all", *sorted(outlets.unique())):
        ids = articles.index if outlet == "all" else articles.index[outlets == outlet]
        mine, its = (spans[spans["article_id"].isin(ids)] for spans in (key, found))
        for row in fr.score_spans(mine, its, layers=LAYERS).to_dict("records"):
            shares = " | ".join(f"{row[name]:.2f}" for name in _SHARES)
            cells = (outlet, row["layer"].replace("_", " "), row["n_expected"], row["n_found"])
            lines.append(f"| {' | '.join(map(str, cells))} | {shares} |")
    return "\n".join(lines)


def _speakers(key: pd.DataFrame, found: pd.DataFrame) -> str:
    """How often a found attribution has the speaker and the type of source that the key has."""
    both = fr.match_spans(key, found, layer="attribution").query("outcome == 'both'")
    meant = key[key["layer"] == "gold:speaker"].drop_duplicates(["article_id", "group"])
    pairs = both.merge(
        meant[["article_id", "group", "label", "rule"]],
        left_on=["article_id", "expected_group"], right_on=["article_id", "group"],
    ).merge(
        fr.attributions(found)[["article_id", "group", "speaker", "source_type"]],
        left_on=["article_id", "found_group"], right_on=["article_id", "group"],
    )  # fmt: skip
    named = int((pairs["speaker"].fillna("").str.lower() == pairs["rule"].str.lower()).sum())
    typed = int((pairs["source_type"].fillna("") == pairs["label"]).sum())
    return (
        f"Of {len(pairs)} attributions that both have, and whose speaker the key names,"
        f" {named} ({named / len(pairs):.0%}) have that very name and {typed}"
        f" ({typed / len(pairs):.0%}) that type of source."
    )


def _misses(key: pd.DataFrame, found: pd.DataFrame, layer: str) -> str:
    wrong = fr.match_spans(key, found, layer=layer).query("outcome != 'both'")
    lines = [f"## {layer.replace('_', ' ').capitalize()}", ""]
    for article_id, rows in wrong.groupby("article_id", sort=True):
        lines += [f"**{article_id}**", ""]
        for row in rows.itertuples():
            text = " ".join((row.expected or row.found).split())
            lines.append(f"- {_FOUND[row.outcome]}: `{text}`")
        lines.append("")
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
