"""The nouns: frozen values that every step takes and gives. No step's rules live here."""

from reconcile.model.assessment import Ask, Assessment, Conflict, Link
from reconcile.model.claim import Claim, Evidence, Hop, Place, Scope
from reconcile.model.dates import PartialDate, Precision
from reconcile.model.document import Document, Metadatum
from reconcile.model.errors import InputError, LedgerError, ReconcileError, StaleDecisionError
from reconcile.model.group import Group, Question
from reconcile.model.quantity import Interval, Quantity
from reconcile.model.relation import Contribution, Relation
from reconcile.model.review import Actor, JournalEntry, Judgement, Seal, Verdict
from reconcile.model.source import Source
from reconcile.model.span import Quote, Span
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
    "Actor",
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
