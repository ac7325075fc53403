"""The group: why its figures differ, who said each, and what the editor decides."""

from __future__ import annotations

import asyncio

from textual import on

from tui import citation, clipboard
from tui.language import _
from tui.messages import LineChosen
from tui.rows import ClaimRow
from tui.screens.group_decisions import GroupDecisions
from tui.screens.why import lineage_dialog, why_dialog


class GroupScreen(GroupDecisions):
    """The heart of the desk."""

    # --- going about ---------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        if self.view is not None:
            self.desk_app.step_group(self.view.group.id, by)

    @on(LineChosen)
    def open_source(self, message: LineChosen) -> None:
        message.stop()
        if self.row is not None:
            self.desk_app.open_source(self.row.claim)

    def action_who(self) -> None:
        if self.row is not None:
            self.desk_app.open_audit(source=self.row.claim.origin_key or self.row.claim.origin)

    def action_history(self) -> None:
        if self.view is not None:
            self.desk_app.open_audit(subject=f"group:{self.view.group.id}")

    # --- looking -------------------------------------------------------------------------------------

    def action_swap(self) -> None:
        self.toggle_class("-showing-a")
        self._show_row()

    def action_scroll_passage(self, lines: int) -> None:
        self.active.view.scroll_relative(y=lines, animate=False)

    def action_zoom(self) -> None:
        self.toggle_class("-zoomed")

    def action_chart(self) -> None:
        """On a wide screen the chart is there already: take it away. Elsewhere, show it."""
        self.toggle_class("-without-chart" if self.has_class("-wide") else "-with-chart")
        self._fit_panel()

    def action_why(self) -> None:
        if self.view is not None and self.row is not None:
            self.app.push_screen(why_dialog(self.view, self.row, self.explanation(self.row)))

    def action_lineage(self) -> None:
        if self.view is not None:
            self.app.push_screen(lineage_dialog(self.view))

    # --- copying -------------------------------------------------------------------------------------

    def _citation(self, row: ClaimRow) -> str:
        return citation.cite(row.claim, row.document, self.desk_app.settings.citation)

    async def action_copy(self) -> None:
        if self.row is not None:
            await self.desk_app.copy(self._citation(self.row))

    async def action_copy_file(self) -> None:
        if self.row is None:
            return
        text = self._citation(self.row)
        try:
            path = await asyncio.to_thread(
                clipboard.append_to_file, text, self.desk_app.settings.quotes_file
            )
        except OSError as error:
            self.desk_app.tell(str(error), wrong=True)
            return
        self.desk_app.say(_("written to {path}").format(path=path))
