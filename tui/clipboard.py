"""Copying that arrives: OSC 52 for terminals, tmux's own buffer inside tmux, a file when neither does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

#: Seconds a helper program may take before the desk goes on without it.
_PATIENCE = 2.0


def hand_to_multiplexer(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Give ``text`` to tmux, which by default drops an application's OSC 52; tell whether it took it.

    ``load-buffer -w`` also passes it on to the terminal outside.
    """
    tmux = shutil.which("tmux")
    if not environment.get("TMUX") or tmux is None:
        return False
    try:
        done = subprocess.run(
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            timeout=_PATIENCE,
            capture_output=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def append_to_file(text: str, path: Path) -> Path:
    """Add ``text`` to the end of a file, with an empty line after it; return the file's full path."""
    with path.open("a", encoding="utf-8", errors="replace") as file:
        file.write(text + "\n\n")
    return path.resolve()
