"""Export of many claims: rows a second of processor time and peak memory, beside pandas writing the same columns.

``python -m tests.benchmarks export [CLAIMS]``, one million unless told otherwise. The groups are made as they
are asked for, as a ledger gives them; what is measured is drawing the rows and writing them. Every measure
runs in a process of its own, whose peak memory is its own. pandas is given its frame ready made: only
``to_csv`` is timed, but its memory holds the frame, as it must.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reconcile.export import formats
from reconcile.export.columns import cells_of, names_of
from reconcile.export.formats import Options
from reconcile.export.rows import ClaimRow
from reconcile.export.table import Table
from reconcile.model import GroupView, Judgement, Relation

#: Claims of a group, about as many as news give on one question.
_MEMBERS = 10


def views(claims: int) -> Iterator[GroupView]:
    """Make groups of claims that differ in their ids, figures and sentences."""
    from tests.reconcile.export.examples import DECISION, RISES, THIRTY_ONE, WOUNDED

    for number in range(0, claims, _MEMBERS):
        members = tuple(
            replace(
                THIRTY_ONE,
                id=f"{number + place:016x}",
                sentence=f"{THIRTY_ONE.sentence} ({number + place})",
                quantity=replace(
                    THIRTY_ONE.quantity, value=float(place), low=float(place), high=None
                ),
            )
            for place in range(min(_MEMBERS, claims - number))
        )
        first = members[0].id
        relations: list[Relation] = [replace(RISES, a=first, b=item.id) for item in members[1:]]
        judged: dict[tuple[str, str], Judgement] = {}
        if len(members) > 1 and number % 3 == 0:
            judged[first, members[1].id] = replace(DECISION, a=first, b=members[1].id)
        yield replace(
            WOUNDED,
            group=replace(
                WOUNDED.group, id=f"{number:08x}", claims=tuple(item.id for item in members)
            ),
            claims=members,
            assessment=replace(
                WOUNDED.assessment,
                relations=tuple(relations),
                anchor=first,
                independent=tuple((item.id,) for item in members),
                conflicts=(),
                stale=(),
                credibility=(),
            ),
            judgements=judged,
        )


def _export(name: str, claims: int, path: Path) -> float:
    source = Table(lambda: views(claims))
    start = time.process_time()
    with path.open("wb") as out:
        formats.find(name).write(source, out, Options())
    return time.process_time() - start


def _making(claims: int) -> float:
    start = time.process_time()
    for _ in views(claims):
        pass
    return time.process_time() - start


def _pandas(claims: int, path: Path) -> float:
    import pandas

    rows = (cells_of(row) for row in Table(lambda: views(claims)).rows())
    frame = pandas.DataFrame.from_records(rows, columns=names_of(ClaimRow), nrows=claims)
    start = time.process_time()
    frame.to_csv(path, index=False)
    return time.process_time() - start


def _measure(what: str, claims: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        if what == "pandas":
            seconds = _pandas(claims, path)
        elif what == "making":
            seconds = _making(claims)
        else:
            seconds = _export(what, claims, path)
        size = path.stat().st_size if path.exists() else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.2f} {peak:.0f} {size / 1e6:.0f}")


def main() -> None:
    """Print rows a second, peak memory and size for each way to write."""
    told = [word for word in sys.argv[1:] if word.isdigit()]
    claims = int(told[0]) if told else 1_000_000
    print(f"{claims:,} claims in groups of {_MEMBERS}, {len(names_of(ClaimRow))} columns")
    print(f"{'':28}{'CPU s':>9}{'rows/s':>10}{'peak MiB':>10}{'MB':>7}")
    names = {
        "making": "(making the groups alone)",
        "csv": "csv, streamed",
        "jsonl": "jsonl, streamed",
        "pandas": "pandas to_csv, frame ready",
    }
    for what, label in names.items():
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.bench_export",
            "--measure",
            what,
            str(claims),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, peak, size = done.stdout.split()
        rate = claims / float(seconds)
        print(f"{label:28}{seconds:>9}{rate:>10,.0f}{peak:>10}{size:>7}", flush=True)


if __name__ == "__main__":
    if "--measure" in sys.argv:
        _measure(sys.argv[-2], int(sys.argv[-1]))
    else:
        main()
