"""Open the desk: what `reconcile review` calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tui import language, settings
from tui.desk import Desk


def review(
    url: str, editor: str, *, chosen_language: str | None = None, file: Path | None = None
) -> None:
    """Open the desk on a ledger, in the terminal; return when the editor leaves it."""
    kept, wrong = settings.read(file or settings.default_path())
    if chosen_language:
        kept = replace(kept, language=chosen_language)
    # Imported here: the plain desk and `--help` do without Textual.
    from tui.app import DeskApp

    app = DeskApp(lambda: Desk.open(url, editor), kept, wrong, file)
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
