"""What is said of a counted noun: its measure in the glossary, and whom it is counted of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reconcile.claims.pack import Lexicon, Measure, MeasureWord
from reconcile.claims.phrases import Hit
from reconcile.claims.tokens import Token

#: How many words a predicate may stand away from its figure.
_NEAR, _FAR = 3, 9
#: How many words of its own verb may stand before the word of the measure ("ont été grièvement").
_OWN = 4


class Predicate(NamedTuple):
    """A measure with the tokens that say so and the rule that chose it."""

    measure: Measure
    first: int
    last: int
    rule: str


def choose(
    hits: Sequence[Hit[MeasureWord]],
    figure: tuple[int, int],
    noun: tuple[int, int],
    bounds: tuple[int, int],
    numbers: Sequence[int],
    helped: Callable[[int, int], bool],
) -> Predicate | None:
    """Choose the measure of a figure among the words of its sentence.

    ``figure`` and ``noun`` are token ranges, ``bounds`` the clause, ``numbers`` the first tokens of the other
    figures; ``helped`` tells whether an auxiliary stands between two tokens. A counted noun that is a measure wins (unless it
    is of people of whom a verb right after it says more: "six hostages were freed"), then a predicate right before the figure ("killing nine"), then the
    first one after it ("56 people were wounded"), then the last one before it.
    """
    own = [hit for hit in hits if figure[0] <= hit.first < noun[1]]
    for hit in own:
        if hit.value.noun and hit.value.bearer and (said := _said_of(hit.last, hits, helped)):
            return Predicate(said.value.measure, said.first, said.last, "predicate_after")
        if hit.value.noun:
            return Predicate(hit.value.measure, hit.first, hit.last, "counted_noun")
    for hit in own:
        if hit.value.predicate:
            return Predicate(hit.value.measure, hit.first, hit.last, "participle")
    words = [
        hit
        for hit in hits
        if hit.value.predicate and bounds[0] <= hit.first and hit.last <= bounds[1]
    ]
    before = [hit for hit in words if hit.last <= figure[0]]
    after = [hit for hit in words if hit.first >= noun[1]]
    if (
        before
        and figure[0] - before[-1].last <= _NEAR
        and not _crosses(before[-1].last, figure[0], numbers)
        and not _said_after(before[-1].last, figure[0], noun[1], after, numbers, helped)
    ):
        return Predicate(
            before[-1].value.measure, before[-1].first, before[-1].last, "predicate_before"
        )
    reach = _FAR if helped(noun[1], after[0].first if after else noun[1]) else 2
    if (
        after
        and after[0].first - noun[1] <= reach
        and not _own_verb(noun[1], after[0].first, numbers, helped)
    ):
        return Predicate(after[0].value.measure, after[0].first, after[0].last, "predicate_after")
    if before and figure[0] - before[-1].last <= _FAR:
        return Predicate(
            before[-1].value.measure, before[-1].first, before[-1].last, "predicate_before"
        )
    nouns = [
        hit for hit in hits if hit.value.noun and bounds[0] <= hit.first and hit.last <= figure[0]
    ]
    if nouns and noun[0] == noun[1] and figure[0] - nouns[-1].last <= _FAR:
        return Predicate(nouns[-1].value.measure, nouns[-1].first, nouns[-1].last, "noun_before")
    return None


def _said_of(
    noun: int, hits: Sequence[Hit[MeasureWord]], helped: Callable[[int, int], bool]
) -> Hit[MeasureWord] | None:
    """Find the verb with an auxiliary that follows a noun."""
    after = next((hit for hit in hits if hit.first >= noun and hit.value.verb), None)
    near = after is not None and after.first - noun <= _NEAR and helped(noun, after.first)
    return after if near else None


def _said_after(
    before: int,
    figure: int,
    noun: int,
    after: Sequence[Hit[MeasureWord]],
    numbers: Sequence[int],
    helped: Callable[[int, int], bool],
) -> bool:
    """Tell whether a verb with an auxiliary right after the noun is nearer: "opened fire, and 12 were hurt"."""
    if figure == before or not after or _crosses(noun, after[0].first, numbers):
        return False
    return after[0].first - noun <= _OWN and helped(noun, after[0].first)


def _own_verb(
    first: int, last: int, numbers: Sequence[int], helped: Callable[[int, int], bool]
) -> bool:
    """Tell whether a verb of its own stands before the next figure: "20 ont été repêchées et 4 …"."""
    following = min((number for number in numbers if first <= number < last), default=None)
    return following is not None and helped(first, following)


def _crosses(first: int, last: int, numbers: Sequence[int]) -> bool:
    return any(first <= number < last for number in numbers)


def population(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> str | None:
    """Name whom or what is counted, as a concept, with its nationality: "US military personnel"."""
    if first >= last:
        return None
    hits = lexicon.populations.all(tokens, first, last)
    nation = next(
        (hit.value.key for hit in lexicon.places.all(tokens, first, last) if hit.value.adjective),
        None,
    )
    if hits:
        concept = hits[0].value
    else:
        concept = " ".join(token.norm for token in tokens[first:last]).replace("' ", "'")
    if nation and not hits and not any(token.text[:1].islower() for token in tokens[first:last]):
        # "5 791 Palestiniens": a people by its name.
        return f"{nation} people"
    return f"{nation} {concept}" if nation and hits else concept


def lemma(word: str, lexicon: Lexicon) -> str:
    """Reduce a noun to its singular by the pack's rules."""
    for ending, singular in lexicon.pack.get("words", {}).get("singulars", ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + str(singular)
    return word
