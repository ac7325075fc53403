"""What editors decide. Every row here can be rebuilt from the journal, which records each change.

The primary key names what is decided; the other columns are the decision. ``subject`` in a column's
``info`` says what kind of thing it names, so that the journal knows whom an entry concerns.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base, Id, Moment, Word

_CLAIM = {"subject": "claim"}
_GROUP = {"subject": "group"}
_SOURCE = {"subject": "source"}


class JudgementRow(Base):
    """An editor's decision on one relation, with the suggestion that was on screen."""

    __tablename__ = "judgement"

    a: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    b: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    #: The group on whose screen it was decided.
    group_id: Mapped[str] = mapped_column(Id, ForeignKey("claim_group.id"), index=True, info=_GROUP)
    family: Mapped[str] = mapped_column(Word)
    type: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str]
    note: Mapped[str]
    suggested: Mapped[str | None] = mapped_column(Word)
    suggested_rule: Mapped[str | None]
    suggested_score: Mapped[float | None]
    program: Mapped[str]
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)

    __table_args__ = (Index("ix_judgement_b", "b"),)


class OpinionRow(Base):
    """A second editor's decision on one relation, made without seeing the first."""

    __tablename__ = "opinion"

    a: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    b: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    editor: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(Id, ForeignKey("claim_group.id"), index=True, info=_GROUP)
    family: Mapped[str] = mapped_column(Word)
    type: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str]
    note: Mapped[str]
    program: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)

    __table_args__ = (Index("ix_opinion_b", "b"),)


class VerdictRow(Base):
    """An editor's decision on a group."""

    __tablename__ = "verdict"

    group_id: Mapped[str] = mapped_column(
        Id, ForeignKey("claim_group.id"), primary_key=True, info=_GROUP
    )
    status: Mapped[str] = mapped_column(Word)
    low: Mapped[float | None]
    best: Mapped[float | None]
    high: Mapped[float | None]
    unit: Mapped[str | None]
    treatment: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str]
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class GroupStateRow(Base):
    """How far editors have come with a group, and what they set on it; null means the machine's own."""

    __tablename__ = "group_state"

    group_id: Mapped[str] = mapped_column(
        Id, ForeignKey("claim_group.id"), primary_key=True, info=_GROUP
    )
    status: Mapped[str | None] = mapped_column(Word)
    anchor: Mapped[str | None] = mapped_column(Id, ForeignKey("claim.id"), info=_CLAIM)
    name: Mapped[str | None]
    assigned_to: Mapped[str | None]
    reopened_because: Mapped[str | None]


class NoteRow(Base):
    """A note on a group, claim, source or document: ``subject`` is its kind, a colon and its id."""

    __tablename__ = "note"

    subject: Mapped[str] = mapped_column(primary_key=True, info={"subject": ""})
    text: Mapped[str]
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class SourceGradeRow(Base):
    """A source's reliability on the Admiralty code, A to F."""

    __tablename__ = "source_grade"

    source: Mapped[str] = mapped_column(ForeignKey("source.key"), primary_key=True, info=_SOURCE)
    reliability: Mapped[str] = mapped_column(Word)
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class SourceMergeRow(Base):
    """A source that is another one under a different name."""

    __tablename__ = "source_merge"

    source: Mapped[str] = mapped_column(ForeignKey("source.key"), primary_key=True, info=_SOURCE)
    into: Mapped[str] = mapped_column(ForeignKey("source.key"), index=True, info=_SOURCE)
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class CredibilityRow(Base):
    """A claim's credibility on the Admiralty code, 1 to 6."""

    __tablename__ = "credibility"

    claim: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    credibility: Mapped[str] = mapped_column(Word)
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class CorrectionRow(Base):
    """An editor's correction of a field of a claim, beside what had been extracted.

    Both are objects of column to value; the claim's row holds the corrected values.
    """

    __tablename__ = "correction"

    claim: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    field: Mapped[str] = mapped_column(primary_key=True)
    extracted: Mapped[dict[str, Any]]
    corrected: Mapped[dict[str, Any]]
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class PlacementRow(Base):
    """A claim that an editor put into a group, and the group it was taken apart from, if any."""

    __tablename__ = "placement"

    claim: Mapped[str] = mapped_column(Id, ForeignKey("claim.id"), primary_key=True, info=_CLAIM)
    group_id: Mapped[str] = mapped_column(Id, ForeignKey("claim_group.id"), index=True, info=_GROUP)
    apart_from: Mapped[str | None] = mapped_column(Id, ForeignKey("claim_group.id"), info=_GROUP)


class AddedClaimRow(Base):
    """A claim that an editor added by hand: ``record`` is its row with its attribution."""

    __tablename__ = "added_claim"

    claim: Mapped[str] = mapped_column(Id, primary_key=True, info=_CLAIM)
    record: Mapped[dict[str, Any]]
    editor: Mapped[str]
    decided: Mapped[str] = mapped_column(Moment)


class MadeGroupRow(Base):
    """A group that an editor made, by splitting another or for a claim added by hand."""

    __tablename__ = "made_group"

    group_id: Mapped[str] = mapped_column(Id, primary_key=True, info=_GROUP)
    name: Mapped[str]
    question: Mapped[dict[str, Any]]
