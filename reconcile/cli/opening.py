"""Opening the ledger that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reconcile.cli.settings import Settings
    from reconcile.ledger import Ledger


def existing(settings: Settings) -> Ledger:
    """Open the ledger, which must be there already, in the editor's name."""
    from reconcile.ledger import Ledger

    return Ledger.open(settings.ledger, actor=settings.actor, create=False)
