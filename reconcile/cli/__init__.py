"""The command line: verbs over the steps and the ledger.

Commands are found by name and imported when they run, so that ``reconcile --help`` stays cheap: this
module loads Click and nothing else. A family of commands is one module beside this one.
"""

from __future__ import annotations

import importlib

import click

from reconcile import __version__
from reconcile.cli.commands import COMMANDS, SECTIONS
from reconcile.cli.showing import visible
from reconcile.model.errors import ReconcileError


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, text) for name, (_, text) in commands.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ReconcileError as error:
            # It may quote a name from a text, or what an editor wrote.
            raise click.ClickException("\n".join(map(visible, str(error).splitlines()))) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reconcile")
@click.option(
    "--ledger",
    metavar="URL",
    envvar="RECONCILE_LEDGER",
    default="reconcile.db",
    show_default=True,
    help="The ledger: a file, or an SQLAlchemy URL of SQLite or PostgreSQL.",
)
@click.option(
    "--editor",
    metavar="NAME",
    envvar="RECONCILE_EDITOR",
    help="Who decides; the login name unless given.",
)
@click.pass_context
def main(ctx: click.Context, ledger: str, editor: str | None) -> None:
    """Keep every statement with its source, and say why figures differ.

    \b
    Example:
      reconcile add --published 2023-11-10 dispatch.txt
      reconcile review
      reconcile export -f csv -o table.csv
    """
    from reconcile.cli.settings import Settings

    ctx.obj = Settings(ledger=ledger, editor=editor)
