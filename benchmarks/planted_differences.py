"""How often the example's planted differences and planted nulls are found, over many seeds.

    python benchmarks/planted_differences.py [--seeds 50]

Takes what is planted from the tables of `framing/sample/README.md`, compares the outlets' news
inside events with each seed, and prints by how many each pair of outlets is shown to differ.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

import framing as fr

_ROW = re.compile(r"\| ([DN]\d+) \|.*\| (.*) \|")
_MORE = re.compile(r"`(\w+): ([\w, -]+) > (?:[\d.]+ x )?([\w, -]+)`")
_ALIKE = re.compile(r"`(\w+): ([\w-]+) = ([\w-]+) within [\d.]+`")

Pair = tuple[str, frozenset[str]]


def planted(readme: str) -> Iterator[tuple[str, Pair]]:
    """Which pairs of outlets differ, or do not, in which feature: D1, then the pair."""
    for row in _ROW.finditer(readme):
        for feature, ones, others in (*_MORE.findall(row[2]), *_ALIKE.findall(row[2])):
            for pair in product(ones.split(", "), others.split(", ")):
                yield row[1], (feature, frozenset(pair))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=50)
    seeds = parser.parse_args().seeds
    where = fr.sample_folder()
    articles = fr.read_articles(
        where / "articles", outlets=where / "outlets.csv", events=where / "events.csv"
    )
    news = articles[~articles.index.str.contains("opinion")]
    pairs = list(planted((where / "README.md").read_text(encoding="utf-8")))
    features = fr.measure(fr.annotate(news), news)[list({pair[0]: 0 for _, pair in pairs})]
    found: Counter[Pair] = Counter()
    for seed in range(seeds):
        shown = fr.compare(features, news, by="outlet_id", within="event_id", seed=seed).shown()
        found.update((row.feature, frozenset({row.group_a, row.group_b}))
                     for row in shown.itertuples())  # fmt: skip
    for name, pair in pairs:
        print(f"{name:4}{pair[0]:24}{' and '.join(sorted(pair[1])):28}{found[pair]} of {seeds}")


if __name__ == "__main__":
    main()
