"""Annotate and measure texts that nobody would write, and see whether anything raises.

    python benchmarks/fuzz_annotate.py [--inputs 200000] [--seed 0] [--long 5] [--megabytes 5]

Every input is a title and a text of random pieces: words of news, quotation marks of every kind,
brackets, numbers, pages, emoji, right-to-left and other scripts, control characters, lone
surrogates, endless words and paragraphs. Of each, `text[start:end]` of every span is compared with
the span. Then come a few long ones. Whatever raises is printed with its seed; exits 1 if anything
did.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

import pandas as pd

import framing as fr
from framing.pipeline import annotate, measure

BATCH = 64
SLOW = 2.0  # seconds

NEWS = (
    "The mayor of Orrin said that the ferry is late. He denied it.", "according to Ida Brandt",
    "“We are full,” said Dr. Brandt, 54, of the U.S. Coast Guard.", "may", "regime", "slammed",
    "allegedly", "By Ida Brandt", "(Vale Wire) —", "VALE, March 3 —", "Read more:", "not only",
    "Mr. Crake’s so-called 'plan'", "told the Courant on Monday", "It is possible that", "she",
    "Published 12:30 GMT, 3 March 2024", "Photo: Vale Wire", "a spokesman for the party added:",
)  # fmt: skip
QUOTES = (*"“”„‟‘’‚‛«»‹›\"'`´＂＇「」『』〝〞〟", "``", "''", '""', "’s", "'S")
MARKS = (*"()[]{}<>.,;:!?…-–—/\\|&%$#@*_=+~^•·§¶†\u00a0\u2003\u3000", "...", "?!", "--")
NUMBERS = ("0", "1,000", "3.5", "20th", "1/2/2024", "10:30", "1e9", "½", "٣٤", "Ⅻ", "²", "9" * 60)
PAGES = (
    "<b>", "</p>", "<script>alert(1)</script>", "&amp;", "&#0;", "<!--", "]]>", "<a href='", "%s",
    "<div class=byline>", "{{ 7 * 7 }}", "${x}", "=1+1", "http://vale.example/a?b=c#d",
)  # fmt: skip
SCRIPTS = (
    "قال الوزير", "אמר השר", "会议开始", "министр сказал", "장관은", "कहा", "ﬁnd", "İstanbul", "ß",
    "ǅ", "ŉ", "e\u0301\u0301\u0301", "\u0301", "Ω", "🙂", "👩\u200d👧", "🇺🇸", "𝔘𝔫", "ﷺ",
)  # fmt: skip
CONTROLS = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x1c", "\u200b", "\u200d", "\ufeff", "\u2028",
    "\u2029", "\u202e", "\u2066", "\ufffe", "\uffff", "\ud800", "\udfff", "\U0010ffff",
)  # fmt: skip
SPACES = (" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\v", "\f", "")
ENDLESS = (
    "a" * 400, "said " * 60, "“" * 80, "(" * 80, "A. " * 80, "\n" * 90, ", and" * 60, "U." * 50,
)  # fmt: skip
KINDS = (NEWS, NEWS, QUOTES, MARKS, NUMBERS, PAGES, SCRIPTS, CONTROLS, ENDLESS)
WEIGHTS = (8, 8, 5, 4, 2, 2, 2, 1, 0.3)


def generated(chance: random.Random) -> str:
    """One text: of every kind of piece, of one kind alone, or of any code points at all."""
    pieces = chance.choice((0, 1, 2, 4, 8, 16, 24))
    if chance.random() < 0.1:
        return "".join(chr(chance.randrange(0x110000)) for _ in range(pieces))
    if chance.random() < 0.2:
        kinds = [chance.choice(KINDS)] * pieces
    else:
        kinds = chance.choices(KINDS, WEIGHTS, k=pieces)
    return "".join(chance.choice(kind) + chance.choice(SPACES) for kind in kinds)


def long_text(chance: random.Random, characters: int) -> str:
    """One paragraph without end, many, or news between quotation marks that never close."""
    ends = chance.choice((" ", "\n\n", " “"))
    kinds = [kind for kind in KINDS if kind is not ENDLESS]
    parts, size = [], 0
    while size < characters:
        part = chance.choice(chance.choice(kinds)) + ends
        parts.append(part)
        size += len(part)
    return "".join(parts)


def checked(articles: pd.DataFrame) -> None:
    """Annotate and measure; every span is the text that it says."""
    spans = annotate(articles, workers=1)
    if len(measure(spans, articles)) != len(articles):
        raise AssertionError("an article has no row of features")
    fields = {field: articles[field].to_dict() for field in ("title", "text")}
    for article_id, field, start, end, text in spans.iloc[:, :5].itertuples(index=False):
        if fields[field][article_id][start:end] != text:
            raise AssertionError(f"{article_id} {field} {start}:{end} is not {text!r}")


def raised(texts: dict[str, tuple[str, str]]) -> list[str]:
    """What each article that fails says; whole batches are tried first."""
    table = pd.DataFrame.from_dict(texts, orient="index", columns=["title", "text"], dtype=object)
    try:
        checked(fr.read_articles(table.rename_axis("article_id").reset_index()))
    except Exception as error:
        if len(texts) == 1:
            return [f"{next(iter(texts))}: {type(error).__name__}: {error}"]
        return [line for key, text in texts.items() for line in raised({key: text})]
    return []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("--inputs", 200_000), ("--seed", 0), ("--long", 5), ("--megabytes", 5)):
        parser.add_argument(name, type=int, default=default)
    given = parser.parse_args()
    failed, began, slowest = [], time.process_time(), 0.0
    for first in range(0, given.inputs, BATCH):
        chances = {f"{number}": random.Random(f"{given.seed} {number}")
                   for number in range(first, min(first + BATCH, given.inputs))}  # fmt: skip
        start = time.process_time()
        failed += raised({key: (generated(c)[:200], generated(c)) for key, c in chances.items()})
        took = time.process_time() - start
        slowest = max(slowest, took)
        if first % (BATCH * 50) == 0:
            print(f"{first + len(chances):,} inputs, {len(failed)} raised,"
                  f" {time.process_time() - began:.0f} s", flush=True)  # fmt: skip
            print(*failed[:20], sep="\n", end="\n" * bool(failed), flush=True)
        if took > SLOW:
            print(f"inputs from {first}: {took:.1f} s", flush=True)
    for number in range(given.long):
        chance, start = random.Random(f"{given.seed} long {number}"), time.process_time()
        failed += raised({f"long {number}": ("", long_text(chance, given.megabytes * 1_000_000))})
        print(f"long {number}: {time.process_time() - start:.1f} s", flush=True)
    print(*failed, sep="\n", end="\n" * bool(failed))
    print(f"{given.inputs + given.long:,} inputs, {len(failed)} raised; slowest {BATCH}:"
          f" {slowest:.1f} s of processor time")  # fmt: skip
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
