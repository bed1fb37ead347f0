"""Pictures as bytes: the same on every machine, with their words and tables beside them."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from matplotlib.figure import Figure

from framing.charts import CHARTS
from framing.charts.chart import Chart, printed
from framing.charts.theme import theme
from framing.errors import FramingError
from framing.results import Results
from framing.writing import write_bytes

_FONT = "'DejaVu Sans', Verdana, sans-serif"
_EVERYWHERE = re.compile(r"<defs><style[^>]*>.*?</style></defs>", re.S)
_NUMBER = re.compile(r"(\d+\.\d{2})\d+")
_UNUSED = re.compile(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<!--.*?-->\s*|<metadata>.*?</metadata>\s*",
                     re.S)  # fmt: skip
_STYLE = re.compile(r"(<g[^>]*)>((?:<use [^>]*/>)+)</g>")
_OF_USE = re.compile(r' style="([^"]*)"')


@dataclass(frozen=True)
class Drawings:
    """All charts of a run.

    Attributes
    ----------
    files : dict
        From file name to content, an SVG and a PNG a picture.
    charts : list of dict
        A picture each: `name`, `section`, `caption`, `alt`, `svg` (to be put into a page), and
        `columns` and `rows` of the table behind it, as they are printed.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    charts: list[dict] = field(default_factory=list)


def draw_all(results: Results) -> Drawings:
    """Draw every chart that the tables of a run allow."""
    drawings = Drawings()
    for chart in CHARTS:
        for item in chart.each(results):
            data = chart.data(results, item)
            if data.empty:
                continue
            drawn = _drawn(chart, item, data)
            figure = chart.draw(data)
            svg = svg_text(figure, drawn["name"], title=drawn["caption"], description=drawn["alt"])
            drawings.charts.append({**drawn, "svg": svg})
            drawings.files[f"{drawn['name']}.svg"] = svg.encode("utf-8", "replace")
            drawings.files[f"{drawn['name']}.png"] = png_bytes(figure)
    return drawings


def _drawn(chart: Chart, item: str, data) -> dict:
    columns, rows = printed(data)
    return {
        "name": chart.file_name(item),
        "section": chart.section,
        "caption": chart.caption,
        "alt": chart.alt(data),
        "columns": columns,
        "rows": rows,
    }


def png_bytes(figure: Figure, *, dpi: int = 150) -> bytes:
    """The picture as PNG, without a date or the name of a program in it."""
    return _saved(figure, format="png", dpi=dpi, metadata={"Software": None})


def save_picture(figure: Figure, path: Path) -> Path:
    """Write a picture by the ending of its name, .png, .svg or .pdf; the same bytes every time.

    Raises
    ------
    FramingError
        The name has another ending.
    """
    dateless = {".png": "Software", ".svg": "Date", ".pdf": "CreationDate"}
    kind = path.suffix.lower()
    if kind not in dateless:
        raise FramingError(f"{path}: a chart ends in .png, .svg or .pdf.")
    metadata = {dateless[kind]: None}
    return write_bytes(_saved(figure, format=kind[1:], dpi=150, metadata=metadata), path)


def svg_text(figure: Figure, name: str, *, title: str, description: str) -> str:
    """The picture as SVG with its words as text: small, named for screen readers, fit for a page.

    Parameters
    ----------
    figure : Figure
        What a chart function returned.
    name : str
        Put before every id, since several pictures share a page.
    title, description : str
        What a screen reader says.
    """
    svg = _saved(figure, format="svg", metadata={"Date": None}).decode("utf-8")
    svg = _UNUSED.sub("", svg)
    svg = re.sub(r"<[^>]+>", _shorter, svg)
    svg = re.sub(r">\s+<", "><", svg)
    svg = re.sub(r"<g>(<path [^>]*/>)</g>", r"\1", svg)
    svg = _EVERYWHERE.sub("", svg).replace("<svg ", '<svg stroke-linejoin="round" ', 1)
    svg = svg.replace("'DejaVu Sans'", _FONT)
    svg = _STYLE.sub(_one_style, svg)
    svg = _own_ids(svg, f"{zlib.crc32(name.encode('utf-8')):x}")
    named = (
        f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    return re.sub(r"(<svg[^>]*)>", lambda m: f"{m[1]} {named}", svg, count=1)


def _own_ids(svg: str, prefix: str) -> str:
    """Ids that no other picture of the page has, and none that nothing refers to."""
    used = sorted(set(re.findall(r'(?:url\(|xlink:href=")#([^)"]+)', svg)))
    short = {name: f"{prefix}-{number}" for number, name in enumerate(used)}
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{short[m[1]]}"' if m[1] in short else "", svg)
    return re.sub(r'(url\(|xlink:href=")#([^)"]+)', lambda m: f"{m[1]}#{short[m[2]]}", svg)


def _shorter(tag: re.Match) -> str:
    """A tag with coordinates to a hundredth of a point, on one line."""
    line = re.sub(r" ?\n", " ", tag[0]).replace(' "', '"')
    line = re.sub(r' transform="rotate\(-?0 [^"]*"', "", line)
    return _NUMBER.sub(r"\1", line)


def _one_style(group: re.Match) -> str:
    """Dots that all look the same say so once."""
    styles = set(_OF_USE.findall(group[2]))
    if len(styles) != 1:
        return group[0]
    return f'{group[1]} style="{styles.pop()}">{_OF_USE.sub("", group[2])}</g>'


def _saved(figure: Figure, **options: object) -> bytes:
    content = io.BytesIO()
    with theme(), warnings.catch_warnings():
        # A name in a script that the font lacks is drawn as boxes in PNG; SVG keeps its letters.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        figure.savefig(content, **options)
    return content.getvalue()
