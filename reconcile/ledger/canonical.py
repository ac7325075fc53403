"""One canonical form for whatever is hashed, so that the same thing has the same hash on every database."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from reconcile.model.errors import ReconcileError

NO_CHARACTERS = (
    "the ledger cannot keep, or look for, bytes that are no text; write them as characters"
)
NUL = "the ledger cannot keep a NUL character; remove it from the text"

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(value: Any) -> str:
    """Write ``value`` as canonical JSON: keys sorted, no spaces, text as it is, no NaN.

    Raise :class:`ReconcileError` on what no ledger can keep: a NUL character, which PostgreSQL refuses, a
    lone surrogate, which is no character, or a number that is not finite.
    """
    try:
        text = _ENCODER.encode(value)
        text.encode()
    except UnicodeEncodeError as error:
        raise ReconcileError(NO_CHARACTERS) from error
    except (TypeError, ValueError) as error:
        raise ReconcileError(f"the ledger cannot keep this value: {error}") from error
    if "\\u0000" in text and "\x00" in _characters(value):
        raise ReconcileError(NUL)
    return text


def _characters(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join(_characters(part) for item in value.items() for part in item)
    if isinstance(value, list | tuple):
        return "".join(_characters(part) for part in value)
    return ""


def sha256(text: str) -> str:
    """Hash the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(value: Any) -> str:
    """Give the first 32 hexadecimal digits of the hash of ``value``'s canonical form."""
    return sha256(canonical(value))[:32]
