"""The charts, in the order in which a report shows them.

To add one: a module here with a `Chart`, and its name in the tuple below.
"""

from __future__ import annotations

from framing.charts.by_outlet import BY_OUTLET
from framing.charts.chart import Chart

CHARTS: tuple[Chart, ...] = (BY_OUTLET,)
