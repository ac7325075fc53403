"""Bytes to text, in the encodings that newsrooms meet, without altering a character.

The text is exactly what was decoded, a byte order mark apart: offsets of every later step count its
code points, so nothing is normalised here, not even line ends.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reconcile.model import InputError

# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The one format here whose files are text to a machine, and commands to a reader.
_RICH_TEXT = b"{\\rtf"

_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (sound, video or picture)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"PK\x03\x04", "a ZIP archive of a kind that is not read"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"ID3", "a sound file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as .docx or .xlsx)"),
    (b"%PDF", "a PDF"),
    (_RICH_TEXT, "an RTF file (save it as .docx or as plain text)"),
)

#: A character beyond ASCII as UTF-8 writes it: never found by chance in a text of another encoding, save in twos.
_UTF8_CHARACTER = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

# What ISO-8859-15 changed against ISO-8859-1 (and so against cp1252), and that letters stand beside:
# Š š Ž ž Œ œ Ÿ, where cp1252 has ¦ ¨ ´ ¸ ¼ ½ ¾. The euro took the place of a sign nobody writes.
_LATIN9_LETTER = re.compile(rb"[\xa6\xa8\xb4\xb8\xbc\xbd\xbe][A-Za-z\xc0-\xff]")
_LATIN9_EURO = 0xA4

_WEB_LATIN1 = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252")

_ASCII = bytes(range(0x80))

#: Western prose has some 5 % of letters beyond ASCII; above this share it is another script.
_MOST_ACCENTS = 0.3

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: Above this share of control characters a decoded text is taken for binary data.
_MOST_CONTROLS = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, the encoding it was in, and how sure that is (0 to 1)."""

    text: str
    encoding: str
    confidence: float


def decode(data: bytes, where: str, charset: str | None = None) -> Decoded:
    """Decode a text; raise ``InputError`` on what is empty, binary or in no known encoding.

    ``charset`` is what the carrier declared (an HTTP or MIME header); it is believed if it fits.
    """
    if not data.strip():
        raise InputError(where, "is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding, where), encoding, 1.0, where)
    if data.count(0) or data.startswith(_RICH_TEXT):
        raise InputError(where, f"is not a text but {kind_of(data)}")
    try:
        return _checked(data.decode("utf-8"), "utf-8", 1.0, where)
    except UnicodeDecodeError:
        pass
    if (damaged := _damaged_utf8(data)) is not None:
        return _checked(damaged, "utf-8, damaged", 0.5, where)
    # On the web "ISO-8859-1" has always meant cp1252 (WHATWG Encoding Standard).
    charset = "cp1252" if (charset or "").casefold() in _WEB_LATIN1 else charset
    if charset and (declared := _try(data, charset)) is not None:
        return _checked(declared, charset, 0.95, where)
    return _single_byte(data, where)


def _damaged_utf8(data: bytes) -> str | None:
    """Read UTF-8 with a few bytes that are none, each as U+FFFD: in another encoding every accent would be misquoted."""
    whole = sum(1 for _ in _UTF8_CHARACTER.finditer(data))
    text = data.decode("utf-8", "replace")
    return text if whole > 1 and whole > text.count("\ufffd") else None


def kind_of(data: bytes) -> str:
    """Name a binary format by its first bytes, for a message."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "binary data")


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            where,
            f"is marked as {encoding.upper()} but does not decode at byte {error.start}",
            "save it again as UTF-8",
        ) from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _single_byte(data: bytes, where: str) -> Decoded:
    for magic, name in _MAGIC:
        if data.startswith(magic) and len(magic) > 2:
            raise InputError(where, f"is not a text but {name}")
    if len(data.translate(None, _ASCII)) > _MOST_ACCENTS * len(data):
        raise _not_western(where)
    encoding = _western(data)
    text = _try(data, encoding)
    if text is None:
        raise _not_western(where)
    return _checked(text, encoding, 0.8, where)


def _not_western(where: str) -> InputError:
    return InputError(
        where, "is neither UTF-8 nor a text in a Western encoding", "save it again as UTF-8"
    )


def _western(data: bytes) -> str:
    """Tell ISO-8859-15 from cp1252 by the few bytes that they read differently.

    Both read French and English; they differ in 0x80-0x9F, control characters in the one, and in
    eight signs. A general guesser (charset-normalizer, held to these two) refused one of eleven short texts
    outright; these rules have nothing to guess.
    """
    if any(0x80 <= byte <= 0x9F for byte in data):
        return "cp1252"
    if _LATIN9_EURO in data:
        return "iso8859_15"
    # "c?ur" is a letter; "2? km" and "? heure" are a half.
    if _LATIN9_LETTER.search(data):
        return "iso8859_15"
    return "cp1252"


def _checked(text: str, encoding: str, confidence: float, where: str) -> Decoded:
    if not text.strip():
        raise InputError(where, "is empty")
    # A stray escape sequence is kept (and shown visibly later on); a text made of them is no text.
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > _MOST_CONTROLS * len(text):
        raise InputError(where, "is not a text but binary data")
    return Decoded(text, encoding, confidence)
