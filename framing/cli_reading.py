"""What commands that read articles share: their options, and how the reading is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli_progress import Exit, progress

Input = Annotated[str, typer.Argument(help="Folder, file or glob: .txt .html .csv .jsonl .parquet")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Where to write.")]
Workers = Annotated[int | None, typer.Option(help="Processes; the result does not depend on it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Outlets = Annotated[Path | None, typer.Option(help="A CSV of your own outlets, like the registry.")]
Events = Annotated[Path | None, typer.Option(help="A CSV with article_id and event_id.")]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A lexicon of your own, beside the bundled ones; repeatable."),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Also print report.pdf, with Chromium or Chrome.")]
By = Annotated[str, typer.Option(help="Column with the groups.")]
Within = Annotated[str | None, typer.Option(help="Compare inside each of these.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the resampling.")]


def read(source: str, outlets: Path | None, events: Path | None):
    from framing.articles import read_articles

    with progress("Reading") as step:
        return read_articles(source, outlets=outlets, events=events, progress=step)


def warn(articles) -> None:
    from framing.findings import findings_of

    print_findings(findings_of(articles))


def print_findings(found: list) -> None:
    found = [finding for finding in found if finding.severity != "note"]
    for finding in found[:5]:
        typer.echo(finding, err=True)
    if len(found) > 5:
        typer.echo(f"… and {len(found) - 5} more: see framing check", err=True)


def end(found: list) -> None:
    """What could not be read is in the exit code, though all else was done."""
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(Exit.FINDINGS)


def end_with(articles) -> None:
    from framing.findings import findings_of

    end(findings_of(articles))


def extractors_with(lexicons: list[Path] | None) -> list:
    from framing.extractors import default_extractors, lexicon_extractors

    return [*default_extractors(), *lexicon_extractors(*lexicons or [])]


def annotate_all(articles, workers: int | None, extractors: list):
    from framing.pipeline import annotate

    with progress("Annotating") as step:
        return annotate(articles, extractors=extractors, workers=workers, progress=step)
