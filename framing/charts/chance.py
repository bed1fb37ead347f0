"""What the luck of the deal does: means of groups to which the articles were given at random."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.resampling import generator

_DEALS = 999
_BLOCK = 111
_DIGITS = 10


def chance_bands(
    values: pd.Series, group: pd.Series, stratum: pd.Series | None, name: str
) -> pd.DataFrame:
    """Where 95 % of every group's means fall when the articles are dealt to the groups at random.

    Parameters
    ----------
    values, group, stratum : Series
        Of every article: its value, its group, and what the deal keeps together, for example its
        event. Articles without a value or a group are left out.
    name : str
        Of what is dealt: each name has its own deals, always the same.

    Returns
    -------
    DataFrame
        A row a group: `chance_low`, `chance_high`; NaN if there is but one group.

    Examples
    --------
    >>> values = pd.Series([1.0, 2.0, 3.0, 4.0])
    >>> chance_bands(values, pd.Series(list("xxyy")), None, "said").loc["x"].tolist()
    [1.5, 3.5]
    """
    known = (values.notna() & group.notna()).to_numpy()
    names = np.unique(group[known].to_numpy(str))
    columns = ["chance_low", "chance_high"]
    if len(names) < 2:
        return pd.DataFrame(np.nan, index=names, columns=columns)
    order = np.argsort(values.index.to_numpy(str)[known], kind="stable")
    dealt = values.to_numpy(float)[known][order]
    member = group[known].to_numpy(str)[order][:, None] == names
    strata = _numbered(stratum, known)[order]
    rng = generator(0, "deal", name)
    means = np.vstack([_deal(dealt, member, strata, rng) for _ in range(_DEALS // _BLOCK)])
    low, high = np.quantile(means, [0.025, 0.975], axis=0)
    return pd.DataFrame({"chance_low": low, "chance_high": high}, index=names).round(_DIGITS)


def _numbered(stratum: pd.Series | None, known: np.ndarray) -> np.ndarray:
    if stratum is None:
        return np.zeros(int(known.sum()))
    return np.unique(stratum.fillna("").to_numpy(str)[known], return_inverse=True)[1]


def _deal(
    values: np.ndarray, member: np.ndarray, strata: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """The groups' means in a block of deals; inside each stratum the values change places."""
    places = np.argsort(strata, kind="stable")
    keys = strata + rng.random((_BLOCK, len(values)))
    shuffled = np.empty_like(keys)
    shuffled[:, places] = values[np.argsort(keys, axis=1)]
    return shuffled @ member / member.sum(axis=0)
