"""Help: the keys of what has the focus, in words."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.style import Style

from tui.actions import SCOPE_NAMES, Scope, of
from tui.keys import keys_of
from tui.language import _
from tui.screens.dialogs import TextDialog

#: Cells for the words beside the keys, in the box as it is at 80 columns.
_WORDS = 56


class HelpScreen(TextDialog):
    """The keys of one screen, of lists, and of everywhere."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(_("Keys: {place}").format(place=_(SCOPE_NAMES[scope])), Content(""))
        self._scope = scope

    def on_mount(self) -> None:
        self.show(self._content_now())

    def _content_now(self) -> Content:
        parts: list[Content] = []
        for scope in (self._scope, Scope.LIST, Scope.EVERYWHERE):
            parts.append(Content.styled(_(SCOPE_NAMES[scope]), Style(bold=True)))
            for action in of(scope):
                keys = " ".join(keys_of(self.app, action))
                lines = wrap(_(action.help), _WORDS)
                parts.append(Content(f"  {keys:<10} {lines[0]}"))
                parts += [Content(f"  {'':<10} {line}") for line in lines[1:]]
            parts.append(Content(""))
        return Content("\n").join(parts)
