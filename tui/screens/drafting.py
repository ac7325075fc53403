"""What an editor says of a claim that is added by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from reconcile.model import PartialDate
from tui.language import _
from tui.screens.dialogs import LONGEST
from tui.screens.form import Form
from tui.widgets.cycle import Cycle


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a claim that the passage alone does not give."""

    counted: str
    origin: str
    as_of: PartialDate | None
    here: bool
    reason: str


class DraftDialog(Form[Draft | None]):
    """Ask for what the passage alone does not say, with the passage in view."""

    def __init__(
        self,
        passage: str,
        *,
        figure: str | None,
        origin: str,
        as_of: PartialDate | None,
        group: bool,
    ) -> None:
        read = _("Figure: {figure}").format(figure=figure) if figure else _("No figure in it.")
        super().__init__(_("Add a claim"), f"“{passage[:400]}”\n{read}")
        self._origin, self._as_of, self._group = origin, as_of, group

    def fields(self) -> Sequence[tuple[str, Widget]]:
        places = [_("a group of its own")]
        if self._group:
            places.insert(0, _("the group last opened"))
        return (
            (_("What is counted"), Input(id="counted", max_length=LONGEST)),
            (_("Who says it"), Input(self._origin, id="origin", max_length=LONGEST)),
            (_("As of"), Input(str(self._as_of or ""), id="as_of", max_length=10)),
            (_("Into"), Cycle(places, id="into")),
            (_("Reason"), Input(id="reason", max_length=LONGEST)),
        )

    def answer(self) -> Draft:
        as_of = self.text_of("as_of")
        return Draft(
            counted=self.text_of("counted"),
            origin=self.text_of("origin"),
            as_of=PartialDate.parse(as_of) if as_of else None,
            here=self._group and self.query_one(Cycle).chosen == 0,
            reason=self.text_of("reason"),
        )
