"""The chart of figures over time is read without colour, at 60 columns."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len

from reconcile.model import GroupView, PartialDate, Quantity, Scope
from schema.vocabulary import Comparator, ScopeKind, Status
from tests.tui.claims import ASSESSMENT, CLAIMS, FIRST, GROUP, SECOND, UNION
from tui import chart_drawing, rows
from tui.widgets.figure_chart import conflicts_of

VIEW = GroupView(GROUP, Status.OPEN, 1, CLAIMS, {}, ASSESSMENT)


def drawn(width: int = 60, height: int = 18) -> list[str]:
    lines = chart_drawing.draw(rows.rows(VIEW), width, height, conflicts_of(VIEW))
    return ["".join(text for text, _ink in line) for line in lines]


def row_with(lines: list[str], mark: str) -> int:
    return next(number for number, line in enumerate(lines) if mark in line)


def test_every_claim_with_a_figure_has_its_mark_and_letter() -> None:
    text = "\n".join(drawn())
    for mark in ("●A", "■B", "▲C", "◆D"):
        assert mark in text


def test_a_higher_figure_stands_higher_and_a_later_one_further_right() -> None:
    lines = drawn()
    assert row_with(lines, "■B") < row_with(lines, "●A") < row_with(lines, "▲C")
    assert lines[row_with(lines, "●A")].index("●") < lines[row_with(lines, "■B")].index("■")


def test_an_open_end_is_an_arrow_and_a_period_a_line() -> None:
    lines = drawn()
    column = lines[row_with(lines, "■B")].index("■")
    assert any(line[column : column + 1] == "↑" for line in lines[: row_with(lines, "■B")])
    assert "├──" in lines[row_with(lines, "■B")]


def test_contradictions_are_joined_and_named() -> None:
    lines = drawn()
    assert any("x contradict: A–C, B–C" in line for line in lines)
    assert sum("·" in line for line in lines) >= 2


def test_nothing_is_wider_or_higher_than_there_is_room() -> None:
    for width, height in ((24, 6), (40, 8), (58, 12), (120, 40)):
        lines = drawn(width, height)
        assert len(lines) <= height + 3
        assert all(cell_len(line) <= width for line in lines)


def test_too_little_room_is_said() -> None:
    assert drawn(12, 3)[0].startswith("Too small")


def test_a_single_day_and_a_single_figure_can_be_drawn() -> None:
    quantity = Quantity("0", 0, 1, 0, 0, 0, Comparator.EXACT)
    day = PartialDate(2024, 3, 5)
    scope = Scope(ScopeKind.INCIDENT, day, day)
    alike = [replace(item, quantity=quantity, scope=scope) for item in (FIRST, SECOND, UNION)]
    view = replace(VIEW, claims=tuple(alike))
    lines = chart_drawing.draw(rows.rows(view), 60, 12, [])
    text = "\n".join("".join(piece for piece, _ink in line) for line in lines)
    assert all(letter in text for letter in "ABC")


def test_figures_of_very_different_size_stay_apart() -> None:
    values = (3, 40, 6000)
    scaled = [
        replace(item, quantity=Quantity(str(value), 0, 1, value, value, value, Comparator.EXACT))
        for item, value in zip((FIRST, SECOND, UNION), values, strict=True)
    ]
    view = replace(VIEW, claims=tuple(scaled))
    lines = chart_drawing.draw(rows.rows(view), 60, 16, [])
    text = ["".join(piece for piece, _ink in line) for line in lines]
    places = [row_with(text, mark) for mark in ("●A", "■B", "▲C")]
    assert len(set(places)) == 3
