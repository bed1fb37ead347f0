"""Label Studio's JSON export: tasks, each with the annotations of one or several people."""

from __future__ import annotations

from framing.coding.parts import Part, add_mark, canonical, in_characters
from framing.errors import InputError

_NOT_READ = ("hypertextlabels", "paragraphlabels")  # their places are not those of a text
_NAMES = ("article_id", "id", "name", "file", "filename")


def is_label_studio(value: object) -> bool:
    """Whether a JSON value looks like a list of tasks."""
    return isinstance(value, list) and all(isinstance(task, dict) for task in value)


def from_label_studio(tasks: list[dict], name: str) -> list[Part]:
    """The marks, choices and ratings of everybody, by who completed the annotation.

    Choices of a task are ratings of the article as a whole. Predictions and cancelled annotations
    are passed over; so are regions of pictures and sound.

    Raises
    ------
    InputError
        No task has a text and an annotation.
    """
    parts: dict[str, Part] = {}
    for number, task in enumerate(tasks, 1):
        if "annotations" in task:
            _full(task, number, parts, name)
        else:
            _minimal(task, number, parts, name)
    if not parts:
        raise InputError("no task with a text and an annotation. Export as JSON from Label Studio.")
    for part in parts.values():
        part.coded = list(part.texts)
    return [parts[coder] for coder in sorted(parts)]


def _full(task: dict, number: int, parts: dict[str, Part], name: str) -> None:
    data = task.get("data") if isinstance(task.get("data"), dict) else {}
    annotations = task["annotations"] if isinstance(task["annotations"], list) else []
    for annotation in annotations:
        if not isinstance(annotation, dict) or annotation.get("was_cancelled"):
            continue
        results = [r for r in annotation.get("result") or [] if isinstance(r, dict)]
        values = [r.get("value") for r in results if isinstance(r.get("value"), dict)]
        part = _part(parts, annotation.get("completed_by"), name)
        key = _add_text(part, data, task.get("id", number), values)
        if key is not None:
            lost = sum(not _add(part, key, result) for result in results)
            _note_lost(part, key, lost)


def _minimal(task: dict, number: int, parts: dict[str, Part], name: str) -> None:
    """A task of the export called JSON-MIN: every control of the form is a key."""
    found = [
        value
        for values in task.values()
        if isinstance(values, list)
        for value in values
        if isinstance(value, dict) and "start" in value and "labels" in value
    ]
    if not found and "annotator" not in task:
        return
    part = _part(parts, task.get("annotator"), name)
    key = _add_text(part, task, task.get("id", number), found)
    if key is not None:
        _note_lost(part, key, sum(not _add_span(part, key, value) for value in found))


def _part(parts: dict[str, Part], who: object, name: str) -> Part:
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    coder = "unknown" if who is None else f"annotator-{who}" if isinstance(who, int) else str(who)
    return parts.setdefault(coder, Part(coder, name))


def _add_text(part: Part, data: dict, number: object, values: list[dict]) -> str | None:
    """The id of the task's text, which is the longest string of its data that the marks fit."""
    strings = {key: value for key, value in data.items() if isinstance(value, str)}
    ends = [value["end"] for value in values if isinstance(value.get("end"), int)]
    fitting = [key for key, text in strings.items() if 2 * len(text) >= max(ends, default=0)]
    longest = max(fitting or strings, key=lambda key: len(strings[key]), default=None)
    chosen = "text" if "text" in fitting else longest
    if chosen is None:
        return None
    named = (
        str(data[key]) for key in _NAMES if key != chosen and isinstance(data.get(key), str | int)
    )
    key = next(named, f"task-{number}")
    part.texts[key] = {"text": strings[chosen]}
    return key


def _add(part: Part, key: str, result: dict) -> bool:
    value = result.get("value")
    if not isinstance(value, dict):
        return True
    if isinstance(value.get("labels"), list):
        return _add_span(part, key, value)
    if any(isinstance(value.get(kind), list) for kind in _NOT_READ):
        return False
    code = canonical(str(result.get("from_name", "")))
    if isinstance(value.get("choices"), list) and value["choices"]:
        part.ratings.append((key, None, code, " + ".join(sorted(map(str, value["choices"])))))
    elif isinstance(value.get("rating"), int):
        part.ratings.append((key, None, code, str(value["rating"])))
    return True


def _add_span(part: Part, key: str, value: dict) -> bool:
    text, start, end = part.texts[key]["text"], value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return False
    places = (in_characters(text, start), in_characters(text, end))
    written = str(value.get("text") or "")
    labels = [str(label) for label in value.get("labels") or []]
    return all(
        add_mark(part, (key, "text", *places), label, written=written)
        or add_mark(part, (key, "text", start, end), label, written=written)
        for label in labels
    )


def _note_lost(part: Part, key: str, lost: int) -> None:
    if lost:
        part.note(
            "error",
            f"{lost} marks of {key!r} are of a page or a dialogue, or do not fit its text;"
            " left out.",
        )
