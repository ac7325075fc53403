"""How Alembic runs the ledger's migrations: on the connection it is given, in that transaction."""

from __future__ import annotations

from alembic import context

from schema import tables
from schema.database import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds the whole of it
)
context.run_migrations()
