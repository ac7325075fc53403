"""The noun that follows its figure: "12 soldiers", "a 25-room home", "340 millions d'euros", "a number of houses"."""

from __future__ import annotations

from dataclasses import replace

from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.counting import Counted, stated
from reconcile.claims.noun_words import is_capital
from reconcile.claims.nouns import NounPhrase
from reconcile.claims.quantities import FigureKind, Phase
from schema.vocabulary import Support

#: What joins a figure to its noun ("a 25-room home").
_HYPHENS = ("-", "\u2010", "\u2011")


def unit_of(sentence: Annotated, at: Located) -> str | None:
    """Give a unit in the text's own words: "square miles", "euros"."""
    words = sentence.lexicon.words
    empty = words("words", "partitives") | words("words", "adverbs")
    closed = empty | words("words", "prepositions") | words("words", "modifiers")
    figure = at.figure
    after = sentence.lexicon.pack.get("comparators", {}).get("after", {})
    compared = {word for phrases in after.values() for phrase in phrases for word in phrase.split()}
    found = [
        token.text
        for token in sentence.tokens
        if figure.number.end <= token.start
        and token.end <= max(figure.quantity.end, figure.after)
        and token.norm not in empty | compared
        and token.text.isalpha()
    ]
    if (figure.quantity.unit or "").startswith("°") and all(len(name) == 1 for name in found):
        # "40 °C": a sign, beside which the text may name what was measured.
        return None
    if not found and figure.kind is FigureKind.MEASURE:
        # "magnitude 4.9"
        named = {
            word
            for phrase in sentence.lexicon.pack.get("units", {}).get("before", {})
            for word in phrase.split()
        }
        found = [
            token.text
            for token in sentence.tokens
            if figure.quantity.start <= token.start
            and token.end <= figure.number.start
            and token.norm in named - closed
        ][-1:]
    return " ".join(found) or name_of_unit(sentence, at)


def name_of_unit(sentence: Annotated, at: Located) -> str | None:
    """Name the currency or the degrees of an amount that is written with its sign."""
    unit = at.figure.quantity.unit
    name: str | None = sentence.lexicon.pack.get("units", {}).get("names", {}).get(unit, unit)
    return name


def noun_after(sentence: Annotated, at: Located) -> Counted | None:
    tokens, words = sentence.tokens, sentence.lexicon.words
    if at.after >= len(tokens):
        return None
    if _quoted_alone(sentence, at) or _qualified(sentence, at):
        at = _replace_after(at, at.after + 1)
    value = at.figure.quantity.value
    share = at.figure.kind is FigureKind.SHARE
    plural = not share and (value is None or value > 1)
    phrase = sentence.nouns.after(at.after, plural=plural)
    if phrase is not None and any(
        other.first == phrase.first and other.number != at.number for other in sentence.figures
    ):
        # "neuf des quatorze otages": the next figure is no noun.
        phrase = None
    if phrase is not None and _in_time(sentence, at.after, phrase):
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
            return stated(sentence, changed, "following_noun")
        since = _before_change(sentence, at, phrase)
        if since is not None:
            return since
    if phrase is not None and _only_a_nation(sentence, phrase):
        shared = _of_next(sentence, _replace_after(at, phrase.last))
        if shared is not None:
            return shared
    if phrase is not None and (not share or of or direct):
        return replace(stated(sentence, phrase, "following_noun"), share_of=share and of)
    amount = _given_in(sentence, at)
    if amount is not None:
        return amount
    number = _number_of(sentence, at)
    if number is not None:
        return number
    inside = _inside(sentence, at) if share else None
    if inside is not None:
        return inside
    return _of_next(sentence, at)


def _quoted_alone(sentence: Annotated, at: Located) -> bool:
    """Tell whether a figure stands in quotation marks without its noun: "« 70 % » des lits"."""
    opening, closing = sentence.token(at.first - 1), sentence.token(at.after)
    marks = opening is not None and closing is not None and opening.text + closing.text
    share = at.figure.kind is FigureKind.SHARE
    return share and marks in ("«»", "“”") and at.after + 1 < len(sentence.tokens)


def _qualified(sentence: Annotated, at: Located) -> bool:
    """Tell whether an adverb parts a share from what it is of: "11 % seulement de la population"."""
    words, of = sentence.lexicon.words, sentence.token(at.after + 1)
    adverb = sentence.tokens[at.after].norm in words("words", "adverbs")
    share = at.figure.kind is FigureKind.SHARE
    return share and adverb and of is not None and of.norm in words("words", "genitive")


def _before_change(sentence: Annotated, at: Located, phrase: NounPhrase) -> Counted | None:
    """Take what there was before: "a 93% increase from 88 deaths"."""
    token = sentence.token(phrase.head + 1)
    if token is None or token.norm not in sentence.lexicon.words("changes", "from"):
        return None
    following = next((item for item in sentence.figures if item.first == phrase.head + 2), None)
    if following is None or following.after >= len(sentence.tokens):
        return None
    noun = sentence.nouns.after(following.after, plural=True)
    return stated(sentence, noun, "of_many") if noun is not None else None


def _in_time(sentence: Annotated, first: int, phrase: NounPhrase) -> bool:
    """Tell whether what follows says when: "5.6 percent a year earlier", "12 last week"."""
    time = sentence.lexicon.words("words", "time")
    opens = sentence.tokens[first].norm in sentence.nouns.determiners | time
    return opens and all(
        token.norm in time | sentence.nouns.determiners
        for token in sentence.tokens[first : phrase.last]
    )


def _given_in(sentence: Annotated, at: Located) -> Counted | None:
    """Take what an amount is given in: "millions in sales", "thousands in unpaid taxes"."""
    tokens, amounts = sentence.tokens, sentence.lexicon.words("words", "amounts_in")
    if not amounts or tokens[at.after].norm not in sentence.lexicon.words("places", "where"):
        return None
    for index in range(at.after + 1, min(at.after + 4, len(tokens))):
        if tokens[index].norm in amounts:
            return stated(sentence, NounPhrase(index, index + 1, index), "following_noun")
        if not sentence.nouns.is_noun(index):
            break
    return None


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
    return stated(sentence, phrase, "announced") if phrase else None


def _inside(sentence: Annotated, at: Located) -> Counted | None:
    """Take the noun within a share in words: "un Français sur trois"."""
    numerals = sentence.lexicon.pack.get("numbers", {}).get("words", {})
    compared = sentence.lexicon.words("words", "comparatives")
    for index in range(at.first, min(at.after, len(sentence.tokens))):
        token = sentence.tokens[index]
        inner = at.figure.number.start < token.start and token.end < at.figure.quantity.end
        noun = inner and sentence.nouns.is_noun(index) and token.norm not in compared
        if noun and token.text.casefold() not in numerals:
            return stated(sentence, NounPhrase(index, index + 1, index), "noun_inside")
    return None


def _only_a_nation(sentence: Annotated, phrase: NounPhrase) -> bool:
    """Tell whether a phrase is a bare nationality: "2000 Thai and 74 Malaysian stores"."""
    if not sentence.nouns.head_last and is_capital(sentence.tokens[phrase.head]):
        # "quatre Belges": written as a noun.
        return False
    hit = sentence.lexicon.places.at(sentence.tokens, phrase.first)
    return hit is not None and hit.value.adjective and hit.last == phrase.last


def _replace_after(at: Located, after: int) -> Located:
    """Look for the noun of a figure from another token on."""
    return Located(at.figure, at.number, at.first, after)


def _compares(sentence: Annotated, index: int) -> bool:
    """Tell whether "144% greater", "70 percent said" has no noun at that token."""
    token = sentence.tokens[index]
    compared = sentence.lexicon.words("words", "comparatives")
    verbs = sentence.lexicon.words("words", "plain_verbs", "past_forms")
    return token.norm in compared | verbs or token.norm.endswith(("ed", "er", "ing"))


def _of_next(sentence: Annotated, at: Located) -> Counted | None:
    """Take "six of the country's eight capitals": the noun of the next figure."""
    if at.number + 1 >= len(sentence.figures):
        return None
    following = sentence.figures[at.number + 1]
    of = sentence.tokens[at.after].norm in sentence.lexicon.words("words", "partitives")
    out_of = sentence.lexicon.phrases("words", "out_of").at(sentence.tokens, at.after)
    of = of or out_of is not None
    # "de 12 à 31 morts", "three or four soldiers"; not "rose 23% to 1.4 million units"
    joined = sentence.tokens[at.after].norm in sentence.lexicon.words("words", "figure_joints")
    joined = joined and following.figure.kind is at.figure.kind
    beside = following.first == at.after or (joined and following.first == at.after + 1)
    if not of and not beside and at.figure.phase is not Phase.BEFORE:
        return None
    if following.first - at.after > 6 or following.after >= len(sentence.tokens):
        return None
    several = (following.figure.quantity.value or 2) > 1
    phrase = sentence.nouns.after(following.after, plural=several)
    return stated(sentence, phrase, "of_many") if phrase else None


def compound(sentence: Annotated, at: Located) -> Counted | None:
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
