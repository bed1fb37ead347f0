"""Which source and which cue belong to which content.

The core of the attribution layer finds stretches of three kinds and says nothing of what belongs
together; here they are tied into groups by what stands between them: words, the end of a sentence,
another cue. A source may serve several cues (`X said …, adding …`); a cue and a content belong to
one group each, and a content without a cue is a group of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from framing.remembered import Remembered
from framing.text import Document

Stretch = tuple[int, int]

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=[^\S\n]|[“«]|\"[A-Z])")
_SENTENCE, _LINE, _CUE = 10.0, 25.0, 8.0  # cost of what stands between two stretches, in words
_FARTHEST = 30.0


class Parts(NamedTuple):
    """What the core of the layer found: stretches of characters of each kind, in order."""

    contents: list[Stretch]
    cues: list[Stretch]
    sources: list[Stretch]


class Group(NamedTuple):
    """One attribution: at least one content, at most one cue and one source."""

    contents: tuple[Stretch, ...]
    cue: Stretch | None
    source: Stretch | None


def link(document: Document, parts: Parts) -> list[Group]:
    """Tie contents, cues and sources into attributions, in the order of their first content.

    Examples
    --------
    >>> text = "“Go,” said Ida. Later she stayed."
    >>> link(Document(text), Parts([(0, 5)], [(6, 10)], [(11, 14)]))
    [Group(contents=((0, 5),), cue=(6, 10), source=(11, 14))]
    """
    return _Linker(document, parts).groups()


class _Linker:
    def __init__(self, document: Document, parts: Parts) -> None:
        self.text = document.text
        self.quotes = [(q.start, q.end, q.continues) for q in document.quotations]
        self.run_of = self._runs(sorted(set(parts.contents)))
        self.contents = list(self.run_of)
        self.cues = sorted(set(parts.cues))
        self.sources = sorted(set(parts.sources))
        self.word_starts = document.word_starts
        self.cue_starts = [start for start, _ in self.cues]
        self.line_ends = [match.start() for match in re.finditer(r"\n\s*", self.text)]
        self.sentence_ends = [match.start() for match in _SENTENCE_END.finditer(self.text)]
        self.counts = Remembered(self._counts_before)

    def groups(self) -> list[Group]:
        source_of = {cue: self._source(cue) for cue in self.cues}
        cluster_of = {cue: self._cluster(cue, source_of[cue]) for cue in self.cues}
        first = self._first_contents(cluster_of)
        contents_of = {cue: [content] for cue, content in first.items()}
        for content in self._left_over(first):
            cue = self._continues(content, contents_of, cluster_of)
            contents_of.setdefault(cue if cue else content, []).append(content)
        groups = []
        for key, runs in contents_of.items():
            cue = key if key in source_of else None
            contents = sorted(content for run in runs for content in self.run_of[run])
            groups.append(Group(tuple(contents), cue, source_of[cue] if cue else None))
        return sorted(groups, key=lambda group: (group.contents, group.cue or (-1, -1)))

    def _runs(self, contents: list[Stretch]) -> dict[Stretch, list[Stretch]]:
        """Contents that are pieces of one quotation, with only space between, belong together."""
        runs: list[list[Stretch]] = []
        for content in contents:
            if runs and self._same_quotation(runs[-1][-1], content):
                runs[-1].append(content)
            else:
                runs.append([content])
        return {(run[0][0], run[-1][1]): run for run in runs}

    def _same_quotation(self, left: Stretch, right: Stretch) -> bool:
        if self.text[left[1] : right[0]].strip():
            return False
        at = bisect_left(self.quotes, (left[1], 0))
        for start, end, goes_on in self.quotes[max(0, at - 3) : at]:
            if start < left[1] and (end > right[0] or (goes_on and end >= left[1])):
                return True
        return False

    # sources -----------------------------------------------------------------------------

    def _source(self, cue: Stretch) -> Stretch | None:
        costs = []
        for source in self._near(self.sources, cue, 4):
            if source[1] <= cue[0]:
                costs.append((self._between(source[1], cue[0], skip=True), 0, source))
            elif source[0] >= cue[1]:
                cost = 1.5 + 1.5 * self._between(cue[1], source[0], skip=False)
                costs.append((cost, 1, source))
            else:
                costs.append((0.5, 0, source))
        cost, _, source = min(costs, default=(_FARTHEST, 0, None))
        return source if cost < 15 else None

    def _cluster(self, cue: Stretch, source: Stretch | None) -> Stretch:
        if source is None:
            return cue
        low, high = min(cue[0], source[0]), max(cue[1], source[1])
        apart = any(low <= start < high for start, _ in self._near(self.contents, cue, 2))
        return cue if apart else (low, high)

    # contents ----------------------------------------------------------------------------

    def _first_contents(self, cluster_of: dict[Stretch, Stretch]) -> dict[Stretch, Stretch]:
        costs = []
        for cue, (start, end) in cluster_of.items():
            for content in self._near(self.contents, (start, end), 3):
                if content[0] >= end:
                    cost = self._between(end, content[0]) + self._cues_between(end, content[0])
                elif content[1] <= start:
                    cost = 1.0 + self._between(content[1], start)
                    cost += self._cues_between(content[1], start)
                else:
                    cost = 0.5
                costs.append((cost, cue, content))
        first: dict[Stretch, Stretch] = {}
        taken: set[Stretch] = set()
        for cost, cue, content in sorted(costs):
            if cost < _FARTHEST and cue not in first and content not in taken:
                first[cue] = content
                taken.add(content)
        return first

    def _left_over(self, first: dict[Stretch, Stretch]) -> list[Stretch]:
        taken = set(first.values())
        return [content for content in self.contents if content not in taken]

    def _continues(
        self,
        content: Stretch,
        contents_of: dict[Stretch, list[Stretch]],
        cluster_of: dict[Stretch, Stretch],
    ) -> Stretch | None:
        """The cue whose content goes on here, after `X said`."""
        costs = []
        for cue in self._near(self.cues, content, 6):
            contents = contents_of.get(cue)
            if contents is None:
                continue
            end = max(cluster_of[cue][1], contents[-1][1])
            if cluster_of[cue][1] <= content[0] and end <= content[0]:
                cost = self._between(end, content[0]) + self._cues_between(end, content[0])
                if cost >= _SENTENCE and not (self._quoted(content) and self._quoted(contents[-1])):
                    continue
                costs.append((cost, cue))
            elif content[1] <= cluster_of[cue][0]:
                cost = self._between(content[1], cluster_of[cue][0])
                cost += self._cues_between(content[1], cluster_of[cue][0])
                if cost < _SENTENCE:
                    costs.append((cost, cue))
        cost, cue = min(costs, default=(_FARTHEST, None))
        return cue if cost < _SENTENCE + _LINE + 2 else None

    def _quoted(self, content: Stretch) -> bool:
        at = bisect_left(self.quotes, (content[1], 0))
        return any(end > content[0] for _, end, _ in self.quotes[max(0, at - 3) : at])

    # what stands between -----------------------------------------------------------------

    def _near(self, stretches: list[Stretch], around: Stretch, reach: int) -> list[Stretch]:
        at = bisect_left(stretches, around)
        return stretches[max(0, at - reach) : at + reach]

    def _between(self, start: int, end: int, *, skip: bool = True) -> float:
        """Cost of the text between two stretches; contents in between are free if `skip`."""
        cost = 0.0
        at = start
        if skip and start < end:
            place = bisect_left(self.contents, (start, start))
            for first, last in self.contents[place : place + 6]:
                if first >= end:
                    break
                if first >= at and last <= end:
                    cost += self._gap(at, first) + 0.5 * (last > first)
                    at = last
        return cost + self._gap(at, end)

    def _gap(self, start: int, end: int) -> float:
        if start >= end:
            return 0.0
        words, lines, sentences, _ = self.counts[start]
        more_words, more_lines, more_sentences, _ = self.counts[end]
        return (
            (more_words - words)
            + _LINE * min(more_lines - lines, 2)
            + _SENTENCE * (more_sentences - sentences)
        )

    def _cues_between(self, start: int, end: int) -> float:
        return _CUE * (self.counts[end][3] - self.counts[start][3])

    def _counts_before(self, place: int) -> tuple[int, int, int, int]:
        """How many words, ends of lines, ends of sentences and cues stand before a place."""
        return (
            bisect_left(self.word_starts, place),
            bisect_left(self.line_ends, place),
            bisect_left(self.sentence_ends, place),
            bisect_left(self.cue_starts, place),
        )
