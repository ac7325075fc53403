"""Every command explains itself with an example."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from reconcile.cli import main
from reconcile.cli.commands import COMMANDS


def every_command() -> Iterator[list[str]]:
    """Name each command, and those of a group after the group itself."""
    for name in COMMANDS:
        yield [name]
        command = main.get_command(click.Context(main), name)
        if isinstance(command, click.Group):
            yield from ([name, inner] for inner in command.commands)


@pytest.mark.parametrize("command", list(every_command()), ids=" ".join)
def test_help_shows_an_example_of_the_command_itself(command: list[str]) -> None:
    told = CliRunner().invoke(main, [*command, "--help"])
    assert told.exit_code == 0
    examples = told.output.partition("Example")[2]
    assert "reconcile" in examples
    assert command[0] in examples


@pytest.mark.parametrize(
    "name", ["documents", "groups", "claims", "sources", "search", "who", "history", "show"]
)
def test_what_lists_can_give_json(name: str) -> None:
    told = CliRunner().invoke(main, [name, "--help"])
    assert "--json" in told.output
