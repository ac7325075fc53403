"""Laws of wrapping: nothing is lost, nothing is too wide, and every offset has its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.finding import find
from tui.visible import visible
from tui.widgets.wrapping import BLOCK, Wrapped

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\n  é負́\u200b\u202e\x1b\t-"), st.characters(codec="utf-8")
    ),
    max_size=400,
)


def lines_of(wrapped: Wrapped) -> list[tuple[int, int]]:
    found = []
    number = 0
    while (line := wrapped.line(number)) is not None:
        found.append(line)
        number += 1
    return found


@given(TEXTS, st.integers(2, 40))
def test_the_lines_together_are_the_text(text: str, width: int) -> None:
    lines = lines_of(Wrapped(text, width))
    assert "".join(text[start:end] for start, end in lines) == text


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    for start, end in lines_of(Wrapped(text, width)):
        shown = visible(text[start:end]).rstrip(" ")
        assert cell_len(shown) <= width


@given(TEXTS, st.integers(2, 40), st.data())
def test_every_offset_stands_on_its_line(text: str, width: int, data: st.DataObject) -> None:
    wrapped = Wrapped(text, width)
    offset = data.draw(st.integers(0, max(0, len(text) - 1)))
    line = wrapped.line(wrapped.number_of(offset))
    assert line is not None
    assert line[0] <= offset <= line[1]


@given(st.text("ab \n", min_size=0, max_size=300), st.integers(8, 40), st.data())
def test_signs_take_room_and_leave_the_text_alone(
    text: str, width: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, max(0, len(text) - 1)))
    wrapped = Wrapped(text, width)
    wrapped.re_mark({at: 2})
    lines = lines_of(wrapped)
    assert "".join(text[start:end] for start, end in lines) == text
    for start, end in lines:
        extra = 2 if start <= at < end else 0
        shown = text[start:end].rstrip("\n").rstrip(" ")
        assert cell_len(shown) + extra <= width + 2 * (len(shown) < at - start + 1)


def test_a_text_of_many_blocks_keeps_its_lines_in_order() -> None:
    text = "\n".join(f"line {number}" for number in range(3 * BLOCK))
    wrapped = Wrapped(text, 80)
    offset = text.index("line 9000")
    line = wrapped.line(wrapped.number_of(offset))
    assert line is not None
    assert text[line[0] : line[1]] == "line 9000\n"


def test_words_are_found_whatever_their_accents_case_and_spaces() -> None:
    text = "Des BLESSÉS à l’hôpital,\n des  blesses a l'hopital"
    assert [text[start:end] for start, end in find(text, "blesses a l'hopital")] == [
        "BLESSÉS à l’hôpital",
        "blesses a l'hopital",
    ]
    assert find(text, "   ") == []
