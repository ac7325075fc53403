"""Rows as plain dictionaries."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import Executable

from reconcile.ledger.rows import Row


def fetch(connection: Connection, statement: Executable, parameters: Any = None) -> list[Row]:
    """Read all rows of a statement."""
    result = connection.execute(statement, parameters)
    names = [str(name) for name in result.keys()]  # noqa: SIM118 - a result is no dictionary
    return [dict(zip(names, row, strict=True)) for row in result]


def fetch_one(connection: Connection, statement: Executable) -> Row | None:
    """Read the first row of a statement, if it gives any."""
    row = connection.execute(statement).mappings().first()
    return None if row is None else {str(name): value for name, value in row.items()}


def fetch_keys(connection: Connection, statement: Executable) -> list[str]:
    """Read the first column of a statement, which is text."""
    return [str(key) for key in connection.execute(statement).scalars()]
