"""What lies inside an input and is no part of it: links that lead out, pipes, reports of our own.

A report that is written beside the articles must not become one of them when it is verified; and
a folder from somebody else must not make us read files of ours, or wait for a pipe for ever.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from framing.findings import Finding, some

_MANIFEST = "run.json"
_LARGEST_MANIFEST = 50_000_000


def sift(folder: str, paths: Iterable[str], *, named: bool) -> tuple[list[str], list[Finding]]:
    """The regular files among `paths`, which are inside `folder`, and what was left out of them.

    Where the files are `named` (by a pattern), links are followed wherever they lead. Otherwise
    only inside the folder.
    """
    kept, out, special = [], [], []
    reports: dict[str, set[str]] = {}
    skipped = set()
    for path in paths:
        if not named and _leads_out(path, folder):
            out.append(path)
        elif report := _report_of(path, folder, reports):
            skipped.add(report)
        elif not _is_special(path):
            kept.append(path)
        elif not os.path.isdir(path):
            special.append(path)
    return kept, [
        *_said(out, folder, "link"),
        *_said(special, folder, "special_file"),
        *_said(sorted(skipped), folder, "report"),
    ]


_KINDS = {
    "link": (
        "warning",
        "not read: a link that leads out of the input folder.",
        "Copy what is meant into the folder, or name it.",
    ),
    "special_file": (
        "warning",
        "not read: a pipe, a socket or a device.",
        "Save what it gives to a file.",
    ),
    "report": ("note", "what framing report wrote there was passed over.", ""),
}


def _said(paths: list[str], folder: str, kind: str) -> list[Finding]:
    names = [Path(os.path.relpath(path, folder)).as_posix() for path in paths]
    severity, what, advice = _KINDS[kind]
    return [Finding(severity, kind, some(names), what, advice)] if names else []


def _leads_out(path: str, folder: str) -> bool:
    if not os.path.islink(path):
        return False
    real = os.path.realpath(folder)
    return os.path.commonpath([os.path.realpath(path), real]) != real


def _is_special(path: str) -> bool:
    """Whether it is there and is no regular file; what cannot be opened is said on reading."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def _report_of(path: str, folder: str, reports: dict[str, set[str]]) -> str | None:
    """The folder, no higher than `folder`, of the report that wrote a file."""
    place = os.path.dirname(path)
    while True:
        if place not in reports:
            reports[place] = _written(place)
        if path in reports[place]:
            return place
        if len(place) <= len(folder):
            return None
        place = os.path.dirname(place)


def _written(folder: str) -> set[str]:
    """The files that a report wrote in a folder, by its own manifest."""
    manifest = os.path.join(folder, _MANIFEST)
    try:
        if _is_special(manifest) or os.path.getsize(manifest) > _LARGEST_MANIFEST:
            return set()
        run = json.loads(Path(manifest).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return set()
    if not isinstance(run, dict) or not all(isinstance(run.get(k), dict) for k in ("job", "files")):
        return set()
    return {manifest, *(os.path.normpath(os.path.join(folder, name)) for name in run["files"])}
