"""Measure the desk on a ledger of 100 000 groups, beside a minimal Textual application in the same run.

Start is a fresh process from its first instruction to its first full paint; a keypress is timed from
the key's arrival until its effect is painted and the application has come to rest.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

ROOT = Path(__file__).resolve().parents[2]
GROUPS = int(os.environ.get("BENCH_GROUPS", "100000"))
MEGABYTES = 1.0
PRESSES = 60
STARTS = 3

#: The largest resident memory of a process of its own, in kilobytes.
_PEAK = """
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
"""
_MINIMAL = """
import time; began = time.perf_counter()
import asyncio, json
from pathlib import Path
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("hello")
async def main():
    app = Minimal()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        print(json.dumps({"start": time.perf_counter() - began,
                          "memory": peak()}))
asyncio.run(main())
"""
_DESK = """
import time; began = time.perf_counter()
import asyncio, json, sys
from pathlib import Path
from tui.app import DeskApp
from tui.start import open_desk
async def main():
    app = DeskApp(lambda: open_desk(sys.argv[1], "bench"))
    async with app.run_test(size=(80, 24)) as pilot:
        first = time.perf_counter() - began
        while app.inbox is None or not app.inbox.is_mounted or not app.inbox.groups.count:
            await asyncio.sleep(0.002)
        await pilot.pause()
        print(json.dumps({"start": first, "listed": time.perf_counter() - began, "memory": peak()}))
    app.close()
asyncio.run(main())
"""


def _start(program: str, *arguments: str) -> dict[str, float]:
    """Run a program in a fresh process; return the best of a few starts, and its memory."""
    runs = []
    for _number in range(STARTS):
        done = subprocess.run(
            [sys.executable, "-c", program.replace("async def main", _PEAK + "async def main", 1), *arguments],
            cwd=ROOT, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return min(runs, key=lambda run: float(run["start"]))


async def _presses(pilot: Pilot[None], keys: list[str], *, first: bool = False) -> list[float]:
    """Time each key until the last paint that it causes, in milliseconds; keys that paint nothing count 0.

    With ``first``, until the first paint: a decision is shown once it is kept, and what the machine thinks of it later;
    the scroll bar follows a page.
    """
    app, times = pilot.app, []
    paints: list[float] = []
    display = app._display

    def noting(*arguments: Any) -> None:
        display(*arguments)
        paints.append(time.perf_counter())

    app._display = noting  # type: ignore[method-assign] - to know when it has painted
    for key in keys:
        if busy := [worker for worker in app.workers if worker.group != "watch"]:
            await app.workers.wait_for_complete(busy)
        await pilot.pause()
        paints.clear()
        began = time.perf_counter()
        await pilot.press(key)
        await pilot.pause()
        painted = paints[0 if first else -1] if paints else began
        times.append((painted - began) * 1000)
    app._display = display  # type: ignore[method-assign]
    return times


def _told(what: str, times: list[float], target: str) -> None:
    ordered = sorted(times)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{what:<44} median {statistics.median(times):6.1f} ms  p95 {late:6.1f} ms  ({target})")


async def _minimal_presses() -> list[float]:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Minimal(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("hello")

        def on_key(self) -> None:
            self.query_one(Static).update(str(time.perf_counter()))

    app = Minimal()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        return await _presses(pilot, ["j"] * PRESSES)


async def _measure(address: str, document: str) -> None:
    from tui.app import DeskApp
    from tui.start import open_desk

    with open_desk(address, "bench") as desk:
        app = DeskApp(desk)
        async with app.run_test(size=(140, 40)) as pilot:
            while app.inbox is None or not app.inbox.is_mounted or not app.inbox.groups.count:
                await pilot.pause()
            _told("inbox: down a line", await _presses(pilot, ["j"] * PRESSES), "50 ms")
            pages = ["pagedown"] * PRESSES
            _told("inbox: down a page", await _presses(pilot, pages), "50 ms")
            _told("inbox: to the end and back", await _presses(pilot, ["G", "g"] * 10), "50 ms")
            times = []
            for _number in range(10):
                times += await _presses(pilot, ["enter"])
                await pilot.press("1")
                await pilot.press("j")
            print(f"{'opening a group, the first time':<44} {times[0]:13.1f} ms")
            _told("opening a group, from then on", times[1:], "100 ms")
            await pilot.press("enter")
            _told("group: next claim", await _presses(pilot, ["j", "k"] * 20), "50 ms")
            await _presses(pilot, ["g", "j"])
            marks = ["a", "x"] * 10
            _told("group: mark shown", await _presses(pilot, marks, first=True), "50 ms")
            _told("group: mark weighed as well", await _presses(pilot, marks), "")
            await pilot.press("1")
            app.open_document(document)
            await pilot.pause()
            _told("1 MB document: next claim", await _presses(pilot, ["n"] * PRESSES), "50 ms")
            pages = await _presses(pilot, ["pagedown"] * 20, first=True)
            _told("1 MB document: a page shown", pages, "50 ms")


def main() -> None:
    """Print the figures."""
    from tests.benchmarks import desk_ledger

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        kept = os.environ.get("BENCH_LEDGER")
        path = Path(kept) if kept else Path(folder) / "large.db"
        address = str(path) if path.exists() else desk_ledger.make(path, GROUPS)
        print(f"{GROUPS} groups made in {time.perf_counter() - began:.0f} s")
        minimal, desk = _start(_MINIMAL), _start(_DESK, address)
        print(f"{'start to first paint: minimal Textual':<44} {minimal['start'] * 1000:6.0f} ms")
        print(f"{'start to first paint: desk':<44} {desk['start'] * 1000:6.0f} ms  (400 ms)")
        print(f"{'start to the inbox listed: desk':<44} {desk['listed'] * 1000:6.0f} ms")
        print(f"{'memory: minimal Textual':<44} {minimal['memory'] / 1024:6.0f} MiB")
        print(f"{'memory: desk, inbox open':<44} {desk['memory'] / 1024:6.0f} MiB  (150 MiB)")
        _told("minimal Textual: a key", asyncio.run(_minimal_presses()), "")
        document = desk_ledger.add_long_document(address, MEGABYTES)
        asyncio.run(_measure(address, document))
