"""Who is called what by which outlet: loaded terms with the noun or name that they describe."""

from __future__ import annotations

import pandas as pd

from framing.describing import Described, Sentences
from framing.errors import InputError, did_you_mean
from framing.extractors.person_names import NOT_IN_NAMES, PLACES, is_personal
from framing.extractors.source_types import kind_of
from framing.extractors.source_words import KIND_OF
from framing.extractors.word_list import words
from framing.spans import check_spans, layer_rows
from framing.text import Document

COLUMNS = (
    "article_id", "field", "start", "end", "term", "category", "described", "head", "relation",
    "described_start", "described_end", "voice", "zone", "negated", "scare",
)  # fmt: skip
_FROM_ARTICLES = ("outlet_id", "outlet", "published", "event_id")
_DESCRIBE_NOTHING = ("_verb", "appeal", "absolute")
_PLACES = words(
    "state states country countries nation nations city cities town towns county counties village "
    "villages borough house houses hospital school schools hotel restaurant news line lines embassy"
)  # which kind_of takes for those who speak there
_PARTS_OF_DAY = words("morning evening afternoon night tonight today noon")
_PEOPLE = ("official", "party", "military", "expert", "business", "citizen", "media")


def labels(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    layer: str = "loaded_terms",
    alone: bool = False,
) -> pd.DataFrame:
    """What each loaded term describes, where that stands beside it.

    Parameters
    ----------
    spans : DataFrame
        What `annotate` returned.
    articles : DataFrame
        What `read_articles` returned for them.
    layer : str
        The layer with the terms. Categories whose name ends in ``_verb``, ``appeal`` or
        ``absolute`` are passed over.
    alone : bool
        Whether terms that describe nothing beside them have rows, too. So a list of one's own with
        a category such as ``armed: [militants, fighters, terrorists]`` tells which outlet has which
        word for the same people.

    Returns
    -------
    DataFrame
        One row a term that describes something: `article_id, field, start, end, term, category,
        described, head, relation, described_start, described_end, voice, zone, negated, scare`,
        and of the articles `outlet_id, outlet, published, event_id` where they are known.
        `described` is the noun phrase or name, `head` its main noun in lower case or the last part
        of a name. `relation` is ``modifier``, ``predicate``, ``apposition`` or ``naming``; or
        ``alone``, where `described` is the term itself and `head` its category. `voice` tells
        whose label it is; `negated` whether it is denied ("not a tyrant"), and `scare` whether it
        stands in scare quotes, so that the outlet does not make it its own.

    Raises
    ------
    InputError
        If the tables do not fit, or there is no such layer.

    Notes
    -----
    Read off the positions of words, without a parser: a label whose noun stands farther away, or is
    a pronoun, is not in the table. It does not tell that two names mean the same one. Of 78 rows of
    news that were read by one reader, from articles not looked at while the rules were made, 70
    named the right noun (90 %, interval 81 to 95 %).

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> text = "They fled the brutal regime of Ida Brandt. The vote was a disgrace."
    >>> articles = fr.read_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> labels(fr.annotate(articles), articles)[["term", "head", "relation"]].values.tolist()
    [['brutal', 'regime', 'modifier'], ['disgrace', 'vote', 'predicate']]
    """
    check_spans(spans)
    rows = layer_rows(spans, layer)
    rows = rows[~rows["label"].str.endswith(_DESCRIBE_NOTHING)]
    unknown = rows.loc[~rows["article_id"].isin(articles.index), "article_id"]
    if len(unknown):
        name = unknown.iloc[0]
        raise InputError(
            f"articles has no article {name!r}, which spans has."
            f"{did_you_mean(name, articles.index)} Give the articles that were annotated."
        )
    scare = spans[spans["layer"] == "scare_quotes"].groupby(["article_id", "field"])
    quoted = {key: list(zip(part["start"], part["end"], strict=True)) for key, part in scare}
    found = []
    for (article_id, field), terms in rows.groupby(["article_id", "field"], sort=True):
        sentences = Sentences(Document(articles.at[article_id, field], field))
        for term in terms.itertuples():
            described = _described(sentences, term, alone=alone)
            if described is None:
                continue
            start, end, head, relation = described
            in_scare = any(
                first <= term.start and term.end <= last
                for first, last in quoted.get((article_id, field), [])
            )
            found.append((
                article_id, field, term.start, term.end, term.text, term.label,
                sentences.document.text[start:end], head, relation, start, end, term.voice,
                term.zone, sentences.negated(term.start, term.end), in_scare,
            ))  # fmt: skip
    table = pd.DataFrame(found, columns=list(COLUMNS))
    known = [column for column in _FROM_ARTICLES if column in articles.columns]
    return table.join(articles[known], on="article_id")


def _described(sentences: Sentences, term, *, alone: bool) -> Described | None:
    described = sentences.described(term.start, term.end)
    if described is None and alone:
        return Described(term.start, term.end, term.label, "alone")
    return described


def of_people(heads: pd.Series) -> pd.Series:
    """What each head of a label is: "name", "kind" (a word for people), or "" for all other nouns.

    Examples
    --------
    >>> of_people(pd.Series(["Brandt", "minister", "regime", "UN", "Senate", "states"])).tolist()
    ['name', 'kind', '', '', '', '']
    """
    return heads.map({head: _of_people(head) for head in set(heads)}).astype(object)


def _of_people(head: str) -> str:
    lowered = head.lower()
    if not head[:1].isupper():
        return "kind" if kind_of(head) in _PEOPLE and lowered not in _PLACES else ""
    other = lowered in KIND_OF or lowered in PLACES | NOT_IN_NAMES | _PARTS_OF_DAY
    return "" if other or head.isupper() or not is_personal([head]) else "name"
