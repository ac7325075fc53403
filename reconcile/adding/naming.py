"""What a user named, as the list of inputs to read: folders opened, manifests recognised."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reconcile import reading
from reconcile.model import InputError
from reconcile.reading.addresses import is_address
from reconcile.reading.manifest import looks_like_manifest


@dataclass(frozen=True, slots=True)
class Named:
    """The inputs in the order they were named, and what is known of them."""

    inputs: tuple[str, ...]
    given: reading.Given
    problems: tuple[InputError, ...] = ()
    skipped: tuple[reading.Skipped, ...] = ()
    notes: tuple[str, ...] = ()


def name_all(paths: Iterable[str], given: reading.Given) -> Named:
    """List the files of folders, name each input once, and take a manifest among them for what it is."""
    problems: list[InputError] = []
    skipped: list[reading.Skipped] = []
    inputs: list[str] = []
    manifests = [given.manifest] if given.manifest else []
    notes: list[str] = []
    known = {str(Path(manifest.path).resolve()) for manifest in manifests}
    for path in dict.fromkeys(_files(paths, problems, skipped)):
        if is_address(path) or path == reading.STDIN or not path.casefold().endswith(".csv"):
            inputs.append(path)
        elif str(Path(path).resolve()) in known:
            continue
        elif _is_manifest(path):
            try:
                manifests.append(reading.Manifest.load(path))
                notes.append(f"{path}: taken as the manifest of the files that it names")
            except InputError as error:
                problems.append(error)
        else:
            inputs.append(path)
    return Named(
        inputs=tuple(inputs),
        given=replace(given, manifest=_one(manifests)),
        problems=tuple(problems),
        skipped=tuple(skipped),
        notes=tuple(notes),
    )


def _files(
    paths: Iterable[str], problems: list[InputError], skipped: list[reading.Skipped]
) -> Iterator[str]:
    for path in paths:
        if path == reading.STDIN or is_address(path) or not Path(path).is_dir():
            yield path
            continue
        try:
            for item in reading.files_in(path):
                if isinstance(item, reading.Skipped):
                    skipped.append(item)
                else:
                    yield item
        except InputError as error:
            problems.append(error)


def _is_manifest(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            line = file.readline(65_536).decode("utf-8-sig", "replace")
    except OSError:
        return False
    headings = next(csv.reader(io.StringIO(line)), [])
    return looks_like_manifest(headings)


def _one(manifests: list[reading.Manifest]) -> reading.Manifest | None:
    """Put manifests together; what an earlier one says of a file holds."""
    if not manifests:
        return None
    rows = [row for manifest in manifests for row in manifest.rows]
    return reading.Manifest(manifests[0].path, tuple(rows))
