"""The manifest: a CSV beside the texts that says what each file is.

Columns ``file,outlet,agency,published,language,note``, and any of ``title``, ``byline``, ``url``,
``dateline``, ``translated_from``; only ``file`` must be there. Files are named relative to the manifest.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reconcile.model import InputError, Metadatum, PartialDate
from reconcile.reading.encoding import decode
from schema.vocabulary import Provenance

#: Headings that are metadata of a document; every other one but ``file`` is kept as a note.
FIELDS = (
    "outlet",
    "agency",
    "published",
    "language",
    "title",
    "byline",
    "url",
    "dateline",
    "translated_from",
    "note",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: by the absolute path of each file."""

    path: str
    rows: tuple[tuple[str, tuple[Metadatum, ...]], ...]

    def of(self, path: str) -> tuple[Metadatum, ...]:
        """List what the manifest says of a file; empty where it does not name it."""
        wanted = _absolute(path)
        for name, metadata in self.rows:
            if name == wanted:
                return metadata
        return ()

    @classmethod
    def load(cls, path: str) -> Manifest:
        """Read a manifest; raise ``InputError`` naming the line that is wrong."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise InputError(path, f"the manifest cannot be read: {error.strerror}") from error
        return cls.parse(path, data)

    @classmethod
    def parse(cls, path: str, data: bytes) -> Manifest:
        """Read a manifest out of its bytes; raise ``InputError`` naming the line that is wrong."""
        reader = csv.DictReader(io.StringIO(decode(data, path).text, newline=""))
        if not looks_like_manifest(reader.fieldnames or ()):
            raise InputError(path, "the manifest has no column «file»", "name it in the first line")
        folder = Path(path).parent
        rows = []
        try:
            for row in reader:
                name = (row.get("file") or "").strip()
                if not name:
                    continue
                rows.append((_absolute(str(folder / name)), _metadata(path, reader.line_num, row)))
        except csv.Error as error:
            raise InputError(path, f"line {reader.line_num} is not CSV: {error}") from error
        return cls(path, tuple(rows))


def looks_like_manifest(headings: Sequence[str]) -> bool:
    """Tell whether a table's headings are a manifest's: ``file`` and nothing that no manifest has."""
    names = {(heading or "").strip().casefold() for heading in headings}
    return "file" in names and names <= {"file", *FIELDS}


def _metadata(path: str, line: int, row: dict[str, str | None]) -> tuple[Metadatum, ...]:
    found = []
    for field in FIELDS:
        value = (row.get(field) or "").strip()
        if not value:
            continue
        if field == "published":
            try:
                PartialDate.parse(value)
            except ValueError as error:
                raise InputError(path, f"line {line}: {error}") from error
        found.append(
            Metadatum(field, value, Provenance.MANIFEST, detail=f"{Path(path).name}, line {line}")
        )
    return tuple(found)


def _absolute(path: str) -> str:
    return os.path.realpath(path)
