"""What ships with the package: lexicons, notebooks and the example corpus.

In the wheel they lie inside the package; in a checkout `lexicons/` and `notebooks/` lie beside it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from framing.lexicon import Lexicon, read_lexicon

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of this name that ships with the package."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@lru_cache(maxsize=1)
def lexicons() -> tuple[Lexicon, ...]:
    """The bundled lexicons, one a YAML file, in order of their names."""
    return tuple(read_lexicon(path) for path in sorted(folder("lexicons").glob("*.yaml")))


def sample_folder() -> Path:
    """Where the bundled example lies: `articles/`, `events.csv` and `outlets.csv`.

    Returns
    -------
    Path

    Examples
    --------
    >>> (sample_folder() / "events.csv").is_file()
    True
    """
    return folder("sample")
