"""What an editor decides on the group screen. Each act is one journal entry, hence one undo."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from reconcile.model import GroupView, Verdict
from schema.vocabulary import Family
from tui import words
from tui.language import _, ngettext
from tui.messages import ClaimMarked, DecisionCleared
from tui.rows import ClaimRow
from tui.screens.dialogs import LineDialog
from tui.screens.group_base import GroupBase
from tui.screens.verdict import VerdictDialog

#: An Enter that comes so soon after a group was opened is the one that opened it, held down.
HELD_SECONDS = 0.3


class GroupDecisions(GroupBase):
    """The group screen's decisions."""

    def _decidable(self) -> tuple[GroupView, ClaimRow] | None:
        """The group and the claim to decide on; says why where there is none."""
        if self.view is None or self.row is None:
            return None
        if self.row.is_anchor:
            self.desk_app.say(_("This is the anchor: choose a claim to compare with it."))
            return None
        return self.view, self.row

    async def action_mark(self, family: str) -> None:
        chosen = self._decidable()
        if chosen is None:
            return
        view, row = chosen
        decision = Family(family)
        said = f"{row.letter} {words.decided(decision)}"
        if row.judgement is not None and row.judgement.family is decision:
            self.desk_app.say(_("{said}, as decided before").format(said=said))
            return
        if await self.desk_app.decide(lambda: self.desk.mark(view, row, decision), said):
            self.post_message(ClaimMarked(view.group.id, row.claim.id, decision))
            if self.desk_app.settings.advance:
                self._to_next_undecided()
                self.desk_app.say(said)

    def action_next_undecided(self) -> None:
        """To the next undecided claim; where none is left, say so, and when asked again go to the next group."""
        if self._to_next_undecided() or self.view is None:
            return
        if self.all_decided_said:
            self.desk_app.next_undecided_group(self.view.group.id)
            return
        self.all_decided_said = True
        self.desk_app.say(
            _("Every claim is decided. V gives the verdict, space the next group to decide on.")
        )

    def _to_next_undecided(self) -> bool:
        laid = self.claims.rows
        order = [*range(self.claims.cursor + 1, len(laid)), *range(self.claims.cursor + 1)]
        found = next((index for index in order if laid[index].undecided), None)
        if found is not None:
            self.claims.cursor = found
        return found is not None

    async def action_accept(self) -> None:
        """Accept the suggestion; where there is none to accept, open the claim's source."""
        row = self.row
        if row is None or time.monotonic() - self.opened_at < HELD_SECONDS:
            return
        if not row.undecided:
            self.desk_app.open_source(row.claim)
            return
        if row.relation is None or row.relation.family is Family.UNDETERMINED:
            self.desk_app.say(_("There is no suggestion to accept: decide with a, x, s or d."))
            return
        await self.action_mark(row.relation.family.value)

    async def action_accept_all(self) -> None:
        view = self.view
        if view is None:
            return
        agreeing = [
            row
            for row in self.claims.rows
            if row.undecided and row.relation and row.relation.family is Family.AGREEMENT
        ]
        if not agreeing:
            self.desk_app.say(_("No suggestion of agreement is left to accept."))
            return
        said = ngettext("{n} agreement accepted", "{n} agreements accepted", len(agreeing))
        if await self.desk_app.decide(lambda: self.desk.accept(view, agreeing), said):
            for row in agreeing:
                self.post_message(ClaimMarked(view.group.id, row.claim.id, Family.AGREEMENT))

    async def action_clear(self) -> None:
        chosen = self._decidable()
        if chosen is None:
            return
        view, row = chosen
        if row.judgement is None:
            self.desk_app.say(_("Nothing was decided on this claim."))
            return
        said = _("{claim} undecided again").format(claim=row.letter)
        if await self.desk_app.decide(lambda: self.desk.clear(view, row), said):
            self.post_message(DecisionCleared(view.group.id, row.claim.id))

    async def action_anchor(self) -> None:
        view, row = self.view, self.row
        if view is None or row is None or row.is_anchor:
            return
        said = _("{claim} is the anchor").format(claim=row.letter)
        await self.desk_app.decide(lambda: self.desk.set_anchor(view, row.claim.id), said)

    # --- with words ----------------------------------------------------------------------------------

    def _ask(
        self,
        title: str,
        value: str,
        act: Callable[[str], object],
        said: str,
        *,
        about: str = "",
        empty: bool = True,
    ) -> None:
        """Ask for a line of words, then let the ledger do ``act`` with it."""

        async def keep(text: str | None) -> None:
            if text or (text is not None and empty):
                await self.desk_app.decide(lambda: act(text), said)

        self.app.push_screen(LineDialog(title, value, about=about), keep)

    def action_note(self) -> None:
        view, row = self.view, self.row
        if view is not None and row is not None:
            self._ask(
                _("Note on {claim}").format(claim=row.letter),
                row.note,
                lambda text: self.desk.note(row.claim.id, text, seen=view.version),
                _("noted"),
            )

    def action_group_note(self) -> None:
        view = self.view
        if view is not None:
            group = view.group.id
            self._ask(
                _("Note on the group"),
                view.notes.get(group, ""),
                lambda text: self.desk.note(group, text, seen=view.version),
                _("noted"),
            )

    def action_assign(self) -> None:
        view = self.view
        if view is not None:
            self._ask(
                _("Assign to (empty: nobody)"),
                view.assigned_to or self.desk.editor,
                lambda editor: self.desk.assign(view.group.id, editor, seen=view.version),
                _("assigned"),
            )

    def action_rename(self) -> None:
        view = self.view
        if view is not None:
            self._ask(
                _("Name of the group"),
                view.group.name,
                lambda name: self.desk.rename(view.group.id, name, seen=view.version),
                _("renamed"),
                empty=False,
            )

    def action_split(self) -> None:
        view, row = self.view, self.row
        if view is None or row is None:
            return
        if len(view.claims) < 2:
            self.desk_app.say(_("A group of one claim cannot be split."))
            return
        self._ask(
            _("Split {claim} off into a group of its own: why?").format(claim=row.letter),
            "",
            lambda reason: self.desk.split(view, row.claim.id, reason),
            _("{claim} split off").format(claim=row.letter),
            about=words.quoted(row.claim.quote.exact),
        )

    def action_move(self) -> None:
        row = self.row
        if row is None:
            return
        claim = row.claim.id
        self.desk_app.choose_group(
            _("Move {claim} into which group?").format(claim=row.letter),
            self._mover(claim, _("{claim} moved").format(claim=row.letter)),
        )

    def _mover(self, claim: str, said: str) -> Callable[[str | None], Awaitable[None]]:
        seen = self.as_of

        async def move(group: str | None) -> None:
            if group is not None:
                await self.desk_app.decide(lambda: self.desk.move(claim, group, seen=seen), said)

        return move

    def action_verdict(self) -> None:
        view = self.view
        if view is None:
            return

        async def settle(verdict: Verdict | None) -> None:
            if verdict is not None:
                said = _("verdict: {status}").format(status=_(words.STATUSES[verdict.status]))
                await self.desk_app.decide(lambda: self.desk.settle(view, verdict), said)

        self.app.push_screen(VerdictDialog(view), settle)
