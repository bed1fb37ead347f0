"""The word lists of other programs: read, and where it makes sense written.

A format is a module here with `read`, `write`, its `ENDINGS`, and its name in the list below.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from framing.errors import FramingError, InputError, did_you_mean
from framing.files import MEGABYTE, decode
from framing.lexicon import Lexicon, read_lexicon
from framing.lexicon_formats import (
    lexicoder,
    lexicoder2,
    liwc,
    liwc22,
    plain,
    quanteda,
    tables,
    tabs,
    wordstat,
    yoshikoder,
)
from framing.lexicon_formats.dictionary import Dictionary, Skipped, Term, dictionary, of_lexicon
from framing.lexicon_formats.native import with_header, write_lexicon
from framing.writing import write_text

FORMATS: dict[str, ModuleType] = {
    "liwc": liwc,
    "liwc22": liwc22,
    "quanteda": quanteda,
    "lexicoder": lexicoder,
    "lexicoder2": lexicoder2,
    "yoshikoder": yoshikoder,
    "wordstat": wordstat,
    "table": tables,
    "tabs": tabs,
    "plain": plain,
}
OURS = "framing"
ENDINGS = tuple(sorted({each for module in FORMATS.values() for each in module.ENDINGS}))
LARGEST = 100 * MEGABYTE
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OUR_KEYS = re.compile(r"^(?:title|measures|feature|entries):", re.M)


def read_dictionary(path: str | Path, *, form: str | None = None) -> Dictionary:
    """Read the word list of another program.

    Parameters
    ----------
    path : str or Path
        ``.dic``, ``.dicx``, ``.yml``, ``.lc3``, ``.lcd``, ``.ykd``, ``.cat``, ``.csv``, ``.tsv`` or
        ``.txt``; or one of our own ``.yaml`` files.
    form : str, optional
        The format, where the ending does not tell: a key of `FORMATS`.

    Returns
    -------
    Dictionary
        Its terms by category, and every line that was not read.

    Raises
    ------
    InputError
        The file is missing, or is not what its ending says.

    Notes
    -----
    UTF-8 is expected; what is not UTF-8 is read as Windows-1252. Control characters are dropped.
    Nothing is lower-cased: matching ignores case.
    """
    path = Path(path)
    form = form or form_of(path)
    if form == OURS:
        return of_lexicon(read_lexicon(path))
    text = _CONTROLS.sub("", _text(path))
    terms, skipped = _module(form).read(text, path)
    return dictionary(path.stem, form, terms, skipped)


def read_lexicons(path: str | Path, *, form: str | None = None) -> tuple[Lexicon, ...]:
    """The lexicons of a file: one of ours, or one a category of another program's list."""
    path = Path(path)
    if (form or form_of(path)) == OURS:
        return (read_lexicon(path),)
    return read_dictionary(path, form=form).lexicons()


def write_dictionary(
    source: Dictionary | Lexicon,
    path: str | Path,
    *,
    form: str | None = None,
    weights: str | None = None,
) -> tuple[Skipped, ...]:
    """Write a word list for another program, or in our own format.

    Parameters
    ----------
    source : Dictionary or Lexicon
        What to write.
    path : str or Path
        Its ending tells the format.
    form : str, optional
        The format, where the ending does not tell.
    weights : {"sum", "drop"}, optional
        What becomes of another program's weights in our own format, which adds them up: it must
        be said, for a list whose weights are to be averaged would mean something else. `score`
        averages them.

    Returns
    -------
    tuple of Skipped
        What the format cannot hold.

    Raises
    ------
    FramingError
        The ending is of no format, or `weights` must be said.
    """
    path = Path(path)
    form = form or (OURS if path.suffix.lower() == ".yaml" else form_of(path))
    if form == OURS:
        lexicon, left = (source, ()) if isinstance(source, Lexicon) else _ours(source, weights)
        whole = lexicon if lexicon.source else with_header(lexicon, "not said")
        write_text(write_lexicon(whole), path)
        return left
    given = of_lexicon(source) if isinstance(source, Lexicon) else source
    lost = given.skipped if isinstance(source, Lexicon) else ()
    module = _module(form)
    text, left = module.write(given.terms, given.name)
    write_text(text, path)
    if given.weighted and not module.WEIGHTS:
        left = [*left, Skipped(0, given.name, f"{form} has no weights; they were left out.")]
    return tuple(sorted((*lost, *left)))


def form_of(path: Path) -> str:
    """The format of a file by its ending; a ``.yaml`` with our header is ours."""
    ending = path.suffix.lower()
    if ending in quanteda.ENDINGS and path.is_file():
        return OURS if len(set(_OUR_KEYS.findall(_text(path)))) > 2 else "quanteda"
    for form, module in FORMATS.items():
        if ending in module.ENDINGS:
            return form
    wrong = (
        f"no list of words ends in {ending!r}.{did_you_mean(ending, ENDINGS)}"
        if ending
        else "a list of words is told by the ending of its name, and this has none."
    )
    raise FramingError(f"{path}: {wrong} Known are {', '.join(ENDINGS)}.")


def _ours(given: Dictionary, weights: str | None) -> tuple[Lexicon, tuple[Skipped, ...]]:
    """Another program's list as a lexicon of ours, and what it leaves out."""
    chosen, nothing = _chosen(given, weights)
    lexicon, left = chosen.lexicon()
    said = with_header(lexicon, f"{given.name}, read as {given.form}")
    return said, tuple(sorted((*nothing, *left)))


def _chosen(given: Dictionary, weights: str | None) -> tuple[Dictionary, list[Skipped]]:
    """The dictionary as our format is to hold it, and the terms whose weight is nothing."""
    if not given.weighted or weights == "sum" or given.form == OURS:
        kept = tuple(term for term in given.terms if term.weight != 0)
        nothing = [Skipped(t.line, t.pattern, "the weight 0 adds nothing.")
                   for t in given.terms if t.weight == 0]  # fmt: skip
        return replace(given, terms=kept), nothing
    if weights == "drop":
        return replace(given, terms=tuple(term._replace(weight=None) for term in given.terms)), []
    raise FramingError(
        f"{given.name} has weights, and our lexicons add weights up. Say weights='sum'"
        " (--weights sum) if that is what they are for, or weights='drop' (--weights drop) to count"
        " terms. framing.lexicon_scores.score averages them."
    )


def _module(form: str) -> ModuleType:
    if form not in FORMATS:
        raise FramingError(f"there is no format {form!r}.{did_you_mean(form, FORMATS)}")
    return FORMATS[form]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    if len(data) > LARGEST:
        raise InputError(f"{path}: larger than {LARGEST // MEGABYTE} MB. It is no list of words.")
    return decode(data)[0]


__all__ = [
    "FORMATS", "Dictionary", "Skipped", "Term", "form_of", "read_dictionary", "read_lexicons",
    "write_dictionary",
]  # fmt: skip
