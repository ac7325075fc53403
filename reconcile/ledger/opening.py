"""Open a ledger: create it, bring it up to date, or say clearly why it cannot be used."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Engine

from reconcile.ledger.errors import translated
from reconcile.model.errors import LedgerError
from schema import database


def open_engine(address: str | Path, *, create: bool = True, upgrade: bool = True) -> Engine:
    """Open the database of a ledger.

    A database without tables becomes a ledger by running the migrations, if ``create``; an older ledger is
    brought up to date, if ``upgrade``. Raise :class:`LedgerError` on anything else.
    """
    with translated(str(address)):
        url = database.database_url(address)
    shown = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    where = shown or str(address)
    _check_file(url, where, create)
    with translated(where):
        engine = database.make_engine(url)
        try:
            _prepare(engine, where, create=create, upgrade=upgrade)
            database.log_ahead(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _check_file(url: URL, where: str, create: bool) -> None:
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return
    path = Path(url.database or "")
    if path.is_dir():
        raise LedgerError(f"{where}: a folder, not a ledger; name a file in it")
    if not path.exists() and not create:
        raise LedgerError(
            f"{where}: no such ledger; add a document first, or name it with --ledger"
        )
    if not path.exists() and not path.absolute().parent.is_dir():
        raise LedgerError(f"{where}: the folder {path.parent} does not exist; make it first")


def _prepare(engine: Engine, where: str, *, create: bool, upgrade: bool) -> None:
    with database.reading(engine) as connection:
        revision = database.revision_of(connection)
        empty = revision is None and database.is_empty(connection)
    if revision == database.HEAD:
        return
    if revision is None and not empty:
        raise LedgerError(f"{where}: a database, but not a ledger; nothing in it was touched")
    if revision is None and not create:
        raise LedgerError(f"{where}: an empty database, not a ledger; add a document first")
    if revision is not None and revision not in database.REVISIONS:
        raise LedgerError(
            f"{where}: made by a newer version of reconcile (revision {revision}, this program knows"
            f" {database.HEAD}); upgrade the program, the ledger was not touched"
        )
    if revision is not None and not upgrade:
        raise LedgerError(
            f"{where}: revision {revision}, this program needs {database.HEAD};"
            " run `reconcile db upgrade`"
        )
    database.migrate(engine)


def revision(address: str | Path) -> str | None:
    """Read which revision a ledger has, without touching it; ``None`` where there is no ledger yet."""
    with translated(str(address)):
        url = database.database_url(address)
        _check_file(url, str(address), create=False)
        engine = database.make_engine(url)
        try:
            with database.reading(engine) as connection:
                return database.revision_of(connection)
        finally:
            engine.dispose()


def upgrade(address: str | Path) -> str:
    """Bring a ledger up to date; return its revision."""
    open_engine(address, create=False).dispose()
    return database.HEAD
