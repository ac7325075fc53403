"""Open the desk: what `reconcile review` calls."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tui import language, settings
from tui.desk import Desk

#: Objects made between two rounds of Python's collector, and young rounds between two older ones: painting makes
#: many, which live as long as what they belong to.
_COLLECTED = (20_000, 20, 20)


def open_desk(url: str, editor: str) -> Desk:
    """Open the ledger of a desk that has the process to itself."""
    desk = Desk.open(url, editor)
    # The libraries that are loaded by now stay. A collector that went through them again and again made one key in
    # ten wait twice as long.
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
    return desk


def review(
    url: str, editor: str, *, chosen_language: str | None = None, file: Path | None = None
) -> None:
    """Open the desk on a ledger, in the terminal; return when the editor leaves it."""
    kept, wrong = settings.read(file or settings.default_path())
    if chosen_language:
        kept = replace(kept, language=chosen_language)
    # Imported here: the plain desk and `--help` do without Textual.
    from tui.app import DeskApp

    app = DeskApp(lambda: open_desk(url, editor), kept, wrong, file)
    try:
        app.run()
    finally:
        app.close()
    if app.failure is not None:
        raise app.failure


def review_plainly(
    url: str, editor: str, *, chosen_language: str | None = None, file: Path | None = None
) -> None:
    """Ask and answer line by line on standard input and output."""
    from tui.plain import PlainDesk

    kept, _wrong = settings.read(file or settings.default_path())
    language.use(chosen_language or kept.language)
    with Desk.open(url, editor) as desk:
        PlainDesk(desk, _lines(), _write).run()


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.rstrip("\n")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
