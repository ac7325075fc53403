"""What each figure of a sentence counts, stated or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.nouns import NounPhrase
from reconcile.claims.quantities import FigureKind, Phase
from schema.vocabulary import Support

#: The rule of a figure that counts times in one word ("twice").
OCCASIONS = "occasions"

#: What joins a figure to its noun ("a 25-room home").
_HYPHENS = ("-", "\u2010", "\u2011")
#: How far before a figure its noun may stand ("the number of cases in the country surpassed …").
_BEFORE = 18


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: its noun phrase, or words that stand in for it.

    ``population`` and ``measure`` are filled in once known, for figures that leave the noun out.
    """

    phrase: NounPhrase | None
    text: str | None
    rule: str
    support: Support
    population: str | None = None
    measure: str | None = None
    #: A share of what its noun names ("35 % of the votes").
    share_of: bool = False


#: Nothing is known of what is counted.
UNKNOWN = Counted(None, None, "none", Support.INFERRED)


def read_counted(
    sentence: Annotated, at: Located, previous: Counted | None, before: Counted | None
) -> Counted:
    """Read what a figure counts.

    ``previous`` is what the figure before it in the sentence counts, ``before`` what the last one of the
    sentence before did.
    """
    kind = at.figure.kind
    last = sentence.token(at.after - 1)
    if last is not None and last.norm in sentence.lexicon.times:
        return Counted(None, last.text, OCCASIONS, Support.STATED)
    if kind in (FigureKind.MONEY, FigureKind.MEASURE):
        unit = _unit(sentence, at)
        if unit is not None:
            return Counted(None, unit, "unit", Support.STATED)
    idle = _following_is_idle(sentence, at) or _state_follows(sentence, at, previous)
    if at.figure.additional and previous is not None and idle:
        return _left_out(previous)
    following = _compound(sentence, at)
    if following is None and not _stands_alone(sentence, at):
        following = _following(sentence, at)
    if following is not None and previous is not None and _only_a_state(sentence, following):
        # "5 blessés, dont 2 graves"
        return _left_out(previous)
    if following is not None and following.rule == "of_many" and previous is not None:
        opposed = sentence.token(at.first - 1)
        if opposed is not None and opposed.norm in sentence.lexicon.words("words", "adversatives"):
            # "289 voix contre 239 et 11 abstentions"
            return _left_out(previous)
    if following is not None:
        return following
    genitive = sentence.lexicon.words("words", "genitive")
    token = sentence.token(at.first - 1)
    bound = token is not None and token.norm in genitive
    if kind is FigureKind.SHARE and previous is not None and previous.share_of and not bound:
        # "35 % des voix, devant le candidat de droite (28 %)": the same shares go on.
        return _left_out(previous)
    bracketed = _bracketed(sentence, at)
    if bracketed is not None and not (previous and (bracketed.text or "")[:1].isupper()):
        return bracketed
    if kind is FigureKind.SHARE and previous is not None and previous.rule == "unit":
        previous = None
    if previous is not None and (kind is not FigureKind.SHARE or _coordinated(sentence, at)):
        own = _own_subject(sentence, at) or _other_toll(sentence, at, previous)
        return own or _left_out(previous)
    named = _named_before(sentence, at)
    if named is not None and previous is not None and _beside_the_point(sentence, named):
        return _left_out(previous)
    if named is not None:
        return named
    if previous is not None:
        return _left_out(previous)
    done_to = sentence.nouns.head_last and _has_own_verb(sentence, at)
    if before is not None and kind is FigureKind.COUNT and not done_to:
        return _left_out(before)
    return UNKNOWN


def _stands_alone(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure is a pronoun, after which comes its verb: "no one knows"."""
    raw = " ".join(at.figure.quantity.raw.casefold().split())
    token = sentence.token(at.after)
    genitive = token is not None and token.norm in sentence.lexicon.words("words", "genitive")
    alone: Sequence[str] = sentence.lexicon.pack.get("none", {}).get("alone", ())
    numerals = sentence.lexicon.pack.get("numbers", {}).get("words", {})
    pronoun = raw in alone and raw not in numerals
    return pronoun and sentence.nouns.head_last and not genitive


def _following_is_idle(sentence: Annotated, at: Located) -> bool:
    """Tell whether nothing but "de plus que", "others" follows."""
    if at.after >= len(sentence.tokens):
        return True
    return sentence.nouns.after(at.after, plural=True) is None


def _compound(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun that a hyphen joins to its figure: "a 25-room home", "a ten-storey building"."""
    end, text = at.figure.number.end, sentence.text
    if at.figure.kind is not FigureKind.COUNT or text[end : end + 1] not in _HYPHENS:
        return None
    last = end + 1
    while text[last : last + 1].isalpha():
        last += 1
    noun = text[end + 1 : last]
    if not noun or noun in sentence.lexicon.words("words", "compound_adjectives"):
        return None
    return Counted(None, noun, "compound", Support.STATED)


def _state_follows(sentence: Annotated, at: Located, previous: Counted | None) -> bool:
    """Tell whether what became of others follows, not what they are: "trente autres blessées"."""
    others = sentence.lexicon.pack.get("words", {}).get("other_ones", {})
    token, state = sentence.token(at.after), sentence.token(at.after + 1)
    if previous is None or previous.phrase is None or token is None or state is None:
        return False
    head = sentence.tokens[previous.phrase.head].norm
    if token.norm not in others:
        return False
    postposed = sentence.lexicon.words("words", "postposed")
    if state.norm in postposed and head not in sentence.lexicon.measures_norms:
        return True
    return any(
        hit.first == at.after + 1 and hit.value.verb and head not in sentence.lexicon.measures_norms
        for hit in sentence.measures
    )


def _only_a_state(sentence: Annotated, counted: Counted) -> bool:
    """Tell whether an adjective stands where the noun is left out."""
    phrase = counted.phrase
    if phrase is None or phrase.last - phrase.first > 1:
        return False
    return sentence.tokens[phrase.head].norm in sentence.lexicon.words("words", "bare_adjectives")


def _beside_the_point(sentence: Annotated, counted: Counted) -> bool:
    """Tell whether the noun before a figure is a period or another source, not what is counted.

    "de 0,6 % sur un mois et de 8 % sur un an"; "l'institut table sur 2 %, le gouvernement sur 3 %".
    """
    if counted.phrase is None or counted.rule != "noun_before":
        return False
    norm, words = sentence.tokens[counted.phrase.head].norm, sentence.lexicon.words
    return norm in words("words", "time") | words("speakers", "government")


def _bracketed(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun right before a bracket: "des papillons (238)", "203,091 votes (0.15 percent)"."""
    token = sentence.token(at.first - 1) if at.first > 1 else None
    if token is None or token.text not in "([":
        return None
    phrase = sentence.nouns.whole_before(at.first - 1, barriers=_barriers(sentence, at))
    return _stated(sentence, phrase, "before_bracket") if phrase else None


def _barriers(sentence: Annotated, at: Located) -> frozenset[int]:
    """List the tokens of the other figures, which no noun phrase runs over."""
    within = sentence.figure_tokens
    own = [index for index in range(at.first, at.after) if within[index] == 1]
    return frozenset(within).difference(own)


def _left_out(counted: Counted) -> Counted:
    return replace(counted, rule="left_out", support=Support.INHERITED, phrase=None)


def _own_subject(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun before a figure's own verb or colon: "deaths reached 40", "deaths: 40"."""
    words = sentence.lexicon.words
    index = at.first - 1
    token = sentence.token(index)
    if token is None or at.figure.kind is not FigureKind.COUNT:
        return None
    if token.norm in words("words", "change_to"):
        index -= 1
        token = sentence.token(index)
    if token is None or not (token.text == ":" or token.norm in words("words", "copulas")):
        return None
    for hit in sentence.measures:
        if hit.last == index and hit.value.noun:
            return _stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "own_subject")
    return None


def _other_toll(sentence: Annotated, at: Located, previous: Counted) -> Counted | None:
    """Take "wounded" after "five dead and 17 wounded": those who died are not meant."""
    norms = sentence.lexicon.measures_norms
    if (previous.text or "").casefold() not in norms or at.after >= len(sentence.tokens):
        return None
    hit = sentence.lexicon.measures.at(sentence.tokens, at.after)
    if hit is None or not hit.value.noun or hit.value.measure.key == previous.measure:
        return None
    token = sentence.token(hit.last)
    if token is not None and sentence.nouns.is_noun(hit.last):
        return None
    return _stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "following_noun")


def among_others(sentence: Annotated, at: Located, counted: Counted) -> Counted:
    """Keep "25 others" apart from those counted before: "other people"."""
    token = sentence.token(at.after)
    others = sentence.lexicon.pack.get("words", {}).get("other_ones", {})
    other = others.get(token.norm) if token is not None else None
    if other is None or counted.text is None or counted.text.startswith(other):
        return counted
    return replace(counted, text=f"{other} {counted.text}")


def _stated(sentence: Annotated, phrase: NounPhrase, rule: str) -> Counted:
    return Counted(phrase, sentence.words(phrase.first, phrase.last), rule, Support.STATED)


def _unit(sentence: Annotated, at: Located) -> str | None:
    """Give a unit in the text's own words: "square miles", "euros"."""
    words = sentence.lexicon.words
    empty = words("words", "partitives") | words("words", "adverbs")
    closed = empty | words("words", "prepositions") | words("words", "modifiers")
    figure = at.figure
    found = [
        token.text
        for token in sentence.tokens
        if figure.number.end <= token.start
        and token.end <= max(figure.quantity.end, figure.after)
        and token.norm not in empty
        and token.text.isalpha()
    ]
    if not found and figure.kind is FigureKind.MEASURE:
        # "magnitude 4.9"
        found = [
            token.text
            for token in sentence.tokens
            if figure.quantity.start <= token.start
            and token.end <= figure.number.start
            and token.text.isalpha()
            and token.norm not in closed
        ][-1:]
    return " ".join(found) or _currency(sentence, figure.quantity.unit)


def _currency(sentence: Annotated, unit: str | None) -> str | None:
    """Name the currency of an amount that is written with its sign."""
    names = sentence.lexicon.pack.get("words", {}).get("currencies", {})
    name: str | None = names.get(unit, unit)
    return name


def _following(sentence: Annotated, at: Located) -> Counted | None:
    tokens, words = sentence.tokens, sentence.lexicon.words
    if at.after >= len(tokens):
        return None
    value = at.figure.quantity.value
    share = at.figure.kind is FigureKind.SHARE
    plural = not share and (value is None or value > 1)
    phrase = sentence.nouns.after(at.after, plural=plural)
    if phrase is not None and any(
        other.first == phrase.first and other.number != at.number for other in sentence.figures
    ):
        # "neuf des quatorze otages": the next figure is no noun.
        phrase = None
    genitive = words("words", "genitive")
    of = tokens[at.after].norm in genitive or tokens[at.after - 1].norm in genitive
    direct = sentence.nouns.head_last and not _compares(sentence, at.after)
    if phrase is not None and share and tokens[phrase.head].norm in words("words", "changes"):
        # "a 12 percent increase in sales", "a 4% share of the market"
        index = phrase.head + 2
        inner = words("words", "inner") | genitive
        token = sentence.token(phrase.head + 1)
        changed = None
        if token is not None and token.norm in inner and index < len(tokens):
            changed = sentence.nouns.after(index, plural=False)
        if changed is not None:
            return _stated(sentence, changed, "following_noun")
    if phrase is not None and _only_a_nation(sentence, phrase):
        shared = _of_next(sentence, replace_after(at, phrase.last))
        if shared is not None:
            return shared
    if phrase is not None and (not share or of or direct):
        return replace(_stated(sentence, phrase, "following_noun"), share_of=share and of)
    number = _number_of(sentence, at)
    if number is not None:
        return number
    inside = _inside(sentence, at) if share else None
    if inside is not None:
        return inside
    return _of_next(sentence, at)


def _number_of(sentence: Annotated, at: Located) -> Counted | None:
    """Take "estime à 3 000 le nombre de prisonniers", "put at 300 the number of dead"."""
    words = sentence.lexicon.words
    index = at.after
    while index < len(sentence.tokens) and sentence.tokens[index].norm in words(
        "words", "definite"
    ):
        index += 1
    token = sentence.token(index)
    if token is None or token.norm not in words("words", "announcing"):
        return None
    phrase = (
        sentence.nouns.after(index + 1, plural=True) if index + 1 < len(sentence.tokens) else None
    )
    return _stated(sentence, phrase, "announced") if phrase else None


def _inside(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun within a share in words: "un Français sur trois"."""
    numerals = sentence.lexicon.pack.get("numbers", {}).get("words", {})
    compared = sentence.lexicon.words("words", "comparatives")
    for index in range(at.first, min(at.after, len(sentence.tokens))):
        token = sentence.tokens[index]
        inner = at.figure.number.start < token.start and token.end < at.figure.quantity.end
        noun = inner and sentence.nouns.is_noun(index) and token.norm not in compared
        if noun and token.text.casefold() not in numerals:
            return _stated(sentence, NounPhrase(index, index + 1, index), "noun_inside")
    return None


def _only_a_nation(sentence: Annotated, phrase: NounPhrase) -> bool:
    """Tell whether a phrase is a bare nationality: "2000 Thai and 74 Malaysian stores"."""
    hit = sentence.lexicon.places.at(sentence.tokens, phrase.first)
    return hit is not None and hit.value.adjective and hit.last == phrase.last


def replace_after(at: Located, after: int) -> Located:
    """Look for the noun of a figure from another token on."""
    return Located(at.figure, at.number, at.first, after)


def _compares(sentence: Annotated, index: int) -> bool:
    """Tell whether "144% greater", "70 percent said" has no noun at that token."""
    token = sentence.tokens[index]
    compared = sentence.lexicon.words("words", "comparatives")
    return token.norm in compared or token.norm.endswith(("ed", "er", "ing"))


def _of_next(sentence: Annotated, at: Located) -> Counted | None:
    """Take "six of the country's eight capitals": the noun of the next figure."""
    if at.number + 1 >= len(sentence.figures):
        return None
    following = sentence.figures[at.number + 1]
    of = sentence.tokens[at.after].norm in sentence.lexicon.words("words", "partitives")
    # "de 12 à 31 morts", "three or four soldiers"
    joined = sentence.tokens[at.after].norm in sentence.lexicon.words("words", "figure_joints")
    beside = following.first == at.after or (joined and following.first == at.after + 1)
    if not of and not beside and at.figure.phase is not Phase.BEFORE:
        return None
    if following.first - at.after > 6 or following.after >= len(sentence.tokens):
        return None
    phrase = sentence.nouns.after(following.after, plural=True)
    return _stated(sentence, phrase, "of_many") if phrase else None


def _coordinated(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure stands beside an earlier one: ", contre 95 %", "(au lieu de 0,7 %)"."""
    tokens, words = sentence.tokens, sentence.lexicon.words
    instead = sentence.lexicon.phrases("polarity", "instead")
    if any(instead.at(tokens, index) for index in range(max(0, at.first - 3), at.first)):
        return True
    joins = words("words", "coordinators") | words("words", "adversatives")
    return at.first > 0 and tokens[at.first - 1].norm in joins


def _named_before(sentence: Annotated, at: Located) -> Counted | None:
    """Find the noun before its figure: "un bilan de 213", "les ventes ont augmenté de 12 %"."""
    announced = sentence.nouns.announced(at.first)
    if announced is not None:
        return _stated(sentence, announced, "announced")
    barriers = _barriers(sentence, at)
    apposed = _apposed(sentence, at, barriers)
    if apposed is not None:
        return apposed
    before = sentence.nouns.before(at.first, barriers=barriers) if at.first else None
    verb = sentence.nouns.verb_before(at.first)
    amounts = verb is not None and sentence.nouns.amounts(verb)
    if amounts or (before is None and at.figure.kind is FigureKind.SHARE):
        subject = sentence.nouns.subject(verb) if verb is not None else None
        if subject is not None:
            return _stated(sentence, subject, "subject")
    if before is None and at.figure.kind is FigureKind.SHARE and at.first > 2:
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
            share = at.figure.kind is FigureKind.SHARE
            subject = sentence.nouns.subject(verb) if share else None
            return _stated(sentence, subject, "subject") if subject else None
        words = sentence.lexicon.words
        known = words("words", "counters") | words("words", "measure_of")
        if at.figure.kind is FigureKind.SHARE and _changes(sentence, before):
            subject = _changed(sentence, before.first, barriers)
            if subject is not None:
                # "l'action était en baisse de 6 %": of the share price, not of the fall.
                return _stated(sentence, subject, "subject")
        if at.figure.kind is FigureKind.SHARE:
            whole = sentence.nouns.whole_before(at.first, barriers=barriers) or before
            return _stated(sentence, whole, "noun_before")
        if sentence.tokens[before.head].norm in known:
            return _stated(sentence, before, "noun_before")
    nouns = [hit for hit in sentence.measures if hit.value.noun and hit.last <= at.first]
    if nouns and at.first - nouns[-1].last <= _BEFORE and not _has_own_verb(sentence, at):
        hit = nouns[-1]
        return _stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "noun_before")
    if at.figure.kind is FigureKind.COUNT:
        plural = sentence.nouns.plural_before(at.first, barriers=barriers)
        return _stated(sentence, plural, "plural_before") if plural else None
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
        return _stated(sentence, subject, "subject") if subject else None
    for hit in sentence.measures:
        changes = hit.value.verb and not hit.value.noun and not hit.value.measure.who
        if changes and hit.last == end:
            subject = sentence.nouns.subject(hit.first)
            return _stated(sentence, subject, "subject") if subject else None
    return None


def _has_own_verb(sentence: Annotated, at: Located) -> bool:
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
        return _stated(sentence, phrase, "apposed") if phrase else None
    return None


def _changed(sentence: Annotated, first: int, barriers: frozenset[int]) -> NounPhrase | None:
    """Find what is "en hausse": the subject, or the noun before the comma; "une hausse" stands for itself."""
    token = sentence.token(first - 1) if first else None
    joints = sentence.lexicon.words("words", "change_prepositions")
    if token is None or token.norm not in joints:
        return None
    comma = sentence.token(first - 2) if first > 1 else None
    if comma is not None and comma.text == ",":
        return sentence.nouns.whole_before(first - 2, barriers=barriers)
    return sentence.nouns.subject(first - 1)


def _changes(sentence: Annotated, phrase: NounPhrase) -> bool:
    """Tell whether a noun phrase is a bare "(en) hausse", "(a) fall": what changes is named elsewhere."""
    changes = sentence.lexicon.words("words", "changes")
    return phrase.last - phrase.first <= 2 and sentence.tokens[phrase.head].norm in changes


def _inflected(sentence: Annotated, index: int) -> bool:
    """Tell whether an auxiliary or a reflexive before a word makes it a verb: "a perdu", "s'établit"."""
    earlier = sentence.token(index - 1)
    words = sentence.lexicon.words
    helpers = words("words", "auxiliaries") | words("words", "reflexive") | words("words", "be")
    return earlier is not None and earlier.norm in helpers


def _verb_at(sentence: Annotated, last: int) -> int | None:
    """Return where a predicate begins that ends at a token: the "noun" before the figure is a verb."""
    for hit in sentence.measures:
        if hit.value.verb and not hit.value.noun and hit.first < last <= hit.last:
            return hit.first
    return None
