"""The whole job: from articles to a folder with a report, its tables and charts, and run.json."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from framing.articles import read_articles
from framing.attributions import attributions
from framing.compare import compare
from framing.comparison import Comparison
from framing.events import group_events
from framing.extractors import default_extractors, lexicon_extractors
from framing.findings import Finding, findings_of
from framing.manifest import (
    MANIFEST,
    Job,
    changed_inputs,
    changed_surroundings,
    describe_job,
    input_hashes,
    lexicon_hashes,
    program_hash,
    read_job,
    read_manifest,
    sha256,
    versions,
)
from framing.pipeline import annotate, measure
from framing.rendering import render
from framing.results import Results
from framing.summary import summarise
from framing.writing import table_bytes, to_json, write_bytes

Progress = Callable[[int, int], None]
Noticed = Callable[[list[Finding]], None]
_ALL_THE_SAME = (
    "Inputs, program and libraries are those of the report: what differs was changed in its folder."
)


def report(
    articles: object,
    folder: str | os.PathLike,
    *,
    by: str = "outlet_id",
    within: str | None = None,
    seed: int = 0,
) -> Path:
    """Read, annotate, measure, compare, and write it all to a folder.

    Parameters
    ----------
    articles : path, glob or DataFrame
        Whatever `read_articles` reads. Only a report on files can be run again by `verify`.
    folder : path
        Where to write: report.html, report.md, report.ipynb, references.bib, tables, charts and
        run.json.
    by, within, seed
        As in `compare`.

    Returns
    -------
    Path
        Of report.html.

    Raises
    ------
    InputError
        If nothing can be read.
    """
    folder = Path(folder)
    if isinstance(articles, str | os.PathLike):
        return run_report(Job(os.fspath(articles), by, within, seed), folder)
    table = read_articles(articles)
    inputs = {"articles": {"(a table)": sha256(table_bytes(table, ".csv"))}}
    job = Job(None, by, within, seed)
    files = _files(_results(table, job), {"job": describe_job(job, folder), **inputs})
    return _write(files, folder)


def run_report(
    job: Job,
    folder: str | os.PathLike,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    noticed: Noticed | None = None,
) -> Path:
    """Report on files, so that `verify_report` can do it again; returns the path of report.html.

    What is worth knowing about the input is given to `noticed` once it is read.
    """
    folder = Path(folder)
    inputs = input_hashes(job)
    articles = read_articles(job.source, outlets=job.outlets, events=job.events)
    if noticed is not None:
        noticed(findings_of(articles))
    results = _results(articles, job, workers=workers, progress=progress)
    return _write(_files(results, {"job": describe_job(job, folder), "articles": inputs}), folder)


def verify_report(
    folder: str | os.PathLike,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """Run a report again from its run.json, and say in a line each what differs.

    If the inputs are the same, the first lines are of the program, the lexicons and the libraries
    that are not those that made the report, since the rest may follow from them; without such, the
    last line says so.

    Raises
    ------
    InputError
        If the folder holds no report that can be run again.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    job = read_job(manifest["job"], folder)
    changed = list(changed_inputs(manifest["articles"], input_hashes(job)))
    if changed:
        return changed
    articles = read_articles(job.source, outlets=job.outlets, events=job.events)
    results = _results(articles, job, workers=workers, progress=progress)
    files = _files(results, {"job": manifest["job"], "articles": manifest["articles"]})
    program = [
        f"The program has changed, not the input: {line}" for line in changed_surroundings(manifest)
    ]
    differing = list(_differences(files, folder))
    same = [_ALL_THE_SAME] if differing and not program else []
    return [*program, *differing, *same, *_strays(files, folder)]


def _differences(files: dict[str, bytes], folder: Path) -> Iterator[str]:
    for name, content in sorted(files.items()):
        if not (folder / name).is_file():
            yield f"{folder / name}: is missing"
        elif (folder / name).read_bytes() != content:
            yield f"{folder / name}: differs"


def _strays(files: dict[str, bytes], folder: Path) -> Iterator[str]:
    """What lies among the charts and tables as if it were of the report."""
    for name in ("charts", "tables"):
        for path in sorted((folder / name).rglob("*")):
            if not path.is_dir() and path.relative_to(folder).as_posix() not in files:
                yield f"{path}: is not of this report"


def _results(
    articles: pd.DataFrame,
    job: Job,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Results:
    own = lexicon_extractors(*job.lexicons)
    extractors = (*default_extractors(), *own)
    spans = annotate(articles, extractors=extractors, workers=workers, progress=progress)
    features = measure(spans, articles, extractors=extractors)
    found = bool(articles["event_id"].isna().all())
    details = [f.name for extractor in own for f in extractor.features if f.detail]
    return Results(
        articles=articles,
        spans=spans,
        features=features,
        attributions=attributions(spans),
        comparison=_compared(features.drop(columns=details), articles, job),
        extractors=extractors,
        events=group_events(articles) if found else articles["event_id"],
        events_found=found,
        seed=job.seed,
    )


def _compared(features: pd.DataFrame, articles: pd.DataFrame, job: Job) -> Comparison:
    """The comparison asked for; all articles as one group where no article says any outlet."""
    if job.by == "outlet_id" and articles[["outlet_id", "outlet"]].isna().all(axis=None):
        articles = articles.assign(outlet_id="all articles")
    return compare(features, articles, by=job.by, within=job.within, seed=job.seed)


def _files(results: Results, run: dict) -> dict[str, bytes]:
    """Every file of the report but for the manifest's own hashes, by its path in the folder."""
    from framing.charts.saving import draw_all  # matplotlib is slow to import

    run = {**run, "program": program_hash(), "lexicons": lexicon_hashes(), "versions": versions()}
    drawings = draw_all(results)
    summary = summarise(results, drawings.charts, run)
    files = {name: text.encode("utf-8", "replace") for name, text in render(summary).items()}
    files |= {f"charts/{name}": content for name, content in drawings.files.items()}
    for name, table in _tables(results).items():
        files[f"tables/{name}.csv"] = table_bytes(table, ".csv")
        files[f"tables/{name}.parquet"] = table_bytes(table, ".parquet")
    run["files"] = {name: sha256(content) for name, content in files.items()}
    files[MANIFEST] = to_json(run).encode("utf-8", "replace")
    return files


def _tables(results: Results) -> dict[str, pd.DataFrame]:
    events = {"events": results.events.to_frame()} if results.events_found else {}
    return {
        **events,
        "articles": results.articles,
        "spans": results.spans,
        "features": results.features,
        "attributions": results.attributions,
        "comparison": results.comparison.table,
        "tests": results.comparison.tests,
    }


def _write(files: dict[str, bytes], folder: Path) -> Path:
    """The manifest last: a folder that has one is whole. What an earlier report left goes first."""
    for name in _earlier(folder) - files.keys():
        (folder / name).unlink(missing_ok=True)
    for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
        write_bytes(files[name], folder / name)
    return folder / "report.html"


def _earlier(folder: Path) -> set[str]:
    """The charts and tables that an earlier report wrote here, by its own manifest."""
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in listed if re.fullmatch(r"(charts|tables)/[\w.-]+", name)}
