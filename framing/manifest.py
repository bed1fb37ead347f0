"""run.json: what a report was made from and with, so that anybody can make it again.

It holds no clock, user name or absolute path. An input that ships with the package is written as
``bundled:PATH``, any other by its path from the report's folder.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from framing.bundled import folder, lexicons
from framing.errors import InputError
from framing.files import find_files

_LIBRARIES = (
    "media-framing", "numpy", "pandas", "scipy", "matplotlib", "pyarrow", "textstat", "nupunkt",
    "ahocorasick-rs", "trafilatura", "tldextract", "jinja2",
)  # fmt: skip
_BUNDLED = "bundled:"


@dataclass(frozen=True)
class Job:
    """What to report on, and how.

    Attributes
    ----------
    source : str
        A folder, file or glob.
    by, within : str
        Columns with the groups to compare and, if any, what to compare them inside.
    seed : int
        Seed of the resampling.
    outlets, events : path, optional
        A table of the user's own outlets, and one with the event of each article.
    """

    source: str
    by: str = "outlet_id"
    within: str | None = None
    seed: int = 0
    outlets: str | os.PathLike | None = None
    events: str | os.PathLike | None = None


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def input_hashes(job: Job) -> dict[str, str]:
    """SHA-256 of every input file, by the name it goes by."""
    files = {source.name: source.path for source in find_files(job.source)}
    for name in ("outlets", "events"):
        if getattr(job, name):
            files[f"{name}: {Path(getattr(job, name)).name}"] = Path(getattr(job, name))
    hashes = {}
    for name, path in sorted(files.items()):
        try:
            hashes[name] = sha256(path.read_bytes())
        except OSError as error:
            hashes[name] = f"not opened ({error.strerror})"
    return hashes


def lexicon_hashes() -> dict[str, str]:
    """SHA-256 of every bundled lexicon, by its name."""
    return {
        lexicon.name: sha256((folder("lexicons") / f"{lexicon.name}.yaml").read_bytes())
        for lexicon in lexicons()
    }


def versions() -> dict[str, str]:
    """Of Python and of the libraries that figures depend on."""
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def describe_job(job: Job, report: Path) -> dict:
    """A job as run.json holds it: its paths are written from the report's folder."""
    described = asdict(job)
    for name in ("source", "outlets", "events"):
        if described[name] is not None:
            described[name] = _written(str(described[name]), report)
    return described


def read_job(described: dict, report: Path) -> Job:
    """The job that `describe_job` described, with paths that can be opened.

    Raises
    ------
    InputError
        If this is no description of a job.
    """
    try:
        read = {name: described[name] for name in ("source", "by", "within", "seed")}
        read |= {name: described[name] for name in ("outlets", "events")}
    except (KeyError, TypeError) as error:
        raise InputError(f"{report}/run.json: no job that framing wrote ({error}).") from error
    for name in ("source", "outlets", "events"):
        if read[name] is not None:
            read[name] = _found(str(read[name]), report)
    return Job(**read)


def changed_inputs(before: dict[str, str], now: dict[str, str]) -> Iterable[str]:
    """A line for each input that is not what it was."""
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield f"{name}: the input is gone"
        elif name not in before:
            yield f"{name}: the input is new"
        elif before[name] != now[name]:
            yield f"{name}: the input has changed"


def _written(path: str, report: Path) -> str:
    absolute = os.path.abspath(os.path.expanduser(path))
    shipped = str(folder("sample"))
    if absolute == shipped or absolute.startswith(shipped + os.sep):
        return _BUNDLED + Path(os.path.relpath(absolute, shipped)).as_posix()
    return Path(os.path.relpath(absolute, os.path.abspath(report))).as_posix()


def _found(written: str, report: Path) -> str:
    if written.startswith(_BUNDLED):
        return str(folder("sample") / written.removeprefix(_BUNDLED))
    return os.path.normpath(os.path.join(os.path.abspath(report), written))
