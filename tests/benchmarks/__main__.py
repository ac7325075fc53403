"""Run all measurements, or those named: ``python -m tests.benchmarks [claims …]``."""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

HERE = Path(__file__).parent
SUBJECTS = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main(names: list[str]) -> int:
    """Run each named measurement; exit status 2 for a name that does not exist."""
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"no measurement of {', '.join(unknown)}; there are: {', '.join(SUBJECTS)}")
        return 2
    print(
        f"Python {platform.python_version()} on {platform.machine()}; figures of one machine, compare within a run"
    )
    for name in names or SUBJECTS:
        print(f"\n== {name}")
        importlib.import_module(f"tests.benchmarks.bench_{name}").main()
    return 0


sys.exit(main(sys.argv[1:]))
