"""Near copies and versions, as a ledger keeps and tells them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Engine

from reconcile.ledger import near_copies
from reconcile.ledger.errors import translated
from schema.database import reading


class Links:
    """What links documents: copies, versions, and the index that finds them."""

    engine: Engine
    actor: str

    def index_document(
        self, sha256: str, sketch: Sequence[int], *, words: int, address: str | None = None
    ) -> int:
        """Enter a document into the index for near copies; give its number, which rises as they come in."""
        with translated():
            return near_copies.index(self.engine, sha256, sketch, words=words, address=address)

    def store_version(self, sha256: str, previous: str) -> None:
        """Keep that a document is a newer version of another: the same address, another text."""
        near_copies.store_version(self.engine, self.actor, sha256, previous)

    def waiting_for_links(self) -> tuple[str, ...]:
        """List the documents that have not been looked at for near copies yet."""
        with translated(), reading(self.engine) as connection:
            return near_copies.waiting(connection)

    def copy_candidates(self, sketch: Sequence[int]) -> tuple[near_copies.Candidate, ...]:
        """List the documents that share shingles with a text's sketch, without scanning the others."""
        with translated(), reading(self.engine) as connection:
            return near_copies.candidates(connection, sketch)

    def copied_from(self, sha256: str) -> tuple[str, float] | None:
        """Give the document that this one copies, and the share of it that is copied (0 to 1)."""
        with translated(), reading(self.engine) as connection:
            return near_copies.copied_from(connection, sha256)

    def latest_at(self, address: str) -> tuple[str, str] | None:
        """Give the sha256 of the newest document at an address, and that of its text."""
        with translated(), reading(self.engine) as connection:
            return near_copies.latest_at(connection, address)

    def previous_version(self, sha256: str) -> str | None:
        """Give the document of which this one is a newer version."""
        with translated(), reading(self.engine) as connection:
            return near_copies.previous_of(connection, sha256)

    def groups_of_documents(self, documents: Collection[str]) -> tuple[str, ...]:
        """Name the groups that hold claims of these documents."""
        with translated(), reading(self.engine) as connection:
            return near_copies.groups_of(connection, documents)

    def has_document(self, sha256: str) -> bool:
        """Tell whether a document is kept."""
        with translated(), reading(self.engine) as connection:
            return near_copies.there(connection, sha256)

    def has_ungrouped_claims(self) -> bool:
        """Tell whether a claim has no group yet, as a run that was cut short leaves it."""
        with translated(), reading(self.engine) as connection:
            return near_copies.ungrouped(connection)

    def unfinished_groups(self) -> tuple[str, ...]:
        """Name the groups that a run which was cut short left unassessed."""
        with translated(), reading(self.engine) as connection:
            return near_copies.unfinished(connection)
