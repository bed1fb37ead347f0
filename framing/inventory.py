"""What there is: the tables behind ``framing list``."""

from __future__ import annotations

import pandas as pd

from framing.bundled import lexicons
from framing.charts import CHARTS
from framing.errors import FramingError, did_you_mean
from framing.extractors import default_extractors
from framing.features import describe
from framing.outlets import load_outlets


def inventory(what: str) -> pd.DataFrame:
    """A row an extractor, feature, lexicon, outlet or chart, indexed by its name.

    Raises
    ------
    FramingError
        If there is no such list.

    Examples
    --------
    >>> inventory("extractors").index[0]
    'zone'
    """
    if what not in _LISTS:
        raise FramingError(f"there is no list of {what!r}.{did_you_mean(what, _LISTS)}")
    return _LISTS[what]()


def _table(rows: list[tuple[str, ...]], *columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", *columns]).set_index("name")


def _extractors() -> pd.DataFrame:
    rows = [(e.layer, e.measures, ", ".join(e.labels)) for e in default_extractors()]
    return _table(rows, "measures", "labels")


def _lexicons() -> pd.DataFrame:
    rows = [(x.name, x.title, str(len(x.entries)), x.license, x.source) for x in lexicons()]
    return _table(rows, "title", "entries", "license", "source")


def _charts() -> pd.DataFrame:
    return _table([(chart.name, chart.caption) for chart in CHARTS], "caption")


_LISTS = {
    "extractors": _extractors,
    "features": lambda: describe(default_extractors()),
    "lexicons": _lexicons,
    "outlets": lambda: load_outlets().set_index("outlet_id"),
    "charts": _charts,
}
