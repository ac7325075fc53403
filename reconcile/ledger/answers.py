"""The queries of a ledger: values of the model, never rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from reconcile.ledger import guarding, journal, reading_back, rows
from reconcile.ledger.errors import translated
from reconcile.ledger.queries import arrivals, inbox, kept, opened, past, searching, speakers
from reconcile.ledger.verifying import verify
from reconcile.model.claim import Claim
from reconcile.model.document import Document
from reconcile.model.review import JournalEntry, Seal
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
from schema.database import reading
from schema.vocabulary import Label, Modality, Polarity, Reliability, Status


class Answers:
    """What can be asked of a ledger."""

    engine: Engine
    actor: str
    #: Remembers how many documents and claims there are.
    counter: inbox.Counter

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with translated(), reading(self.engine) as connection:
            yield connection

    # Groups.

    def progress(self) -> Progress:
        """Count how far the editors have come."""
        with self.reading() as connection:
            return inbox.progress(connection, self.counter)

    def inbox(
        self,
        *,
        status: Status | None = None,
        text: str = "",
        label: Label | None = None,
        assigned_to: str | None = None,
        sort: str = "attention",
        offset: int = 0,
        limit: int = 200,
    ) -> Page[GroupLine]:
        """Read a page of groups; ``sort`` is ``attention``, ``name``, ``claims``, ``recent`` or ``changed``."""
        with self.reading() as connection:
            return inbox.inbox(
                connection,
                status=status,
                text=text,
                label=label,
                assigned_to=assigned_to,
                sort=sort,
                offset=offset,
                limit=limit,
            )

    def group(self, group_id: str, *, blind: bool = False) -> GroupView:
        """Open a group, its claims by as-of date, then publication.

        ``blind`` hides what others decided, for a second opinion; one's own opinions stand in its place.
        """
        with self.reading() as connection:
            return opened.group(connection, group_id, blind=self.actor if blind else None)

    def find_group(self, text: str) -> str:
        """Find the id of the one group named by its id, the beginning of it, or its name."""
        with self.reading() as connection:
            return opened.find_group(connection, text)

    def group_of(self, claim_id: str) -> str | None:
        """Find the id of the group that a claim is in, if it is in one."""
        with self.reading() as connection:
            return guarding.group_of(connection, claim_id)

    # Documents and claims.

    def document(self, sha256: str) -> Document:
        """Read a document with its text and metadata, without its bytes."""
        with self.reading() as connection:
            return kept.get_document(connection, sha256)

    def received(self, sha256: str) -> bytes:
        """Give a document's bytes as they were received."""
        with self.reading() as connection:
            return kept.received(connection, sha256)

    def documents(self, offset: int = 0, limit: int = 200, text: str = "") -> Page[DocumentHead]:
        """List documents, the newest first."""
        with self.reading() as connection:
            return kept.documents(connection, offset, limit, text)

    def find_document(self, text: str) -> str:
        """Find the sha256 of the one document named by it, the beginning of it, or its path."""
        with self.reading() as connection:
            return kept.find_document(connection, text)

    def claims_of(self, document: str) -> tuple[Claim, ...]:
        """List a document's claims in the order of its text."""
        with self.reading() as connection:
            return kept.claims_of(connection, document)

    def claim(self, claim_id: str) -> Claim:
        """Read a claim as it now stands."""
        with self.reading() as connection:
            return kept.get_claim(connection, claim_id)

    def find_claim(self, text: str) -> str:
        """Find the id of the one claim whose id begins so."""
        with self.reading() as connection:
            return kept.find_claim(connection, text)

    def claims(
        self,
        offset: int = 0,
        limit: int = 200,
        *,
        text: str = "",
        measure: str | None = None,
        document: str | None = None,
        group: str | None = None,
        source: str | None = None,
        polarity: Polarity | None = None,
        modality: Modality | None = None,
        with_figure: bool | None = None,
    ) -> Page[Claim]:
        """List claims, document by document."""
        with self.reading() as connection:
            return kept.claims(
                connection,
                offset,
                limit,
                text=text,
                measure=measure,
                document_sha256=document,
                group=group,
                source=source,
                polarity=polarity,
                modality=modality,
                with_figure=with_figure,
            )

    def claims_named(self, ids: Collection[str]) -> list[Claim]:
        """Read those of some claims that are there, by id."""
        with self.reading() as connection:
            return reading_back.claims_by_id(connection, ids)

    def all_claims(self) -> Iterator[Claim]:
        """Read every claim, by id, without holding them all."""
        with self.reading() as connection:
            for row, hops in kept.all_rows(connection):
                yield rows.claim_from(row, hops)

    # Sources.

    def sources(self, text: str = "", offset: int = 0, limit: int = 200) -> Page[Source]:
        """List sources by name."""
        with self.reading() as connection:
            return speakers.sources(connection, text, offset, limit)

    def grades(self) -> dict[str, Reliability]:
        """Give the grades of sources, by key and by every name that a source goes by."""
        with self.reading() as connection:
            return speakers.grades(connection)

    def groups_of_sources(self, sources: Collection[str]) -> tuple[str, ...]:
        """Name the groups that hold claims of these sources, or of those merged into them."""
        with self.reading() as connection:
            return speakers.groups_of(connection, sources)

    def who(self, source: str) -> list[Statement]:
        """List what a source, named by its key or more or less by its name, said or passed on."""
        with self.reading() as connection:
            return speakers.who(connection, source)

    def search(self, text: str, offset: int = 0, limit: int = 200) -> Page[Hit]:
        """Find words in groups, sources, claims and documents, without case or accents."""
        with self.reading() as connection:
            return searching.search(connection, text, offset, limit)

    # The journal.

    def history(
        self,
        subject: str | None = None,
        *,
        actor: str | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> Page[JournalEntry]:
        """Read the journal backwards: whole, or of a group, claim, source, document or editor."""
        with self.reading() as connection:
            return past.history(connection, subject, actor, offset, limit)

    def head(self) -> tuple[int, str]:
        """Give the number of entries of the journal, and the hash of the last."""
        with self.reading() as connection:
            last = journal.head(connection)
        return last.count, last.hash

    def entry_hash(self, number: int) -> str | None:
        """Give the hash of an entry: the same number and hash mean the same history up to there."""
        with self.reading() as connection:
            return past.entry_hash(connection, number)

    def arrivals(self, since: int = 0) -> arrivals.Arrivals:
        """Say what came into the ledger after an entry of the journal."""
        with self.reading() as connection:
            return arrivals.since(connection, since)

    def data_version(self) -> int:
        """Give a number that rises with every change by anyone, for open desks to poll."""
        return self.head()[0]

    def groups_changed_since(self, version: int) -> tuple[str, ...]:
        """Name the groups that changed since :meth:`data_version` was ``version``."""
        with self.reading() as connection:
            return past.groups_changed_since(connection, version)

    def constraints(self) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """Say which pairs of claims must, and which cannot, be grouped together by editors' decisions."""
        with self.reading() as connection:
            return past.constraints(connection)

    # Is it whole?

    def seal(self) -> Seal:
        """Give the head of the journal, to be kept or published elsewhere."""
        with self.reading() as connection:
            last = journal.head(connection)
        return Seal(last.count, last.hash, dt.datetime.now(dt.UTC))

    def verify(self, seal: Seal | None = None) -> list[Problem]:
        """Re-read the journal, documents and quotes, rebuild the decisions, and list what does not hold."""
        with self.reading() as connection:
            return verify(connection, seal)
