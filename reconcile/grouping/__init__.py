"""Claims to Groups that answer one question."""

from reconcile.grouping.groups import group

__all__ = ["group"]
