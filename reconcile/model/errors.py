"""The project's own errors. Each message says what was wrong, where, and what to do."""

from __future__ import annotations


class ReconcileError(Exception):
    """Something went wrong that a user can understand and mend; printed without a traceback."""


class InputError(ReconcileError):
    """One input could not be read; the others go on."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}" + (f" ({remedy})" if remedy else ""))


class LedgerError(ReconcileError):
    """The ledger could not be opened, read or written."""


class StaleDecisionError(ReconcileError):
    """A decision was made on something that has changed since it was shown."""
