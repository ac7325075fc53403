"""How surely and in which sense something is put: denied, hearsay, provisional, intended."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon
from reconcile.claims.phrases import Hit
from reconcile.model import Evidence
from schema.vocabulary import Modality, Polarity, Support


class Stance(NamedTuple):
    """Polarity and modality, with what supports them."""

    polarity: Polarity
    modality: Modality
    evidence: tuple[Evidence, ...]


def read_stance(
    sentence: Sentence,
    first: int,
    last: int,
    lexicon: Lexicon,
    *,
    clause: tuple[int, int],
    predicate: tuple[int, int] | None = None,
    figure: int | None = None,
    denied_by_verb: bool = False,
) -> Stance:
    """Read the stance of the passage of tokens ``first`` to ``last`` within its clause; ``figure`` begins its figure."""
    evidence: list[Evidence] = []
    polarity = Polarity.ASSERTED
    if denied_by_verb:
        polarity = Polarity.DENIED
        evidence.append(Evidence("polarity", "verb_of_denial", Support.STATED))
    elif (instead := _before(sentence, first, lexicon, "instead")) is not None:
        polarity = Polarity.DENIED
        evidence.append(_stated(sentence, "polarity", "put_aside", *instead))
    elif (negation := _negated(sentence, first, last, lexicon)) is not None:
        polarity = Polarity.DENIED
        evidence.append(_stated(sentence, "polarity", "negation", negation, negation + 1))
    modality = Modality.CERTAIN
    near = (max(clause[0], first - 8), min(clause[1], last + 8))
    for name, found in (
        ("provisional", lexicon.phrases("polarity", "provisional").all(sentence.tokens)),
        ("reported", lexicon.phrases("polarity", "reported").all(sentence.tokens, *near)),
        ("intention", _intended(sentence, first, clause, predicate, lexicon)),
        ("intention", _asked(sentence, figure, clause, lexicon)),
    ):
        if found:
            modality = Modality(name)
            evidence.append(_stated(sentence, "modality", name, found[0].first, found[0].last))
            break
    if (
        modality is Modality.CERTAIN
        and (hearsay := _conditional(sentence, (max(clause[0], first - 6), last), lexicon))
        is not None
    ):
        modality = Modality.REPORTED
        evidence.append(_stated(sentence, "modality", "conditional", hearsay, hearsay + 1))
    return Stance(polarity, modality, tuple(evidence))


def _intended(
    sentence: Sentence,
    figure: int,
    clause: tuple[int, int],
    predicate: tuple[int, int] | None,
    lexicon: Lexicon,
) -> list[Hit[str]]:
    """Find an intention that the predicate hangs on: "envisage d'évacuer", "plans to withdraw".

    What stands before the figure intends nothing with a predicate behind it: "on compte 214 blessés".
    """
    if predicate is None:
        return _before_a_verb(sentence, figure, clause, lexicon)
    hits = lexicon.phrases("polarity", "intentions").all(sentence.tokens, clause[0], predicate[0])
    return [
        hit
        for hit in hits
        if predicate[0] - hit.last <= 3 and not hit.last <= figure < predicate[0]
    ] or _before_a_verb(sentence, figure, clause, lexicon)


def _before_a_verb(
    sentence: Sentence, figure: int, clause: tuple[int, int], lexicon: Lexicon
) -> list[Hit[str]]:
    """Find an intention to do something with what is counted: "will cut 500 jobs".

    A verb must stand between: "on compte 214 blessés" intends nothing.
    """
    endings = tuple(lexicon.pack.get("polarity", {}).get("infinitive_endings", ()))
    found = lexicon.phrases("polarity", "intentions").all(sentence.tokens, clause[0], figure)
    return [
        hit
        for hit in found
        if 1 <= figure - hit.last <= 3 and sentence.tokens[hit.last].norm.endswith(endings)
    ]


def _asked(
    sentence: Sentence, figure: int | None, clause: tuple[int, int], lexicon: Lexicon
) -> list[Hit[str]]:
    """Find who asks for the figure itself, and has not got it: "unions demand 5 %", "un objectif de 2 %"."""
    if figure is None:
        return []
    found = lexicon.phrases("polarity", "asked").all(sentence.tokens, clause[0], figure)
    return [hit for hit in found if figure - hit.last <= 1]


def _stated(sentence: Sentence, field: str, rule: str, first: int, last: int) -> Evidence:
    tokens = sentence.tokens
    return Evidence(field, rule, Support.STATED, tokens[first].start, tokens[last - 1].end)


def _before(sentence: Sentence, first: int, lexicon: Lexicon, name: str) -> tuple[int, int] | None:
    table = lexicon.phrases("polarity", name)
    for index in range(max(0, first - 5), first):
        hit = table.at(sentence.tokens, index)
        if hit is not None and hit.last <= first and first - hit.last <= 1:
            return hit.first, hit.last
    return None


def _negated(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> int | None:
    """Find a negation of the predicate; "n'… que" restricts and does not deny."""
    negations = lexicon.words("polarity", "negations")
    particles = lexicon.words("polarity", "particle")
    tokens = sentence.tokens
    for index in range(first, last):
        if tokens[index].norm not in negations:
            continue
        if particles and not any(
            token.norm in particles for token in tokens[max(0, index - 6) : index]
        ):
            continue
        only = lexicon.phrases("polarity", "not_only").at(tokens, index)
        if only is None:
            return index
    return None


def _conditional(sentence: Sentence, clause: tuple[int, int], lexicon: Lexicon) -> int | None:
    """Find the conditional of hearsay; after a verb of speech and "que" it is the future in the past."""
    forms = lexicon.words("polarity", "conditional")
    past_speech = lexicon.words("words", "complementisers")
    for index in range(*clause):
        token = sentence.tokens[index]
        if token.norm not in forms:
            continue
        if any(
            other.norm in past_speech
            for other in sentence.tokens[max(clause[0], index - 12) : index]
        ):
            continue
        return index
    return None
