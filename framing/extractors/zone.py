"""Layer `zone`: which part of a saved page is the article, and what the rest of it is.

A text saved from a page is kept as it is, with the navigation above the article and the lists
of headlines below it. No markup is left to go by, so each line is judged by what it looks like
(`zone_lines`) and by the company it keeps: the article is the one run of lines with the most
evidence of prose. Only the zones `headline` and `body` are counted; in doubt a line is body.
"""

from collections import Counter

from framing.extractors.zone_lines import LineLook, dateline_end, look, shortened
from framing.features import Extractor
from framing.insertions import INSERTED, insertions_in
from framing.spans import Mark
from framing.text import Document

__all__ = ["LABELS", "ZONE", "find"]

LABELS = (
    "headline", "body",
    "dateline", "byline", "timestamp", "caption", "related", "keywords", "boilerplate",
)  # fmt: skip

Zone = tuple[str, str]
BODY: Zone = ("body", "body:prose")
HEADLINE: Zone = ("headline", "headline:line above the article")

AGAINST = {
    "related:heading": -8.0,
    "boilerplate:comments": -5.0,
    "boilerplate:legal": -3.0,
    "boilerplate:newsletter": -2.5,
    "boilerplate:subscription": -2.5,
}
"""Evidence that the article is over or has not begun, by rule; other furniture is `FURNITURE`."""
FURNITURE = -1.5
SECTION = "boilerplate:navigation"
SHARING = "boilerplate:sharing"
"""Of a row of share buttons only the first counts: it may stand in the middle of an article."""
SLIGHT = {
    "timestamp:date or clock": -0.8,
    "boilerplate:numbers and signs": -0.8,
    "boilerplate:advertisement": -0.4,
    "related:link": -0.8,
    "caption:credit": -0.6,
}
"""Evidence of lines that often stand inside articles; they do not make a text a page."""
PAGE_LINES, PAGE_SHARE, PAGE_SCRAPS = 3, 0.12, 0.5
"""A text is a page, with a front and a back, from so many lines of furniture on."""
REPEATED = -0.8
"""Evidence of a line of prose that stands on the page twice."""
DATELINE = 5.0
"""Evidence of a dateline: an article begins."""
ENOUGH, BELOW_COMMENTS = 14.0, 0.3
"""So much evidence above a heading of comments makes prose below it count for less."""
LISTED, LONGEST_LIST, MOST_SCRAPS = 0.02, 80, 16
"""A list in an article is not held against it, nor are more scraps in a row than so many."""
FEWEST_HEADLINES, LONG_LINE = 3, 40
"""So many words in a line are no headline."""
HEADLINE_REACH = 25
"""How many lines above the article a headline is looked for."""


def find(document: Document, found: dict[str, list[Mark]] | None = None) -> list[Mark]:
    """Mark the zones of one field of one article, without gaps.

    White space between two zones belongs to the one before it; before the first line, to the
    first zone. A title is a headline throughout. A text of one line is body throughout, but
    for a dateline at its start.

    Parameters
    ----------
    document : Document
    found : dict of str to list of Mark, optional
        Not used: zones come first.

    Returns
    -------
    list of Mark
        In order; the first starts at 0, each next where the one before ends, the last ends
        at the end of the text. Empty for an empty text.

    Notes
    -----
    Does not measure whether the text is complete, nor tell an article from an advertisement
    written as one. Two articles on one page: the longer one is the body.

    Examples
    --------
    >>> page = Document("Share\\nNORVIK (Tarn) — The bridge was closed on Monday.\\nIt is old.")
    >>> [(mark.label, page.text[mark.start:mark.end]) for mark in find(page)][1:]
    [('dateline', 'NORVIK (Tarn) — '), ('body', 'The bridge was closed on Monday.\\nIt is old.')]
    """
    text = document.text
    if not text:
        return []
    if document.field == "title":
        return [Mark(0, len(text), "headline", "headline:title field")]
    lines = document.paragraphs.tolist()
    looks = [look(shortened(text, start, end)) for start, end in lines]
    cuts: list[tuple[int, Zone]] = []
    zones = _zones(looks, [text[s : min(e, s + 200)] for s, e in lines])
    for (start, end), line, zone in zip(lines, looks, zones, strict=True):
        if zone == BODY and line.dateline:
            cuts.append((start, ("dateline", "dateline:place and agency")))
            start += dateline_end(text[start:end])
        cuts.append((start, zone))
        for first, last in insertions_in(text[start:end]) if zone == BODY else ():
            cuts += [(start + first, INSERTED), (start + last, BODY)]
    return _gapless(cuts or [(0, BODY)], len(text))


def _gapless(cuts: list[tuple[int, Zone]], length: int) -> list[Mark]:
    merged = [cut for i, cut in enumerate(cuts) if i == 0 or cut[1] != cuts[i - 1][1]]
    starts = [0, *(start for start, _ in merged[1:]), length]
    return [
        Mark(starts[i], starts[i + 1], label, rule) for i, (_, (label, rule)) in enumerate(merged)
    ]


def _zones(looks: list[LineLook], lines: list[str]) -> list[Zone]:
    """Give every line its zone."""
    if len(looks) < 2 or not any(_is_prose(line) for line in looks):
        return [BODY] * len(looks)
    page = _is_page(looks)
    first, last = _article(looks, _repeated(looks, lines)) if page else (0, len(looks) - 1)
    zones = [
        _before(line) if i < first else _after(line, lines[i]) if i > last else _within(line, page)
        for i, line in enumerate(looks)
    ]
    _mark_captions(zones, looks)
    _mark_lists_of_headlines(zones, looks)
    _mark_closing_headlines(zones, looks)
    _mark_headline(zones, looks, lines, first)
    return zones


def _is_prose(line: LineLook) -> bool:
    return not line.label and line.prose > 0


def _is_page(looks: list[LineLook]) -> bool:
    """Tell a page from an article: enough furniture, and it or other scraps in some number."""
    furniture = sum(
        bool(line.label) and line.rule not in SLIGHT and not _is_subheading(looks, i)
        for i, line in enumerate(looks)
    )
    scraps = sum(not _is_prose(line) for line in looks)
    return furniture >= PAGE_LINES and (
        furniture >= PAGE_SHARE * len(looks) or scraps >= PAGE_SCRAPS * len(looks)
    )


def _is_subheading(looks: list[LineLook], i: int) -> bool:
    """The name of a section between two lines of prose is a heading in an article."""
    between = 0 < i < len(looks) - 1 and _is_prose(looks[i - 1]) and _is_prose(looks[i + 1])
    return between and looks[i].rule == SECTION


def _repeated(looks: list[LineLook], lines: list[str]) -> set[int]:
    """Lines of prose that stand on the page twice: teasers. None if the article itself does."""
    prose = [i for i, line in enumerate(looks) if _is_prose(line)]
    times = Counter(lines[i] for i in prose)
    again = {i for i in prose if times[lines[i]] > 1}
    return again if 2 * len(again) < len(prose) else set()


def _article(looks: list[LineLook], repeated: set[int]) -> tuple[int, int]:
    """Return the first and last line of the article: the run with the largest sum of evidence."""
    best, run, start, span = 0.0, 0.0, 0, (0, len(looks) - 1)
    listed, scraps, discount = 0, 0, 1.0
    for i, line in enumerate(looks):
        if run <= 0:
            run, start = 0.0, i
        evidence = REPEATED if i in repeated else _evidence(looks, i)
        listed = _still_listed(listed, line, run)
        scraps = scraps + 1 if evidence < 0 and not line.label else 0
        if listed and not line.label:
            evidence = max(evidence, LISTED)
        elif scraps > MOST_SCRAPS:
            evidence = 0.0
        run += evidence * discount if evidence > 0 else evidence
        if line.rule == "boilerplate:comments" and best > ENOUGH:
            discount = BELOW_COMMENTS
        if run > best:
            best, span = run, (start, i)
    return span


def _evidence(looks: list[LineLook], i: int) -> float:
    line = looks[i]
    if line.rule == SHARING and i and looks[i - 1].rule == SHARING:
        return 0.0
    if line.label:
        return AGAINST.get(line.rule) or SLIGHT.get(line.rule, FURNITURE)
    return line.prose + DATELINE * line.dateline


def _still_listed(listed: int, line: LineLook, run: float) -> int:
    """Count down the lines that a line such as "The five winners are:" may announce."""
    if line.introduces and run > ENOUGH / 4:
        return LONGEST_LIST
    return 0 if line.label or _is_prose(line) else max(0, listed - 1)


def _within(line: LineLook, page: bool) -> Zone:
    """Outside a page, the name of a section ("Health") is a heading in an article."""
    return (line.label, line.rule) if line.label and (page or line.rule != SECTION) else BODY


def _before(line: LineLook) -> Zone:
    return (
        (line.label, line.rule) if line.label else ("boilerplate", "boilerplate:above the article")
    )


def _after(line: LineLook, start: str) -> Zone:
    if line.label:
        return line.label, line.rule
    if _is_tag_list(line, start):
        return "keywords", "keywords:list of tags"
    label = "related" if line.words >= 4 else "boilerplate"
    return label, f"{label}:below the article"


def _is_tag_list(line: LineLook, start: str) -> bool:
    items = [len(item.split()) for item in start.split(",")]
    return len(items) >= 4 and not line.stopped and max(items) <= 5


def _mark_lists_of_headlines(zones: list[Zone], looks: list[LineLook]) -> None:
    """What follows a heading such as "Read more" is related until prose begins again."""
    listing = False
    for i, line in enumerate(looks):
        if zones[i][1] == "related:heading":
            listing = True
        elif listing and _is_prose(line) and (line.stopped or line.words >= LONG_LINE):
            listing = False
        elif listing and zones[i] == BODY:
            zones[i] = ("related", "related:list under a heading")


def _mark_captions(zones: list[Zone], looks: list[LineLook]) -> None:
    """A line without a stop just above a bare credit is the caption of the same picture."""
    for i in range(len(looks) - 1):
        below = looks[i + 1]
        bare_credit = below.label == "caption" and below.words <= 8
        if zones[i] == BODY and bare_credit and _could_be_caption(looks[i]):
            zones[i] = ("caption", "caption:beside a credit")


def _could_be_caption(line: LineLook) -> bool:
    return not line.stopped and not line.introduces and line.words <= 50


def _mark_closing_headlines(zones: list[Zone], looks: list[LineLook]) -> None:
    """Several lines in title case that close the body are links to other articles."""
    end = len(zones)
    while end and zones[end - 1] != BODY:
        end -= 1
    first = end
    while first and zones[first - 1] == BODY and looks[first - 1].headlined:
        first -= 1
    if end - first >= FEWEST_HEADLINES and sum(map(_is_prose, looks[:first])) > end - first:
        zones[first:end] = [("related", "related:list of headlines")] * (end - first)


def _mark_headline(zones: list[Zone], looks: list[LineLook], lines: list[str], first: int) -> None:
    """The headline is the likeliest line above the article, or else the article's first."""
    best, chosen = 0.0, None
    for i in range(max(0, first - HEADLINE_REACH), first):
        line = looks[i]
        if not line.label and 4 <= line.words <= 30 and len(lines[i]) >= 20:
            fit = min(line.words, 12) - 0.4 * (first - i) - 3.0 * (line.stopped and line.words > 12)
            if fit > best:
                best, chosen = fit, i
    if chosen is None and _opens_like_a_headline(looks, lines, first):
        chosen = first
    if chosen is not None:
        zones[chosen] = HEADLINE


def _opens_like_a_headline(looks: list[LineLook], lines: list[str], first: int) -> bool:
    line = looks[first]
    if (
        line.label
        or line.stopped
        or not 3 <= line.words <= 25
        or lines[first].rstrip()[-1:] in ":,;—"
    ):
        return False
    return any(_is_prose(after) and after.stopped for after in looks[first + 1 : first + 4])


ZONE = Extractor(
    layer="zone",
    find=find,
    measures="Which part of a saved page each line is. Only headline and body are counted.",
    labels=LABELS,
)
