"""Lexicons as extractors: each gives a layer of spans and the columns counted from it.

All lexicons of a run share one matcher, so a text is read once however many lexicons there are.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from framing.features import Extractor, category_features, rate_features
from framing.lexicon import Lexicon
from framing.matcher import Matcher
from framing.spans import Mark
from framing.text import Document

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class SharedMatcher:
    """A matcher that knows again the document it read last, for the extractors that share it."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.matcher = Matcher(lexicons)
        self._says = {
            id(entry): (entry.category, f"{lexicon.name}:{entry.written}", entry.weight)
            for lexicon in self.matcher.lexicons
            for entry in lexicon.entries
        }
        self._last: tuple[weakref.ref[Document], tuple[list[Mark], ...]] | None = None

    def __reduce__(self) -> tuple[type[SharedMatcher], tuple[tuple[Lexicon, ...]]]:
        return SharedMatcher, (self.matcher.lexicons,)

    def marks(self, document: Document) -> tuple[list[Mark], ...]:
        """The marks of each lexicon in a document."""
        last = self._last
        if last is None or last[0]() is not document:
            says = self._says
            marks = tuple(
                [Mark(start, end, *says[id(entry)]) for start, end, entry in hits]
                for hits in self.matcher.find(document)
            )
            self._last = last = (weakref.ref(document), marks)
        return last[1]


@dataclass(frozen=True)
class FindTerms:
    """The `find` of one lexicon's extractor."""

    shared: SharedMatcher = field(repr=False)
    index: int

    def __call__(self, document: Document, found: dict[str, list[Mark]]) -> list[Mark]:
        return list(self.shared.marks(document)[self.index])


def extractors(lexicons: Sequence[Lexicon]) -> tuple[Extractor, ...]:
    """An extractor for each lexicon; together they read a text once.

    Examples
    --------
    >>> from framing.lexicon import Entry, Lexicon
    >>> doubt = Lexicon("doubt", feature="doubt", entries=(Entry("claim", "noun"),))
    >>> (one,) = extractors([doubt])
    >>> [feature.name for feature in one.features]
    ['doubt_rate', 'doubt_rate_own']
    >>> one.find(Document("That claim again."), {})[0].rule
    'doubt:claim'
    """
    shared = SharedMatcher(lexicons)
    return tuple(
        _extractor(lexicon, FindTerms(shared, index)) for index, lexicon in enumerate(lexicons)
    )


def extractor(lexicon: Lexicon) -> Extractor:
    """An extractor for one lexicon alone."""
    return extractors([lexicon])[0]


def _extractor(lexicon: Lexicon, find: FindTerms) -> Extractor:
    does, does_not = _measures(lexicon)
    features = rate_features(
        lexicon.name, lexicon.feature, measures=does, does_not_measure=does_not,
        citation=lexicon.source,
    ) if lexicon.feature else ()  # fmt: skip
    if lexicon.columns == "category":
        features = tuple(replace(total, detail=True) for total in features)
        features += category_features(features, lexicon.categories)
    return Extractor(
        layer=lexicon.name, find=find, measures=lexicon.measures, features=features,
        examples=lexicon.examples, labels=lexicon.categories, citation=lexicon.source,
        source=lexicon,
    )  # fmt: skip


def _measures(lexicon: Lexicon) -> tuple[str, str]:
    sentences = _SENTENCE.split(lexicon.measures)
    does_not = [sentence for sentence in sentences if sentence.startswith("Not ")]
    return (
        " ".join(sentence for sentence in sentences if sentence not in does_not),
        " ".join(does_not),
    )
