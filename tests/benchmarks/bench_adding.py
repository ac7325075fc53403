"""Adding ten claims to a ledger: what is new against what is stored, beside grouping everything again.

python -m tests.benchmarks adding                   20 000 stored claims
BENCH_CLAIMS=100000 python -m tests.benchmarks adding
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from reconcile.adding import regrouping
from reconcile.ledger import Ledger
from tests.benchmarks.generated_documents import documents_of

#: Claims that are added, in one document.
NEW = 10


def _timed(ledger: Ledger, what: str) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    changed = regrouping.regroup(ledger, "en")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:42}  {wall:7.2f} s  {cpu:7.2f} s CPU  {len(changed):6} groups changed")


def main() -> None:
    """Print wall and CPU time of the grouping step, without and with the index."""
    stored = int(os.environ.get("BENCH_CLAIMS", "20000"))
    documents = list(documents_of(stored + 2 * NEW, each=NEW))
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "reconcile.db", actor="machine") as ledger,
    ):
        ledger.add_documents(documents[:-2])
        _timed(ledger, f"{stored:,} claims, none grouped")
        kept = regrouping.index_folder(ledger)
        assert kept is not None
        size = sum(path.stat().st_size for path in kept.iterdir()) / 2**20
        ledger.add_documents(documents[-2:-1])
        _timed(ledger, f"{NEW} more, with the index ({size:.1f} MiB)")
        shutil.rmtree(kept)
        ledger.add_documents(documents[-1:])
        _timed(ledger, f"{NEW} more, without")
