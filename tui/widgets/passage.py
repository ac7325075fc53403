"""One claim's passage in its document, framed, with what is marked in it named underneath."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
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

#: Ink, meaning and the words of the text.
Item = tuple[str, str, str]
_BETWEEN, _COLON = " · ", ": "
#: Screens up to this height spare no second line.
_LOW = 14


class Legend(Inked):
    """Names what is marked: figure, speaker, period, place, each in its ink and in words."""

    DEFAULT_CSS = "Legend { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Item] = ()

    def show(self, items: Sequence[tuple[str, str, str]]) -> None:
        """Name ``items``: (ink, meaning, the words of the text)."""
        self.items = [(ink, _(meaning), one_line(text)) for ink, meaning, text in items]
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Take a second line where one would cut what is named, and the screen is high enough."""
        width, high = self.size.width, self.screen.size.height > _LOW
        height = 2 if high and width and _length(self.items) > width else 1
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        return self.strip(self._pieces(lines[y] if y < len(lines) else []), self.size.width)

    def _lines(self) -> list[Sequence[Item]]:
        """Share the items out over the lines so that the least is cut, and the first line is the fuller."""
        width, items = self.size.width, self.items
        if self.size.height < 2:
            return [items]

        def cut(first: int) -> tuple[int, int]:
            over = sum(max(0, _length(part) - width) for part in (items[:first], items[first:]))
            return over, -first

        first = min(range(1, len(items) + 1), key=cut, default=0)
        return [items[:first], items[first:]]

    def _pieces(self, items: Sequence[Item]) -> list[Piece]:
        named = sum(
            cell_len(meaning) + len(_COLON) + len(_BETWEEN) for _ink, meaning, _text in items
        )
        most = share([cell_len(text) for _ink, _m, text in items], self.size.width - 1 - named)
        pieces: list[Piece] = []
        for ink, meaning, text in items:
            pieces += [(_BETWEEN if pieces else " ", "dim"), (meaning + _COLON, "dim")]
            pieces.append((_cut(text, most), ink))
        return pieces


def _length(items: Sequence[Item]) -> int:
    """The cells that items take on one line, uncut."""
    return 1 + sum(
        cell_len(meaning) + len(_COLON) + cell_len(text) + len(_BETWEEN)
        for _ink, meaning, text in items
    )


def share(lengths: Sequence[int], room: int) -> int:
    """Say how long each of several words may be so that together they fit in ``room``: the longest give way first."""
    left = room
    for place, length in enumerate(sorted(lengths)):
        fair = left // (len(lengths) - place)
        if length > fair:
            return max(4, fair)
        left -= length
    return max(lengths, default=0)


def _cut(text: str, most: int) -> str:
    return fit(text, most).rstrip() if cell_len(text) > most else text


#: From this length on a text is not gone through to number its paragraphs.
_LARGE = 200_000


def place_of(offset: int, text: str) -> str:
    """Say how far into a text a code point stands: by paragraph, or in per cent where that says nothing."""
    if len(text) <= _LARGE:
        before = sum(bool(line.strip()) for line in text[:offset].split("\n")[:-1])
        total = sum(bool(line.strip()) for line in text.split("\n"))
        if total > 1:
            return _("paragraph {n}/{total}").format(n=before + 1, total=total)
    return _("at {n} %").format(n=round(100 * offset / max(1, len(text))))


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
    parts = [
        row.letter,
        name,
        words.date(document.published or row.claim.published, year=True),
        place_of(row.claim.quote.start, document.text),
    ]
    return " · ".join(parts)
