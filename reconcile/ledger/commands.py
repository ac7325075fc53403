"""The commands of a ledger: each is one transaction with one journal entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine

from reconcile.ledger import (
    adding,
    assessing,
    correcting,
    deciding,
    grouping_store,
    regrouping,
    undoing,
)
from reconcile.model.assessment import Assessment
from reconcile.model.claim import Claim
from reconcile.model.document import Document
from reconcile.model.group import Group
from reconcile.model.review import JournalEntry, Judgement, Verdict
from schema.vocabulary import Credibility, Reliability, Status


class Commands:
    """What changes a ledger, in the name of :attr:`actor`.

    ``expected`` is how far the journal had come when what is decided on was read: ``GroupView.version`` for a group and
    its claims, :meth:`Answers.data_version` for anything. If an entry after it touched the same thing, the decision is
    refused with :class:`StaleDecisionError`, which says who changed what and when.
    """

    engine: Engine
    #: Who acts: it is written into every entry.
    actor: str

    # What the machine makes.

    def add_document(self, document: Document, claims: Sequence[Claim]) -> bool:
        """Add a document with its claims; ``False``, and nothing written, where it is there already."""
        return bool(adding.add_documents(self.engine, self.actor, [(document, claims)]))

    def add_documents(
        self, additions: Iterable[tuple[Document, Sequence[Claim]]]
    ) -> tuple[str, ...]:
        """Add several documents in one transaction; return the sha256 of those that were not there."""
        return adding.add_documents(self.engine, self.actor, additions)

    def store_copies(self, copies: Iterable[tuple[str, str, float]]) -> None:
        """Keep which documents copy which: copy, original, and the share that is copied (0 to 1)."""
        adding.store_copies(self.engine, self.actor, copies)

    def store_groups(self, groups: Sequence[Group], weights: str = "") -> tuple[str, ...]:
        """Keep the machine's groups; return the ids under which the changed ones are kept.

        ``weights`` is the version of the weights by which they were made; the journal's entry names it. The
        groups need not be all there are, if a stored group is given whole or not at all.
        A group keeps the id of the stored group that shares most of its claims. Claims that an editor has
        placed stay where they are. A settled group that a new claim does not fit is reopened.
        """
        return grouping_store.store_groups(self.engine, self.actor, groups, weights)

    def store_assessment(self, group_id: str, assessment: Assessment) -> None:
        """Keep what the machine says of a group."""
        self.store_assessments({group_id: assessment})

    def store_assessments(self, assessments: Mapping[str, Assessment]) -> None:
        """Keep what the machine says of several groups, in one transaction."""
        assessing.store_assessments(self.engine, self.actor, assessments)

    # What editors decide on a group.

    def judge(
        self, judgement: Judgement, *, group: str, expected: int | None = None
    ) -> JournalEntry:
        """Judge a pair of claims of a group.

        ``expected`` is the ``GroupView.version`` that was on screen; raise :class:`StaleDecisionError`, which
        says who changed what and when, if the group has changed since.
        """
        return self.judge_all([judgement], group=group, expected=expected)

    def judge_all(
        self, judgements: Sequence[Judgement], *, group: str, expected: int | None = None
    ) -> JournalEntry:
        """Judge several pairs of a group as one action, which one undo takes back."""
        return deciding.judge_all(
            self.engine, self.actor, judgements, group=group, expected=expected
        )

    def clear(self, a: str, b: str, *, group: str, expected: int | None = None) -> JournalEntry:
        """Take a judgement away, so that the pair is undecided again."""
        return deciding.clear(self.engine, self.actor, a, b, group=group, expected=expected)

    def give_opinion(
        self, judgement: Judgement, *, group: str, expected: int | None = None
    ) -> JournalEntry:
        """Give a second opinion on a pair, beside the first judgement and without replacing it.

        It is refused as stale only where the group's claims have changed: what others judged it must not know.
        """
        return deciding.give_opinion(
            self.engine, self.actor, judgement, group=group, expected=expected
        )

    def settle(self, verdict: Verdict, *, expected: int | None = None) -> JournalEntry:
        """Give a verdict on a group; against a live contradiction it needs a reason."""
        return deciding.settle(self.engine, self.actor, verdict, expected=expected)

    def set_status(
        self, group: str, status: Status, *, reason: str = "", expected: int | None = None
    ) -> JournalEntry:
        """Set how far an editor has come with a group."""
        return deciding.set_status(
            self.engine, self.actor, group, status, reason=reason, expected=expected
        )

    def set_anchor(
        self, group: str, claim: str | None, *, expected: int | None = None
    ) -> JournalEntry:
        """Choose the claim with which the others are compared; ``None`` leaves it to the machine."""
        return deciding.set_anchor(self.engine, self.actor, group, claim, expected=expected)

    def assign(
        self, group: str, editor: str | None, *, expected: int | None = None
    ) -> JournalEntry:
        """Assign a group to an editor, or to nobody."""
        return deciding.assign(self.engine, self.actor, group, editor, expected=expected)

    def rename_group(self, group: str, name: str, *, expected: int | None = None) -> JournalEntry:
        """Name a group; an empty name leaves it to the machine."""
        return deciding.rename_group(self.engine, self.actor, group, name, expected=expected)

    def note(self, subject: str, text: str, *, expected: int | None = None) -> JournalEntry:
        """Write a note on a group, claim, source or document; an empty one takes it away."""
        return deciding.note(self.engine, self.actor, subject, text, expected=expected)

    # What editors decide on what belongs together.

    def merge_groups(
        self, groups: Sequence[str], reason: str = "", *, expected: int | None = None
    ) -> JournalEntry:
        """Put the claims of all groups into the first."""
        return regrouping.merge_groups(
            self.engine, self.actor, groups, reason=reason, expected=expected
        )

    def split_group(
        self,
        group: str,
        claims: Sequence[str],
        reason: str = "",
        *,
        expected: int | None = None,
    ) -> JournalEntry:
        """Split claims off into a new group, which ``JournalEntry.made_groups`` names."""
        return regrouping.split_group(
            self.engine, self.actor, group, claims, reason=reason, expected=expected
        )

    def move_claim(
        self, claim: str, group: str, reason: str = "", *, expected: int | None = None
    ) -> JournalEntry:
        """Move a claim into another group."""
        return regrouping.move_claim(
            self.engine, self.actor, claim, group, reason=reason, expected=expected
        )

    # What editors decide on claims and sources.

    def correct_claim(
        self, claim: str, field: str, value: Any, reason: str = "", *, expected: int | None = None
    ) -> JournalEntry:
        """Correct a field of a claim (see ``correcting.FIELDS``); the extracted value is kept beside it."""
        return correcting.correct_claim(
            self.engine, self.actor, claim, field, value, reason=reason, expected=expected
        )

    def add_claim(
        self,
        claim: Claim,
        group: str | None = None,
        reason: str = "",
        *,
        expected: int | None = None,
    ) -> JournalEntry:
        """Add a claim by hand, to a group or to a new one; its quote must stand in its document."""
        return correcting.add_claim(
            self.engine, self.actor, claim, group=group, reason=reason, expected=expected
        )

    def grade_source(
        self,
        key: str,
        reliability: Reliability | None,
        reason: str = "",
        *,
        expected: int | None = None,
    ) -> JournalEntry:
        """Grade a source's reliability, A to F."""
        return correcting.grade_source(
            self.engine, self.actor, key, reliability, reason=reason, expected=expected
        )

    def grade_credibility(
        self,
        claim: str,
        credibility: Credibility | None,
        reason: str = "",
        *,
        expected: int | None = None,
    ) -> JournalEntry:
        """Grade a claim's credibility, 1 to 6."""
        return correcting.grade_credibility(
            self.engine, self.actor, claim, credibility, reason=reason, expected=expected
        )

    def merge_sources(
        self, keep: str, other: str, reason: str = "", *, expected: int | None = None
    ) -> JournalEntry:
        """Say that two sources are one."""
        return correcting.merge_sources(
            self.engine, self.actor, keep, other, reason=reason, expected=expected
        )

    # Taking back.

    def undo(self, entry: int | None = None, reason: str = "") -> JournalEntry:
        """Take back an entry, by default one's own last action that still stands.

        Raise :class:`ReconcileError`, naming the later entries that rest on it, where it cannot be.
        """
        return undoing.undo(self.engine, self.actor, entry, reason=reason)

    def redo(self, entry: int | None = None, reason: str = "") -> JournalEntry:
        """Do again what was taken back, by default what one took back last."""
        return undoing.redo(self.engine, self.actor, entry, reason=reason)
