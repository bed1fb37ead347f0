"""What may be wrong with a list of words, by looking at the list, and at what it finds in texts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from framing.bundled import lexicons as bundled
from framing.findings import Finding
from framing.intervals import wilson
from framing.lexicon import IGNORE, Entry, Lexicon
from framing.matcher import Matcher, failed_examples, read_example
from framing.text import Document

GUARD = "group_names"
ENOUGH_TEXTS = 20
TOPICAL = 0.3
LONG_TEXT = 150
_HEADER_LINE = re.compile(
    r"^\W*(list of|extracted from|copyright)\b|\b(source|licen[cs]e|version|author|note)s?\s*:"
    r"|https?:|©|\b(19|20)\d\d\b|[=_#-]{4}",
    re.I,
)
_COLUMN_NAME = re.compile(r"(term|word|entry|category|label|pattern|lemma)s?", re.I)
_NO_WORD = re.compile(r"_|(?<!\S)(n['’]t|['’](ll|re|ve|d|m))\b")


def check_list(lexicon: Lexicon) -> list[Finding]:
    """The findings about a list itself."""
    place = _Places(lexicon)
    findings = [
        Finding("error", "example", lexicon.name, f"{failure}.", "Mend the entry or the example.")
        for failure in failed_examples(lexicon)
    ]
    findings += _unproven(lexicon)
    duplicates = set()
    for entry, first in _duplicates(lexicon.entries):
        duplicates.add(id(entry))
        what = f"{entry.written!r} stands in {first.category!r} already{place.line(first)}."
        findings.append(Finding("error", "duplicate", place(entry), what, "Keep one of them."))
    findings += _unreachable(lexicon, duplicates, place)
    findings += _covered(lexicon.entries, place)
    findings += _header_lines(lexicon.entries, place)
    if lexicon.name != GUARD and not lexicon.group_names:
        findings += _group_names(lexicon.entries, place)
    return findings


class _Places:
    """Where an entry stands, in words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.name = lexicon.name

    def __call__(self, entry: Entry) -> str:
        return f"{self.name}, line {entry.line}" if entry.line else self.name

    @staticmethod
    def line(entry: Entry) -> str:
        """The line of another entry of the same list, to end a sentence with."""
        return f", line {entry.line}" if entry.line else ""


def _unproven(lexicon: Lexicon) -> Iterator[Finding]:
    """Categories without an example, in a list that was written for us."""
    if not lexicon.source:
        return
    matcher = Matcher([lexicon])
    shown = {
        hit.entry.category
        for example in lexicon.examples
        for hit in matcher.find(Document(read_example(example)[0]))[0]
    }
    for category in lexicon.categories:
        if category not in shown:
            yield Finding(
                "warning", "no_example", lexicon.name, f"no example shows {category!r}.",
                "Write a sentence with a hit of it in square brackets.",
            )  # fmt: skip


def _duplicates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Entries that find the words of an earlier one, which counts wherever they would."""
    seen: dict[tuple[str, bool], Entry] = {}
    for entry in entries:
        first = seen.get((entry.key, entry.prefix))
        if first is not None:
            yield entry, first
        elif not entry.conditional:
            seen[entry.key, entry.prefix] = entry


def _plain(entry: Entry) -> Entry:
    return Entry(entry.term, "term", prefix=entry.prefix, proper_names="count")


def _unreachable(lexicon: Lexicon, duplicates: set[int], place: _Places) -> Iterator[Finding]:
    """Entries that are not found in their own words, and entries that lose them to another."""
    entries = [entry for entry in lexicon.entries if id(entry) not in duplicates]
    alone = Matcher([Lexicon("alone", entries=(_plain(entry),)) for entry in entries])
    text, places = _one_below_another(entries)
    document = Document(text)
    together = _winners(lexicon, document)
    for entry, (start, end), hits in zip(entries, places, alone.find(document), strict=True):
        alone_found = any(hit.start == start and hit.end == end for hit in hits)
        if not alone_found or _NO_WORD.search(entry.term) or _contradicts(entry):
            what = f"{entry.written!r} can never be found: no text has such words, or its rules"
            what += " exclude each other."
            advice = "Write it as a text does: whole words, spaces between, don't as one word."
            yield Finding("error", "unreachable", place(entry), what, advice)
            continue
        winner = together.get((start, end))
        if winner is not None and winner.key != entry.key and not entry.conditional:
            what = f"{entry.written!r} is never counted: {winner.written!r} takes its words."
            yield Finding("error", "shadowed", place(entry), what, "Drop one of them.")


def _contradicts(entry: Entry) -> bool:
    """Whether a rule forbids all that another one asks for."""
    pairs = ((entry.only_before, entry.not_before), (entry.only_after, entry.not_after))
    return any(asked and set(asked) <= set(forbidden) for asked, forbidden in pairs)


def _one_below_another(entries: Sequence[Entry]) -> tuple[str, list[tuple[int, int]]]:
    """Every entry's own words in a paragraph of its own, and where."""
    places, position, paragraphs = [], 0, []
    for entry in entries:
        words = entry.term + ("zz" if entry.prefix else "")
        places.append((position, position + len(words)))
        paragraphs.append(words)
        position += len(words) + 2
    return "\n\n".join(paragraphs), places


def _winners(lexicon: Lexicon, document: Document) -> dict[tuple[int, int], Entry]:
    free = tuple(replace(e, proper_names="count") for e in lexicon.entries if not e.conditional)
    (hits,) = Matcher([replace(lexicon, entries=free)]).find(document)
    return {(hit.start, hit.end): hit.entry for hit in hits}


def _covered(entries: Sequence[Entry], place: _Places) -> Iterator[Finding]:
    """Entries whose words a shorter prefix would find as well."""
    prefixes = {e.key: e for e in entries if e.prefix and not e.conditional}
    for entry in entries:
        key = entry.key
        last = key.rfind(" ") + 1
        longest = len(key) - 1 if entry.prefix else len(key)
        covers = [prefixes[key[:n]] for n in range(last + 1, longest + 1) if key[:n] in prefixes]
        if not covers or entry.conditional:
            continue
        cover = covers[-1]
        found = f"{cover.written!r}{place.line(cover)} finds {entry.written!r} too"
        if (cover.category, cover.weight) == (entry.category, entry.weight):
            advice = "Leave it out, or keep it as a record."
            yield Finding(
                "note", "covered", place(entry), f"{found}, with the same effect.", advice
            )
        else:
            what = f"{found}; the longer one counts, as {entry.category} with {entry.weight:g}."
            yield Finding("note", "covered", place(entry), what)


def _header_lines(entries: Iterable[Entry], place: _Places) -> Iterator[Finding]:
    for entry in entries:
        column = entry.line == 1 and _COLUMN_NAME.fullmatch(entry.term)
        if column or _HEADER_LINE.search(entry.term) or len(entry.term.split()) > 7:
            what = f"{entry.written!r} looks like a line of a header, read as a term."
            yield Finding("warning", "header_line", place(entry), what, "Take it out of the list.")


def _group_names(entries: Iterable[Entry], place: _Places) -> Iterator[Finding]:
    guard = next(lexicon for lexicon in bundled() if lexicon.name == GUARD)
    names = {entry.key for entry in guard.entries if entry.category != IGNORE}
    for entry in entries:
        if entry.category != IGNORE and entry.key in names:
            what = f"{entry.written!r} is a name of a group of people."
            advice = "Drop it, or argue for it under group_names."
            yield Finding("error", "group_name", place(entry), what, advice)


def check_in_texts(
    lexicon: Lexicon, documents: Sequence[Document], share: float
) -> Iterator[Finding]:
    """The findings about what a list finds: entries in too many texts, and topic words."""
    if len(documents) < ENOUGH_TEXTS:
        what = f"{len(documents)} texts are too few to tell which entries fire too often."
        yield Finding("note", "few_texts", lexicon.name, what, f"Give {ENOUGH_TEXTS} or more.")
        return
    counts, long = _counts(lexicon, documents)
    place = _Places(lexicon)
    for entry in lexicon.entries:
        hits = counts.get(id(entry), Counter())
        if len(hits) > share * len(documents):
            what = f"{entry.written!r} fires in {len(hits) / len(documents):.0%} of the texts."
            advice = "A term that is everywhere marks nothing: drop it, or give it rules."
            yield Finding("warning", "frequent", place(entry), what, advice)
        yield from _topical(entry, hits, long, place)


def _counts(
    lexicon: Lexicon, documents: Sequence[Document]
) -> tuple[dict[int, Counter[int]], set[int]]:
    """Hits by entry and text, and which texts are long enough to repeat a word in."""
    matcher = Matcher([lexicon])
    counts: dict[int, Counter[int]] = {}
    for number, document in enumerate(documents):
        for hit in matcher.find(document)[0]:
            counts.setdefault(id(hit.entry), Counter())[number] += 1
    return counts, {n for n, doc in enumerate(documents) if len(doc.words) >= LONG_TEXT}


def _topical(entry: Entry, hits: Counter[int], long: set[int], place: _Places) -> Iterator[Finding]:
    """Topic words come back in the text that has them; words of judgement mostly do not.

    The chance of a second hit after a first is Church's (2000) adaptation.
    """
    once = [number for number in hits if number in long]
    again = sum(hits[number] > 1 for number in once)
    if len(once) < 10 or len(once) == len(long):
        return
    rate = -math.log1p(-len(once) / len(long))
    by_chance = 1 - rate * math.exp(-rate) / -math.expm1(-rate)
    if wilson(again, len(once)).low > TOPICAL + by_chance:
        what = (
            f"{entry.written!r} comes back in {again} of the {len(once)} long texts that have it"
            f" ({by_chance:.0%} by chance), as the words of a topic do."
        )
        advice = "Ask whether it is loaded, or only what the text is about."
        yield Finding("warning", "topic_word", place(entry), what, advice)
