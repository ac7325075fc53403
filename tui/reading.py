"""Reading what an editor types."""

from __future__ import annotations

import math

from tui.language import _


def read_number(text: str) -> float | None:
    """Read ``1 400``, ``1,400`` or ``56``; empty and ``∞`` are open. Raise ``ValueError`` otherwise.

    The separators are those of the desk's language.
    """
    separators = _("thousands and decimal separators: ,.")[-2:]
    bare = "".join(text.split()).replace(separators[0], "").replace(separators[1], ".")
    if bare in ("", "∞", "-", "—"):
        return None
    value = float(bare)
    if not math.isfinite(value):
        raise ValueError(text)
    return value
