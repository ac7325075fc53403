"""What goes wrong in a database, in words that an editor can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from reconcile.model.errors import LedgerError
from schema.database import DatabaseError


@contextmanager
def translated(where: str = "the ledger") -> Iterator[None]:
    """Turn the database's errors into :class:`LedgerError`."""
    try:
        yield
    except DatabaseError as error:
        raise LedgerError(str(error)) from error
    except exc.DBAPIError as error:
        raise LedgerError(_explain(where, error)) from error


def _explain(where: str, error: exc.DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no answer"
    low = said.lower()
    if "locked" in low or "busy" in low:
        return f"{where}: locked by another program ({said}); try again when it has ended"
    if "not a database" in low or "malformed" in low:
        return f"{where}: not a ledger, or a damaged one ({said}); restore it from a backup"
    if "unable to open" in low:
        return (
            f"{where}: cannot be opened ({said}); check that the folder exists and may be written"
        )
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return f"{where}: may not be written ({said}); ask its owner for the editor's role"
    if "disk" in low and "full" in low:
        return f"{where}: no room left ({said}); free some space, nothing was kept of this action"
    if isinstance(error, exc.OperationalError):
        return f"{where}: the database did not answer ({said}); check the address and that it runs"
    return f"{where}: the database refused ({said})"
