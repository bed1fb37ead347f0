"""Who speaks when: the voices along the text of an article, or of one article of every outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from framing.attributions import attributions
from framing.charts.chart import Chart
from framing.charts.theme import (
    INK,
    RULE,
    SOFT,
    VOICE,
    VOICE_WORDS,
    Page,
    margin_for,
    on_one_line,
    shortened,
    size_of,
    themed,
)
from framing.errors import InputError, did_you_mean
from framing.grouping import PANELS, group_of, words_for
from framing.results import Results
from framing.spans import COUNTED_ZONES, VOICES, Mark, Voices, in_zones
from framing.text import Document, document_of
from framing.wording import number

OWN = "the outlet itself"
NOBODY = "(no source found)"
_COLUMNS = ["speaker", "voice", "first_word", "last_word", "words", "of"]
_MOST_IN_ONE, _MOST = 14, 6
_ROW, _HEAD, _GAP, _BESIDE = 0.2, 0.3, 0.16, 0.8


def chart_strip(spans: pd.DataFrame, articles: pd.DataFrame, article_id: str) -> Figure:
    """Who speaks when in one article: a row a speaker, from the first word to the last.

    Parameters
    ----------
    spans : DataFrame
        What `annotate` returned, with the layers `attribution`, `speaker` and `zone`.
    articles : DataFrame
        What `read_articles` returned.
    article_id : str
        Which article.

    Returns
    -------
    Figure
        Of matplotlib, to be shown or saved.

    Raises
    ------
    InputError
        If there is no such article, or it has no text.

    Notes
    -----
    Speakers are those that were found and resolved by program; `docs/validation.md` says how many
    are missed. It does not show who was asked and did not answer.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "The ward is closed. “We are full,” said Ida Brandt."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> len(chart_strip(fr.annotate(articles), articles, "a").axes)
    1
    """
    if article_id not in articles.index:
        raise InputError(
            f"articles has no article {article_id!r}.{did_you_mean(article_id, articles.index)}"
        )
    table = stretches(spans, articles, article_id)
    if table.empty:
        raise InputError(f"article {article_id!r} has no words to show. Choose another.")
    title = articles.loc[article_id].get("title")
    name = title if isinstance(title, str) and title.strip() else article_id
    return draw(_fewer(table, _MOST_IN_ONE).assign(article=name))


def stretches(spans: pd.DataFrame, articles: pd.DataFrame, article_id: str) -> pd.DataFrame:
    """The stretches of one article by whose words they are, in headline and body.

    A row a stretch without a break: `speaker, voice, first_word, last_word, words`, and `of`, the
    words of the article. The outlet's own words come first, then the speakers in the order in which
    they are first heard. Words inside two attributions are in both.
    """
    rows = spans[spans["article_id"] == article_id]
    heard = attributions(rows).set_index("group")["speaker"].fillna(NOBODY)
    found, before = [], 0
    for field in ("title", "text"):
        text = articles.loc[article_id].get(field)
        if isinstance(text, str) and text:
            document = document_of(text, field)
            part, count = _of_field(document, rows[rows["field"] == field], heard)
            found += [(who, voice, a + before + 1, b + before, b - a) for who, voice, a, b in part]
            before += count
    table = pd.DataFrame([(*row, before) for row in found], columns=_COLUMNS)
    rank = {OWN: -1} | {who: place for place, who in enumerate(_by_appearance(table))}
    order = table.assign(rank=table["speaker"].map(rank))
    order = order.sort_values(["rank", "first_word", "last_word"], kind="stable")
    return order.drop(columns="rank").reset_index(drop=True)


def _by_appearance(table: pd.DataFrame) -> list[str]:
    named = table[table["speaker"] != OWN].sort_values(["first_word", "speaker"], kind="stable")
    return named["speaker"].drop_duplicates().tolist()


def _of_field(
    document: Document, rows: pd.DataFrame, heard: pd.Series
) -> tuple[list[tuple[str, str, int, int]], int]:
    """Speaker, voice, and the places of the words of every stretch of a field; and its words."""
    zone, contents = (
        [Mark(*mark) for mark in chosen[["start", "end", "label", "rule"]].itertuples(index=False)]
        for chosen in (
            rows[rows["layer"] == "zone"],
            rows[(rows["layer"] == "attribution") & (rows["label"] == "content")],
        )
    )
    groups = rows.loc[(rows["layer"] == "attribution") & (rows["label"] == "content"), "group"]
    starts = document.words[:, 0]
    starts = starts[in_zones(starts, zone, COUNTED_ZONES)]
    voices = Voices(document, contents).at(starts)
    found = [(OWN, VOICES[0], *run) for _, *run in _runs(voices == 0, voices)]
    for mark, group in zip(contents, groups.tolist(), strict=True):
        inside = (starts >= mark.start) & (starts < mark.end)
        who = heard.get(group, NOBODY)
        found += [(who, VOICES[voice], *run) for voice, *run in _runs(inside, voices)]
    return found, len(starts)


def _runs(chosen: np.ndarray, voices: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Voice, first place and the one after the last of each unbroken run in one voice."""
    places = np.flatnonzero(chosen)
    if not len(places):
        return
    breaks = (np.diff(places) > 1) | (np.diff(voices[places]) != 0)
    for run in np.split(places, np.flatnonzero(breaks) + 1):
        yield int(voices[run[0]]), int(run[0]), int(run[-1]) + 1


def _fewer(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The speakers with most words; the rest together, in the last row."""
    words = table[table["speaker"] != OWN].groupby("speaker")["words"].sum()
    if len(words) <= most:
        return table
    order = words.reset_index().sort_values(["words", "speaker"], ascending=[False, True])
    few = order["speaker"].iloc[most - 1 :]
    rest = table["speaker"].isin(few)
    others = f"({len(few)} others)"
    return pd.concat([table[~rest], table[rest].assign(speaker=others)], ignore_index=True)


def data(results: Results, item: str = "") -> pd.DataFrame:
    """A row a stretch of an article: whose words, from which word to which.

    The articles are of the event that most groups report: of each group the one that attributes
    most words, of six groups at most. Empty where no event is reported by two groups.
    """
    chosen = _same_story(results)
    by = words_for(results.comparison.by)
    parts = []
    for group, article_id in chosen:
        table = stretches(results.spans, results.articles, article_id)
        title = results.articles.loc[article_id].get("title")
        title = f": {title}" if isinstance(title, str) and title.strip() else ""
        name = results.comparison.name_of(group)
        parts.append(_fewer(table, _MOST).assign(article=f"{name}{title}", **{by: name}))
    found = [part for part in parts if len(part)]
    if len(found) < 2:
        return pd.DataFrame()
    table = pd.concat(found, ignore_index=True)
    return table[[by, "article", *_COLUMNS]]


def _same_story(results: Results) -> list[tuple[str, str]]:
    """Groups with an article each, of the event with most groups, and with most articles."""
    if results.events is None:
        return []
    told = pd.DataFrame({"event": results.events, "group": group_of(results)}).dropna()
    told = told[results.articles.loc[told.index, "text"].notna()]
    told = told.rename_axis("article_id").reset_index()
    counted = told.groupby("event").agg(groups=("group", "nunique"), articles=("group", "size"))
    counted = counted[counted["groups"] > 1].reset_index()
    if counted.empty:
        return []
    order = counted.sort_values(
        ["groups", "articles", "event"], ascending=[False, False, True], kind="stable"
    )
    story = told[told["event"] == order["event"].iloc[0]]
    heard = results.attributions.groupby("article_id")["words"].sum()
    story = story.assign(heard=story["article_id"].map(heard).fillna(0))
    order = ["group", "heard", "article_id"]
    story = story.sort_values(order, ascending=[True, False, True], kind="stable")
    chosen = story.drop_duplicates("group").head(PANELS)
    return list(zip(chosen["group"], chosen["article_id"], strict=True))


@themed
def draw(table: pd.DataFrame) -> Figure:
    """Who speaks when: a row a speaker, from an article's first word to its last.

    A bar is a stretch without a break, its colour the voice. Articles stand one above the other on
    one scale of words, the outlet itself first in each.
    """
    table = table.assign(speaker=on_one_line(table["speaker"], 30))
    panels = [part for _, part in table.groupby("article", sort=False)]
    several = len(panels) > 1
    rows = [part["speaker"].drop_duplicates().tolist() for part in panels]
    head = _HEAD if several else 0.0
    body = 0.3 + sum(len(names) * _ROW + head + _GAP for names in rows) + 0.25
    page = Page(_title(table, several), _subtitle(several), body)
    _key(page)
    left = margin_for([name for names in rows for name in names])
    longest, top = max(int(part["of"].iloc[0]) for part in panels), page.top + 0.3
    heads = on_one_line([part["article"].iloc[0] for part in panels], 82)
    for title, part, names in zip(heads, panels, rows, strict=True):
        if several:
            page.write(0.14, top + head / 2, title, weight="bold")
            top += head
        axes = page.panel(left, top, page.width - left - _BESIDE, len(names) * _ROW)
        axes.set_xlim(0, longest)
        _bars(axes, part, names)
        _beside(page, part, names, left=left, top=top)
        top += len(names) * _ROW + _GAP
    axes.set_xlabel("words from the beginning", loc="left", fontsize=8, labelpad=2)
    axes.tick_params(labelbottom=True, length=2)
    axes.spines["bottom"].set_visible(True)
    return page.figure


def _title(table: pd.DataFrame, several: bool) -> str:
    if several:
        return f"Who speaks when in the same story, by {table.columns[0]}"
    return f"Who speaks when: {shortened(table['article'].iloc[0], 100)}"


def _subtitle(several: bool) -> str:
    said = (
        "From the first word of the headline to the last of the article; speakers in the order in"
        " which they are first heard, as found by program."
    )
    each = " The event that most report; of each, the article that attributes most words to others."
    return said + (each if several else "")


def _key(page: Page) -> None:
    left = 0.14
    for voice in VOICES:
        page.swatch(left, page.top + 0.08, VOICE[voice])
        page.write(left + 0.2, page.top + 0.08, VOICE_WORDS[voice], size=8)
        left += 0.2 + size_of(VOICE_WORDS[voice], size=8) + 0.25
    page.write(page.width - 0.14, page.top + 0.08, "words", size=8, color=SOFT, ha="right")


def _bars(axes: Axes, part: pd.DataFrame, names: Sequence[str]) -> None:
    place = {name: number for number, name in enumerate(names)}
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.spines["bottom"].set_visible(False)
    axes.hlines(np.arange(len(names)), 0, part["of"].iloc[0], color=RULE, lw=0.5, zorder=1)
    axes.barh(
        part["speaker"].map(place), part["words"], left=part["first_word"] - 1, height=0.74,
        color=part["voice"].map(VOICE).tolist(), edgecolor=INK, linewidth=0.3, zorder=2,
    )  # fmt: skip
    axes.xaxis.set_major_locator(MultipleLocator(_step(axes.get_xlim()[1])))
    axes.tick_params(labelsize=7, length=0, pad=2, labelbottom=False)


def _step(words: float) -> int:
    """A tick every so many words: about six."""
    return next((step for step in (10, 20, 50, 100, 200, 500, 1000) if words / step <= 7), 5000)


def _beside(
    page: Page, part: pd.DataFrame, names: Sequence[str], *, left: float, top: float
) -> None:
    words = part.groupby("speaker")["words"].sum()
    for place, name in enumerate(names):
        middle = top + (place + 0.5) * _ROW
        page.write(left - 0.08, middle, name, ha="right", size=8)
        page.write(page.width - 0.14, middle, f"{words[name]:,}", ha="right", size=8, color=SOFT)


def alt(table: pd.DataFrame) -> str:
    """Of every article the outlet's own share, and the first speakers with where they begin."""
    said = []
    for article, part in table.groupby("article", sort=False):
        own = part.loc[part["speaker"] == OWN, "words"].sum() / part["of"].iloc[0]
        firsts = part[part["speaker"] != OWN].groupby("speaker", sort=False).agg(
            first=("first_word", "min"), words=("words", "sum")
        )  # fmt: skip
        heard = ", ".join(
            f"{who} from word {row.first} ({row.words})"
            for who, row in zip(firsts.index[:3], firsts.head(3).itertuples(), strict=True)
        )
        said.append(f"{article}, {number(own, '_share')} own; then {heard or 'nobody'}")
    return f"Who speaks when, in words from the beginning. {'. '.join(said)}."


STRIP = Chart("strip", "heard", data, draw, alt)
