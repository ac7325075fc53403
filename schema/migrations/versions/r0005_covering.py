"""Let the indexes of the inbox answer by themselves: a page far down, and how many there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: Each index as it was; the number of claims now stands at the end.
FORMER: dict[str, list[str]] = {
    "attention": ["done", "attention DESC", "id"],
    "status": ["status", "attention DESC", "id"],
    "label": ["label", "attention DESC", "id"],
    "last": ["last DESC", "id"],
}
#: Among the groups of one label, too, those that are done come last.
NOW = {"label": ["label", "done", "attention DESC", "id"]}


def upgrade() -> None:
    for name, columns in FORMER.items():
        _replace(name, [*NOW.get(name, columns), "claims"])
    _create("contested", ["done", "contradictions", "claims"])
    op.drop_index("ix_claim_group_folded", "claim_group")
    # Not only of groups with claims: a database then looks names through in this index alone.
    op.create_index("ix_claim_group_folded", "claim_group", ["folded", "id", "claims"])


def downgrade() -> None:
    op.drop_index("ix_claim_group_folded", "claim_group")
    _create("folded", ["folded", "id"])
    op.drop_index("ix_claim_group_contested", "claim_group")
    for name, columns in FORMER.items():
        _replace(name, columns)


def _replace(name: str, columns: list[str]) -> None:
    op.drop_index(f"ix_claim_group_{name}", "claim_group")
    _create(name, columns)


def _create(name: str, columns: list[str]) -> None:
    live = sa.text("claims > 0")
    op.create_index(
        f"ix_claim_group_{name}",
        "claim_group",
        [sa.literal_column(column) if " " in column else column for column in columns],
        sqlite_where=live,
        postgresql_where=live,
    )
