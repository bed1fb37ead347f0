"""A corpus larger than memory, measured part by part into a folder, where nothing gets lost.

The input is read once, from front to back. Every piece of it becomes a part of the result; a run
that was ended in any way goes on where it was, and every row is either in the result or among the
rejected with a reason.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path

from framing.columns import recognise
from framing.engines import Workers, workers_of
from framing.errors import FramingError, InputError
from framing.files import Source
from framing.manifest import lexicon_hashes, program_hash, sha256, versions
from framing.pieces import Cut, Piece, columns_of
from framing.piecework import TABLES, Step, extractors_of, measure_piece
from framing.result_folder import ResultFolder
from framing.seen_ids import SeenIds

Progress = Callable[[int, int], None]
_AHEAD = 2  # pieces that wait for each worker


@dataclass(frozen=True)
class Plan:
    """How to measure a corpus into a folder.

    Attributes
    ----------
    tables : tuple of str
        What to store beside `features`: any of `spans`, `attributions` and `terms` (how often
        each article uses each word).
    rows : int
        Articles a part. What a worker holds in memory grows with it, and what is lost when a run
        is ended.
    lexicons, outlets, events : paths, optional
        Files of your own, as in `Job`.
    engine : str
        ``local``, ``dask``, ``spark``, or one of these with a cluster: ``dask:tcp://HOST:8786``.
    workers : int, optional
        Processes; one a core by default. The result does not depend on it.
    """

    tables: tuple[str, ...] = ()
    rows: int = 1000
    lexicons: tuple[str | os.PathLike, ...] = ()
    outlets: str | os.PathLike | None = None
    events: str | os.PathLike | None = None
    engine: str = "local"
    workers: int | None = None


@dataclass(frozen=True)
class Account:
    """What became of every row of the input.

    Attributes
    ----------
    rows, articles, rejected : int
        Rows read; those in the result; those in ``rejected.jsonl``. ``rows`` is the sum of the
        others.
    unread : int
        Files (or ends of files) that could not be read, each in ``rejected.jsonl`` too.
    parts, kept : int
        Parts of the result, and how many of them were there before.
    findings : int
        Oddities that were noticed in what was read; they are in the receipts.
    """

    rows: int = 0
    articles: int = 0
    rejected: int = 0
    unread: int = 0
    parts: int = 0
    kept: int = 0
    findings: int = 0

    def __str__(self) -> str:
        unread = f" {self.unread:,} not read to the end." if self.unread else ""
        kept = f", {self.kept:,} of them there before" if self.kept else ""
        return (
            f"{self.rows:,} rows in = {self.articles:,} measured + {self.rejected:,} rejected."
            f"{unread} {self.parts:,} parts{kept}."
        )


def measure_files(
    source: str | os.PathLike | Iterable[str | os.PathLike],
    folder: str | os.PathLike,
    *,
    plan: Plan | None = None,
    progress: Progress | None = None,
) -> Account:
    """Measure a corpus of any size into a folder, and go on where an earlier run was ended.

    Parameters
    ----------
    source : path, glob or list of these
        As in `read_articles`. Tables are read in parts and may be larger than memory.
    folder : path
        Where to write; not inside the input. ``features/part-000000.parquet`` and on hold a row an
        article: what is known of it but for the text, then its features. ``rejected.jsonl`` has a
        line for each row that is in no part, with the reason; ``run.json`` says what it was made
        from and with, and is there once all is done.
    plan : Plan, optional
        What else to store, and who does the work.
    progress : callable, optional
        Called with the rows done, and an estimate of all rows.

    Returns
    -------
    Account
        How many rows went in, and where they are.

    Raises
    ------
    InputError
        If nothing can be read, or the folder lies inside the input.
    FramingError
        If the folder cannot be written, or the plan asks for what is not there.

    Notes
    -----
    The features of an article are those that `measure` gives. Two things need a whole table and
    see a part of it here: a column of dates such as 03/04/2024 is understood from the rows of its
    part; copies of a text under two ids are not looked for. Rows without an id are numbered with
    nine digits. Of two rows with one id the first is measured.

    Examples
    --------
    >>> import framing as fr, pandas as pd, tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     table = pd.DataFrame({"text": ["The mayor resigned.", "A storm came."]})
    ...     table.to_parquet(f"{place}/big.parquet")
    ...     account = fr.measure_files(f"{place}/big.parquet", f"{place}/out")
    ...     stored = pd.read_parquet(f"{place}/out/features")
    >>> print(account)
    2 rows in = 2 measured + 0 rejected. 1 parts.
    >>> len(stored)
    2
    """
    plan = plan or Plan()
    cut = _cut(source, Path(folder), plan)
    step = _step(plan, cut)
    made_with = _made_with(step)
    results = ResultFolder(Path(folder))
    run = _Run(results, step, sha256(json.dumps(made_with, sort_keys=True).encode()), cut.size)
    with workers_of(plan.engine, plan.workers) as workers:
        for receipt, piece in run.receipts(cut, workers):
            run.count(receipt)
            if progress:
                progress(run.account.rows, run.estimate(piece))
    results.drop_after(run.account.parts)
    others = list(_passed_over(cut))
    account = replace(run.account, unread=run.account.unread + len(others))
    if account.rows != account.articles + account.rejected:
        raise FramingError(f"{folder}: rows were lost ({account}). Please report this.")
    rejected = chain(results.rejected(account.parts), others)
    results.finish(rejected, _manifest(made_with, plan, account, run.files))
    return account


def _cut(source: object, folder: Path, plan: Plan) -> Cut:
    if not isinstance(plan.rows, int) or plan.rows < 1:
        raise FramingError(f"rows must be a whole number of at least 1. Got {plan.rows!r}.")
    unknown = sorted(set(plan.tables) - set(TABLES))
    if unknown:
        raise FramingError(f"no table {unknown[0]!r}. There are {', '.join(TABLES)}.")
    cut = Cut(source, plan.rows)
    inside = folder.resolve()
    for file in cut.files:
        if inside in file.path.resolve().parents:
            raise InputError(f"{file.path} is in the folder of the results. Write elsewhere.")
    return cut


def _step(plan: Plan, cut: Cut) -> Step:
    """What is done to each piece; the columns that are kept are those of the first table."""
    lexicons = tuple(os.path.abspath(path) for path in plan.lexicons)
    features = {f.name for extractor in extractors_of(lexicons) for f in extractor.features}
    tables = [file for file in cut.files if file.is_table]
    columns = _columns(tables[0]) if tables else []
    known = set(recognise(columns).values()) | features
    own = {
        name: None if getattr(plan, name) is None else os.path.abspath(getattr(plan, name))
        for name in ("outlets", "events")
    }
    others = tuple(name for name in dict.fromkeys(columns) if name not in known)
    return Step(tuple(sorted({"features", *plan.tables})), lexicons, others=others, **own)


def _columns(file: Source) -> list[str]:
    try:
        return columns_of(file)
    except InputError:
        return []


def _made_with(step: Step) -> dict:
    """All that the result depends on beside the input."""
    files = [*step.lexicons, *filter(None, (step.outlets, step.events))]
    try:
        own = {Path(path).name: sha256(Path(path).read_bytes()) for path in files}
    except OSError as error:
        raise InputError(f"{error.filename}: not opened ({error.strerror}).") from error
    return {
        "tables": list(step.tables),
        "others": list(step.others),
        "own": own,
        "lexicons": lexicon_hashes(),
        "program": program_hash(),
        "versions": versions(),
    }


def _passed_over(cut: Cut) -> Iterator[dict]:
    """Files that are not read at all are said where rows are."""
    for name in cut.passed_over:
        yield {"file": name, "row": None, "article_id": None, "reason": "of no known kind."}
    for found in cut.findings:
        if found.severity == "error":
            yield {"file": found.where, "row": None, "article_id": None, "reason": found.what}


def _is_file(rejected: dict) -> bool:
    return rejected["row"] is None and rejected["article_id"] is None


def _manifest(made_with: dict, plan: Plan, account: Account, files: dict[str, str]) -> dict:
    counted = asdict(account)
    del counted["kept"]
    job = {"kind": "measure", "rows": plan.rows, "tables": made_with["tables"]}
    parts = {name: made_with[name] for name in ("own", "lexicons", "program", "versions")}
    return {"job": job, **parts, "account": counted, "files": files}


class _Run:
    """One run over an input: which parts are there, which are under way, and what came of them."""

    def __init__(self, results: ResultFolder, step: Step, made_with: str, size: int) -> None:
        self.results = results
        self.step = step
        self.account = Account()
        self.files: dict[str, str] = {}
        self._made_with = made_with
        self._size = size
        self._seen = SeenIds()

    def receipts(self, cut: Iterable[Piece], workers: Workers) -> Iterator[tuple[dict, Piece]]:
        """The receipt of every piece, in the order of the input."""
        waiting: deque[tuple[int, Piece, str, dict | None, Future | None]] = deque()
        for number, piece in enumerate(cut):
            key = sha256(f"{self._made_with} {piece.key}".encode())
            receipt = self.results.receipt(number, key)
            done = None if receipt else workers.submit(self.step, piece)
            waiting.append((number, piece, key, receipt, done))
            if len(waiting) > _AHEAD * workers.at_once:
                yield self._next(*waiting.popleft())
        while waiting:
            yield self._next(*waiting.popleft())

    def _next(
        self, number: int, piece: Piece, key: str, receipt: dict | None, done: Future | None
    ) -> tuple[dict, Piece]:
        if receipt:
            twice = self._seen.add([*self.results.ids(number), *receipt["twice"]])
            if sorted(twice) == receipt["twice"]:
                self.account = replace(self.account, kept=self.account.kept + 1)
                return receipt, piece
            measured = measure_piece(self.step, piece)
        else:
            measured = done.result()
            twice = self._seen.add(measured.places)
        measured.without(twice, piece.name)
        return self.results.add(number, key, measured, sorted(twice)), piece

    def count(self, receipt: dict) -> None:
        """Add one part to the account."""
        files = sum(map(_is_file, receipt["rejected"]))
        self.account = replace(
            self.account,
            rows=self.account.rows + receipt["rows"],
            articles=self.account.articles + receipt["articles"],
            rejected=self.account.rejected + len(receipt["rejected"]) - files,
            unread=self.account.unread + files,
            parts=self.account.parts + 1,
            findings=self.account.findings + len(receipt["findings"]),
        )
        self.files |= receipt["files"]

    def estimate(self, piece: Piece) -> int:
        """About how many rows there are in all, from the bytes read so far."""
        share = piece.end / self._size if self._size else 1.0
        return max(self.account.rows, round(self.account.rows / share) if share else 0)
