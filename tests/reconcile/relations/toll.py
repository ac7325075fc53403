"""A rising toll as five origins print it: rounded, late, and reprinted by others."""

from __future__ import annotations

import datetime as dt
import random

from reconcile.model import Claim
from tests.reconcile.relations.build import claim

ORIGINS = ("ministry", "red crescent", "united nations", "agency", "observatory")
START = dt.date(2023, 10, 7)


def rising_toll(
    *,
    days: int = 60,
    seed: int = 0,
    kind: str = "cumulative",
    dated: bool = True,
    start: bool = True,
    wrong: tuple[int, int, float] | None = None,
) -> list[Claim]:
    """Generate a toll over ``days``; ``wrong`` plants (day, number of the origin, figure).

    Undated claims say nothing of their own date: the day of the paper stands in for it.
    """
    draw = random.Random(seed)
    truth, total = [], 0
    for _ in range(days):
        total += draw.randint(3, 60)
        truth.append(total)
    claims = []
    for day in range(days):
        for number, origin in enumerate(ORIGINS):
            delay = draw.choice((0, 0, 0, 1, 2)) if number else 0
            known = max(0, day - delay)
            words = _words(truth[known], draw)
            planted = wrong is not None and wrong[:2] == (day, number)
            if planted and wrong is not None:
                words = f"{wrong[2]:.0f}"
            name = "planted" if planted else f"d{day:02d}-{number}"
            claims.append(_claim(name, words, origin, known, day, kind, dated, start))
            if number == 0 and day % 5 == 0:
                reprint = f"r{day:02d}"
                claims.append(
                    _claim(reprint, words, origin, known, day + 1, kind, dated, start, "daily")
                )
    return claims


def _words(value: int, draw: random.Random) -> str:
    choice = draw.randint(0, 4)
    if choice == 0:
        return f">={value}"
    if choice == 1 and value >= 100:
        return f"{round(value / 100) * 100}"
    if choice == 2 and value >= 10:
        return f"~{round(value / 10) * 10}"
    if choice == 3:
        return f">{value - 1}"
    return str(value)


def _claim(
    name: str,
    words: str,
    origin: str,
    known: int,
    published: int,
    kind: str,
    dated: bool,
    start: bool,
    outlet: str | None = None,
) -> Claim:
    return claim(
        words,
        id=name,
        origin=origin,
        start=str(START) if start else None,
        as_of=str(START + dt.timedelta(known)) if dated else None,
        published=str(START + dt.timedelta(published)),
        kind=kind,
        places=("PS/gaza",),
        population="people",
        outlet=outlet,
    )
