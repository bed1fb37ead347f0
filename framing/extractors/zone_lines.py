"""What one line of a saved page looks like: prose, a heading, a time stamp, a credit.

Everything here sees a single line and nothing around it; `zone` puts the lines in order.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from framing.extractors import zone_furniture

__all__ = ["LineLook", "dateline_end", "look", "shortened"]

SEEN = 1_000
"""Characters of a line that are looked at; its end is always looked at."""

WEIGHTS = {
    "a line": -1.25,
    "each word": 0.09,
    "a final stop": 1.0,
    "lower case": 1.4,
    "a list or a tweet": 0.05,
}
"""The evidence for prose, in one table. Words count up to `ENOUGH_WORDS`."""
ENOUGH_WORDS = 45
EXPECTED_LOWER = 0.6

_STOPS = ".!?…。！？؟।"
_CLOSING = "\"'”’»)]*"
_OPENING = "\"'“‘(«[#"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9d\u0e00-\u0e7f]")
_BULLET = re.compile(r"[•‣▪◦●·]\s*\w")
_TWEETED = re.compile(r"[—–-] ?[^()]{1,60}\(@\w+\) ")
_NUMBERED_TAIL = re.compile(r"\(\d[\d,.]*\)\s*$")
_BRACKETED = re.compile(r"\([^()]+[^()\W]\.?\)")
_VOTES = re.compile(
    r"[\[(]?\s*(?:rating:? *)?[\d.,]+k? *(?:comments?|votes?|replies|likes?|points?|upvotes)\b",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?:)?//\S+$|www\.\S+$|\S+@\S+\.\w+$|@\w+$")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])\.?"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2} ?[ap]\.?m\b\.?"
_UNIT = r"(?:second|minute|min|hour|hr|day|week|month|year)s?"
_DATE = rf"{_MONTH}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|\d+ ?{_UNIT} ago"
_TIME_WORDS = re.compile(
    rf"{_CLOCK}|{_DATE}|\d{{4}}-\d\d-\d\dt[\d:.+-]+z?|\d+(?:st|nd|rd|th)?"
    r"|\b(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\b\.?"
    r"|\b(?:gmt|utc)"
    r"|\b(?:[aecmp][sd]?t|bst|cet|ist|msk|wat|local time|[ap]\.?m|at|on|the|of|an?|noon|and"
    r"|(?:first |last |originally )?(?:updated?|published|posted|modified|created|edited|filed)"
    r"|date|(?:hours?|minutes?|mins?|days?) ago|ago|yesterday|today|now|min(?:ute)?s? read|read"
    r"|time|time of"
    r"|issued|story|print|version|eastern|am|pm)\b\.?"
)
_STAMP = re.compile(rf"{_CLOCK}|{_DATE}", re.IGNORECASE)

_BYLINE = re.compile(
    r"(?:written |posted |reported )?by:?\s+\S|von\s+[A-Z]|por\s+[A-Z]|par\s+[A-Z]", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:correspondent|reporter|(?:staff|senior|contributing|auto|sports|science) writer|columnist"
    r"|contributor|(?:political|senior|managing|deputy|associate|news|business|foreign) editor"
    r"|special to [\w .']+)\s*$",
    re.IGNORECASE,
)
_AGENCIES = (
    "AP|Associated Press|The Associated Press|Reuters|Thomson Reuters Foundation|AFP|UPI"
    "|CNN|Sputnik|RIA Novosti|TASS|Interfax|Xinhua|ANI|PTI|IANS|dpa|DPA|Bloomberg|BBC|NBC"
    "|ABC|CBS|Efe|EFE|ANSA|Kyodo|Yonhap|Anadolu|AA|KUNA|WAM|SANA|IRNA|MNA|FNA|Tasnim"
    "|Ukrinform|RT|VOA|RFE/RL|JTA|CNSNews.com|Kyodo News|Press Association|PA|CP"
    "|The Canadian Press|AAP|GLOBE NEWSWIRE|PRNewswire|Business Wire"
)
_PLACE = r"[A-Z][\w.'’\-/]*(?: (?:of |de |la |al-)?[A-Z][\w.'’\-/]*){0,3}"
_SHORT = r"(?:ST|STE|MT|FT|LA|EL)\.? [A-Z]{2}"
_CAPS = rf"(?=[^\W\d_]{{3}}|{_SHORT})[A-Z][A-Z.'’\-/]+(?: [A-Z][A-Z.'’\-/]+){{0,2}}"
_STATE = r"(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
_REST = _STATE + r"(?:, ?(?:\d{1,2} )?[A-Z][a-z]+\.?(?: \d{1,2})?(?:,? \d{4})?)?"
_DASH = r"\s*(?:—|–|--|-(?=\s))\s*"
_NO_PLACE = "(?:UPDATE|BREAKING|EXCLUSIVE|WATCH|VIDEO|OPINION|ANALYSIS|CORRECTION|LIVE|REVIEW|NOTE)"
_DATELINE = re.compile(
    rf"(?:{_CAPS}{_REST}\s*\([^()\n]{{2,40}}\){_DASH}"
    rf"|(?:{_PLACE}{_REST}\s*)?\((?:{_AGENCIES})\)(?:{_DASH}|\s)"
    rf"|(?!{_NO_PLACE}){_CAPS}{_REST}{_DASH})"
    r"(?=[\"'“‘«(\[]*[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class LineLook:
    """What a line looks like.

    Attributes
    ----------
    label, rule : str
        The zone its wording alone gives it, and which wording; empty if none does.
    prose : float
        Evidence that it is a line of an article: above 0 for it, below 0 against.
    words : int
    headlined : bool
        Most words are capitalised and no stop ends it, as in the headlines of many outlets.
    stopped : bool
        It ends as a sentence does.
    introduces : bool
        It ends in a colon: what it announces follows.
    dateline : bool
        It begins with the place of an article.
    """

    label: str
    rule: str
    prose: float
    words: int
    headlined: bool
    stopped: bool
    introduces: bool
    dateline: bool


def shortened(text: str, start: int, end: int) -> str:
    """Return the line at ``text[start:end]``, without the middle of a very long one."""
    if end - start <= SEEN + 8:
        return text[start:end]
    return text[start : start + SEEN] + text[end - 8 : end]


def dateline_end(paragraph: str) -> int:
    """Return where a dateline such as `MOSCOW (Sputnik) —` ends; 0 without one."""
    found = _DATELINE.match(paragraph[:120])
    return found.end() if found else 0


@lru_cache(maxsize=4096)
def look(line: str) -> LineLook:
    """Look at one line, without the white space around it."""
    words = line[:SEEN].split()
    firsts = [opened[0] for word in words if (opened := word.lstrip(_OPENING))]
    named = [first for first in firsts if first.isalnum() and not first.isdecimal()]
    lower = sum(not first.isupper() for first in named)
    share = lower / len(named) if named else 0.0
    size = len(words) + len(_UNSPACED.findall(line)) // 3
    stopped = line[-8:].rstrip(_CLOSING)[-1:] in _STOPS and bool(named)
    prose = WEIGHTS["a line"] + WEIGHTS["each word"] * min(size, ENOUGH_WORDS)
    prose += WEIGHTS["a final stop"] * stopped
    prose += WEIGHTS["lower case"] * (share - EXPECTED_LOWER) * (size >= 4)
    label, rule = _wording(line, words, stopped=stopped, share=share)
    headlined = size >= 4 and share <= 0.45 and not stopped and line[0].isalnum()
    if _TWEETED.match(line) or (_BULLET.match(line) and size >= 2):
        prose = max(prose, WEIGHTS["a list or a tweet"])
    introduces = size >= 3 and line[-1] in ":："
    return LineLook(
        label, rule, prose, size, headlined, stopped, introduces, dateline_end(line) > 0
    )


def _wording(line: str, words: list[str], *, stopped: bool, share: float) -> tuple[str, str]:
    if not any(c.isalpha() for c in line[:SEEN]):
        return ("boilerplate", "boilerplate:numbers and signs") if len(line) < 40 else ("", "")
    if len(words) <= 22 and _is_stamp(line):
        return "timestamp", "timestamp:date or clock"
    if len(words) <= 20 and not stopped and _is_byline(line, share):
        return "byline", "byline:name"
    if furniture := zone_furniture.match(line):
        return furniture.label, f"{furniture.label}:{furniture.name}"
    if 2 <= len(words) <= 8 and share <= 0.34 and _BRACKETED.fullmatch(line):
        return "caption", "caption:credit"
    if len(words) <= 3 and _URL.match(line):
        return "boilerplate", "boilerplate:address"
    if len(words) <= 4 and _VOTES.match(line):
        return "boilerplate", "boilerplate:comments"
    if len(words) <= 8 and line[0].isalpha() and _NUMBERED_TAIL.search(line):
        return "boilerplate", "boilerplate:counted section"
    return "", ""


def _is_stamp(line: str) -> bool:
    return bool(_STAMP.search(line)) and not any(
        c.isalnum() for c in _TIME_WORDS.sub("", line.lower())
    )


def _is_byline(line: str, share: float) -> bool:
    if _BYLINE.match(line):
        return share <= 0.5
    return share <= 0.34 and bool(_OFFICE.search(line)) and line.count(" ") >= 2
