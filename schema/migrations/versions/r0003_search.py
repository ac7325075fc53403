"""A full-text index of claims and documents, filled from what is there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from schema import search

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STRETCH = 1000


def upgrade() -> None:
    connection = op.get_bind()
    search.create(connection)
    for kind, key, texts in (
        ("claim", "id", "SELECT id, sentence FROM claim"),
        ("document", "sha256", "SELECT sha256, coalesce(title, '') || ' ' || text FROM document"),
    ):
        after = ""
        while True:
            found = connection.execute(
                sa.text(f"{texts} WHERE {key} > :after ORDER BY {key} LIMIT {STRETCH}"),
                {"after": after},
            ).all()
            if not found:
                break
            search.index(connection, kind, [(row[0], row[1]) for row in found])
            after = found[-1][0]


def downgrade() -> None:
    search.drop(op.get_bind())
