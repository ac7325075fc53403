"""What every command is told on the command line or by the environment."""

from __future__ import annotations

import getpass
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The ledger to open and the editor who decides."""

    ledger: str
    editor: str | None

    @property
    def actor(self) -> str:
        """The editor's name: as given, else the login name."""
        if self.editor:
            return self.editor
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"
