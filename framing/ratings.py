"""Ratings of outlets that the user brings: whose claim, of what day, on what ground.

Nothing is bundled. A table without rater, date and basis is refused: a rating that nobody signed
cannot be cited, and raters disagree with one another and with themselves from year to year.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.findings import Finding
from framing.registry import find_outlet

_OTHER_NAMES = {
    "outlet_id": "",
    "domain": "domains url host hostname website site web_address homepage source_url",
    "name": "outlet source outlet_name source_name news_source publication publisher medium",
    "rating": "lean leaning bias bias_rating label score value reliability factuality "
    "credibility stance orientation category",
    "rater": "rated_by rating_by rater_name claimant organisation organization annotator",
    "date": "rated_on rating_date date_rated as_of year looked_up retrieved accessed",
    "basis": "method methodology based_on evidence ground grounds rationale how",
}
_KEYS = ("outlet_id", "domain", "name")
_SIGNED = ("rating", "rater", "date", "basis")


def read_ratings(path: str | Path | pd.DataFrame) -> pd.DataFrame:
    """A table of ratings, joined to the registry by domain or name.

    Parameters
    ----------
    path : str, Path or DataFrame
        A .csv, .tsv, .jsonl or .parquet (or .gz of the text ones), or the table itself. One row a
        rating, with the columns ``rating``, ``rater``, ``date`` and ``basis``, and one or more of
        ``outlet_id``, ``domain`` and ``name``. Other usual names of these are understood.

    Returns
    -------
    DataFrame
        Indexed by ``outlet_id`` (sorted; an outlet rated twice has two rows): ``rating``,
        ``rater``, ``date``, ``basis``, then the table's other columns as they are.
        ``attrs["matched"]`` and ``attrs["rows"]`` count the rows, ``attrs["unmatched"]`` names
        the rest, ``attrs["findings"]`` says the same in sentences.

    Raises
    ------
    InputError
        When the file cannot be read, a column is missing, or a cell of rater, date or basis is
        empty.

    Notes
    -----
    Does not measure anything, and does not weigh one rater against another. The domain is tried
    before the name; a rating of an outlet says nothing about one of its articles.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"domain": ["bbc.co.uk", "courier.example"], "lean": ["0", "1"], "rater": "R. Hale",
    ...      "year": "2025", "basis": "reading 40 articles"})
    >>> ratings = read_ratings(table)
    >>> ratings.loc["bbc", "rating"], ratings.attrs["matched"], ratings.attrs["unmatched"]
    ('0', 1, ['courier.example'])
    """
    where = "ratings" if isinstance(path, pd.DataFrame) else Path(path).name
    table = path.copy() if isinstance(path, pd.DataFrame) else _read(Path(path))
    table = _renamed(table, where)
    _require_signatures(table, where)
    table["outlet_id"] = [_outlet_of(row) for row in table[_keys_of(table)].to_dict("records")]
    lost = table[table["outlet_id"].isna()]
    unmatched = [_label(row) for row in lost[_given_keys(table)].to_dict("records")]
    known = table[table["outlet_id"].notna()]
    rest = [name for name in known.columns if name not in (*_KEYS, *_SIGNED)]
    ratings = known.set_index("outlet_id")[[*_SIGNED, *rest]].sort_index(kind="stable")
    findings = _findings(ratings, len(table), unmatched, where)
    ratings.attrs = {
        "rows": len(table),
        "matched": len(known),
        "unmatched": unmatched,
        "findings": [finding.as_dict() for finding in findings],
    }
    return ratings


def _read(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise InputError(f"{path}: no such file. Give the path of a table of ratings.")
    kind = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    readers = {
        "csv": lambda: pd.read_csv(path, dtype=str, keep_default_na=False),
        "tsv": lambda: pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False),
        "jsonl": lambda: pd.read_json(path, lines=True, dtype=False, convert_dates=False),
        "parquet": lambda: pd.read_parquet(path),
    }
    if kind not in readers:
        hint = did_you_mean(kind, readers)
        raise InputError(f"{path.name}: ratings are not read from .{kind} files.{hint}")
    try:
        return readers[kind]()
    except (ValueError, OSError) as problem:
        raise InputError(f"{path.name}: not a readable .{kind} table: {problem}.") from None


def _plain(name: object) -> str:
    return re.sub(r"[\W_]+", "_", str(name).casefold()).strip("_")


def _renamed(table: pd.DataFrame, where: str) -> pd.DataFrame:
    """The table under our column names; an exact name wins over the other names."""
    names: dict[str, object] = {}
    for name in table.columns:
        names.setdefault(_plain(name), name)
    found = {}
    for ours, others in _OTHER_NAMES.items():
        known = (names.get(choice) for choice in (ours, *others.split()))
        theirs = next((name for name in known if name is not None and name not in found), None)
        if theirs is not None:
            found[theirs] = ours
    missing = [name for name in _SIGNED if name not in found.values()]
    if missing:
        hint = did_you_mean(missing[0], [name for name in table.columns if name not in found])
        raise InputError(
            f"{where} has no column {missing[0]!r}.{hint} Ratings need rating, rater (who says "
            "so), date (of when) and basis (on what ground)."
        )
    if not set(_KEYS) & set(found.values()):
        raise InputError(f"{where} has no column 'domain', 'name' or 'outlet_id'. Add one.")
    return table.rename(columns=found).reset_index(drop=True)


def _require_signatures(table: pd.DataFrame, where: str) -> None:
    for column in ("rater", "date", "basis"):
        empty = table[column].isna() | (table[column].astype(str).str.strip() == "")
        if empty.any():
            row = int(empty.to_numpy().argmax()) + 1
            raise InputError(
                f"{where}: {column!r} is empty in {int(empty.sum()):,} of {len(table):,} ratings, "
                f"first in rating {row}. Say whose claim each is, of when and on what ground."
            )


def _keys_of(table: pd.DataFrame) -> list[str]:
    return [key for key in _KEYS if key in table.columns]


def _given_keys(table: pd.DataFrame) -> list[str]:
    return [key for key in ("domain", "name") if key in table.columns] or ["outlet_id"]


def _outlet_of(row: dict[str, object]) -> str | None:
    found = (find_outlet(row[key]) for key in _KEYS if key in row)
    return next((outlet["outlet_id"] for outlet in found if outlet is not None), None)


def _label(row: dict[str, object]) -> str:
    return next((str(value) for value in row.values() if value), "(no domain or name)")


def _findings(ratings: pd.DataFrame, rows: int, lost: list[str], where: str) -> list[Finding]:
    """How many ratings matched, and which outlets one rater rates in two ways on one day."""
    what = f"{len(ratings):,} of {rows:,} ratings matched an outlet of the registry."
    if lost:
        what += " Not matched: " + ", ".join(lost[:5]) + (", …" if len(lost) > 5 else "") + "."
    found = [Finding("note", "ratings_matched", where, what)]
    signed = ratings.reset_index().astype({"rating": str, "rater": str, "date": str})
    several = signed.groupby(["outlet_id", "rater", "date"])["rating"].nunique()
    torn = sorted(several[several > 1].reset_index()["outlet_id"].unique())
    if torn:
        what = f"One rater gives several ratings on one day to: {', '.join(torn)}."
        advice = "They are separate rows: choose one before joining them to articles."
        found.append(Finding("warning", "ratings_differ", where, what, advice))
    return found
