"""A source's record: every claim of it over time, through whom, and what became of each. Never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.export.reading import GroupReading
from reconcile.export.rows import Outcome
from reconcile.ledger import Ledger
from reconcile.ledger.snapshot import Snapshot, snapshot
from reconcile.model import Statement
from schema.vocabulary import Polarity


@dataclass(frozen=True, slots=True)
class Record:
    """What a source said, by date; the counts are of what it said itself, not of what it passed on.

    ``counts`` are of :class:`Outcome`; a share is a count over ``said``.
    """

    statements: tuple[tuple[Statement, tuple[Outcome, ...]], ...]
    said: int
    passed_on: int
    documents: int
    outlets: tuple[str, ...]
    counts: Mapping[Outcome, int]
    denials: int
    stale: int


def record_of(ledger: Ledger, source: str) -> Record:
    """Draw up the record of a source, named by its key or more or less by its name.

    Raise :class:`ReconcileError` where there is no such source.
    """
    statements = ledger.who(source)
    with snapshot(ledger.engine) as moment:
        readings = _readings(moment, statements)
    told = tuple((item, _outcomes(readings, item)) for item in statements)
    own = [(item, outcomes) for item, outcomes in told if not item.passed_on]
    carriers = (item.document.outlet or item.document.agency for item in statements)
    return Record(
        statements=told,
        said=len(own),
        passed_on=len(told) - len(own),
        documents=len({item.document.sha256 for item in statements}),
        outlets=tuple(dict.fromkeys(carrier for carrier in carriers if carrier)),
        counts={outcome: sum(outcome in outcomes for _, outcomes in own) for outcome in Outcome},
        denials=sum(item.claim.polarity is Polarity.DENIED for item, _ in own),
        stale=sum(
            item.group is not None and item.claim.id in readings[item.group].view.assessment.stale
            for item, _ in own
        ),
    )


def _readings(moment: Snapshot, statements: list[Statement]) -> dict[str, GroupReading]:
    groups = dict.fromkeys(item.group for item in statements if item.group)
    return {group: GroupReading(moment.group(group)) for group in groups}


def _outcomes(readings: Mapping[str, GroupReading], item: Statement) -> tuple[Outcome, ...]:
    return readings[item.group].outcomes(item.claim.id) if item.group else ()
