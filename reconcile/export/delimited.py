"""CSV and TSV: UTF-8, RFC 4180 quoting and line ends, one header line.

A text that a spreadsheet would take for a formula is marked with an apostrophe (see ``text``); numbers
are written bare. With ``--excel``: a byte-order mark, and in French Excel's semicolon and decimal comma.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

from reconcile.export.columns import CellType, columns_of, names_of
from reconcile.export.formats import Options
from reconcile.export.rows import ROW_TYPES
from reconcile.export.table import Table
from reconcile.export.text import FORMULA_MARKS, as_text, sound

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
    writer = _CellWriter(row_type, decimal_comma=decimal_comma)
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    lines.writerow(names)
    stream = iter(rows)
    while True:
        batch = list(islice(stream, BATCH))
        lines.writerows([writer.cells(row) for row in batch])
        yield sound(buffer.getvalue())
        if not batch:
            return
        buffer.seek(0)
        buffer.truncate()


class _CellWriter:
    """Turns a row into cells for the csv module, which writes texts, numbers and ``None`` as we want them.

    This runs once a claim of a million: only the columns that need it are touched one by one.
    """

    def __init__(self, row_type: type, *, decimal_comma: bool) -> None:
        columns = columns_of(row_type)
        self._get = attrgetter(*(column.name for column in columns))
        self._lists = [
            (place, column.join)
            for place, column in enumerate(columns)
            if column.type is CellType.TEXTS
        ]
        self._truths = [
            place for place, column in enumerate(columns) if column.type is CellType.TRUTH
        ]
        self._comma_numbers = [
            place
            for place, column in enumerate(columns)
            if decimal_comma and column.type is CellType.NUMBER
        ]

    def cells(self, row: Any) -> list[Any]:
        """Give the cells of a row."""
        cells = list(self._get(row))
        for place, join in self._lists:
            cells[place] = join.join(cells[place]) if cells[place] else None
        for place in self._truths:
            cells[place] = _TRUTHS[cells[place]]
        for place in self._comma_numbers:
            if cells[place] is not None:
                cells[place] = str(cells[place]).replace(".", ",")
        # Seldom does a row hold a text that a spreadsheet would compute: all are looked at in one go.
        if not FORMULA_MARKS.isdisjoint([cell[:1] for cell in cells if type(cell) is str]):
            return [
                as_text(cell) if type(cell) is str and place not in self._comma_numbers else cell
                for place, cell in enumerate(cells)
            ]
        return cells


_TRUTHS = {None: None, True: "true", False: "false"}

csv_exporter = DelimitedExporter("csv", ",")
tsv_exporter = DelimitedExporter("tsv", "\t")
