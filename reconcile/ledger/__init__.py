"""The one door to the database: ``Ledger.open(url)``, commands, queries."""

from reconcile.ledger.ledger import Ledger

__all__ = ["Ledger"]
