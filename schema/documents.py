"""Documents: what was received, what was read out of it, and where each piece of metadata came from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base, Date, Moment, Sha256, Word


class DocumentRow(Base):
    """One published text. Never updated and never deleted: triggers refuse it."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(Sha256, primary_key=True)
    text_sha256: Mapped[str] = mapped_column(Sha256)
    path: Mapped[str]
    text: Mapped[str]
    #: The bytes as received, deflated (zlib); null where they were not given. They are kept in the ledger, not in a
    #: folder beside it: one file is what an editor copies, backs up and hands over, a database's transaction keeps
    #: text and bytes together, and articles are small (a megabyte of Wikinews articles deflates to 0.4).
    received: Mapped[bytes | None] = mapped_column(LargeBinary)
    language: Mapped[str | None]
    outlet: Mapped[str | None]
    agency: Mapped[str | None]
    title: Mapped[str | None]
    byline: Mapped[str | None]
    dateline: Mapped[str | None]
    url: Mapped[str | None]
    published: Mapped[str | None] = mapped_column(Date)
    published_at: Mapped[str | None] = mapped_column(Moment)
    retrieved: Mapped[str | None] = mapped_column(Moment)
    translated_from: Mapped[str | None]
    reader: Mapped[str]
    reader_version: Mapped[str]
    media_type: Mapped[str]
    masked: Mapped[list[Any]]

    __table_args__ = (Index("ix_document_published_sha256", "published", "sha256"),)


class MetadatumRow(Base):
    """One piece of a document's metadata, with where it came from and how sure it is."""

    __tablename__ = "metadatum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    document: Mapped[str] = mapped_column(
        Sha256, ForeignKey("document.sha256", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    field: Mapped[str]
    value: Mapped[str]
    provenance: Mapped[str] = mapped_column(Word)
    confidence: Mapped[float]
    detail: Mapped[str]


class DocumentCopyRow(Base):
    """A document found to copy another, and how much of it is copied (0 to 1)."""

    __tablename__ = "document_copy"

    document: Mapped[str] = mapped_column(
        Sha256, ForeignKey("document.sha256", ondelete="CASCADE"), primary_key=True
    )
    copy_of: Mapped[str] = mapped_column(
        Sha256, ForeignKey("document.sha256", ondelete="CASCADE"), index=True
    )
    share: Mapped[float]


class DocumentVersionRow(Base):
    """A document that is a newer version of another: the same address, another text."""

    __tablename__ = "document_version"

    document: Mapped[str] = mapped_column(
        Sha256, ForeignKey("document.sha256", ondelete="CASCADE"), primary_key=True
    )
    previous: Mapped[str] = mapped_column(
        Sha256, ForeignKey("document.sha256", ondelete="CASCADE"), index=True
    )


class DocumentIndexRow(Base):
    """A document that has been looked at for near copies and versions, in the order it came in.

    Derived, like the shingles: it can be made again from the texts at any time.
    """

    __tablename__ = "document_index"

    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(
        Sha256, ForeignKey("document.sha256", ondelete="CASCADE"), unique=True
    )
    words: Mapped[int]
    #: The address without what makes no other page of it; null where none is known.
    address: Mapped[str | None] = mapped_column(index=True)


class ShingleRow(Base):
    """A sampled shingle of a document's text: a posting of the index for near copies."""

    __tablename__ = "shingle"
    __table_args__ = ({"sqlite_with_rowid": False},)

    value: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(
        ForeignKey("document_index.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
