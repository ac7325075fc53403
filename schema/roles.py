"""Who may do what on PostgreSQL: a reader cannot decide, an editor cannot rewrite the journal."""

from __future__ import annotations

from enum import StrEnum

from schema.database import VERSION_TABLE
from schema.tables import APPEND_ONLY, journal_touch, metadata


class Role(StrEnum):
    """What a database user may do with a ledger."""

    READER = "reader"
    EDITOR = "editor"


def grants(role: Role, to: str, schema: str) -> list[str]:
    """Write the GRANTs of ``role`` for the user ``to``; what it had before is revoked first."""
    user, where = _quoted(to), _quoted(schema)
    only_added = {table.name for table in (*APPEND_ONLY, journal_touch)}
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {where} FROM {user}",
        f"GRANT USAGE ON SCHEMA {where} TO {user}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {where} TO {user}",
    ]
    if role is Role.EDITOR:
        names = [*sorted(metadata.tables), "search"]
        statements += [f"GRANT INSERT ON {where}.{name} TO {user}" for name in names]
        statements += [
            f"GRANT UPDATE, DELETE ON {where}.{name} TO {user}"
            for name in names
            if name not in only_added and name != VERSION_TABLE
        ]
    return statements


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
