"""Libraries that only some forms need, and the one clear line where one is not installed."""

from __future__ import annotations

import importlib
from types import ModuleType

from reconcile.model import InputError


def needed(module: str, extra: str, where: str, what: str) -> ModuleType:
    """Import an optional library; raise ``InputError`` naming the extra that brings it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        # A library that is there but broken is another matter, and keeps its own message.
        if error.name and error.name.split(".")[0] != module.split(".")[0]:
            raise
        raise InputError(
            where,
            f"is {what}, which needs the extra «{extra}»",
            f"pip install 'reconcile-claims[{extra}]'",
        ) from error
