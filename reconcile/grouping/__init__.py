"""Claims to Groups that answer one question."""

from reconcile.grouping.engines import Engine, engine_of
from reconcile.grouping.explaining import explain, waterfall
from reconcile.grouping.groups import group
from reconcile.grouping.links import ContradictoryLinksError

__all__ = ["ContradictoryLinksError", "Engine", "engine_of", "explain", "group", "waterfall"]
