"""What each source said and what became of it: counted while the groups stream by.

What is kept is bounded by the number of sources and documents, never by that of claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reconcile.export.project import Setting
from reconcile.export.reading import GroupReading
from reconcile.export.rows import Outcome, SourceRow
from reconcile.ledger.folding import source_key
from reconcile.model import Claim, DocumentHead, GroupView, PartialDate
from schema.vocabulary import Polarity, SourceKind


@dataclass(slots=True)
class _Tally:
    """A source's counts so far."""

    name: str
    kind: SourceKind
    claims: int = 0
    groups: int = 0
    last_group: str = ""
    documents: set[str] = field(default_factory=set)
    outlets: dict[str, None] = field(default_factory=dict)
    first: PartialDate | None = None
    last: PartialDate | None = None
    outcomes: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    denials: int = 0
    stale: int = 0
    decided: int = 0


class SourceCounter:
    """Counts claims by origin; a claim in which the paper speaks for itself counts for its outlet."""

    def __init__(self, setting: Setting, admits: Callable[[GroupView, Claim], bool]) -> None:
        self._setting = setting
        self._admits = admits
        self._tallies: dict[str, _Tally] = {}

    def add(self, reading: GroupReading) -> None:
        """Count the chosen claims of one group."""
        stale = set(reading.view.assessment.stale)
        for claim in reading.view.claims:
            if not self._admits(reading.view, claim):
                continue
            document = reading.document(claim)
            tally = self._tally(claim, document)
            tally.claims += 1
            if tally.last_group != reading.view.group.id:
                tally.groups += 1
                tally.last_group = reading.view.group.id
            _note_document(tally, document)
            for outcome in reading.outcomes(claim.id):
                tally.outcomes[outcome] += 1
            tally.denials += claim.polarity is Polarity.DENIED
            tally.stale += claim.id in stale
            tally.decided += any(item.decided for item in reading.standings_of.get(claim.id, ()))

    def _tally(self, claim: Claim, document: DocumentHead) -> _Tally:
        key, name, kind = speaker_of(claim, document)
        known = self._setting.sources.get(key)
        # A source that was merged into another is counted there.
        key = known.key if known else key
        if key not in self._tallies:
            self._tallies[key] = _Tally(
                known.name if known else name, known.kind if known else kind
            )
        return self._tallies[key]

    def rows(self) -> Iterator[SourceRow]:
        """Give one row a source, by name; the sources that said nothing in the selection are left out."""
        for key, tally in sorted(self._tallies.items(), key=lambda item: (item[1].name, item[0])):
            known = self._setting.sources.get(key)
            yield SourceRow(
                source=key,
                name=tally.name,
                kind=tally.kind.value,
                parent=known.parent if known else None,
                aliases=known.aliases if known else (),
                party_to_event=known.party_to_event if known else None,
                reliability=known.reliability.value if known and known.reliability else None,
                claims=tally.claims,
                groups=tally.groups,
                documents=len(tally.documents),
                outlets=tuple(tally.outlets),
                first_published=str(tally.first) if tally.first else None,
                last_published=str(tally.last) if tally.last else None,
                corroborated=tally.outcomes[Outcome.CORROBORATED],
                contradicted=tally.outcomes[Outcome.CONTRADICTED],
                corrected_itself=tally.outcomes[Outcome.CORRECTED_ITSELF],
                superseded=tally.outcomes[Outcome.SUPERSEDED],
                denials=tally.denials,
                stale=tally.stale,
                decided=tally.decided,
                journal_entries=self._setting.state.entries,
                journal_head=self._setting.state.head,
            )


def speaker_of(claim: Claim, document: DocumentHead) -> tuple[str, str, SourceKind]:
    """Name who answers for a claim, by the ledger's key: its origin, or the outlet where the paper speaks."""
    if claim.origin_key or claim.origin:
        anonymous = bool(claim.attribution) and claim.attribution[-1].anonymous
        kind = SourceKind.ANONYMOUS if anonymous else SourceKind.UNKNOWN
        name = claim.origin or claim.origin_key or ""
        return claim.origin_key or source_key(name), name, kind
    return source_key(document.label), document.label, SourceKind.OUTLET


def _note_document(tally: _Tally, document: DocumentHead) -> None:
    tally.documents.add(document.sha256)
    carrier = document.outlet or document.agency
    if carrier:
        tally.outlets[carrier] = None
    published = document.published
    if not published:
        return
    if tally.first is None or published.first < tally.first.first:
        tally.first = published
    if tally.last is None or published.last > tally.last.last:
        tally.last = published
