"""WebAnno TSV 3, which INCEpTION and WebAnno export: a line a token, a column a feature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from framing.coding.parts import Part, add_mark, in_characters
from framing.errors import InputError

HEAD = "#FORMAT=WebAnno TSV 3"
_NOT_CODES = ("POS", "Lemma", "Stem", "Token", "Sentence", "MorphologicalFeatures", "Chunk")
_LABELS = ("value", "label", "category", "code", "type")
_TOKEN = re.compile(r"\d+-\d+(?:\.\d+)?\t([0-9]{1,9})-([0-9]{1,9})\t([^\t]*)")
_VALUE = re.compile(r"((?:\\.|[^\\|\[])*)(?:\[(\d+)\])?(?:\||$)")
_ESCAPE = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class _Layer:
    """A layer of marks: where its columns stand, and which of them come first as its label."""

    name: str
    first: int
    width: int
    order: tuple[int, ...]


def is_webanno(text: str) -> bool:
    """Whether a file is WebAnno TSV 3."""
    return text.startswith(HEAD)


def from_webanno(text: str, path: Path, name: str) -> list[Part]:
    """The marks of one coder on one text.

    In INCEpTION's exports the folder is the document and the file the coder; where the folder does
    not look like a document (``ferry.txt``), the folder is the coder and the file the document.

    Raises
    ------
    InputError
        There are no tokens.
    """
    lines = text.replace("\r\n", "\n").split("\n")  # a text may hold other ends of lines
    whole = _whole_text(lines)
    folder = path.resolve().parent.name
    document, coder = (folder, path.stem) if "." in folder else (path.stem, folder)
    part = Part(coder, name, texts={document: {"text": whole}}, coded=[document])
    lost = 0
    for layer in _layers(lines):
        for start, end, code, words in sorted(_marks(lines, layer)):
            place = (document, "text", in_characters(whole, start), in_characters(whole, end))
            lost += not (_says(whole[place[2] : place[3]], words) and add_mark(part, place, code))
    if lost:
        part.note("error", f"{lost} marks do not fit the words of the text; left out.")
    return [part]


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Whether a stretch begins and ends with the first and the last token of a mark."""
    return text.startswith(words[0]) and text.endswith(words[-1])


def _whole_text(lines: list[str]) -> str:
    """The text, from its sentences; places are in units of UTF-16, as in Java."""
    units = bytearray()
    sentence: list[str] = []
    for line in lines:
        if line.startswith("#Text="):
            sentence.append(_plain(line.removeprefix("#Text=")))
        elif sentence and (token := _TOKEN.match(line)):
            start = 2 * int(token[1])
            if start > 2 * sum(map(len, lines)) or start < len(units):
                raise InputError("its places are out of order. Export it again.")
            units += " ".encode("utf-16-le") * ((start - len(units)) // 2)
            units += "\n".join(sentence).encode("utf-16-le", "surrogatepass")
            sentence = []
    if not units:
        raise InputError("a WebAnno TSV file without tokens.")
    return units.decode("utf-16-le", "replace")


def _plain(written: str) -> str:
    return _ESCAPE.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), written)


def _layers(lines: list[str]) -> list[_Layer]:
    layers, column = [], 3
    for line in lines:
        kind, _, described = line.partition("=")
        if kind not in ("#T_SP", "#T_RL", "#T_CH"):
            continue
        name, *features = described.split("|")
        width = max(1, len(features))
        short = name.rpartition(".")[2]
        if kind == "#T_SP" and short not in _NOT_CODES:
            wanted = sorted(range(len(features)), key=lambda n: (_rank(features[n]), n))
            plain = tuple(n for n in wanted if not features[n].startswith(("ROLE_", "BT_")))
            layers.append(_Layer(short, column, width, plain or (0,)))
        column += width
    return layers


def _rank(feature: str) -> int:
    return _LABELS.index(feature) if feature in _LABELS else len(_LABELS)


def _marks(lines: list[str], layer: _Layer) -> set[tuple[int, int, str, tuple[str, ...]]]:
    """Start, end, label and tokens of each mark; tokens with one number are one mark."""
    found: dict[str, tuple[int, int, str, tuple[str, ...]]] = {}
    for row, line in enumerate(lines):
        token = _TOKEN.match(line)
        cells = line.split("\t")
        if token is None or len(cells) < layer.first + layer.width:
            continue
        columns = [_values(cells[layer.first + n]) for n in layer.order]
        for place, (_, number) in enumerate(columns[0]):
            labels = [column[place][0] for column in columns if place < len(column)]
            label = next((x for x in labels if x not in ("_", "*", "")), layer.name)
            if all(x in ("_", "") for x in labels):
                continue
            key = number or f"{row}.{place}"
            first, last, word = int(token[1]), int(token[2]), _plain(token[3])
            start, end, _, words = found.get(key, (first, last, label, ()))
            found[key] = (min(start, first), max(end, last), label, (*words, word))
    return set(found.values())


def _values(cell: str) -> list[tuple[str, str]]:
    r"""The values of a cell with the number of the mark that each belongs to.

    Examples
    --------
    >>> _values(r"PER[3]|a\[b")
    [('PER', '3'), ('a[b', '')]
    """
    return [(_plain(value), number) for value, number in _VALUE.findall(cell)][
        : cell.count("|") + 1
    ]
