"""Readers of other distributions are found through the entry points ``reconcile.readers``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PLUG_IN = """
from reconcile.reading.assembly import assemble
from reconcile.reading.received import Reading, Recognition


class Telex:
    name = "telex"
    version = "7"

    def recognises(self, received):
        return Recognition.BY_CONTENT if received.data.startswith(b"ZCZC") else Recognition.NO

    def read(self, received, given):
        text = received.data.decode("ascii").removeprefix("ZCZC ")
        yield Reading(assemble(received, text, given, self, media_type="text/x-telex"))
"""


def test_a_plug_in_reads_what_it_recognises(tmp_path: Path) -> None:
    (tmp_path / "telex.py").write_text(PLUG_IN)
    info = tmp_path / "telex-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: telex\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[reconcile.readers]\ntelex = telex:Telex\n")
    (tmp_path / "wire.txt").write_bytes(b"ZCZC TWELVE SOLDIERS WERE WOUNDED")
    script = (
        "from reconcile.reading import read\n"
        "(document,) = read('wire.txt')\n"
        "print(document.reader, document.reader_version, document.text)"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"},
        check=True,
    )
    assert done.stdout == "telex 7 TWELVE SOLDIERS WERE WOUNDED\n"
