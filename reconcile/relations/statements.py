"""Affirmations and denials: rule R2, and what two statements of one scope are to each other."""

from __future__ import annotations

from reconcile.relations.doubts import apart, differ, same_measure
from reconcile.relations.facts import Facts
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair
from reconcile.relations.parties import accuses, same_proposition
from reconcile.relations.periods import NO, overlaps
from reconcile.relations.places import Placement
from schema.vocabulary import Modality, RelationType

T = RelationType


def opposite_polarity(pair: Pair) -> Finding | None:
    """R2: one affirms what the other denies, over scopes that overlap."""
    a, b = pair.a, pair.b
    if Modality.NO_COMMENT in (a.claim.modality, b.claim.modality):
        return Finding(T.UNDETERMINED, "R2", "no_comment", ("modality",))
    fields = ("polarity", "modality", "scope")
    if a.claim.polarity is b.claim.polarity:
        return _rival_agents(pair)
    if pair.place is Placement.APART or overlaps(a.period, b.period) is NO:
        return Finding(T.DIFFERENT_SCOPE, "R2", "denies_elsewhere", ("polarity", "place", "scope"))
    if a.counted and b.counted and pair.same_origin and pair.a.published != pair.b.published:
        return Finding(T.CORRECTS, "R2", "takes_back", ("polarity", "quantity", "origin"))
    if a.counted and b.counted and apart(a, b):
        return Finding(T.COMPATIBLE, "R2", "denies_other_figure", ("polarity", "quantity"))
    if not same_measure(pair):
        return Finding(T.UNDETERMINED, "R2", "unclear_measure", fields, "measure")
    if a.counted != b.counted and differ(a.claim.population, b.claim.population):
        # "Iran denies having attacked" does not deny that 40 attacks were counted.
        return Finding(T.UNDETERMINED, "R2", "unclear_population", fields, "population")
    if not (a.counted and b.counted) and not same_proposition(pair):
        return Finding(T.UNDETERMINED, "R2", "unclear_proposition", fields, "population")
    if a.claim.modality is not b.claim.modality:
        return Finding(T.DISPUTES, "R2", "denies_with_doubt", fields)
    return Finding(T.CONTRADICTS, "R2", "denies", fields)


def same_statement(pair: Pair) -> Finding:
    """R5 without figures: two statements of one scope."""
    fields = ("measure", "polarity", "origin")
    a, b = pair.a.claim, pair.b.claim
    if a.modality is not b.modality and Modality.INTENTION in (a.modality, b.modality):
        return Finding(T.UNDETERMINED, "R12", "intention", ("modality",))
    if pair.same_voice:
        return Finding(T.REPEATS, "R5", "same_statement_origin", fields)
    if not same_measure(pair):
        return Finding(T.UNDETERMINED, "R12", "nothing_applies", fields, "measure")
    if not same_proposition(pair) or accuses(pair.a, pair.b) or accuses(pair.b, pair.a):
        return Finding(T.UNDETERMINED, "R12", "unclear_proposition", fields, "population")
    return Finding(T.CORROBORATES, "R5", "same_statement", fields)


def figure_against_statement(pair: Pair) -> Finding:
    """R6 where only one of the two gives a figure."""
    a, b = pair.a.claim, pair.b.claim
    if a.modality is not b.modality and Modality.INTENTION in (a.modality, b.modality):
        return Finding(T.UNDETERMINED, "R12", "intention", ("modality",))
    if not same_measure(pair):
        return Finding(T.UNDETERMINED, "R12", "nothing_applies", ("measure",), "measure")
    return Finding(T.REFINES, "R6", "gives_figure", ("quantity",))


def _rival_agents(pair: Pair) -> Finding | None:
    """Two different culprits for one and the same thing."""
    a, b = pair.a, pair.b
    if a.counted or b.counted or pair.same_voice or pair.place is not Placement.SAME:
        return None
    if not same_measure(pair) or overlaps(a.period, b.period) is NO:
        return None
    population = a.claim.population
    named = a.agents and b.agents and not a.agents & b.agents
    rivals = named and population and population == b.claim.population
    # "Hamas blames Israel, whereas Israel blames …": the accused puts it on others in the same breath.
    turned = _one_sentence(a, b) and (accuses(a, b) or accuses(b, a))
    if not rivals and not turned:
        return None
    return Finding(T.CONTRADICTS, "R2", "rival_agents", ("agent", "place", "population"))


def _one_sentence(a: Facts, b: Facts) -> bool:
    same = a.claim.document == b.claim.document and a.claim.sentence == b.claim.sentence
    return same and bool(a.claim.document and a.claim.sentence)
