"""The export: format, rows, scope, a preview, and the file."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Grid
from textual.content import Content
from textual.widgets import Input, Label

from reconcile.model import ReconcileError
from schema.vocabulary import Status
from tui.actions import Scope
from tui.keys import bindings
from tui.language import N_, _
from tui.screens.base import DeskScreen
from tui.screens.dialogs import ConfirmDialog
from tui.widgets.cycle import Cycle
from tui.widgets.panel import Panel
from tui.widgets.sheet_view import SheetView
from tui.workers import run_latest

if TYPE_CHECKING:
    from tui.exporting import Wanted

#: Formats whose preview is a table, a row a line.
_TABLES = ("csv", "tsv", "xlsx", "parquet")
GRAINS: tuple[tuple[str, str], ...] = (
    ("claim", N_("a row a claim")),
    ("group", N_("a row a group")),
    ("source", N_("a row a source")),
)
#: Scope → statuses; "group" is the group last opened.
SCOPES: tuple[tuple[str, str], ...] = (
    ("all", N_("everything")),
    ("settled", N_("settled groups")),
    ("group", N_("the group last opened")),
)


class ExportScreen(DeskScreen):
    """What leaves the desk."""

    CSS_PATH = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EXPORT)
    mode = "export"
    scope = Scope.EXPORT
    lead = ("tab", N_("Field"))

    def __init__(self) -> None:
        super().__init__()
        self._formats: list[str] = []
        self._stop = threading.Event()
        self._writing = False

    def body(self) -> ComposeResult:
        self._formats = self.desk.formats()
        with Panel(id="export-panel"), Grid():
            yield Label(Content(_("Format")))
            yield Cycle(self._formats, id="format")
            yield Label(Content(_("Rows")))
            yield Cycle([_(name) for _key, name in GRAINS], id="grain")
            yield Label(Content(_("Scope")))
            yield Cycle([_(name) for _key, name in SCOPES], id="scope")
            yield Label(Content(_("For Excel")))
            yield Cycle([_("no"), _("yes: its separators and byte-order mark")], id="excel")
            yield Label(Content(_("File")))
            yield Input("reconcile.csv", id="file", max_length=1000)
        with Panel(id="preview-panel"):
            yield SheetView(id="preview")

    def on_mount(self) -> None:
        self.query_one("#export-panel", Panel).title(_("Export"), _("←→ change · ⏎ write"))
        for cycle in self.query(Cycle):
            self.watch(cycle, "chosen", self._changed, init=False)
        self.query_one("#format", Cycle).focus()
        super().on_mount()

    def place(self) -> object:
        return self.desk_app.current_group

    # --- what is chosen ------------------------------------------------------------------------------

    @property
    def chosen_format(self) -> str:
        """The format's name."""
        return self._formats[self.query_one("#format", Cycle).chosen]

    def wanted(self) -> Wanted:
        """What is chosen, as the desk understands it."""
        scope = SCOPES[self.query_one("#scope", Cycle).chosen][0]
        group = self.desk_app.current_group if scope == "group" else None
        if scope == "group" and group is None:
            raise ReconcileError(_("Open a group from the inbox first."))
        return self.desk.wanted(
            self.chosen_format,
            GRAINS[self.query_one("#grain", Cycle).chosen][0],
            statuses=(Status.SETTLED,) if scope == "settled" else (),
            group=group,
            excel=bool(self.query_one("#excel", Cycle).chosen),
        )

    def _changed(self) -> None:
        field = self.query_one("#file", Input)
        path = Path(field.value or "reconcile")
        try:
            field.value = str(path.with_suffix(self.desk.suffix_of(self.chosen_format)))
        except (ReconcileError, ValueError) as error:
            self.desk_app.tell(str(error), wrong=True)
        self.reload()

    def reload(self) -> None:
        self.modes.show(self.desk_app.progress_line())
        run_latest(self, self._preview, "preview")

    async def _preview(self) -> None:
        panel = self.query_one("#preview-panel", Panel)
        try:
            wanted = self.wanted()
            text = await asyncio.to_thread(self.desk.preview, wanted)
        except ReconcileError as error:
            panel.title(_("Preview"))
            self.query_one("#preview", SheetView).show_preview(str(error), rows=False)
            return
        panel.title(_("Preview of the first groups"), _("tab here · jk ←→ scroll"))
        empty = _("Nothing is so chosen.")
        self.query_one("#preview", SheetView).show_preview(
            text or empty, rows=self.chosen_format in _TABLES
        )

    # --- keys ----------------------------------------------------------------------------------------

    def action_format(self) -> None:
        self.query_one("#format", Cycle).action_step(1)

    def action_scope(self) -> None:
        self.query_one("#scope", Cycle).action_step(1)

    def action_file(self) -> None:
        self.query_one("#file", Input).focus()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    def action_write(self) -> None:
        path = Path(self.query_one("#file", Input).value).expanduser()
        if self._writing:
            self.desk_app.say(_("Still writing; esc calls it off."))
        elif path.exists() and not path.is_dir():

            def replace(yes: bool | None) -> None:
                if yes:
                    self.run_worker(self._write(path, force=True), group="write")

            title = _("Replace the file that is there?")
            self.app.push_screen(ConfirmDialog(title, str(path.resolve())), replace)
        else:
            self.run_worker(self._write(path, force=False), group="write")

    async def _write(self, path: Path, *, force: bool) -> None:
        self._stop.clear()
        self._writing = True
        try:
            wanted = self.wanted()
            await asyncio.to_thread(
                self.desk.export,
                wanted,
                path,
                force=force,
                stopped=self._stop.is_set,
                told=self._told,
            )
        except ReconcileError as error:
            self.desk_app.tell(str(error), wrong=True)
        else:
            self.desk_app.say(_("written to {path}").format(path=path.resolve()))
        finally:
            self._writing = False

    def _told(self, written: int) -> None:
        text = _("{n} KB written; esc calls it off").format(n=written // 1024)
        self.app.call_from_thread(self.keys_line.say, text)

    def close_something(self) -> bool:
        """Escape calls a running export off."""
        if self._writing:
            self._stop.set()
        return self._writing
