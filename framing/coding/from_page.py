"""What the marking page saves: one coder, the texts, and the marks."""

from __future__ import annotations

from framing.coding.parts import FIELDS, Part, add_mark
from framing.coding.span_page import FORMAT
from framing.errors import InputError


def is_page_file(value: object) -> bool:
    """Whether a JSON value was saved by the marking page."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def from_page(value: dict, name: str) -> list[Part]:
    """The coder's marks.

    Raises
    ------
    InputError
        The file lacks what every such file has.
    """
    texts, marks, done = (value.get(key) for key in ("texts", "marks", "done"))
    if not all(isinstance(each, list) for each in (texts, marks, done)):
        raise InputError("damaged: texts, marks or done are missing. Save it from the page again.")
    coder = str(value.get("coder") or "").strip() or name.rpartition("/")[2].removesuffix(".json")
    part = Part(coder, name, sheet=str(value.get("sheet") or ""))
    for text in texts:
        if isinstance(text, dict) and isinstance(text.get("id"), str):
            fields = {key: text[key] for key in FIELDS if isinstance(text.get(key), str)}
            part.texts[text["id"]] = fields
    lost = sum(not _add(part, mark) for mark in marks)
    if lost:
        part.note("error", f"{lost} of {len(marks)} marks do not fit their texts; left out.",
                  "The file was changed after it was saved.")  # fmt: skip
    marked = {mark[0] for mark in part.marks}
    finished = {text for text in done if isinstance(text, str)}
    part.coded = [text for text in part.texts if text in marked | finished]
    _note_unfinished(part, [text for text in part.coded if text not in finished])
    return [part]


def _add(part: Part, mark: object) -> bool:
    if not isinstance(mark, dict):
        return False
    start, end = mark.get("start"), mark.get("end")
    whole = all(isinstance(each, int) and not isinstance(each, bool) for each in (start, end))
    if not whole or not isinstance(mark.get("code"), str):
        return False
    place = (str(mark.get("id")), str(mark.get("field")), start, end)
    return add_mark(part, place, mark["code"], written=str(mark.get("text") or ""))


def _note_unfinished(part: Part, unfinished: list[str]) -> None:
    empty = len(part.texts) - len(part.coded)
    if not part.coded:
        part.note("warning", "nothing is marked and no text is finished; it counts for nothing.")
    elif empty:
        of = f"{empty} of {len(part.texts)} texts"
        part.note("warning", f"{of} were not coded; they count as missing.")
    if unfinished:
        were = f"{len(unfinished)} text{'s have' if len(unfinished) > 1 else ' has'}"
        part.note("note", f"{were} marks but no tick for finished; counted as finished.")
