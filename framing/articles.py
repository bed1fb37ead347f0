"""Articles from wherever they are, as one table.

Whatever the input was (a folder of saved pages, a spreadsheet, a DataFrame), the rest of the
package sees the same columns, in the order of the input, one row an article. Texts are kept to
the character; all that was guessed, mapped or left out is said in the findings.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pandas as pd

from framing.checks import KINDS, Place, check_table, duplicate_ids
from framing.columns import COLUMNS, recognise
from framing.companions import Resolver, event_ids, outlet_resolver
from framing.dates import day_in_text, day_in_url
from framing.errors import InputError
from framing.files import ENDINGS, PAGES, SPREADSHEETS, Found, Source, decode, read_bytes, survey
from framing.findings import Finding, merged, some, worst_first
from framing.normalise import normalise
from framing.tables import Table, encoding_finding, read_table


@dataclass
class _Reading:
    """What has been read so far."""

    frames: list[pd.DataFrame] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, table: Table, name: str) -> None:
        self.frames.append(table.frame)
        self.places += [(name, number) for number in table.numbers]
        self.findings += table.findings

    def note(self, severity: str, kind: str, where: str, what: str, advice: str = "") -> None:
        self.findings.append(Finding(severity, kind, where, what, advice))


def read_articles(
    source: str | os.PathLike | Iterable[str | os.PathLike] | pd.DataFrame,
    *,
    outlets: str | os.PathLike | pd.DataFrame | None = None,
    events: str | os.PathLike | pd.DataFrame | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Articles as a table, one row each, in the order of the input.

    Parameters
    ----------
    source : path, glob, list of these, or DataFrame
        A folder is read with all folders in it, sorted by name; links that lead out of it, and
        the files of a framing report in it, are passed over. ``.txt``, ``.html`` and ``.htm``
        files are one article each; ``.csv``, ``.tsv``, ``.jsonl`` and ``.parquet`` hold one a row.
        Any of them may be gzipped. A DataFrame is not modified.
    outlets : path or DataFrame, optional
        Outlets of your own, in the columns of the registry; asked before it.
    events : path or DataFrame, optional
        Columns ``article_id`` and ``event_id``: which articles tell the same story.
    progress : callable, optional
        Called with (files done, files in all) after each file.

    Returns
    -------
    DataFrame
        Index ``article_id``, unique strings: the input's ids; else, for a file that is one
        article, its path inside the folder; else the number of the row, as findings give it.
        Columns, all pandas strings: ``text`` (NA where a row has none), ``title``, ``outlet`` (as
        the input says it), ``outlet_id`` (of the registry, or NA), ``outlet_basis`` (``given``,
        ``url``, ``dateline``), ``url``, ``published`` (a day, ``YYYY-MM-DD``),
        ``published_basis`` (``given``, ``metadata``, ``url``, ``text``), ``author``,
        ``event_id``; then the other columns of the input, as they were. What was noticed is in
        ``attrs["findings"]``, a list of dictionaries with the fields of `Finding`.

    Raises
    ------
    InputError
        Nothing could be read, there is no column of texts, or two articles have the same id.

    Notes
    -----
    Texts are not cleaned: what part of one is the article is the question of the layer ``zone``.
    A time stamp printed on a page is when it was read, hence no date of publication. A date such
    as 03/04/2024 stays NA unless other rows of its column show which of the two is the day.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"ID": ["a"], "Body": ["The bridge opened."], "date": ["3 May 2024"]})
    >>> articles = read_articles(table)
    >>> articles.loc["a", ["text", "published", "published_basis"]].tolist()
    ['The bridge opened.', '2024-05-03', 'given']
    >>> articles.attrs["findings"][0]["what"]
    "read 'ID' as article_id, 'Body' as text, 'date' as published."
    """
    reading = _read(_found(source), progress)
    articles = _assemble(reading, outlet_resolver(outlets))
    copies = duplicate_ids(articles.index, reading.places)
    if copies:
        raise InputError("\n".join(str(found) for found in copies[:10]))
    _add_events(articles, events, reading)
    found = merged([*reading.findings, *check_table(articles, reading.places)])
    # A report on a folder that it is written to must read the same before and after.
    articles.attrs["findings"] = [each.as_dict() for each in found if each.kind != "report"]
    return articles


def check_articles(
    source: str | os.PathLike | Iterable[str | os.PathLike] | pd.DataFrame,
    *,
    outlets: str | os.PathLike | pd.DataFrame | None = None,
    events: str | os.PathLike | pd.DataFrame | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """All that is worth knowing about an input at once, worst first; what ``framing check`` lists.

    Unlike `read_articles` it raises nothing about an input that is there: duplicate ids and
    unreadable files are findings among the others.

    Parameters
    ----------
    source, outlets, events, progress
        As in `read_articles`.

    Returns
    -------
    list of Finding
        Each with its severity (``error``, ``warning``, ``note``), where, what and what to do. The
        same warning on many files is one finding.

    Raises
    ------
    InputError
        Nothing is there under that name, or the table of outlets or of events cannot be used.

    Notes
    -----
    It looks at form alone: not at whether a text is the article it claims to be.

    Examples
    --------
    >>> import pandas as pd
    >>> print(check_articles(pd.DataFrame({"id": ["a", "a"], "text": ["One.", "Two."]}))[0])
    articles: article_id 'a' is on rows 1, 2. Ids must be unique; number them, or drop the copies.
    """
    found = _found(source)
    reading = _Reading()
    try:
        reading = _read(found, progress, reading)
    except InputError as error:
        if not reading.findings:
            reading.note("error", "unreadable", "input", str(error))
        return worst_first(merged(reading.findings))
    articles = _assemble(reading, outlet_resolver(outlets))
    _add_events(articles, events, reading)
    found = [*reading.findings, *duplicate_ids(articles.index, reading.places)]
    return worst_first(merged([*found, *check_table(articles, reading.places)]))


def _read(
    found: Found | pd.DataFrame, progress: Callable | None, reading: _Reading | None = None
) -> _Reading:
    reading = _Reading() if reading is None else reading
    if isinstance(found, pd.DataFrame):
        try:
            reading.add(normalise(_of_frame(found), "articles"), "articles")
        except InputError as error:
            raise InputError(f"articles has {error}") from error
        return reading
    reading.findings += found.findings
    files = _known(found.files, reading)
    for done, file in enumerate(files, start=1):
        try:
            _add_file(reading, file, alone=len(files) == 1)
        except InputError as error:
            reading.note("error", "unreadable", file.name, str(error))
        if progress is not None:
            progress(done, len(files))
    if not reading.frames:
        problems = [str(found) for found in worst_first(reading.findings)[:10]]
        raise InputError("\n".join(problems))
    return reading


def _found(source: object) -> Found | pd.DataFrame:
    if isinstance(source, pd.DataFrame):
        return source
    try:
        return survey(source)
    except TypeError as error:
        kind = type(source).__name__
        raise InputError(
            f"articles cannot be read from {kind}. Give a folder, a file, several, or a DataFrame."
        ) from error


def _known(files: list[Source], reading: _Reading) -> list[Source]:
    """The files of kinds that are read; the others are counted in one finding."""
    other = [file for file in files if file.ending not in ENDINGS]
    if other:
        count = f"{len(other):,} file{'s were' if len(other) > 1 else ' was'} not read"
        what = f"{count}, of no known kind: {some([file.name for file in other], most=5)}."
        advice = f"Known are {', '.join(ENDINGS)}."
        if any(file.ending in SPREADSHEETS for file in other):
            advice = f"Save it as CSV from your spreadsheet. {advice}"
        reading.note("warning", "unknown_kind", "input", what, advice)
    return [file for file in files if file.ending in ENDINGS]


def _add_file(reading: _Reading, file: Source, *, alone: bool) -> None:
    if file.is_table:
        prefix = "" if alone else f"{file.name}:"
        reading.add(normalise(read_table(file), file.name, prefix=prefix), file.name)
        return
    text, encoding = decode(read_bytes(file), page=file.ending in PAGES)
    record = _page(text) if file.ending in PAGES else {"text": text}
    frame = pd.DataFrame([{"article_id": file.name} | record], dtype=object)
    reading.add(Table(frame, [None], encoding_finding(file.name, encoding)), file.name)


def _page(html: str) -> dict[str, str]:
    from framing.pages import read_page

    return vars(read_page(html))


def _of_frame(frame: pd.DataFrame) -> Table:
    """A DataFrame as a table: an index that somebody chose is a column of ids.

    What was found when it was first read still holds; what depends on its rows is looked at anew.
    """
    copy = frame.reset_index(drop=True)
    copy.columns = [str(name) for name in copy.columns]
    chosen = frame.index.name is not None or not isinstance(frame.index, pd.RangeIndex)
    if chosen and frame.index.nlevels == 1 and "article_id" not in recognise(list(copy.columns)):
        copy["article_id"] = frame.index.astype(object)
    earlier = [Finding(**found) for found in frame.attrs.get("findings", [])]
    return Table(
        copy,
        list(range(1, len(copy) + 1)),
        [found for found in earlier if found.kind not in KINDS],
    )


def _assemble(reading: _Reading, resolver: Resolver) -> pd.DataFrame:
    """One table of all that was read: days and outlets found, our columns first, in our types."""
    frame = pd.concat(reading.frames, ignore_index=True)
    ours = pd.DataFrame(
        {column: frame.get(column, pd.Series(None, index=frame.index)) for column in COLUMNS},
        dtype="string",
    )
    ours = ours.mask(ours == "")
    ours["text"] = ours["text"].mask(ours["text"].str.isspace())
    _find_days(ours)
    _find_outlets(ours, resolver)
    others = frame.drop(columns=["article_id", *COLUMNS], errors="ignore")
    articles = pd.concat([ours, others], axis=1)
    articles.index = pd.Index(frame["article_id"].tolist(), name="article_id", dtype=str)
    return articles


def _find_days(ours: pd.DataFrame) -> None:
    """Where no day was stated, the one in the address, then the one on a line that says so."""
    for column, find, basis in (("url", day_in_url, "url"), ("text", day_in_text, "text")):
        open_rows = ours.index[ours["published"].isna() & ours[column].notna()]
        days = {row: day for row in open_rows if (day := find(ours.at[row, column]))}
        ours.loc[list(days), "published"] = list(days.values())
        ours.loc[list(days), "published_basis"] = basis


def _find_outlets(ours: pd.DataFrame, resolver: Resolver) -> None:
    """The id of each outlet; an id that the input states is kept."""
    given = ours["outlet_id"].notna()
    ours.loc[given, "outlet_basis"] = ours.loc[given, "outlet_basis"].fillna("given")
    rows = ours.loc[~given, ["outlet", "url", "text"]].astype(object)
    rows = rows.where(rows.notna(), None)
    found = [resolver(*row) for row in rows.itertuples(index=False)]
    ours.loc[~given, "outlet_id"] = [outlet for outlet, _ in found]
    ours.loc[~given, "outlet_basis"] = [basis for _, basis in found]


def _add_events(articles: pd.DataFrame, events: object, reading: _Reading) -> None:
    """Events from a table of their own, over those that the input states."""
    if events is None:
        return
    known, lost = event_ids(events, articles.index)
    found = pd.Series(articles.index.map(known.get), index=articles.index, dtype="string")
    articles["event_id"] = found.fillna(articles["event_id"])
    if lost:
        reading.note("warning", "lost_event", "events", lost, "Write the ids as in the articles.")
