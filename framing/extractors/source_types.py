"""What kind of source somebody is, from the words that describe them.

The ten kinds of `source_type`, told apart by titles, offices and nouns. The word that says what a
source is outranks the words that say where: `a lawyer for the ministry` is no ministry.
"""

from __future__ import annotations

import re
from functools import lru_cache

from framing.extractors.source_words import KIND_OF, NAMES_ONLY, ROLES_FIRST

SOURCE_TYPES = (
    "official", "party", "military", "expert", "business", "citizen", "media", "document",
    "group", "unnamed",
)  # fmt: skip

ANONYMOUS = re.compile(
    r"\b(?:anonym\w+|not to be (?:named|identified)|declined to be (?:named|identified)"
    r"|unidentified|unnamed|familiar with|close to|with knowledge|insiders?|sources?"
    r"|briefed on|not authori[sz]ed)\b",
    re.IGNORECASE,
)
_FEW = re.compile(
    r"(?:an?|one|another|two|three|four)\s+(?:of\s+them$|(?:(?!of\b|for\b|from\b|by\b)[\w’'-]+\s+){0,4}?"
    r"(?:officials?|diplomats?|lawmakers?|legislators?|council(?:l?ors?|m[ae]n)|aides?|advis[eo]rs?"
    r"|operatives?|strategists?|donors?|delegates?|supporters?|officers?|soldiers?|analysts?"
    r"|researchers?|scientists?|economists?|historians?|experts?|scholars?|lawyers?|attorneys?"
    r"|doctors?|physicians?|consultants?|engineers?|executives?|investors?|bankers?|traders?"
    r"|employees?|managers?|nurses?|teachers?|residents?|voters?|students?|witness(?:es)?"
    r"|neighbou?rs?|drivers?|workers?|farmers?|passengers?|m[ae]n|wom[ae]n|friends?|colleagues?"
    r"|reporters?|journalists?|editors?|activists?|organi[sz]ers?|members?|persons?|staffers?"
    r"|deckhands?|pickets?|pals?|moles?|guests?|customers?|veterans?|deput(?:y|ies)|agents?)"
    r"(?=$|[\s,]))",
    re.IGNORECASE,
)  # `a junior official`, `two pickets`: nobody could tell who it was
_RESTRICTION = re.compile(
    r"\b(?:for|at|of|with|from|to|in(?! (?:\d+|ten)\b)|who|that|which|on|by|made|seen|obtained"
    r"|collected|published|released|signed|dated|consulted|surveyed|conducted|commissioned|leaked|led|run|owned|backed)\b|,"
)
_LEADERS = (
    r"secretary[ -]general|general[ -]secretary|president|director|executive|chair(?:man|woman)?"
    r"|head|leader|manager|boss|member|founder|organi[sz]er|counsel|chief|king|queen|spokes(?:man|woman|person)|leaders|members|heads|bosses"
)
_LEADER = re.compile(
    rf"^(?:[\w’'-]+\s+){{0,5}}?(?:(?:{_LEADERS}|representatives?)\s+(?:of|for|at|with)\b"
    r"|(?:leads|led|heads|headed|runs|chairs|chaired|represents|represented)\b)\s*",
    re.IGNORECASE,
)
_OF_BODY = re.compile(
    rf"^(?:the\s+|an?\s+)?(.+?)(?:['’]s?)?\s+(?:(?:vice|deputy|chief|national"
    r"|communications|press|policy|political|finance|field|managing|executive|acting|senior)\s+)?"
    rf"(?:{_LEADERS}|official)$",
    re.IGNORECASE,
)
_SCHOLAR = re.compile(
    r"\bwho (?:studies|researches|speciali[sz]es)\b|\bteaches\b.{0,40}\b(?:economics|history|law"
    r"|politics|political|sciences?|philosophy|\w+ology)\b",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"\bwho (?:imports|exports|owns|manufactures)\b"
    r"|\bwhose (?:family )?(?:firm|company|business)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"^(?:an?|the|more than|at least|about|nearly|almost|some)?\s*(?:[\w-]+\s+)?(?:army|crowd|lot"
    r"|handful|number|group|team|panel|committee|coalition|majority|minority|majorities|dozens"
    r"|hundreds|thousands|millions|half|[\w-]+-(?:thirds|quarters|fifths)|most|many|some|several"
    r"|percent|%)\s+of\s+(?=[a-z])(?!them\b)",
    re.IGNORECASE,
)  # `a crowd of supporters`
_NOT_LED = ("unnamed", "document", "citizen")
_PARTIES = re.compile(r"\b(?:opposition|party|campaign)\b", re.IGNORECASE)
_LONG_NAME = re.compile(
    r"(?:the\s+)?(?:[A-Z]{2,6}$|[A-Z][\w’'-]+(?:\s+(?:and|for|of)(?:\s+the)?)?\s+[A-Z])"
)  # or what is short for one
_PERSONS_OWN = re.compile(
    r"['’]s?\s|\b(?:spokes\w+|founder)$"
)  # `Ida Brandt’s boss`, `Ida Brandt spokesman`
_WHOSE = re.compile(r",? whose\b(?! (?:firm|company|business|family firm)).*$", re.DOTALL)
_WHERE = re.compile(r"\s(?:in|on|by|to|who|that|which)\s")
_WHO = re.compile(r"(?:who|whose|whom|which)\b", re.IGNORECASE)
_WHO_IS = re.compile(
    r"^who(?:['’]s| (?:is|was|has been|had been|serves as|served as|works|worked))\s+"
    r"(?:(?:now|also|currently)\s+)?",
    re.IGNORECASE,
)
_OF = re.compile(r"^of\s+")
_CLAUSE = re.compile(r"[,;()]\s*|\s+and\s+(?=the |an? |former )")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|%")


@lru_cache(maxsize=10_000)
def kind_of(description: str, *, named: bool = False) -> str | None:
    """The kind of source that a description speaks of, or None when it tells nothing.

    Somebody who is `named` is neither unnamed nor a document.

    Examples
    --------
    >>> kind_of("the city hospital"), kind_of("the foreign ministry")
    ('official', 'official')
    >>> kind_of("a farmer who leads the residents' group", named=True)
    'group'
    >>> kind_of("people familiar with the talks")
    'unnamed'
    >>> kind_of("Ida Brandt") is None
    True
    """
    if not named and (ANONYMOUS.search(description) or _FEW.match(description)):
        return "unnamed"
    excluded = ("unnamed", "document") if named else ()
    description = _OF.sub("", description.strip(" ,"))
    clauses = [clause for clause in _CLAUSE.split(_WHOSE.sub("", description)) if clause]
    told = weightiest([_kind_of_clause(clause, excluded) for clause in clauses])
    return told or weightiest([_by_any(clause, excluded) for clause in clauses])


def weightiest(kinds: list[str | None]) -> str | None:
    """The first kind that tells what somebody speaks as; a private person if there is no other.

    Examples
    --------
    >>> weightiest([None, "citizen", "group", "official"])
    'group'
    """
    told = [kind for kind in kinds if kind]
    return next((kind for kind in told if kind != "citizen"), told[0] if told else None)


def _kind_of_clause(clause: str, excluded: tuple[str, ...]) -> str | None:
    if _SCHOLAR.search(clause):
        return "expert"
    if _TRADE.search(clause):
        return "business"
    what = _QUANTITY.sub("", _WHO_IS.sub("", clause))
    if _WHO.match(what):
        return _led(what, "")
    head = _head(what)
    last = head.split(" ")[-1]
    if last.islower() and "document" not in excluded and _kind_of_word(last) == "document":
        return "document"
    kind = _led(what, head) or _by_phrase(what, len(head))
    return kind if kind and kind not in excluded else _by_head(head, excluded)


def _head(description: str) -> str:
    """What a description says first: `a lawyer for the ministry` is `a lawyer`."""
    return _RESTRICTION.split(description, maxsplit=1)[0].strip()


def _led(clause: str, head: str) -> str | None:
    """`president of the teachers’ union`: a leader is of the kind of what is led."""
    leader = _LEADER.match(clause)
    of_body = None if leader else _OF_BODY.match(head)
    if leader is None and of_body is None:
        return None
    body = clause[leader.end() :] if leader else of_body.group(1)
    if _PARTIES.search(body):
        return "party"
    kind = _by_phrase(body, len(body)) or _by_head(_head(body), _NOT_LED)
    if kind or not _LONG_NAME.match(body) or (of_body and _PERSONS_OWN.search(head)):
        return kind
    return _by_any(body, _NOT_LED) or "group"


def _by_phrase(words: str, before: int) -> str | None:
    """The kind of a phrase that begins among the first characters, `before` so many."""
    lowered = words.lower().replace("’", "'")
    found = ((pattern.search(lowered), kind) for pattern, kind in ROLES_FIRST)
    return next((kind for match, kind in found if match and match.start() < before), None)


def _by_head(head: str, excluded: tuple[str, ...]) -> str | None:
    listed = _WORD.findall(head)
    listed.reverse()
    kinds = map(_kind_of_word, sorted(listed, key=_is_doctor))
    return next((kind for kind in kinds if kind and kind not in excluded), None)


def _is_doctor(word: str) -> bool:
    """A degree, which tells less than any office."""
    return word.lower() in ("dr", "dr.")


def _kind_of_word(word: str) -> str | None:
    lowered = word.lower().replace("’", "'").removesuffix("'s").removesuffix(".")
    if lowered in NAMES_ONLY and word[0].islower():
        return None
    if lowered.endswith(("ologist", "ologists")):
        return "expert"
    return (
        KIND_OF.get(word.lower()) or KIND_OF.get(lowered) or KIND_OF.get(lowered.removesuffix("s"))
    )


def _by_any(clause: str, excluded: tuple[str, ...]) -> str | None:
    if _WHO.match(clause) and not _WHO_IS.match(clause):
        return None
    clause = _WHERE.split(clause, maxsplit=1)[0]
    kind = _by_phrase(clause, len(clause))
    if kind and kind not in excluded:
        return kind
    kinds = (_kind_of_word(word) for word in _WORD.findall(clause))
    return next((kind for kind in kinds if kind and kind not in (*excluded, "unnamed")), None)
