"""Where an export goes: a file that is there whole or not at all, or standard output."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

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
    if path.exists() and not path.is_file():
        # A device or a pipe has no name to give to another file.
        with (
            path.open("wb", buffering=0) as device,
            _told(f"{path}: could not be written", device) as stream,
        ):
            yield stream
        return
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_cause(error)}") from error
    temporary = Path(name)
    what = f"{path}: could not be written, nothing was changed"
    try:
        with os.fdopen(number, "w+b") as file, _told(what, file) as stream:
            yield stream
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(usual_mode())
        _rename(temporary, path, force=force)
    except OSError as error:
        raise OutputError(f"{what}: {_cause(error)}") from error
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


class _Stream(io.RawIOBase):
    """A stream that fails once: writers that tidy up after a full disk must not complain of it again."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return self._inner.seekable()

    def write(self, data: Any) -> int:
        if self.failure is None:
            try:
                self._inner.write(data)
            except OSError as error:
                self.failure = error
                raise
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.failure else self._inner.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self.failure else self._inner.tell()

    def flush(self) -> None:
        if self.failure is None and not self._inner.closed:
            try:
                self._inner.flush()
            except OSError as error:
                self.failure = error
                raise

    def close(self) -> None:
        """Leave the stream open: whoever opened it closes it."""


@contextlib.contextmanager
def _told(what: str, inner: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream; whatever a writer makes of its failure, raise ``OutputError`` that says ``what`` and why."""
    stream = _Stream(inner)
    try:
        yield cast("BinaryIO", stream)
        stream.flush()
    except Exception as error:
        if stream.failure is None or isinstance(stream.failure, BrokenPipeError):
            raise
        raise OutputError(f"{what}: {_cause(stream.failure)}") from error


@contextlib.contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Give standard output; a reader that hangs up (``| head``) ends the writing in silence."""
    try:
        with _told("standard output: could not be written", sys.stdout.buffer) as stream:
            yield stream
    except BrokenPipeError:
        silence()
    except OutputError:
        silence()
        raise


def silence() -> None:
    """Let nothing more be written to standard output: Python would complain again when it closes it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
