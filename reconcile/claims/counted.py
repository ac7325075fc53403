"""What each figure of a sentence counts, stated or left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.nouns import NounPhrase
from reconcile.claims.quantities import FigureKind, Phase
from schema.vocabulary import Support

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
    if kind in (FigureKind.MONEY, FigureKind.MEASURE):
        unit = _unit(sentence, at)
        if unit is not None:
            return Counted(None, unit, "unit", Support.STATED)
    following = _following(sentence, at)
    if following is not None:
        return following
    if previous is not None and (kind is not FigureKind.SHARE or _coordinated(sentence, at)):
        return _left_out(previous)
    named = _named_before(sentence, at)
    if named is not None:
        return named
    if previous is not None:
        return _left_out(previous)
    if before is not None and kind is FigureKind.COUNT:
        return _left_out(before)
    return UNKNOWN


def _left_out(counted: Counted) -> Counted:
    return replace(counted, rule="left_out", support=Support.INHERITED, phrase=None)


def _stated(sentence: Annotated, phrase: NounPhrase, rule: str) -> Counted:
    return Counted(phrase, sentence.words(phrase.first, phrase.last), rule, Support.STATED)


def _unit(sentence: Annotated, at: Located) -> str | None:
    """Give a unit in the text's own words: "square miles", "euros"."""
    words = sentence.lexicon.words
    empty = words("words", "partitives") | words("words", "adverbs")
    figure = at.figure
    found = [
        token.text
        for token in sentence.tokens
        if figure.number.end <= token.start
        and token.end <= max(figure.quantity.end, figure.after)
        and token.norm not in empty
        and token.text.isalpha()
    ]
    if not found:
        # "magnitude 4.9"
        found = [
            token.text
            for token in sentence.tokens
            if figure.quantity.start <= token.start
            and token.end <= figure.number.start
            and token.text.isalpha()
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
    phrase = sentence.nouns.after(at.after, plural=value is None or value > 1)
    share = at.figure.kind is FigureKind.SHARE
    if phrase is not None and (not share or tokens[at.after].norm in words("words", "genitive")):
        return _stated(sentence, phrase, "following_noun")
    return _of_next(sentence, at)


def _of_next(sentence: Annotated, at: Located) -> Counted | None:
    """Take "six of the country's eight capitals": the noun of the next figure."""
    if at.number + 1 >= len(sentence.figures):
        return None
    following = sentence.figures[at.number + 1]
    of = sentence.tokens[at.after].norm in sentence.lexicon.words("words", "partitives")
    # "de 12 à 31 morts", "three or four soldiers"
    beside = following.first - at.after <= 1 and sentence.tokens[at.after].text not in ".;:"
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
    before = sentence.nouns.before(at.first) if at.first else None
    if before is not None:
        verb = _verb_at(sentence, before.last)
        if verb is not None:
            share = at.figure.kind is FigureKind.SHARE
            subject = sentence.nouns.subject(verb) if share else None
            return _stated(sentence, subject, "subject") if subject else None
        words = sentence.lexicon.words
        known = words("words", "counters") | words("words", "measure_of")
        if at.figure.kind is FigureKind.SHARE:
            whole = sentence.nouns.whole_before(at.first) or before
            return _stated(sentence, whole, "noun_before")
        if sentence.tokens[before.head].norm in known:
            return _stated(sentence, before, "noun_before")
    nouns = [hit for hit in sentence.measures if hit.value.noun and hit.last <= at.first]
    if nouns and at.first - nouns[-1].last <= _BEFORE:
        hit = nouns[-1]
        return _stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "noun_before")
    return None


def _verb_at(sentence: Annotated, last: int) -> int | None:
    """Return where a predicate begins that ends at a token: the "noun" before the figure is a verb."""
    for hit in sentence.measures:
        if hit.value.predicate and not hit.value.noun and hit.first < last <= hit.last:
            return hit.first
    return None
