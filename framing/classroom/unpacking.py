"""``classroom(folder)``: everything for a lesson, written out, so that it works from a stick."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from framing.answer_key import answer_key
from framing.articles import read_articles
from framing.bundled import folder as bundled
from framing.classroom.worksheets import KINDS, worksheet
from framing.coding.sheets import coding_sheet
from framing.rendering import templates
from framing.writing import write_bytes, write_text

CODERS = 30
CODED = "hospital-closure"
_FOLDERS = {"plain": "worksheets/plain", "marked": "worksheets/marked", "key": "key"}
_LESSONS = Path(__file__).with_name("lessons")
Progress = Callable[[int, int], None]


def classroom(folder: str | os.PathLike, *, progress: Progress | None = None) -> Path:
    """Write out the lessons, worksheets, key, coding pages, notebooks and corpus.

    Parameters
    ----------
    folder : path
        Where to write. Files that stand there already are written anew; others are left alone.
    progress : callable, optional
        Called with the number of articles done and the number of all.

    Returns
    -------
    Path
        Of ``index.html``, which leads to the rest. ``lessons/``, ``worksheets/plain/``,
        ``worksheets/marked/`` and ``key/`` hold pages to be printed, ``coding/`` the coding sheets
        of one event for thirty, ``notebooks/`` and ``corpus/`` what a class that programs needs.

    Raises
    ------
    FramingError
        The folder cannot be written.
    """
    folder, sample = Path(folder), bundled("sample")
    articles = read_articles(
        sample / "articles", outlets=sample / "outlets.csv", events=sample / "events.csv"
    )
    _copy(sample, folder / "corpus", ("articles/**/*", "key/**/*", "*.csv", "README.md"))
    _copy(bundled("notebooks"), folder / "notebooks", ("*.ipynb",))
    lessons = _write_lessons(folder / "lessons")
    events = _write_sheets(articles, folder, progress)
    coded = articles[(articles["event_id"] == CODED) & ~articles.index.str.contains("opinion")]
    coding_sheet(coded, folder / "coding", coders=CODERS)
    page = templates().get_template("classroom.html.j2").render(
        lessons=lessons, events=events, folders=list(_FOLDERS.items()), coders=CODERS
    )  # fmt: skip
    return write_text(page, folder / "index.html")


def _copy(source: Path, target: Path, patterns: tuple[str, ...]) -> None:
    for path in sorted(path for pattern in patterns for path in source.glob(pattern)):
        if path.is_file():
            write_bytes(path.read_bytes(), target / path.relative_to(source))


def _write_lessons(target: Path) -> list[tuple[str, str]]:
    """The lessons as pages, and as Markdown to be changed; their names and titles."""
    from markdown_it import MarkdownIt

    markdown, listed = MarkdownIt("commonmark").enable("table"), []
    for path in sorted(_LESSONS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.split("\n", 1)[0].removeprefix("# ")
        page = templates().get_template("lesson.html.j2")
        write_text(
            page.render(title=title, body=markdown.render(text)), target / f"{path.stem}.html"
        )
        write_text(text, target / path.name)
        listed.append((path.stem, title))
    return listed


def _write_sheets(
    articles: pd.DataFrame, folder: Path, progress: Progress | None
) -> list[tuple[str, list[dict[str, str]]]]:
    """The worksheets of every article; what the index lists, event by event."""
    key, events = answer_key(articles), {}
    ordered = articles.sort_values(["event_id", "outlet_id"], kind="stable")
    for done, (article_id, article) in enumerate(ordered.iterrows(), start=1):
        outlet, event = str(article_id).rsplit(".", 1)[0].split("/")
        name, rows = f"{event}-{outlet}", key[key["article_id"] == article_id]
        for kind in KINDS:
            page = worksheet(article, rows, kind)
            write_text(page, folder / _FOLDERS[kind] / f"{name}.html")
        title = article["title"] if isinstance(article["title"], str) else "(no headline)"
        sheet = {"name": name, "outlet": article["outlet"], "title": title}
        heading = article["event_id"].replace("-", " ").capitalize()
        events.setdefault(heading, []).append(sheet)
        if progress:
            progress(done, len(articles))
    return list(events.items())
