"""The command line: a thin shell over the public functions, and the only place that prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from framing.cli_classroom import classroom
from framing.cli_code import code_app
from framing.cli_lexicon import lexicon_app
from framing.cli_measure import annotate, measure
from framing.cli_progress import Exit, progress
from framing.cli_reading import (
    AsJson,
    By,
    Events,
    Input,
    Lexicons,
    Outlets,
    Output,
    Pdf,
    Seed,
    Within,
    Workers,
    annotate_all,
    end,
    end_with,
    extractors_with,
    print_findings,
    read,
    warn,
)  # fmt: skip
from framing.cli_serve import serve
from framing.errors import FramingError, InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Media framing: who is heard, in whose words, how loaded and how hedged.",
    epilog="Example: `framing report articles/ -o report`",
)
_UsageError = typer.BadParameter.__base__  # click's, which newer typers carry inside them
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(code_app, name="code")


@app.command(epilog="Example: `framing demo`")
def demo(
    output: Annotated[Path, typer.Option("--output", "-o")] = Path("framing-demo"),
    pdf: Pdf = False,
) -> None:
    """Report on the bundled example: articles on the same events by invented outlets."""
    from framing.bundled import folder

    sample = folder("sample")
    report(
        str(sample / "articles"),
        output,
        within="event_id",
        outlets=sample / "outlets.csv",
        events=sample / "events.csv",
        pdf=pdf,
    )


@app.command(epilog="Example: `framing check articles/`")
def check(
    source: Input, outlets: Outlets = None, events: Events = None, as_json: AsJson = False
) -> None:
    """Say everything that is wrong with this input; exit 1 if anything is."""
    from framing.articles import check_articles

    with progress("Reading") as step:
        findings = check_articles(source, outlets=outlets, events=events, progress=step)
    if as_json:
        typer.echo(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            typer.echo(f"{finding.severity}: {finding}")
        count = f"{len(findings)} finding{'s' * (len(findings) != 1)}."
        typer.echo(count if findings else "Nothing wrong was found.")
    if any(finding.severity != "note" for finding in findings):
        raise typer.Exit(Exit.FINDINGS)


@app.command(epilog="Example: `framing show articles/ merrow-press/ferry.html`")
def show(
    source: Input,
    article_id: Annotated[str | None, typer.Argument(help="Which article.")] = None,
    outlets: Outlets = None,
    events: Events = None,
    lexicon: Lexicons = None,
) -> None:
    """Show one article, marked, in the terminal; the first one if none is named."""
    from rich.console import Console

    from framing.attributions import attributions
    from framing.highlight import highlight

    articles = read(source, outlets, events)
    chosen = articles.index[0] if article_id is None else article_id
    if chosen not in articles.index:
        from framing.errors import did_you_mean

        raise InputError(f"no article {chosen!r}.{did_you_mean(chosen, articles.index)}")
    warn(articles)
    spans = annotate_all(articles.loc[[chosen]], 1, extractors_with(lexicon))
    console = Console()
    shown = highlight(spans, articles, chosen)
    if console.is_terminal:
        console.print(shown.rich())
    else:
        typer.echo(str(shown))
    heard = attributions(spans).groupby("speaker", sort=False)["words"].sum()
    for speaker, words in heard.sort_values(ascending=False, kind="stable").items():
        console.print(f"{words:>5} words  {speaker}", highlight=False, markup=False)
    end_with(articles)


@app.command("compare", epilog="Example: `framing compare articles/ --by outlet_id`")
def compare_command(
    source: Input,
    by: By = "outlet_id",
    within: Within = None,
    seed: Seed = 0,
    workers: Workers = None,
    outlets: Outlets = None,
    events: Events = None,
    lexicon: Lexicons = None,
    as_json: AsJson = False,
) -> None:
    """Compare the features between groups of articles, or those stored by framing measure."""
    from framing.compare import compare
    from framing.pipeline import measure
    from framing.stored import is_stored, read_stored

    if is_stored(source):
        features = articles = read_stored(source)
    else:
        extractors = extractors_with(lexicon)
        articles = read(source, outlets, events)
        warn(articles)
        spans = annotate_all(articles, workers, extractors)
        features = measure(spans, articles, extractors=extractors)
    comparison = compare(features, articles, by=by, within=within, seed=seed)
    if as_json:
        tables = {"table": comparison.table, "tests": comparison.tests}
        typer.echo(
            json.dumps(
                {name: json.loads(t.to_json(orient="records")) for name, t in tables.items()}
            )
        )
    else:
        typer.echo("\n".join(comparison.sentences()))
    end_with(articles)


@app.command(epilog="Example: `framing report articles/ -o report`")
def report(
    source: Input,
    output: Output,
    by: By = "outlet_id",
    within: Within = None,
    seed: Seed = 0,
    workers: Workers = None,
    outlets: Outlets = None,
    events: Events = None,
    lexicon: Lexicons = None,
    pdf: Pdf = False,
) -> None:
    """Do the whole job: report.html, report.md, report.ipynb, tables, charts and run.json."""
    from framing.report import Job, run_report

    job = Job(source, by, within, seed, outlets, events, tuple(lexicon or ()))
    found: list = []
    with progress("Reporting") as step:
        path = run_report(job, output, workers=workers, progress=step, noticed=found.extend)
    print_findings(found)
    typer.echo(path)
    if pdf:
        from framing.pdf import print_report

        typer.echo(print_report(path), err=True)
    end(found)


@app.command(epilog="Example: `framing verify report`")
def verify(
    folder: Annotated[Path, typer.Argument(help="A folder that framing report wrote.")],
    workers: Workers = None,
) -> None:
    """Run a report again from its run.json; exit 1 and name the file if a byte differs."""
    from framing.report import verify_report

    with progress("Running again") as step:
        differences = verify_report(folder, workers=workers, progress=step)
    for difference in differences:
        typer.echo(difference)
    if differences:
        raise typer.Exit(Exit.FINDINGS)
    typer.echo(f"{folder}: every file is the same.")


@app.command(epilog="Example: `framing outlet https://www.bbc.co.uk/news`")
def outlet(
    name: Annotated[str, typer.Argument(help="A name or an address.")], as_json: AsJson = False
) -> None:
    """What the registry knows about an outlet; exit 1 if it is not there."""
    from framing.outlets import find_outlet

    row = find_outlet(name)
    if row is None:
        typer.echo(f"{name}: not in the registry.", err=True)
        raise typer.Exit(Exit.FINDINGS)
    if as_json:
        typer.echo(json.dumps({key: str(value) for key, value in row.items()}, ensure_ascii=False))
        return
    for key, value in row.items():
        typer.echo(f"{key:>15}  {value}")


@app.command("list", epilog="Example: `framing list features`")
def list_command(
    what: Annotated[str, typer.Argument(help="extractors, features, lexicons, outlets or charts")],
    as_json: AsJson = False,
) -> None:
    """List what there is."""
    from framing.inventory import inventory

    table = inventory(what)
    if as_json:
        typer.echo(table.reset_index().to_json(orient="records", force_ascii=False))
        return
    if "does_not_measure" in table:
        for name, row in table.iterrows():
            typer.echo(f"{name} ({row['unit']})\n    {row['measures']}")
            typer.echo(f"    Does not measure: {row['does_not_measure']}")
        return
    width = max(map(len, table.index), default=0)
    for name, row in table.iterrows():
        typer.echo(f"{name:<{width}}  {row.iloc[0]}")


app.command(epilog="Example: `framing annotate articles/ -o spans.csv`")(annotate)
app.command(epilog="Example: `framing measure articles/ -o features.csv`")(measure)
app.command(epilog="Example: `framing classroom lesson-1`")(classroom)
app.command(epilog="Example: `framing serve --port 8420`")(serve)


def main() -> None:
    """Run the command line; errors print their message alone."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = Exit.INTERRUPTED
    except _UsageError as error:
        error.show()
        code = Exit.BAD_ARGUMENTS
    except InputError as error:
        typer.echo(error, err=True)
        code = Exit.BAD_INPUT
    except FramingError as error:
        typer.echo(error, err=True)
        code = Exit.BAD_ARGUMENTS
    except KeyboardInterrupt:
        typer.echo("interrupted", err=True)
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = Exit.DONE
    sys.exit(int(code or 0))
