"""``framing classroom``: everything for a lesson, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli_progress import progress


def classroom(
    folder: Annotated[Path, typer.Argument(help="Where to write.")] = Path("classroom"),
) -> None:
    """Write out lessons, worksheets, their key, coding pages, notebooks and the example corpus.

    Everything works without a network and can be printed; open index.html first.
    """
    from framing.classroom.unpacking import classroom as unpack

    with progress("Writing") as step:
        typer.echo(unpack(folder, progress=step))
