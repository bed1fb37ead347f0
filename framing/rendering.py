"""A summary as a page and as Markdown: templates are filled in, nothing is computed."""

from __future__ import annotations

import re
from functools import cache

from framing.highlight import STYLE

_MARKUP = re.compile(r"([\\`*_\[\]|#])")


@cache
def templates():
    """The environment in which every page is filled in: all that is put into HTML is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("framing", "templates"),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = _cell
    return environment


def _cell(text: object) -> str:
    """A text inside a line or table of Markdown: nothing in it is markup."""
    plain = " ".join(str(text).split())
    return _MARKUP.sub(r"\\\1", plain).replace("<", "&lt;")


def render(summary: dict) -> dict[str, str]:
    """The report's pages, by file name."""
    environment = templates()
    return {
        "report.html": environment.get_template("report.html.j2").render(summary, style=STYLE),
        "report.md": environment.get_template("report.md.j2").render(summary),
    }
