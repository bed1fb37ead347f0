"""run.json: what a report was made from and with, so that anybody can make it again.

It holds no clock, user name or absolute path. An input that ships with the package is written as
``bundled:PATH``, any other by its path from the report's folder.
"""

from __future__ import annotations

import hashlib
import json
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
    "media-framing", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "pyarrow",
    "textstat", "nupunkt", "ahocorasick-rs", "trafilatura", "tldextract", "jinja2", "lxml",
    "onnxruntime", "charset-normalizer", "htmldate", "pyyaml",
)  # fmt: skip
_PROGRAM = (".py", ".npz", ".onnx", ".csv", ".gz", ".bib", ".j2", ".css", ".js")
_NO_PROGRAM = frozenset({"lexicons", "notebooks", "sample", "training", "conftest.py"})
_BUNDLED = "bundled:"
MANIFEST = "run.json"


@dataclass(frozen=True)
class Job:
    """What to report on, and how.

    Attributes
    ----------
    source : str
        A folder, file or glob; None for a table in memory.
    by, within : str
        Columns with the groups to compare and, if any, what to compare them inside.
    seed : int
        Seed of the resampling.
    outlets, events : path, optional
        A table of the user's own outlets, and one with the event of each article.
    lexicons : tuple of path
        Lexicon files of the user's own, beside the bundled ones.
    """

    source: str | None
    by: str = "outlet_id"
    within: str | None = None
    seed: int = 0
    outlets: str | os.PathLike | None = None
    events: str | os.PathLike | None = None
    lexicons: tuple[str | os.PathLike, ...] = ()


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def input_hashes(job: Job) -> dict[str, str]:
    """SHA-256 of every input file, by the name it goes by."""
    sources = [] if job.source is None else find_files(job.source)
    files = {source.name: source.path for source in sources}
    for name in ("outlets", "events"):
        if getattr(job, name):
            files[f"{name}: {Path(getattr(job, name)).name}"] = Path(getattr(job, name))
    files |= {f"lexicon: {Path(path).name}": Path(path) for path in job.lexicons}
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


def program_hash() -> str:
    """SHA-256 over the files of the package itself: two programs may be of one version."""
    package = Path(__file__).parent
    paths = sorted(
        (path.relative_to(package).as_posix(), path)
        for path in package.rglob("*")
        if path.suffix in _PROGRAM and not _NO_PROGRAM & set(path.relative_to(package).parts)
    )
    return sha256("".join(f"{name} {sha256(path.read_bytes())}\n" for name, path in paths).encode())


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
    described["lexicons"] = [_written(str(path), report) for path in job.lexicons]
    return described


def read_manifest(report: Path) -> dict:
    """The content of a report's run.json, each part of the type that was written.

    Raises
    ------
    InputError
        If there is none, or it is none that framing wrote.
    """
    try:
        manifest = json.loads((report / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{report}: no run.json there; give the folder of a report.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{report}/run.json: not JSON ({error}).") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("job"), dict):
        raise InputError(f"{report}/run.json: its 'job' is none that framing wrote.")
    if manifest["job"].get("source") is None:
        raise InputError(
            f"{report}/run.json: made from a table in memory, so it cannot be run again."
        )
    for part in ("articles", "lexicons", "versions", "files"):
        if not _is_names(manifest.get(part)):
            raise InputError(f"{report}/run.json: its {part!r} are none that framing wrote.")
    return manifest


def _is_names(part: object) -> bool:
    return isinstance(part, dict) and all(isinstance(value, str) for value in part.values())


def read_job(described: dict, report: Path) -> Job:
    """The job that `describe_job` described, with paths that can be opened.

    Raises
    ------
    InputError
        If this is no description of a job.
    """
    described = {"lexicons": [], **described}
    for name, fits in _FITS.items():
        if name not in described or not fits(described[name]):
            raise InputError(
                f"{report}/run.json: {name!r} is {described.get(name)!r}, which framing did not"
                " write. Make the report anew."
            )
    read = {name: described[name] for name in _FITS}
    for name in ("source", "outlets", "events"):
        if read[name] is not None:
            read[name] = _found(read[name], report)
    read["lexicons"] = tuple(_found(path, report) for path in read["lexicons"])
    return Job(**read)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != "" and "\0" not in value


def _is_name_or_none(value: object) -> bool:
    return value is None or _is_name(value)


_FITS = {
    "source": _is_name,
    "by": _is_name,
    "within": _is_name_or_none,
    "seed": lambda value: type(value) is int and value >= 0,
    "outlets": _is_name_or_none,
    "events": _is_name_or_none,
    "lexicons": lambda value: isinstance(value, list) and all(map(_is_name, value)),
}


def changed_surroundings(manifest: dict) -> Iterable[str]:
    """A line for the program, and each lexicon and library, that is not what made the report."""
    if manifest.get("program", "") not in ("", program_hash()):
        yield "framing has other files now, whether or not its version is the same"
    before, now = manifest["lexicons"], lexicon_hashes()
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield f"lexicon {name} is gone since this report"
        elif name not in before:
            yield f"lexicon {name} is new since this report"
        elif before[name] != now[name]:
            yield f"lexicon {name} has changed since this report"
    before, now = manifest["versions"], versions()
    for name in sorted(before.keys() | now.keys()):
        then, current = before.get(name, "not known"), now.get(name, "not known")
        if then != current:
            yield f"{name} {then} then, {current} now"


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
