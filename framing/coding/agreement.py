"""How far coders agree with each other and with the program, and where they part."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from framing.coding.against_tool import tool_marks, tool_table
from framing.coding.codings import Codings, read_codings
from framing.coding.coefficients import (
    agreed,
    interval,
    kappa_of,
    pair_sums,
)
from framing.coding.disagreements import disagreements
from framing.coding.units import ALL, MISSING, NOTHING, Units, units_of
from framing.errors import InputError
from framing.writing import write_table, write_text

TABLE = (
    "kind", "code", "n_coders", "n_units", "percent", "cohen_kappa", "fleiss_kappa", "alpha",
    "low", "high", "resampled",
)  # fmt: skip
PAIRS = ("kind", "code", "coder_a", "coder_b", "n_units", "percent", "kappa", "low", "high")


@dataclass(frozen=True)
class Agreement:
    """What `agreement` found; shows itself in a notebook.

    Attributes
    ----------
    table : DataFrame
        One row a kind of unit (``words``, ``sentences``, ``articles``) and code, and one for all
        codes together: `kind, code, n_coders, n_units, percent, cohen_kappa, fleiss_kappa, alpha,
        low, high, resampled`. Among people only. NaN where a coefficient is undefined, such as
        where nobody marked anything; `low` and `high` are NaN for fewer than eight articles or,
        instead, sentences.
    pairs : DataFrame
        One row a pair of coders and code: `kind, code, coder_a, coder_b, n_units, percent, kappa,
        low, high`. The program is ``tool``.
    tool : DataFrame
        One row a code: the mean of kappa between the program and each coder with its interval,
        and, for stretches, which share of the program's overlap a coder's (`precision`) and which
        share of the coders' overlap the program's (`recall`). Empty without the program.
    confusion : DataFrame
        How often words marked as one code by somebody were marked as another by somebody else:
        `code_a, code_b, n`, counted over pairs of coders.
    disagreements : DataFrame
        One row a version of a sentence on which coders part, worst first: `kind, code, article_id,
        sentence, text, disagreement, version, n_coders, coders, tool, runs`.
    codings : Codings
        What was compared.
    """

    table: pd.DataFrame
    pairs: pd.DataFrame = field(repr=False)
    tool: pd.DataFrame = field(repr=False)
    confusion: pd.DataFrame = field(repr=False)
    disagreements: pd.DataFrame = field(repr=False)
    codings: Codings = field(repr=False)

    def sentences(self) -> list[str]:
        """The result in sentences."""
        from framing.coding.agreement_page import sentences

        return sentences(self)

    def save(self, folder: str | os.PathLike) -> Path:
        """Write agreement.html and the tables as CSV to a folder; returns the path of the page."""
        from framing.coding.agreement_page import page

        folder = Path(folder)
        for name in ("table", "pairs", "tool", "confusion", "disagreements"):
            shown = getattr(self, name).drop(columns="runs", errors="ignore")
            write_table(shown, folder / f"{name}.csv")
        return write_text(page(self), folder / "agreement.html")

    def _repr_html_(self) -> str:
        from framing.coding.agreement_page import fragment

        return fragment(self)

    def __str__(self) -> str:
        return "\n".join(self.sentences())


def agreement(
    codings: Codings | str | os.PathLike | Sequence[str | os.PathLike],
    *,
    tool: bool | pd.DataFrame = False,
) -> Agreement:
    """Compare what several people coded, and what the program marks on the same texts.

    Parameters
    ----------
    codings : Codings, or paths
        What `read_codings` returns, or what it reads.
    tool : bool or DataFrame
        True annotates the texts and takes the program for one more coder; spans that `annotate`
        returned for these texts do the same.

    Returns
    -------
    Agreement

    Raises
    ------
    InputError
        Nothing can be read, or no two people coded the same.

    Notes
    -----
    Krippendorff's alpha is computed by nltk: nominal, or ordinal for ratings of articles from 0 to
    3. 1 is perfect, 0 what chance gives. Its interval comes from leaving out one article after
    another; with fewer than eight articles sentences, and it then holds for these articles alone.
    It samples texts, not coders. High agreement is no proof that coders are right: they may share
    a mistake.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement, 20(1), 37–46.

    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological
    Bulletin, 76(5), 378–382.

    Krippendorff, K. (2019). Content analysis: An introduction to its methodology (4th ed.). Sage.

    Examples
    --------
    >>> import pandas as pd
    >>> rated = [(c, "T01", n, "hedging", v) for c, given in (("ida", "yynn"), ("ole", "yyny"))
    ...          for n, v in enumerate(given, 1)]
    >>> ratings = pd.DataFrame(rated, columns=["coder", "article_id", "sentence", "code", "value"])
    >>> empty = pd.DataFrame(columns=["coder", "article_id"])
    >>> texts = pd.DataFrame(columns=["title", "text"])
    >>> marks = pd.DataFrame(columns=["coder", "article_id", "code"])
    >>> result = agreement(Codings(texts, marks, empty, ratings.replace({"y": "yes", "n": "no"})))
    >>> float(result.table["percent"].iloc[0])
    0.75
    """
    if not isinstance(codings, Codings):
        codings = read_codings(codings)
    marks = tool_marks(codings, tool)
    units = units_of(codings, marks)
    people = [each.people for each in units]
    if not any(len(each.coders) > 1 for each in people) and marks is None:
        raise InputError(
            f"only {', '.join(codings.coders)} coded anything, and agreement takes two. Give more"
            " files, or compare with the program."
        )
    return Agreement(
        _table(people),
        _pairs(units),
        tool_table(codings, units, marks) if marks is not None else _no_tool(),
        _confusion(people),
        disagreements(codings, units),
        codings,
    )


def _no_tool() -> pd.DataFrame:
    from framing.coding.against_tool import COLUMNS

    return pd.DataFrame(columns=list(COLUMNS))


def _table(people: Sequence[Units]) -> pd.DataFrame:
    rows = []
    for each in people:
        found = agreed(each)
        rows.append((each.kind, each.code, len(each.coders), found.n_units, found.percent,
                     found.cohen, found.fleiss, found.alpha, found.low, found.high,
                     found.resampled))  # fmt: skip
    return pd.DataFrame(rows, columns=list(TABLE))


def _pairs(units: Sequence[Units]) -> pd.DataFrame:
    rows = []
    for each in units:
        for (a, b), sums in pair_sums(each).items():
            whole = sums.sum(axis=0)
            n = int(whole[1 : 1 + len(each.names)].sum())
            rows.append((each.kind, each.code, a, b, n, whole[0] / n, float(kappa_of(whole)),
                         *interval(sums, kappa_of)))  # fmt: skip
    return pd.DataFrame(rows, columns=list(PAIRS))


def _confusion(people: Sequence[Units]) -> pd.DataFrame:
    """Words of one coder under words of another; both orders of a pair are counted."""
    units = [each for each in people if each.kind == "words" and each.code != ALL]
    codes = [each.code for each in units]
    counts = np.zeros((len(codes) + 1, len(codes) + 1), dtype=np.int64)
    n_coders = len(units[0].coders) if units else 0
    given = np.stack([each.values for each in units], axis=1) if units else np.zeros((0, 0, 0))
    for a in range(n_coders):
        for b in range(n_coders):
            if a != b:
                seen = (given[:, 0, a] != MISSING) & (given[:, 0, b] != MISSING)
                counts += _met(given[seen, :, a] == 1, given[seen, :, b] == 1)
    names = [*codes, NOTHING]
    rows = [(names[a], names[b], int(counts[a, b]))
            for a in range(len(names)) for b in range(len(names))] if codes else []  # fmt: skip
    return pd.DataFrame(rows, columns=["code_a", "code_b", "n"])


def _met(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """What one gave where the other gave what; codes that only one gave meet the other's."""
    both, only_a, only_b = first & second, first & ~second, second & ~first
    k = first.shape[1]
    met = np.zeros((k + 1, k + 1), dtype=np.int64)
    met[:k, :k] = only_a.T.astype(np.int64) @ only_b.astype(np.int64)
    met[np.arange(k), np.arange(k)] += both.sum(axis=0)
    met[:k, k] = (only_a & ~only_b.any(axis=1, keepdims=True)).sum(axis=0)
    met[k, :k] = (only_b & ~only_a.any(axis=1, keepdims=True)).sum(axis=0)
    met[k, k] = (~first.any(axis=1) & ~second.any(axis=1)).sum()
    return met
