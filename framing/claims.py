"""The sentences that a comparison permits: what the articles can show, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from framing.wording import feature_label, joined, number, p_value, unit_of

TOO_FEW = 10
_MOST, _MOST_GROUPS = 12, 5
_ENOUGH_TO_SUM_UP = 3
_UNLIKE = {
    "live_blog": "a live blog is a string of short entries",
    "opinion": "an opinion piece has its author's views in the outlet's own voice",
    "wire": "agency copy has the agency's words in the outlet's own voice",
}


def thing(column: str) -> str:
    """What one value of a column is called in a sentence: `event` for `event_id`."""
    return column.removesuffix("_id").replace("_", " ")


def plural(noun: str) -> str:
    """Several of a thing.

    Examples
    --------
    >>> plural("event"), plural("country"), plural("day")
    ('events', 'countries', 'days')
    """
    ends_in_consonant_and_y = noun.endswith("y") and noun[-2:-1] not in set("aeiou")
    return noun[:-1] + "ies" if ends_in_consonant_and_y else noun + "s"


def claims(
    table: pd.DataFrame,
    shown: pd.DataFrame,
    name_of: Callable[[str], str] = str,
    *,
    within: str | None = None,
) -> list[str]:
    """A sentence about groups with few articles, one about all, one a difference, and on the rest.

    Parameters
    ----------
    table : DataFrame
        `Comparison.table`.
    shown : DataFrame
        `Comparison.shown()`: the tests that hold after correction, the clearest first.
    name_of : callable
        From a group to its name in print.
    within : str, optional
        What the groups were compared inside of, for example "event".
    """
    sentences = _few(table, name_of, within)
    sentences += _overall(table, shown, name_of)
    sentences += [_difference(row, table, name_of, within) for row in shown[:_MOST].itertuples()]
    more = len(shown) - _MOST
    if more > 0:
        sentences.append(f"{more} more differences are in the table of tests.")
    if table["group"].nunique() > 1:
        sentences.append(_rest(table, shown))
    return sentences


def mixed(
    genres: dict[str, dict[str, int]], n_articles: int, name_of: Callable[[str], str] = str
) -> list[str]:
    """A warning where news is compared with opinion or agency copy, which differ by themselves.

    Parameters
    ----------
    genres : dict
        From genre to group to how many articles of it that has.
    n_articles : int
        How many articles were compared.
    name_of : callable
        From a group to its name in print.

    Examples
    --------
    >>> said = mixed({"news": {"Gull": 4}, "opinion": {"Gull": 1, "Courant": 2}}, 9)[0]
    >>> print(said.partition(". ")[0])
    News and opinion are compared together: 4 news and 3 opinion, where it can be told (7 of 9)
    >>> print(said.split(". ")[1])
    Opinion: Courant 2 and Gull 1
    """
    if not genres:
        return []
    counts = {genre: sum(by_group.values()) for genre, by_group in genres.items()}
    names = {genre: genre.replace("_", " ") for genre in genres}
    told = joined([f"{n} {names[genre]}" for genre, n in counts.items()])
    usual = max(counts, key=lambda genre: (genre == "news", counts[genre], genre))
    where = [
        f"{_capital(names[genre])}: {_most(by_group, name_of)}."
        for genre, by_group in genres.items()
        if genre != usual
    ]
    why = joined([_UNLIKE[genre] for genre in genres if genre in _UNLIKE])
    because = f"{_capital(why)}, so that a" if why else "A"
    return [
        f"{_capital(joined(list(names.values())))} are compared together: {told}, where it can be"
        f" told ({sum(counts.values())} of {n_articles}). {' '.join(where)} {because} difference"
        f" may be one of genre: compare the {names[usual]} alone, too. The function genres of"
        " framing says which article is which."
    ]


def _most(by_group: dict[str, int], name_of: Callable[[str], str]) -> str:
    order = sorted(by_group, key=lambda group: (-by_group[group], name_of(group)))
    said = [f"{name_of(group)} {by_group[group]}" for group in order[:_MOST_GROUPS]]
    more = len(order) - _MOST_GROUPS
    return joined([*said, f"{more} more"] if more > 0 else said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _overall(table: pd.DataFrame, shown: pd.DataFrame, name_of: Callable[[str], str]) -> list[str]:
    """How much was found, and the clearest of it, in words alone."""
    if len(shown) < _ENOUGH_TO_SUM_UP:
        return []
    n_pairs = table["group"].nunique() * (table["group"].nunique() - 1) // 2
    first = shown.iloc[0]
    higher, lower = first["group_a"], first["group_b"]
    if first["difference"] < 0:
        higher, lower = lower, higher
    pairs = f", between {n_pairs} pairs of groups" if n_pairs > 1 else ""
    return [
        f"{len(shown)} differences can be shown in {shown['feature'].nunique()} of"
        f" {table['feature'].nunique()} features{pairs}; the clearest is in"
        f" {feature_label(first['feature'])}, higher in {name_of(higher)} than in"
        f" {name_of(lower)}."
    ]


def _difference(row, table: pd.DataFrame, name_of: Callable[[str], str], within: str | None) -> str:
    low_high = table[table["feature"] == row.feature].set_index("group")
    higher, lower = row.group_a, row.group_b
    difference, low, high = row.difference, row.low, row.high
    if difference < 0:
        higher, lower, difference, low, high = lower, higher, -difference, -high, -low
    f, unit = row.feature, unit_of(row.feature)
    unit = f" {unit}" if unit and not unit.startswith(("share", "count")) else ""
    means = [
        f"{name_of(group)} {number(low_high.at[group, 'mean'], f)}"
        f" ({_interval(low_high.loc[group], f)})"
        for group in (higher, lower)
    ]
    label = feature_label(f)
    return (
        f"{label[:1].upper()}{label[1:]}: {means[0]}, {means[1]}{unit};"
        f" difference{_inside(row, within)} {_points(difference, f)}"
        f" ({_bounds(_points(low, f), _points(high, f))}), q = {p_value(row.q)}"
        f"{_by_luck(low_high['halves'], (higher, lower), f)}."
    ).replace("= <", "< ")


def _by_luck(halves: pd.Series, groups: tuple[str, str], feature: str) -> str:
    """What stands beside every difference: how far a group lies from itself."""
    most = halves[list(groups)].max()
    if pd.isna(most):
        return ""
    return f" (by luck, random halves of one group differ by up to {_points(most, feature)})"


def _inside(row, within: str | None) -> str:
    """Where a difference is from, so that nobody takes it for that of the means beside it."""
    if within is None:
        return ""
    if row.n_events == 1:
        return f" inside the one {within} both covered:"
    return f" inside the {row.n_events} {plural(within)} both covered:"


def _interval(cell: pd.Series, feature: str) -> str:
    if cell["note"] == "no variation":
        return "no variation"
    return _bounds(number(cell["low"], feature), number(cell["high"], feature))


def _bounds(low: str, high: str) -> str:
    return "interval undefined" if "undefined" in (low, high) else f"{low} to {high}"


def _points(difference: float, feature: str) -> str:
    """A difference in print: two shares differ by points, not by percent."""
    said = number(difference, feature).replace(" %", " points")
    return said.removesuffix("s") if said in ("1 points", "-1 points") else said


def _rest(table: pd.DataFrame, shown: pd.DataFrame) -> str:
    features = table["feature"].drop_duplicates()
    without = [f for f in features if f not in set(shown["feature"])]
    if len(without) == len(features):
        return "No difference between the groups can be shown with these articles."
    if not without:
        return "Every feature differs between some pair of groups."
    return (
        "With these articles no difference can be shown in"
        f" {joined([feature_label(feature) for feature in without])}."
    )


def _few(table: pd.DataFrame, name_of: Callable[[str], str], within: str | None) -> list[str]:
    counts = table.groupby("group")["n_articles" if within is None else "n_events"].max()
    few = [f"{name_of(group)} ({count})" for group, count in counts.items() if count < TOO_FEW]
    if not few:
        return []
    things = plural(within or "article")
    return [f"Too few {things} for more than a first look: {joined(few)}."]
