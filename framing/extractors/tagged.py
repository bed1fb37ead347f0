"""Attribution by the trained tagger, with what the rules know better.

What the rules read (`reported`) is a hint: it raises the tagger's scores for the same words, so
that both have a say in every stretch. Where the tagger sees nothing, the rules' answer stands.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np

from framing.extractors.clauses import outer_quotations
from framing.extractors.linking import Group, Parts, Stretch, link
from framing.extractors.reported import LONGEST_SCARE_QUOTE, find_parts
from framing.extractors.word_list import words
from framing.spans import COUNTED_ZONES, Mark, zones_at
from framing.tagger import ROLES, Attribution, Tagger, grouped, in_characters
from framing.tagger_inputs import Rows
from framing.tagger_spans import NEVER, best_spans
from framing.text import Document

_UNFINISHED = words(
    "a an the his her its their our my your this these those of by at in for from with to on and "
    "or mr mrs ms dr sen gov rep 's ’s about into than as that no every not very more most"
)
_ABBREVIATED = words("mr mrs ms dr sen gov rep")
_LONGEST_EXTENSION = 3  # words
_HINT = 1.0  # in the unit of the tagger's scores
_INSIDE, _BEGIN = 1, 2  # of an outside, an inside, a begin
_TELLS_LITTLE = 8  # words
_SURE = 0.95  # in the same unit: below it, half of what the tagger finds is wrong
_GAP = 1  # characters
_SEEN = 0.1  # a rule's content is news where the tagger covers less than this share of it


def find_groups(document: Document, zones: list[Mark]) -> list[Group]:
    """The attributions in the counted zones of a text, in order.

    A title is read by the rules alone, since the tagger has learnt from articles.

    Examples
    --------
    >>> text = "“We are full,” said Ida Brandt."
    >>> find_groups(Document(text), [])
    [Group(contents=((0, 14),), cue=(15, 19), source=(20, 30))]
    """
    hints = find_parts(document, zones)
    by_rule = link(document, hints)
    if document.field == "title":
        return by_rule
    found = _tagger().tag_with(document, hints, by_rule)
    found = _counted(_finished(document, _worth_counting(document, found)), zones)
    groups = found + _unseen(by_rule, found)
    return sorted(groups, key=lambda group: (group.contents, group.cue or (-1, -1)))


class HintedTagger(Tagger):
    """The bundled tagger, whose scores for each word the rules may raise."""

    def tag_with(self, document: Document, hints: Parts, by_rule: list[Group]) -> list[Attribution]:
        """Every attribution of a text, in order, given what the rules found."""
        rows = self.vocabulary.rows(document)
        if not len(rows.row):
            return []
        states = self.states(rows.ids)
        scores = self._hinted_scores(document, states, rows, hints)
        spans = [best_spans(scores[:, role]) for role in range(len(ROLES))]
        contents, cues, sources = spans
        stretches = in_characters(document, rows.token, spans)
        cue_of = self._cue_of_content(cues, contents, states)
        source_of = self._source_of_cue(cues, sources, states)
        _tie_by_rule((cue_of, source_of), stretches, by_rule)
        found = grouped(document, stretches, cue_of, source_of)
        return [one for one in found if _sureness(document, rows, scores, one) >= _SURE]

    def _hinted_scores(
        self, document: Document, states: np.ndarray, rows: Rows, hints: Parts
    ) -> np.ndarray:
        weight, scale, shift = self._tags
        scores = ((states @ weight) * scale + shift).reshape(-1, len(ROLES), 3)
        starts = document.tokens[:, 0]
        for role, stretches in enumerate(hints):
            for first, last in np.searchsorted(starts, stretches).reshape(-1, 2).tolist():
                scores[rows.row[first : first + 1], role, _BEGIN] += _HINT
                scores[rows.row[first + 1 : last], role, _INSIDE] += _HINT
        scores[rows.token < 0, :, _INSIDE:] = NEVER
        return scores


@lru_cache(maxsize=1)
def _tagger() -> HintedTagger:
    return HintedTagger()


def _sureness(document: Document, rows: Rows, scores: np.ndarray, one: Attribution) -> float:
    """How far the words of a content and its cue score over being outside, on average of both."""
    margins = []
    for role, stretch in enumerate((one.contents[0], one.cue)):
        if stretch is None:
            continue
        first, last = np.searchsorted(document.tokens[:, 0], stretch)
        of_role = scores[rows.row[first:last], role]
        margins.append(float((of_role[:, _INSIDE:].max(axis=1) - of_role[:, 0]).mean()))
    return sum(margins) / len(margins)


def _tie_by_rule(
    links: tuple[list[int], list[int]],
    stretches: list[list[Stretch]],
    by_rule: list[Group],
) -> None:
    """Where the rules read the same cue, its content and its source are those that they tie to it.

    `links` are the number of each content's cue and of each cue's source, and are changed.
    """
    contents, cues, sources = stretches
    cue_of, source_of = links
    cue_at = {cue: number for number, cue in enumerate(cues)}
    source_at = {source: number for number, source in enumerate(sources)}
    for group in by_rule:
        number = cue_at.get(group.cue) if group.cue else None
        if number is None:
            continue
        place = _overlapping(contents, group.contents[0])
        if place is not None and (_adjoins(group) or number not in cue_of):
            cue_of[place] = number
        if group.source in source_at:
            source_of[number] = source_at[group.source]


def _adjoins(group: Group) -> bool:
    """`“…,” she said`: cue and source follow the first content at once."""
    parts = [part for part in (group.cue, group.source) if part is not None]
    return len(parts) > 1 and 0 <= min(parts)[0] - group.contents[0][1] <= _GAP


def _overlapping(stretches: list[Stretch], stretch: Stretch) -> int | None:
    """The number of the stretch that shares more than half of the longer one, or None."""
    start, end = stretch
    for place in range(max(bisect_left(stretches, stretch) - 1, 0), len(stretches)):
        first, last = stretches[place]
        if first >= end:
            return None
        if 2 * (min(end, last) - max(start, first)) > max(end - start, last - first):
            return place
    return None


def _worth_counting(document: Document, found: list[Attribution]) -> list[Attribution]:
    """What has quotation marks, or both a cue and either a source or enough words.

    Few words without marks and without anybody who says them are more often the outlet's own.
    """
    quotes = outer_quotations(document)
    return [
        one
        for one in found
        if any(_quoted_words(document, quotes, content) for content in one.contents)
        or (one.cue is not None and (one.source is not None or _is_long(document, quotes, one)))
    ]


def _is_long(document: Document, quotes: list[Stretch], one: Attribution) -> bool:
    words = sum(document.words_within(*content) for content in one.contents)
    start, end = one.contents[0][0], one.contents[-1][1]
    at = max(bisect_left(quotes, (start, start)) - 1, 0)
    marks = any(last > start for _, last in quotes[at : bisect_left(quotes, (end, end))])
    return marks or words > _TELLS_LITTLE


def _quoted_words(document: Document, quotes: list[Stretch], content: Stretch) -> bool:
    """Whether a quotation longer than scare quotes makes up most of a content."""
    start, end = content
    at = max(bisect_left(quotes, (start, start)) - 1, 0)
    return any(
        2 * (min(last, end) - max(first, start)) > end - start
        and document.words_within(first, last) > LONGEST_SCARE_QUOTE
        for first, last in quotes[at : bisect_left(quotes, (end, end))]
    )


def _finished(document: Document, found: list[Attribution]) -> list[Group]:
    """Contents do not end in `the` or `Mr.`: they go on to the word that is meant."""
    starts = sorted(
        start
        for one in found
        for start, _ in (*one.contents, *(part for part in one[1:] if part is not None))
    )
    return [
        Group(tuple(_extended(document, content, starts) for content in contents), cue, source)
        for contents, cue, source in found
    ]


def _extended(document: Document, content: Stretch, starts: list[int]) -> Stretch:
    start, end = content
    tokens, text = document.tokens, document.text
    following = bisect_left(starts, end)
    limit = starts[following] if following < len(starts) else len(text)
    place = int(np.searchsorted(tokens[:, 0], end))
    for _ in range(_LONGEST_EXTENSION):
        last = text[slice(*tokens[place - 1])].lower().rstrip(".")
        place += last in _ABBREVIATED and text[end : end + 1] == "."
        if last not in _UNFINISHED or place >= len(tokens) or not document.is_word[place]:
            break
        if tokens[place, 0] >= limit or "\n" in text[end : tokens[place, 0]]:
            break
        end, place = int(tokens[place, 1]), place + 1
    return start, end


def _counted(groups: list[Group], zones: list[Mark]) -> list[Group]:
    """The attributions whose contents begin in the headline or the body."""
    first = np.array([group.contents[0][0] for group in groups], dtype=np.int64)
    labels = zones_at(first, sorted(zones))
    return [group for group, label in zip(groups, labels, strict=True) if label in COUNTED_ZONES]


def _unseen(by_rule: list[Group], found: list[Group]) -> list[Group]:
    """What the rules found where the tagger saw nothing."""
    seen = sorted(content for group in found for content in group.contents)
    return [group for group in by_rule if _share_seen(group, seen) < _SEEN]


def _share_seen(group: Group, seen: list[Stretch]) -> float:
    shared = 0
    for start, end in group.contents:
        at = max(bisect_left(seen, (start, start)) - 1, 0)
        for first, last in seen[at : bisect_left(seen, (end, end))]:
            shared += max(0, min(last, end) - max(first, start))
    return shared / sum(end - start for start, end in group.contents)
