"""quanteda YAML: categories that hold patterns or further categories; ``__`` holds a parent's own.

References
----------
Benoit, K., et al. (2018). quanteda: An R package for the quantitative analysis of textual data.
Journal of Open Source Software, 3(30), 774.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from framing.lexicon_formats.dictionary import Skipped, Term, tree_of
from framing.yaml_text import YamlText

ENDINGS = (".yml", ".yaml")
WEIGHTS = False
OWN = "__"


class _Text(YamlText):
    def __init__(self, path: Path, text: str) -> None:
        super().__init__(path)
        self.given = text

    def _read(self) -> str:
        return self.given

    def terms(self, node: yaml.Node, path: tuple[str, ...]) -> Iterator[Term]:
        if isinstance(node, yaml.MappingNode):
            for key, value in self.mapping(node, (), "a category").items():
                below = path if key == OWN else (*path, key.replace("/", "|"))
                yield from self.terms(value, below)
            return
        items = [node] if isinstance(node, yaml.ScalarNode) and node.value else self.sequence(node)
        for item in items:
            yield Term(self.text(item), "/".join(path), None, item.start_mark.line + 1)


def read(text: str, path: Path) -> tuple[list[Term], list[Skipped]]:
    """The terms of a file and the lines that were not read; ``no`` and ``1e3`` are words."""
    reader = _Text(path, text)
    terms = list(reader.terms(reader.root(), ()))
    empty = [Skipped(term.line, "", "an empty term.") for term in terms if not term.pattern]
    return [term for term in terms if term.pattern], empty


def write(terms: Sequence[Term], name: str) -> tuple[str, list[Skipped]]:
    """A file for ``quanteda::dictionary(file = …)``; all terms are quoted."""
    return "\n".join(_lines(tree_of(terms), 0)) + "\n", []


def _lines(tree: dict, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, below in tree.items():
        own = key is None
        if own and len(tree) == 1:
            yield from (f"{indent}- {_quoted(term.pattern)}" for term in below)
            continue
        yield f"{indent}{OWN if own else _quoted(key or 'term')}:"
        yield from _lines({None: below} if own else below, depth + 1)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
