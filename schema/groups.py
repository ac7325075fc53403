"""Groups of claims that answer one question, and what the machine says of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base, Date, Digest, Id, Word


class GroupRow(Base):
    """A group as a line of the inbox.

    ``name``, ``question`` and ``digest`` are the machine's; the rest follows from the rows of other tables
    and is kept here so that a page of the inbox is one walk along an index. ``version`` is the number of the
    last journal entry that touched the group.
    """

    __tablename__ = "claim_group"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    question: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(Digest)
    version: Mapped[int] = mapped_column(server_default=text("0"))
    title: Mapped[str] = mapped_column(server_default="")
    #: The title in lower case without accents, for filtering.
    folded: Mapped[str] = mapped_column(server_default="")
    status: Mapped[str] = mapped_column(Word, server_default="open")
    #: 0 while an editor may be wanted, 1 once settled or set aside: the inbox shows these last.
    done: Mapped[int] = mapped_column(server_default=text("0"))
    label: Mapped[str] = mapped_column(Word, server_default="undetermined")
    attention: Mapped[float] = mapped_column(server_default=text("0"))
    claims: Mapped[int] = mapped_column(server_default=text("0"))
    documents: Mapped[int] = mapped_column(server_default=text("0"))
    origins: Mapped[int] = mapped_column(server_default=text("0"))
    undecided: Mapped[int] = mapped_column(server_default=text("0"))
    contradictions: Mapped[int] = mapped_column(server_default=text("0"))
    low: Mapped[float | None]
    high: Mapped[float | None]
    #: The earliest and the latest date of its claims, empty where none is known.
    first: Mapped[str] = mapped_column(Date, server_default="")
    last: Mapped[str] = mapped_column(Date, server_default="")
    assigned_to: Mapped[str | None]


_LINE = GroupRow.__table__.c


def _live_index(name: str, *columns: Any) -> None:
    """Index the groups of the inbox: one that an editor has emptied by merging stays as a row and leaves it."""
    live = text("claims > 0")
    Index(f"ix_claim_group_{name}", *columns, sqlite_where=live, postgresql_where=live)


# The number of claims stands at the end so that a page far down is found, and counted, in the index alone.
_live_index("attention", _LINE.done, _LINE.attention.desc(), _LINE.id, _LINE.claims)
_live_index("status", _LINE.status, _LINE.attention.desc(), _LINE.id, _LINE.claims)
_live_index("label", _LINE.label, _LINE.done, _LINE.attention.desc(), _LINE.id, _LINE.claims)
_live_index(
    "assigned", _LINE.assigned_to, _LINE.done, _LINE.attention.desc(), _LINE.id, _LINE.claims
)
_live_index("last", _LINE.last.desc(), _LINE.id, _LINE.claims)
_live_index("claims", _LINE.claims.desc(), _LINE.id)
_live_index("contested", _LINE.done, _LINE.contradictions, _LINE.claims)
# Names are looked through in this index, whatever the other conditions.
Index("ix_claim_group_folded", _LINE.folded, _LINE.id, _LINE.claims)
Index("ix_claim_group_version", _LINE.version)


class MembershipRow(Base):
    """The group a claim is in, and the one the machine had put it in (null for a claim added by hand)."""

    __tablename__ = "membership"

    claim: Mapped[str] = mapped_column(
        Id, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True
    )
    group_id: Mapped[str] = mapped_column(Id, ForeignKey("claim_group.id"))
    machine_group: Mapped[str | None] = mapped_column(Id, ForeignKey("claim_group.id"))

    __table_args__ = (
        Index("ix_membership_group_id_claim", "group_id", "claim"),
        Index("ix_membership_machine_group", "machine_group"),
    )


class RelationRow(Base):
    """A relation that the machine suggests between an earlier claim ``a`` and a later claim ``b``."""

    __tablename__ = "relation"
    __table_args__ = (Index("ix_relation_b", "b"), {"sqlite_with_rowid": False})

    group_id: Mapped[str] = mapped_column(Id, ForeignKey("claim_group.id"), primary_key=True)
    a: Mapped[str] = mapped_column(Id, primary_key=True)
    b: Mapped[str] = mapped_column(Id, primary_key=True)
    type: Mapped[str] = mapped_column(Word)
    rule: Mapped[str]
    score: Mapped[float]
    explanation: Mapped[str]
    fields: Mapped[list[Any]]
    missing: Mapped[str | None]
    waterfall: Mapped[list[Any]]


class AssessmentRow(Base):
    """What the machine says of a whole group beside its relations; ``digest`` covers both."""

    __tablename__ = "assessment"

    group_id: Mapped[str] = mapped_column(Id, ForeignKey("claim_group.id"), primary_key=True)
    label: Mapped[str] = mapped_column(Word)
    attention: Mapped[float]
    anchor: Mapped[str | None] = mapped_column(Id)
    origins: Mapped[int]
    consistent: Mapped[bool | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    body: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(Digest)
