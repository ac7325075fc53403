"""The drawings of a group: its charts with their key, and the small one of the overview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.export.reading import GroupReading
from reconcile.export.report.cards import ClaimCard, Key
from reconcile.export.report.chart import SHAPES, Chart, draw
from reconcile.export.report.points import Point
from reconcile.export.report.sparks import Spark, spark_of
from reconcile.export.words import Words
from schema.vocabulary import Family

#: More names than these are not read in a key; the table has them all.
_MOST_NAMES = 3


def origin_colours(reading: GroupReading) -> dict[str, int]:
    """Number the independent origins in the order in which their first claims appear."""
    seen: dict[object, int] = {}
    colours = {}
    for claim in reading.view.claims:
        key = reading.group_of_origin.get(claim.id, claim.id)
        colours[claim.id] = min(seen.setdefault(key, len(seen)), len(SHAPES) - 1)
    return colours


def small(reading: GroupReading) -> Spark | None:
    """Draw a group for the overview."""
    colours = origin_colours(reading)
    return spark_of(
        [
            Point(number, claim, colours[claim.id])
            for number, claim in enumerate(reading.view.claims, 1)
        ]
    )


def charts(
    reading: GroupReading, claims: Sequence[ClaimCard], words: Words
) -> Iterator[tuple[str, Chart]]:
    """Draw the chart twice: for a page's width and for a phone's."""
    points = [
        Point(
            card.number,
            claim,
            card.colour,
            words(
                "claim_line",
                n=card.number,
                figure=card.figure,
                who=card.origin,
                when=card.as_of,
                interval=card.interval,
            ),
        )
        for claim, card in zip(reading.view.claims, claims, strict=True)
    ]
    clashes = [
        (item.a, item.b) for item in reading.standings if item.family is Family.CONTRADICTION
    ]
    for kind, width, height in (("wide", 760.0, 320.0), ("narrow", 340.0, 300.0)):
        chart = draw(points, clashes, words, width=width, height=height)
        if chart:
            yield kind, chart


def legend(claims: Sequence[ClaimCard], words: Words) -> Iterator[Key]:
    """Say which mark stands for whom; the last mark stands for all who are left."""
    names: dict[int, dict[str, None]] = {}
    shapes = {}
    # Who is named comes before a paper that speaks for itself.
    for claim in sorted(claims, key=lambda claim: not claim.chain):
        if claim.interval:
            names.setdefault(claim.colour, {})[claim.origin] = None
            shapes[claim.colour] = claim.shape
    for colour in sorted(names):
        known = list(names[colour])
        shown = " · ".join(known[:_MOST_NAMES])
        if more := len(known) - _MOST_NAMES:
            shown += words("more_names", n=more) if more > 0 else ""
        yield Key(shapes[colour], colour, shown)
