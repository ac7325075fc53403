"""Journal entries in words: what was done, to what, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reconcile.model import JournalEntry
from schema.vocabulary import Family, Status
from tui import words
from tui.language import N_, _

ACTIONS: dict[str, str] = {
    "add": N_("documents added"),
    "add_claim": N_("claim added by hand"),
    "assess": N_("assessed by the machine"),
    "assign": N_("assignment"),
    "clear": N_("decision cleared"),
    "copies": N_("copies found"),
    "correct": N_("correction of a claim"),
    "grade_claim": N_("grade of a claim"),
    "grade_source": N_("grade of a source"),
    "group": N_("grouped by the machine"),
    "judge": N_("decision"),
    "merge": N_("merge of groups"),
    "merge_sources": N_("merge of sources"),
    "move": N_("claim moved"),
    "note": N_("note"),
    "redo": N_("redone"),
    "rename": N_("name of the group"),
    "reopen": N_("reopened"),
    "second_opinion": N_("second opinion"),
    "set_anchor": N_("choice of the anchor"),
    "set_status": N_("status"),
    "settle": N_("verdict"),
    "split": N_("claim split off"),
    "undo": N_("undone"),
    "version": N_("newer version of a page"),
}


def action(entry: JournalEntry) -> str:
    """Name what an entry did."""
    return _(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action


def change(entry: JournalEntry) -> str:
    """Say what an entry changed: ``= agree``, ``settled 24–56``, or nothing where words would not help."""
    said = [text for text in (_row(key, row) for key, row in _sides(entry)) if text]
    more = f" +{len(said) - 3}" if len(said) > 3 else ""
    return ", ".join(said[:3]) + more


def taken_back(entry: JournalEntry) -> str:
    """Say what an undo or a redo was about: what it took away, or what it brought back."""
    sides = _sides(entry) if entry.action == "redo" else _rows(entry.before)
    said = [text for text in (_row(key, row) for key, row in sides) if text]
    return ", ".join(dict.fromkeys(said)) or _("entry {n}").format(n=entry.target or entry.number)


def _sides(entry: JournalEntry) -> list[tuple[str, Any]]:
    return _rows(entry.after)


def _rows(side: object) -> list[tuple[str, Any]]:
    return list(side.items()) if isinstance(side, Mapping) else []


def _row(key: str, row: object) -> str:
    table = key.partition("/")[0]
    if table == "judgement":
        if not isinstance(row, Mapping):
            return words.decided(Family.UNDETERMINED)
        return words.decided(Family(row.get("family", "undetermined")))
    if not isinstance(row, Mapping):
        return ""
    if table == "verdict":
        figures = words.interval(row.get("low"), row.get("high"))
        return f"{_(words.STATUSES[Status(row['status'])])} {figures}".strip()
    return _values(row.items())


def _values(items: Iterable[tuple[Any, Any]]) -> str:
    """Show the plain words of a row, leaving out signatures and keys."""
    shown = [
        str(value)
        for name, value in items
        if isinstance(value, str)
        and value
        and name not in ("editor", "decided", "program", "group_id")
    ]
    return " ".join(shown)[:80]
