"""The program's own TOML tables, kept once more as JSON, which is read thirty times as fast.

A pack of two thousand lines takes tomllib longer than an article takes to be read. So what was parsed is kept in
the user's cache folder under the digest of the file and the version of the program. Nothing depends on
it: a copy that is missing, damaged or cannot be written only costs the time to parse. JSON, not pickle: whatever
stands in the folder, reading it runs nothing. ``RECONCILE_CACHE`` names another folder; empty, it turns this off.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import Any

from reconcile import __version__

# Neither pathlib nor platformdirs here: importing them takes longer than reading a pack.


def read_table(path: str) -> dict[str, Any]:
    """Read a TOML file that belongs to the program; raise ``OSError`` where there is none."""
    with open(path, "rb") as file:
        source = file.read()
    folder = cache_folder()
    if not folder:
        return _parse(source)
    digest = hashlib.sha256(source).hexdigest()[:32]
    name = os.path.splitext(os.path.basename(path))[0]
    kept = os.path.join(folder, f"{name}-{__version__}-{digest}.json")
    table = _kept(kept)
    if table is None:
        table = _parse(source)
        _keep(kept, table)
    return table


def cache_folder() -> str:
    """Return the folder of kept tables, where platformdirs would put it; empty where there is to be none."""
    chosen = os.environ.get("RECONCILE_CACHE")
    if chosen is not None:
        return chosen
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "reconcile", "tables") if os.path.isabs(base) else ""


def _parse(source: bytes) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(source.decode("utf-8"))


def _kept(path: str) -> dict[str, Any] | None:
    """Read a kept table; ``None`` where there is none or it is damaged."""
    try:
        with open(path, "rb") as file:
            digest, _, body = file.read().partition(b"\n")
        if digest != hashlib.sha256(body).hexdigest().encode():
            return None
        table = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None


def _keep(path: str, table: dict[str, Any]) -> None:
    """Keep a table, whole or not at all; a folder that cannot be written is no error."""
    partial = f"{path}.{os.getpid()}"
    try:
        body = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
        if json.loads(body) != table:
            return
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(partial, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(partial, path)
    except (OSError, TypeError, ValueError):
        # Dates are the one thing of TOML that JSON lacks; a table that holds one is parsed each time.
        return
