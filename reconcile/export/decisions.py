"""Decisions that come back in a table that was edited elsewhere: proposed, shown, and only then made.

What a person may change is, in a table of claims, ``decision``, ``decided_relation`` and ``reason``; in one of
groups ``status``, ``low``, ``best``, ``high``, ``treatment`` and ``reason``. Every other column is for reading.
Nothing that was decided since the table was exported is overwritten: such a row is told, and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from reconcile.export.columns import columns_of
from reconcile.export.project import LedgerState, Setting, claim_rows, group_row
from reconcile.export.reading import GroupReading
from reconcile.export.rows import ROW_TYPES, ClaimRow, Grain, GroupRow
from reconcile.export.tables_in import Line, TableIn, as_cell, read_table
from reconcile.ledger import Ledger
from reconcile.model import GroupView, Judgement, ReconcileError, Verdict
from reconcile.review.checking import check_judgement, check_verdict
from schema.vocabulary import Family, RelationType, Status, Treatment

#: The columns whose change is a decision.
EDITABLE = {
    Grain.CLAIM: ("decision", "decided_relation", "reason"),
    Grain.GROUP: ("status", "low", "best", "high", "treatment", "reason"),
}
_FIGURES = ("low", "best", "high")

Word = TypeVar("Word", Family, RelationType, Status, Treatment)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that a row asks for: one of ``judgement``, ``cleared`` and ``verdict`` is set."""

    line: int
    group: str
    name: str
    #: Column, what the ledger holds, what the table says.
    fields: tuple[tuple[str, str, str], ...]
    #: The group's version that the proposal was compared with.
    version: int
    judgement: Judgement | None = None
    cleared: tuple[str, str] | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be proposed, and why."""

    line: int
    key: str
    why: str


def read_decisions(ledger: Ledger, path: Path) -> Iterator[Proposal | Refusal]:
    """Compare an edited table with the ledger; a workbook's sheets of claims and of groups are both read.

    Raise :class:`InputError` on what is no such table.
    """
    if path.suffix.lower() == ".xlsx":
        for grain in (Grain.CLAIM, Grain.GROUP):
            yield from _compared(ledger, read_table(path, grain))
        return
    yield from _compared(ledger, read_table(path))


def accept(ledger: Ledger, proposal: Proposal) -> None:
    """Make a proposed decision in the name of the ledger's actor.

    Raise :class:`StaleDecisionError` where the group has changed since it was proposed.
    """
    if proposal.judgement:
        ledger.judge(proposal.judgement, group=proposal.group, expected=proposal.version)
    elif proposal.cleared:
        ledger.clear(*proposal.cleared, group=proposal.group, expected=proposal.version)
    elif proposal.verdict:
        ledger.settle(proposal.verdict, expected=proposal.version)


def renewed(ledger: Ledger, proposal: Proposal) -> Proposal:
    """Base a proposal on its group as it is now, after an earlier proposal of the same table was accepted."""
    return replace(proposal, version=ledger.group(proposal.group).version)


def _compared(ledger: Ledger, table: TableIn) -> Iterator[Proposal | Refusal]:
    if table.grain is Grain.SOURCE:
        raise ReconcileError(f"{table.path}: a table of sources holds no decisions")
    groups = _Groups(ledger)
    for line in table.lines:
        try:
            if table.grain is Grain.CLAIM:
                found = _judgement(groups, line)
            else:
                found = _verdict(groups, line)
        except ReconcileError as error:
            yield Refusal(line.number, line.key, str(error))
            continue
        if found:
            yield found


class _Groups:
    """Groups opened as rows name them; the last one is kept, for its claims stand together."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reading: GroupReading | None = None

    def open(self, group: str) -> GroupReading:
        """Open a group; raise :class:`ReconcileError` where there is none."""
        if self._reading is None or self._reading.view.group.id != group:
            self._reading = GroupReading(self._ledger.group(group))
        return self._reading


def _judgement(groups: _Groups, line: Line) -> Proposal | None:
    cells = line.cells
    reading = groups.open(cells.get("group", ""))
    view = reading.view
    row = next(
        (row for row in claim_rows(reading, _NO_SETTING) if row.claim == line.key),
        None,
    )
    if row is None:
        raise ReconcileError("the claim is no longer in that group; export the table again")
    fields = _changes(line, row, Grain.CLAIM)
    if not fields:
        return None
    standing = reading.main_standing(line.key)
    if cells.get("compared_with", "") != (row.compared_with or "") or standing is None:
        raise ReconcileError("it is compared with another claim by now; export the table again")
    _refuse_stale(view, line)
    told = Proposal(line.number, view.group.id, row.exact, fields, view.version)
    family = _word(Family, cells.get("decision", ""), "decision")
    if family is None:
        reason = cells.get("reason", "")
        if cells.get("decided_relation") or reason not in ("", row.reason):
            raise ReconcileError("a relation or reason without a decision; fill in decision")
        return replace(told, cleared=(standing.a, standing.b))
    former, suggestion = standing.judgement, standing.relation
    judgement = Judgement(
        a=standing.a,
        b=standing.b,
        family=family,
        type=_word(RelationType, cells.get("decided_relation", ""), "decided_relation"),
        reason=cells.get("reason", ""),
        note=former.note if former else "",
        suggested=suggestion.type if suggestion else None,
        suggested_rule=suggestion.rule if suggestion else None,
        suggested_score=suggestion.score if suggestion else None,
    )
    check_judgement(judgement)
    return replace(told, judgement=judgement)


def _verdict(groups: _Groups, line: Line) -> Proposal | None:
    reading = groups.open(line.key)
    view, cells = reading.view, line.cells
    row = group_row(reading, _NO_SETTING)
    fields = _changes(line, row, Grain.GROUP)
    if not fields:
        return None
    _refuse_stale(view, line)
    if any(name in _FIGURES for name, _, _ in fields):
        low, best, high = (_figure(cells.get(name, ""), name) for name in _FIGURES)
    else:
        # What the sources imply does not become an editor's figure because a status was changed.
        low, best, high = (getattr(view.verdict, name, None) for name in _FIGURES)
    status = _word(Status, cells.get("status", ""), "status")
    verdict = Verdict(
        group=view.group.id,
        status=status or view.status,
        low=low,
        best=best,
        high=high,
        unit=view.verdict.unit if view.verdict else view.group.question.unit,
        treatment=_word(Treatment, cells.get("treatment", ""), "treatment"),
        reason=cells.get("reason", ""),
    )
    live = sum(item.family is Family.CONTRADICTION for item in reading.standings)
    check_verdict(verdict, live)
    return Proposal(line.number, view.group.id, row.question, fields, view.version, verdict=verdict)


_NO_SETTING = Setting(LedgerState())


def _changes(
    line: Line, row: ClaimRow | GroupRow, grain: Grain
) -> tuple[tuple[str, str, str], ...]:
    """List the editable columns in which the table differs from the ledger."""
    columns = {column.name: column for column in columns_of(ROW_TYPES[grain])}
    held = {name: as_cell(columns[name], getattr(row, name)) for name in EDITABLE[grain]}
    return tuple(
        (name, held[name], line.cells[name])
        for name in EDITABLE[grain]
        if name in line.cells and line.cells[name] != held[name]
    )


def _refuse_stale(view: GroupView, line: Line) -> None:
    """Refuse a row whose group has changed since the table was exported."""
    told = line.cells.get("journal_entries", "")
    if not told.isdigit():
        raise ReconcileError(
            "the column journal_entries is missing: nothing says how old the table is"
        )
    if view.version > int(told):
        when = f" ({view.updated:%Y-%m-%d %H:%M} UTC)" if view.updated else ""
        raise ReconcileError(f"the group has changed since the table was exported{when}")


def _word(vocabulary: type[Word], text: str, column: str) -> Word | None:
    """Read a word of a vocabulary, however it is written; raise :class:`ReconcileError` on another."""
    word = text.strip().lower().replace(" ", "_")
    if not word:
        return None
    try:
        return vocabulary(word)
    except ValueError:
        known = ", ".join(member.value for member in vocabulary)
        raise ReconcileError(f"{column} {text!r} is none of {known}") from None


def _figure(text: str, column: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise ReconcileError(f"{column} {text!r} is no number") from None
