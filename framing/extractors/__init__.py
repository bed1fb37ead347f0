"""The extractors, in the order in which they run and in which their columns stand.

To add one: a module here with an `Extractor`, and its name in the list below. To add a lexicon: a
YAML file in `lexicons/`, and nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from framing.bundled import lexicons
from framing.extractors.attribution import ATTRIBUTION
from framing.extractors.readability import READABILITY
from framing.extractors.scare_quotes import SCARE_QUOTES
from framing.extractors.speaker import SPEAKER
from framing.extractors.terms import extractors as of_lexicons
from framing.extractors.zone import ZONE
from framing.features import Extractor


@lru_cache(maxsize=1)
def default_extractors() -> tuple[Extractor, ...]:
    """All of them: zones and voices first, since the others are told apart by both."""
    return (ZONE, ATTRIBUTION, SPEAKER, SCARE_QUOTES, *of_lexicons(lexicons()), READABILITY)


def main_features(columns: Iterable[str]) -> list[str]:
    """Those of some columns that are no details, or all of them if they are nothing else."""
    details = {f.name for e in default_extractors() for f in e.features if f.detail}
    columns = list(columns)
    return [name for name in columns if name not in details] or columns
