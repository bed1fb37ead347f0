"""The extractors, in the order in which they run and in which their columns stand.

To add one: a module here with an `Extractor`, and its name in the list below. To add a lexicon: a
YAML file in `lexicons/`, and nothing here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from framing.bundled import lexicons
from framing.errors import InputError
from framing.extractors.attribution import ATTRIBUTION
from framing.extractors.readability import READABILITY
from framing.extractors.scare_quotes import SCARE_QUOTES
from framing.extractors.speaker import SPEAKER
from framing.extractors.terms import extractors as of_lexicons
from framing.extractors.zone import ZONE
from framing.features import Extractor
from framing.lexicon import read_lexicon

_OURS = (".yaml", ".yml")


@lru_cache(maxsize=1)
def default_extractors() -> tuple[Extractor, ...]:
    """All of them: zones and voices first, since the others are told apart by both."""
    return (ZONE, ATTRIBUTION, SPEAKER, SCARE_QUOTES, *of_lexicons(lexicons()), READABILITY)


def lexicon_extractors(*paths: str | os.PathLike) -> tuple[Extractor, ...]:
    """Lexicon files of one's own as extractors, to run beside the bundled ones.

    Parameters
    ----------
    *paths : path
        YAML files in the format of ``lexicons/README.md``.

    Returns
    -------
    tuple of Extractor
        One a file; its layer is named like the file.

    Raises
    ------
    InputError
        If a file is no lexicon, or its layer or one of its columns has the name of another.

    Examples
    --------
    >>> lexicon_extractors()
    ()
    """
    layers = {extractor.layer for extractor in default_extractors()}
    columns = {f.name for extractor in default_extractors() for f in extractor.features}
    for path in map(Path, paths):
        if path.suffix.lower() not in _OURS and path.is_file():
            raise InputError(
                f"{path}: a list of another program. Make it one of ours first:"
                f" framing lexicon convert {path.name} -o {path.stem}.yaml"
            )
    found = of_lexicons([read_lexicon(path) for path in paths])
    for path, extractor in zip(paths, found, strict=True):
        names = {feature.name for feature in extractor.features}
        taken = sorted({extractor.layer} & layers) + sorted(names & columns)
        if taken:
            raise InputError(
                f"{path}: {taken[0]!r} is a name that another extractor has. Rename the file, or"
                " its `feature`."
            )
        layers.add(extractor.layer)
        columns |= names
    return found


def main_features(columns: Iterable[str]) -> list[str]:
    """Those of some columns that are no details, or all of them if they are nothing else."""
    details = {f.name for e in default_extractors() for f in e.features if f.detail}
    columns = list(columns)
    return [name for name in columns if name not in details] or columns
