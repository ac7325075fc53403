"""The only door to the ledger: what the desk asks, what it decides, and what went wrong in words.

No SQL and no rule of the domain here or anywhere above: the ledger answers with the nouns of the
model, and a decision is one call that either stands whole in the journal or did not happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reconcile.model import LedgerError
from schema.vocabulary import Status
from tui.desk_decides import Decides
from tui.language import _

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.ledger.watching import Watch
    from tui.adding import Adding
    from tui.exporting import Wanted


class Desk(Decides):
    """One editor at one ledger."""

    def __init__(self, ledger: Ledger, editor: str, url: str = "") -> None:
        super().__init__(ledger)
        self.url = url
        self._file = _file_of(url)
        self._was = _identity(self._file)
        self.editor = editor
        self._watch: Watch | None = None

    @classmethod
    def open(cls, url: str, editor: str) -> Desk:
        """Open the ledger at ``url``; raise ``LedgerError`` where that cannot be."""
        # Imported here: the desk paints before the database's libraries are loaded.
        from reconcile.ledger import Ledger

        return cls(Ledger.open(url, actor=editor), editor, url)

    def check(self) -> None:
        """Raise ``LedgerError`` where the ledger's file has been taken away, or its tables changed, under the desk.

        SQLite would go on writing into a file that has no name any more, and lose it at the end.
        """
        if self._file is not None and _identity(self._file) != self._was:
            raise LedgerError(
                _(
                    "{file}: the ledger has been removed or replaced; put it back, or quit and open it again"
                ).format(file=self._file)
            )
        self.ledger.check_revision()

    def heard(self) -> bool:
        """Tell whether word has come, or may have been missed, that somebody changed the ledger since this was asked last."""
        if self._watch is None:
            # What changed before it listened, it has not heard.
            self._watch = self.ledger.watch()
            return True
        return self._watch.noticed()

    def close(self) -> None:
        """Let go of the ledger."""
        if self._watch is not None:
            self._watch.close()
        self.ledger.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- what leaves the desk, and what comes to it -----------------------------------------------

    def formats(self) -> list[str]:
        """The formats of export by name."""
        from reconcile.export import formats

        return formats.names()

    def suffix_of(self, name: str) -> str:
        """The suffix of a format's files."""
        from reconcile.export import formats

        return formats.find(name).suffix

    def wanted(
        self,
        name: str,
        grain: str,
        *,
        statuses: tuple[Status, ...] = (),
        group: str | None = None,
        excel: bool = False,
    ) -> Wanted:
        """Say what is to be written."""
        from reconcile.export.rows import Grain
        from reconcile.export.selection import Selection
        from tui.exporting import Wanted

        selection = Selection(status=statuses, group=(group,) if group else ())
        return Wanted(name, Grain(grain), selection, excel)

    def preview(self, wanted: Wanted) -> str:
        """The beginning of an export."""
        from tui import exporting

        return exporting.preview(self.ledger, wanted, self.name)

    def export(
        self,
        wanted: Wanted,
        path: Path,
        *,
        force: bool,
        stopped: Callable[[], bool],
        told: Callable[[int], None],
    ) -> None:
        """Write an export, whole or not at all."""
        from tui import exporting

        exporting.write(
            self.ledger, wanted, path, self.name, force=force, stopped=stopped, told=told
        )

    @property
    def name(self) -> str:
        """What the ledger is called, without what must not be shown: user, password, folders."""
        return re.split(r"[/\\]", self.url)[-1].partition("?")[0]

    def adding(self) -> Adding:
        """What adds documents to the ledger."""
        from tui.adding import LedgerAdding

        return LedgerAdding(self.ledger)


def _file_of(url: str) -> Path | None:
    """The file of a SQLite ledger; ``None`` for a server or a ledger in memory."""
    if url.startswith("sqlite"):
        url = url.partition(":///")[2].partition("?")[0]
    elif "://" in url:
        return None
    return Path(url) if url and url != ":memory:" else None


def _identity(file: Path | None) -> tuple[int, int] | None:
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
