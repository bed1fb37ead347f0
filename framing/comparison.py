"""What a comparison found, what it holds for, and the sentences that it permits."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from framing.claims import claims, mixed, plural, thing
from framing.notebook import notebook_html
from framing.wording import column_label

SHOWN = 0.05


@dataclass(frozen=True)
class Comparison:
    """Features by group.

    Attributes
    ----------
    table : DataFrame
        A row a feature and group: `feature, group, n_articles, mean, low, high`, in the feature's
        unit. The mean is over articles, each counting the same; with `within`, it is the mean over
        events of the means of the group's articles on each, and `n_events` (else missing) says
        over how many. `low` and `high` bound the 95 % interval, NaN where one article or event
        cannot give one, or where all have the same value: `note` then says "no variation". It says
        "too few" under ten articles; with `within`, under ten events. `halves` is how far apart two
        random halves of the group's own articles (events) lie: 95 % of halvings stay under it.
        `shrunk` is the mean drawn toward the mean of all groups, the further the fewer the articles
        (empirical Bayes), by the share `pull` of the way; NaN with fewer than three groups.
    tests : DataFrame
        A row a feature and pair of groups: `feature, group_a, group_b, difference` (a less b),
        `low, high, p, q`, and `chance_low, chance_high`, the band that holds 95 % of the
        differences that dealing the articles at random gives. With `within`, `difference` is the
        mean of the differences inside the `n_events` (else missing) in which both groups have a
        value; it is not the difference of the groups' means, which are over all events of each.
    by, within : str
        The columns that were compared and, if any, within which.
    n_articles : int
        How many articles were compared.
    genres : dict
        From genre to group to how many articles of it that has, where genres can be told and there
        are several.
    """

    table: pd.DataFrame
    tests: pd.DataFrame
    by: str
    within: str | None
    n_articles: int
    left_out: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    genres: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def groups(self) -> list[str]:
        """The groups, in order of their names."""
        return sorted(self.table["group"].unique())

    @property
    def family(self) -> str:
        """The tests that q is corrected over."""
        pairs = len(self.tests[["group_a", "group_b"]].drop_duplicates())
        features = self.tests["feature"].nunique()
        tests = int(self.tests["p"].notna().sum())
        without = features * pairs - tests
        left = f" ({without} of them have too few values to test)" if without else ""
        return (
            f"{tests} tests: {features} features, {pairs} pair{'s' * (pairs != 1)} of"
            f" {column_label(self.by)}{left}"
        )

    @property
    def holds_for(self) -> str:
        """What the comparison holds for, to be printed beside it."""
        within = f", each pair within the same {column_label(self.within)}" if self.within else ""
        articles = f"{self.n_articles} article{'s' * (self.n_articles != 1)}"
        groups = f"{len(self.groups)} group{'s' * (len(self.groups) != 1)}"
        mean = f" {self.mean_is}" if self.within else ""
        left = "".join(f"; {n} left out ({why})" for why, n in sorted(self.left_out.items()))
        return (
            f"{articles} by {groups} of {column_label(self.by)}{within}{left}.{mean}"
            " Not for other articles, topics or times of the same outlets."
        )

    @property
    def mean_is(self) -> str:
        """What the means of the table are over: a sentence for a caption."""
        if self.within is None:
            return "The mean over articles, each counting the same."
        one = thing(self.within)
        return f"The mean over {plural(one)}; articles on the same {one} are averaged first."

    def shown(self) -> pd.DataFrame:
        """The differences that these articles can show, widest of chance first.

        Those of which q is under .05, and which are wider than what lies between random halves of
        either group (`halves` of the table, where it is known).
        """
        tests = self.tests[self.tests["q"] < SHOWN]
        tests = tests[~(tests["difference"].abs() <= self._by_luck(tests))]
        width = (tests["chance_high"] - tests["chance_low"]).replace(0, np.nan)
        order = (tests["difference"].abs() / width).sort_values(ascending=False, kind="stable")
        return tests.loc[order.index]

    def _by_luck(self, tests: pd.DataFrame) -> np.ndarray:
        """How far a group of each test lies from itself, the farther one of the two."""
        halves = self.table.set_index(["feature", "group"])["halves"]
        sides = [
            halves.reindex(pd.MultiIndex.from_frame(tests[["feature", side]])).to_numpy(float)
            for side in ("group_a", "group_b")
        ]
        return np.fmax(*sides)

    def sentences(self) -> list[str]:
        """What these articles permit to say, in plain words, and what they hold for."""
        held = f"Held for {self.holds_for} Corrected over {self.family}."
        within = thing(self.within) if self.within else None
        said = claims(self.table, self.shown(), self.name_of, within=within)
        return [*mixed(self.genres, self.n_articles, self.name_of), *said, held]

    def name_of(self, group: str) -> str:
        """A group's name in print: an outlet's name where the groups are outlets."""
        return self.names.get(group, group)

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        shown = self.shown().drop(columns=["n_events"] if self.within is None else [])
        return notebook_html(self.sentences(), {"Differences that are shown": shown})
