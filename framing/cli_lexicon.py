"""`framing lexicon`: the bench for lists of words, and lists of other programs, as commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from framing.cli_progress import Exit, progress

lexicon_app = typer.Typer(no_args_is_help=True, help="Measure, compare and convert lists of words.")

List = Annotated[
    Path, typer.Argument(help="A list: .yaml .dic .dicx .yml .lc3 .lcd .ykd .cat .csv .tsv .txt")
]
Input = Annotated[str, typer.Argument(help="Folder, file or glob: .txt .html .csv .jsonl .parquet")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Wanted = Annotated[str, typer.Argument(help="A word or phrase with * and ?, or a list's file.")]
Workers = Annotated[int | None, typer.Option(help="Processes; the result does not depend on it.")]


def _articles(source: str):
    from framing.articles import read_articles

    with progress("Reading") as step:
        return read_articles(source, progress=step)


@lexicon_app.command("check", epilog="Example: `framing lexicon check lexicons/hedging.yaml`")
def check_command(
    path: List,
    texts: Annotated[str | None, typer.Option("--in", help="Articles to look for it in.")] = None,
    share: Annotated[float, typer.Option(help="Report what fires in more of the texts.")] = 0.5,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with a list; exit 1 if anything is."""
    from framing.lexicon_bench import check

    found = check(path, None if texts is None else _articles(texts), share=share)
    if as_json:
        typer.echo(json.dumps([each.as_dict() for each in found.findings], ensure_ascii=False))
    else:
        typer.echo(found)
    if not found.sound:
        raise typer.Exit(Exit.FINDINGS)


@lexicon_app.command("expand", epilog="Example: `framing lexicon expand my.dic articles/`")
def expand_command(path: List, source: Input, as_json: AsJson = False) -> None:
    """Show what each wildcard of a list matched in articles, with counts."""
    from framing.lexicon_bench import expand

    found = expand(path, _articles(source))
    typer.echo(_json(found.table) if as_json else found)


@lexicon_app.command("test", epilog="Example: `framing lexicon test my.dic labelled.csv`")
def measure_command(
    path: List,
    labelled: Annotated[Path, typer.Argument(help="Labelled texts: .csv .tsv .jsonl .parquet")],
    columns: Annotated[
        str, typer.Option(help="Where names do not tell: text=A,label=B,positive=C,marked=D")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the entries to a table.")
    ] = None,
    chart: Annotated[Path | None, typer.Option(help="Draw the entries: .png .svg .pdf")] = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Measure a list on labelled texts and say whether to use it; exit 1 if not."""
    from framing.labelled import read_labelled
    from framing.lexicon_bench import test

    trial = test(path, read_labelled(labelled, **_columns(columns)), workers=workers)
    if output is not None:
        from framing.writing import write_table

        typer.echo(write_table(trial.entries, output), err=True)
    if chart is not None:
        typer.echo(_drawn(trial, chart), err=True)
    typer.echo(_trial_json(trial) if as_json else _trial_text(trial))
    if not trial.usable:
        raise typer.Exit(Exit.FINDINGS)


def _drawn(trial, path: Path) -> Path:
    from framing.charts.bench import chart_trial
    from framing.charts.saving import save_picture

    return save_picture(chart_trial(trial), path)


def _columns(written: str) -> dict[str, str]:
    from framing.errors import FramingError

    pairs = [pair.partition("=") for pair in written.split(",") if pair.strip()]
    for name, _, value in pairs:
        if name.strip() not in ("text", "label", "positive", "marked") or not value:
            raise FramingError(
                f"--columns cannot be {written!r}. Write it as text=A,label=B,positive=C,marked=D."
            )
    return {name.strip(): value.strip() for name, _, value in pairs}


def _json(table) -> str:
    return table.to_json(orient="records", force_ascii=False)


def _trial_json(trial) -> str:
    tables = {"categories": trial.categories, "entries": trial.entries}
    plain = {name: json.loads(_json(table)) for name, table in tables.items()}
    plain |= {
        "whole": json.loads(trial.whole.to_json()),
        "voices": json.loads(trial.voices.to_json()),
    }
    return json.dumps({"name": trial.name, "verdict": trial.verdict, **plain}, ensure_ascii=False)


def _trial_text(trial) -> str:
    fired = trial.entries[trial.entries["hits"] > 0]
    fired = fired.drop_duplicates(["entry", "hits", "texts", "precision"]).head(15)
    width = max(map(len, fired["entry"]), default=0)
    lines = [
        f"{row.entry:<{width}}  {row.hits:>5}  {row.precision:4.0%} ({row.precision_low:.0%} to"
        f" {row.precision_high:.0%})  {row.verdict}"
        for row in fired.itertuples()
    ]
    heading = "Most frequent entries: hits, share of their texts that are positive (95 %)."
    return "\n".join([str(trial), *([heading] if lines else []), *lines])


@lexicon_app.command("convert", epilog="Example: `framing lexicon convert my.dic -o my.yaml`")
def convert_command(
    path: List,
    output: Annotated[Path, typer.Option("--output", "-o", help="Its ending tells the format.")],
    weights: Annotated[
        str | None, typer.Option(help="Into our format: sum (add them up) or drop.")
    ] = None,
) -> None:
    """Write a list in another format; exit 1 and name the lines if any is lost."""
    from framing.lexicon import read_lexicon
    from framing.lexicon_formats import OURS, form_of, read_dictionary, write_dictionary

    ours = form_of(path) == OURS
    given = read_lexicon(path) if ours else read_dictionary(path)
    unread = () if ours else given.skipped
    lost = sorted((*unread, *write_dictionary(given, output, weights=weights)))
    for each in lost:
        typer.echo(each, err=True)
    typer.echo(output)
    if lost:
        raise typer.Exit(Exit.FINDINGS)


@lexicon_app.command("kwic", epilog="Example: `framing lexicon kwic 'surge*' in/ --sort left`")
def kwic_command(
    wanted: Wanted,
    source: Input,
    sort: Annotated[str | None, typer.Option(help="By the words to the left, or right.")] = None,
    width: Annotated[int, typer.Option(help="Characters of context on each side.")] = 40,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write all places to a table.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show every place where a word or a list is found, in its context."""
    from framing.kwic import kwic

    found = kwic(_articles(source), _wanted(wanted), sort=sort, width=width)
    if output is not None:
        _write(found, output)
    elif as_json:
        typer.echo(_json(found))
    else:
        for row in found.itertuples():
            typer.echo(f"{row.left:>{width}}[{row.match}]{row.right:<{width}}  {row.article_id}")
        places = "place" if len(found) == 1 else "places"
        articles = found["article_id"].nunique()
        of = f"{articles:,} article{'s' * (articles != 1)}"
        typer.echo(f"{len(found):,} {places} in {of}.", err=True)


@lexicon_app.command("drift", epilog="Example: `framing lexicon drift 'surge*' articles/`")
def drift_command(
    wanted: Wanted,
    source: Input,
    by: Annotated[str, typer.Option(help="Length of a period: year or month.")] = "year",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the table to a file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show how often each entry occurs, period by period, and beside which words."""
    from framing.drift import drift

    found = drift(_articles(source), _wanted(wanted), by=by)
    if output is not None:
        _write(found, output)
    elif as_json:
        typer.echo(_json(found))
    else:
        typer.echo(_drift_text(found))


def _wanted(written: str) -> str | Path:
    """A list's file, or a pattern; what looks like a path and is none is no pattern."""
    from framing.errors import FramingError
    from framing.lexicon_formats import ENDINGS

    path = Path(written)
    if path.is_file():
        return path
    if path.suffix.lower() in ENDINGS or "/" in written:
        raise FramingError(f"{written}: there is no such file. Check the spelling.")
    return written


def _write(table, output: Path) -> None:
    from framing.writing import write_table

    typer.echo(write_table(table, output), err=True)


def _drift_text(found) -> str:
    lines = ["Hits per 1,000 words (95 %), and the words most typically beside it."]
    for entry, rows in found.groupby("entry", sort=False):
        lines.append(entry)
        for row in rows.itertuples():
            interval = "" if row.low != row.low else f" ({row.low:.2f} to {row.high:.2f})"
            lines.append(
                f"  {row.period:7}  {row.rate:6.2f}{interval}  {row.hits:,} in {row.words:,} words,"
                f" {row.n_articles:,} articles  {row.company}".rstrip()
            )
    return "\n".join(lines if len(lines) > 1 else ["It occurs in no dated article."])
