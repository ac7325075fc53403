"""What goes wrong in a database, in words that an editor can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, exc

from reconcile.ledger.canonical import NO_CHARACTERS, NUL
from reconcile.model.errors import LedgerError, ReconcileError
from schema.database import DatabaseError

_TOO_LARGE = "no ledger holds so large a number"


@contextmanager
def translated(where: str = "the ledger") -> Iterator[None]:
    """Turn the database's errors into :class:`LedgerError`, and what no database takes into :class:`ReconcileError`."""
    try:
        yield
    except DatabaseError as error:
        raise LedgerError(str(error)) from error
    except exc.DBAPIError as error:
        raise LedgerError(
            _explain(where, str(error.orig), isinstance(error, exc.OperationalError))
        ) from error
    except exc.TimeoutError as error:
        raise LedgerError(f"{where}: too many at work in it at once; try again") from error
    except UnicodeEncodeError as error:
        raise ReconcileError(NO_CHARACTERS) from error
    except OverflowError as error:
        raise ReconcileError(_TOO_LARGE) from error


@contextmanager
def driven(engine: Engine, where: str = "the ledger") -> Iterator[None]:
    """Turn the errors of the database's driver, used by itself, into :class:`LedgerError`."""
    driver = engine.dialect.loaded_dbapi
    try:
        yield
    except driver.Error as error:
        operational = isinstance(error, driver.OperationalError)
        raise LedgerError(_explain(where, str(error), operational)) from error


def _explain(where: str, message: str, operational: bool) -> str:
    said = (message.strip() or "no answer").splitlines()[0]
    low = said.lower()
    if "locked" in low or "busy" in low or "lock timeout" in low:
        return f"{where}: locked by another program ({said}); try again when it has ended"
    if "not a database" in low or "malformed" in low or "could not decode" in low:
        return f"{where}: not a ledger, or a damaged one ({said}); restore it from a backup"
    if "unable to open" in low:
        return (
            f"{where}: cannot be opened ({said}); check that the folder exists and may be written"
        )
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return (
            f"{where}: may not be written ({said}); ask its owner for the right to, which on PostgreSQL is"
            " the editor's role"
        )
    if ("disk" in low and "full" in low) or "no space" in low:
        return f"{where}: no room left ({said}); free some space, nothing was kept of this action"
    if "disk i/o" in low:
        return f"{where}: the disk failed ({said}); nothing was kept of this action, check the disk"
    if "nul (0x00)" in low:
        return NUL
    if operational:
        return f"{where}: the database did not answer ({said}); check the address and that it runs"
    return f"{where}: the database refused ({said})"
