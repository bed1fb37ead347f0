"""The bench on which any list of words is measured: `check`, `expand` and `test`.

`check` reads the list, `expand` shows what its wildcards matched, and `test` holds it against
labelled texts. Each takes a `Lexicon` or a file of any format in `framing.lexicon_formats`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.findings import Finding, some, worst_first
from framing.folding import fold_term
from framing.globs import Listed, free_patterns, listed, literal
from framing.labelled import Labelled, read_labelled
from framing.lexicon import IGNORE, Lexicon
from framing.lexicon_checks import check_in_texts, check_list
from framing.lexicon_formats import OURS, form_of, read_dictionary
from framing.lexicon_trial import Trial, try_lexicons
from framing.matcher import Matcher
from framing.text import Document


@dataclass(frozen=True)
class Check:
    """What `check` found.

    Attributes
    ----------
    name : str
        The list.
    findings : tuple of Finding
        Errors first, then warnings, then notes.
    n_entries : int
        How many entries were checked.
    """

    name: str
    findings: tuple[Finding, ...]
    n_entries: int

    @property
    def table(self) -> pd.DataFrame:
        """A row a finding: `severity, kind, where, what, advice`."""
        columns = ["severity", "kind", "where", "what", "advice"]
        return pd.DataFrame([found.as_dict() for found in self.findings], columns=columns)

    @property
    def sound(self) -> bool:
        """Whether nothing worse than a note was found."""
        return all(found.severity == "note" for found in self.findings)

    def __str__(self) -> str:
        lines = [f"{found.severity}: {found}" for found in self.findings]
        return "\n".join([*lines, self._summary()])

    def _summary(self) -> str:
        kinds = Counter(found.severity for found in self.findings)
        counted = ", ".join(f"{kinds[s]} {s}{'s' * (kinds[s] != 1)}" for s in kinds)
        return f"{self.name}: {self.n_entries:,} entries, {counted or 'nothing found'}."

    def _repr_html_(self) -> str:
        table = self.table.to_html(index=False, border=0) if self.findings else ""
        return f"<p>{escape(self._summary())}</p>\n{table}"


def check(lexicon: Listed, articles: pd.DataFrame | None = None, *, share: float = 0.5) -> Check:
    """Look for what is usually wrong with a list of words.

    Parameters
    ----------
    lexicon : Lexicon, sequence of Lexicon, or path
        The list.
    articles : DataFrame, optional
        What `read_articles` returned. With it, entries that fire too often are found, and words
        of a topic.
    share : float
        An entry that fires in more than this share of the texts is reported.

    Returns
    -------
    Check
        Its kinds of findings: ``empty``, ``unread`` (lines that were not read), ``example``,
        ``no_example``, ``duplicate``, ``unreachable`` (no text can have it), ``shadowed``,
        ``covered`` (a prefix finds it too), ``header_line``, ``group_name``, ``frequent``,
        ``topic_word``.

    Raises
    ------
    InputError
        The file cannot be read.

    Notes
    -----
    It does not tell whether a list measures what it says; `test` does, with labelled texts. A
    topic word is suspected when it comes back in the texts that have it (adaptation, Church 2000)
    with a 95 % interval above 30 % beyond chance; proper names and headlines repeat too.

    References
    ----------
    Church, K. W. (2000). Empirical estimates of adaptation: The chance of two Noriegas is closer
    to p/2 than p². COLING 2000, 180–186.

    Examples
    --------
    >>> from framing.lexicon import Entry, Lexicon
    >>> lull = Entry("lull", "calm", prefix=True)
    >>> entries = Entry("at_rest", "calm"), lull, Entry("lulled", "calm")
    >>> check(Lexicon("calm", entries=entries)).table[["severity", "kind"]].values.tolist()
    [['error', 'unreachable'], ['note', 'covered']]
    """
    lexicons, unread = listed(lexicon)
    findings = list(unread)
    documents = [] if articles is None else [Document(text) for text in _texts(articles)]
    for each in lexicons:
        findings += check_list(each)
        if articles is not None:
            findings += check_in_texts(each, documents, share)
    name, entries = _name(lexicon, lexicons), sum(len(each.entries) for each in lexicons)
    if not entries:
        advice = "Look into the file, and whether its ending tells its format."
        findings.append(Finding("error", "empty", name, "it has no entries.", advice))
    return Check(name, tuple(worst_first(findings)), entries)


@dataclass(frozen=True)
class Expansion:
    """What `expand` found.

    Attributes
    ----------
    table : DataFrame
        A row a wildcard and form, most frequent first: `lexicon, entry, category, form, count,
        n_articles`. A wildcard that matched nothing has one row with the form "" and 0.
    """

    table: pd.DataFrame

    def __str__(self) -> str:
        return "\n".join(
            f"{entry}  ({category or 'no category'}, {rows['count'].sum():,}):"
            f" {_forms(rows) or 'nothing'}"
            for (_, entry, category), rows in self._by_entry()
        )

    def _by_entry(self):
        return self.table.groupby(["lexicon", "entry", "category"], sort=False)

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, border=0)


def expand(lexicon: Listed, articles: pd.DataFrame) -> Expansion:
    """What each wildcard of a list matched in a corpus, with counts.

    Parameters
    ----------
    lexicon : Lexicon, sequence of Lexicon, or path
        The list. Of another program's list, patterns with ``*`` or ``?`` anywhere are shown.
    articles : DataFrame
        What `read_articles` returned.

    Returns
    -------
    Expansion

    Notes
    -----
    A form is counted for the entry that wins it, so what an exact entry or a longer prefix takes is
    not shown. Forms that only other texts have are not shown either.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> from framing.lexicon import Entry, Lexicon
    >>> frame = pd.DataFrame({"article_id": ["a"], "text": ["Alleged. She alleges it."]})
    >>> doubt = Lexicon("doubt", entries=(Entry("alleg", "verb", prefix=True),))
    >>> print(expand(doubt, fr.read_articles(frame)))
    alleg*  (verb, 2): alleged 1, alleges 1
    """
    texts = _texts(articles)
    lexicons, _ = listed(lexicon)
    rows = [row for each in lexicons for row in _expanded(each, texts)]
    rows += _expanded_globs(lexicon, texts)
    columns = ["lexicon", "entry", "category", "form", "count", "n_articles"]
    return Expansion(pd.DataFrame(rows, columns=columns))


def _expanded(lexicon: Lexicon, texts: Sequence[str]) -> list[tuple]:
    counts = _counted(lexicon, texts)
    return [
        (lexicon.name, entry.written, entry.category, *found)
        for entry in lexicon.entries
        if entry.prefix and entry.category != IGNORE
        for found in _most_frequent(counts.get(id(entry), {}))
    ]


def _expanded_globs(source: Listed, texts: Sequence[str]) -> list[tuple]:
    """The patterns of another program's list that our lexicons cannot hold."""
    if not isinstance(source, str | os.PathLike) or form_of(Path(source)) == OURS:
        return []
    given = read_dictionary(source)
    rows = []
    for term in free_patterns(given):
        found: dict[str, tuple[int, int]] = {}
        for forms in _counted(literal(term.pattern, texts), texts).values():
            found |= forms
        rows += [(given.name, term.pattern, term.category, *each)
                 for each in _most_frequent(found)]  # fmt: skip
    return rows


def _counted(lexicon: Lexicon, texts: Sequence[str]) -> dict[int, dict[str, tuple[int, int]]]:
    """Hits and texts of every form, by entry."""
    matcher = Matcher([lexicon])
    counts: dict[int, dict[str, tuple[int, int]]] = {}
    for text in texts:
        (hits,) = matcher.find(Document(text))
        forms = Counter((id(h.entry), fold_term(text[h.start : h.end])) for h in hits)
        for (entry, form), count in forms.items():
            of_entry = counts.setdefault(entry, {})
            before = of_entry.get(form, (0, 0))
            of_entry[form] = (before[0] + count, before[1] + 1)
    return counts


def _most_frequent(forms: dict[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    found = [(form, count, articles) for form, (count, articles) in forms.items()]
    return sorted(found, key=lambda row: (-row[1], row[0])) or [("", 0, 0)]


def test(
    lexicon: Listed,
    labelled: Labelled | pd.DataFrame | str | os.PathLike,
    *,
    workers: int | None = None,  # noqa: PT028 - `test` is no test of pytest's
) -> Trial:
    """Hold a list against labelled texts, as a whole and entry by entry.

    Parameters
    ----------
    lexicon : Lexicon, sequence of Lexicon, or path
        The list. The categories of another program's list are counted each for itself, and added
        up for the whole.
    labelled : Labelled, DataFrame or path
        A column of texts and one of labels, and if there is one, a column of marked words; found by
        their names. Where that guess is wrong, read it with `framing.labelled.read_labelled`.
    workers : int, optional
        Processes that share the work. The result does not depend on it.

    Returns
    -------
    Trial
        `verdict` in words; tables `whole`, `categories`, `entries` and `voices`.

    Raises
    ------
    InputError
        The columns cannot be told, or the labels are not two.

    Notes
    -----
    A text's score is the sum of the weights of its hits. The AUC is how often a positive text
    scores above a neutral one; its interval is DeLong's and those of shares are Wilson's. They
    hold for texts like these, and if the list was tuned on them they hold for nothing.

    Examples
    --------
    >>> from framing.lexicon import Entry, Lexicon
    >>> table = pd.DataFrame({"text": ["A vile plan.", "A plan."] * 40, "label": [1, 0] * 40})
    >>> trial = test(Lexicon("l", entries=(Entry("vile", "w"), Entry("plan", "w"))), table)
    >>> trial.entries[["entry", "precision", "neutral_rate", "verdict"]].values.tolist()
    [['plan', 0.5, 1.0, 'no better than chance'], ['vile', 1.0, 0.0, 'marks it']]
    """
    given = labelled if isinstance(labelled, Labelled) else read_labelled(labelled)
    lexicons, left = listed(lexicon, given.texts)
    trial = try_lexicons(lexicons, given, name=_name(lexicon, lexicons), workers=workers)
    return replace(trial, left_out=tuple(map(str, left)))


test.__test__ = False


def _name(source: Listed, lexicons: Sequence[Lexicon]) -> str:
    if isinstance(source, str | os.PathLike):
        return Path(source).name
    return ", ".join(lexicon.name for lexicon in lexicons)


def _texts(articles: pd.DataFrame) -> list[str]:
    if "text" not in articles.columns:
        raise InputError(f"articles has no column 'text'.{did_you_mean('text', articles.columns)}")
    return articles["text"].fillna("").astype(str).tolist()


def _forms(rows: pd.DataFrame) -> str:
    found = rows[rows["count"] > 0]
    pairs = zip(found["form"], found["count"], strict=True)
    return some([f"{form} {count:,}" for form, count in pairs], most=12)
