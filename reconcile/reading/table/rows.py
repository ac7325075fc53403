"""The rows of a table, whatever file they stand in: headings and cells as text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from reconcile.model import InputError
from reconcile.reading import archive
from reconcile.reading.encoding import decode
from reconcile.reading.extras import needed
from reconcile.reading.given import Given, Limits
from reconcile.reading.problems import Problems
from reconcile.reading.table.columns import are_headings

#: A cell longer than this is no claim, and a hint that the file is no table.
_LONGEST_CELL = 1_000_000
#: Headings stand among so many first rows; a title and remarks may stand above them.
_TITLE_ROWS = 12
_DELIMITERS = ",;\t|"
#: The first line with which Excel is told the delimiter.
_DECLARED = re.compile(r"sep=([,;\t|])\r?\n")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's headings and its rows, each with the number a person would find it under."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def from_csv(data: bytes, where: str, given: Given) -> Table:
    """Read CSV with commas, semicolons, tabs or bars; raise ``InputError`` on what is none."""
    text = decode(data, where).text
    csv.field_size_limit(_LONGEST_CELL)
    declared = _DECLARED.match(text)
    delimiter = declared[1] if declared else delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = ((reader.line_num, [cell.strip() for cell in cells]) for cells in reader)
    try:
        return _table("", lines if not declared else islice(lines, 1, None), where, given)
    except csv.Error as error:
        raise InputError(where, f"line {reader.line_num} is not CSV: {error}") from error


def _table(name: str, lines: Iterable[tuple[int, list[str]]], where: str, given: Given) -> Table:
    """Part the headings from the rows; what stands above the headings is no part of the table."""
    filled = ((number, cells) for number, cells in lines if any(cells))
    head = list(islice(filled, _TITLE_ROWS))
    at = next(
        (place for place, (_, cells) in enumerate(head) if are_headings(cells, given.columns)), 0
    )
    headings = tuple(head[at][1]) if head else ()
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in chain(head[at + 1 :], filled):
        if len(rows) >= given.limits.rows:
            raise InputError(where, f"has more than {given.limits.rows:,} rows", "split it")
        rows.append((number, dict(zip(headings, cells, strict=False))))
    return Table(name, headings, tuple(rows))


def delimiter_of(text: str) -> str:
    """Find the delimiter: the one that one of the first lines holds most often."""
    lines = islice((line for line in text.splitlines() if line.strip()), _TITLE_ROWS)
    fullest = max(lines, key=lambda line: max(map(line.count, _DELIMITERS)), default="")
    return max(_DELIMITERS, key=fullest.count)


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


def from_xlsx(data: bytes, where: str, given: Given) -> tuple[Table, ...]:
    """Read the sheets of a workbook, formulas by the values they last had."""
    archive.check(data, where, given.limits)
    openpyxl = needed("openpyxl", "xlsx", where, "a spreadsheet")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            tables = tuple(_sheet(sheet, where, given) for sheet in book.worksheets)
        finally:
            book.close()
    except InputError:
        raise
    except (
        Exception
    ) as error:  # openpyxl raises KeyError, ValueError, zipfile's and the parser's own
        raise InputError(where, f"is a damaged spreadsheet: {error}") from error
    return tuple(table for table in tables if table.rows)


def _sheet(sheet: Any, where: str, given: Given) -> Table:
    # What a sheet declares as its size may be a million empty rows; only real ones come.
    sheet.reset_dimensions()
    lines = (
        (number, [_cell(value).strip() for value in values])
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1)
    )
    return _table(str(sheet.title), lines, where, given)


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
