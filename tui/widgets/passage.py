"""One claim's passage in its document, framed, with what is marked in it named underneath."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.strip import Strip

from reconcile.model import Claim, Document
from tui import marks, words
from tui.ink import Inked, Piece, fit
from tui.language import _
from tui.rows import ClaimRow
from tui.visible import one_line
from tui.widgets.panel import Panel
from tui.widgets.source_view import SourceView


class Legend(Inked):
    """Names what is marked: figure, speaker, period, place, each in its ink and in words."""

    DEFAULT_CSS = "Legend { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[tuple[str, str, str]] = ()

    def show(self, items: Sequence[tuple[str, str, str]]) -> None:
        """Name ``items``: (ink, meaning, the words of the text)."""
        self.items = items
        self.refresh()

    def render_line(self, y: int) -> Strip:
        pieces: list[Piece] = []
        for ink, meaning, text in self.items:
            pieces += [
                (" · " if pieces else " ", "dim"),
                (f"{_(meaning)}: ", "dim"),
                (fit_to(one_line(text), 28), ink),
            ]
        return self.strip(pieces, self.size.width)


def fit_to(text: str, most: int) -> str:
    """Cut ``text`` to at most ``most`` cells, without padding."""
    return fit(text, most).rstrip()


class Passage(Panel):
    """The passage of one claim."""

    DEFAULT_CSS = "Passage { height: 1fr; width: 1fr; }"

    _showing: tuple[str, Claim, str] | None = None

    def compose(self) -> ComposeResult:
        yield SourceView()
        yield Legend()

    @property
    def view(self) -> SourceView:
        """The text."""
        return self.query_one(SourceView)

    def show(self, row: ClaimRow, document: Document, *, below: str = "") -> None:
        """Show the row's claim in its document."""
        claim = row.claim
        showing = (row.letter, claim, below)
        if showing == self._showing:
            return
        self._showing = showing
        self.title(title_of(row, document), below)
        self.view.show(document.text, marks.of_claim(claim, document.text), focus=claim.quote.start)
        if claim.quote.stands_in(document.text):
            self.query_one(Legend).show(marks.legend(claim, document.text))
        else:
            orphan = _("this quote no longer stands in the text")
            self.query_one(Legend).show(
                [("contradiction", _("orphan"), f"{orphan}: {claim.quote.exact}")]
            )


def title_of(row: ClaimRow, document: Document) -> str:
    """Say which claim it is, where it stands, and how far into the document."""
    head = row.document
    name = head.label if head else document.path.rsplit("/", 1)[-1]
    length = max(1, len(document.text))
    far = _("at {n} %").format(n=round(100 * row.claim.quote.start / length))
    parts = [
        row.letter,
        name,
        words.date(document.published or row.claim.published, year=True),
        far,
    ]
    return " · ".join(parts)
