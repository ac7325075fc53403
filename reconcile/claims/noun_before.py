"""The noun that stands before its figure: "the death toll rose to 22", "les secouristes, au nombre de 150"."""

from __future__ import annotations

from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.counting import Counted, stated
from reconcile.claims.noun_words import is_capital
from reconcile.claims.nouns import NounPhrase
from reconcile.claims.quantities import FigureKind

#: Figures that say how much of something there is, or how hot it is.
_QUALITIES = frozenset({FigureKind.SHARE, FigureKind.MEASURE})
#: How far before a figure its noun may stand ("the number of cases in the country surpassed …").
_BEFORE = 18


def before_bracket(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun right before a bracket: "des papillons (238)", "203,091 votes (0.15 percent)"."""
    token = sentence.token(at.first - 1) if at.first > 1 else None
    if token is None or token.text not in "([":
        return None
    phrase = sentence.nouns.whole_before(at.first - 1, barriers=_barriers(sentence, at))
    return stated(sentence, phrase, "before_bracket") if phrase else None


def among(sentence: Annotated, at: Located) -> Counted | None:
    """Take whom a clause begins with: "Among women in office, about 70 percent belong …"."""
    opening = sentence.lexicon.words("words", "among")
    first = sentence.clause(at.first)[0]
    while first < at.first and not sentence.tokens[first].text[0].isalpha():
        first += 1
    if sentence.tokens[first].norm not in opening or first + 1 >= at.first:
        return None
    phrase = sentence.nouns.after(first + 1, plural=True)
    before = sentence.token(at.first - 1)
    if phrase is None or phrase.last >= at.first or before is None or before.text != ",":
        return None
    return stated(sentence, phrase, "among")


def member_of(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun that a whole is named by: "the first victim of the eight"."""
    tokens, words = sentence.tokens, sentence.lexicon.words
    article, of = sentence.token(at.first - 1), sentence.token(at.first - 2)
    if at.first < 4 or not sentence.nouns.head_last or article is None or of is None:
        return None
    if article.norm in words("words", "genitive"):
        return _one_of(sentence, at.first - 2)
    ranked = words("masks", "ordinals") | words("words", "superlatives")
    rank = tokens[at.first - 4]
    definite = article.norm in words("words", "definite") and of.norm in words("words", "genitive")
    if not definite or rank.norm not in ranked or not sentence.nouns.is_noun(at.first - 3):
        return None
    last = at.first - 2
    return stated(sentence, NounPhrase(last - 1, last, last - 1), "member_of")


def _one_of(sentence: Annotated, one: int) -> Counted | None:
    """Take the subject that is one of so many: "the trial was one of three"."""
    words = sentence.lexicon.words
    verb = one - 1
    ones = sentence.lexicon.pack.get("numbers", {}).get("ones", ())
    if sentence.tokens[one].norm not in ones or sentence.tokens[verb].norm not in words(
        "words", "be"
    ):
        return None
    subject = sentence.nouns.subject(verb)
    if subject is None:
        main = next(
            (i for i, token in enumerate(sentence.tokens) if token.norm in words("words", "be")), 0
        )
        subject = sentence.nouns.subject(main) if 0 < main < verb else None
    return stated(sentence, subject, "member_of") if subject is not None else None


#: Words between a verb and the figure that it gives its subject: "is now about".
_COPULA = 3


def measured(sentence: Annotated, at: Located) -> Counted | None:
    """Take a subject that has a figure: "the total population of the island is about 7.5 million"."""
    tokens, words = sentence.tokens, sentence.lexicon.words
    verbs, quantified = words("words", "be", "copulas"), words("words", "quantified")
    if not quantified:
        return None
    for verb in range(at.first - 1, max(0, at.first - 1 - _COPULA), -1):
        if tokens[verb].norm in verbs:
            break
        if tokens[verb].norm not in sentence.nouns.closed:
            return None
    else:
        return None
    subject = sentence.nouns.subject(verb)
    if subject is None:
        return None
    for index in range(subject.first, subject.last):
        if tokens[index].norm in words("words", "inner"):
            return None
        if tokens[index].norm in quantified:
            return stated(sentence, NounPhrase(subject.first, index + 1, index), "subject")
    return None


def put_at(sentence: Annotated, at: Located) -> Counted | None:
    """Take what someone puts at a figure: "put turnout at 45,000", "bringing the number of dead to 17"."""
    words = sentence.lexicon.words
    token = sentence.token(at.first - 1) if at.first > 2 else None
    if token is None or token.norm not in words("words", "change_to"):
        return None
    for index in range(at.first - 2, max(-1, at.first - 12), -1):
        if sentence.tokens[index].norm in words("words", "putting"):
            first = index + 1
            break
        if index in sentence.figure_tokens or sentence.tokens[index].text in ".;:!?":
            return None
    else:
        return None
    announced = sentence.nouns.announced(at.first)
    if announced is not None and announced.first > first:
        return stated(sentence, announced, "announced")
    while first < at.first - 1 and not sentence.nouns.is_noun(first):
        first += 1
    last = first
    while last < at.first - 1 and sentence.nouns.is_noun(last):
        last += 1
    if first == last:
        return None
    return stated(sentence, NounPhrase(first, last, last - 1), "put_at")


def _barriers(sentence: Annotated, at: Located) -> frozenset[int]:
    """List the tokens of the other figures, which no noun phrase runs over."""
    within = sentence.figure_tokens
    own = [index for index in range(at.first, at.after) if within[index] == 1]
    return frozenset(within).difference(own)


def noun_before(sentence: Annotated, at: Located) -> Counted | None:
    """Find the noun before its figure: "un bilan de 213", "les ventes ont augmenté de 12 %"."""
    announced = sentence.nouns.announced(at.first)
    if announced is not None:
        return stated(sentence, announced, "announced")
    barriers = _barriers(sentence, at)
    apposed = _apposed(sentence, at, barriers)
    if apposed is not None:
        return apposed
    before = sentence.nouns.before(at.first, barriers=barriers) if at.first else None
    if before is not None and _reports(sentence, before):
        before = None
    verb = sentence.nouns.verb_before(at.first)
    amounts = verb is not None and sentence.nouns.amounts(verb)
    share = at.figure.kind in _QUALITIES
    if amounts or (before is None and share):
        subject = sentence.nouns.subject(verb) if verb is not None else None
        if subject is not None:
            return stated(sentence, subject, "subject")
    if before is None and share and at.first > 2:
        # "a plurality of the vote, at 25.7%"
        comma = next(
            (i for i in (at.first - 1, at.first - 2) if sentence.tokens[i].text == ","), None
        )
        before = sentence.nouns.before(comma, barriers=barriers) if comma else None
    grown = _grown(sentence, at) if before is None else None
    if grown is not None:
        return grown
    if before is not None:
        verb = _verb_at(sentence, before.last)
        if verb is None and before.last - before.first == 1 and _inflected(sentence, before.first):
            verb = before.first
        if verb is not None:
            subject = sentence.nouns.subject(verb) if share else None
            return stated(sentence, subject, "subject") if subject else None
        words = sentence.lexicon.words
        known = words("words", "counters") | words("words", "measure_of")
        if share and _changes(sentence, before):
            subject = _changed(sentence, before.first, barriers)
            if subject is not None:
                # "l'action était en baisse de 6 %": of the share price, not of the fall.
                return stated(sentence, subject, "subject")
        times = sentence.tokens[before.head].norm in words("words", "time")
        names = (
            sentence.nouns.head_last
            and before.first > 0
            and all(is_capital(token) for token in sentence.tokens[before.first : before.last])
        )
        if share and (times or names):
            # "a vote in November, and 67 % came out against"; "Smith led Jones 47 % to 40 %"
            return None
        if share:
            whole = sentence.nouns.whole_before(at.first, barriers=barriers) or before
            return stated(sentence, whole, "noun_before")
        if sentence.tokens[before.head].norm in known:
            return stated(sentence, before, "noun_before")
    nouns = [hit for hit in sentence.measures if hit.value.noun and hit.last <= at.first]
    if nouns and at.first - nouns[-1].last <= _BEFORE and not has_own_verb(sentence, at):
        hit = nouns[-1]
        return stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "noun_before")
    if at.figure.kind is FigureKind.COUNT:
        plural = sentence.nouns.plural_before(at.first, barriers=barriers)
        return stated(sentence, plural, "plural_before") if plural else None
    return None


def _grown(sentence: Annotated, at: Located) -> Counted | None:
    """Take the subject of a change: "the population has declined by over 40 %"."""
    if at.figure.kind is not FigureKind.SHARE or not sentence.nouns.head_last:
        return None
    joints = sentence.lexicon.words("words", "prepositions")
    token = sentence.token(at.first - 1) if at.first else None
    end = at.first - 1 if token is not None and token.norm in joints else at.first
    be = sentence.lexicon.words("words", "be")
    put = end > 1 and sentence.tokens[end - 1].norm in sentence.lexicon.verbs
    if put and end < at.first and sentence.tokens[end - 2].norm in be:
        # "turnout was put at 71 %"
        subject = sentence.nouns.subject(end - 1)
        return stated(sentence, subject, "subject") if subject else None
    for hit in sentence.measures:
        changes = hit.value.verb and not hit.value.noun and not hit.value.measure.who
        if changes and hit.last == end:
            subject = sentence.nouns.subject(hit.first)
            return stated(sentence, subject, "subject") if subject else None
    return None


def has_own_verb(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure is what a deed was done to, or the subject of its own verb.

    "The attack killed twelve" and "beside the deaths, 33 were injured" count neither attacks nor deaths.
    """
    endings = sentence.nouns.finite_endings or ("\0",)
    for hit in sentence.measures:
        done = not hit.value.noun or sentence.tokens[hit.last - 1].norm.endswith(endings)
        if hit.value.verb and hit.value.measure.who and done and hit.last == at.first:
            return True
    helpers = sentence.lexicon.words("words", "auxiliaries") | sentence.lexicon.words("words", "be")
    token, before = sentence.token(at.after), sentence.token(at.first - 1) if at.first else None
    opens = before is None or before.text == ","
    return opens and token is not None and token.norm in helpers


def _apposed(sentence: Annotated, at: Located, barriers: frozenset[int]) -> Counted | None:
    """Take "les secouristes, au nombre de 150", "les blessés sont au nombre de 12"."""
    numbering = sentence.lexicon.phrases("words", "numbering")
    for index in range(max(1, at.first - 4), at.first):
        hit = numbering.at(sentence.tokens, index)
        if hit is None or hit.last != at.first:
            continue
        end = index - 1 if sentence.tokens[index - 1].text == "," else index
        phrase = sentence.nouns.whole_before(end, barriers=barriers) if end else None
        return stated(sentence, phrase, "apposed") if phrase else None
    return None


def _changed(sentence: Annotated, first: int, barriers: frozenset[int]) -> NounPhrase | None:
    """Find what is "en hausse": the subject, or the noun before the comma; "une hausse" stands for itself."""
    token = sentence.token(first - 1) if first else None
    joints = sentence.lexicon.words("words", "change_prepositions")
    if token is None or token.norm not in joints:
        return None
    comma = sentence.token(first - 2) if first > 1 else None
    if comma is not None and comma.text == ",":
        whole = sentence.nouns.whole_before(first - 2, barriers=barriers)
        return whole or _grown_subject(sentence, first)
    return sentence.nouns.subject(first - 1)


def _grown_subject(sentence: Annotated, before: int) -> NounPhrase | None:
    """Find the subject of the verb that gives the figure before: "Le loyer atteint 900 euros, en hausse de"."""
    verbs = sentence.lexicon.words("words", "be", "copulas", "auxiliaries")
    verb = next((i for i in range(before - 1, 0, -1) if sentence.tokens[i].norm in verbs), None)
    return sentence.nouns.subject(verb) if verb is not None else None


def _changes(sentence: Annotated, phrase: NounPhrase) -> bool:
    """Tell whether a noun phrase is a bare "(en) hausse", "(a) fall": what changes is named elsewhere."""
    changes = sentence.lexicon.words("words", "changes")
    return phrase.last - phrase.first <= 2 and sentence.tokens[phrase.head].norm in changes


def _reports(sentence: Annotated, phrase: NounPhrase) -> bool:
    """Tell whether a verb of reporting was taken for a noun: "l'opposition parle de 40 %"."""
    hit = sentence.lexicon.verb_phrases.at(sentence.tokens, phrase.first)
    return hit is not None and phrase.last - phrase.first == 1


def _inflected(sentence: Annotated, index: int) -> bool:
    """Tell whether what stands before a word makes it a verb: "a perdu", "s'établit", "devrait faire"."""
    earlier = sentence.token(index - 1)
    words = sentence.lexicon.words
    helpers = words("words", "auxiliaries", "be", "reflexive", "modals")
    return earlier is not None and earlier.norm in helpers


def _verb_at(sentence: Annotated, last: int) -> int | None:
    """Return where a predicate begins that ends at a token: the "noun" before the figure is a verb."""
    for hit in sentence.measures:
        if hit.value.verb and not hit.value.noun and hit.first < last <= hit.last:
            return hit.first
    return None
