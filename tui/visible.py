"""Text from elsewhere, made safe to show: nothing in it may move the cursor or turn the reading around.

Every replacement is one character for one, so that offsets into the text stay what they were.
"""

from __future__ import annotations

import re

#: Shown for the marks that reorder what follows them (Unicode's bidirectional controls).
BIDI_SIGN = "⇄"
#: Shown for characters that take no room and mean nothing to a reader (zero-width space, BOM …).
HIDDEN_SIGN = "·"

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_HIDDEN = (0x00AD, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0x180E)
_SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)

_TABLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "�"),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), HIDDEN_SIGN),
    **dict.fromkeys(range(0xE0000, 0xE0080), HIDDEN_SIGN),
    **dict.fromkeys(_BIDI, BIDI_SIGN),
    **dict.fromkeys(_HIDDEN, HIDDEN_SIGN),
    **dict.fromkeys(_SPACES, " "),
}
_UNSAFE = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE)) + "]")


def visible(text: str) -> str:
    """Show control characters and bidirectional marks as signs; the length stays the same."""
    if not _UNSAFE.search(text):
        return text
    return text.translate(_TABLE)


def one_line(text: str) -> str:
    """Make ``text`` visible on one line, with runs of spaces closed up (for names, not for quotes)."""
    return " ".join(visible(text).split())
