"""Claims with their quote, figure, scope and attribution, and the sources who made them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base, Date, Digest, Id, Sha256, Word


class SourceRow(Base):
    """Whoever says something, as the texts name it."""

    __tablename__ = "source"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(Word)
    parent: Mapped[str | None]
    party_to_event: Mapped[bool | None]


class SourceAliasRow(Base):
    """Another name under which a source is known."""

    __tablename__ = "source_alias"
    __table_args__ = ({"sqlite_with_rowid": False},)

    source: Mapped[str] = mapped_column(
        ForeignKey("source.key", ondelete="CASCADE"), primary_key=True
    )
    alias: Mapped[str] = mapped_column(primary_key=True)


class ClaimRow(Base):
    """One statement by one origin in one document, as it now stands.

    Where an editor has corrected a field, the extracted value stands in ``correction``. ``digest`` is that
    of the row as extracted, ``source`` the key of the origin, or of the outlet where the paper speaks.
    """

    __tablename__ = "claim"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document: Mapped[str] = mapped_column(Sha256, ForeignKey("document.sha256"))
    position: Mapped[int]
    digest: Mapped[str] = mapped_column(Digest)
    by_hand: Mapped[bool]
    quote_start: Mapped[int]
    quote_end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    sentence: Mapped[str]
    language: Mapped[str]
    measure: Mapped[str | None]
    counted: Mapped[str | None]
    population: Mapped[str | None]
    places: Mapped[list[Any]]
    figure_raw: Mapped[str | None]
    figure_start: Mapped[int | None]
    figure_end: Mapped[int | None]
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    comparator: Mapped[str | None] = mapped_column(Word)
    rounded: Mapped[bool | None]
    unit: Mapped[str | None]
    coded_floor: Mapped[float | None]
    scope_kind: Mapped[str] = mapped_column(Word)
    scope_start: Mapped[str | None] = mapped_column(Date)
    as_of: Mapped[str | None] = mapped_column(Date)
    inferred: Mapped[list[Any]]
    polarity: Mapped[str] = mapped_column(Word)
    modality: Mapped[str] = mapped_column(Word)
    origin: Mapped[str | None]
    origin_key: Mapped[str | None]
    source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))
    confidence: Mapped[float]
    published: Mapped[str | None] = mapped_column(Date)
    outlet: Mapped[str | None]
    whole: Mapped[str | None] = mapped_column(Id)
    flags: Mapped[list[Any]]
    evidence: Mapped[list[Any]]

    __table_args__ = (
        Index("ix_claim_document_position", "document", "position"),
        Index("ix_claim_source_published", "source", "published"),
        Index("ix_claim_measure", "measure"),
    )


class HopRow(Base):
    """One step of a claim's attribution chain, from the page (0) inwards."""

    __tablename__ = "hop"
    __table_args__ = ({"sqlite_with_rowid": False},)

    claim: Mapped[str] = mapped_column(
        Id, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    speaker: Mapped[str | None]
    organisation: Mapped[str | None]
    anonymous: Mapped[bool]
    verb: Mapped[str | None]
    cue_start: Mapped[int]
    cue_end: Mapped[int]
    role: Mapped[str | None]
    support: Mapped[str] = mapped_column(Word)
    source: Mapped[str | None] = mapped_column(ForeignKey("source.key"), index=True)
