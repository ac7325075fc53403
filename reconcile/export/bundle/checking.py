"""Check a bundle, and make a ledger of it again."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from reconcile.export.bundle import layout
from reconcile.ledger import Ledger
from reconcile.ledger.dump import load, tables
from reconcile.model import InputError, LedgerError, Problem
from reconcile.model.review import Seal

_NAME = re.compile(
    r"(README\.txt|MANIFEST\.sha256|seal\.json|documents/[0-9a-f]{64}\.(txt|received)|"
    r"(tables|ledger)/[a-z_]+\.(csv|jsonl))\Z"
)
_CHUNK = 1 << 20
#: More than this no small part of a bundle can be: it is not read whole.
_SMALL = 1 << 24


def is_bundle(path: Path) -> bool:
    """Tell whether a file is a bundle, by what is in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return layout.SEAL in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def check(path: Path, seal: Seal | None = None) -> list[Problem]:
    """List what does not hold in a bundle: its files, then the ledger in it, against ``seal`` if one is given.

    Raise :class:`InputError` on what is no bundle at all.
    """
    with _opened(path) as archive:
        problems = _check_files(archive)
        if problems:
            return problems
        own = _seal(archive, path)
    with tempfile.TemporaryDirectory(prefix="reconcile-") as folder:
        try:
            with unpack(path, str(Path(folder) / "bundle.db")) as ledger:
                return ledger.verify(own) + (_new_with(ledger, own, seal) if seal else [])
        except LedgerError as error:
            return [Problem("bundle", path.name, str(error))]


def seal_of(path: Path) -> Seal:
    """Read the seal in a bundle; raise :class:`InputError` on what is no bundle."""
    with _opened(path) as archive:
        return _seal(archive, path)


def _new_with(ledger: Ledger, own: Seal, seal: Seal) -> list[Problem]:
    """List what only the seal from elsewhere finds."""
    known = {problem.message for problem in ledger.verify(own)}
    return [problem for problem in ledger.verify(seal) if problem.message not in known]


def unpack(path: Path, url: str) -> Ledger:
    """Make a new ledger of a bundle; raise :class:`LedgerError` where that cannot be."""
    with _opened(path) as archive:
        _seal(archive, path)
        ledger = Ledger.open(url, actor="unbundle")
        try:
            load(
                ledger.engine,
                ((table.name, _rows(archive, path, table.name)) for table in tables()),
            )
        except BaseException:
            ledger.close()
            raise
        return ledger


def _opened(path: Path) -> zipfile.ZipFile:
    """Open the archive and see that it is one that we could have written."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise InputError(str(path), "no such file") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(str(path), f"not a bundle ({error})") from error
    try:
        names = archive.namelist()
        strange = next((name for name in names if not _NAME.match(name)), None)
        packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist())
        if (
            strange is not None
            or packed
            or len(set(names)) != len(names)
            or layout.SEAL not in names
        ):
            what = f": it holds {strange!r}" if strange is not None else ""
            raise InputError(str(path), f"not a bundle that reconcile wrote{what}")
    except BaseException:
        archive.close()
        raise
    return archive


def _check_files(archive: zipfile.ZipFile) -> list[Problem]:
    """Compare every file with the manifest."""
    names = set(archive.namelist())
    if layout.MANIFEST not in names:
        return [Problem("bundle", layout.MANIFEST, f"{layout.MANIFEST} is missing")]
    expected: dict[str, str] = {}
    for line in _small(archive, layout.MANIFEST).decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        expected[name] = digest
    problems = []
    for name in sorted(expected.keys() | (names - {layout.MANIFEST})):
        if name not in names:
            problems.append(Problem("bundle", name, f"{name} is missing"))
        elif name not in expected:
            problems.append(Problem("bundle", name, f"{name} is not in the manifest"))
        elif _digest(archive, name) != expected[name]:
            problems.append(Problem("bundle", name, f"{name} is not what the manifest says"))
    for name in sorted(names):
        wanted = name.removeprefix(layout.DOCUMENTS).removesuffix(".received")
        if name.endswith(".received") and _digest(archive, name) != wanted:
            problems.append(Problem("document", wanted, f"{name}: its bytes have another SHA-256"))
    return problems


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except (zipfile.BadZipFile, EOFError, OSError):
        return "unreadable"
    return digest.hexdigest()


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_SMALL)


def _seal(archive: zipfile.ZipFile, path: Path) -> Seal:
    try:
        told = json.loads(_small(archive, layout.SEAL))
        count, head, form = int(told["count"]), str(told["hash"]), told["format"]
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise InputError(str(path), f"{layout.SEAL} cannot be read ({error})") from error
    if form != layout.FORMAT:
        raise InputError(
            str(path), f"a bundle of form {form}, this program knows {layout.FORMAT}", "upgrade it"
        )
    return Seal(count, head)


def _rows(archive: zipfile.ZipFile, path: Path, table: str) -> Iterator[dict[str, Any]]:
    name = f"{layout.LEDGER}{table}.jsonl"
    if name not in archive.namelist():
        raise InputError(str(path), f"{name} is missing")
    with archive.open(name) as file:
        for number, text in enumerate(_lines(file), 1):
            try:
                row = layout.row(text.decode("utf-8"))
                yield _with_contents(archive, row) if table == "document" else row
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(str(path), f"{name}, line {number}: {error}") from error


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    return (line for line in file if line.strip())


def _with_contents(archive: zipfile.ZipFile, row: dict[str, Any]) -> dict[str, Any]:
    name = f"{layout.DOCUMENTS}{row['sha256']}"
    text = archive.read(f"{name}.txt").decode("utf-8")
    received = row["received"] and zlib.compress(archive.read(f"{name}.received"))
    return {**row, "text": text, "received": received}
