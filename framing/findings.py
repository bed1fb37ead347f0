"""What a reader noticed: which file or row, what is wrong with it, and what to do.

Reading never stops at the first problem and never repairs in silence. Each thing worth knowing
becomes one `Finding`; `read_articles` carries them along as ``articles.attrs["findings"]`` (plain
dictionaries, so that they survive copies, slices and JSON), and ``framing check`` lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing to know about an input.

    Attributes
    ----------
    severity : str
        ``error``: something was not read, or must be repaired first; ``warning``: it was read,
        and a figure may depend on it; ``note``: a choice that was made and is said.
    kind : str
        A short stable name, such as ``unreadable``, ``columns`` or ``duplicate_id``.
    where : str
        The file, and the rows where there are any. In a .csv or .tsv, rows are numbered as a
        spreadsheet shows them: the header is row 1. Elsewhere the first row or line is 1.
    what : str
        What was found, as a sentence.
    advice : str
        What to do about it, as a sentence; empty where nothing needs to be done.

    Examples
    --------
    >>> finding = Finding("warning", "empty_text", "a.csv", "row 4 has no text.", "Drop it.")
    >>> print(finding)
    a.csv: row 4 has no text. Drop it.
    """

    severity: str
    kind: str
    where: str
    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.advice}".rstrip()

    def as_dict(self) -> dict[str, str]:
        """The same as a plain dictionary, for ``attrs`` and JSON."""
        return asdict(self)


def findings_of(articles: pd.DataFrame) -> list[Finding]:
    """The findings that `read_articles` left on its table, worst first.

    Examples
    --------
    >>> import pandas as pd
    >>> findings_of(pd.DataFrame())
    []
    """
    return worst_first(Finding(**found) for found in articles.attrs.get("findings", []))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; the order of the input within each."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def some(items: Sequence[object], *, most: int = 10) -> str:
    """The first few of many, and how many more there are.

    Examples
    --------
    >>> some([2, 4, 9], most=2)
    '2, 4 and 1 more'
    """
    shown = ", ".join(str(item) for item in items[:most])
    return shown if len(items) <= most else f"{shown} and {len(items) - most:,} more"


def rows(numbers: Sequence[int]) -> str:
    """Row numbers as words.

    Examples
    --------
    >>> rows([4]), rows([2, 4])
    ('row 4', 'rows 2, 4')
    """
    return f"{'row' if len(numbers) == 1 else 'rows'} {some(numbers)}"


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """The same warning or note on many files as one; an error stays by itself, so none is lost."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for found in findings:
        alone = found.where if found.severity == "error" else ""
        key = (found.severity, found.kind, found.what, found.advice, alone)
        groups.setdefault(key, []).append(found.where)
    return [
        Finding(severity, kind, some(list(dict.fromkeys(places))), what, advice)
        for (severity, kind, what, advice, _), places in groups.items()
    ]
