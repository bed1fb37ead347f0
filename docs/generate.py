"""Writes what can be read off the program: the commands, the features, the gallery.

`python docs/generate.py` after a change of one of them; a test says when it is due.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import typer.main

import framing as fr
from framing.cli import app
from framing.extractors import default_extractors
from framing.features import describe

DOCS = Path(__file__).resolve().parent
WANTED = {"by_outlet-hedging_rate", "entries-loaded_terms", "labels-loaded_terms"}


def commands() -> str:
    """The reference of the command line."""
    parts = ["# Commands", "`framing COMMAND --help` says the same."]
    for path, command in _commands(typer.main.get_command(app)):
        parts += [f"## framing {path}", _plain(command.help)]
        parts += [_plain(command.epilog or "")]
        rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
        if rows:
            parts.append("\n".join(["| | |", "| --- | --- |", *rows]))
    return "\n\n".join(part for part in parts if part) + "\n"


def _commands(group, path: tuple[str, ...] = ()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def _row(parameter) -> str:
    names = [parameter.name.upper()] if parameter.param_type_name == "argument" else parameter.opts
    default = parameter.default
    shown = f"Default: {default}." if default not in (None, False, "", (), []) else ""
    text = f"{getattr(parameter, 'help', None) or ''} {shown}"
    return f"| `{', '.join(names)}` | {_plain(text)} |"


def _plain(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*(?=\S)", " ", text.replace("\b", "")).strip().replace("|", "\\|")


def features() -> str:
    """What every column of the features is, and what it does not measure."""
    parts = [
        "# Features",
        "One column each of `fr.measure`. Endings: `_rate` is for 1,000 words, `_share` is from 0 to"
        " 1, `_own` counts the outlet's own voice alone. A column that ends in `_own` is listed"
        " with the one for all voices.",
    ]
    described = describe(default_extractors())
    for name, row in described.iterrows():
        if name.endswith("_own") and name.removesuffix("_own") in described.index:
            continue
        own = f", `{name}_own`" if f"{name}_own" in described.index else ""
        parts.append(f"## {name}")
        parts.append(f"`{name}`{own} · {row['unit']}")
        parts.append(row["measures"])
        parts.append(f"*Does not measure:* {row['does_not_measure']}")
        if row["citation"]:
            parts.append(f"*Source:* {row['citation']}")
    return "\n\n".join(parts) + "\n"


def gallery(folder: Path) -> None:
    """Charts of the report on the bundled example, one of each kind."""
    from framing.charts import CHARTS

    sample = fr.sample_folder()
    articles = fr.read_articles(
        sample / "articles", outlets=sample / "outlets.csv", events=sample / "events.csv"
    )
    shown = ["# Gallery", "One chart of each kind from the report on the bundled example."]
    with tempfile.TemporaryDirectory() as place:
        fr.report(articles, place, within="event_id")
        drawn = sorted(Path(place).rglob("*.svg"))
        for chart in CHARTS:
            pictures = [path for path in drawn if path.stem.split("-")[0] == chart.name]
            if pictures:
                best = next((path for path in pictures if WANTED & {path.stem}), pictures[0])
                (folder / "gallery").mkdir(exist_ok=True)
                (folder / "gallery" / f"{chart.name}.svg").write_bytes(best.read_bytes())
                shown += [f"## {chart.caption}", f"![{chart.caption}](gallery/{chart.name}.svg)"]
    (folder / "gallery.md").write_text("\n\n".join(shown) + "\n", encoding="utf-8")


if __name__ == "__main__":
    (DOCS / "commands.md").write_text(commands(), encoding="utf-8")
    (DOCS / "features.md").write_text(features(), encoding="utf-8")
    gallery(DOCS)
