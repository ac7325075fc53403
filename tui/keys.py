"""From the table of actions to Textual's bindings, and from a key's name to what stands on a keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from textual.binding import Binding, BindingType

from tui.actions import Action, Scope, of

_WRITTEN = {
    "enter": "⏎",
    "space": "␣",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "plus": "+",
    "equals_sign": "=",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc",
    "at": "@",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
}


class HasKeymap(Protocol):
    """An application that keeps the editor's own keys: action id → keys."""

    own_keys: Mapping[str, str]


def bindings(*scopes: Scope) -> list[BindingType]:
    """Make Textual's bindings for the actions of ``scopes``."""
    return [
        Binding(action.keys, action.run, action.help, show=False, id=action.id)
        for action in of(*scopes)
    ]


def written(key: str) -> str:
    """Write a key's name as on a keyboard: ``^f``, ``⏎``, ``PgDn``."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return _WRITTEN.get(key, key)


def keys_of(app: object, action: Action) -> tuple[str, ...]:
    """The keys that run ``action`` now, as written on a keyboard."""
    own = cast("HasKeymap", app).own_keys.get(action.id)
    return tuple(written(key) for key in (own or action.keys).split(","))


def key_of(app: object, action: Action) -> str:
    """The first key that runs ``action`` now."""
    return keys_of(app, action)[0]
