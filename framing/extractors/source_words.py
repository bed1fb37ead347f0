"""Words and phrases that name a kind of source: offices, trades, bodies, papers."""

from __future__ import annotations

import re

from framing.extractors.word_list import words

_WORDS = {
    "document": """
        report reports poll polls survey surveys study studies letter statement statements ad ads
        advertisement lawsuit suit complaint email emails e-mail e-mails document documents memo
        memos book article articles bill law constitution indictment filing filings record records
        data figures results transcript resolution audit affidavit note petition paper page pages
        website tweet tweets video film text texts message messages speech census review analysis
        findings numbers evidence plan platform agreement treaty charter order ruling measure rules
        guidelines index research editorial op-ed headline headlines sign signs banner banners chart
        table graph story stories column footage photo photos exit-poll subpoena warrant motion
        brief proposal release memoir provision clause slide slides bylaws bylaw legislation draft
        drafts minutes register entry notebook notes diary diaries forecast forecasts contract
        contracts verdict leaflet circular communique communiqué dossier amendment act memorandum
        biography documentary logs information summary summaries narrator narrators account accounts
        piece pieces disclosure disclosures proposals average averages paragraph blueprint
    """,
    "media": """
        reporter reporters journalist journalists editor anchor host moderator moderators columnist
        correspondent newspaper magazine network broadcaster news tabloid blogger media press
        publication daily weekly times post journal tribune herald gazette guardian reuters cnn nbc
        abc cbs msnbc bbc npr pbs politico breitbart bloomberg newsweek fox axios propublica
        commentator writer writers sportswriter pundit pundits outlet outlets blog interviewer radio
        wsj ap interfax tass xinhua sputnik huffpost buzzfeed vox slate mediaite observer examiner
        newspapers magazines tv television broadcasters anchors editors bloggers podcast forbes
        telegraph mirror globe chronicle inquirer dispatch courier mail atlantic salon jazeera itv
        realclearpolitics star-telegram courier-journal sun-times sentinel star-ledger
        post-gazette sun-sentinel post-dispatch plain-dealer times-picayune
    """,
    "military": """
        general gen colonel col lieutenant lt sergeant sgt captain capt major maj admiral adm
        commander commanders army navy military pentagon troops soldier soldiers marines marine
        forces militia brigadier corporal warlord naval infantry battalion paramilitaries
        garrison
    """,
    "official": """
        nato president minister ministers ministry senator senators sen senate congressman
        congresswoman
        congressmen representative rep representatives governor gov governors mayor secretary
        ambassador envoy judge judges justice justices court courts police sheriff prosecutor
        prosecutors government governments authorities kremlin department agency commission
        parliament council councilman councilwoman official officials fbi cia irs epa congress
        lawmaker lawmakers legislator legislators mp speaker whip chancellor premier king queen
        prince diplomat diplomats regulator regulators administration house bureau commissioner
        superintendent deputy inspector treasurer clerk embassy consulate un eu u.n. u.s. state
        states presidency cabinet federal assemblyman assemblywoman alderman trooper detective
        solicitor ombudsman pope vatican councillor legislature mps taoiseach sultan emir ayatollah
        statesman israel russia ukraine china iran iraq syria turkey egypt saudi qatar lebanon yemen
        libya afghanistan pakistan india japan korea taiwan vietnam indonesia philippines australia
        canada mexico cuba venezuela brazil argentina colombia chile britain england scotland france
        germany italy spain greece poland hungary romania serbia sweden norway finland denmark
        belgium netherlands austria switzerland belarus georgia armenia azerbaijan kazakhstan
        america us usa moscow beijing tehran washington london paris berlin ankara kyiv kiev
        brussels riyadh damascus baghdad jerusalem seoul tokyo delhi islamabad caracas havana
        customs insp supt dci constable constables superintendents nsa doj dhs ice fema czar
        director-general countries nations authority service
        services auditor auditors negotiator negotiators headteacher headteachers headmaster
        headmistress principal councils coastguard ranger rangers town city county village borough
        municipality treasury fed fda cdc nasa faa ntsb imf unicef unhcr osce opec hospital school
        schools firefighters inspectorate watchdog ombudswoman office councilmen councillors
        judiciary tribunal jury deputies commissioners mayors ministries inspectors embassies
        parliamentarian parliamentarians nigeria kenya ethiopia somalia sudan tunisia algeria
        morocco ghana uganda rwanda zimbabwe kuwait bahrain oman palestine bangladesh myanmar burma
        thailand malaysia singapore cambodia nepal ireland portugal czechia slovakia slovenia
        croatia bosnia kosovo albania bulgaria moldova estonia latvia lithuania iceland luxembourg
        cyprus malta uzbekistan peru ecuador bolivia uruguay paraguay panama nicaragua honduras
        guatemala haiti jamaica zealand agencies departments commissions administrations cities
        counties towns villages
    """,
    "party": """
        candidate candidates nominee campaign campaigns republican republicans democrat democrats
        democratic party gop rnc dnc strategist strategists operative operatives conservatives
        liberals conservative liberal contender contenders front-runner frontrunner rival rivals
        running-mate delegate delegates surrogate surrogates donor donors super-pac pac labour
        tories tory libertarian socialist aide aides adviser advisers advisor advisors
        superdelegates superdelegate opponent opponents opposition snp ukip afd cdu spd greens
        partisans loyalists hopefuls nominees politician politicians parties challenger challengers
        incumbent
    """,
    "expert": """
        professor prof analyst analysts researcher researchers scientist scientists economist
        economists historian historians expert experts scholar scholars fellow university institute
        pollster pollsters academic academics physician doctor dr lecturer think-tank psychologist
        sociologist epidemiologist specialist specialists forecaster forecasters engineer biographer
        author biologist criminologist statistician theorist dean college consultant surgeon
        neurosurgeon lawyer lawyers attorney attorneys ecologist psychiatrist therapist counsel
        panel pediatrician paediatrician professors lecturers engineers laboratory institution
        academy observatory astronomer physicist chemist mathematician anthropologist doctors
        physicians surgeons statisticians
    """,
    "business": """
        ceo chief-executive executive executives company companies inc corp ltd llc firm firms
        investor investors bank banks banker bankers owner businessman businesswoman entrepreneur
        airline manufacturer retailer industry shareholder shareholders trader traders broker
        developer startup google facebook twitter apple microsoft amazon employer employers
        co-founder vendor tycoon billionaire financier mogul moguls magnate magnates airlines
        carrier carriers automaker automakers utility operator operators supplier suppliers
        contractor contractors hotel restaurant boss bosses tesla boeing uber walmart exxon pfizer
        plc gmbh holdings lines industries enterprises landlord landlords insurer insurers lender
        lenders shipowner shipowners importer importers exporter exporters publisher brokerage
        dealer dealers lobbyists founder founders co-founders business businesses corporation
        corporations
    """,
    "citizen": """
        nurse teacher resident residents voter voters student students witness witnesses mother
        father wife husband son daughter brother sister neighbor neighbors neighbour protester
        protesters protestors farmer farmers driver worker workers retiree retired people americans
        supporter supporters fan fans women men woman man families family parents victim victims
        respondents attendee attendees marchers spectators citizens citizen immigrant immigrants
        refugee refugees customer customers passenger passengers plumber millennials waitress
        carpenter homemaker survivor survivors crowd audience percent % half adults independents
        friend friends girl boy demonstrators users those youth comedian actor actress singer
        musician artist athlete player coach celebrity tourist villager villagers fisherman mechanic
        veteran everyone everybody sailor sailors deckhand deckhands pensioner pensioners mum dad
        uncle aunt grandmother grandfather cousin widow widower bystander bystanders onlookers
        shopper shoppers pupil pupils schoolgirl schoolboy undergraduate tenant tenants homeowner
        homeowners motorist motorists cyclist cyclists commuter commuters rapper neighbours
        colleague colleagues teachers nurses drivers actors miner miners docker dockers picket
        pickets skipper fishermen builder electrician caretaker caretakers couple couples employee
        employees reveler revelers reveller revellers reader readers viewer viewers listener
        listeners grandpa grandma
    """,
    "group": """
        group groups union association organization organisation organizations coalition federation
        foundation society activist activists advocate advocates advocacy committee church ngo
        charity movement league alliance caucus chamber militants rebels islamists jihadists hackers
        community club aclu naacp nra amnesty board campaigners militant isis isil hamas hezbollah
        taliban organizer organizers front afl-cio teamsters seiu nonprofit team organisers
        environmentalists evangelicals christians muslims bishops rabbis leaders rabbi pastor priest
        imam reverend clergy greenpeace oxfam associations organisations charities unions campaigner
    """,
    "unnamed": """
        some many others critics observers source sources insiders insider skeptics most several
        each none one someone person few somebody anybody anyone nobody rumors speculation
    """,
}  # fmt: skip
KIND_OF: dict[str, str] = {
    word: kind for kind in reversed(list(_WORDS)) for word in _WORDS[kind].split()
}
"""Single words and their kind."""
NAMES_ONLY = words(
    "labour times post journal daily weekly guardian fox slate vox observer examiner democratic us "
    "apple amazon ice turkey mirror globe mail courier chronicle atlantic salon dispatch marine "
    "greens lines act"
)
"""Of these, the words that only a capital tells from common ones."""
_PHRASES = {
    "document": r"(?:blog|facebook|twitter|instagram|media)[ ]posts?",
    "official": r"""
        u\.s\.[ ]attorneys? | (?:soviet|european)[ ]union | united[ ](?:nations|states|kingdom)
        | (?:majority|minority)[ ](?:leader|whip) | attorney[ ]general | white[ ]house
        | secretar(?:y|ies)[ -]general
        | (?:state|justice)[ ]department | secret[ ]service | (?:supreme|high)[ ]court
        | (?:house|senate|select|intelligence|judiciary|oversight)[ ](?:\w+[ ]){0,2}committee
        | city[ ]council | secretary[ ]of[ ]state | prime[ ]minister | foreign[ ]ministry
        | police[ ]chief | chief[ ]of[ ]police | district[ ]attorney
        | (?:safety|transportation|review|parole|zoning|election|electoral|school)[ ]board
        | (?<!-)government[ ](?!watchdog|critic)\w+
        | coast[ ]guard | task[ ]force | federal[ ]reserve | met[ ]office | home[ ]office
        | downing[ ]street | scotland[ ]yard | white[ ]house[ ]\w+ | fire[ ]chief
        | (?:school|hospital)[ ](?:district|board|director|head)
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
        chief[ ]executive | (?:co-)?founder[ ]of | chamber[ ]of[ ]commerce
        | general[ ](?:electric|motors|mills|dynamics)
        | chief[ ](?:operating|financial)[ ]officer
    """,
    "expert": r"""
        political[ ]scien\w+ | think[ ]tank | senior[ ]fellow | law[ ]school | state[ ]university
        | school[ ]of[ ](?:the[ ])?\w+
    """,
    "media": r"""
        washington[ ]post | york[ ]times | street[ ]journal | fox[ ]news | associated[ ]press
        | usa[ ]today | new[ ]yorker | breitbart[ ]news | the[ ]hill | daily[ ]beast
        | news[ ](?:agency|organi[sz]ation|outlet|site|website|network|channel)
        | (?:radio|tv|television|member|news|public|affiliate)[ ]stations?
        | editorial[ ]board | talk[ ]show | tv[ ]host | national[ ]review
    """,
    "citizen": r"""
        the[ ](?:\w+[ ])?public$
    """,
    "group": r"""
        save[ ]the[ ]children | (?:nurses|workers|teachers|farmers|drivers|parents)[ ]united
        | (?:doctors|reporters)[ ]without[ ]borders
        | planned[ ]parenthood | (?:human|civil)[ ]rights | (?:labor|trade)[ ]union | advocacy
        | executive[ ]director
    """,
}
ROLES_FIRST = tuple(
    (re.compile(rf"\b(?:{phrases})\b", re.VERBOSE), kind) for kind, phrases in _PHRASES.items()
)
"""Phrases that outrank any single word, each with its kind."""
