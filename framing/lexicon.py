"""A lexicon: terms by category, with what they measure, their source, and examples that prove it.

The format and every decision about matching are written down in ``lexicons/README.md``. Reading is
strict, so that a typing error in a list is an error with a line number and not a silent zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from framing.errors import InputError, did_you_mean
from framing.folding import fold_term
from framing.word_classes import WORD_CLASSES
from framing.yaml_text import YamlText

RULES = ("not_before", "not_after", "only_before", "only_after")
IGNORE = "ignore"
_REQUIRED = ("title", "measures", "feature", "source", "license", "language", "entries", "examples")
_HEADER = (*_REQUIRED, "proper_names", "negation", "classes", "group_names", "columns")
_COLUMNS = ("total", "category")
_CHOICES = {
    "case": ("any", "exact", "lower"),
    "negation": ("count", "skip", "only"),
    "proper_names": ("skip", "count"),
}
_OPTIONS = ("term", "terms", "weight", "note", *_CHOICES, *RULES)
_NO_TERM = re.compile(r"[\\^$|?+(){}\[\]<>=~`\"“”]")
_MOST_FAULTS = 20
_NO_NAME = "must be lower-case letters, digits and _, beginning with a letter."
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of a lexicon, and when it counts.

    Attributes
    ----------
    term : str
        As written in the file, without a trailing ``*``.
    category : str
        The label of its spans; ``ignore`` uses up words and is not reported.
    weight : float
        How surely a hit marks what the lexicon measures.
    prefix : bool
        Whether the term stands for every word that begins with it.
    case, negation, proper_names : str
        See ``lexicons/README.md``.
    not_before, not_after, only_before, only_after : tuple of str
        Words, phrases, ``stem*``, ``*ending`` or names of classes. Empty is no rule.
    note : str
        Why the entry is as it is.
    line : int
        Its line in the file, from 1.
    """

    term: str
    category: str
    weight: float = 1.0
    prefix: bool = False
    case: str = "any"
    negation: str = "count"
    proper_names: str = "skip"
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    note: str = ""
    line: int = 0

    @property
    def written(self) -> str:
        """The term as it stands in the file."""
        return self.term + "*" if self.prefix else self.term

    @property
    def conditional(self) -> bool:
        """Whether it counts in some contexts only."""
        rules = any(getattr(self, rule) for rule in RULES)
        return rules or self.case != "any" or self.negation != "count"

    @property
    def key(self) -> str:
        """What the matcher looks for: folded, with single spaces for spaces and hyphens."""
        return fold_term(self.term)


@dataclass(frozen=True)
class Lexicon:
    """A list of terms that measures one thing.

    Attributes
    ----------
    name : str
        The layer its spans are in: the name of the file without its ending.
    title, measures, source, license, language : str
        As the file says.
    feature : str
        Stem of its columns, or "" when the list is not a measure.
    entries : tuple of Entry
        In the order of the file.
    examples : tuple of str
        Sentences with every hit in square brackets.
    classes : dict of str to tuple of str
        Word lists that the context rules of this lexicon name.
    group_names : str
        The argument for listing names of groups of people, or "".
    columns : str
        "total": one rate for the list. "category": a rate for each category besides.

    Examples
    --------
    >>> from framing.lexicon import Entry, Lexicon
    >>> entries = Entry("claim", "noun"), Entry("alleg", "verb", prefix=True)
    >>> doubt = Lexicon("doubt", entries=entries)
    >>> doubt.categories
    ('noun', 'verb')
    """

    name: str
    title: str = ""
    measures: str = ""
    feature: str = ""
    source: str = ""
    license: str = ""
    language: str = "en"
    entries: tuple[Entry, ...] = ()
    examples: tuple[str, ...] = ()
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    group_names: str = ""
    columns: str = "total"

    @property
    def categories(self) -> tuple[str, ...]:
        """The labels of its spans, in the order of the file."""
        return tuple(dict.fromkeys(e.category for e in self.entries if e.category != IGNORE))

    def _repr_html_(self) -> str:
        from framing.notebook import notebook_html, terms_table

        said = [f"{self.title or self.name}: {self.measures}", f"Source: {self.source}"]
        terms = [(entry.category, entry.written) for entry in self.entries]
        return notebook_html(said, {f"{len(terms):,} entries": terms_table(terms)}, most=40)


def read_lexicon(path: str | Path) -> Lexicon:
    """Read one lexicon file and check every line of it.

    Parameters
    ----------
    path : str or Path
        A YAML file in the format of ``lexicons/README.md``.

    Returns
    -------
    Lexicon
        Named like the file.

    Raises
    ------
    InputError
        The file is missing, is not YAML, or an entry cannot be used. The message names the file
        and the line and says what to do.

    Notes
    -----
    Reading does not run the examples; ``framing.matcher.failed_examples`` does.

    Examples
    --------
    >>> read_lexicon("nowhere.yaml")
    Traceback (most recent call last):
    ...
    framing.errors.InputError: nowhere.yaml: there is no such file.
    """
    return _Reader(Path(path)).lexicon()


class _Reader(YamlText):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.head = self.mapping(self.root(), _HEADER, "the header")
        self.classes: dict[str, tuple[str, ...]] = {}
        self.seen: dict[tuple[str, bool], list[Entry]] = {}
        self.faults: list[str] = []

    def lexicon(self) -> Lexicon:
        missing = [repr(key) for key in _REQUIRED if key not in self.head]
        if missing:
            raise self.fail(
                None, f"the header has no {', '.join(missing)}. It needs {', '.join(_REQUIRED)}."
            )
        self.classes = self.read_classes()
        texts = {key: self.text(self.head[key]) for key in _REQUIRED[:6]}
        if not _NAME.fullmatch(texts["feature"]):
            raise self.fail(self.head["feature"], f"feature {texts['feature']!r} {_NO_NAME}")
        texts["feature"] = "" if texts["feature"] == "none" else texts["feature"]
        return Lexicon(
            name=self.path.stem,
            **texts,
            entries=self.read_entries(),
            examples=tuple(self.text(node) for node in self.sequence(self.head["examples"])),
            classes=self.classes,
            group_names=self.text(self.head["group_names"]) if "group_names" in self.head else "",
            columns=self.choice("columns", self.head["columns"], _COLUMNS)
            if "columns" in self.head
            else "total",
        )

    def read_classes(self) -> dict[str, tuple[str, ...]]:
        if "classes" not in self.head:
            return {}
        node = self.head["classes"]
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, "classes needs 'name: [word, word]' lines.")
        classes = {}
        for name, words in self.mapping(node, (), "classes").items():
            if name in WORD_CLASSES:
                raise self.fail(words, f"the class {name!r} exists already. Choose another name.")
            classes[name] = self.items(words, "classes")
        return classes

    def read_entries(self) -> tuple[Entry, ...]:
        node = self.head["entries"]
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, "entries needs 'category: [term, term]' lines.")
        defaults = {
            key: self.choice(key, self.head[key], _CHOICES[key])
            for key in ("proper_names", "negation")
            if key in self.head
        }
        entries: list[Entry] = []
        for category, terms in self.mapping(node, (), "entries").items():
            if not _NAME.fullmatch(category):
                raise self.fail(terms, f"category {category!r} {_NO_NAME}")
            base = Entry("", category, **defaults)
            if isinstance(terms, yaml.MappingNode):
                entries += self.sound(terms, base)
            else:
                for item in self.sequence(terms):
                    entries += self.sound(item, base)
        if self.faults:
            more = len(self.faults) - _MOST_FAULTS
            left = [f"{self.path}: {more} more of its entries cannot be used."] if more > 0 else []
            raise InputError("\n".join([*self.faults[:_MOST_FAULTS], *left]))
        return tuple(entries)

    def sound(self, node: yaml.Node, base: Entry) -> list[Entry]:
        """The entries of a node; one that cannot be used is noted, so that all of them are said."""
        try:
            return list(self.entry(node, base))
        except InputError as error:
            self.faults.append(str(error))
            return []

    def entry(self, node: yaml.Node, base: Entry) -> Iterator[Entry]:
        if isinstance(node, yaml.ScalarNode):
            yield self.term(node, base)
            return
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(
                node,
                f"an entry of {base.category!r} is a list. Write a term, or a "
                "mapping with 'term' or 'terms'.",
            )
        options = self.mapping(node, _OPTIONS, "an entry")
        if ("term" in options) == ("terms" in options):
            raise self.fail(node, f"an entry of {base.category!r} needs either 'term' or 'terms'.")
        rules = {key: value for key, value in options.items() if key not in ("term", "terms")}
        base = replace(base, **{key: self.option(key, value) for key, value in rules.items()})
        if "term" in options:
            yield self.term(options["term"], base)
        else:
            for item in self.sequence(options["terms"]):
                yield from self.sound(item, base)

    def term(self, node: yaml.Node, base: Entry) -> Entry:
        written = self.text(node)
        term = written.removesuffix("*")
        self.check_term(node, written, term)
        entry = replace(base, term=term, prefix=term != written, line=node.start_mark.line + 1)
        earlier = self.seen.setdefault((entry.key, entry.prefix), [])
        for other in earlier:
            if not other.conditional or replace(other, line=entry.line) == entry:
                raise self.fail(
                    node,
                    f"{written!r} in {entry.category!r} is already in "
                    f"{other.category!r}, line {other.line}. Keep one of them.",
                )
        earlier.append(entry)
        return entry

    def check_term(self, node: yaml.Node, written: str, term: str) -> None:
        if not any(char.isalpha() for char in term):
            raise self.fail(node, f"the term {written!r} has no letters.")
        odd = _NO_TERM.search(term)
        if odd:
            raise self.fail(
                node,
                f"{written!r} has a {odd.group()!r}. Terms are literal words, not "
                "regular expressions; list the forms, or end a stem with *.",
            )
        if "*" in term or (term != written and not term[-1].isalnum()):
            raise self.fail(
                node, f"{written!r}: a * may only stand at the end of a word, as in 'alleg*'."
            )

    def option(self, key: str, node: yaml.Node) -> str | float | tuple[str, ...]:
        if key in RULES:
            return self.items(node, key)
        if key == "weight":
            return self.weight(node)
        return self.choice(key, node, _CHOICES[key]) if key in _CHOICES else self.text(node)

    def choice(self, key: str, node: yaml.Node, among: tuple[str, ...]) -> str:
        value = self.text(node)
        if value not in among:
            raise self.fail(node, f"{key} cannot be {value!r}." + did_you_mean(value, among))
        return value

    def weight(self, node: yaml.Node) -> float:
        written = self.text(node)
        try:
            weight = float(written)
        except ValueError:
            weight = math.nan
        if not math.isfinite(weight) or weight == 0:
            raise self.fail(node, f"weight {written!r} is not a number other than 0, such as 0.5.")
        return weight

    def items(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        nodes = [node] if isinstance(node, yaml.ScalarNode) else self.sequence(node)
        items = tuple(self.text(item) for item in nodes)
        for item_node, item in zip(nodes, items, strict=True):
            if not item.strip("*") or "*" in item[1:-1] or item[:1] == item[-1:] == "*":
                raise self.fail(item_node, f"{item!r} in {key}: write a word, stem* or *ending.")
        if not items:
            raise self.fail(node, f"{key} is empty. Leave it out.")
        return items
