"""The views compare with an anchor only while it is in the group; the groups of an editor lie in an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from schema.views import create_views, drop_views

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    drop_views(connection)
    create_views(connection)
    live = sa.text("claims > 0")
    op.create_index(
        "ix_claim_group_assigned",
        "claim_group",
        ["assigned_to", "done", sa.literal_column("attention DESC"), "id", "claims"],
        sqlite_where=live,
        postgresql_where=live,
    )


def downgrade() -> None:
    # The views stay as they are: they read nothing that an earlier revision lacks.
    op.drop_index("ix_claim_group_assigned", "claim_group")
