"""Writes what can be read off the program: the commands, the features, the gallery.

`python docs/generate.py` after a change of one of them; a test says when it is due.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import pandas as pd
import typer.main

import framing as fr
from framing.bundled import lexicons
from framing.charts import CHARTS
from framing.charts.coefficients import coefficients_alt
from framing.charts.learning import learning_curve_alt
from framing.charts.saving import svg_text
from framing.cli import app
from framing.extractors import default_extractors
from framing.features import describe
from framing.pdf import find_browser

DOCS = Path(__file__).resolve().parent
WANTED = {"hedging_rate", "loaded_terms", "loaded_term_rate_own"}
MARKED, LAYERS = "daily-gull/ferry-grounding.html", ["attribution", "hedging", "loaded_terms"]


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
        "One column each of `fr.measure`. Endings: `_rate` is for 1,000 words, `_share` is from 0"
        " to 1, `_own` counts the outlet's own voice alone. A column that ends in `_own` is listed"
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
    """Every kind of chart on the bundled example, and a marked article as a browser shows it."""
    results = _results()
    pictures = [*_of_the_report(results), *_of_classifiers(results.articles), *_of_lists(results)]
    shown = ["# Gallery", "A chart of each kind, drawn from the bundled example."]
    (folder / "gallery").mkdir(exist_ok=True)
    for name, caption, figure, alt in pictures:
        svg = svg_text(figure, name, title=caption, description=alt)
        (folder / "gallery" / f"{name}.svg").write_text(svg, encoding="utf-8")
        shown += [f"## {caption}", f"![{alt}](gallery/{name}.svg)"]
    (folder / "gallery.md").write_text("\n\n".join(shown) + "\n", encoding="utf-8")
    marked_article(results, folder / "gallery" / "marked_article.png")


def _results() -> fr.Results:
    sample = fr.sample_folder()
    articles = fr.read_articles(
        sample / "articles", outlets=sample / "outlets.csv", events=sample / "events.csv"
    )
    spans = fr.annotate(articles)
    features = fr.measure(spans, articles)
    comparison = fr.compare(features, articles, within="event_id")
    return fr.Results(
        articles, spans, features, fr.attributions(spans), comparison, events=articles["event_id"]
    )


def _of_the_report(results: fr.Results):
    for chart in CHARTS:
        items = [*chart.each(results), *(chart.offered(results) if chart.offered else [])]
        item = next((each for each in items if each in WANTED), items[0])
        data = chart.data(results, item)
        yield chart.name, chart.caption, chart.draw(data), chart.alt(data)


def _of_classifiers(articles):
    label, events = articles["outlet_id"], "event_id"
    classifier = fr.OutletClassifier()
    terms = fr.evaluate(classifier, articles, label, groups=events).terms
    yield ("coefficients", _first_line(fr.chart_coefficients),
           fr.chart_coefficients(terms, most=6), coefficients_alt(terms))  # fmt: skip
    curve = fr.learning_curve(classifier, articles, label, groups=events)
    yield ("learning_curve", _first_line(fr.chart_learning_curve),
           fr.chart_learning_curve(curve), learning_curve_alt(curve))  # fmt: skip


def _of_lists(results: fr.Results):
    """The list of hedges on the sentences of the example, against those that a reader marked."""
    key = fr.answer_key(results.articles)
    marked = key[(key["layer"] == "gold:hedging") & (key["field"] == "text")]
    rows = []
    for article_id, text in results.articles["text"].items():
        starts = marked.loc[marked["article_id"] == article_id, "start"]
        for start, end in fr.Document(text).sentences:
            rows.append((text[start:end], int(starts.between(start, end - 1).any())))
    hedging = next(each for each in lexicons() if each.name == "hedging")
    trial = fr.test_lexicon(hedging, pd.DataFrame(rows, columns=["text", "label"]))
    yield "trial", _first_line(fr.chart_trial), fr.chart_trial(trial), " ".join(str(trial).split())


def _first_line(function) -> str:
    return function.__doc__.strip().splitlines()[0]


def marked_article(results: fr.Results, path: Path) -> None:
    """A picture of an article with its marks; the one there stays where no browser is."""
    browser = find_browser()
    if browser is None:
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        shown = fr.highlight(results.spans, results.articles, MARKED, layers=LAYERS)
        page = shown.save(Path(place) / "page.html")
        subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--window-size=760,662",
             f"--user-data-dir={place}/profile", f"--screenshot={path}", page.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


if __name__ == "__main__":
    (DOCS / "commands.md").write_text(commands(), encoding="utf-8")
    (DOCS / "features.md").write_text(features(), encoding="utf-8")
    gallery(DOCS)
