"""`framing code`: sheets for coding by hand, and how far coders and the program agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from framing.cli_progress import Exit, progress

code_app = typer.Typer(no_args_is_help=True, help="Coding by hand: sheets, and agreement.")

Input = Annotated[str, typer.Argument(help="Folder, file or glob: .txt .html .csv .jsonl .parquet")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of what is drawn.")]
Outlets = Annotated[Path | None, typer.Option(help="A CSV of your own outlets, like the registry.")]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A lexicon of your own as one more code; repeatable."),
]


@code_app.command("sheet", epilog="Example: `framing code sheet articles/ -o sheets --coders 12`")
def sheet_command(
    source: Input,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")],
    coders: Annotated[int, typer.Option(help="How many coders.")] = 30,
    codes: Annotated[
        str, typer.Option(help="What to code, with commas: hedging,attribution:source")
    ] = "",
    lexicon: Lexicons = None,
    outlets: Outlets = None,
    seed: Seed = 0,
) -> None:
    """Write blind coding sheets, one set a coder, and the key to them."""
    from framing.articles import read_articles
    from framing.coding.codebook import DEFAULT, codebook
    from framing.coding.sheets import KEY, write_sheets

    names = [name.strip() for name in codes.split(",") if name.strip()]
    book = codebook(names or (() if lexicon else DEFAULT), lexicon_files=lexicon or ())
    with progress("Reading") as step:
        articles = read_articles(source, outlets=outlets, progress=step)
    with progress("Writing") as step:
        folder = write_sheets(articles, output, codes=book, coders=coders, seed=seed, progress=step)
    typer.echo(folder / "coders")
    typer.echo(f"{folder / KEY} tells which article is which: keep it until all have coded.")


@code_app.command("agree", epilog="Example: `framing code agree collected/ --tool -o agreement`")
def agree_command(
    files: Annotated[
        list[Path],
        typer.Argument(help="Folders or files: .json .xlsx .csv, BRAT .ann, WebAnno .tsv"),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for the page and the tables.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The teacher's key.csv.")] = None,
    tool: Annotated[bool, typer.Option("--tool", help="Compare with the program too.")] = False,
    lexicon: Lexicons = None,
    as_json: AsJson = False,
) -> None:
    """Read what coders gave back, and say how far they agree; exit 1 if a file was not read."""
    from framing.coding.agreement import agreement
    from framing.coding.codings import read_codings

    codings = read_codings(files, key=key)
    for found in codings.findings:
        typer.echo(f"{found.severity}: {found}", err=True)
    result = agreement(codings, tool=_spans(codings, lexicon) if tool else False)
    typer.echo(_as_json(result) if as_json else result)
    if output is not None:
        typer.echo(result.save(output), err=as_json)
    if any(found.severity == "error" for found in codings.findings):
        raise typer.Exit(Exit.FINDINGS)


def _spans(codings, lexicons: list[Path] | None):
    """What the program marks on the texts; True where they are not known, which is then told."""
    from framing.extractors import default_extractors, lexicon_extractors
    from framing.pipeline import annotate

    texts = codings.texts.dropna(subset=["text"])
    if texts.empty:
        return True
    own = lexicon_extractors(*lexicons or [])
    with progress("Annotating") as step:
        return annotate(texts, extractors=[*default_extractors(), *own], progress=step)


def _as_json(result) -> str:
    tables = {"table": result.table, "tool": result.tool}
    shown = {name: json.loads(t.to_json(orient="records")) for name, t in tables.items()}
    return json.dumps(shown, ensure_ascii=False)
