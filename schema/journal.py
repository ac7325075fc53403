"""The append-only journal, and the index of whom each entry concerns."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base, Moment, Sha256, Word


class JournalRow(Base):
    """One action. Never updated and never deleted: triggers refuse it.

    ``hash`` is the sha256 over the canonical JSON of the other columns. ``before`` and ``after`` are the
    canonical JSON that was hashed: for a decision, the rows it changed as they were and as they became; for
    what the machine made, its digests. ``target`` is the entry that an undo or redo is about.
    """

    __tablename__ = "journal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(Moment)
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(Word)
    subject: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    target: Mapped[int | None]
    program: Mapped[str]
    previous_hash: Mapped[str] = mapped_column(Sha256)
    hash: Mapped[str] = mapped_column(Sha256)

    __table_args__ = (
        Index("ix_journal_actor_number", "actor", "number"),
        Index("ix_journal_target_number", "target", "number"),
    )


class TouchRow(Base):
    """That an entry concerns a subject: ``group:…``, ``claim:…``, ``source:…``, ``document:…``, ``row:…``."""

    __tablename__ = "journal_touch"
    __table_args__ = ({"sqlite_with_rowid": False},)

    subject: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
