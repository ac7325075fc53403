"""A list over pages of the database, of any length."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from reconcile.model import Page, ReconcileError
from tui.visible import one_line
from tui.widgets.line_list import LineList

Item = TypeVar("Item")

#: Lines fetched at once, and pages kept.
PAGE = 100
_PAGES_KEPT = 40


class PagedList(LineList, Generic[Item]):
    """Fetches the page that a line is on when the line is first looked at."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fetch: Callable[[int, int], Page[Item]] | None = None
        self._pages: OrderedDict[int, tuple[Item, ...]] = OrderedDict()
        #: Why the last page could not be read; shown in its place.
        self.failure = ""

    def load(
        self,
        fetch: Callable[[int, int], Page[Item]],
        *,
        cursor: int = 0,
        first: Page[Item] | None = None,
    ) -> None:
        """Show what ``fetch`` gives; ``first`` is the page of the cursor, if it is there already."""
        self._fetch = fetch
        self._pages.clear()
        self.failure = ""
        page = first or self._read(cursor // PAGE)
        if page is not None and cursor >= page.total > 0:
            page = self._read((page.total - 1) // PAGE)
        if page is not None:
            self._pages[page.offset // PAGE] = page.items
        self.set_count(page.total if page else 0, cursor=cursor)

    def empty_out(self) -> None:
        """Show nothing."""
        self._fetch = None
        self._pages.clear()
        self.set_count(0)

    def item(self, index: int) -> Item | None:
        """Item ``index``, or ``None`` where there is none or it cannot be read."""
        if not 0 <= index < self.count:
            return None
        number, place = divmod(index, PAGE)
        if number not in self._pages and self._read(number) is None:
            return None
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def _read(self, number: int) -> Page[Item] | None:
        if self._fetch is None:
            return None
        try:
            page = self._fetch(number * PAGE, PAGE)
        except ReconcileError as error:
            self.failure = one_line(str(error))
            return None
        self.failure = ""
        self._pages[number] = page.items
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.item(self.cursor)

    def find(self, is_it: Callable[[Item], bool]) -> int | None:
        """Where an item stands among the pages that are read, or ``None``."""
        for number, items in self._pages.items():
            for place, item in enumerate(items):
                if is_it(item):
                    return number * PAGE + place
        return None
