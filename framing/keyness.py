"""Which words set one group's articles apart from all the others', with articles as the unit.

Words of one article are not independent draws: one article on ferries says "ferry" twenty times.
So the words are ranked by log-odds that shrink with little evidence, and tested by whether dealing
whole articles to the groups at random would give as much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from framing.errors import FramingError, InputError, did_you_mean
from framing.spans import check_spans
from framing.term_counts import FIELDS, counted_words, deciding_marks
from framing.term_tests import Counts, corrected, of_group

COLUMNS = ("term", "group", "effect", "log_odds", "p", "q", "n_articles", "article_share",
           "rate", "rate_elsewhere")  # fmt: skip


def keyness(
    articles: pd.DataFrame,
    *,
    by: str = "outlet_id",
    spans: pd.DataFrame | None = None,
    own: bool = False,
    min_articles: int = 5,
) -> pd.DataFrame:
    """Words that one group of articles uses more, or less, than all the other groups together.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned, with the column `by`.
    by : str
        Column with the groups. Articles without a group are left out, and counted in `attrs`.
    spans : DataFrame, optional
        What `annotate` returned: only words in headline and body are then counted. Without it
        all words of title and text are, also those of bylines and captions.
    own : bool
        Count only the outlet's own voice, leaving out what it attributes to others. Needs `spans`.
    min_articles : int
        Terms in fewer articles, over all groups, are not looked at.

    Returns
    -------
    DataFrame
        One row a term and group, the group's most typical terms first: `term` (a lower-cased
        word), `group`, `effect` (weighted log-odds, a z value, for ranking; positive where the
        group uses the term more), `log_odds`, `p`, `q`, `n_articles` (the group's articles that
        have the term), `article_share` (of the group's articles), `rate` and `rate_elsewhere`
        (per 1,000 words). p and q are NaN with fewer than three articles. `attrs` say the
        `prior`, the `test`, the `family` that q is corrected over, and what was `left_out`.

    Raises
    ------
    InputError
        If a column is missing, or there are not at least two groups with words.

    Notes
    -----
    Log-odds have an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): the shares of
    all articles' words, with as many words as the average group has. Their z takes words for
    independent, so it only ranks. p is two-sided, from the permutation distribution of the
    group's surplus of the term (its uses less those expected from the length of each article)
    when whole articles are dealt at random, which a Pearson type III curve with the exact first
    three moments stands for; it is never less than dealing the term's articles could give. q
    corrects p over all rows (Benjamini and Hochberg 1995).

    It does not measure why a word is used: outlets that cover other events use other words. A
    word that one article repeats is not typical of an outlet, however often.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words: Lexical feature
    selection and evaluation for identifying the content of political conflict. Political Analysis
    16(4), 372-403.
    Lijffijt, J. et al. (2016). Significance testing of word frequencies in corpora. Digital
    Scholarship in the Humanities 31(2), 374-397.
    Mielke, P. W. and Berry, K. J. (2007). Permutation methods: A distance function approach.
    Springer.
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57(1), 289-300.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["The ferry regime sank."] * 8 + ["The ferry government sank."] * 8
    >>> table = pd.DataFrame({"text": texts, "desk": ["x"] * 8 + ["y"] * 8})
    >>> key = keyness(fr.read_articles(table), by="desk")
    >>> key.loc[key["q"] < 0.05, ["term", "group", "n_articles"]]
             term group  n_articles
    0      regime     x           8
    4  government     x           0
    5  government     y           8
    9      regime     y           0
    """
    _check(articles, "text", by, min_articles)
    if spans is not None:
        check_spans(spans)
    elif own:
        raise InputError("own=True needs spans, which say whose words are whose: annotate first.")
    grouped = articles[articles[by].notna()].sort_index()
    used = _used(grouped, spans, own)
    return _table(*_count(articles, by, grouped, used, min_articles), by)


def keyness_of_counts(
    counts: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet_id",
    own: bool = False,
    min_articles: int = 5,
) -> pd.DataFrame:
    """The same as `keyness`, from stored counts of words: the texts are not needed.

    Parameters
    ----------
    counts : DataFrame
        What `term_counts` returned, or the table ``terms`` that `measure_files` stored.
    articles : DataFrame
        One row an article, indexed by `article_id`, with the column `by`: the stored
        ``features`` will do.
    by, own, min_articles
        As in `keyness`.

    Returns
    -------
    DataFrame
        What ``keyness(articles, by=by, spans=spans, own=own)`` returns.

    Raises
    ------
    InputError
        If a column is missing, or there are not at least two groups with words.

    Notes
    -----
    It does not measure why a word is used; see `keyness`.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["The ferry regime sank."] * 8 + ["The ferry government sank."] * 8
    >>> table = pd.DataFrame({"text": texts, "desk": ["x"] * 8 + ["y"] * 8})
    >>> articles = fr.read_articles(table)
    >>> counts = fr.term_counts(articles, fr.annotate(articles))
    >>> key = fr.keyness_of_counts(counts, articles[["desk"]], by="desk")
    >>> key.loc[key["effect"] > 2, "term"].tolist()
    ['regime', 'government']
    """
    _check(articles, None, by, min_articles)
    for column in ("article_id", "term", "count", "own_count"):
        if column not in counts.columns:
            raise InputError(f"counts has no column {column!r}. Give the table of term_counts.")
    grouped = articles[articles[by].notna()].sort_index()
    used = _stored(grouped, counts, own)
    return _table(*_count(articles, by, grouped, used, min_articles), by)


def _table(counts: Counts, left_out: dict[str, int], by: str) -> pd.DataFrame:
    names = sorted(set(counts.groups.tolist()))
    if len(names) < 2:
        raise InputError(
            f"{by!r} has {len(names)} group of articles with words: there is nothing to compare."
        )
    prior_words = float(counts.words.sum()) / len(names)
    rows = [of_group(counts, group, prior_words) for group in names]
    table = pd.concat(rows, ignore_index=True)
    table["q"] = corrected(table["p"].to_numpy(float))
    table = table.sort_values(["group", "effect", "term"], ascending=[True, False, True])
    table = table.reset_index(drop=True)[list(COLUMNS)]
    table.attrs = {
        "prior": f"Dirichlet: shares of all articles' words, weight {prior_words:.0f} words",
        "test": "permutation of articles, Pearson type III",
        "family": f"{len(table)} tests: {len(counts.terms)} terms, {len(names)} groups of {by}",
        "left_out": left_out,
    }
    return table


def _check(articles: pd.DataFrame, texts: str | None, by: str, min_articles: int) -> None:
    for column in filter(None, (texts, by)):
        if column not in articles.columns:
            guess = did_you_mean(column, articles.columns)
            raise InputError(f"articles has no column {column!r}.{guess}")
    if not isinstance(min_articles, int) or min_articles < 1:
        raise FramingError(
            f"min_articles must be a whole number of at least 1. Got {min_articles!r} instead."
        )


def _used(articles: pd.DataFrame, spans: pd.DataFrame | None, own: bool) -> Iterator[Counter[str]]:
    """How often each article uses each word."""
    marks = None if spans is None else deciding_marks(spans, own=own)
    fields = {f: articles[f].fillna("").tolist() for f in FIELDS if f in articles.columns}
    for row, article in enumerate(articles.index.tolist()):
        used: Counter[str] = Counter()
        for field, texts in fields.items():
            used.update(counted_words(texts[row], article, field, marks))
        yield used


def _stored(articles: pd.DataFrame, counts: pd.DataFrame, own: bool) -> Iterator[Counter[str]]:
    """The same, from the table of `term_counts`."""
    column = "own_count" if own else "count"
    rows = counts[counts[column] > 0]
    by_article = dict(list(rows.groupby("article_id", sort=False)))
    none = rows.iloc[:0]
    for article in articles.index:
        found = by_article.get(article, none)
        yield Counter(dict(zip(found["term"].tolist(), found[column].tolist(), strict=True)))


def _count(
    articles: pd.DataFrame, by: str, grouped: pd.DataFrame, used: Iterator[Counter[str]],
    min_articles: int,
) -> tuple[Counts, dict[str, int]]:  # fmt: skip
    from scipy import sparse

    places: dict[str, int] = {}
    columns, times, ends, words = [], [], [0], []
    for counter in used:
        words.append(counter.total())
        terms = {term: n for term, n in counter.items() if any(map(str.isalpha, term))}
        columns += [places.setdefault(term, len(places)) for term in terms]
        times += terms.values()
        ends.append(len(columns))
    shape = (len(grouped), len(places))
    data = np.array(times, dtype=float), np.array(columns, dtype=np.int32), ends
    table = sparse.csr_matrix(data, shape=shape)
    has_words = np.array(words, dtype=float) > 0
    terms = np.array(list(places), dtype=object)
    kept = np.flatnonzero(np.bincount(table.indices, minlength=len(places)) >= min_articles)
    kept = kept[np.argsort(terms[kept], kind="stable")]
    counts = Counts(
        table=table[has_words][:, kept],
        words=np.array(words, dtype=float)[has_words],
        groups=grouped[by].astype(str).to_numpy(dtype=object)[has_words],
        terms=terms[kept],
    )
    left_out = {f"no {by}": len(articles) - len(grouped), "no words": int((~has_words).sum())}
    return counts, {why: n for why, n in left_out.items() if n}
