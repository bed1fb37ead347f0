"""Sentences that an outlet prints again and again: what it asks of readers, and not what it tells.

Appeals for money, descriptions of the author, "All rights reserved": in one corpus a hundredth of
the words, and a tenth of what a classifier knew. An article alone does not show them, so this is a
step of its own, whose result is a table to inspect and a zone that is not counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.groups import groups_of
from framing.spans import check_spans, sort_spans
from framing.text import Document

COLUMNS = ("group", "sentence", "n_articles", "share", "place", "words", "article_id")
_SHORTEST = 20
_MOST_OF_AN_ARTICLE = 0.5
_DIGITS = 10
_SPACE, _NUMBER = re.compile(r"\s+"), re.compile(r"\d+")


def boilerplate(
    articles: pd.DataFrame,
    *,
    by: str = "outlet_id",
    min_articles: int = 3,
    min_share: float = 0.01,
) -> pd.DataFrame:
    """Sentences that stand in several articles of the same outlet.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned.
    by : str
        Whose articles are looked at together.
    min_articles : int
        In so many of the group's articles a sentence must stand, and
    min_share : float
        in so large a share of them.

    Returns
    -------
    DataFrame
        A row a sentence and group, the most frequent first: `group`, `sentence` (as it first
        stands), `n_articles`, `share` (of the group's articles), `place` (the median of where it
        begins: 0 is the top of the text, 1 its end), `words`, `article_id` (the first that has it).
        Look through it, drop what is no boilerplate, and give the rest to `mark_boilerplate`.

    Raises
    ------
    FramingError
        If `min_articles` is under two, or `min_share` is not from 0 to 1.

    Notes
    -----
    Sentences are the same if they are but for case, spaces and numbers; those under 20 characters
    are not looked at. An article half of which is repeated is a copy of another (`drop_copies`
    finds them), and does not count. Background that an outlet prints again in every article on a
    story is found, too, and only a reader can tell it from boilerplate.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = [f"Dam {name} opened on Monday. The river rose. Support the Vale Post today."
    ...          for name in ("Orrin", "Pell", "Sound")]
    >>> found = fr.boilerplate(fr.read_articles(pd.DataFrame({"text": texts, "outlet": "Vale"})))
    >>> found[["sentence", "n_articles"]].values.tolist()
    [['Support the Vale Post today.', 3]]
    """
    if not isinstance(min_articles, int) or min_articles < 2 or not 0 <= min_share <= 1:
        raise FramingError(
            "min_articles must be a whole number from 2 up, and min_share from 0 to 1."
            f" Got {min_articles!r} and {min_share!r} instead."
        )
    groups = groups_of(articles, by).dropna().astype(str)
    texts = articles["text"].reindex(groups.index).dropna()
    rows: list[tuple] = []
    for group, ids in sorted(groups[texts.index].groupby(groups).groups.items()):
        least = max(min_articles, int(np.ceil(min_share * len(ids))))
        rows += _of_group(group, texts[sorted(ids)], least)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = ["n_articles", "group", "sentence"]
    return table.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _of_group(group: str, texts: pd.Series, least: int) -> list[tuple]:
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({folded for folded, _, _ in _sentences(text)})
    often = {folded for folded, n in seen.items() if n >= least}
    if not often:
        return []
    where: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for article_id, text in texts.items():
        found = [each for each in _sentences(text) if each[0] in often]
        if sum(end - start for _, start, end in found) > _MOST_OF_AN_ARTICLE * len(text):
            continue
        for folded, start, end in {each[0]: each for each in reversed(found)}.values():
            where[folded].append((start / len(text), str(article_id), text[start:end]))
    return [
        (group, rows[0][2], len(rows), round(len(rows) / len(texts), _DIGITS),
         round(float(np.median([row[0] for row in rows])), _DIGITS), len(rows[0][2].split()),
         rows[0][1])
        for _, rows in sorted(where.items())
        if len(rows) >= least
    ]  # fmt: skip


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    """Every sentence worth comparing: folded, and where it stands."""
    for start, end in Document(text).sentences.tolist():
        if end - start >= _SHORTEST:
            yield _folded(text[start:end]), start, end


def _folded(sentence: str) -> str:
    return _NUMBER.sub("0", _SPACE.sub(" ", sentence).strip().lower())


def mark_boilerplate(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    found: pd.DataFrame | None = None,
    by: str = "outlet_id",
) -> pd.DataFrame:
    """The same spans, with repeated sentences in a zone of their own, which is not counted.

    Parameters
    ----------
    spans, articles : DataFrame
        What `annotate` and `read_articles` returned.
    found : DataFrame, optional
        What `boilerplate` returned, perhaps with rows dropped.
    by : str
        As it was given to `boilerplate`.

    Returns
    -------
    DataFrame
        A spans table. The zones are cut at each repeated sentence in the body, which has zone
        ``boilerplate`` and a rule that says in how many articles it stands; spans of other layers
        that begin in one have its zone. `measure` does not count them.

    Notes
    -----
    An article's other spans stay as they were: a speaker first named in boilerplate keeps the name.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = [f"Dam {name} opened on Monday. The river rose. Support our shameless paper today."
    ...          for name in ("Orrin", "Pell", "Sound")]
    >>> articles = fr.read_articles(pd.DataFrame({"text": texts, "outlet": "Vale"}))
    >>> spans = fr.mark_boilerplate(fr.annotate(articles), articles)
    >>> spans.loc[spans["layer"].isin(["zone", "loaded_terms"]), "zone"].tolist()[:3]
    ['body', 'boilerplate', 'boilerplate']
    """
    check_spans(spans)
    table = boilerplate(articles, by=by) if found is None else found
    groups = groups_of(articles, by).astype("object")
    times = {
        (group, _folded(sentence)): n
        for group, sentence, n in zip(
            table["group"], table["sentence"], table["n_articles"], strict=True
        )
    }
    with_some = set(table["group"])
    chosen = groups.index[groups.isin(with_some) & articles["text"].notna()]
    repeated = {
        article_id: marks
        for article_id in chosen
        if (marks := _marks(articles.at[article_id, "text"], groups[article_id], times))
    }
    touched = spans["article_id"].isin(repeated) & (spans["field"] == "text")
    parts = [spans[~touched]]
    for article_id, rows in spans[touched].groupby("article_id"):
        parts.append(_cut(rows, articles.at[article_id, "text"], repeated[article_id]))
    marked = sort_spans(pd.concat(parts)) if len(parts) > 1 else spans.copy()
    marked.attrs = dict(spans.attrs)
    return marked


def _marks(text: str, group: str, times: dict[tuple[str, str], int]) -> list[tuple[int, int, int]]:
    return [
        (start, end, times[group, folded])
        for folded, start, end in _sentences(text)
        if (group, folded) in times
    ]


def _cut(rows: pd.DataFrame, text: str, marks: list[tuple[int, int, int]]) -> pd.DataFrame:
    """One article's spans, its zones cut at the marks that stand in the body."""
    is_zone = rows["layer"] == "zone"
    cut: list[dict] = []
    inside: list[tuple[int, int]] = []
    for zone in rows[is_zone].to_dict("records"):
        place = zone["start"]
        for start, end, n in marks if zone["zone"] == "body" else ():
            start, end = max(start, place), min(end, zone["end"])
            if start < end:
                said = {"label": "boilerplate", "zone": "boilerplate",
                        "rule": f"boilerplate:in {n} articles"}  # fmt: skip
                cut.append(zone | {"start": place, "end": start})
                cut.append(zone | said | {"start": start, "end": end})
                inside.append((start, end))
                place = end
        cut.append(zone | {"start": place})
    zones = pd.DataFrame([row for row in cut if row["start"] < row["end"]], columns=rows.columns)
    zones["text"] = [text[a:b] for a, b in zip(zones["start"], zones["end"], strict=True)]
    others = rows[~is_zone].copy()
    within = [any(a <= start < b for a, b in inside) for start in others["start"]]
    others.loc[within, "zone"] = "boilerplate"
    return pd.concat([zones, others])
