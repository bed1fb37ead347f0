"""Which group of a comparison every article is in, and what the groups are called in print."""

from __future__ import annotations

import pandas as pd

from framing.errors import InputError, did_you_mean
from framing.outlets import load_outlets

_MANY_GROUPS = 10
_NEARLY_EVERY = 0.8
_LONG_LABEL = 100


def groups_of(articles: pd.DataFrame, by: str) -> pd.Series:
    """The group of every article, by its id; missing where it has none.

    Parameters
    ----------
    articles : DataFrame
        As `read_articles` returns it.
    by : str
        A column of it, or of the registry of outlets (`ownership`, `country`, …). For `outlet_id`,
        an article of an outlet that the registry does not know is in the group of the outlet's
        name, so that local papers are compared under their own names.

    Raises
    ------
    InputError
        If there is no such column.

    Examples
    --------
    >>> articles = pd.DataFrame({"outlet_id": ["bbc", None], "outlet": ["BBC", "Vale Post"]})
    >>> groups_of(articles, "outlet_id").tolist()
    ['bbc', 'Vale Post']
    """
    if by in articles.columns:
        groups = articles[by]
        if by == "outlet_id" and "outlet" in articles.columns:
            said = articles["outlet"].astype("string").str.strip()
            groups = groups.astype(object).fillna(said.mask(said == "").astype(object))
        return groups
    registry = load_outlets()
    if by in registry.columns and "outlet_id" in articles.columns:
        by_outlet = registry.set_index("outlet_id")[by]
        return articles["outlet_id"].map(by_outlet).replace("", pd.NA)
    raise InputError(f"articles has no column {by!r}.{did_you_mean(by, articles.columns)}")


def names_of(articles: pd.DataFrame, by: str) -> dict[str, str]:
    """What outlet ids are called in print; groups that are no outlet's id keep their names.

    The registry's name, or for an id of the user's own table what the articles call the outlet.
    """
    if by != "outlet_id":
        return {}
    names = load_outlets().set_index("outlet_id")["name"].to_dict()
    if {"outlet", "outlet_basis"} <= set(articles.columns):
        found = articles.dropna(subset=["outlet_id", "outlet", "outlet_basis"])
        found = found.sort_values("outlet", ascending=False, kind="stable")
        names = dict(zip(found["outlet_id"], found["outlet"], strict=True)) | names
    return {outlet: names[outlet] for outlet in sorted(set(articles[by].dropna()) & names.keys())}


def check_groups(groups: pd.Series, by: str) -> None:
    """Refuse a column with a value of its own for nearly every article, such as the text.

    Outlets are spared: an article from each is a first look.
    """
    known = groups.dropna().astype(str)
    if by == "outlet_id" or known.empty:
        return
    own = known.nunique() >= max(_MANY_GROUPS, _NEARLY_EVERY * len(known))
    if own or known.str.len().median() > _LONG_LABEL:
        raise InputError(
            f"by={by!r}: {known.nunique()} groups for {len(known)} articles, so there is nothing"
            " to compare within a group. Compare by a column that many articles share."
        )
