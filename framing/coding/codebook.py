"""What coders are asked to mark: a codebook, made from the headers and examples of the lexicons.

A code is named like what the program marks, a layer (`hedging`) or a label in one
(`attribution:cue`), so that both can be compared.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from framing.bundled import lexicons
from framing.errors import FramingError, did_you_mean
from framing.extractors import SCARE_QUOTES
from framing.lexicon import IGNORE, Lexicon, read_lexicon

DEFAULT = (
    "loaded_terms",
    "hedging",
    "attribution:source",
    "attribution:cue",
    "attribution:content",
)
MOST = 9
"""Codes of one sheet: each has a digit of the keyboard."""
_TERMS, _EXAMPLES = 6, 6


@dataclass(frozen=True)
class Code:
    """One thing to mark.

    Attributes
    ----------
    name : str
        As in the spans table: a layer, or ``layer:label``.
    title : str
        What people call it.
    measures : str
        What counts, and what does not.
    categories : tuple of (str, str)
        Kinds of it, each with some of its terms.
    examples : tuple of str
        Sentences with what must be marked in square brackets; some have nothing to mark.
    """

    name: str
    title: str
    measures: str
    categories: tuple[tuple[str, str], ...] = ()
    examples: tuple[str, ...] = ()


_PARTS = (
    Code(
        "attribution:source",
        "Source",
        "Who is said to have said, written or thought it: the name or the description, without"
        " the verb. Pronouns count. Not somebody who is only mentioned.",
        examples=("“We are full,” said [Ida Brandt].", "According to [the harbour report], …"),
    ),
    Code(
        "attribution:cue",
        "Reporting words",
        "The words that tell that somebody is speaking, writing or thinking: said, claimed,"
        " according to. Not what was said. Not who said it.",
        examples=("“We are full,” [said] Ida Brandt.", "[According to] the harbour report, …"),
    ),
    Code(
        "attribution:content",
        "What is said",
        "The words that are passed on as somebody else's, in quotation marks or retold. Not the"
        " outlet's own statements, even where they rest on somebody's word.",
        examples=(
            "[“We are full,”] said Ida Brandt.",
            "Officials warned [that the port would close].",
        ),
    ),
    Code(
        "scare_quotes",
        "Scare quotes",
        SCARE_QUOTES.measures,
        examples=SCARE_QUOTES.examples,
    ),
)  # fmt: skip


def codebook(
    names: Iterable[str] = DEFAULT, *, lexicon_files: Iterable[str | os.PathLike] = ()
) -> tuple[Code, ...]:
    """The codes of a sheet, in the order of their number keys.

    Parameters
    ----------
    names : iterable of str
        Lexicons (``hedging``), one category of a lexicon (``hedging:modal``), ``scare_quotes``,
        and the parts of an attribution (``attribution:source``, ``:cue``, ``:content``).
    lexicon_files : iterable of path
        Lexicon files of your own; each adds a code after the others.

    Returns
    -------
    tuple of Code

    Raises
    ------
    FramingError
        A name is not known, stands there twice, or there are more than nine.

    Examples
    --------
    >>> [code.title for code in codebook(["hedging", "attribution:cue"])]
    ['Hedging', 'Reporting words']
    """
    own = [read_lexicon(Path(path)) for path in lexicon_files]
    known = {code.name: code for lexicon in (*lexicons(), *own) for code in _codes_of(lexicon)}
    known |= {code.name: code for code in _PARTS}
    chosen = [*names, *(lexicon.name for lexicon in own)]
    for name in chosen:
        if name not in known:
            raise FramingError(f"no code is called {name!r}.{did_you_mean(name, known)}")
    if not 1 <= len(chosen) <= MOST or len(set(chosen)) < len(chosen):
        raise FramingError(
            f"a sheet has 1 to {MOST} codes, each once. Got {', '.join(chosen) or 'none'}."
        )
    return tuple(known[name] for name in chosen)


def _codes_of(lexicon: Lexicon) -> Iterable[Code]:
    """The lexicon as one code, and each of its categories as another."""
    terms: dict[str, list[str]] = {}
    for entry in lexicon.entries:
        terms.setdefault(entry.category, []).append(entry.written)
    categories = tuple(
        (category.replace("_", " "), ", ".join(terms[category][:_TERMS]))
        for category in lexicon.categories
    )
    yield Code(
        lexicon.name, lexicon.title, lexicon.measures, categories, lexicon.examples[:_EXAMPLES]
    )
    for category, listed in terms.items():
        if category != IGNORE:
            readable = category.replace("_", " ")
            yield Code(
                f"{lexicon.name}:{category}",
                f"{lexicon.title}: {readable}",
                f"{lexicon.measures} Here only the kind called {readable}.",
                ((readable, ", ".join(listed[: 4 * _TERMS])),),
            )
