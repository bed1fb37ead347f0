"""Attribution by the trained tagger, with what the rules know better.

What the rules read (`reported`) is a hint: it raises the tagger's scores for the same words, so
that both have a say in every stretch. What they and the tagger read are candidates; `choosing`
keeps the best.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import islice

import numpy as np

from framing.extractors.anonymity import withheld
from framing.extractors.candidates import LEVELS, Readings, candidates, features
from framing.extractors.choosing import bundled as trees
from framing.extractors.choosing import choose
from framing.extractors.clauses import outer_quotations
from framing.extractors.linking import Group, Parts, Stretch, link
from framing.extractors.reported import find_parts
from framing.extractors.times import is_time
from framing.extractors.word_list import words
from framing.spans import COUNTED_ZONES, Mark, zones_at
from framing.tagger import ROLES, Tagger, grouped, in_characters
from framing.tagger_inputs import Rows
from framing.tagger_spans import NEVER, best_spans
from framing.text import Document

_UNFINISHED = words(
    "a an the his her its their our my your this these those of by at in for from with to on and "
    "or mr mrs ms dr sen gov rep 's ’s about into than as that no every not very more most"
)
_HEARSAY = words("allegedly reportedly supposedly purportedly")
_ALSO_SURNAMES = frozenset({"May", "Might", "Will"})
_ABBREVIATED = words("mr mrs ms dr sen gov rep")
_LONGEST_EXTENSION = 3  # words
_HINT = 1.0  # in the unit of the tagger's scores
_INSIDE, _BEGIN = 1, 2  # of an outside, an inside, a begin
_GAP = 1  # characters

_Links = tuple[list[int], list[int]]  # the number of each content's cue and of each cue's source


def find_groups(document: Document, zones: list[Mark]) -> list[Group]:
    """The attributions in the counted zones of a text, in order.

    A title is read by the rules alone, since the tagger has learnt from articles.

    Examples
    --------
    >>> text = "“We are full,” said Ida Brandt."
    >>> find_groups(Document(text), [])
    [Group(contents=((0, 14),), cue=(15, 19), source=(20, 30))]
    """
    readings = read(document, zones)
    if document.field == "title":
        return _by_somebody(document, readings.by_rule)
    groups = _outside_asides(document, candidates(readings))
    if not groups:
        return []
    kept = choose(groups, trees().worth(features(document, readings, groups)))
    kept = _resumed(document, _with_edges_by_rule(kept, readings.by_rule))
    return _by_somebody(document, _finished(document, _counted(kept, zones)))


def read(document: Document, zones: list[Mark]) -> Readings:
    """What the rules and the tagger, at each level, read in a text."""
    hints = find_parts(document, zones)
    by_rule = link(document, hints)
    if document.field == "title":
        return Readings(np.zeros((0, len(ROLES), 3)), [], by_rule, hints.contents)
    return _tagger().read(document, hints, by_rule)


class HintedTagger(Tagger):
    """The bundled tagger, whose scores for each word the rules may raise."""

    def read(self, document: Document, hints: Parts, by_rule: list[Group]) -> Readings:
        """The attributions of a text at each level, given what the rules found."""
        rows = self.vocabulary.rows(document)
        if not len(rows.row):
            return Readings(np.zeros((0, len(ROLES), 3)), [], by_rule, hints.contents)
        states, scores = self.network.read(rows.ids)
        _raise_hinted(scores, document, rows, hints)
        spans_at = _spans_at_levels(scores)
        links_at = self._links(spans_at, states)
        levels = [
            _groups(document, in_characters(document, rows.token, spans), links, by_rule)
            for spans, links in zip(spans_at, links_at, strict=True)
        ]
        return Readings(scores[rows.row], levels, by_rule, hints.contents)

    def _links(self, levels: list[list[np.ndarray]], states: np.ndarray) -> list[_Links]:
        """The links of each level; the levels are handed over as texts one after another."""
        contents, cues, sources = (
            np.concatenate([spans[role] + len(states) * at for at, spans in enumerate(levels)])
            for role in range(len(ROLES))
        )
        cue_of = iter(self._cue_of_content(cues, contents, states))
        source_of = iter(self._source_of_cue(cues, sources, states))
        links, first_cue, first_source = [], 0, 0
        for contents, cues, sources in levels:
            links.append((
                [max(cue - first_cue, -1) for cue in islice(cue_of, len(contents))],
                [max(source - first_source, -1) for source in islice(source_of, len(cues))],
            ))  # fmt: skip
            first_cue, first_source = first_cue + len(cues), first_source + len(sources)
        return links


def _raise_hinted(scores: np.ndarray, document: Document, rows: Rows, hints: Parts) -> None:
    """Raise what the rules read, in place; a gap is outside."""
    starts = document.tokens[:, 0]
    for role, stretches in enumerate(hints):
        tokens = np.searchsorted(starts, stretches).reshape(-1, 2).tolist()
        begin = [first for first, _ in tokens if first < len(starts)]
        inside = [token for first, last in tokens for token in range(first + 1, last)]
        np.add.at(scores, (rows.row[begin], role, _BEGIN), _HINT)
        np.add.at(scores, (rows.row[inside], role, _INSIDE), _HINT)
    scores[rows.token < 0, :, _INSIDE:] = NEVER


@lru_cache(maxsize=1)
def _tagger() -> HintedTagger:
    return HintedTagger()


def _spans_at_levels(scores: np.ndarray) -> list[list[np.ndarray]]:
    """The best spans of each role at each level, searched in one: a text begins with a gap."""
    size = len(scores)
    raised = np.repeat(scores.transpose(1, 0, 2)[None], len(LEVELS), axis=0)
    raised[..., 0] -= np.array(LEVELS, dtype=np.float32)[:, None, None]
    found = _spans(raised.reshape(-1, 3))
    number = found[:, 0] // size
    bounds = np.searchsorted(number, np.arange(1, len(LEVELS) * len(ROLES)))
    spans = np.split(found - size * number[:, None], bounds)
    return [spans[first : first + len(ROLES)] for first in range(0, len(spans), len(ROLES))]


def _spans(scores: np.ndarray) -> np.ndarray:
    """The best spans. Rows that are outside whatever their neighbours are need no search."""
    outside, inside, begin = scores.T
    needs = np.append(np.maximum(inside[1:] - begin[1:], 0), 0)  # what the next row may lose
    ahead = outside - np.maximum(inside, begin)
    unsure = ahead <= needs
    unsure = ahead <= np.where(np.append(unsure[1:], False), needs, 0)
    searched = np.flatnonzero(unsure | np.append(unsure[1:], False))
    if not len(searched):
        return np.zeros((0, 2), dtype=np.int64)
    found = best_spans(scores[searched])
    return np.stack([searched[found[:, 0]], searched[found[:, 1] - 1] + 1], axis=1)


def _groups(
    document: Document, stretches: list[list[Stretch]], links: _Links, by_rule: list[Group]
) -> list[Group]:
    _tie_by_rule(links, stretches, by_rule)
    return [Group(*one) for one in grouped(document, stretches, *links)]


def _tie_by_rule(
    links: _Links,
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
    tied = Counter(cue_of)
    for group in by_rule:
        number = cue_at.get(group.cue) if group.cue else None
        if number is None:
            continue
        place = _overlapping(contents, group.contents[0])
        if place is not None and (_adjoins(group) or not tied[number]):
            tied.subtract([cue_of[place]])
            tied[number] += 1
            cue_of[place] = number
        if group.source in source_at:
            source_of[number] = source_at[group.source]


def _resumed(document: Document, groups: list[Group]) -> list[Group]:
    """`“They knew,” she went on, “and did nothing.”` is one quotation that its cue interrupts."""
    quotes = outer_quotations(document)
    ends = {end for _, end in quotes}
    contents = sorted(content for group in groups for content in group.contents)
    found = []
    for group in groups:
        said, tag = group.contents[-1], [part for part in group[1:] if part is not None]
        if said[1] in ends and tag and 0 <= min(tag)[0] - said[1] <= _GAP:
            more = _quotation_at(document.text, quotes, max(end for _, end in tag))
            if more and not _overlaps(contents, more):
                group = group._replace(contents=(*group.contents, more))
        found.append(group)
    return found


def _quotation_at(text: str, quotes: list[Stretch], place: int) -> Stretch | None:
    """The quotation that goes on after `, ` at a place."""
    comma = text[place : place + 3].find(",")
    if comma < 0 or text[place : place + comma].strip():
        return None
    at = bisect_left(quotes, (place, place))
    between = text[place + comma + 1 : quotes[at][0]] if at < len(quotes) else "-"
    return None if between.strip(" ") else quotes[at]


def _overlaps(stretches: list[Stretch], stretch: Stretch) -> bool:
    at = bisect_left(stretches, (stretch[1], 0))
    return any(end > stretch[0] for _, end in stretches[max(at - 3, 0) : at])


def _adjoins(group: Group) -> bool:
    """`“…,” she said`: cue and source follow the first content at once."""
    parts = [part for part in (group.cue, group.source) if part is not None]
    return len(parts) > 1 and 0 <= min(parts)[0] - group.contents[0][1] <= _GAP


def _with_edges_by_rule(groups: list[Group], by_rule: list[Group]) -> list[Group]:
    """A cue ends where the rules' does if both read most of it; no source stops within theirs."""
    cues = sorted({one.cue for one in by_rule if one.cue})
    end_of = dict(sorted(one.source for one in by_rule if one.source))
    found = []
    for contents, cue, source in groups:
        place = _overlapping(cues, cue) if cue else None
        cue = cue if place is None else cues[place]
        if source:
            source = source[0], max(source[1], end_of.get(source[0], 0))
        found.append(Group(contents, cue, source))
    return found


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


def _finished(document: Document, found: list[Group]) -> list[Group]:
    """Contents do not end in `the` or `Mr.`, nor sources in a stray bracket or half a name."""
    found = [_whole_name(document.text, group) for group in found]
    starts = sorted(
        start
        for one in found
        for start, _ in (*one.contents, *(part for part in one[1:] if part is not None))
    )
    return [
        Group(
            tuple(_extended(document, content, starts) for content in contents),
            cue,
            source and _closed(document.text, cue, source, contents),
        )
        for contents, cue, source in found
    ]


def _whole_name(text: str, group: Group) -> Group:
    """`Theresa May said`: a capitalised May is the surname and no part of the cue."""
    cue, source = group.cue, group.source
    if not cue or not source or text[source[1] : cue[0]] != " ":
        return group
    name, _, verb = text[slice(*cue)].partition(" ")
    if name not in _ALSO_SURNAMES or not verb:
        return group
    end = cue[0] + len(name)
    return group._replace(cue=(end + 1, cue[1]), source=(source[0], end))


def _closed(
    text: str, cue: Stretch | None, source: Stretch, contents: tuple[Stretch, ...]
) -> Stretch:
    """A source without a bracket that was opened before it; after `according to`, no content."""
    start, end = source
    if cue and cue < source and text[cue[0] : cue[1]].lower().startswith("according"):
        said = [first for first, _ in contents if start < first < end]
        end = start + len(text[start : min(said)].rstrip(" ,")) if said else end
    while text[end - 1] == ")" and "(" not in text[start:end]:
        end = start + len(text[start : end - 1].rstrip(" ."))
    return start, end


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


def _outside_asides(document: Document, groups: list[Group]) -> list[Group]:
    """What withholds a name, `who asked not to be named`, attributes nothing."""
    asides = [clause for clause in withheld(document) if clause.led]
    found = []
    for group in groups:
        cue = group.cue
        aside = next((each for each in asides if cue and each.start <= cue[0] < each.end), None)
        if aside is None:
            found.append(group)
        elif cue[1] > aside.end:
            start = cue[1] - len(document.text[aside.end : cue[1]].lstrip())
            found.append(group._replace(cue=(start, cue[1])))
    return found


def _by_somebody(document: Document, groups: list[Group]) -> list[Group]:
    """No time is a source, nor is who does something `allegedly` the one who says so."""

    def says(group: Group) -> bool:
        text = document.text
        hearsay = group.cue and text[slice(*group.cue)].lower() in _HEARSAY
        return not hearsay and not (group.source and is_time(text[slice(*group.source)]))

    return [group if says(group) else group._replace(source=None) for group in groups]


def _counted(groups: list[Group], zones: list[Mark]) -> list[Group]:
    """The attributions whose contents begin in the headline or the body."""
    first = np.array([group.contents[0][0] for group in groups], dtype=np.int64)
    labels = zones_at(first, sorted(zones))
    return [group for group, label in zip(groups, labels, strict=True) if label in COUNTED_ZONES]
