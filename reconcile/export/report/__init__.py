"""The HTML report: one file that needs no network and no script, to be read, printed and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reconcile.export.formats import Options
from reconcile.export.report.cards import GroupCard, GroupPage
from reconcile.export.report.pages import group_card, group_page
from reconcile.export.report.passage import shown
from reconcile.export.rows import SourceRow
from reconcile.export.sources import SourceCounter
from reconcile.export.table import Table
from reconcile.export.text import sound
from reconcile.export.words import Words, words_of
from reconcile.model import PartialDate
from schema.vocabulary import Label, Status


class HtmlExporter:
    """The report. Whatever the grain, it shows the groups that hold something chosen, whole."""

    name = "html"
    suffix = ".html"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the report, group by group."""
        words = words_of(table.heading.language)
        overview = _overview(table, words)
        pages = _Pages(table)
        template = _environment().get_template("report.html.j2")
        stream = template.generate(
            words=words,
            heading=table.heading,
            overview=overview,
            runs=pages.runs(),
            sources=pages.sources,
            css=_stylesheet(),
            shown=shown,
        )
        for chunk in stream:
            out.write(sound(chunk).encode("utf-8"))


class _Pages:
    """The groups in full, one at a time, and the sources counted on the way."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._counter: SourceCounter = table.counter()

    def runs(self) -> Iterator[tuple[bool, Iterator[GroupPage]]]:
        """Give the groups in turn, those that are told in short apart from those that are told in full."""
        yield from groupby(self._groups(), key=lambda page: page.card.alone)

    def _groups(self) -> Iterator[GroupPage]:
        words = words_of(self._table.heading.language)
        for reading in self._table.readings():
            self._counter.add(reading)
            yield group_page(reading, self._table.setting, words)

    def sources(self) -> Iterator[SourceRow]:
        """Give the sources; to be called once the groups are through."""
        return self._counter.rows()


@dataclass(frozen=True, slots=True)
class _Overview:
    """What stands over the groups: a line for each, and how many there are of what."""

    cards: list[GroupCard]
    totals: list[tuple[str, int]]
    #: From when to when the documents were published, in words.
    period: str

    @property
    def compared(self) -> list[GroupCard]:
        """Those that hold claims to compare, or a decision."""
        return [card for card in self.cards if not card.alone]

    @property
    def alone(self) -> list[GroupCard]:
        """Those of a single claim."""
        return [card for card in self.cards if card.alone]

    @property
    def undecided(self) -> list[GroupCard]:
        """Those that contradict one another, and on which nobody has decided."""
        return [card for card in self.cards if card.contradiction]

    @property
    def with_states(self) -> bool:
        """Whether any question has been taken up: a column of nothing but "open" says nothing."""
        return any(not card.is_open for card in self.cards)

    @property
    def with_best(self) -> bool:
        """Whether an editor has chosen any best figure."""
        return any(card.best for card in self.cards)


def _overview(table: Table, words: Words) -> _Overview:
    cards = []
    documents: set[str] = set()
    published: set[PartialDate] = set()
    claims = 0
    for reading in table.readings():
        cards.append(group_card(reading, table.setting, words))
        documents.update(reading.view.documents)
        published |= {head.published for head in reading.view.documents.values() if head.published}
        claims += len(reading.view.claims)
    kinds = [kind for card in cards for kind in (card.status.kind, card.label.kind)]
    totals = [
        ("groups", len(cards)),
        ("claims", claims),
        ("documents", len(documents)),
        ("settled", kinds.count(f"status-{Status.SETTLED}")),
        ("contested", kinds.count(f"label-{Label.CONTESTED}")),
    ]
    return _Overview(cards, totals, _period(published, words))


def _period(published: Collection[PartialDate], words: Words) -> str:
    if not published:
        return ""
    first = min(published, key=lambda date: date.first)
    last = max(published, key=lambda date: date.last)
    if first == last:
        return words("published_on", day=words.date(first))
    return words("published_between", first=words.date(first), last=words.date(last))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reconcile.export.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _stylesheet() -> Markup:
    # Our own file, without a character that HTML would read: written as it is.
    text = (files(__name__) / "templates" / "report.css").read_text(encoding="utf-8")
    return Markup(text)


html_exporter = HtmlExporter()
