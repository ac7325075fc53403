"""Text of a document on its way out: what no reader could take is made visible, nothing is executed.

Offsets stay true: one code point is replaced by one code point.
"""

from __future__ import annotations

import re

#: Control characters other than tab and line ends, lone surrogates, and the two non-characters that XML forbids.
_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

#: What a spreadsheet takes for the beginning of a formula (OWASP, *CSV Injection*).
FORMULA_MARKS = frozenset("=+-@\t\r\n＝＋－＠")

#: Stands before a text that a spreadsheet would compute; spreadsheets read it as "this is text".
TEXT_MARK = "'"


def sound(text: str) -> str:
    """Make a text fit for UTF-8 and XML: control characters as their pictures, the rest as U+FFFD."""
    return _UNSOUND.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"


def as_text(text: str) -> str:
    """Mark a text that a spreadsheet would take for a formula, so that it stays text."""
    return TEXT_MARK + text if text[:1] in FORMULA_MARKS and text else text


def from_text(text: str) -> str:
    """Take the mark off again."""
    marked = text[:1] == TEXT_MARK and text[1:2] in FORMULA_MARKS and len(text) > 1
    return text[1:] if marked else text
