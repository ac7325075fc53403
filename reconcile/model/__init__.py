"""The nouns: frozen values that every step takes and gives. No step's rules live here.

Those of a text and its claims are loaded at once; the others, of which reading a text needs none, when first
asked for: two dozen dataclasses are a good part of the time that a start takes.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from reconcile.model.claim import Claim, Evidence, Hop, Place, Scope
from reconcile.model.dates import PartialDate, Precision
from reconcile.model.document import Document, Metadatum
from reconcile.model.errors import InputError, LedgerError, ReconcileError, StaleDecisionError
from reconcile.model.quantity import Interval, Quantity
from reconcile.model.span import Quote, Span

if TYPE_CHECKING:
    from reconcile.model.assessment import Ask, Assessment, Conflict, Link
    from reconcile.model.group import Group, Question
    from reconcile.model.relation import Contribution, Relation
    from reconcile.model.review import JournalEntry, Judgement, Seal, Verdict
    from reconcile.model.source import Source
    from reconcile.model.views import (
        DocumentHead,
        GroupLine,
        GroupView,
        Hit,
        Page,
        Problem,
        Progress,
        Statement,
    )

__all__ = [
    "Ask",
    "Assessment",
    "Claim",
    "Conflict",
    "Contribution",
    "Document",
    "DocumentHead",
    "Evidence",
    "Group",
    "GroupLine",
    "GroupView",
    "Hit",
    "Hop",
    "InputError",
    "Interval",
    "JournalEntry",
    "Judgement",
    "LedgerError",
    "Link",
    "Metadatum",
    "Page",
    "PartialDate",
    "Place",
    "Precision",
    "Problem",
    "Progress",
    "Quantity",
    "Question",
    "Quote",
    "ReconcileError",
    "Relation",
    "Scope",
    "Seal",
    "Source",
    "Span",
    "StaleDecisionError",
    "Statement",
    "Verdict",
]

_LATER = {
    "assessment": ("Ask", "Assessment", "Conflict", "Link"),
    "group": ("Group", "Question"),
    "relation": ("Contribution", "Relation"),
    "review": ("JournalEntry", "Judgement", "Seal", "Verdict"),
    "source": ("Source",),
    "views": (
        "DocumentHead",
        "GroupLine",
        "GroupView",
        "Hit",
        "Page",
        "Problem",
        "Progress",
        "Statement",
    ),
}
_MODULE_OF = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
