"""Verbs that attribute, by what they take as an object, and all their forms.

Which stance a verb shows (`claim`, `admit`) is the matter of the lexicon `reporting_verbs`. Here is
what a rule needs to find the end of what is attributed: `say` takes a clause, `tell` a listener and
a clause, `describe` a noun phrase, `vow` an infinitive. Chosen by the authors after the verb
classes of Levin (1993), English Verb Classes and Alternations, chapters 29, 33 and 37.
"""

from __future__ import annotations

from functools import cache

from framing.extractors.word_list import words

_CLAUSE = words("""
acknowledge add admit advise affirm allege announce answer argue assert attest aver boast
caution claim clarify comment complain concede conclude concur confess confide confirm contend
counter cry declare elaborate emphasize emphasise estimate exclaim explain
gripe groan grumble guess hint hypothesize imply insist interject joke lament maintain marvel
mention muse mutter note observe opine posit postulate predict proclaim profess
pronounce protest quip reason recall recount reiterate rejoin remark reply report respond
retort reveal say shout snap speculate state stress suggest surmise swear
sigh testify tweet underline underscore vow warn whisper wonder worry write yell fume
""")
_THINK = words("""
believe think hope fear suspect feel doubt expect know learn realize realise assume anticipate
agree disagree guess imagine understand figure reckon regret decide determine rule
calculate dream remember forget find show indicate demonstrate prove reckon
""")
_TELL = words("tell remind assure inform notify convince persuade reassure")
_ASK = words("ask question inquire query")
_OBJECT = words("""
accuse applaud assail blame blast castigate chide commend condemn criticize criticise
decry defend denounce deny deride describe disavow dismiss dispute dub call
hail laud label liken mock portray praise rebuff rebuke rebut refute reject reprimand
repudiate ridicule scold slam welcome advocate recommend propose demand urge
detail outline downplay echo stress question pan admit acknowledge announce concede
confirm predict reveal suggest
""")
_QUOTED = words("""
begin bellow chant chuckle continue demand enthuse gush charge laugh pronounce question read
scoff scream shout smile sneer sniff start thunder urge warn promise pledge praise confess tease
bark sing beam boom exhort deadpan croon cheer
""")  # attribute a quotation, and nothing else by themselves
_INFINITIVE = words("decline demand offer pledge promise propose refuse swear threaten vow want")
PREPOSITIONS = {
    "call": ("for", "on"), "talk": ("about",), "speak": ("about", "of"), "refer": ("to",),
    "point": ("to",), "complain": ("about", "of"), "warn": ("of", "about", "against"),
    "object": ("to",), "joke": ("about",), "boast": ("about", "of"), "ask": ("about", "for"),
    "argue": ("for", "against"), "caution": ("against",), "rail": ("against",),
    "allude": ("to",), "elaborate": ("on",), "comment": ("on", "about"), "insist": ("on",),
    "lash": ("at",), "testify": ("about",), "push": ("for",), "know": ("about",),
    "think": ("about",), "worry": ("about",), "dream": ("of",), "plead": ("for",),
}  # fmt: skip
"""Verbs that reach what is attributed through a preposition, which then belongs to the cue."""
PARTICLES = {
    "point": "out", "shoot": "back", "fire": "back", "go": "on", "hit": "back", "push": "back",
    "spell": "out", "blurt": "out", "call": "out", "cry": "out", "read": "out", "cut": "in",
    "chime": "in", "put": "it",
}  # fmt: skip
"""Particles with which a verb says something: `point out`, `shoot back`, `go on`."""
NOUNS_TOO = words(
    "claims claim reports report states state remarks remark comments comment plans worries worry "
    "figures figure fears fear demands demand hopes hope calls call answers answer questions "
    "question promises promise pledges pledge offers offer hints hint guesses guess protests "
    "protest notes note alleged estimates estimate shows show testifies finds dreams dream labels "
    "label proposes details detail outlines outline blasts blast proposal doubts doubt wonders "
    "wonder mentions mention cries cry vows vow urges urge praise blame rules rule joke jokes "
    "boast boasts echoes echo complaint reply replies quips quip whispers whisper stress"
)
"""Forms that are nouns as often as verbs: cues only right after a name, a pronoun or the like."""
_IRREGULAR = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"),
    "think": ("thought", "thought"), "know": ("knew", "known"), "feel": ("felt", "felt"),
    "find": ("found", "found"), "show": ("showed", "shown"), "swear": ("swore", "sworn"),
    "understand": ("understood", "understood"), "forget": ("forgot", "forgotten"),
    "prove": ("proved", "proven"),
    "rebut": ("rebutted", "rebutted"), "admit": ("admitted", "admitted"),
    "plan": ("planned", "planned"), "quip": ("quipped", "quipped"), "slam": ("slammed", "slammed"),
    "snap": ("snapped", "snapped"), "dub": ("dubbed", "dubbed"), "regret": ("regretted",) * 2,
    "prefer": ("preferred", "preferred"), "infer": ("inferred", "inferred"),
    "shoot": ("shot", "shot"), "go": ("went", "gone"), "hit": ("hit", "hit"),
    "cut": ("cut", "cut"), "read": ("read", "read"),
    "put": ("put", "put"),
    "begin": ("began", "begun"), "sing": ("sang", "sung"),
    "speak": ("spoke", "spoken"), "plead": ("pleaded", "pleaded"),
    "pan": ("panned", "panned"), "aver": ("averred", "averred"),
}  # fmt: skip


def forms(verb: str) -> dict[str, str]:
    """Every form of a verb, and which it is: base, third, past, participle or ing.

    Examples
    --------
    >>> forms("deny")
    {'deny': 'base', 'denies': 'third', 'denying': 'ing', 'denied': 'past'}
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    elif verb.endswith(("s", "sh", "ch", "x", "z")):
        third, past = verb + "es", verb + "ed"
    else:
        third, past = verb + "s", verb + ("d" if verb.endswith("e") else "ed")
    ing = verb[:-1] + "ing" if verb.endswith("e") and verb != "see" else verb + "ing"
    if verb in _IRREGULAR and _IRREGULAR[verb][0].endswith(verb[-1] + "ed"):
        ing = verb + verb[-1] + "ing"
    simple, participle = _IRREGULAR.get(verb, (past, past))
    table = {verb: "base", third: "third", ing: "ing", participle: "participle"}
    table[simple] = "past"
    return table


@cache
def cue_forms() -> dict[str, tuple[str, str, frozenset[str]]]:
    """Every form of every verb known here: (verb, form, what it takes).

    What it takes is some of `clause`, `think`, `tell`, `ask`, `object`,
    `infinitive`, `preposition`, `quotation` and `particle`.
    """
    takes: dict[str, set[str]] = {}
    for name, verbs in (
        ("clause", _CLAUSE),
        ("think", _THINK),
        ("tell", _TELL),
        ("ask", _ASK),
        ("object", _OBJECT),
        ("infinitive", _INFINITIVE),
        ("preposition", PREPOSITIONS),
        ("quotation", _QUOTED),
        ("particle", PARTICLES),
    ):
        for verb in verbs:
            takes.setdefault(verb, set()).add(name)
    table = {}
    for verb in sorted(takes):
        for form, kind in forms(verb).items():
            table.setdefault(form, (verb, kind, frozenset(takes[verb])))
    return table
