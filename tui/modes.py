"""The screens of the modes that are not opened first; each is imported when it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.base import DeskScreen


def group() -> DeskScreen:
    """Make the group screen."""
    from tui.screens.group import GroupScreen

    return GroupScreen()


def source() -> DeskScreen:
    """Make the source screen."""
    from tui.screens.source import SourceScreen

    return SourceScreen()


def audit() -> DeskScreen:
    """Make the audit screen."""
    from tui.screens.audit import AuditScreen

    return AuditScreen()


def export() -> DeskScreen:
    """Make the export screen."""
    from tui.screens.export import ExportScreen

    return ExportScreen()


def warm_up() -> None:
    """Import what opening a group needs, before anybody asks for it."""
    import reconcile.relations.explain  # noqa: F401 - loaded for later
    import tui.screens.group  # noqa: F401 - loaded for later
