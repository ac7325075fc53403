"""What the desk asks of the ledger."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from reconcile.model import (
    Claim,
    Document,
    DocumentHead,
    GroupLine,
    GroupView,
    Hit,
    JournalEntry,
    Page,
    Progress,
    Relation,
    Source,
    Statement,
)
from schema.vocabulary import Status
from tui import language

if TYPE_CHECKING:
    from reconcile.export.rows import Outcome
    from reconcile.ledger import Ledger

#: Documents kept open, so that going back and forth between passages reads none twice.
_DOCUMENTS_KEPT = 8


class Asks:
    """The questions; every answer is a value of the model."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._documents: OrderedDict[str, Document] = OrderedDict()

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

    def as_of(self) -> int:
        """How far the journal has come: equal as long as nobody has changed the ledger."""
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
