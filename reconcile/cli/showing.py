"""What a terminal may be shown of other people's texts, and how far a long run has come."""

from __future__ import annotations

import signal
import sys
import unicodedata
from types import FrameType, TracebackType
from typing import Any, Self

#: Unicode's categories of what must not reach a terminal: control characters, those that turn the direction of
#: what follows or hide in it, and the halves that stand for undecodable bytes of a file's name.
_NEVER_SHOWN = ("Cc", "Cf", "Cs")


def visible(text: str) -> str:
    """Show control characters and bidirectional overrides as what they are, on one line.

    A file's name or a text's own words may hold escape sequences; a terminal must never be given them.
    """
    return "".join(_shown(char) for char in text)


def counted(number: int, noun: str) -> str:
    """Write a number of things: "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shown(char: str) -> str:
    if unicodedata.category(char) in _NEVER_SHOWN or char in "\u2028\u2029":
        return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
    return char


class Reporter:
    """Shows on standard error what is being read, with counts; quiet where that is no terminal.

    Within it, Ctrl-C asks to stop after the current file; pressed again it stops at once.
    """

    def __init__(self) -> None:
        self._asked_to_stop = False
        self._before: Any = None
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._start_showing()
        try:
            self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        except ValueError:  # not in the main thread: somebody else minds the keyboard
            self._before = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress:
            self._progress.stop()
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def expect(self, count: int) -> None:
        """Take how many inputs there are."""
        if self._progress:
            self._progress.update(self._task, total=count)

    def read(self, path: str) -> None:
        """Show which input is being read."""
        if not self._progress:
            return
        # The name of a file is no markup.
        name = visible(path)[-60:].replace("[", "\\[")
        self._progress.update(self._task, description=name, advance=1)

    def step(self, name: str) -> None:
        """Show what is being done after the last input."""
        if self._progress:
            self._progress.update(self._task, description=name)

    def stopped(self) -> bool:
        """Tell whether the user asked to stop."""
        return self._asked_to_stop

    def _start_showing(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        self._progress = Progress(
            MofNCompleteColumn(),
            BarColumn(bar_width=20),
            Elapsed(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)
        self._progress.start()

    def _on_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked_to_stop:
            raise KeyboardInterrupt
        self._asked_to_stop = True
        if self._progress:
            self._progress.console.print("stopping after this file (Ctrl-C again: at once)")
