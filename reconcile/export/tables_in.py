"""Read an export back, whichever form it was written in and whatever a spreadsheet did to it since.

Every cell comes as the text that CSV would hold, so that tables of different forms can be compared.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reconcile.export.columns import CellType, Field, columns_of
from reconcile.export.formats import need
from reconcile.export.rows import ROW_TYPES, Grain
from reconcile.export.text import from_text, sound
from reconcile.model import InputError

Cells = dict[str, str]

#: The column that names a row, by what the row is.
KEYS = {Grain.CLAIM: "claim", Grain.GROUP: "group", Grain.SOURCE: "source"}

_TRUTHS = {
    "true": "true",
    "wahr": "true",
    "vrai": "true",
    "1": "true",
    "false": "false",
    "faux": "false",
    "0": "false",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table that was read, with its place in the file for messages (the header is line 1)."""

    number: int
    key: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class TableIn:
    """A table that was read: what its rows are, its columns, and its rows, to be taken once."""

    path: Path
    grain: Grain
    columns: tuple[str, ...]
    lines: Iterator[Line]


def read_table(path: Path, grain: Grain | None = None) -> TableIn:
    """Open an export; raise :class:`InputError` on what is none.

    ``grain`` chooses the sheet of a workbook; the other forms hold one grain and say which by their columns.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(str(path), "not a table", f"one of {', '.join(sorted(_READERS))}")
    if not path.is_file():
        raise InputError(str(path), "no such file")
    records = reader(path, grain)
    try:
        first = next(records, None)
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise InputError(str(path), f"cannot be read as {path.suffix}: {error}") from error
    names = tuple(first) if first else ()
    found = grain_of(names)
    if first is None or found is None or (grain and found is not grain):
        wanted = f" of {grain.value}s" if grain else ""
        raise InputError(str(path), f"not an export{wanted}: the columns are not those of one")
    return TableIn(path, found, names, _lines(path, found, first, records))


def grain_of(names: tuple[str, ...]) -> Grain | None:
    """Tell what the rows of a table are by the columns that only they have."""
    if "claim" in names:
        return Grain.CLAIM
    if "group" in names:
        return Grain.GROUP
    return Grain.SOURCE if "source" in names else None


def _lines(
    path: Path, grain: Grain, first: Mapping[str, Any], rest: Iterator[Mapping[str, Any]]
) -> Iterator[Line]:
    fields = {column.name: column for column in columns_of(ROW_TYPES[grain])}
    record: Mapping[str, Any] | None = first
    number = 2
    while record is not None:
        cells = {
            name: as_cell(fields[name], value) for name, value in record.items() if name in fields
        }
        key = cells.get(KEYS[grain], "")
        if key:
            yield Line(number, key, cells)
        number += 1
        try:
            record = next(rest, None)
        except (OSError, ValueError, csv.Error) as error:
            raise InputError(f"{path}, line {number}", str(error)) from error


def as_cell(column: Field, value: Any) -> str:
    """Write a value as the text that CSV holds, whatever form it was read from."""
    if value is None or value == "" or value != value:
        return ""
    if column.type is CellType.TEXTS and not isinstance(value, str):
        return sound(column.join.join(str(text) for text in value))
    if column.type in (CellType.NUMBER, CellType.INTEGER):
        return _number(value)
    if column.type is CellType.TRUTH:
        return _TRUTHS.get(str(value).strip().lower(), str(value))
    return sound(from_text(str(value)))


def _number(value: Any) -> str:
    text = str(value).strip().replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() else repr(number)


def _delimited(path: Path, grain: Grain | None) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        separator = _separator(file)
        for record in csv.DictReader(file, delimiter=separator, strict=True):
            if None in record:
                raise ValueError("more cells than columns")
            yield record


def _separator(file: IO[str]) -> str:
    """Find what separates the names of the columns: spreadsheets write what their language wants."""
    header = file.readline()
    file.seek(0)
    return max(",;\t", key=header.count)


def _json(path: Path, grain: Grain | None) -> Iterator[Mapping[str, Any]]:
    read = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(read, list):
        raise ValueError("not a list of rows")
    yield from _objects(read)


def _json_lines(path: Path, grain: Grain | None) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from _objects(json.loads(line) for line in file if line.strip())


def _objects(read: Any) -> Iterator[Mapping[str, Any]]:
    for record in read:
        if not isinstance(record, dict):
            raise ValueError("a row is not an object")
        yield record


def _xlsx(path: Path, grain: Grain | None) -> Iterator[Mapping[str, Any]]:
    openpyxl: Any = need("openpyxl", "xlsx", "xlsx")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        # openpyxl raises whatever the part of the file that it reads raises.
        raise ValueError(f"not a workbook ({error})") from error
    try:
        wanted = (grain or Grain.CLAIM).value + "s"
        sheets = [sheet for sheet in book.worksheets if sheet.title.split(" ")[0] == wanted]
        for sheet in sheets or book.worksheets[:1]:
            lines = sheet.iter_rows(values_only=True)
            names = [str(name) for name in next(lines, ()) if name is not None]
            for line in lines:
                yield dict(zip(names, line, strict=False))
    finally:
        book.close()


def _parquet(path: Path, grain: Grain | None) -> Iterator[Mapping[str, Any]]:
    parquet: Any = need("pyarrow.parquet", "parquet", "parquet")
    for batch in parquet.ParquetFile(path).iter_batches():
        yield from batch.to_pylist()


_READERS: dict[str, Callable[[Path, Grain | None], Iterator[Mapping[str, Any]]]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
}
