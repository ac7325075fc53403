"""Where an export goes: a file that is there whole or not at all, or standard output."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reconcile.model import ReconcileError
from reconcile.whole_files import give_name, usual_mode


class OutputError(ReconcileError):
    """The output could not be written; nothing half-written is left behind."""


@contextlib.contextmanager
def writing(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path`` and give it that name once all is written.

    An existing file is refused unless ``force``. On any error the temporary file is removed and the
    file that was there stays as it was. Raise ``OutputError`` on what the system refuses.
    """
    refuse_existing(path, force=force)
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_cause(error)}") from error
    temporary = Path(name)
    try:
        with os.fdopen(number, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(usual_mode())
        _rename(temporary, path, force=force)
    except OSError as error:
        raise OutputError(
            f"{path}: could not be written, nothing was changed: {_cause(error)}"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise ``OutputError`` where something stands in the way."""
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; give the name of a file")
    if path.exists() and not force:
        raise OutputError(f"{path}: exists already; say --force to replace it")


def _rename(temporary: Path, path: Path, *, force: bool) -> None:
    """Give the file its name; without ``force`` also refuse what appeared there in the meantime."""
    if force:
        temporary.replace(path)
        return
    try:
        give_name(temporary, path)
    except FileExistsError:
        raise OutputError(f"{path}: appeared while writing; say --force to replace it") from None


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


@contextlib.contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Give standard output; a reader that hangs up (``| head``) ends the writing in silence."""
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        # Python would complain again when it closes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
