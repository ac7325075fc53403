"""The desk's own two themes, beside Textual's."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="reconcile-dark",
    primary="#7aa2c9",
    secondary="#b39bd6",
    accent="#6fb7b7",
    warning="#e0b25c",
    error="#ec7f7f",
    success="#8cc48c",
    foreground="#dcdfe4",
    background="#15181c",
    surface="#1c2026",
    panel="#252a31",
    dark=True,
)
LIGHT = Theme(
    name="reconcile-light",
    primary="#2f6496",
    secondary="#70509f",
    accent="#1f7272",
    warning="#8a5a00",
    error="#b3261e",
    success="#2c6e2f",
    foreground="#1f2328",
    background="#fbfbf8",
    surface="#f1f1ec",
    panel="#e4e4dd",
    dark=False,
)
OWN = (DARK, LIGHT)
