"""What a user names on the command line, as bytes: files, folders, standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reconcile.model import InputError
from reconcile.reading.given import Limits
from reconcile.reading.received import Received

#: The name of standard input on a command line.
STDIN = "-"
_CHUNK = 1 << 20

#: Files that accompany a collection and are no part of it; left out of folders, read when named.
_CONVENTIONAL = ("readme", "license", "licence", "copying", "notice", "changelog", "contributing")
#: Databases and what SQLite keeps beside them: the ledger itself may stand in the folder.
_DATABASES = (".db", ".sqlite", ".sqlite3", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder that was left out, and why."""

    path: str
    why: str


def load(path: str, limits: Limits, *, on_chunk: Callable[[int], None] | None = None) -> Received:
    """Read a file's bytes, or standard input's for ``-``.

    ``on_chunk`` is told how many bytes have been read so far. Raise ``InputError`` on a file that is
    missing, cannot be opened, is no regular file, is too large, or changes while it is read.
    """
    if path == STDIN:
        return Received("-", _stdin(limits))
    try:
        with Path(path).open("rb") as file:
            before = os.fstat(file.fileno())
            _check_kind(path, before.st_mode)
            # A file that somebody still writes to must not be followed for ever.
            expected = before.st_size if stat.S_ISREG(before.st_mode) else None
            data = _read(path, file.read, limits, on_chunk, expected)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise InputError(path, _reason(error)) from error
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if expected is not None and not (same and len(data) == expected):
        raise InputError(path, "changed while it was being read", "add it again once it is whole")
    return Received(path, data)


def files_in(folder: str) -> Iterator[str | Skipped]:
    """List a folder's files, its folders included, in the order of their names.

    Hidden files and databases are passed over; what plainly accompanies the texts (a licence, the pictures and
    scripts of a saved page) is given as ``Skipped``. Links to folders are not followed, so a circle
    of links ends. Raise ``InputError`` where the folder cannot be listed or holds no file.
    """
    found = 0
    problems: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=problems.append):
        kept = [name for name in sorted(folders) if not name.startswith(".")]
        folders[:] = [name for name in kept if not _belongs_to_page(Path(root), name)]
        for name in kept:
            if name not in folders:
                yield Skipped(str(Path(root) / name), "holds the parts of a saved page")
        for name in sorted(names):
            if name.startswith(".") or name.endswith(_DATABASES):
                continue
            found += 1
            path = str(Path(root) / name)
            if name.casefold().split(".")[0] in _CONVENTIONAL:
                yield Skipped(path, "accompanies a collection (name it to add it)")
            else:
                yield path
    if problems:
        raise InputError(str(problems[0].filename), _reason(problems[0]))
    if not found:
        raise InputError(folder, "is a folder without files")


def _belongs_to_page(root: Path, name: str) -> bool:
    for ending in ("_files", "_fichiers", ".files"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return any((root / f"{stem}{page}").exists() for page in (".html", ".htm"))
    return False


def _check_kind(path: str, mode: int) -> None:
    # A pipe is what a shell's <(command) gives; a device has no end.
    if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        return
    raise InputError(path, "is neither a file, a folder nor a pipe")


def _stdin(limits: Limits) -> bytes:
    return _read("standard input", sys.stdin.buffer.read, limits, None, None)


def _read(
    path: str,
    read: Callable[[int], bytes],
    limits: Limits,
    on_chunk: Callable[[int], None] | None,
    expected: int | None,
) -> bytes:
    """Read to the end, to the limit, or until there is more than was ``expected``."""
    parts: list[bytes] = []
    total = 0
    while part := read(_CHUNK):
        parts.append(part)
        total += len(part)
        if total > limits.received:
            raise InputError(
                path,
                f"is larger than {limits.received >> 20} MB, the most that is read as one input",
                "split it",
            )
        if on_chunk:
            on_chunk(total)
        if expected is not None and total > expected:
            break
    return b"".join(parts)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    return f"cannot be read: {error.strerror or error}"
