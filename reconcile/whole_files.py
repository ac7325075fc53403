"""Files that are there whole or not at all: written beside their place, then given their name."""

from __future__ import annotations

import os
from pathlib import Path


def give_name(temporary: Path, path: Path) -> None:
    """Give a finished file its name; raise ``FileExistsError`` where something has it already."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        if path.exists():
            raise FileExistsError(str(path)) from None
        temporary.replace(path)


def usual_mode() -> int:
    """Tell the permissions that a new file would have had: a temporary one is for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
