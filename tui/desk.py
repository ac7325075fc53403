"""The only door to the ledger: what the desk asks, what it decides, and what went wrong in words.

No SQL and no rule of the domain here or anywhere above: the ledger answers with the nouns of the
model, and a decision is one call that either stands whole in the journal or did not happen.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from types import TracebackType

from reconcile import __version__
from reconcile.ledger import Ledger
from reconcile.model import (
    Document,
    GroupLine,
    GroupView,
    JournalEntry,
    Judgement,
    Page,
    Progress,
    ReconcileError,
    Relation,
    Verdict,
)
from schema.vocabulary import Family, Status
from tui import journal_words
from tui.rows import ClaimRow, pair

#: Documents kept open, so that going back and forth between passages reads none twice.
_DOCUMENTS_KEPT = 8


class Desk:
    """One editor at one ledger."""

    def __init__(self, ledger: Ledger, editor: str, url: str = "") -> None:
        self.ledger = ledger
        self.url = url
        self.editor = editor
        self._documents: OrderedDict[str, Document] = OrderedDict()

    @classmethod
    def open(cls, url: str, editor: str) -> Desk:
        """Open the ledger at ``url``; raise ``LedgerError`` where that cannot be."""
        return cls(Ledger.open(url, actor=editor), editor, url)

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- what there is ---------------------------------------------------------------------------

    def progress(self) -> Progress:
        """How far the editors have come."""
        return self.ledger.progress()

    def inbox(
        self,
        offset: int,
        limit: int,
        *,
        text: str = "",
        status: Status | None = None,
        sort: str = "attention",
    ) -> Page[GroupLine]:
        """A stretch of the inbox."""
        return self.ledger.inbox(status=status, text=text, sort=sort, offset=offset, limit=limit)

    def group(self, group: str) -> GroupView:
        """A group opened."""
        return self.ledger.group(group)

    def data_version(self) -> object:
        """Something that is equal as long as no one else has changed the ledger."""
        return self.ledger.data_version()

    def document(self, sha256: str) -> Document:
        """A document with its text."""
        if sha256 in self._documents:
            self._documents.move_to_end(sha256)
            return self._documents[sha256]
        document = self.ledger.document(sha256)
        self._documents[sha256] = document
        while len(self._documents) > _DOCUMENTS_KEPT:
            self._documents.popitem(last=False)
        return document

    def explain(self, view: GroupView, relation: Relation) -> str:
        """The sentence of a suggestion, in the desk's language where the pack has it."""
        return relation.explanation

    def suggested_best(self, view: GroupView) -> float | None:
        """The figure to offer for the verdict; ``None`` leaves it to the editor."""
        return None

    # --- what is decided -------------------------------------------------------------------------

    def mark(self, view: GroupView, row: ClaimRow, family: Family, reason: str = "") -> None:
        """Decide how the row's claim stands to the anchor, as seen in ``view``.

        Raises ``StaleDecisionError`` where the group has changed since ``view`` was read.
        """
        self.ledger.judge(
            _judgement(view, row, family, reason), group=view.group.id, expected=view.version
        )

    def accept(self, view: GroupView, rows: Sequence[ClaimRow]) -> None:
        """Accept the suggestions on several rows in one act."""
        judgements = [
            _judgement(view, row, row.relation.family, "") for row in rows if row.relation
        ]
        self.ledger.judge_all(judgements, group=view.group.id, expected=view.version)

    def clear(self, view: GroupView, row: ClaimRow) -> None:
        """Take the decision on the row's claim back."""
        a, b = pair(view, row)
        self.ledger.clear(a, b, group=view.group.id, expected=view.version)

    def set_anchor(self, view: GroupView, claim: str) -> None:
        """Compare the other claims with this one."""
        self.ledger.set_anchor(view.group.id, claim, expected=view.version)

    def settle(self, view: GroupView, verdict: Verdict) -> None:
        """Keep the verdict on a group."""
        self.ledger.settle(verdict, expected=view.version)

    def split(self, view: GroupView, claim: str, reason: str) -> None:
        """Take one claim out into a group of its own."""
        self.ledger.split_group(view.group.id, [claim], reason=reason)

    def move(self, claim: str, group: str, reason: str = "") -> None:
        """Put a claim into another group."""
        self.ledger.move_claim(claim, group, reason=reason)

    def undo(self) -> str:
        """Undo the last decision; return what it was, in words."""
        return self._taken_back(self.ledger.undo())

    def redo(self) -> str:
        """Redo what was undone; return what it was, in words."""
        return self._taken_back(self.ledger.redo())

    def _taken_back(self, entry: JournalEntry) -> str:
        """Say what was taken back or done again, and on which group."""
        what = journal_words.taken_back(entry)
        kind, _colon, name = entry.subject.partition(":")
        if kind != "group":
            return what
        try:
            group = self.ledger.group(name).group
        except ReconcileError:
            return what  # the group itself has gone with what was undone
        return f"{what} · {group.name or group.id}"

    def note(self, subject: str, text: str) -> None:
        """Keep a note on a claim or a group."""
        self.ledger.note(subject, text)

    def set_status(self, lines: Sequence[GroupLine], status: Status, reason: str = "") -> None:
        """Change how far editors have come with groups."""
        for line in lines:
            self.ledger.set_status(line.id, status, reason=reason)

    def merge(self, lines: Sequence[GroupLine], reason: str) -> None:
        """Make one group of several."""
        self.ledger.merge_groups([line.id for line in lines], reason=reason)

    def assign(self, group: str, editor: str) -> None:
        """Give a group to an editor, or (empty) to nobody."""
        self.ledger.assign(group, editor or None)

    def rename(self, group: str, name: str) -> None:
        """Give a group another name."""
        self.ledger.rename_group(group, name)


def _judgement(view: GroupView, row: ClaimRow, family: Family, reason: str) -> Judgement:
    a, b = pair(view, row)
    relation = row.relation
    same = relation is not None and relation.family is family
    return Judgement(
        a=a,
        b=b,
        family=family,
        type=relation.type if relation is not None and same else None,
        reason=reason,
        suggested=relation.type if relation else None,
        suggested_rule=relation.rule if relation else None,
        suggested_score=relation.score if relation else None,
        program=f"reconcile {__version__}",
    )
