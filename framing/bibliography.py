"""What a report rests on, with BibTeX: lexicons, measures, tests, data sets and libraries.

The works are in `references.bib`. One is cited where a lexicon or a feature names its first author
and year, where it describes a library that was used, or where every report uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from framing.features import Extractor
from framing.wording import feature_label

_FILE = Path(__file__).with_name("references.bib")
_HEAD = re.compile(r"@\w+\{([\w-]+),")
_FIELD = re.compile(r"^\s+(\w+) = \{(.*)\},?$", re.M)
_SPECIAL = re.compile(r"([&%$#_{}])")
_OURS = "framing"


@dataclass(frozen=True)
class Reference:
    """One work: its BibTeX and what it is found by."""

    key: str
    bibtex: str
    fields: dict[str, str]

    @property
    def keywords(self) -> tuple[str, ...]:
        """What it is cited for, besides being named."""
        return tuple(filter(None, self.fields.get("keywords", "").split(", ")))

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the first author and the year.

        Examples
        --------
        >>> jost = next(r for r in references() if r.key == "jost2006")
        >>> jost.is_named_in("Jost (2006), Entropy and diversity"), jost.is_named_in("Jost (2007)")
        (True, False)
        """
        year, surname = self.fields.get("year", ""), self._surname()
        return bool(year and surname) and surname in text and year in text

    def _surname(self) -> str:
        first = self.fields.get("author", "").split(" and ")[0]
        return "" if first.startswith("{") else first.split(",")[0].strip()


@cache
def references() -> tuple[Reference, ...]:
    """The works that this package knows, in the order of the file."""
    blocks = _FILE.read_text(encoding="utf-8").split("\n\n")
    return tuple(
        Reference(head[1], block.strip(), dict(_FIELD.findall(block)))
        for block in blocks
        if (head := _HEAD.match(block))
    )


def citations(
    extractors: Iterable[Extractor], versions: Mapping[str, str], *, events_found: bool = False
) -> dict:
    """What a report should cite: `lines` to be read, and `bibtex`.

    Parameters
    ----------
    extractors : iterable of Extractor
        Those that were run.
    versions : mapping of str to str
        The libraries used, with their versions, as run.json has them.
    events_found : bool
        Whether events were found by program.

    Returns
    -------
    dict
        `lines`: what (a lexicon, a feature, a library) and its source; `bibtex`: all entries.
    """
    extractors = tuple(extractors)
    lines = list(dict.fromkeys(_lines(extractors)))
    said = " ".join(source for _, source in lines)
    libraries = {name: version for name, version in versions.items() if version[:1].isdigit()}
    wanted = {"always", *libraries, *(["events"] if events_found else [])}
    cited = [r for r in references() if wanted & set(r.keywords) or r.is_named_in(said)]
    lines += [(f"{name} {version}", "library") for name, version in sorted(libraries.items())]
    entries = [_package(versions), *_lexicons(extractors), *(r.bibtex for r in cited)]
    known = {keyword for r in cited for keyword in r.keywords}
    entries += [
        _library(name, version)
        for name, version in sorted(libraries.items())
        if name not in known and name not in ("python", "media-framing")
    ]
    return {"lines": lines, "bibtex": "\n\n".join(entries) + "\n"}


def _lines(extractors: Iterable[Extractor]) -> Iterable[tuple[str, str]]:
    for extractor in extractors:
        if extractor.citation:
            yield feature_label(extractor.layer), extractor.citation
        for feature in extractor.features:
            if feature.citation and feature.citation != extractor.citation:
                yield feature_label(feature.name), feature.citation


def _lexicons(extractors: Iterable[Extractor]) -> Iterable[str]:
    for extractor in extractors:
        if extractor.source is not None:
            lexicon = extractor.source
            terms = f" Licence: {lexicon.license}." if lexicon.license else ""
            size = f"a lexicon of {len(lexicon.entries)} entries"
            yield _entry(
                "misc", f"lexicon-{lexicon.name}", title=f"{lexicon.title or lexicon.name}: {size}",
                note=f"{lexicon.source.rstrip('.')}.{terms}".lstrip("."),
            )  # fmt: skip


def _package(versions: Mapping[str, str]) -> str:
    return _entry(
        "software", _OURS, author="{The framing developers}", plain=("author",),
        title="framing: a toolkit for the analysis of media framing and source bias",
        version=versions.get("media-framing", ""),
    )  # fmt: skip


def _library(name: str, version: str) -> str:
    return _entry("software", f"{name}-library", title=name, version=version,
                  url=f"https://pypi.org/project/{name}/", plain=("url",))  # fmt: skip


def _entry(kind: str, key: str, *, plain: tuple[str, ...] = (), **fields: str) -> str:
    """An entry with a field a line; nothing in a field is markup, but in those named `plain`."""
    lines = [
        f"  {name} = {{{value if name in plain else _escaped(value)}}}"
        for name, value in fields.items()
        if value
    ]
    key = re.sub(r"[^\w-]+", "-", key)
    return "@%s{%s,\n%s\n}" % (kind, key, ",\n".join(lines))  # noqa: UP031


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.replace("\\", "/").split()))
