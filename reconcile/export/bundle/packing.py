"""Write a bundle, part by part, in an order and form that depend on the ledger alone."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, Any, BinaryIO, cast

from sqlalchemy import Connection

from reconcile.export import formats
from reconcile.export.bundle import layout
from reconcile.export.formats import Options
from reconcile.export.project import LedgerState, utc
from reconcile.export.rows import Grain
from reconcile.export.table import Heading, Table
from reconcile.ledger import Ledger
from reconcile.ledger.dump import rows_of, tables
from reconcile.ledger.snapshot import Snapshot, snapshot
from schema.database import HEAD

_README = """\
A bundle of a Reconcile ledger
==============================

Journal: {entries} entries; the hash of the last is
{head}
Last change: {changed}

What is in here
  documents/  every document: its text (.txt) and its bytes as received (.received), named by the SHA-256 of those bytes
  tables/     claims, groups and sources as CSV tables, to be looked at in any spreadsheet
  ledger/     every row of the ledger as JSON Lines: claims, quotes, decisions, journal
  seal.json   how far the journal had come; compare it with a seal that was published elsewhere
  MANIFEST.sha256   the SHA-256 of every file

How to check it, without a network and without the ledger that it came from
  sha256sum -c MANIFEST.sha256         nothing in this file was altered by accident
  reconcile verify BUNDLE              the journal's chain, every document, every quote, every decision
  reconcile unbundle BUNDLE -o NEW.db  open it as a ledger of your own

----

Un registre de Reconcile en un seul fichier
===========================================

Journal : {entries} entrées ; l'empreinte de la dernière est donnée plus haut.

Contenu : documents/ (texte et octets reçus), tables/ (tableaux CSV), ledger/ (chaque ligne du registre), seal.json (le
sceau du journal), MANIFEST.sha256 (l'empreinte de chaque fichier).
Vérifier : sha256sum -c MANIFEST.sha256, puis reconcile verify FICHIER. Ouvrir : reconcile unbundle FICHIER -o NOUVEAU.db
"""


def pack(ledger: Ledger, out: BinaryIO) -> None:
    """Write the bundle of a ledger, as it is at one moment."""
    with snapshot(ledger.engine) as moment, _Archive(out) as archive:
        entries, head = moment.head()
        changed = utc(moment.last_change())
        readme = _README.format(entries=entries, head=head or "-", changed=changed or "-")
        archive.add(layout.README, [readme.encode()])
        seal = {"format": layout.FORMAT, "revision": HEAD, "count": entries, "hash": head}
        archive.add(layout.SEAL, [json.dumps({**seal, "at": changed}, indent=1).encode() + b"\n"])
        _documents(archive, moment.connection)
        _tables(archive, moment)
        for table in tables():
            rows = rows_of(moment.connection, table)
            if table.name == "document":
                rows = (_without_contents(row) for row in rows)
            name = f"{layout.LEDGER}{table.name}.jsonl"
            archive.add(name, (f"{layout.line(row)}\n".encode() for row in rows))
        archive.add_manifest()


class _Archive:
    """A ZIP archive whose bytes depend on its contents alone."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)
        self._digests: dict[str, str] = {}

    def __enter__(self) -> _Archive:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a file, streamed; note its hash."""
        with self.writing(name) as file:
            for chunk in chunks:
                file.write(chunk)

    @contextmanager
    def writing(self, name: str) -> Iterator[_Hashed]:
        """Add a file that is written within the block; note its hash."""
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        with self._zip.open(entry, "w", force_zip64=True) as file:
            hashed = _Hashed(file)
            yield hashed
        self._digests[name] = hashed.digest.hexdigest()

    def add_manifest(self) -> None:
        """Add the list of all files with their hashes."""
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self._digests.items()))
        self.add(layout.MANIFEST, ["".join(list(lines)).encode()])


class _Hashed(io.RawIOBase):
    """A file to write to whose hash is taken on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file, self.digest = file, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self._file.write(data)


def _documents(archive: _Archive, connection: Connection) -> None:
    (documents,) = (table for table in tables() if table.name == "document")
    for row in rows_of(connection, documents):
        name = f"{layout.DOCUMENTS}{row['sha256']}"
        archive.add(f"{name}.txt", [row["text"].encode()])
        if row["received"] is not None:
            archive.add(f"{name}.received", [zlib.decompress(row["received"])])


def _without_contents(row: dict[str, Any]) -> dict[str, Any]:
    received = None if row["received"] is None else layout.IN_FILE
    return {**row, "text": layout.IN_FILE, "received": received}


def _tables(archive: _Archive, moment: Snapshot) -> None:
    """Add the tables for readers, in the order of the groups' ids so that attention does not matter."""
    entries, head = moment.head()
    heading = Heading(state=LedgerState(entries, head))
    sources = moment.sources()
    for grain in Grain:
        table = Table(moment.groups, replace(heading, grain=grain), sources)
        with archive.writing(f"{layout.TABLES}{grain.value}s.csv") as file:
            formats.find("csv").write(table, cast("BinaryIO", file), Options())
