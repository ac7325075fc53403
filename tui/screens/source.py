"""The source: the document with every claim, who says it on whose word, and the claim's journal."""

from __future__ import annotations

import asyncio
import webbrowser

from reconcile.model import Claim, Span
from tui import citation, clipboard
from tui.language import _
from tui.screens.correcting import CorrectDialog, Correction
from tui.screens.drafting import Draft, DraftDialog
from tui.screens.source_base import SourceBase

_OPENABLE = ("http://", "https://")


class SourceScreen(SourceBase):
    """What an editor does at the source."""

    # --- going about ---------------------------------------------------------------------------------

    def action_group(self) -> None:
        """Open the group of the claim."""
        if self.claim is None:
            return
        with self.desk_app.in_words():
            group = self.desk.group_of(self.claim.id)
            if group is not None:
                self.desk_app.open_group(group, claim=self.claim.id)

    def action_journal(self) -> None:
        """Between the text and the journal."""
        (self.text if self.journal.has_focus else self.journal).focus()

    def action_documents(self) -> None:
        self.desk_app.choose_document()

    def action_original(self) -> None:
        address = self.document.url if self.document else None
        if not address:
            self.desk_app.say(_("This document has no address."))
        elif not address.startswith(_OPENABLE):
            self.desk_app.tell(_("Not opened, as it is no web address: {url}").format(url=address))
        else:
            webbrowser.open(address)
            self.desk_app.say(address)

    # --- copying -------------------------------------------------------------------------------------

    def _citation(self, claim: Claim) -> str:
        head = self.desk_app.head_of(claim.document)
        return citation.cite(claim, head, self.desk_app.settings.citation)

    async def action_copy(self) -> None:
        """Copy the selection as it stands, else the claim's quote with its citation."""
        if self.text.selection is not None and self.document is not None:
            await self.desk_app.copy(Span(*self.text.selection).of(self.document.text))
        elif self.claim is not None:
            await self.desk_app.copy(self._citation(self.claim))

    async def action_copy_file(self) -> None:
        if self.claim is None:
            return
        text, path = self._citation(self.claim), self.desk_app.settings.quotes_file
        try:
            written = await asyncio.to_thread(clipboard.append_to_file, text, path)
        except OSError as error:
            self.desk_app.tell(str(error), wrong=True)
            return
        self.desk_app.say(_("written to {path}").format(path=written))

    # --- selecting and adding ------------------------------------------------------------------------

    def action_select(self) -> None:
        if self.text.selection is not None:
            self.text.unselect()
            self.keys_line.say("")
            return
        start = self.claim.quote.start if self.claim else 0
        if self.found.hits:
            start = self.found.hits[self.found.at][0]
        self.text.focus()
        self.text.begin(start)
        self.desk_app.say(_("← → move the end, shift+← → the beginning, + adds a claim, v stops"))

    def action_add_claim(self) -> None:
        document, selection = self.document, self.text.selection
        if document is None or selection is None:
            self.desk_app.say(_("Select a passage first: v, or drag with the mouse."))
            return
        # Imported here: reading figures is not needed to look at a document.
        from tui import drafting

        span = Span(*selection)
        figure = drafting.figure_in(document, span)
        origin = self.claim.origin if self.claim else None

        async def keep(answer: Draft | None) -> None:
            if answer is None:
                return
            claim = drafting.draft(
                document, span, counted=answer.counted, origin=answer.origin, as_of=answer.as_of
            )
            group = self.desk_app.current_group if answer.here else None
            added = await self.desk_app.decide(
                lambda: self.desk.add_claim(claim, group, answer.reason), _("claim added")
            )
            if added:
                self.text.unselect()
                self.desk_app.current_claim = claim.id
                self.refresh_from_ledger(force=True)

        self.app.push_screen(
            DraftDialog(
                span.of(document.text),
                figure=figure.raw if figure else None,
                origin=origin or "",
                as_of=document.published,
                group=self.desk_app.current_group is not None,
            ),
            keep,
        )

    # --- correcting ----------------------------------------------------------------------------------

    def action_correct(self) -> None:
        claim = self.claim
        if claim is None:
            return
        seen = self.as_of

        async def keep(answer: Correction | None) -> None:
            if answer is not None:
                await self.desk_app.decide(
                    lambda: self.desk.correct(
                        claim.id, answer.field, answer.value, answer.reason, seen=seen
                    ),
                    _("{field} corrected").format(field=answer.field),
                )

        self.app.push_screen(CorrectDialog(claim), keep)

    # --- taking back ---------------------------------------------------------------------------------

    def action_undo_to(self) -> None:
        entry = self.journal.current
        if entry is None or self.claim is None:
            return
        self.desk_app.undo_to(f"claim:{self.claim.id}", entry)
