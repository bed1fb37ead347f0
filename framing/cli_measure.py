"""framing annotate and framing measure: to one file, or part by part to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli_progress import Exit, progress
from framing.cli_reading import (
    Events,
    Input,
    Lexicons,
    Outlets,
    Output,
    Workers,
    annotate_all,
    end_with,
    extractors_with,
    read,
    warn,
)  # fmt: skip
from framing.errors import FramingError
from framing.streaming import Plan, measure_files

Engine = Annotated[str, typer.Option(help="For a folder: local, dask or spark, or dask:ADDRESS.")]
Store = Annotated[
    list[str] | None,
    typer.Option(help="In a folder, also store: spans, attributions or terms; repeatable."),
]
PartRows = Annotated[int, typer.Option(min=1, help="For a folder: articles a part.")]


def annotate(
    source: Input,
    output: Output,
    workers: Workers = None,
    outlets: Outlets = None,
    events: Events = None,
    lexicon: Lexicons = None,
    engine: Engine = "local",
    part_rows: PartRows = 1000,
) -> None:
    """Write the spans, one row a marked stretch, to a file; or to a folder, part by part."""
    from framing.writing import write_table

    if _is_folder(output):
        own = tuple(lexicon or ())
        _stream(source, output, Plan(("spans",), part_rows, own, outlets, events, engine, workers))
        return
    extractors = extractors_with(lexicon)
    articles = read(source, outlets, events)
    warn(articles)
    typer.echo(write_table(annotate_all(articles, workers, extractors), output))
    end_with(articles)


def measure(
    source: Input,
    output: Output,
    workers: Workers = None,
    outlets: Outlets = None,
    events: Events = None,
    lexicon: Lexicons = None,
    store: Store = None,
    engine: Engine = "local",
    part_rows: PartRows = 1000,
) -> None:
    """Write the features, one row an article, to a file; or to a folder, part by part."""
    from framing import pipeline
    from framing.writing import write_table

    if _is_folder(output):
        tables, own = tuple(store or ()), tuple(lexicon or ())
        _stream(source, output, Plan(tables, part_rows, own, outlets, events, engine, workers))
        return
    if store:
        raise FramingError(f"{output}: several tables go to a folder. Give -o a folder's name.")
    extractors = extractors_with(lexicon)
    articles = read(source, outlets, events)
    warn(articles)
    spans = annotate_all(articles, workers, extractors)
    typer.echo(write_table(pipeline.measure(spans, articles, extractors=extractors), output))
    end_with(articles)


def _is_folder(output: Path) -> bool:
    """Whether an output is a folder: it is there as one, or its name has no file's ending."""
    return output.is_dir() or output.suffix == ""


def _stream(source: str, output: Path, plan: Plan) -> None:
    """Measure into a folder; an interrupted run keeps what is done, and says how to go on."""
    try:
        with progress("Measuring") as step:
            account = measure_files(source, output, plan=plan, progress=step)
    except KeyboardInterrupt:
        typer.echo("interrupted; what is done is kept, and the same command goes on", err=True)
        raise typer.Exit(Exit.INTERRUPTED) from None
    typer.echo(account, err=True)
    if account.rejected or account.unread:
        typer.echo(f"{output / 'rejected.jsonl'} says which rows are missing, and why", err=True)
    typer.echo(output)
    if account.rejected or account.unread or account.findings:
        raise typer.Exit(Exit.FINDINGS)
