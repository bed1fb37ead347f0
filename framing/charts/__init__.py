"""The charts, in the order in which a report shows them.

To add one: a module here with a `Chart`, and its name in the tuple below.
"""

from __future__ import annotations

from framing.charts.by_outlet import BY_OUTLET
from framing.charts.chart import Chart
from framing.charts.entries import ENTRIES
from framing.charts.event_matrix import EVENT_MATRIX
from framing.charts.forest import FOREST
from framing.charts.labels import LABELS
from framing.charts.speakers import SPEAKERS
from framing.charts.strip import STRIP
from framing.charts.timeline import TIMELINE
from framing.charts.who_is_heard import WHO_IS_HEARD
from framing.charts.word_shift import WORD_SHIFT

CHARTS: tuple[Chart, ...] = (
    FOREST,
    BY_OUTLET,
    EVENT_MATRIX,
    TIMELINE,
    WHO_IS_HEARD,
    SPEAKERS,
    STRIP,
    ENTRIES,
    WORD_SHIFT,
    LABELS,
)
