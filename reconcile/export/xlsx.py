"""Excel workbooks: one sheet a grain and one on how to read them; texts are texts, numbers numbers.

The sheets fill in one pass over the groups, each row going to disk as it is written. A sheet that is
full goes on in a next one ("claims 2"); a text longer than a cell may hold is cut, visibly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from reconcile.export.columns import CellType, Field, columns_of, names_of
from reconcile.export.dictionary import heading_lines
from reconcile.export.formats import Options, need
from reconcile.export.rows import ROW_TYPES, Grain
from reconcile.export.table import Table
from reconcile.export.text import sound
from reconcile.export.words import words_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What Excel allows: rows of a sheet, characters of a cell, links of a sheet, characters of a link.
ROWS, CHARACTERS, LINKS, LINK = 1_048_576, 32_767, 65_530, 2_079

_SHEETS = {Grain.GROUP: "groups", Grain.CLAIM: "claims", Grain.SOURCE: "sources"}

#: Columns that hold running text, and are wide; the others are as wide as their names.
_WIDE = {
    "question": 40,
    "exact": 60,
    "sentence": 60,
    "prefix": 24,
    "suffix": 24,
    "explanation": 50,
    "reason": 40,
    "verdict_reason": 40,
    "attribution": 36,
    "figure": 18,
    "name": 36,
    "url": 36,
    "title": 36,
    "conflict": 50,
}

#: How many columns stay in sight when scrolling right: those that say which row it is.
_FROZEN = {Grain.GROUP: 2, Grain.CLAIM: 2, Grain.SOURCE: 2}

#: A workbook says when it was made: the ledger's own time or, where that is not known, a fixed day.
_NO_TIME = dt.datetime(2000, 1, 1)


class XlsxExporter:
    """An Excel workbook."""

    name = "xlsx"
    suffix = ".xlsx"
    binary = True

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the three sheets; the one of the table's grain is in front when the file opens."""
        xlsxwriter: Any = need("xlsxwriter", "xlsx", self.name)
        book = xlsxwriter.Workbook(
            out,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.set_properties({"title": "Reconcile", "created": _created(table.heading.as_of)})
        sheets = {grain: _Sheets(book, grain) for grain in _SHEETS}
        counter = table.counter()
        for reading in table.readings():
            rows = table.rows_of_group(reading)
            sheets[Grain.GROUP].add(rows.group)
            for row in rows.claims:
                sheets[Grain.CLAIM].add(row)
            counter.add(reading)
        for source in counter.rows():
            sheets[Grain.SOURCE].add(source)
        for sheet in sheets.values():
            sheet.finish()
        _write_guide(book, table)
        sheets[table.heading.grain].first.activate()
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            # Its own name for what the system refused.
            raise error.args[0] from error


class _Sheets:
    """The sheets of one grain."""

    def __init__(self, book: Workbook, grain: Grain) -> None:
        self._book, self._grain = book, grain
        self._columns = columns_of(ROW_TYPES[grain])
        self._cells = attrgetter(*names_of(ROW_TYPES[grain]))
        self._bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._top = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._link = book.add_format({"valign": "top", "font_color": "#0B57D0", "underline": 1})
        self._count = 0
        self.first = self._begin()

    def _begin(self) -> Worksheet:
        self._count += 1
        name = _SHEETS[self._grain] + (f" {self._count}" if self._count > 1 else "")
        sheet = self._book.add_worksheet(name)
        for number, column in enumerate(self._columns):
            width = _WIDE.get(column.name, max(10, len(column.name) + 3))
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, column.name, self._bold)
        sheet.freeze_panes(1, _FROZEN[self._grain])
        self._sheet, self._row, self._links = sheet, 0, 0
        return sheet

    def add(self, row: Any) -> None:
        """Write a row below the last."""
        if self._row + 1 >= ROWS:
            self.finish()
            self._begin()
        self._row += 1
        for number, (column, cell) in enumerate(zip(self._columns, self._cells(row), strict=True)):
            if cell is not None and cell != "" and cell != ():
                self._write(number, column, cell)

    def _write(self, number: int, column: Field, cell: Any) -> None:
        if column.type is CellType.TRUTH:
            self._sheet.write_boolean(self._row, number, cell, self._top)
        elif column.type in (CellType.NUMBER, CellType.INTEGER):
            self._sheet.write_number(self._row, number, cell, self._top)
        else:
            text = sound(column.join.join(cell) if column.type is CellType.TEXTS else cell)
            if column.name == "url" and self._may_link(text):
                self._links += 1
                self._sheet.write_url(self._row, number, text, self._link, text)
                return
            wrapped = self._wrapped if column.name in _WIDE else self._top
            self._sheet.write_string(self._row, number, _cut(text), wrapped)

    def _may_link(self, text: str) -> bool:
        web = text.startswith(("http://", "https://"))
        return web and len(text) <= LINK and self._links < LINKS

    def finish(self) -> None:
        """Let the reader filter what was written."""
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)


def _cut(text: str) -> str:
    # Excel counts UTF-16 code units.
    if len(text) <= CHARACTERS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CHARACTERS:
        return text
    return units[: 2 * (CHARACTERS - 1)].decode("utf-16-le", errors="ignore") + "…"


def _write_guide(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet("read me")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for number, width in enumerate((12, 22, 16, 100)):
        sheet.set_column(number, number, width)
    for number, line in enumerate(_guide(table)):
        for place, text in enumerate(line):
            if not text:
                continue
            style = bold if number == 0 or place == 1 else wrapped
            sheet.write_string(number, place, _cut(sound(text)), style)


def _guide(table: Table) -> Iterator[tuple[str, ...]]:
    yield ("", "Reconcile")
    for name, value in heading_lines(table.heading):
        yield ("", name, "", value)
    yield ()
    words = words_of(table.heading.language)
    yield tuple(words.value("columns", name) for name in ("sheet", "column", "type", "meaning"))
    for grain, sheet in _SHEETS.items():
        for column in columns_of(ROW_TYPES[grain]):
            meaning = words.column(grain.value, column.name, column.description)
            yield (sheet, column.name, column.type.value, meaning)


def _created(as_of: str | None) -> dt.datetime:
    return dt.datetime.fromisoformat(as_of).replace(tzinfo=None) if as_of else _NO_TIME


xlsx_exporter = XlsxExporter()
