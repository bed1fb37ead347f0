"""The one look of every chart: colours, type, and a page measured in inches.

Colours keep apart in grey print and under colour blindness by their lightness: direct speech is
dark, the outlet's own voice medium, indirect speech light. No text is read as mathematics, and only
the font that comes with matplotlib is used, so that every machine draws the same.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import wraps

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

INK = "#1b1b1b"
SOFT = "#5c5c5c"
RULE = "#d5d5d5"
BAND = "#e9e6dd"
DOT = "#8fa9c9"
PAPER = "#ffffff"
VOICE = {"own": "#8f8f8f", "direct": "#1f4e8c", "indirect": "#ffcf8a"}
ON_VOICE = {"own": "#000000", "direct": "#ffffff", "indirect": "#000000"}
VOICE_WORDS = {"own": "own voice", "direct": "direct speech", "indirect": "indirect speech"}

WIDTH = 7.2
_MARGIN = 0.14
_TEXT = 9
_CHARACTER = 0.077
_RC = {
    "font.family": ["DejaVu Sans"],
    "font.size": _TEXT,
    "text.parse_math": False,
    "text.color": INK,
    "text.usetex": False,
    "axes.edgecolor": SOFT,
    "axes.facecolor": "none",
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.formatter.use_locale": False,
    "axes.formatter.useoffset": False,
    "axes.unicode_minus": True,
    "figure.facecolor": PAPER,
    "figure.dpi": 100,
    "xtick.color": SOFT,
    "xtick.labelsize": 8,
    "ytick.color": SOFT,
    "ytick.left": False,
    "ytick.labelleft": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "path.simplify": False,
}


def theme() -> rc_context:
    """matplotlib's settings while something is drawn or saved, without those of the user."""
    from matplotlib import rcParamsDefault

    plain = {key: value for key, value in rcParamsDefault.items() if not key.startswith("backend")}
    return rc_context({**plain, **_RC})


def themed(draw: Callable[..., Figure]) -> Callable[..., Figure]:
    """The same chart function, drawing in the theme."""

    @wraps(draw)
    def drawn(*arguments: object, **options: object) -> Figure:
        with theme():
            return draw(*arguments, **options)

    return drawn


class Page:
    """A figure to put panels and words on, measured in inches from its upper left corner.

    Attributes
    ----------
    figure : Figure
        What the chart function returns.
    top : float
        Where the first panel may begin, under the title.
    """

    def __init__(self, title: str, subtitle: str, body: float, *, width: float = WIDTH) -> None:
        per_line = int((width - 2 * _MARGIN) / _CHARACTER)
        heading = textwrap.wrap(title, int(per_line * 0.8)) or [""]
        below = textwrap.wrap(subtitle, int(per_line * 1.1))
        self.top = _MARGIN + 0.21 * len(heading) + 0.15 * len(below) + 0.12
        self.width = width
        self.height = self.top + body + _MARGIN
        self.figure = Figure(figsize=(width, self.height))
        FigureCanvasAgg(self.figure)
        place = _MARGIN
        for line in heading:
            self.write(_MARGIN, place, line, size=11.5, weight="bold", va="top")
            place += 0.21
        for line in below:
            self.write(_MARGIN, place + 0.02, line, size=8, color=SOFT, va="top")
            place += 0.15

    def write(self, left: float, top: float, text: str, **style: object) -> None:
        """Words at a place; `va` is their middle unless said otherwise."""
        style = {"va": "center", **style}
        self.figure.text(left / self.width, 1 - top / self.height, text, **style)

    def name(self, right: float, top: float, name: str, *, size: float = _TEXT) -> None:
        """What a row is called, to the left of its panel."""
        size = 7.5 if "\n" in name else size
        self.write(right - 0.08, top, name, ha="right", size=size, linespacing=1.05)

    def swatch(self, left: float, top: float, colour: str) -> None:
        """A small box of a colour, before the word for it."""
        corner = left / self.width, 1 - (top + 0.06) / self.height
        size = 0.14 / self.width, 0.12 / self.height
        self.figure.patches.append(
            Rectangle(corner, *size, color=colour, transform=self.figure.transFigure)
        )

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes of this size, with no frame but their foot."""
        axes = self.figure.add_axes(
            (left / self.width, 1 - (top + height) / self.height, width / self.width,
             height / self.height)
        )  # fmt: skip
        axes.yaxis.set_major_locator(NullLocator())
        return axes


def _width(text: str) -> float:
    """In characters of usual width: capitals are wider, those of Chinese twice as wide."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide + 0.3 * sum(map(str.isupper, text))


def size_of(text: str, *, size: float = _TEXT) -> float:
    """Inches that a text takes, nearly."""
    return _width(text) * _CHARACTER * size / _TEXT


def shortened(text: str, characters: int) -> str:
    """A name on one line of so many characters of usual width."""
    plain = " ".join(text.split())
    if _width(plain) <= characters:
        return plain
    while _width(plain) > characters - 1:
        plain = plain[:-1]
    return plain.rstrip() + "…"


def in_margin(names: Iterable[str], characters: int = 24) -> list[str]:
    """Names for a margin, each on one line or two; no two names that differ look alike.

    Examples
    --------
    >>> names = in_margin(["The Gull of Upper Orrin", "The Gull of Upper Orlan"], 10)
    >>> [name.split("\\n") for name in names]
    [['The Gull', '…per Orrin'], ['The Gull', '…per Orlan']]
    """
    return _apart(names, lambda name: _on_two_lines(name, characters),
                  lambda name: _with_its_end(name, characters))  # fmt: skip


def on_one_line(names: Iterable[str], characters: int) -> list[str]:
    """Names of so many characters at most; no two names that differ look alike.

    Examples
    --------
    >>> on_one_line(["Lorvane Evening Post", "Lorvane Evening Mail"], 12)
    ['Lorva…g Post', 'Lorva…g Mail']
    """
    half = characters // 2
    return _apart(names, lambda name: shortened(name, characters),
                  lambda name: f"{name[: half - 1]}…{name[half - characters :]}")  # fmt: skip


def _apart(
    names: Iterable[str], cut: Callable[[str], str], cut_inside: Callable[[str], str]
) -> list[str]:
    plain = [" ".join(str(name).split()) for name in names]
    short = {name: cut(name) for name in plain}
    alike = Counter(short.values())
    return [cut_inside(name) if alike[short[name]] > 1 else short[name] for name in plain]


def _on_two_lines(name: str, characters: int) -> str:
    lines = textwrap.wrap(shortened(name, 2 * characters - 4), characters)
    return "\n".join([lines[0], shortened(" ".join(lines[1:]), characters)] if lines[1:] else lines)


def _with_its_end(name: str, characters: int) -> str:
    return f"{textwrap.wrap(name, characters)[0]}\n…{name[1 - characters :].lstrip()}"


def margin_for(names: Iterable[str], *, size: float = _TEXT) -> float:
    """Inches that the longest line of the names needs to the left of a panel."""
    lines = [line for name in names for line in name.split("\n")]
    return _MARGIN + max((size_of(line, size=size) for line in lines), default=0) + 0.08


def capital(text: str) -> str:
    """The text with a capital letter, for a title."""
    return text[:1].upper() + text[1:]
