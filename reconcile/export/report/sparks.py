"""The small drawing of a group in the overview: how its figures lie beside one another, without words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.export.report.points import Point, clusters_of, values_of
from reconcile.export.report.scale import figure_scale

#: The drawing's own units.
WIDTH, HEIGHT = 140.0, 36.0
_EDGE = 5.0
_MOST = 40


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: where it stands, and the ends of what its words allow."""

    colour: int
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Spark:
    """A drawing of ``WIDTH`` by ``HEIGHT``."""

    width: float
    height: float
    dots: tuple[Dot, ...]


def spark_of(points: Sequence[Point]) -> Spark | None:
    """Draw figures small; ``None`` where fewer than two differ in figure or day."""
    clusters = clusters_of(points)[:_MOST]
    if len({(item.day, item.quantity.interval) for item in clusters}) < 2:
        return None
    scale = figure_scale([value for item in clusters for value in values_of(item.quantity)])
    first, last = clusters[0].day, clusters[-1].day
    days = (last - first).days
    dots = []
    for number, item in enumerate(clusters):
        values = values_of(item.quantity)
        share = (item.day - first).days / days if days else (number + 0.5) / len(clusters)
        middle = item.quantity.value if item.quantity.value in values else sum(values) / len(values)
        dots.append(
            Dot(
                item.origin,
                _EDGE + (WIDTH - 2 * _EDGE) * share,
                _up(scale.share(middle)),
                _EDGE if item.quantity.high is None else _up(scale.share(max(values))),
                HEIGHT - _EDGE if item.quantity.low is None else _up(scale.share(min(values))),
            )
        )
    return Spark(WIDTH, HEIGHT, tuple(dots))


def _up(share: float) -> float:
    return HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * share
