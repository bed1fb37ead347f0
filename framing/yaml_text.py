"""YAML in which every scalar is text and every complaint has a line number.

``no``, ``on`` and ``1e3`` are words here, keys may not repeat, and aliases are refused, so a small
file cannot unfold into a large one.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from framing.errors import InputError, did_you_mean

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlText:
    """One YAML file, read as nodes.

    Parameters
    ----------
    path : Path
        The file. It is read when `root` is called.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, node: yaml.Node | None, message: str) -> InputError:
        """The error to raise: the file, the line of `node`, and the message."""
        where = f"line {node.start_mark.line + 1}: " if node is not None else ""
        return InputError(f"{self.path}: {where}{message}")

    def root(self) -> yaml.MappingNode:
        """The file's outermost mapping."""
        text = self._read()
        try:
            alias = next(
                (e for e in yaml.parse(text, Loader=_LOADER) if isinstance(e, yaml.AliasEvent)),
                None,
            )
            root = None if alias else yaml.compose(text, Loader=_LOADER)
        except (yaml.YAMLError, RecursionError) as error:
            raise self._broken(error) from None
        if alias:
            raise self.fail(
                alias,
                f"a YAML alias (*{alias.anchor}). Write it out, or put a term "
                "that begins with * in quotes.",
            )
        if not isinstance(root, yaml.MappingNode):
            raise self.fail(None, "the file must begin with keys such as 'title:' and 'entries:'.")
        return root

    def mapping(self, node: yaml.Node, allowed: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
        """The values of a mapping by key; keys outside `allowed` are errors unless it is empty."""
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, f"{what} needs 'name: value' lines.")
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if key in found:
                raise self.fail(key_node, f"{key!r} stands twice in {what}. Join the two.")
            if allowed and key not in allowed:
                guess = did_you_mean(key, allowed)
                raise self.fail(key_node, f"unknown key {key!r} in {what}.{guess}")
            found[key] = value
        return found

    def sequence(self, node: yaml.Node) -> list[yaml.Node]:
        """The items of a list; a key with nothing after it is an empty list."""
        if isinstance(node, yaml.SequenceNode):
            return node.value
        if isinstance(node, yaml.ScalarNode) and not node.value and node.style is None:
            return []
        raise self.fail(node, "a list is needed here: [one, two], or one '- ' line each.")

    def text(self, node: yaml.Node) -> str:
        """A scalar as it is written, on one line."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.fail(
                node,
                "a word or a line of text is needed here. Put text with ': ', [ or { in quotes.",
            )
        return " ".join(node.value.split())

    def _read(self) -> str:
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise self.fail(None, "there is no such file.") from None
        except OSError as error:
            raise self.fail(None, f"the file cannot be read ({error.strerror}).") from None
        except UnicodeDecodeError as error:
            raise self.fail(None, f"byte {error.start} is not UTF-8. Save it as UTF-8.") from None

    def _broken(self, error: Exception) -> InputError:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or "it is broken or nested too deeply"
        return InputError(
            f"{self.path}: {where}not YAML: {problem}. Put terms with special characters in quotes."
        )
