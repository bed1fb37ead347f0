"""One chart by its name, as a figure: for notebooks and for pictures of one's own."""

from __future__ import annotations

from matplotlib.figure import Figure

from framing.charts import CHARTS
from framing.errors import FramingError, did_you_mean
from framing.results import Results


def draw(results: Results, name: str, item: str = "") -> Figure | None:
    """Draw one chart of a run.

    Parameters
    ----------
    results : Results
        The tables of the run.
    name : str
        Which chart: see ``framing list charts``.
    item : str
        What to draw it for, where there is one for each feature or layer, such as
        ``"hedging_rate"``; the first by default.

    Returns
    -------
    Figure or None
        Of matplotlib, to be shown or saved; None where the tables hold nothing to draw.

    Raises
    ------
    FramingError
        If there is no such chart, or none for this item.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> texts = ["“We are full,” said Ida Brandt."] * 2
    >>> articles = fr.read_articles(pd.DataFrame({"text": texts, "outlet": ["A", "B"]}))
    >>> spans = fr.annotate(articles)
    >>> features = fr.measure(spans, articles)
    >>> comparison = fr.compare(features, articles)
    >>> results = fr.Results(articles, spans, features, fr.attributions(spans), comparison)
    >>> type(fr.draw(results, "who_is_heard")).__name__
    'Figure'
    """
    charts = {chart.name: chart for chart in CHARTS}
    if name not in charts:
        raise FramingError(f"there is no chart {name!r}.{did_you_mean(name, charts)}")
    chart = charts[name]
    items = list(chart.each(results))
    offered = list(chart.offered(results)) if chart.offered else items
    if item and item not in offered:
        raise FramingError(f"{name} is not drawn for {item!r}.{did_you_mean(item, offered)}")
    if not (items or offered):
        return None
    data = chart.data(results, item or (items or offered)[0])
    return None if data.empty else chart.draw(data)
