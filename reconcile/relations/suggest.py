"""A finding of the rules made a suggestion: its score with the parts it is made of, its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reconcile.model import Claim, Contribution, Relation
from reconcile.relations.explain import sentence
from reconcile.relations.facts import read
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair, pair
from reconcile.relations.rules import decide
from reconcile.relations.thresholds import table
from schema.vocabulary import Modality, ScopeKind


def relate(
    a: Claim, b: Claim, *, language: str = "fr", copies: Mapping[str, str] | None = None
) -> Relation:
    """Say how two claims stand to one another; in the result the earlier claim comes first.

    ``copies`` maps a document to the one whose text it copies. ``language`` is that of the explanation;
    raise ``KeyError`` where there is no pack for it.
    """
    sides = pair(read(a, copies), read(b, copies))
    return suggestion(sides, decide(sides), language)


def suggestion(
    sides: Pair, found: Finding, language: str, papers: Mapping[str, str] = MappingProxyType({})
) -> Relation:
    """Make a finding a relation with its score and its sentence.

    ``papers`` names, for the sentence, the documents that give neither an origin nor an outlet.
    """
    parts = _parts(sides, found)
    total = sum(part.value for part in parts)
    return Relation(
        a=sides.a.claim.id,
        b=sides.b.claim.id,
        type=found.type,
        rule=found.rule,
        score=round(min(1.0, max(0.0, total)), 3),
        explanation=sentence(sides, found.reason, language, found.words, papers),
        fields=found.fields,
        missing=found.missing,
        waterfall=parts,
    )


def _parts(sides: Pair, found: Finding) -> tuple[Contribution, ...]:
    penalties = table("penalties")
    parts = [Contribution("rule", table("scores")[found.type.value])]

    def take(name: str, amount: float) -> None:
        if amount:
            parts.append(Contribution(name, -round(amount, 3)))

    claims = (sides.a.claim, sides.b.claim)
    counts = any(claim.scope.kind is not ScopeKind.STATEMENT for claim in claims)
    undated = sum(side.period.end is None for side in (sides.a, sides.b)) if counts else 0
    inferred = sum(bool(claim.scope.inferred) or claim.scope.as_of is None for claim in claims)
    hedged = (Modality.REPORTED, Modality.PROVISIONAL)
    take("missing_date", penalties["missing_date"] * undated)
    take("inferred_date", penalties["inferred_date"] * (inferred - undated if counts else 0))
    take("missing_place", penalties["missing_place"] * (not (sides.a.where and sides.b.where)))
    take("hedged", penalties["hedged"] * any(claim.modality in hedged for claim in claims))
    take("doubt", penalties["doubt"] * (1.0 - min(claim.confidence for claim in claims)))
    return tuple(parts)
