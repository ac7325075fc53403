"""The only door to the ledger: what the desk asks, what it decides, and what went wrong in words.

No SQL and no rule of the domain here or anywhere above: the ledger answers with the nouns of the
model, and a decision is one call that either stands whole in the journal or did not happen.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reconcile import __version__
from reconcile.model import (
    Claim,
    Document,
    DocumentHead,
    GroupLine,
    GroupView,
    Hit,
    JournalEntry,
    Judgement,
    LedgerError,
    Page,
    Progress,
    ReconcileError,
    Relation,
    Source,
    Statement,
    Verdict,
)
from schema.vocabulary import Family, Reliability, Status
from tui import journal_words, language
from tui.language import _
from tui.rows import ClaimRow, pair

if TYPE_CHECKING:
    from reconcile.export.rows import Outcome
    from reconcile.ledger import Ledger
    from tui.adding import Adding
    from tui.exporting import Wanted

#: Entries that are no editor's decision, or that take one back.
_NOT_DECISIONS = ("add", "assess", "copies", "group", "reopen", "undo", "redo")
_JOURNAL_PAGE = 200
#: Entries that one act makes at most: its own and what follows from it.
_FEW = 8
#: Kinds of decided rows after whose change the suggestions of a group are out of date.
_MOVING = ("placement", "added_claim", "correction", "made_group", "source_merge")
#: Documents kept open, so that going back and forth between passages reads none twice.
_DOCUMENTS_KEPT = 8


class Desk:
    """One editor at one ledger."""

    def __init__(self, ledger: Ledger, editor: str, url: str = "") -> None:
        self.ledger = ledger
        self.url = url
        self._file = _file_of(url)
        self._was = _identity(self._file)
        self.editor = editor
        self._documents: OrderedDict[str, Document] = OrderedDict()

    @classmethod
    def open(cls, url: str, editor: str) -> Desk:
        """Open the ledger at ``url``; raise ``LedgerError`` where that cannot be."""
        # Imported here: the desk paints before the database's libraries are loaded.
        from reconcile.ledger import Ledger

        return cls(Ledger.open(url, actor=editor), editor, url)

    def check(self) -> None:
        """Raise ``LedgerError`` where the ledger's file has been taken away under the desk.

        SQLite would go on writing into a file that has no name any more, and lose it at the end.
        """
        if self._file is not None and _identity(self._file) != self._was:
            raise LedgerError(
                _(
                    "{file}: the ledger has been removed or replaced; put it back, or quit and open it again"
                ).format(file=self._file)
            )

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

    def documents(self, offset: int, limit: int, text: str = "") -> Page[DocumentHead]:
        """A stretch of the documents, the newest first."""
        return self.ledger.documents(offset, limit, text)

    def claim(self, claim: str) -> Claim:
        """A claim as it now stands."""
        return self.ledger.claim(claim)

    def claims_of(self, document: str) -> tuple[Claim, ...]:
        """The claims of a document, in the order of its text."""
        return self.ledger.claims_of(document)

    def group_of(self, claim: str) -> str | None:
        """The group that a claim is in."""
        return self.ledger.group_of(claim)

    def sources(self, offset: int, limit: int, text: str = "") -> Page[Source]:
        """A stretch of the sources by name."""
        return self.ledger.sources(text, offset, limit)

    def who(self, source: str) -> list[Statement]:
        """What a source said or passed on."""
        return self.ledger.who(source)

    def outcomes(self, statement: Statement) -> tuple[Outcome, ...]:
        """What became of a statement: borne out, contradicted, corrected by its own source."""
        if statement.group is None:
            return ()
        from reconcile.export.reading import GroupReading

        return GroupReading(self.ledger.group(statement.group)).outcomes(statement.claim.id)

    def history(self, subject: str | None, offset: int, limit: int) -> Page[JournalEntry]:
        """The journal backwards, whole or of one thing."""
        return self.ledger.history(subject, offset=offset, limit=limit)

    def search(self, words: str, offset: int, limit: int) -> Page[Hit]:
        """Find words in everything that is kept."""
        return self.ledger.search(words, offset, limit)

    def explain(self, view: GroupView, relation: Relation) -> str:
        """The sentence of a suggestion, in the desk's language where the pack has it."""
        claims = {claim.id: claim for claim in view.claims}
        if relation.a not in claims or relation.b not in claims:
            return relation.explanation
        # Imported here: the rules are not needed to open the inbox.
        from reconcile.relations.explain import explain

        try:
            return explain(relation, claims[relation.a], claims[relation.b], language.current())
        except KeyError:
            return relation.explanation  # no pack of that language, or no sentence for the rule

    def suggested_best(self, view: GroupView) -> float | None:
        """The figure to offer for the verdict; ``None`` leaves it to the editor."""
        return None

    # --- what leaves the desk, and what comes to it -----------------------------------------------

    def formats(self) -> list[str]:
        """The formats of export by name."""
        from reconcile.export import formats

        return formats.names()

    def suffix_of(self, name: str) -> str:
        """The suffix of a format's files."""
        from reconcile.export import formats

        return formats.find(name).suffix

    def wanted(
        self,
        name: str,
        grain: str,
        *,
        statuses: tuple[Status, ...] = (),
        group: str | None = None,
        excel: bool = False,
    ) -> Wanted:
        """Say what is to be written."""
        from reconcile.export.rows import Grain
        from reconcile.export.selection import Selection
        from tui.exporting import Wanted

        selection = Selection(status=statuses, group=(group,) if group else ())
        return Wanted(name, Grain(grain), selection, excel)

    def preview(self, wanted: Wanted) -> str:
        """The beginning of an export."""
        from tui import exporting

        return exporting.preview(self.ledger, wanted, self.name)

    def export(
        self,
        wanted: Wanted,
        path: Path,
        *,
        force: bool,
        stopped: Callable[[], bool],
        told: Callable[[int], None],
    ) -> None:
        """Write an export, whole or not at all."""
        from tui import exporting

        exporting.write(
            self.ledger, wanted, path, self.name, force=force, stopped=stopped, told=told
        )

    @property
    def name(self) -> str:
        """What the ledger is called, without what must not be shown: user, password, folders."""
        return re.split(r"[/\\]", self.url)[-1].partition("?")[0]

    def adding(self) -> Adding:
        """What adds documents to the ledger."""
        from tui.adding import LedgerAdding

        return LedgerAdding(self.ledger)

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
        with self._assessed_anew():
            self.ledger.split_group(view.group.id, [claim], reason=reason)

    def move(self, claim: str, group: str, reason: str = "") -> None:
        """Put a claim into another group."""
        with self._assessed_anew():
            self.ledger.move_claim(claim, group, reason=reason)

    def undo(self) -> str:
        """Undo the last decision; return what it was, in words."""
        with self._assessed_anew():
            entry = self.ledger.undo()
        return self._taken_back(entry)

    def redo(self) -> str:
        """Redo what was undone; return what it was, in words."""
        with self._assessed_anew():
            entry = self.ledger.redo()
        return self._taken_back(entry)

    @contextmanager
    def _assessed_anew(self) -> Iterator[None]:
        """After a change to what belongs together, let the machine look at the groups concerned again.

        A decision that only judges changes no suggestion; then nothing is looked at.
        """
        before = self.ledger.data_version()
        yield
        if not self._moved_claims(before):
            return
        # Imported here: the solver is not needed until something moves.
        from reconcile import adding

        changed = self.ledger.groups_changed_since(before)
        try:
            adding.reassess(self.ledger, changed, language=language.current())
        except ReconcileError:
            return  # the decision stands; the next adding looks at the groups again

    def _moved_claims(self, before: int) -> bool:
        """Whether the entries since ``before`` moved, added or corrected a claim."""
        entries = self.ledger.history(limit=_FEW).items
        tables = {
            key.partition("/")[0]
            for entry in entries
            if entry.number > before and isinstance(entry.after, dict)
            for key in entry.after
        }
        return not tables.isdisjoint(_MOVING)

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

    def correct(self, claim: str, field: str, value: object, reason: str) -> None:
        """Correct a field of a claim; what had been extracted is kept beside it."""
        with self._assessed_anew():
            self.ledger.correct_claim(claim, field, value, reason)

    def add_claim(self, claim: Claim, group: str | None, reason: str) -> None:
        """Add a claim by hand, to a group or to one of its own."""
        with self._assessed_anew():
            self.ledger.add_claim(claim, group, reason)

    def grade(self, source: str, reliability: Reliability | None) -> None:
        """Grade a source."""
        self.ledger.grade_source(source, reliability)

    def merge_sources(self, keep: str, other: str) -> None:
        """Say that two sources are one."""
        self.ledger.merge_sources(keep, other)

    def note(self, subject: str, text: str) -> None:
        """Keep a note on a claim or a group."""
        self.ledger.note(subject, text)

    def set_status(self, lines: Sequence[GroupLine], status: Status, reason: str = "") -> None:
        """Change how far editors have come with groups."""
        for line in lines:
            self.ledger.set_status(line.id, status, reason=reason)

    def merge(self, lines: Sequence[GroupLine], reason: str) -> None:
        """Make one group of several."""
        with self._assessed_anew():
            self.ledger.merge_groups([line.id for line in lines], reason=reason)

    def assign(self, group: str, editor: str) -> None:
        """Give a group to an editor, or (empty) to nobody."""
        self.ledger.assign(group, editor or None)

    def rename(self, group: str, name: str) -> None:
        """Give a group another name."""
        self.ledger.rename_group(group, name)


def _file_of(url: str) -> Path | None:
    """The file of a SQLite ledger; ``None`` for a server or a ledger in memory."""
    if url.startswith("sqlite"):
        url = url.partition(":///")[2].partition("?")[0]
    elif "://" in url:
        return None
    return Path(url) if url and url != ":memory:" else None


def _identity(file: Path | None) -> tuple[int, int] | None:
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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
