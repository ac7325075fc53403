"""What the desk decides: each act is one call that stands whole in the journal, or did not happen."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile import __version__
from reconcile.model import (
    Claim,
    GroupLine,
    GroupView,
    JournalEntry,
    Judgement,
    ReconcileError,
    Verdict,
)
from schema.vocabulary import Family, Reliability, Status
from tui import journal_words, language
from tui.desk_asks import Asks
from tui.rows import ClaimRow, pair

#: Entries that are no editor's decision, or that take one back.
_NOT_DECISIONS = ("add", "assess", "copies", "group", "reopen", "undo", "redo", "version")
_JOURNAL_PAGE = 200


class Decides(Asks):
    """The decisions.

    Each is made on what was shown: ``seen`` is :meth:`Asks.as_of` from before it was read, as is ``view.version``.
    ``StaleDecisionError`` says who has changed it since, and nothing is overwritten.
    """

    def mark(
        self, view: GroupView, row: ClaimRow, family: Family, reason: str = ""
    ) -> JournalEntry:
        """Decide how the row's claim stands to the anchor, as seen in ``view``."""
        return self.ledger.judge(
            _judgement(view, row, family, reason), group=view.group.id, expected=view.version
        )

    def accept(self, view: GroupView, rows: Sequence[ClaimRow]) -> JournalEntry:
        """Accept the suggestions on several rows in one act."""
        judgements = [
            _judgement(view, row, row.relation.family, "") for row in rows if row.relation
        ]
        return self.ledger.judge_all(judgements, group=view.group.id, expected=view.version)

    def clear(self, view: GroupView, row: ClaimRow) -> JournalEntry:
        """Take the decision on the row's claim back."""
        a, b = pair(view, row)
        return self.ledger.clear(a, b, group=view.group.id, expected=view.version)

    def set_anchor(self, view: GroupView, claim: str) -> JournalEntry:
        """Compare the other claims with this one."""
        return self.ledger.set_anchor(view.group.id, claim, expected=view.version)

    def settle(self, view: GroupView, verdict: Verdict) -> JournalEntry:
        """Keep the verdict on a group."""
        return self.ledger.settle(verdict, expected=view.version)

    def split(self, view: GroupView, claim: str, reason: str) -> None:
        """Take one claim out into a group of its own."""
        self.ledger.split_group(view.group.id, [claim], reason=reason, expected=view.version)

    def move(self, claim: str, group: str, reason: str = "", *, seen: int) -> None:
        """Put a claim into another group."""
        self.ledger.move_claim(claim, group, reason=reason, expected=seen)

    def undo(self) -> str:
        """Undo the last decision; return what it was, in words."""
        entry = self.ledger.undo()
        return self._taken_back(entry)

    def redo(self) -> str:
        """Redo what was undone; return what it was, in words."""
        entry = self.ledger.redo()
        return self._taken_back(entry)

    def assess_anew(self, since: int) -> bool:
        """Let the machine look again at what the decisions after entry ``since`` concern; tell whether it had to.

        Not part of deciding: it may take a moment, and the decision stands without it.
        """
        # Imported here: the solver is not needed until something is decided.
        from reconcile import adding

        return bool(adding.follow(self.ledger, since, language=language.current()))

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

    def later_than(self, subject: str, entry: int) -> list[JournalEntry]:
        """The decisions of a journal from ``entry`` on that still stand, the newest first."""
        found: list[JournalEntry] = []
        offset = 0
        while True:
            page = self.ledger.history(subject, offset=offset, limit=_JOURNAL_PAGE)
            for item in page.items:
                if item.number < entry:
                    return found
                if not item.undone and item.action not in _NOT_DECISIONS:
                    found.append(item)
            offset += _JOURNAL_PAGE
            if offset >= page.total:
                return found

    def undo_all(self, entries: Sequence[JournalEntry]) -> None:
        """Take entries back one by one, in the order given."""
        for entry in entries:
            self.ledger.undo(entry.number)

    def correct(self, claim: str, field: str, value: object, reason: str, *, seen: int) -> None:
        """Correct a field of a claim; what had been extracted is kept beside it."""
        self.ledger.correct_claim(claim, field, value, reason, expected=seen)

    def add_claim(self, claim: Claim, group: str | None, reason: str) -> None:
        """Add a claim by hand, to a group or to one of its own."""
        self.ledger.add_claim(claim, group, reason)

    def grade(self, source: str, reliability: Reliability | None, *, seen: int) -> None:
        """Grade a source."""
        self.ledger.grade_source(source, reliability, expected=seen)

    def merge_sources(self, keep: str, other: str, *, seen: int) -> None:
        """Say that two sources are one."""
        self.ledger.merge_sources(keep, other, expected=seen)

    def note(self, subject: str, text: str, *, seen: int) -> JournalEntry:
        """Keep a note on a claim or a group."""
        return self.ledger.note(subject, text, expected=seen)

    def set_status(
        self, lines: Sequence[GroupLine], status: Status, reason: str = "", *, seen: int
    ) -> None:
        """Change how far editors have come with groups."""
        for line in lines:
            self.ledger.set_status(line.id, status, reason=reason, expected=seen)

    def merge(self, lines: Sequence[GroupLine], reason: str, *, seen: int) -> None:
        """Make one group of several."""
        self.ledger.merge_groups([line.id for line in lines], reason=reason, expected=seen)

    def assign(self, group: str, editor: str, *, seen: int) -> None:
        """Give a group to an editor, or (empty) to nobody."""
        self.ledger.assign(group, editor or None, expected=seen)

    def rename(self, group: str, name: str, *, seen: int) -> None:
        """Give a group another name."""
        self.ledger.rename_group(group, name, expected=seen)


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
