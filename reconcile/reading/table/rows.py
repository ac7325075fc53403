"""The rows of a table, whatever file they stand in: headings and cells as text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reconcile.model import InputError
from reconcile.reading import archive
from reconcile.reading.encoding import decode
from reconcile.reading.extras import needed
from reconcile.reading.given import Limits
from reconcile.reading.problems import Problems

#: A cell longer than this is no claim, and a hint that the file is no table.
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table's headings and its rows, each with the number a person would find it under."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def from_csv(data: bytes, where: str, limits: Limits) -> Table:
    """Read CSV with commas, semicolons, tabs or bars; raise ``InputError`` on what is none."""
    text = decode(data, where).text
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    rows: list[tuple[int, dict[str, str]]] = []
    headings: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not headings:
                headings = tuple(cell.strip() for cell in cells)
                continue
            if len(rows) >= limits.rows:
                raise InputError(where, f"has more than {limits.rows:,} rows", "split it")
            rows.append((reader.line_num, dict(zip(headings, cells, strict=False))))
    except csv.Error as error:
        raise InputError(where, f"line {reader.line_num} is not CSV: {error}") from error
    return Table("", headings, tuple(rows))


def delimiter_of(text: str) -> str:
    """Find the delimiter: the one that the first line holds most often."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=line.count)


def from_json_lines(data: bytes, where: str, limits: Limits, problems: Problems) -> Table:
    """Read JSON Lines, or one JSON list of objects; broken lines go to ``problems``."""
    text = decode(data, where).text
    headings: dict[str, None] = {}
    rows: list[tuple[int, dict[str, str]]] = []
    for number, row in _objects(text, where, problems):
        if len(rows) >= limits.rows:
            raise InputError(where, f"has more than {limits.rows:,} rows", "split it")
        cells = {key: _cell(value) for key, value in _flat(row)}
        headings |= dict.fromkeys(cells)
        rows.append((number, cells))
    return Table("", tuple(headings), tuple(rows))


def _objects(text: str, where: str, problems: Problems) -> Iterator[tuple[int, dict[str, Any]]]:
    if text.lstrip().startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(where, f"is not JSON: {error}") from error
    else:
        items = _one_object(text)
    if items is not None:
        yield from (
            (number, item) for number, item in enumerate(items, 1) if isinstance(item, dict)
        )
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        with problems.gathering(f"line {number}"):
            try:
                item = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(where, f"is not JSON: {error}") from error
            if not isinstance(item, dict):
                raise InputError(where, "is no object")
            yield number, item


def _one_object(text: str) -> list[Any] | None:
    """Give the rows of one JSON object over several lines: its first list of objects, or itself."""
    if "\n" not in text.strip():
        return None
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict):
        return None
    lists = [value for value in whole.values() if isinstance(value, list)]
    return next((rows for rows in lists if rows and isinstance(rows[0], dict)), [whole])


def _flat(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give an object's values, those of objects in it under "outer.inner"."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", held) for inner, held in value.items())
        else:
            yield key, value


def from_xlsx(data: bytes, where: str, limits: Limits) -> tuple[Table, ...]:
    """Read the sheets of a workbook, formulas by the values they last had."""
    archive.check(data, where, limits)
    openpyxl = needed("openpyxl", "xlsx", where, "a spreadsheet")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            tables = tuple(_sheet(sheet, where, limits) for sheet in book.worksheets)
        finally:
            book.close()
    except InputError:
        raise
    except (
        Exception
    ) as error:  # openpyxl raises KeyError, ValueError, zipfile's and the parser's own
        raise InputError(where, f"is a damaged spreadsheet: {error}") from error
    return tuple(table for table in tables if table.rows)


def _sheet(sheet: Any, where: str, limits: Limits) -> Table:
    headings: tuple[str, ...] = ()
    rows: list[tuple[int, dict[str, str]]] = []
    # What a sheet declares as its size may be a million empty rows; only real ones come.
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in values]
        if not any(cells):
            continue
        if not headings:
            headings = tuple(cell.strip() for cell in cells)
            continue
        if len(rows) >= limits.rows:
            raise InputError(where, f"has more than {limits.rows:,} rows", "split it")
        rows.append((number, dict(zip(headings, cells, strict=False))))
    return Table(str(sheet.title), headings, tuple(rows))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ", ".join(
            _cell(item.get("speaker") if isinstance(item, dict) else item) for item in value
        )
    return str(value)
