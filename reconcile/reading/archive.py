"""ZIP archives that office files are: what is in them, and whether it is safe to unpack."""

from __future__ import annotations

import io
import zipfile

from reconcile.model import InputError
from reconcile.reading.given import Limits

_MAGIC = b"PK\x03\x04"
#: What an old Office file begins with, and a new one that is encrypted (MS-OFFCRYPTO).
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 16
_DECLARES = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
#: The ratio is only looked at above this size: a small file may well be all blanks.
_SMALL = 1 << 20


def holds(data: bytes, member: str) -> bool:
    """Tell whether the bytes are a ZIP archive with this member; never raises."""
    if not data.startswith(_MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return member in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def check(data: bytes, where: str, limits: Limits) -> None:
    """Raise ``InputError`` on an archive that is damaged, encrypted, a bomb, or declares XML entities.

    The sizes are those that the archive declares; unpacking stops there, so a false one gains nothing.
    """
    if data.startswith(_OLE):
        raise InputError(
            where, "is encrypted, or of an Office before 2007", "save it anew, without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, len(data), where, limits)
            if any(member.flag_bits & 1 for member in members):
                raise InputError(where, "is encrypted", "save it without a password")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_entities(archive, member, where)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError(where, f"is a damaged archive: {error}", "save it again") from error


def _check_sizes(members: list[zipfile.ZipInfo], packed: int, where: str, limits: Limits) -> None:
    total = sum(member.file_size for member in members)
    ratio = total / max(1, packed)
    if total > limits.unpacked or (total > _SMALL and ratio > limits.unpacked_ratio):
        raise InputError(
            where,
            f"would unpack {packed:,} bytes to {total:,}, as an archive made to overwhelm does",
        )
    if len(members) > 10_000:
        raise InputError(where, f"holds {len(members):,} parts, more than any real document")


def _check_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> None:
    """Refuse a document type, which office files never have; in prose its "<" would stand escaped."""
    before = b""
    with archive.open(member) as part:
        while piece := part.read(_CHUNK):
            if any(mark in before + piece for mark in _DECLARES):
                raise InputError(
                    where, f"declares XML entities in {member.filename}, which are not expanded"
                )
            before = piece[-40:]
