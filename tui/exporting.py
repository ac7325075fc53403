"""Exports as the desk makes them: a preview of a few groups, and the whole file, which can be called off."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from reconcile.export import formats
from reconcile.export.formats import Options
from reconcile.export.gather import drawn
from reconcile.export.rows import Grain
from reconcile.export.selection import Selection
from reconcile.export.target import writing
from reconcile.ledger import Ledger
from reconcile.model import ReconcileError
from tui import language
from tui.language import _

#: Groups shown in a preview, and bytes of it.
_PREVIEWED = 5
_PREVIEW_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written."""

    format: str
    grain: Grain
    selection: Selection
    excel: bool = False


class _Stoppable(io.RawIOBase):
    """A stream that stops the writing when it is called off, and tells how far it is."""

    def __init__(
        self, out: BinaryIO, stopped: Callable[[], bool], told: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._out, self._stopped, self._told, self._written = out, stopped, told, 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._out.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._out.seek(offset, whence)

    def tell(self) -> int:
        return self._out.tell()

    def write(self, data: object) -> int:
        if self._stopped():
            raise ReconcileError(_("called off; nothing was written"))
        written = self._out.write(cast("bytes", data))
        self._written += written
        self._told(self._written)
        return written


def preview(ledger: Ledger, wanted: Wanted, name: str) -> str:
    """The beginning of the file, from the first few groups; a binary format is shown as CSV."""
    exporter = formats.find(wanted.format)
    shown = formats.find("csv") if exporter.binary else exporter
    selection = wanted.selection
    if not selection.group:
        status = selection.status[0] if selection.status else None
        lines = ledger.inbox(status=status, limit=_PREVIEWED).items
        if not lines:
            return ""
        selection = Selection(status=selection.status, group=tuple(line.id for line in lines))
    out = io.BytesIO()
    with drawn(
        ledger,
        grain=wanted.grain,
        selection=selection,
        language=language.current(),
        name=name,
    ) as table:
        shown.write(table, out, Options(excel=wanted.excel))
    return out.getvalue()[:_PREVIEW_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")


def write(
    ledger: Ledger,
    wanted: Wanted,
    path: Path,
    name: str,
    *,
    force: bool,
    stopped: Callable[[], bool],
    told: Callable[[int], None],
) -> None:
    """Write the whole file, or nothing; raise ``ReconcileError`` where it cannot be or is called off."""
    exporter = formats.find(wanted.format)
    with (
        drawn(
            ledger,
            grain=wanted.grain,
            selection=wanted.selection,
            language=language.current(),
            name=name,
        ) as table,
        writing(path, force=force) as out,
    ):
        if table.is_empty():
            raise ReconcileError(_("nothing is so chosen; nothing was written"))
        stream = cast("BinaryIO", _Stoppable(out, stopped, told))
        exporter.write(table, stream, Options(excel=wanted.excel))
