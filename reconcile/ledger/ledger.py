"""The one door to the database."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from reconcile.ledger.answers import Answers
from reconcile.ledger.commands import Commands
from reconcile.ledger.errors import translated
from reconcile.ledger.links import Links
from reconcile.ledger.opening import open_engine
from reconcile.ledger.queries.inbox import Counter
from reconcile.ledger.watching import Watch
from reconcile.model.errors import LedgerError
from reconcile.review.checking import check_editor
from schema import database


class Ledger(Commands, Answers, Links):
    """A ledger that has been opened: commands that change it, queries that read it.

    It may be used from several threads; every command and query takes a connection of its own.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self.engine = engine
        self.actor = check_editor(actor)
        self.counter = Counter()

    @classmethod
    def open(
        cls, url: str | Path, *, actor: str = "unknown", create: bool = True, upgrade: bool = True
    ) -> Self:
        """Open a file, or any SQLAlchemy URL of SQLite or PostgreSQL, and bring it up to date.

        Raise :class:`LedgerError` where it is no ledger, is missing and not to be created, is locked, or was
        made by a newer version of the program; :class:`ReconcileError` where nobody is named ``actor``.
        """
        named = check_editor(actor)
        return cls(open_engine(url, create=create, upgrade=upgrade), named)

    @property
    def address(self) -> str:
        """Where the ledger is: the path of its file, or its URL without the password."""
        url = self.engine.url
        if url.get_backend_name() == "sqlite":
            return url.database or ":memory:"
        return url.render_as_string(hide_password=True)

    def check_revision(self) -> None:
        """Raise :class:`LedgerError` where another version of the program has changed the tables since."""
        with translated(self.address), database.reading(self.engine) as connection:
            revision = database.revision_of(connection)
        if revision != database.HEAD:
            raise LedgerError(
                f"{self.address}: has been upgraded to revision {revision} meanwhile, this program knows"
                f" {database.HEAD}; quit, upgrade the program and open the ledger again"
            )

    def watch(self) -> Watch:
        """Keep an eye on what others change, for an open desk."""
        return Watch(self.engine)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
