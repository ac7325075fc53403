"""What the parts of a score, and the fields that a suggestion rests on, are called."""

from __future__ import annotations

from reconcile.model import Relation
from tui import words
from tui.language import N_, _
from tui.visible import one_line

#: What the parts of a score are called; "rule" is named with its relation.
_PARTS: dict[str, str] = {
    "missing_date": N_("a date is missing"),
    "inferred_date": N_("a date or period is inferred"),
    "missing_place": N_("a place is missing"),
    "hedged": N_("reported or provisional"),
    "doubt": N_("doubt in the reading"),
}
#: What a suggestion can rest on, or be decided by.
_FIELDS: dict[str, str] = {
    "agent": N_("the author of the act"),
    "as_of": N_("as-of date"),
    "counted": N_("what is counted"),
    "document": N_("document"),
    "measure": N_("measure"),
    "modality": N_("how surely it is said"),
    "origin": N_("origin"),
    "place": N_("place"),
    "polarity": N_("asserted or denied"),
    "population": N_("population"),
    "quantity": N_("figure"),
    "quote": N_("the same words"),
    "scope": N_("period"),
    "start": N_("beginning of the period"),
    "unit": N_("unit"),
    "whole": N_("whole and part"),
}


def field_name(field: str) -> str:
    """Name a field of a claim in the desk's language."""
    return _(_FIELDS[field]) if field in _FIELDS else one_line(field)


def part_name(name: str, relation: Relation) -> str:
    """Name a part of a relation's score; the first part is the rule itself."""
    if name == "rule":
        return f"{relation.rule} {_(words.RELATIONS[relation.type])}"
    return _(_PARTS[name]) if name in _PARTS else one_line(name)
