"""Several things wrong with the parts of one input, told in one line after the rest was read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reconcile.model import InputError


class NoTextError(InputError):
    """An input that is sound but holds no text: an error alone, nothing amiss within an archive."""


class Problems:
    """Gathers what is wrong with an input's parts, so that one broken part costs none of the others."""

    def __init__(self, where: str, of: str) -> None:
        self._where, self._of = where, of
        self._found: list[str] = []

    @contextmanager
    def gathering(self, part: str) -> Iterator[None]:
        """Try one part; note what is wrong with it and go on."""
        try:
            yield
        except InputError as error:
            self.note(part, error.what)

    def note(self, part: str, what: str) -> None:
        """Note that a part is broken."""
        self._found.append(f"«{part}» {what}")

    def raise_if_any(self) -> None:
        """Raise ``InputError`` that names the first of what was found, and how many there were."""
        if not self._found:
            return
        raise InputError(
            self._where,
            f"{len(self._found)} of its {self._of} could not be read: {self._found[0]}",
        )
