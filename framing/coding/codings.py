"""What a class or a team coded, read from whatever they saved it in, as three tables."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path

import pandas as pd

from framing.coding.from_brat import from_brat
from framing.coding.from_label_studio import from_label_studio, is_label_studio
from framing.coding.from_page import from_page, is_page_file
from framing.coding.from_spreadsheet import from_csv, from_xlsx
from framing.coding.from_webanno import from_webanno, is_webanno
from framing.coding.key import Key, is_key, read_key
from framing.coding.parts import Part, read_file, read_text
from framing.coding.spreadsheets import sentences_of
from framing.errors import InputError
from framing.files import SPREADSHEETS
from framing.findings import Finding, merged, worst_first

MARKS = ("coder", "article_id", "field", "start", "end", "text", "code")
RATINGS = ("coder", "article_id", "sentence", "code", "value")
_READ = (".json", ".csv", ".tsv", ".xlsx", ".ann")
_TWO_PEOPLE = "If these are two people, give one another name."
_NOT_READ = tuple(set(SPREADSHEETS) - {".xlsx"})


@dataclass(frozen=True)
class Codings:
    """What coders marked and rated.

    Attributes
    ----------
    texts : DataFrame
        One row a text, indexed by `article_id`: `title` and `text` as the coders saw them, NA
        where only ratings are known.
    marks : DataFrame
        One row a marked stretch: `coder, article_id, field, start, end, text, code`.
    coded : DataFrame
        One row a coder and text that the coder went through for marks: `coder, article_id`.
    ratings : DataFrame
        One row a rating: `coder, article_id, sentence, code, value`; `sentence` is 0 for the
        headline and NA for the article as a whole.
    findings : tuple of Finding
        What was wrong with the files, worst first.
    """

    texts: pd.DataFrame
    marks: pd.DataFrame = field(repr=False)
    coded: pd.DataFrame = field(repr=False)
    ratings: pd.DataFrame = field(repr=False)
    findings: tuple[Finding, ...] = ()

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody who marked or rated anything, sorted."""
        return tuple(sorted({*self.coded["coder"], *self.ratings["coder"]}))


def read_codings(
    files: str | os.PathLike | Iterable[str | os.PathLike],
    *,
    key: str | os.PathLike | None = None,
) -> Codings:
    """Read what coders gave back.

    Parameters
    ----------
    files : path, glob, or several
        Files, or folders with: what the marking page saves (.json); rating sheets (.xlsx, .csv,
        .tsv); BRAT's .ann beside .txt, in a folder a coder; WebAnno TSV 3 of INCEpTION; Label
        Studio's JSON.
    key : path, optional
        The teacher's ``key.csv``: gives the articles their own ids back, and the texts that
        spreadsheets lack. Found by itself where it lies among the files.

    Returns
    -------
    Codings
        A file that cannot be read does not stop the others; it is among the findings.

    Raises
    ------
    InputError
        No file could be read.

    Notes
    -----
    Codes are compared by name: ``Loaded terms``, ``loaded-terms`` and ``loaded_terms`` are one.
    """
    paths = _expanded([files] if isinstance(files, str | os.PathLike) else list(files))
    lock = _key_among(paths, key)
    parts: list[Part] = []
    findings: list[Finding] = []
    for path, name in paths:
        if lock and path.resolve() == lock.path.resolve():
            continue
        try:
            read = _parts(path, name, lock.codes if lock else ())
        except InputError as error:
            findings.append(Finding("error", "unreadable", name, str(error)))
        else:
            parts += read
    _refuse_strangers(parts, lock)
    if not any(part.coded or part.ratings for part in parts):
        findings += [finding for part in parts for finding in part.findings]
        lines = [str(finding) for finding in worst_first(merged(findings))]
        raise InputError("\n".join(lines or ["no file of a coder is there."]))
    return _merged(parts, lock, findings)


def _expanded(given: list[str | os.PathLike]) -> list[tuple[Path, str]]:
    """Every file with the name it goes by: its path inside the folder that was given."""
    found: dict[Path, str] = {}
    for each in given:
        path = Path(each).expanduser()
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
            found |= {p: p.relative_to(path).as_posix() for p in inside if p not in found}
        elif path.exists():
            found.setdefault(path, path.name)
        elif matches := sorted(glob(os.fspath(each), recursive=True)):
            found |= {Path(match): Path(match).name for match in matches}
        else:
            raise InputError(f"{each}: no such file or folder. Check the spelling.")
    return list(found.items())


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.relative_to(folder).parts)


def _key_among(paths: list[tuple[Path, str]], key: str | os.PathLike | None) -> Key | None:
    if key is not None:
        return read_key(Path(key))
    return next((read_key(path) for path, _ in paths if is_key(path)), None)


def _parts(path: Path, name: str, codes: tuple[str, ...]) -> list[Part]:
    """What a file holds; nothing where its kind is none that coders give back."""
    ending = path.suffix.lower()
    if ending in _NOT_READ:
        raise InputError("this kind of spreadsheet is not read. Save it as .xlsx or .csv.")
    if ending not in _READ:
        return []
    if ending == ".ann":
        return from_brat(path, name)
    if ending == ".xlsx":
        return from_xlsx(path, name, codes)
    if ending == ".json":
        return _from_json(path, name)
    text, said = read_text(path)
    if not is_webanno(text):
        return from_csv(path, name, codes)
    parts = from_webanno(text, path, name)
    if said:
        parts[0].note("note", said)
    return parts


def _from_json(path: Path, name: str) -> list[Part]:
    try:
        value = json.loads(read_file(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError("not JSON. Save it from the page again.") from error
    if is_page_file(value):
        return from_page(value, name)
    if is_label_studio(value):
        return from_label_studio(value, name)
    raise InputError("neither of the marking page nor of Label Studio.")


def _refuse_strangers(parts: list[Part], key: Key | None) -> None:
    """What was coded on other texts under the same ids counts for nothing, and is said."""
    known = {name: dict(fields) for name, fields in (key.texts if key else {}).items()}
    for part in parts:
        strange = _strange(part, known, key)
        if strange:
            part.note("error", f"{strange}; not counted.", "Was it made for other articles?")
            part.marks, part.coded, part.ratings, part.texts = [], [], [], {}
        for name, fields in part.texts.items():
            known.setdefault(name, {}).update(fields)
        _refuse_missing_sentences(part, known)


def _refuse_missing_sentences(part: Part, known: dict[str, dict[str, str]]) -> None:
    """A rating of a sentence that a known text does not have is of nothing."""
    numbers = {
        name: {number for number, *_ in sentences_of(fields.get("title"), fields.get("text"))}
        for name, fields in known.items()
    }
    kept = [r for r in part.ratings if r[1] is None or r[1] in numbers.get(r[0], {r[1]})]
    lost = len(part.ratings) - len(kept)
    if lost:
        part.note("error", f"{lost} ratings are of sentences that the texts do not have; left out.")
        part.ratings = kept


def _strange(part: Part, known: dict[str, dict[str, str]], key: Key | None) -> str:
    for name, fields in part.texts.items():
        for field_name, text in fields.items():
            if known.get(name, {}).get(field_name, text) != text:
                return f"its text {name!r} is not that of the others"
    if key is not None:
        unknown = sorted({name for name, *_ in part.ratings} - key.texts.keys())
        if unknown:
            return f"its text {unknown[0]!r} is not in the key"
        if part.sheet and part.sheet != key.sheet:
            return "it is of another sheet"
    return ""


def _merged(parts: list[Part], key: Key | None, findings: list[Finding]) -> Codings:
    called = key.articles if key else {}
    texts = {name: dict(fields) for name, fields in (key.texts if key else {}).items()}
    marks, coded, ratings = [], {}, {}
    for part in parts:
        coder = _tidy(part.coder)
        twice = [name for name in part.coded if coded.get((coder, name), part.name) != part.name]
        if twice:
            other = coded[coder, twice[0]]
            what = f"{coder!r} has coded {twice[0]!r} in {other} already; not counted again."
            part.note("error", what, _TWO_PEOPLE)
        for name in part.texts:
            texts.setdefault(name, {}).update(part.texts[name])
        coded |= {(coder, name): part.name for name in part.coded if name not in twice}
        marks += [(coder, *mark) for mark in part.marks if mark[0] not in twice]
        other = sum(
            ratings.setdefault((coder, name, sentence, code), value) != value
            for name, sentence, code, value in part.ratings
        )
        if other:
            what = f"{coder!r} rated {other} of these units otherwise before; the first is kept."
            part.note("error", what, _TWO_PEOPLE)
        findings += part.findings
    return Codings(
        _texts_table(texts, called),
        _marks_table(marks, texts, called),
        pd.DataFrame(sorted((c, called.get(n, n)) for c, n in coded), columns=list(MARKS[:2])),
        _ratings_table(ratings, called),
        tuple(worst_first(merged(findings))),
    )


def _tidy(coder: str) -> str:
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in coder)).strip()[:60]


def _texts_table(texts: dict, called: dict[str, str]) -> pd.DataFrame:
    rows = {called.get(name, name): texts[name] for name in sorted(texts)}
    index = pd.Index(sorted(rows), name="article_id", dtype=object)
    columns = {f: pd.Series([rows[n].get(f) for n in index], index=index, dtype=object)
               for f in ("title", "text")}  # fmt: skip
    return pd.DataFrame(columns, index=index)


def _marks_table(marks: list[tuple], texts: dict, called: dict[str, str]) -> pd.DataFrame:
    rows = [
        (coder, called.get(name, name), where, start, end, texts[name][where][start:end], code)
        for coder, name, where, start, end, code in sorted(set(marks))
    ]
    table = pd.DataFrame(rows, columns=list(MARKS))
    return table.sort_values(["article_id", "field", "start", "end", "code", "coder"],
                             kind="stable", ignore_index=True)  # fmt: skip


def _ratings_table(ratings: dict, called: dict[str, str]) -> pd.DataFrame:
    rows = [(coder, called.get(name, name), sentence, code, value)
            for (coder, name, sentence, code), value in ratings.items()]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(RATINGS))
    table["sentence"] = table["sentence"].astype("Int64")
    return table.sort_values(["article_id", "sentence", "code", "coder"], kind="stable",
                             ignore_index=True, na_position="first")  # fmt: skip
