"""The closed classes of English words that a lexicon's context rules may name.

Each class is a set of folded words. The classes that need more than the word itself (`number`,
`possessive`, `name`, `stop`) are decided in `framing.context`.
"""

from __future__ import annotations

_POSSESSIVES = "my your his her its our their whose"

WORD_CLASSES: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "number": """one two three four five six seven eight nine ten eleven twelve thirteen
            fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
            seventy eighty ninety hundred hundreds thousand thousands million millions billion
            billions trillion trillions dozen dozens half quarter third thirds twice""",
        "month": """january february march april may june july august september october november
            december jan feb mar apr jun jul aug sept sep oct nov dec""",
        "weekday": "monday tuesday wednesday thursday friday saturday sunday",
        "determiner": f"""a an the this that these those each every either neither some any no all
            both another such what which {_POSSESSIVES}""",
        "possessive": _POSSESSIVES,
        "pronoun": """i you he she it we they me him us them myself yourself himself herself itself
            ourselves themselves who whom anyone anybody anything everyone everybody everything
            someone somebody something nobody nothing none that this these those there one""",
        "preposition": """about above across after against along amid among around as at before
            behind below beneath beside between beyond by despite down during except for from in
            inside into like near of off on onto out outside over past per since than through
            throughout to toward towards under until up upon via with within without""",
        "be": "be am is are was were been being isn't aren't wasn't weren't ain't i'm you're "
        "we're they're",
        "have": "have has had having haven't hasn't hadn't i've you've we've they've",
        "do": "do does did doing done don't doesn't didn't",
        "modal": """can could may might must shall should will would ought can't cannot couldn't
            mayn't mightn't mustn't shan't shouldn't won't wouldn't i'll you'll he'll she'll it'll
            we'll they'll i'd you'd he'd she'd we'd they'd""",
        "negation": """not no never neither nor none nobody nothing nowhere hardly scarcely barely
            without cannot ain't""",
        "name": "",
        "stop": "",
    }.items()
}
