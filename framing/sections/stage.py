"""What all sections share: the tables, each article's group, and which articles have a page."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from framing.results import Results


@dataclass(frozen=True)
class Stage:
    """The tables of a run, and where on the page an article is shown.

    Attributes
    ----------
    results : Results
        The tables.
    group : Series
        The group of the comparison that an article is in, by its id; missing where it has none.
    places : dict of str to int
        From an article to the number of its page, for those that have one.
    """

    results: Results
    group: pd.Series
    places: dict[str, int] = field(default_factory=dict)

    def title(self, article_id: str) -> str:
        """The article's title, or its id where it has none."""
        title = self.results.articles.at[article_id, "title"]
        return title if isinstance(title, str) and title.strip() else str(article_id)

    def name_of(self, article_id: str) -> str:
        """The group of an article in print, or what the article says of its outlet."""
        group = self.group.get(article_id)
        if isinstance(group, str):
            return self.results.comparison.name_of(group)
        said = self.results.articles.loc[article_id, ["outlet", "outlet_id"]].dropna()
        return str(said.iloc[0]) if len(said) else "outlet not known"

    def found(self, article_ids: pd.Series | list[str]) -> dict:
        """The first of some articles that has a page, and how many others there are."""
        ids = list(dict.fromkeys(article_ids))
        shown = next((article_id for article_id in ids if article_id in self.places), None)
        if shown is None:
            return {"place": 0, "title": "", "others": len(ids)}
        return {"place": self.places[shown], "title": self.title(shown), "others": len(ids) - 1}
