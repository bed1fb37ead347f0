"""A summary as a page, as Markdown and as a notebook: templates are filled in, nothing is computed.

The page may run one script, known by its hash, and ask for nothing from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from framing.writing import to_json

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
    environment.filters["python"] = repr
    return environment


def _cell(text: object) -> str:
    """A text inside a line or table of Markdown: nothing in it is markup."""
    plain = " ".join(str(text).split())
    return _MARKUP.sub(r"\\\1", plain).replace("<", "&lt;")


def render(summary: dict) -> dict[str, str]:
    """The report's pages, by file name.

    Parameters
    ----------
    summary : dict
        What `summarise` returned.

    Returns
    -------
    dict of str to str
    """
    environment = templates()
    script, _, _ = environment.loader.get_source(environment, "report.js")
    script = script.strip()
    page = environment.get_template("report.html.j2")
    return {
        "report.html": page.render(summary, script=script, script_hash=script_hash(script)),
        "report.ipynb": _notebook(environment.get_template("report.ipynb.j2").render(summary)),
        "report.md": environment.get_template("report.md.j2").render(summary),
        "references.bib": summary["citations"]["bibtex"],
    }


def _notebook(written: str) -> str:
    """A notebook without outputs from its cells, written one after another after ``# %%`` lines."""
    cells = []
    for place, part in enumerate(re.split(r"^# %%", written, flags=re.M)[1:]):
        mark, _, source = part.partition("\n")
        tags = {"tags": ["parameters"]} if mark.strip() == "parameters" else {}
        cell = {"id": f"cell-{place:02}", "metadata": tags, "source": source.strip()}
        if mark.strip() == "[markdown]":
            cells.append({"cell_type": "markdown", **cell})
        else:
            cells.append({"cell_type": "code", "execution_count": None, "outputs": [], **cell})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return to_json(
        {
            "cells": cells,
            "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def script_hash(script: str) -> str:
    """The hash by which a page's policy lets this script run, and no other."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
