"""What kind of source somebody is, from the words that describe them.

The ten kinds of `source_type`, told apart by titles, offices and nouns. The word that says what a
source is outranks the words that say where: `a lawyer for the ministry` is no ministry.
"""

from __future__ import annotations

import re
from functools import lru_cache

SOURCE_TYPES = (
    "official", "party", "military", "expert", "business", "citizen", "media", "document",
    "group", "unnamed",
)  # fmt: skip

_ANONYMOUS = re.compile(
    r"\b(?:anonym\w+|not to be (?:named|identified)|declined to be (?:named|identified)"
    r"|unidentified|unnamed|familiar with|close to|with knowledge|insiders?|sources?"
    r"|briefed on|not authori[sz]ed)\b",
    re.IGNORECASE,
)
_WORDS = {
    "document": """
        report reports poll polls survey surveys study studies letter statement statements ad ads
        advertisement lawsuit suit complaint email emails e-mail e-mails document documents memo
        memos book article articles bill law constitution indictment filing filings record records
        data figures results transcript resolution audit affidavit note petition paper page pages
        website post tweet tweets video film text texts message messages speech census review
        analysis findings numbers evidence plan platform agreement treaty charter order ruling
        measure rules guidelines index research editorial op-ed headline headlines sign signs
        banner banners chart table graph story stories column footage photo photos exit-poll
        subpoena warrant motion brief email proposal release memoir transcript provision clause
        slide slides bylaws bylaw
    """,
    "media": """
        reporter reporters journalist journalists editor anchor host moderator moderators columnist
        correspondent newspaper paper magazine network broadcaster news tabloid blogger media press
        publication daily weekly times post journal tribune herald gazette guardian reuters cnn
        nbc abc cbs msnbc bbc npr pbs politico breitbart bloomberg newsweek fox axios propublica
        commentator pundit pundits outlet outlets blog interviewer televison radio wsj ap
        interfax tass xinhua sputnik huffpost buzzfeed vox slate mediaite observer examiner
    """,
    "military": """
        general gen colonel col lieutenant lt sergeant sgt captain capt major maj admiral adm
        commander commanders army navy military pentagon troops soldier soldiers officer-general
        marines marine forces militia nato veteran-commander brigadier corporal warlord
    """,
    "official": """
        president minister ministers ministry senator senators sen senate congressman congresswoman
        congressmen representative rep representatives governor gov governors mayor secretary
        ambassador envoy judge judges justice justices court courts police sheriff prosecutor
        prosecutors attorney-general government governments authorities kremlin
        department agency commission parliament council councilman councilwoman official officials
        fbi cia irs epa congress lawmaker lawmakers legislator legislators mp speaker whip
        chancellor premier king queen prince diplomat diplomats regulator regulators administration
        house white-house bureau commissioner superintendent deputy inspector treasurer clerk
        embassy consulate un eu u.n. u.s. state states presidency cabinet federal assemblyman
        assemblywoman delegate-at-large alderman trooper detective solicitor ombudsman pope vatican
        councillor legislature mps taoiseach sultan emir ayatollah statesman bishop-president
        israel russia ukraine china iran iraq syria turkey egypt saudi qatar lebanon yemen libya
        afghanistan pakistan india japan korea taiwan vietnam indonesia philippines australia canada
        mexico cuba venezuela brazil argentina colombia chile britain england scotland
        france germany
        italy spain greece poland hungary romania serbia sweden norway finland denmark belgium
        netherlands austria switzerland belarus georgia armenia azerbaijan kazakhstan america us usa
        moscow kremlin beijing tehran washington london paris berlin ankara kyiv kiev brussels
        riyadh damascus baghdad jerusalem seoul tokyo delhi islamabad caracas havana
        customs nsa doj dhs ice fema nato-secretary czar director-general countries nations
    """,
    "party": """
        candidate candidates nominee campaign campaigns republican republicans democrat democrats
        democratic party gop rnc dnc strategist strategists operative operatives manager-campaign
        conservatives liberals conservative liberal contender contenders front-runner frontrunner
        rival rivals running-mate delegate delegates surrogate surrogates donor donors super-pac
        pac primary labour tories tory libertarian socialist surrogacy aide aides adviser advisers
        advisor advisors nominee's superdelegates superdelegate mogul opponent opponents
    """,
    "expert": """
        professor prof analyst analysts researcher researchers scientist scientists economist
        economists historian historians expert experts scholar scholars fellow university institute
        pollster pollsters academic academics physician doctor dr lecturer think-tank psychologist
        sociologist epidemiologist specialist specialists forecaster forecasters engineer
        biographer author biologist criminologist statistician theorist dean college consultant
        surgeon neurosurgeon political-scientist center centre lawyer lawyers attorney attorneys
    """,
    "business": """
        ceo chief-executive executive executives company companies inc corp ltd llc firm firms
        investor investors bank banks banker bankers owner businessman businesswoman entrepreneur
        airline manufacturer retailer chairman-board industry shareholder shareholders
        trader traders broker developer startup google facebook twitter apple microsoft amazon
        employer employers co-founder vendor chairwoman-board tycoon billionaire financier
    """,
    "citizen": """
        nurse teacher resident residents voter voters student students witness witnesses mother
        father wife husband son daughter brother sister neighbor neighbors neighbour protester
        protesters protestors farmer farmers driver worker workers retiree retired people americans
        supporter supporters fan fans women men woman man families family parents victim victims
        respondents attendee attendees marchers spectators public citizens citizen immigrant
        immigrants refugee refugees customer customers passenger passengers plumber millennials
        waitress carpenter homemaker survivor survivors crowd audience percent % half
        adults independents friend friends  girl boy demonstrators users those youth
        comedian actor actress singer musician artist athlete player coach celebrity
        tourist villager villagers fisherman mechanic veteran everyone everybody
    """,
    "group": """
        group groups union association organization organisation organizations coalition federation
        foundation society activist activists advocate advocates advocacy committee church ngo
        charity movement league alliance caucus chamber militants rebels islamists opposition
        jihadists hackers community club aclu naacp nra amnesty board network-activists campaigners
        militant isis isil hamas hezbollah taliban organizer organizers protesters-group front
        afl-cio teamsters seiu nonprofit team organisers environmentalists evangelicals
        christians muslims bishops rabbis leaders rabbi pastor priest imam reverend clergy
    """,
    "unnamed": """
        some many others critics observers source sources insiders insider skeptics
        most several one someone person few somebody rumors speculation
    """,
}  # fmt: skip
KIND_OF: dict[str, str] = {
    word: kind for kind in reversed(list(_WORDS)) for word in _WORDS[kind].split()
}
_PHRASES = {
    "official": r"""
        (?:majority|minority)[ ](?:leader|whip) | attorney[ ]general | white[ ]house
        | (?:state|justice)[ ]department | secret[ ]service | (?:supreme|high)[ ]court
        | city[ ]council | secretary[ ]of[ ]state | prime[ ]minister | foreign[ ]ministry
        | police[ ]chief | chief[ ]of[ ]police | district[ ]attorney
        | (?:world|foreign|european|african|arab|congressional|house|senate|nato)[ ]leaders
    """,
    "military": r"""
        joint[ ]chiefs | defen[cs]e[ ]ministry | air[ ]force | ret\.[ ]gen | retired[ ]general
    """,
    "party": r"""
        campaign[ ](?:manager|chairman|chair|spokes\w+|adviser|aide|staff\w*)
        | national[ ]committee | presidential[ ](?:candidate|nominee|contender|hopeful)
        | vice[ ]presidential | running[ ]mate | super[ ]pac
        | party[ ](?:chair\w*|leader\w*|official\w*)
    """,
    "business": r"""
        chief[ ]executive | (?:co-)?founder[ ]of
        | chief[ ](?:operating|financial)[ ]officer
    """,
    "expert": r"""
        political[ ]scien\w+ | think[ ]tank | senior[ ]fellow | law[ ]school | state[ ]university
    """,
    "media": r"""
        washington[ ]post | york[ ]times | street[ ]journal | fox[ ]news | associated[ ]press
        | usa[ ]today | new[ ]yorker | breitbart[ ]news | the[ ]hill | daily[ ]beast
        | news[ ](?:agency|organi[sz]ation|outlet|site|website|network|channel)
        | talk[ ]show | tv[ ]host | national[ ]review
    """,
    "group": r"""
        planned[ ]parenthood | (?:human|civil)[ ]rights | (?:labor|trade)[ ]union | advocacy
        | executive[ ]director
    """,
}
_ROLES_FIRST = tuple(
    (re.compile(rf"\b(?:{phrases})\b", re.VERBOSE), kind) for kind, phrases in _PHRASES.items()
)
_LEADERS = frozenset(("president", "director", "executive", "vice", "chairman", "chair", "head"))
_LED = ("group", "business", "expert", "media", "party")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|%")


@lru_cache(maxsize=10_000)
def kind_of(description: str, *, named: bool = False) -> str | None:
    """The kind of source that a description speaks of, or None when it tells nothing.

    Somebody who is `named` is neither unnamed nor a document.

    Examples
    --------
    >>> kind_of("a nurse at the city hospital"), kind_of("the foreign ministry")
    ('citizen', 'official')
    >>> kind_of("people familiar with the talks")
    'unnamed'
    >>> kind_of("Ida Brandt") is None
    True
    """
    if not named and _ANONYMOUS.search(description):
        return "unnamed"
    lowered = description.lower().replace("’", "'")
    excluded = ("unnamed", "document") if named else ()
    for pattern, kind in _ROLES_FIRST:
        if pattern.search(_head(lowered)):
            return kind
    return _led(lowered) or _by_head(_head(lowered), excluded) or _by_any(lowered, excluded)


def _head(lowered: str) -> str:
    """What a description says first: `a lawyer for the ministry` is `a lawyer`."""
    return re.split(r"\b(?:for|at|of|with|from|in|who|that|which|on|by)\b|,", lowered, maxsplit=1)[
        0
    ]


def _led(lowered: str) -> str | None:
    """`president of the teachers' union`: a leader is of the kind of what is led."""
    listed = [word.removesuffix("'s").removesuffix(".") for word in _WORD.findall(lowered)]
    if not _LEADERS.intersection(listed[:6]):
        return None
    kinds = (KIND_OF.get(word) for word in listed if word not in _LEADERS)
    return next((kind for kind in kinds if kind in _LED), None)


def _by_head(head: str, excluded: tuple[str, ...]) -> str | None:
    for word in reversed(_WORD.findall(head)):
        kind = KIND_OF.get(word.removesuffix(".")) or KIND_OF.get(word.removesuffix("s"))
        if kind and kind not in excluded:
            return kind
    return None


def _by_any(lowered: str, excluded: tuple[str, ...]) -> str | None:
    for pattern, kind in _ROLES_FIRST:
        if pattern.search(lowered):
            return kind
    for word in _WORD.findall(lowered):
        kind = KIND_OF.get(word.removesuffix("'s").removesuffix("."))
        if kind and kind != "unnamed" and kind not in excluded:
            return kind
    return None
