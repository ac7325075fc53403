"""``reconcile quantities`` keeps its contract, line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reconcile.cli import main


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    """Run the command on standard input."""
    return CliRunner().invoke(main, ["quantities", *arguments], input=text)


def lines(result: Result) -> list[dict[str, object]]:
    """Read what it printed."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_gives_one_object_even_an_empty_one() -> None:
    found = lines(run("--language", "fr", text="Plus de 1 400 morts\n\nquatre-vingt cinq\n"))
    assert [item["text"] for item in found] == ["Plus de 1 400 morts", "", "quatre-vingt cinq"]
    assert [len(item["quantities"]) for item in found] == [1, 0, 1]  # type: ignore[arg-type]


def test_a_figure_has_the_fields_of_the_contract() -> None:
    (item,) = lines(run("--language", "fr", text="Plus de 1 400 morts"))
    (quantity,) = item["quantities"]  # type: ignore[misc]
    assert quantity == {
        "raw": "Plus de 1 400",
        "start": 0,
        "end": 13,
        "value": 1400,
        "low": 1401,
        "high": None,
        "comparator": "more_than",
        "rounded": False,
        "unit": None,
        "coded_floor": None,
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [("quatre-vingt cinq", 85), ("five", 5), ("53000243724", 53_000_243_724), ("un", 1)],
)
def test_a_bare_number_needs_no_language_and_no_noun(text: str, value: float) -> None:
    (item,) = lines(run(text=text))
    (quantity,) = item["quantities"]  # type: ignore[misc]
    assert quantity["value"] == value


def test_only_a_line_feed_ends_a_line() -> None:
    (item,) = lines(run("--language", "fr", text="20 morts\u2028et 30 blessés\x0bhier\r\n"))
    assert len(item["quantities"]) == 2  # type: ignore[arg-type]


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("\ufeff20 morts\n", "utf-8")
    (item,) = lines(run("--language", "fr", str(path)))
    assert item["text"] == "20 morts"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(str(tmp_path / "absent.txt"))
    assert result.exit_code == 1
    assert "absent.txt" in result.stderr
    assert "Traceback" not in result.output


def test_bytes_that_are_no_text_are_named_by_line() -> None:
    result = run("--language", "fr", text=b"20 morts\n\xff\xfe\n")
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_an_unknown_language_is_used_wrongly() -> None:
    assert run("--language", "xx", text="20").exit_code == 2
