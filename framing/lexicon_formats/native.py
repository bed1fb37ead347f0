"""Our own YAML: a lexicon as it is, or made of another program's list, whose header then asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from framing.lexicon import RULES, Entry, Lexicon

_PLAIN = Entry("", "")
_SHARED = ("proper_names", "negation")
_OPTIONS = ("weight", "case", *_SHARED, *RULES, "note")


def with_header(lexicon: Lexicon, source: str) -> Lexicon:
    """A lexicon without a header of its own with one that says what its user must look up."""
    title = lexicon.title or lexicon.name
    return replace(
        lexicon,
        title=title,
        measures=f"Terms of {title}. Not validated here.",
        feature=lexicon.name,
        source=source,
        license="not known: look it up before you share this file",
    )


def write_lexicon(lexicon: Lexicon) -> str:
    """A file that `read_lexicon` reads as this lexicon, rules, classes and examples included."""
    shared = _shared(lexicon.entries)
    header: dict[str, object] = {
        "title": lexicon.title,
        "measures": lexicon.measures,
        "feature": lexicon.feature or "none",
        "source": lexicon.source,
        "license": lexicon.license,
        "language": lexicon.language,
        **shared,
    }
    header |= {"columns": lexicon.columns} if lexicon.columns != "total" else {}
    header |= {"group_names": lexicon.group_names} if lexicon.group_names else {}
    lines = [f"{key}: {_quoted(value)}" for key, value in header.items()]
    if lexicon.classes:
        lines += ["classes:", *(f"  {name}: {_quoted(w)}" for name, w in lexicon.classes.items())]
    lines.append("entries:")
    for category in dict.fromkeys(entry.category for entry in lexicon.entries):
        lines.append(f"  {category}:")
        chosen = [entry for entry in lexicon.entries if entry.category == category]
        for options, entries in groupby(chosen, key=lambda entry: _options(entry, shared)):
            lines += _terms(options, list(entries))
    lines.append("examples:" if lexicon.examples else "examples: []")
    return "\n".join([*lines, *(f"  - {_quoted(each)}" for each in lexicon.examples)]) + "\n"


def _shared(entries: tuple[Entry, ...]) -> dict[str, str]:
    """What all entries have in common and can be said once."""
    found = {name: {getattr(entry, name) for entry in entries} for name in _SHARED}
    return {
        name: next(iter(values))
        for name, values in found.items()
        if len(values) == 1 and values != {getattr(_PLAIN, name)}
    }


def _options(entry: Entry, shared: dict[str, str]) -> dict[str, object]:
    plain = {name: shared.get(name, getattr(_PLAIN, name)) for name in _OPTIONS}
    return {name: value for name in _OPTIONS if (value := getattr(entry, name)) != plain[name]}


def _terms(options: dict[str, object], entries: list[Entry]) -> Iterator[str]:
    if not options:
        yield from (f"    - {_quoted(entry.written)}" for entry in entries)
        return
    said = [f"{name}: {_quoted(value)}" for name, value in options.items()]
    yield "\n".join(f"    {'  ' if place else '- '}{each}" for place, each in enumerate(said))
    yield "      terms:"
    yield from (f"        - {_quoted(entry.written)}" for entry in entries)


def _quoted(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
