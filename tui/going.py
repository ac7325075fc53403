"""How the desk goes about: modes, and what each of them opens on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.widgets import Input

from reconcile.model import Claim, DocumentHead, GroupLine, Hit, Source
from tui.deciding import Deciding
from tui.language import _
from tui.screens.base import DeskScreen
from tui.screens.inbox import InboxScreen
from tui.screens.picking import PickDialog
from tui.visible import one_line

#: Actions of the application whose keys are characters that may also be typed.
_BY_LETTER = ("go", "undo", "redo", "command_palette", "settings", "help", "up")


class Going(Deciding):
    """Where the editor is, and the ways from there."""

    current_group: str | None = None
    current_claim: str | None = None
    current_document: str | None = None
    current_source: str | None = None
    _searched: str = ""
    #: What the audit's journal is of: ``group:…``, ``claim:…``; ``None`` for all of it.
    current_subject: str | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters that are alive everywhere alone while something is typed."""
        if action in _BY_LETTER and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def action_go(self, mode: str) -> None:
        if mode not in self.MODES or not isinstance(self.screen, DeskScreen):
            return
        if mode == "group" and self.current_group is None:
            self.tell(_("Open a group from the inbox first."))
        elif mode == "source" and self._document() is None:
            self.choose_document()
        elif mode == self.current_mode:
            self.screen.refresh_from_ledger()
        else:
            self.switch_mode(mode)

    def _document(self) -> str | None:
        """The document to open: that of the current claim, else the one last opened."""
        if self.current_claim is not None:
            with self.in_words():
                self.current_document = self.desk.claim(self.current_claim).document
        return self.current_document

    def action_up(self) -> None:
        """Back to where this screen is reached from; from the inbox, leave."""
        if not isinstance(self.screen, DeskScreen):
            return
        back = self.screen.back_to
        if back is None:
            self.exit()
        else:
            self.action_go("inbox" if back == "group" and self.current_group is None else back)

    def action_escape(self) -> None:
        """Close what is open on the screen, else go back; never leave."""
        screen = self.screen
        if not isinstance(screen, DeskScreen) or screen.close_something():
            return
        if screen.back_to is not None:
            self.action_up()

    def action_leave(self) -> None:
        self.exit()

    # --- groups --------------------------------------------------------------------------------------

    @property
    def inbox(self) -> InboxScreen | None:
        """The inbox, once it has been opened."""
        stack = self._screen_stacks.get("inbox")
        found = stack[0] if stack else None
        return found if isinstance(found, InboxScreen) else None

    def open_group(self, group: str, *, claim: str | None = None) -> None:
        """Open a group, on one of its claims if named."""
        self.current_group = group
        self.current_claim = claim
        self.action_go("group")

    def step_group(self, group: str, by: int) -> None:
        """Open the group before or after ``group`` in the inbox's order."""
        line = self.inbox.neighbour(group, by) if self.inbox else None
        if line is None:
            self.say(_("There is no further group that way."))
        else:
            self.open_group(line.id)

    def next_undecided_group(self, group: str) -> None:
        """Open the next group in the inbox's order that has something to decide."""
        line = self.inbox.next_undecided(group) if self.inbox else None
        if line is None:
            self.say(_("No further group has anything to decide."))
        else:
            self.open_group(line.id)

    def position_of(self, group: str) -> str:
        """Where a group stands in the inbox: ``3/87``."""
        return self.inbox.position_of(group) if self.inbox else ""

    def choose_group(self, title: str, then: Callable[[str | None], Awaitable[None]]) -> None:
        """Ask for a group by its name."""

        async def picked(line: GroupLine | None) -> None:
            await then(line.id if line else None)

        self.push_screen(
            PickDialog[GroupLine](
                title,
                lambda text, offset, limit: self.desk.inbox(offset, limit, text=text),
                lambda line: f"{line.name or line.id} ({line.claims})",
            ),
            picked,
        )

    # --- documents and sources -----------------------------------------------------------------------

    def open_source(self, claim: Claim) -> None:
        """Open a claim in its document."""
        self.current_claim = claim.id
        self.current_document = claim.document
        self.action_go("source")

    def open_document(self, document: str) -> None:
        """Open a document on its first claim."""
        self.current_claim = None
        self.current_document = document
        self.action_go("source")

    def choose_document(self) -> None:
        """Ask for a document by its outlet, title or path."""

        def picked(head: DocumentHead | None) -> None:
            if head is not None:
                self.open_document(head.sha256)

        self.push_screen(
            PickDialog[DocumentHead](
                _("Documents"),
                lambda text, offset, limit: self.desk.documents(offset, limit, text),
                lambda head: f"{head.published or '—'}  {_called(head)}",
            ),
            picked,
        )

    def head_of(self, document: str) -> DocumentHead:
        """A document's head, for a citation; raise ``ReconcileError`` where it is not to be had."""
        kept = self.desk.document(document)
        return DocumentHead(
            kept.sha256, kept.path, kept.outlet, kept.agency, kept.title, kept.url,
            kept.published, kept.language,
        )  # fmt: skip

    def choose_source(self, title: str, then: Callable[[Source | None], Awaitable[None]]) -> None:
        """Ask for a source by its name."""
        self.push_screen(
            PickDialog[Source](
                title,
                lambda text, offset, limit: self.desk.sources(offset, limit, text),
                lambda source: one_line(source.name),
            ),
            then,
        )

    def action_add(self) -> None:
        """Ask what to add; then show what came of it."""
        from tui.screens.add import AddScreen

        def added(new: bool | None) -> None:
            if new:
                self.revision += 1
            self.show_ledger()

        if isinstance(self.screen, DeskScreen):
            self.push_screen(AddScreen(self.desk.adding()), added)

    def action_search(self) -> None:
        """Search everything, and open what is chosen among the hits."""
        from tui.screens.search import SearchScreen

        if isinstance(self.screen, DeskScreen):
            self.push_screen(SearchScreen(self.desk, self._searched), self._open_hit)

    def _open_hit(self, hit: Hit | None) -> None:
        if hit is None:
            return
        with self.in_words():
            if hit.kind == "group":
                self.open_group(hit.id)
            elif hit.kind == "claim":
                self.open_source(self.desk.claim(hit.id))
            elif hit.kind == "document":
                self.open_document(hit.id)
            elif hit.kind == "source":
                self.open_audit(source=hit.id)

    def open_audit(self, *, source: str | None = None, subject: str | None = None) -> None:
        """Open the record of a source, or the journal of a group or a claim."""
        self.current_source = source or self.current_source
        self.current_subject = subject
        self.action_go("audit")


def _called(head: DocumentHead) -> str:
    """Call a document by its outlet and its title, or its file's name where it has none."""
    file = head.path.rsplit("/", 1)[-1]
    return " · ".join(dict.fromkeys((head.label, head.title or file)))
