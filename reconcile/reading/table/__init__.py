"""Tables of claims that people already keep: CSV, JSON Lines, XLSX."""

from reconcile.reading.table.reader import TableReader

__all__ = ["TableReader"]
