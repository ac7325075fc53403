"""Markdown (GitHub's tables) to paste into a page, a ticket or a message.

It is for reading: of each grain it shows the columns that a reader needs, and at the grain of claims the
quotes below their table. The other formats hold every column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from reconcile.export.formats import Options
from reconcile.export.report.cards import GroupPage
from reconcile.export.report.pages import group_card, group_page
from reconcile.export.report.passage import shown
from reconcile.export.rows import Grain
from reconcile.export.table import Table
from reconcile.export.words import Words, words_of

#: Characters that Markdown or the HTML within it would take for markup.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")

#: What it would take for a heading, a list or a quotation at the beginning of a line.
_BEGINS = re.compile(r"\A([#+=-]|\d+(?=[.)](\s|\Z)))")


class MarkdownExporter:
    """Markdown."""

    name = "markdown"
    suffix = ".md"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the table of the chosen grain."""
        words = words_of(table.heading.language)
        lines = {Grain.CLAIM: _claims, Grain.GROUP: _groups, Grain.SOURCE: _sources}
        out.write(f"# {plain(words('title'))}\n".encode())
        for line in lines[table.heading.grain](table, words):
            out.write(f"{line}\n".encode())
        state = table.heading.state
        journal = words("journal_state", entries=words.number(state.entries), head=state.head)
        out.write(f"\n{words('journal')}: {plain(journal)}\n".encode())


def plain(text: str) -> str:
    """Write a text so that it is shown as it is, on one line."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(shown(text).split()))
    begins = _BEGINS.match(escaped)
    if not begins:
        return escaped
    at = begins.end() if begins.group().isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def row(*cells: str) -> str:
    """Write a row of a table whose cells are already fit for it."""
    return f"| {' | '.join(cells)} |"


def _head(*names: str) -> Iterator[str]:
    yield row(*(plain(name) for name in names))
    yield row(*("---" for _ in names))


def _groups(table: Table, words: Words) -> Iterator[str]:
    yield ""
    yield from _head(
        *map(words, ("group", "state", "label", "range", "best", "documents", "origins"))
    )
    starred = False
    for reading in table.readings():
        card = group_card(reading, table.setting, words)
        implied = bool(card.range) and not card.by_editor
        starred = starred or implied
        yield row(
            plain(card.name),
            plain(card.status.word),
            plain(card.label.word),
            plain(card.range) + (r"\*" if implied else ""),
            plain(card.best),
            words.number(card.documents),
            words.number(card.origins),
        )
    if starred:
        yield f"\n\\* {plain(words('by_sources'))}"


def _sources(table: Table, words: Words) -> Iterator[str]:
    names = ("source", "claims", "corroborated", "contradicted", "corrected", "superseded")
    yield ""
    yield from _head(*map(words, (*names, "carried_by")))
    for item in table.sources():
        counts = (item.claims, item.corroborated, item.contradicted, item.corrected_itself)
        yield row(
            plain(item.name),
            *(words.number(count) for count in (*counts, item.superseded)),
            plain(", ".join(item.outlets)),
        )


def _claims(table: Table, words: Words) -> Iterator[str]:
    for reading in table.readings():
        page = group_page(reading, table.setting, words)
        yield from _group(page, words)


def _group(page: GroupPage, words: Words) -> Iterator[str]:
    card = page.card
    yield f"\n## {plain(card.name)}\n"
    yield f"**{plain(card.status.word)}** · {plain(card.label.word)} · {plain(page.counts)}\n"
    if card.by_editor:
        figures = (("low", page.low), ("best", card.best), ("high", page.high or words("open_end")))
        told = " · ".join(f"{words(name)} **{plain(text)}**" for name, text in figures if text)
        yield told + (f" — {plain(page.treatment)}" if page.treatment else "")
    elif card.range:
        yield f"{words('implied')} **{plain(card.range)}**"
    if page.reason:
        yield f"\n{words('reason')}: {plain(page.reason)} ({plain(page.decided_by)})"
    for conflict in page.conflicts:
        yield f"\n{words('inconsistent')} {plain(conflict)}"
    for contradiction in page.contradictions if not page.conflicts else ():
        yield f"\n{words('contradictory')} {plain(contradiction)}"
    yield ""
    yield from _head(
        *map(
            words,
            ("number", "as_of", "figure", "interval", "origin", "path", "standing", "decision"),
        )
    )
    for claim in page.claims:
        relation = (
            words("anchor") if claim.is_anchor else claim.relation.word if claim.relation else ""
        )
        decision = (
            ""
            if claim.is_anchor or not claim.relation
            else (words("as_suggested") if claim.suggested else claim.decided_by)
        )
        yield row(
            str(claim.number),
            plain(claim.as_of),
            plain(claim.figure),
            plain(claim.interval),
            plain(" → ".join(claim.chain) or claim.origin),
            plain(f"{claim.carrier}, {claim.published}" if claim.published else claim.carrier),
            plain(relation),
            plain(decision),
        )
    yield ""
    for claim in page.claims:
        quote = "".join(
            f"**{plain_piece(piece.text)}**"
            if piece.figure and piece.text.strip()
            else plain_piece(piece.text)
            for piece in claim.passage
        )
        yield f"{claim.number}. “{quote}”"
        if claim.explanation:
            yield f"   {plain(claim.explanation)}"
        if claim.reason:
            yield f"   {words('reason')}: {plain(claim.reason)}"
        if claim.link:
            yield f"   <{claim.link}>"


def plain_piece(text: str) -> str:
    """As :func:`plain`, keeping the spaces at both ends."""
    body = plain(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and body else ""
    return before + body + after


markdown_exporter = MarkdownExporter()
