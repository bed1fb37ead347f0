"""How many megabytes of text a second the lexicon layers read on one core, in processor time.

    python benchmarks/lexicon_speed.py [--entries 5000] [--megabytes 2]

The texts are the bundled example, repeated; the entries are the bundled lexicons with their rules,
filled up with invented words. Documents are tokenized before the clock starts and matched once;
`with tokens` counts the tokenizer too.
"""

from __future__ import annotations

import argparse
import itertools
import time

import framing as fr
from framing.bundled import lexicons
from framing.lexicon import Entry, Lexicon
from framing.matcher import Matcher
from framing.text import Document

SYLLABLES = ("bra", "del", "fon", "gri", "kel", "lum", "mar", "nol", "pra", "sut", "tev", "zin")


def invented(count: int) -> Lexicon:
    words = ("".join(parts) for parts in itertools.product(SYLLABLES, repeat=4))
    entries = tuple(Entry(word, "word") for word in itertools.islice(words, count))
    return Lexicon("invented", entries=entries)


def texts(megabytes: float) -> list[str]:
    folder = fr.sample_folder()
    articles = fr.read_articles(folder / "articles")["text"].dropna().tolist()
    size = sum(len(text.encode()) for text in articles)
    return articles * max(1, round(megabytes * 1e6 / size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    ours = [lexicon for lexicon in lexicons() if given.all or lexicon.name == "loaded_terms"]
    filled = max(0, given.entries - sum(len(lexicon.entries) for lexicon in ours))
    matcher = Matcher([*ours, invented(filled)])
    read = texts(given.megabytes)
    size = sum(len(text.encode()) for text in read) / 1e6
    matcher.find(Document(read[0]))
    documents = [Document(text) for text in read]
    begin = time.process_time()
    for document in documents:
        len(document.tokens), document.is_word
    tokenized = time.process_time()
    hits = sum(len(found) for document in documents for found in matcher.find(document))
    end = time.process_time()
    entries = sum(len(lexicon.entries) for lexicon in matcher.lexicons)
    print(f"{entries:,} entries, {size:.1f} MB, {hits:,} hits")
    print(f"lexicon layers {size / (end - tokenized):.1f} MB/s")
    print(f"with tokens {size / (end - begin):.1f} MB/s")


if __name__ == "__main__":
    main()
