"""CSV and TSV: UTF-8, RFC 4180 quoting and line ends, one header line.

A text that a spreadsheet would take for a formula is marked with an apostrophe (see ``text``); numbers
are written bare. With ``--excel``: a byte-order mark, and in French Excel's semicolon and decimal comma.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

from reconcile.export.columns import CellType, Field, columns_of, names_of
from reconcile.export.formats import Options
from reconcile.export.rows import ROW_TYPES
from reconcile.export.table import Table
from reconcile.export.text import as_text, sound

#: Rows turned into text at a time: enough to spread the cost of a call, little enough to hold.
BATCH = 500

#: Languages in which Excel separates by semicolons and writes a decimal comma.
_COMMA_DECIMALS = frozenset({"fr", "es", "de", "it", "pt", "nl"})


class DelimitedExporter:
    """One of the two."""

    binary = False

    def __init__(self, name: str, separator: str) -> None:
        self.name = name
        self.suffix = f".{name}"
        self._separator = separator

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the rows of the table's grain."""
        comma = options.excel and table.heading.language in _COMMA_DECIMALS
        separator = ";" if comma and self._separator == "," else self._separator
        if options.excel:
            out.write(b"\xef\xbb\xbf")
        row_type = ROW_TYPES[table.heading.grain]
        lines = chunks(row_type, table.rows(), separator, decimal_comma=comma)
        for chunk in lines:
            out.write(chunk.encode("utf-8"))


def chunks(
    row_type: type, rows: Iterable[Any], separator: str, *, decimal_comma: bool = False
) -> Iterator[str]:
    """Give the header and the rows as text, some hundred rows at a time."""
    names = names_of(row_type)
    cells = attrgetter(*names)
    writers = [_writer(column, decimal_comma) for column in columns_of(row_type)]
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    lines.writerow(names)
    stream = iter(rows)
    while True:
        batch = list(islice(stream, BATCH))
        lines.writerows(
            [write(cell) for write, cell in zip(writers, cells(row), strict=True)] for row in batch
        )
        yield sound(buffer.getvalue())
        if not batch:
            return
        buffer.seek(0)
        buffer.truncate()


def _writer(column: Field, decimal_comma: bool) -> Callable[[Any], Any]:
    if column.type is CellType.TEXT:
        return _text
    if column.type is CellType.TEXTS:
        return lambda texts: as_text(column.join.join(texts))
    if column.type is CellType.TRUTH:
        return _truth
    if column.type is CellType.NUMBER and decimal_comma:
        return _comma_number
    return _number


def _text(cell: str | None) -> str:
    return as_text(cell) if cell else ""


def _truth(cell: bool | None) -> str:
    return "" if cell is None else "true" if cell else "false"


def _number(cell: float | None) -> float | str:
    return "" if cell is None else cell


def _comma_number(cell: float | None) -> str:
    return "" if cell is None else str(cell).replace(".", ",")


csv_exporter = DelimitedExporter("csv", ",")
tsv_exporter = DelimitedExporter("tsv", "\t")
