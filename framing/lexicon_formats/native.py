"""Our own YAML, written from a list of another program: what must still be said stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from framing.lexicon import Entry, Lexicon


def write_lexicon(lexicon: Lexicon, source: str) -> str:
    """A file that `read_lexicon` reads; its header asks for what only its user can say."""
    header = {
        "title": lexicon.title or lexicon.name,
        "measures": f"Terms of {lexicon.title or lexicon.name}. Not validated here.",
        "feature": lexicon.name,
        "source": source,
        "license": "not known: look it up before you share this file",
        "language": lexicon.language,
        "proper_names": "count",
    }
    lines = [f"{key}: {_quoted(value)}" for key, value in header.items()]
    lines.append("entries:")
    for category in dict.fromkeys(entry.category for entry in lexicon.entries):
        lines.append(f"  {category}:")
        chosen = [entry for entry in lexicon.entries if entry.category == category]
        for weight, entries in groupby(chosen, key=lambda entry: entry.weight):
            lines += _terms(weight, list(entries))
    return "\n".join([*lines, "examples: []"]) + "\n"


def _terms(weight: float, entries: list[Entry]) -> Iterator[str]:
    if weight == 1:
        yield from (f"    - {_quoted(entry.written)}" for entry in entries)
    else:
        yield f"    - weight: {weight:.12g}"
        yield "      terms:"
        yield from (f"        - {_quoted(entry.written)}" for entry in entries)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
