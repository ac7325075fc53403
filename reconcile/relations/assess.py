"""The step: the claims of one group in, their assessment out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from reconcile import languages
from reconcile.model import Assessment, Claim, Interval, Judgement, PartialDate, Relation
from reconcile.relations import live, summary
from reconcile.relations.context import Context, context
from reconcile.relations.facts import Facts, read
from reconcile.relations.judged import Judged
from reconcile.relations.lineage import lineage
from reconcile.relations.pairs import pair
from reconcile.relations.problem import Problem
from reconcile.relations.rules import decide
from reconcile.relations.selection import chosen
from reconcile.relations.staleness import stale
from reconcile.relations.suggest import suggestion
from reconcile.relations.thresholds import table
from reconcile.relations.whole import imply, solve
from reconcile.relations.writing import number
from schema.vocabulary import Reliability

#: Changes whenever the same claims would be assessed otherwise.
VERSION = "3"
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
    around = context(facts)
    relations, whole = _relations(facts, around, language)
    independent, links = lineage(facts)
    dead = live.corrected(relations, facts, judged)
    problem = Problem(facts, relations, around, judged, dead, independent, grades, language)
    outcome = solve(problem)
    notes = outcome.notes if whole else (*outcome.notes, _cut(len(facts), language))
    return Assessment(
        relations=relations,
        label=summary.label(relations, judged, independent, outcome.consistent, dead),
        attention=summary.attention(relations, judged, independent, outcome.consistent, dead),
        anchor=summary.anchor(relations, facts, grades, dead),
        independent=independent,
        consistent=outcome.consistent,
        conflicts=outcome.conflicts,
        set_aside=outcome.set_aside,
        bounds=outcome.bounds,
        ask=summary.asks(relations, facts),
        stale=stale(facts),
        credibility=summary.credibility(relations, judged, facts, independent),
        lineage=links,
        best=summary.best(facts, grades, dead),
        partial=" ".join(dict.fromkeys(notes)),
    )


def bounds(
    claims: Sequence[Claim],
    *,
    start: PartialDate | None = None,
    end: PartialDate | None = None,
    places: frozenset[str] = frozenset(),
    copies: Mapping[str, str] = _NO_COPIES,
    confirmed: Sequence[Judgement] = (),
    grades: Mapping[str, Reliability] = _NO_GRADES,
    language: str = "fr",
) -> tuple[Interval | None, tuple[str, ...]]:
    """Bound what happened from ``start`` to ``end`` in ``places`` (keys), by what the claims imply.

    What is left out is the group's own whole. Return the bounds, ``None`` where nothing is counted, and
    the claims that were set aside so that the others can hold.
    """
    facts = in_order(claims, copies)
    judged, around = Judged.of(confirmed), context(facts)
    relations, _ = _relations(facts, around, language)
    dead = live.corrected(relations, facts, judged)
    problem = Problem(facts, relations, around, judged, dead, lineage(facts)[0], grades, language)
    return imply(problem, start=start, end=end, places=places)


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


def _relations(
    facts: Sequence[Facts], around: Context, language: str
) -> tuple[tuple[Relation, ...], bool]:
    """Relate the pairs worth it; the second answer tells whether no opposition was left out."""
    pairs, whole = chosen(facts, int(table("group")["pairs_up_to"]))
    relations = []
    for a, b in pairs:
        sides = pair(facts[a], facts[b])
        relations.append(suggestion(sides, around.reconsider(sides, decide(sides)), language))
    return tuple(relations), whole


def _cut(count: int, language: str) -> str:
    words: str = languages.load(language)["explanations"]["group"]["pairs_cut"]
    return words.format(n=number(count, language))


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
