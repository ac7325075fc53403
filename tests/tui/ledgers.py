"""Real ledgers for the desk's tests."""

from __future__ import annotations

from pathlib import Path

from reconcile.ledger import Ledger
from tests.tui.claims import ASSESSMENT, CLAIMS, DOCUMENTS, GROUP


def make(path: Path) -> str:
    """Make a ledger of the three dispatches with their one group; return its address."""
    with Ledger.open(path, actor="machine") as ledger:
        for document in DOCUMENTS:
            claims = [claim for claim in CLAIMS if claim.document == document.sha256]
            ledger.add_document(document, claims)
        (group,) = ledger.store_groups([GROUP])
        ledger.store_assessment(group, ASSESSMENT)
    return str(path)
