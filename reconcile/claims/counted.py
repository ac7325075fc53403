"""What each figure of a sentence counts, stated or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.counting import OCCASIONS, UNKNOWN, Counted, left_out, stated
from reconcile.claims.noun_after import compound, name_of_unit, noun_after, unit_of
from reconcile.claims.noun_before import (
    among,
    before_bracket,
    has_own_verb,
    measured,
    member_of,
    noun_before,
    put_at,
)
from reconcile.claims.noun_words import is_capital
from reconcile.claims.nouns import NounPhrase
from reconcile.claims.quantities import FigureKind
from reconcile.claims.tokens import tokenise
from schema.vocabulary import Support

#: Words from "59 % d'entre elles" back to the plural that is meant.
_THEM = 30


def read_counted(
    sentence: Annotated, at: Located, previous: Counted | None, before: Counted | None
) -> Counted:
    """Read what a figure counts.

    ``previous`` is what the figure before it in the sentence counts, ``before`` what the last one of the
    sentence before did.
    """
    kind = at.figure.kind
    if at.figure.tally:
        return Counted(None, sentence.lexicon.pack["tallies"]["noun"], "tally", Support.INFERRED)
    last = sentence.token(at.after - 1)
    if last is not None and last.norm in sentence.lexicon.times:
        return Counted(None, last.text, OCCASIONS, Support.STATED)
    if kind in (FigureKind.MONEY, FigureKind.MEASURE):
        unit = unit_of(sentence, at)
        if unit is not None:
            return Counted(None, unit, "unit", Support.STATED)
        if kind is FigureKind.MEASURE:
            sign = Counted(None, name_of_unit(sentence, at), "unit", Support.STATED)
            return _quality(sentence, at) or sign
    if kind is FigureKind.COUNT and _is_rate(sentence, at):
        return _of_rate(sentence, at, previous or before)
    if previous is not None and (_as_were(sentence, at) or _from_elsewhere(sentence, at, previous)):
        return replace(
            UNKNOWN, text=sentence.lexicon.pack["words"]["understood"], rule="understood"
        )
    idle = _following_is_idle(sentence, at) or _state_follows(sentence, at, previous)
    money = previous is not None and previous.rule == "unit" and kind is FigureKind.SHARE
    if at.figure.additional and previous is not None and idle and not money:
        return left_out(previous)
    them = sentence.lexicon.phrases("words", "among_them")
    if at.after < len(sentence.tokens) and them.at(sentence.tokens, at.after):
        # "les progénitures …, 59 % d'entre elles"
        of = sentence.nouns.plural_before(at.first, reach=_THEM)
        meant = previous or (stated(sentence, of, "of_them") if of else before)
        if meant is not None:
            return left_out(meant)
    if previous is not None and _of_those(sentence, at):
        return left_out(previous)
    following = compound(sentence, at)
    if following is None and not _stands_alone(sentence, at):
        following = noun_after(sentence, at)
    if following is not None and previous is not None and _only_a_state(sentence, following):
        # "5 blessés, dont 2 graves"
        return left_out(previous)
    if following is not None and following.rule == "of_many" and previous is not None:
        opposed = sentence.token(at.first - 1)
        if opposed is not None and opposed.norm in sentence.lexicon.words("words", "adversatives"):
            # "289 voix contre 239 et 11 abstentions"
            return left_out(previous)
    if following is not None:
        return following
    genitive = sentence.lexicon.words("words", "genitive")
    token = sentence.token(at.first - 1)
    bound = token is not None and token.norm in genitive
    if kind is FigureKind.SHARE and previous is not None and previous.share_of and not bound:
        # "35 % des voix, devant le candidat de droite (28 %)": the same shares go on.
        return left_out(previous)
    shares = kind is FigureKind.SHARE and before is not None and before.share_of
    if shares and before is not None and previous is None and _gains(sentence, at):
        return left_out(before)
    bracketed = before_bracket(sentence, at)
    if bracketed is not None and not (
        previous and _bears_a_share(sentence, at, bracketed, previous)
    ):
        return bracketed
    put = None
    if kind is FigureKind.SHARE and previous is None and _new_clause(sentence, at):
        return UNKNOWN
    if sentence.nouns.head_last:
        if previous is not None and _of_those_before(sentence, at):
            return left_out(previous)
        put = among(sentence, at) or put_at(sentence, at) or measured(sentence, at)
    if put is not None:
        return put
    if kind is FigureKind.SHARE and previous is not None and previous.rule == "unit":
        previous = None
    told = _announced_since(sentence, at) if kind is FigureKind.COUNT else None
    if told is not None:
        return told
    one_of = member_of(sentence, at) if kind is FigureKind.COUNT else None
    if one_of is not None:
        return one_of
    if previous is not None and (kind is not FigureKind.SHARE or _coordinated(sentence, at)):
        own = _own_subject(sentence, at) or _other_toll(sentence, at, previous)
        return own or left_out(previous)
    named = noun_before(sentence, at)
    if named is not None and previous is not None and _beside_the_point(sentence, named):
        return left_out(previous)
    if named is not None and before is not None and _only_a_figure(sentence, named):
        # "L'armée avance le chiffre de 2 000", after those who were counted.
        return left_out(before)
    if named is not None:
        return named
    if previous is not None:
        return left_out(previous)
    done_to = sentence.nouns.head_last and has_own_verb(sentence, at)
    if before is not None and kind is FigureKind.COUNT and not done_to:
        return left_out(before)
    return UNKNOWN


def _gains(sentence: Annotated, at: Located) -> bool:
    """Tell whether someone else gets a share of the same: "Son rival recueille 31 %"."""
    gaining = sentence.lexicon.words("words", "gaining")
    return any(token.norm in gaining for token in sentence.tokens[max(0, at.first - 3) : at.first])


def _as_were(sentence: Annotated, at: Located) -> bool:
    """Tell others, to whom the same happened, from those before: "…, as were seventeen from the army"."""
    before, earlier = sentence.token(at.first - 1), sentence.token(at.first - 2)
    words = sentence.lexicon.words
    helpers = words("words", "be") | words("words", "auxiliaries") | words("words", "modals")
    like = before is not None and earlier is not None and before.norm in helpers
    return like and earlier is not None and earlier.norm in words("words", "as_others")


def _from_elsewhere(sentence: Annotated, at: Located, previous: Counted) -> bool:
    """Tell "two Argentinians, one from France": the other is none of those."""
    token, words = sentence.token(at.after), tokenise(previous.text or "")
    if token is None or token.norm not in sentence.lexicon.words("words", "origins") or not words:
        return False
    hit = sentence.lexicon.places.at(words, 0)
    return hit is not None and hit.value.adjective and hit.last == len(words)


def _new_clause(sentence: Annotated, at: Located) -> bool:
    """Tell whether a share does something in a clause of its own: "…, and 67% came out against"."""
    token, joint, comma = (
        sentence.token(index) for index in (at.after, at.first - 1, at.first - 2)
    )
    joints = sentence.lexicon.words("words", "coordinators", "adversatives")
    doing = token is not None and token.norm in sentence.lexicon.words("words", "several_do")
    joined = joint is not None and joint.norm in joints
    return doing and joined and comma is not None and comma.text == ","


def _announced_since(sentence: Annotated, at: Located) -> Counted | None:
    """Take what is announced behind the figure before: "… is 1501 and the number of deaths is 66"."""
    announced = sentence.nouns.announced(at.first) if at.number else None
    if announced is None or announced.first < sentence.figures[at.number - 1].after:
        return None
    return stated(sentence, announced, "announced")


def _is_rate(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure is so many to a number of others: "seven per 100,000"."""
    per = sentence.lexicon.words("masks", "denominators")
    token, following = sentence.token(at.after), sentence.token(at.after + 1)
    return (
        token is not None
        and token.norm in per
        and following is not None
        and following.text[0].isdigit()
    )


def _of_rate(sentence: Annotated, at: Located, previous: Counted | None) -> Counted:
    """Take what a rate is of: what was counted before, or the nearest noun of a measure."""
    nouns = [hit for hit in sentence.measures if hit.value.noun and hit.last <= at.first]
    if nouns:
        hit = nouns[-1]
        return stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "noun_before")
    return left_out(previous) if previous is not None else UNKNOWN


def _quality(sentence: Annotated, at: Located) -> Counted | None:
    """Take what a measure without a noun is of: "le record était de 40 °C"; never a name beside it."""
    if sentence.nouns.head_last and not _given_of(sentence, at):
        return None
    named = noun_before(sentence, at)
    if named is None or named.phrase is None or is_capital(sentence.tokens[named.phrase.head]):
        return None
    return named


def _given_of(sentence: Annotated, at: Located) -> bool:
    """Tell whether a measure is given of what stands before it: "a record of 40 °C", "it was 40 °C"."""
    words = sentence.lexicon.words
    giving = words("words", "genitive") | words("words", "be") | words("words", "copulas")
    token = sentence.token(at.first - 1)
    return token is not None and token.norm in giving | words("words", "change_to")


def _bears_a_share(sentence: Annotated, at: Located, bracketed: Counted, previous: Counted) -> bool:
    """Tell whether the noun before a bracket has some of what was counted: "120 sièges, … le parti (98)".

    A name does, and one of something where more than one is counted; so does whoever stands beside those.
    """
    if previous.rule == "left_out" and at.number:
        opening = sentence.token(sentence.figures[at.number - 1].first - 1)
        if opening is not None and opening.text == "(":
            return True
    value, phrase = at.figure.quantity.value, bracketed.phrase
    if phrase is None or is_capital(sentence.tokens[phrase.first]):
        return True
    several = at.figure.kind is FigureKind.COUNT and value is not None and value > 1
    return several and not sentence.nouns.is_plural_head(phrase.head)


def _stands_alone(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure is a pronoun, after which comes its verb: "no one knows"."""
    raw = " ".join(at.figure.quantity.raw.casefold().split())
    token = sentence.token(at.after)
    genitive = token is not None and token.norm in sentence.lexicon.words("words", "genitive")
    alone: Sequence[str] = sentence.lexicon.pack.get("none", {}).get("alone", ())
    numerals = sentence.lexicon.pack.get("numbers", {}).get("words", {})
    pronoun = raw in alone and raw not in numerals
    return pronoun and sentence.nouns.head_last and not genitive


def _of_those_before(sentence: Annotated, at: Located) -> bool:
    """Tell "Of the 50 women in office, about 70 percent belong …" by the preposition that opens it."""
    earlier, words = sentence.figures[at.number - 1], sentence.lexicon.words
    before = sentence.token(at.first - 1)
    opening = sentence.tokens[sentence.clause(at.first)[0]].norm in words("words", "among")
    return opening and before is not None and before.text == "," and earlier.after <= at.first - 1


def _of_those(sentence: Annotated, at: Located) -> bool:
    """Tell "91 % of those from coal", "30 of them": of what was counted before."""
    of, those, after = sentence.token(at.after), sentence.token(at.after + 1), at.after + 2
    if of is None or those is None or not sentence.nouns.head_last:
        return False
    others = sentence.lexicon.words("words", "others")
    following = sentence.token(after)
    closed = following is None or not sentence.nouns.is_noun(after)
    genitive = of.norm in sentence.lexicon.words("words", "genitive")
    return genitive and those.norm in others and closed


def _following_is_idle(sentence: Annotated, at: Located) -> bool:
    """Tell whether nothing but "de plus que", "others" follows."""
    if at.after >= len(sentence.tokens):
        return True
    return sentence.nouns.after(at.after, plural=True) is None


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
    """Tell whether an adjective or a participle stands where the noun is left out."""
    phrase = counted.phrase
    if phrase is None or phrase.last - phrase.first > 1 or is_capital(sentence.tokens[phrase.head]):
        return False
    if not sentence.nouns.head_last and any(
        hit.first == phrase.head and hit.value.verb and not hit.value.noun
        for hit in sentence.measures
    ):
        # "17 personnes ont été blessées et 47 interpellées"
        return True
    return sentence.tokens[phrase.head].norm in sentence.lexicon.words("words", "bare_adjectives")


def _beside_the_point(sentence: Annotated, counted: Counted) -> bool:
    """Tell whether the noun before a figure is a period, another source or "the figure of", not what is counted.

    "de 0,6 % sur un mois et de 8 % sur un an"; "l'institut table sur 2 %, le gouvernement sur 3 %".
    """
    if counted.phrase is None or counted.rule != "noun_before":
        return False
    norm, words = sentence.tokens[counted.phrase.head].norm, sentence.lexicon.words
    if counted.phrase.last - counted.phrase.first == 1 and norm in words("words", "figure_names"):
        return True
    return norm in words("words", "time") | words("speakers", "government")


def _only_a_figure(sentence: Annotated, counted: Counted) -> bool:
    """Tell whether nothing but "the figure" is named: who or what is counted was said before."""
    phrase = counted.phrase
    if phrase is None or phrase.last - phrase.first > 1:
        return False
    return sentence.tokens[phrase.head].norm in sentence.lexicon.words("words", "bare_figures")


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
            return stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "own_subject")
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
    return stated(sentence, NounPhrase(hit.first, hit.last, hit.last - 1), "following_noun")


def among_others(sentence: Annotated, at: Located, counted: Counted) -> Counted:
    """Keep "25 others" apart from those counted before: "other people"."""
    token = sentence.token(at.after)
    others = sentence.lexicon.pack.get("words", {}).get("other_ones", {})
    other = others.get(token.norm) if token is not None else None
    if other is None or counted.text is None or counted.text.startswith(other):
        return counted
    return replace(counted, text=f"{other} {counted.text}")


def _coordinated(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure stands beside an earlier one: ", contre 95 %", "(au lieu de 0,7 %)"."""
    tokens, words = sentence.tokens, sentence.lexicon.words
    instead = sentence.lexicon.phrases("polarity", "instead")
    compared = sentence.lexicon.phrases("words", "compared")
    before = range(max(0, at.first - 3), at.first)
    if any(instead.at(tokens, index) or compared.at(tokens, index) for index in before):
        return True
    joins = words("words", "coordinators") | words("words", "adversatives")
    return at.first > 0 and tokens[at.first - 1].norm in joins
