"""The whole job: from articles to a folder with a report, its tables and charts, and run.json."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from framing.articles import read_articles
from framing.attributions import attributions
from framing.compare import Comparison, compare
from framing.errors import InputError
from framing.manifest import (
    Job,
    changed_inputs,
    describe_job,
    input_hashes,
    lexicon_hashes,
    read_job,
    sha256,
    versions,
)
from framing.pipeline import annotate, measure
from framing.rendering import render
from framing.results import Results
from framing.summary import summarise
from framing.writing import table_bytes, to_json, write_bytes

Progress = Callable[[int, int], None]
_MANIFEST = "run.json"


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
        Where to write: report.html, report.md, tables, charts and run.json.
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
    job = {"source": None, "by": by, "within": within, "seed": seed}
    return _write(_files(_results(table, job), {"job": job, **inputs}), folder)


def run_report(
    job: Job,
    folder: str | os.PathLike,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Path:
    """Report on files, so that `verify_report` can do it again; returns the path of report.html."""
    folder = Path(folder)
    inputs = input_hashes(job)
    articles = read_articles(job.source, outlets=job.outlets, events=job.events)
    described = describe_job(job, folder)
    results = _results(articles, described, workers=workers, progress=progress)
    return _write(_files(results, {"job": described, "articles": inputs}), folder)


def verify_report(
    folder: str | os.PathLike,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """Run a report again from its run.json, and say in a line each what differs.

    Raises
    ------
    InputError
        If the folder holds no report that can be run again.
    """
    folder = Path(folder)
    manifest = _read_manifest(folder)
    job = read_job(manifest.get("job"), folder)
    changed = list(changed_inputs(manifest.get("articles", {}), input_hashes(job)))
    if changed:
        return changed
    articles = read_articles(job.source, outlets=job.outlets, events=job.events)
    results = _results(articles, manifest["job"], workers=workers, progress=progress)
    files = _files(results, {"job": manifest["job"], "articles": manifest["articles"]})
    return [
        f"{folder / name}: {'differs' if (folder / name).is_file() else 'is missing'}"
        for name, content in sorted(files.items())
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]


def _results(
    articles: pd.DataFrame,
    job: dict,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Results:
    spans = annotate(articles, workers=workers, progress=progress)
    features = measure(spans, articles)
    return Results(
        articles=articles,
        spans=spans,
        features=features,
        attributions=attributions(spans),
        comparison=_compared(features, articles, job),
    )


def _compared(features: pd.DataFrame, articles: pd.DataFrame, job: dict) -> Comparison:
    """The comparison asked for; all articles as one group where no article has a group."""
    by = job["by"]
    if by == "outlet_id" and articles[by].isna().all():
        articles = articles.assign(**{by: "all articles"})
    return compare(features, articles, by=by, within=job["within"], seed=job["seed"])


def _files(results: Results, run: dict) -> dict[str, bytes]:
    """Every file of the report but for the manifest's own hashes, by its path in the folder."""
    from framing.charts.saving import draw_all  # matplotlib is slow to import

    run = {**run, "lexicons": lexicon_hashes(), "versions": versions()}
    drawings = draw_all(results)
    summary = summarise(results, drawings.charts, run)
    files = {name: text.encode("utf-8", "replace") for name, text in render(summary).items()}
    files |= {f"charts/{name}": content for name, content in drawings.files.items()}
    for name, table in _tables(results).items():
        files[f"tables/{name}.csv"] = table_bytes(table, ".csv")
        files[f"tables/{name}.parquet"] = table_bytes(table, ".parquet")
    run["files"] = {name: sha256(content) for name, content in files.items()}
    files[_MANIFEST] = to_json(run).encode("utf-8", "replace")
    return files


def _tables(results: Results) -> dict[str, pd.DataFrame]:
    return {
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
    for name in sorted(files, key=lambda name: (name == _MANIFEST, name)):
        write_bytes(files[name], folder / name)
    return folder / "report.html"


def _earlier(folder: Path) -> set[str]:
    """The charts and tables that an earlier report wrote here, by its own manifest."""
    try:
        listed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in listed if re.fullmatch(r"(charts|tables)/[\w.-]+", name)}


def _read_manifest(folder: Path) -> dict:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{folder}: no run.json there; give the folder of a report.") from error
    except ValueError as error:
        raise InputError(f"{folder}/run.json: not JSON ({error}).") from error
    if not isinstance(manifest, dict) or not (manifest.get("job") or {}).get("source"):
        raise InputError(
            f"{folder}/run.json: made from a table in memory, so it cannot be run again."
        )
    return manifest
