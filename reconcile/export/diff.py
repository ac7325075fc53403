"""What changed: between two exports, row by row, or between two moments of the ledger, by its journal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from reconcile.export.rows import Grain
from reconcile.export.tables_in import Cells, read_table
from reconcile.ledger import Ledger
from reconcile.model import InputError, JournalEntry, ReconcileError
from reconcile.model.review import Seal

#: Columns that differ between any two exports and say nothing of the row.
_OF_THE_LEDGER = frozenset({"journal_entries", "journal_head"})


#: Columns of a decided row that its entry of the journal tells, or that say nothing to a reader.
_SIGNATURE = frozenset({"decided", "program", "editor", "group_id", "reason"})


class Kind(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed: what it is, its key, and for each field what was and what is."""

    kind: Kind
    what: str
    key: str
    #: A name for a reader: a question, a quote.
    name: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()
    #: Who made the last change, when and why, where the journal tells.
    by: str = ""
    at: str = ""
    reason: str = ""


def between_tables(before: Path, after: Path) -> Iterator[Change]:
    """Compare two exports of one grain, whatever their forms; changes come in the order of the later one.

    Columns that only one of them has are left out. Raise :class:`InputError` where they cannot be compared.
    """
    old, new = read_table(before), read_table(after)
    if old.grain is not new.grain:
        raise InputError(
            str(after), f"its rows are {new.grain.value}s, those of {before} {old.grain.value}s"
        )
    shared = (set(old.columns) & set(new.columns)) - _OF_THE_LEDGER
    columns = [name for name in new.columns if name in shared]
    remaining = {line.key: line.cells for line in old.lines}
    what = new.grain.value
    for line in new.lines:
        was = remaining.pop(line.key, None)
        name = _name(new.grain, line.cells)
        if was is None:
            yield Change(Kind.ADDED, what, line.key, name)
            continue
        fields = tuple(
            (column, was.get(column, ""), line.cells.get(column, ""))
            for column in columns
            if was.get(column, "") != line.cells.get(column, "")
        )
        if fields:
            yield Change(Kind.CHANGED, what, line.key, name, fields)
    for key, cells in remaining.items():
        yield Change(Kind.REMOVED, what, key, _name(new.grain, cells))


def _name(grain: Grain, cells: Cells) -> str:
    names = {Grain.CLAIM: "exact", Grain.GROUP: "question", Grain.SOURCE: "name"}
    return cells.get(names[grain], "")


def seal_in(path: Path) -> Seal:
    """Read a seal's file; raise :class:`InputError` on what is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Seal(int(told["count"]), str(told["hash"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(str(path), f"not a seal ({error})") from error


def entry_of_seal(ledger: Ledger, seal: Seal) -> int:
    """Find the entry that a seal names; raise :class:`ReconcileError` where the journal has another one there."""
    if seal.count == 0:
        return 0
    (entry,) = _entries(ledger, seal.count - 1, seal.count) or (None,)
    if entry is None or entry.hash != seal.hash:
        raise ReconcileError(
            f"the seal of {seal.count} entries is not of this ledger; see `reconcile verify --seal`"
        )
    return seal.count


def entry_before(ledger: Ledger, moment: dt.datetime) -> int:
    """Find the last entry that was written up to a moment."""
    low, high = 0, ledger.head()[0]
    while low < high:
        middle = (low + high + 1) // 2
        (entry,) = _entries(ledger, middle - 1, middle)
        if entry.at <= moment:
            low = middle
        else:
            high = middle - 1
    return low


def between_entries(ledger: Ledger, first: int, last: int) -> list[Change]:
    """Sum up what the entries after ``first`` and up to ``last`` changed.

    A row that was changed and changed back is not told; of one that was changed twice the first former
    and the last present value are.
    """
    added: list[Change] = []
    rows: dict[str, _Sum] = {}
    for entry in _entries(ledger, first, last):
        if isinstance(entry.after, Mapping) and "documents" in entry.after:
            added += _documents(entry)
        elif isinstance(entry.before, Mapping) and isinstance(entry.after, Mapping):
            for key in {**entry.before, **entry.after}:
                if "/" in key:
                    was, now = entry.before.get(key), entry.after.get(key)
                    rows.setdefault(key, _Sum(was)).add(now, entry)
    found = (item.change(key) for key, item in rows.items())
    return [*added, *(change for change in found if change)]


class _Sum:
    """What became of a decided row over many entries."""

    def __init__(self, before: Any) -> None:
        self._before = before
        self._after: Any = before
        self._last: JournalEntry | None = None

    def add(self, after: Any, entry: JournalEntry) -> None:
        self._after, self._last = after, entry

    def change(self, key: str) -> Change | None:
        if self._before == self._after or self._last is None:
            return None
        what, _, name = key.partition("/")
        before, after = self._before or {}, self._after or {}
        kind = Kind.ADDED if not self._before else Kind.REMOVED if not self._after else Kind.CHANGED
        fields = tuple(
            (column, _told(before.get(column)), _told(after.get(column)))
            for column in {**before, **after}
            if column not in _SIGNATURE and _told(before.get(column)) != _told(after.get(column))
        )
        last = self._last
        return Change(kind, what, name, "", fields, last.actor, last.at.isoformat(), last.reason)


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _documents(entry: JournalEntry) -> Iterable[Change]:
    for item in entry.after["documents"]:
        claims = ("claims", "", str(item.get("claims", "")))
        yield Change(
            Kind.ADDED,
            "document",
            item["sha256"],
            item["path"],
            (claims,),
            entry.actor,
            entry.at.isoformat(),
        )


def _entries(ledger: Ledger, first: int, last: int) -> list[JournalEntry]:
    """Read the entries after ``first`` and up to ``last``, oldest first."""
    count = ledger.head()[0]
    offset, wanted = max(0, count - last), last - first
    entries: list[JournalEntry] = []
    while len(entries) < wanted:
        page = ledger.history(offset=offset + len(entries), limit=min(1000, wanted - len(entries)))
        if not page.items:
            break
        entries += page.items
    return entries[::-1]
