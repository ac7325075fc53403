"""The step: the claims of one group in, their assessment out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from reconcile.model import Assessment, Claim, Judgement, Relation
from reconcile.relations import summary
from reconcile.relations.facts import Facts, read
from reconcile.relations.judged import Judged
from reconcile.relations.lineage import lineage
from reconcile.relations.pairs import pair
from reconcile.relations.rules import decide
from reconcile.relations.suggest import suggestion
from schema.vocabulary import Reliability

#: Changes whenever the same claims would be assessed otherwise.
VERSION = "1"
_NO_COPIES: Mapping[str, str] = {}
_NO_GRADES: Mapping[str, Reliability] = {}


def assess(
    claims: Sequence[Claim],
    *,
    copies: Mapping[str, str] = _NO_COPIES,
    confirmed: Sequence[Judgement] = (),
    grades: Mapping[str, Reliability] = _NO_GRADES,
    language: str = "fr",
) -> Assessment:
    """Say how the claims of one group stand to one another, and whether all can be right at once.

    ``copies`` maps a document to the one whose text it copies; ``confirmed`` are editors' judgements,
    which hold whatever the rules say; ``grades`` are reliabilities by origin key or name. The result
    depends on these alone, and not on the order of the claims.
    """
    facts = in_order(claims, copies)
    judged = Judged.of(confirmed)
    relations = _all_pairs(facts, language)
    independent, links = lineage(facts)
    dead = summary.corrected(relations, judged)
    return Assessment(
        relations=relations,
        label=summary.label(relations, judged, independent, None, dead),
        attention=summary.attention(relations, judged, independent, None, dead),
        anchor=summary.anchor(relations, facts, grades),
        independent=independent,
        lineage=links,
        ask=summary.asks(relations, facts),
        stale=summary.stale(facts),
        credibility=summary.credibility(relations, judged, facts, independent),
        best=summary.best(facts, grades, dead),
    )


def in_order(claims: Sequence[Claim], copies: Mapping[str, str]) -> list[Facts]:
    """Read the claims, earliest first; each once, whatever the order and number they came in."""
    known = {claim.id: claim for claim in claims}
    facts = [read(claim, copies) for claim in known.values()]
    return sorted(facts, key=_moment)


def _moment(item: Facts) -> tuple[int, int, int, str]:
    end, published = item.period.end, item.published
    return (
        end.last if end else 0,
        published.last if published else 0,
        item.claim.quote.start,
        item.claim.id,
    )


def _all_pairs(facts: Sequence[Facts], language: str) -> tuple[Relation, ...]:
    relations = []
    for index, a in enumerate(facts):
        for b in facts[index + 1 :]:
            sides = pair(a, b)
            relations.append(suggestion(sides, decide(sides), language))
    return tuple(relations)


def fingerprint(
    claims: Sequence[Claim],
    *,
    copies: Mapping[str, str] = _NO_COPIES,
    confirmed: Sequence[Judgement] = (),
    grades: Mapping[str, Reliability] = _NO_GRADES,
    language: str = "fr",
) -> str:
    """Digest everything that :func:`assess` depends on: the same digest, the same assessment."""
    documents = {claim.document for claim in claims}
    parts = [
        VERSION,
        language,
        *sorted(repr(claim) for claim in claims),
        *sorted(f"{key}>{value}" for key, value in copies.items() if key in documents),
        *(f"{j.a}|{j.b}|{j.family}|{j.type}" for j in confirmed),
        *sorted(f"{key}={value}" for key, value in grades.items()),
    ]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()
