"""What the parts of a bundle are called, and how a row becomes a line."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

README = "README.txt"
MANIFEST = "MANIFEST.sha256"
SEAL = "seal.json"
DOCUMENTS = "documents/"
TABLES = "tables/"
LEDGER = "ledger/"

#: The form of the bundle; a program refuses one that it does not know.
FORMAT = 1

#: What the columns of a document's row that stand in files of their own are replaced by.
IN_FILE = {"in": "documents"}


def line(row: Mapping[str, Any]) -> str:
    """Write a row on one line; the order of its keys is fixed."""
    return json.dumps(
        row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_packed
    )


def row(text: str) -> dict[str, Any]:
    """Read a row back; raise ``ValueError`` on what is none."""
    read = json.loads(text)
    if not isinstance(read, dict):
        raise ValueError("not a row")
    return {key: _unpacked(value) for key, value in read.items()}


def _packed(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"a row holds a {type(value).__name__}")


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"base64"}:
        return base64.b64decode(value["base64"])
    return value
