"""The index by which near copies and newer versions of a page are found when they are added."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_version",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.sha256"],
            name=op.f("fk_document_version_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["previous"],
            ["document.sha256"],
            name=op.f("fk_document_version_previous"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_document_version")),
    )
    op.create_index(op.f("ix_document_version_previous"), "document_version", ["previous"])
    op.create_table(
        "document_index",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.sha256"],
            name=op.f("fk_document_index_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_document_index")),
        sa.UniqueConstraint("document", name=op.f("uq_document_index_document")),
    )
    op.create_index(op.f("ix_document_index_address"), "document_index", ["address"])
    op.create_table(
        "shingle",
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["document_index.number"],
            name=op.f("fk_shingle_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("value", "number", name=op.f("pk_shingle")),
        sqlite_with_rowid=False,
    )
    _link_versions()


def _link_versions() -> None:
    """Link anew what the journal of a ledger that had been taken back to an earlier revision tells."""
    connection = op.get_bind()
    told = connection.execute(
        sa.text("SELECT after FROM journal WHERE action = 'version' ORDER BY number")
    )
    linked = dict(json.loads(after)["version"] for (after,) in told)
    for document, previous in linked.items():
        connection.execute(
            sa.text(
                "INSERT INTO document_version (document, previous) VALUES (:document, :previous)"
            ),
            {"document": document, "previous": previous},
        )


def downgrade() -> None:
    op.drop_table("shingle")
    op.drop_index(op.f("ix_document_index_address"), table_name="document_index")
    op.drop_table("document_index")
    op.drop_index(op.f("ix_document_version_previous"), table_name="document_version")
    op.drop_table("document_version")
