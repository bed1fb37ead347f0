"""What a term describes: the noun or name that stands beside it, by where it stands.

There is no parser here. Four plain positions are told apart, each by the words between:
a modifier (*a brutal regime*, *strongman Ida Brandt*), a predicate (*the plan is a sham*), an
apposition (*Ida Brandt, a tyrant*), and naming (*called the plan a sham*). Anything else is left
undecided.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.context import Neighbours
from framing.folding import fold_case
from framing.text import Document
from framing.word_classes import WORD_CLASSES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HYPHENS = "-‐‑"
_SEEN_THROUGH = frozenset("\"“”‘’'«»" + _HYPHENS)
_NAMING = _words(
    """call calls called calling dub dubs dubbed dubbing label labels labeled labelled labeling
    labelling brand brands branded branding describe describes described describing denounce
    denounces denounced denouncing condemn condemns condemned condemning deem deems deemed consider
    considers considered portray portrays portrayed portraying depict depicts depicted paint paints
    painted cast casts dismiss dismisses dismissed dismissing slam slammed blast blasted"""
)
_LINKING = (WORD_CLASSES["be"] - {"i'm", "you're", "we're", "they're"}) | _words(
    "become becomes became remain remains remained seem seems seemed look looks looked"
)
_GOVERNS = WORD_CLASSES["preposition"] | WORD_CLASSES["modal"] | WORD_CLASSES["be"]
_ADVERBS = _words(
    """very so too quite rather such as just simply only even also more most less still always
    never not nothing short almost"""
)
_SMALL = _words(
    """and or but nor yet if than that which who whose whom when where while because though
    although since until unless how why what then there here said says say told tells according
    ago later again now today yesterday himself herself itself themselves once soon somehow else
    ever whatever anytime anywhere perhaps downhill alone many several few enough 's would've
    could've should've might've"""
)
_CLOSED = _SMALL.union(*(words for name, words in WORD_CLASSES.items() if name != "number")) | {
    "one"
}
_VERBS = _words(
    """said says went came made took gave kept let saw began left ran got told won lost fell held
    stood brought led met paid sent spoke wrote became grew knew felt put set hit does goes comes
    makes takes gives keeps sees begins leaves runs gets tells wins loses falls holds stands brings
    leads meets pays sends speaks writes grows knows feels written given taken seen known"""
)
_ADJECTIVE = re.compile(
    r"first|second|third|last|next|former|new|old|young|top|big|own|public"
    r"|.{2,}(al|ive|ous|ic|ful|less|ish|ary|ory|ern|ant|ent|able|ible|ian|ese|ist|ing|ed|style)"
)
_NOUN = re.compile(
    r".{2,}(tions?|sions?|ments?|ness|it(y|ies)|isms?|ists?|ers?|ors?|ships?|c(y|ies)|[ae]nces?"
    r"|ures?|ages?|ics|log(y|ies)|m[ae]n|wom[ae]n|person|people)"
)
_PERSON = re.compile(
    r".{2,}(er|or|ist|man|woman|ian|person|ee|ant)|judge|boss|chief|guy|priest|cleric|king|queen"
    r"|president|aide|thug|liar|mayor|politician|critic|advocate|friend|ally"
)
_CALLS_A_NAME = re.compile(
    _PERSON.pattern + r"|group|party|regime|network|militia|army|gang|company|site|outlet"
)
_NO_HEAD = re.compile(r"first|second|third|last|next|former|think|year|week|month")
_NOT_ADVERBS = frozenset(["deadly", "ugly", "cowardly", "unruly", "beastly", "ghastly"])
_HEADS = _words(
    """group groups party parties law laws bill bills regime regimes plan plans government
    governments movement movements media state states campaign campaigns speech speeches attack
    attacks agenda team teams tax taxes tactics rule rules rights gang gangs thug thugs mob mobs
    cleric clerics militia militias army troops judge judges right left wing base elite elites
    crowd news site sites network networks system systems boss bosses video videos tweet tweets
    rhetoric talk show shows host hosts deal deals idea ideas view views act acts claims"""
)
_NAME_JOINTS = frozenset(["of", "de", "la", "van", "von", "bin", "al", "the"])
_LONGEST = 5


class Described(NamedTuple):
    """``document.text[start:end]`` is what a term describes; `head` is its main word or name."""

    start: int
    end: int
    head: str
    relation: str


class Sentences:
    """The tokens of a document, to walk over from a term.

    Parameters
    ----------
    document : Document
        The text.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens.tolist()
        self.is_word = document.is_word.tolist()
        self.written = [document.text[start:end] for start, end in self.tokens]
        self.folded = [fold_case(word) for word in self.written]
        self.breaks = {start for start, _ in document.sentences.tolist()}
        self.starts = {start: at for at, (start, _) in enumerate(self.tokens)}

    def described(self, start: int, end: int) -> Described | None:
        """What the term at ``text[start:end]`` describes, or None."""
        first, last = self._tokens_of(start, end)
        if first is None or self._says_how(self.folded[last - 1]):
            return None
        after, before = self._after(first, last), self._before(first)
        return before if before and self._outranks(before, after) else after

    def negated(self, start: int, end: int) -> bool:
        """Whether a negation stands before the term at ``text[start:end]``, in its clause."""
        first, last = self._tokens_of(start, end)
        return first is not None and Neighbours(self.document, first, last).negated()

    def _tokens_of(self, start: int, end: int) -> tuple[int | None, int]:
        """The first token of a term and the one after its last; None where no token begins."""
        first = self.starts.get(start)
        last = first or 0
        while first is not None and last < len(self.tokens) and self.tokens[last][0] < end:
            last += 1
        return first, last

    def _says_how(self, word: str) -> bool:
        """Whether a term ends in a word that describes no noun: an adverb, a preposition."""
        return word in _CLOSED | _ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS)

    def _outranks(self, before: Described, after: Described | None) -> bool:
        """Whether the one described stands before: `Ida Brandt, a brutal ruler`."""
        if after is None:
            return True
        named = before.head[0].isupper()
        return named and (before.relation != "apposition" or bool(_PERSON.fullmatch(after.head)))

    def _after(self, first: int, last: int) -> Described | None:
        """The noun or name that follows and is modified."""
        at = self._step(last, quoted=first > 0 and self.written[first - 1] in _SEEN_THROUGH)
        if at is None or not self._open(at):
            return None
        titled = self._titled(first)
        run = [at]
        while len(run) < _LONGEST:
            following = self._step(run[-1] + 1)
            if following is None or not self._joins(run[-1], following, titled):
                break
            run.append(following)
        if self.folded[run[-1]] in _NAME_JOINTS:
            run.pop()
        lone = self.folded[at] if len(run) == 1 else ""
        if lone.endswith("ed") or lone in _VERBS:  # "an extremist tried to", "a fool knew"
            return None
        return self._made(run, titled, "modifier")

    def _joins(self, at: int, following: int, titled: bool) -> bool:
        """Whether the noun phrase goes on with the next word."""
        word, after = self.folded[at], self.folded[following]
        if not titled and self._capital(at):
            joint = after in _NAME_JOINTS and after not in ("the", "of")
            return self._capital(following) or joint or (self._open(following) and _is_head(after))
        if not titled and self._capital(following) and self._open(following):
            if not _CALLS_A_NAME.fullmatch(word):
                return False
            return (
                not after.endswith("'s")
                and after not in WORD_CLASSES["weekday"] | WORD_CLASSES["month"]
            )
        if not self._open(following) or after in _VERBS or after.endswith("ed"):
            return False
        hyphen = following - at > 1
        return hyphen or bool(_ADJECTIVE.fullmatch(word)) or _is_head(after)

    def _step(self, at: int, *, quoted: bool = False) -> int | None:
        """The next word from `at` behind hyphens, and behind the mark that closes a quoted term."""
        while at < len(self.tokens) and not self.is_word[at]:
            mark = self.written[at]
            if mark not in _HYPHENS and not (quoted and mark in _SEEN_THROUGH):
                return None
            quoted = quoted and mark in _HYPHENS
            at += 1
        if at >= len(self.tokens) or self.tokens[at][0] in self.breaks:
            return None
        return at

    def _before(self, first: int) -> Described | None:
        """What stands before a term that is a predicate, an apposition or a name given."""
        determined = False
        for at in range(first - 1, max(-1, first - 6), -1):
            word = self.folded[at]
            if self.tokens[at + 1][0] in self.breaks:
                return None
            if word in _LINKING:
                return None if self._acts(first) else self._subject(at, "predicate")
            if word == "as":
                return self._named(at)
            if word == ",":
                return self._subject(at, "apposition") if determined else None
            if word in ("a", "an", "the") and not determined:
                determined = True
            elif word in _ADVERBS or self.written[at] in _SEEN_THROUGH:
                continue
            elif not self.is_word[at]:
                return None
            elif determined or not self._adjectival(at):
                return self._named(at + 1)
        return None

    def _acts(self, first: int) -> bool:
        """Whether a term in -ing has an object: `is damaging our debate`."""
        after = self.folded[first + 1 : first + 2]
        return self.folded[first].endswith("ing") and bool({*after} & WORD_CLASSES["determiner"])

    def _adjectival(self, at: int) -> bool:
        word = self.folded[at]
        lower = not self._capital(at)
        return (
            lower
            and (bool(_ADJECTIVE.fullmatch(word)) or word.endswith("ly"))
            and word not in _NAMING
        )

    def _subject(self, at: int, relation: str) -> Described | None:
        """The noun phrase that ends right before token `at`."""
        run: list[int] = []
        back = at - 1
        while back >= 0 and len(run) < _LONGEST and self.tokens[back + 1][0] not in self.breaks:
            clitic = self.folded[back] in ("'s", "’s") and run
            if self.folded[back] in _ADVERBS and not run:
                back -= 1
                continue
            if not clitic and (
                not self.is_word[back] or not self._open(back) or self.folded[back] in _VERBS
            ):
                break
            run.insert(0, back)
            back -= 1
        run = self._trimmed(run)
        if relation == "apposition" and not (run and self._surely_a_name(run)):
            return None
        if self._governed(back) or (run and self.folded[run[-1]].endswith("ing")):
            return None
        return self._made(run, self._titled(at), relation)

    def _governed(self, back: int) -> bool:
        """Whether a preposition or an auxiliary stands before the phrase that `back` is before."""
        while back >= 0 and (
            self.folded[back] in WORD_CLASSES["determiner"] or self.written[back] in _SEEN_THROUGH
        ):
            back -= 1
        return back >= 0 and self.folded[back] in _GOVERNS

    def _surely_a_name(self, run: list[int]) -> bool:
        opens = self.tokens[run[0]][0] in self.breaks
        return self._capital(run[-1]) and (len(run) > 1 or not opens)

    def _trimmed(self, run: list[int]) -> list[int]:
        """Without what stands before a name, and without a clitic at the beginning."""
        if run and self._capital(run[-1]):
            while len(run) > 1 and not self._capital(run[0]):
                run = run[1:]
        while run and not self.is_word[run[0]]:
            run = run[1:]
        return run

    def _named(self, end: int) -> Described | None:
        """The object of a verb of naming that ends right before token `end`."""
        low = max(0, end - 7)
        for at in range(end - 1, low - 1, -1):
            if self.folded[at] in _NAMING:
                inside = [i for i in range(at + 1, end) if self.is_word[i]]
                while inside and self.folded[inside[0]] in WORD_CLASSES["determiner"]:
                    inside.pop(0)
                if not inside or any(not self._open(i) for i in inside):
                    return None
                return self._made(inside, self._titled(at), "naming")
            if not self.is_word[at] and self.written[at] not in _SEEN_THROUGH:
                return None
        return None

    def _made(self, run: list[int], titled: bool, relation: str) -> Described | None:
        last = self.folded[run[-1]] if run else ""
        if not last or last in _CLOSED or last.endswith("ly") or _NO_HEAD.fullmatch(last):
            return None
        names = [at for at in run if self._capital(at)]
        head = self.written[run[-1]]
        if titled or not self._capital(run[-1]):
            head = head.lower()
        elif names and run[-1] == names[-1]:
            head = self.written[names[-1]]
        start, end = self.tokens[run[0]][0], self.tokens[run[-1]][1]
        return Described(start, end, head, relation)

    def _open(self, at: int) -> bool:
        """Whether a word can be part of a noun phrase without its determiner."""
        word = self.folded[at]
        return self.is_word[at] and word not in _CLOSED and word not in _ADVERBS and any(
            char.isalpha() for char in word
        )  # fmt: skip

    def _capital(self, at: int) -> bool:
        return self.written[at][0].isupper()

    def _titled(self, at: int) -> bool:
        """Whether most words around are capitalised, so that a capital is no name."""
        near = [i for i in range(max(0, at - 10), min(len(self.tokens), at + 11))
                if self.is_word[i] and len(self.written[i]) > 3]  # fmt: skip
        return len(near) > 3 and sum(map(self._capital, near)) >= 0.75 * len(near)


def _is_head(word: str) -> bool:
    return word in _HEADS or (bool(_NOUN.fullmatch(word)) and word not in _VERBS)
