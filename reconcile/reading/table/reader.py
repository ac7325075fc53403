"""A table of claims as documents with their claims ready-made.

The rows that name the same publication (address, outlet, date, title) are one document, because that is what was
published; a table is only where somebody wrote it down. Its text is assembled from the rows, a line each, so
that every claim has a passage to stand in and every quote can be checked; its bytes are those rows as JSON
Lines, since a spreadsheet has no bytes for a row. A row states what its table has columns for; the rest is left
for extraction to fill in from the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reconcile.model import (
    Claim,
    Document,
    Hop,
    InputError,
    Metadatum,
    PartialDate,
    Place,
    Quantity,
    Quote,
    Scope,
    Span,
)
from reconcile.model.claim import claim_id
from reconcile.reading import archive
from reconcile.reading.assembly import assemble
from reconcile.reading.given import Given
from reconcile.reading.problems import Problems
from reconcile.reading.received import Reading, Received, Recognition
from reconcile.reading.table.columns import Columns, day_first, looks_like_claims, match
from reconcile.reading.table.dates import DateOrder
from reconcile.reading.table.rows import Table, delimiter_of, from_csv, from_json_lines, from_xlsx
from schema.vocabulary import Comparator, PlaceRole, Provenance, ScopeKind

_BOOK = "xl/workbook.xml"
_CSV = (".csv", ".tsv")
_JSON = (".jsonl", ".ndjson", ".json")
#: Fields that say which publication a row is from.
_PUBLICATION = ("url", "outlet", "agency", "published", "title", "language")
_DATES = ("published", "as_of", "start")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))|(?<=\d)[.,](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: dict[str, str]


class TableReader:
    """Reads tables of claims: CSV, JSON Lines, XLSX."""

    name = "table"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a workbook by its main part, JSON Lines by their first line, CSV by its headings."""
        if archive.holds(received.data, _BOOK):
            return Recognition.BY_CONTENT
        if received.name.endswith(_JSON) or received.name.endswith((*_CSV, ".xlsx")):
            return Recognition.BY_NAME
        head = received.data[:65_536]
        if head.lstrip().startswith(b"{") and _is_object(head.split(b"\n", 1)[0]):
            return Recognition.BY_CONTENT
        return Recognition.BY_CONTENT if _is_csv(head) else Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read one document a publication that the table names."""
        problems = Problems(received.path, "rows")
        matched = self._matched(self._tables(received, given, problems), received, given)
        for table, columns in matched:
            where = f"{received.path}#{table.name}" if table.name else received.path
            orders = _date_orders(table, columns)
            for rows in _publications(table, columns):
                with problems.gathering(f"row {rows[0].number}"):
                    yield self._reading(received, rows, columns, orders, given, where)
        problems.raise_if_any()

    def _matched(
        self, tables: tuple[Table, ...], received: Received, given: Given
    ) -> list[tuple[Table, Columns]]:
        """Match the columns of each table; a sheet of remarks beside the claims is named, not read."""
        matched: list[tuple[Table, Columns]] = []
        refused: list[tuple[str, InputError]] = []
        for table in tables:
            where = f"{received.path}#{table.name}" if table.name else received.path
            try:
                matched.append((table, match(table.headings, given.columns, where)))
            except InputError as error:
                refused.append((table.name, error))
        if not matched:
            raise refused[0][1]
        others = tuple(name for name, _ in refused)
        return [(table, replace(columns, not_read=others)) for table, columns in matched]

    def _tables(self, received: Received, given: Given, problems: Problems) -> tuple[Table, ...]:
        data, where, limits = received.data, received.path, given.limits
        if archive.holds(data, _BOOK) or received.name.endswith(".xlsx"):
            tables = from_xlsx(data, where, given)
        elif received.name.endswith(_JSON) or data.lstrip()[:1] in (b"{", b"["):
            tables = (from_json_lines(data, where, limits, problems),)
        else:
            tables = (from_csv(data, where, given),)
        if not any(table.rows for table in tables):
            raise InputError(where, "is a table without rows")
        return tables

    def _reading(
        self,
        received: Received,
        rows: list[_Row],
        columns: Columns,
        orders: Mapping[str, DateOrder],
        given: Given,
        where: str,
    ) -> Reading:
        data = "".join(json.dumps(row.cells, ensure_ascii=False) + "\n" for row in rows).encode()
        sheet = where.removeprefix(received.path).removeprefix("#")
        part = received.part(f"{sheet}!{_numbers(rows)}" if sheet else _numbers(rows), data)
        text, lines = _assemble_text(rows, columns)
        document = assemble(
            part,
            text,
            given,
            self,
            media_type="application/jsonl",
            page=tuple(_metadata(received, rows[0], columns, orders)),
        )
        claims = tuple(
            _claim(document, row, line, columns, orders)
            for row, line in zip(rows, lines, strict=True)
        )
        return Reading(document, claims)


def _numbers(rows: list[_Row]) -> str:
    """Name the rows as a person would look for them: "2", "2,5", "2…57"."""
    numbers = [str(row.number) for row in rows]
    return ",".join(numbers) if len(numbers) <= 3 else f"{numbers[0]}…{numbers[-1]}"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_csv(head: bytes) -> bool:
    """Tell whether a file without an ending is a table of claims: by its first line's headings."""
    try:
        text = head.decode("utf-8-sig", "strict" if len(head) < 65_536 else "ignore")
    except UnicodeDecodeError:
        return False
    line = text.split("\n", 1)[0]
    delimiter = delimiter_of(line)
    headings = [cell.strip(' "\r') for cell in line.split(delimiter)]
    short = all(len(heading) <= 40 for heading in headings)
    return len(headings) >= 2 and short and looks_like_claims(headings)


def _publications(table: Table, columns: Columns) -> list[list[_Row]]:
    """Bring together the rows of one publication; rows that name none are the table's own."""
    found: dict[tuple[str, ...], list[_Row]] = {}
    for number, cells in table.rows:
        row = _Row(number, cells)
        if not columns.value(cells, "claim"):
            continue
        key = tuple(columns.value(cells, field) for field in _PUBLICATION)
        found.setdefault(key, []).append(row)
    return list(found.values())


def _assemble_text(
    rows: list[_Row], columns: Columns
) -> tuple[str, list[tuple[Span, Span | None]]]:
    """Write a line a row, "claim — source", and say where the claim and its source stand in it."""
    text = ""
    places: list[tuple[Span, Span | None]] = []
    for row in rows:
        claim = " ".join(columns.value(row.cells, "claim").split())
        source = " ".join(columns.value(row.cells, "source").split())
        claimed = Span(len(text), len(text) + len(claim))
        text += claim
        said = None
        if source:
            text += " — "
            said = Span(len(text), len(text) + len(source))
            text += source
        text += "\n"
        places.append((claimed, said))
    return text, places


def _date_orders(table: Table, columns: Columns) -> dict[str, DateOrder]:
    """Learn from each column of dates whether the day or the month comes first in it."""
    habit = day_first(columns.headings.values())
    return {
        field: DateOrder.of((columns.value(cells, field) for _, cells in table.rows), habit=habit)
        for field in _DATES
    }


def _metadata(
    received: Received, row: _Row, columns: Columns, orders: Mapping[str, DateOrder]
) -> Iterator[Metadatum]:
    for field in _PUBLICATION:
        value = columns.value(row.cells, field)
        if not value:
            continue
        sure, said = columns.scores[field], f"column «{columns.headings[field]}»"
        if field == "published" and (date := orders[field].read(value)) is None:
            # Told, but not taken: "03/05/2024" is in March or in May.
            sure, said = 0.1, f"{said}, not a date that can be read"
        elif field == "published" and not value.startswith(str(date)):
            value, said = str(date), f"{said}: {value}"
        elif field == "language":
            value = value[:2].casefold()
        yield Metadatum(field, value, Provenance.PAGE, sure, said)
    yield Metadatum("table", received.sha256, Provenance.PAGE, 1.0, "sha256 of the whole table")
    how = Provenance.OPTION if "claim" in columns.given else Provenance.GUESSED
    yield Metadatum("columns", columns.describe(), how, min(columns.scores.values()), "headings")


def _claim(
    document: Document,
    row: _Row,
    line: tuple[Span, Span | None],
    columns: Columns,
    orders: Mapping[str, DateOrder],
) -> Claim:
    claimed, said = line
    quote = Quote.cut(document.text, claimed)
    measure = columns.value(row.cells, "measure") or None
    source = said.of(document.text) if said else None
    hops = (Hop(source, None, False, None, said.start, said.end),) if said and source else ()
    place = columns.value(row.cells, "place")
    as_of, start = (
        orders[field].read(columns.value(row.cells, field)) for field in ("as_of", "start")
    )
    quantity = _quantity(row, columns, quote)
    return Claim(
        id=claim_id(document.sha256, claimed.start, claimed.end, measure),
        document=document.sha256,
        quote=quote,
        sentence=quote.exact,
        language=document.language or "",
        measure=measure,
        counted=None,
        population=columns.value(row.cells, "population") or None,
        places=(Place(place, None, PlaceRole.WHERE, claimed.start, claimed.start),)
        if place
        else (),
        quantity=quantity,
        scope=Scope(_kind(quantity, start), start, as_of),
        attribution=hops,
        origin=source,
        published=document.published,
        outlet=document.outlet,
    )


def _kind(quantity: Quantity | None, start: PartialDate | None) -> ScopeKind:
    if quantity is None:
        return ScopeKind.STATEMENT
    return ScopeKind.CUMULATIVE if start else ScopeKind.INCIDENT


def _quantity(row: _Row, columns: Columns, quote: Quote) -> Quantity | None:
    figure, low, high = (
        number_of(columns.value(row.cells, field)) for field in ("figure", "low", "high")
    )
    if figure is None and low is None and high is None:
        return None
    raw = columns.value(row.cells, "figure") or f"{low or ''}–{high or ''}"
    found = quote.exact.find(raw)
    start = quote.start + max(0, found)
    comparator = Comparator.EXACT
    if low is not None or high is not None:
        comparator = Comparator.BETWEEN if low != high else Comparator.EXACT
    return Quantity(
        raw=raw,
        start=start,
        end=start + (len(raw) if found >= 0 else 0),
        value=figure,
        low=low if low is not None else figure,
        high=high if high is not None else (figure if low is None else None),
        comparator=comparator,
        unit=columns.value(row.cells, "unit") or None,
    )


def number_of(cell: str) -> float | None:
    """Read a cell that is a number and nothing else: "1 400", "1,400", "1.400", "2,5"; else ``None``."""
    plain = _GROUPED.sub("", cell.strip())
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


__all__ = ["TableReader", "number_of"]
