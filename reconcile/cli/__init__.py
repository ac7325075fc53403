"""The command line: verbs over the steps and the ledger.

Commands are found by name and imported when they run, so that ``reconcile --help`` stays cheap: this
module loads Click and nothing else. A family of commands is one module beside this one.
"""

from __future__ import annotations

import importlib

import click

from reconcile import __version__
from reconcile.model.errors import ReconcileError

#: Command → the module that holds it (as a Click command of the same name), and its short help.
COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("reconcile.cli.add", "Read texts, find their claims, and keep what is new."),
    "watch": ("reconcile.cli.watch", "Keep adding what appears in a folder or feed."),
    "review": ("reconcile.cli.review", "Open the desk: see what differs and decide."),
    "serve": ("reconcile.cli.serve", "Open the desk in a browser, on this machine alone."),
    "export": ("reconcile.cli.export", "Write the reconciled table."),
    "diff": ("reconcile.cli.diff", "Say what changed between two exports."),
    "bundle": ("reconcile.cli.bundle", "Write the whole ledger as one file that others can check."),
    "unbundle": ("reconcile.cli.bundle", "Make a ledger of a bundle."),
    "import-decisions": (
        "reconcile.cli.decisions",
        "Say what a table that was edited elsewhere would decide.",
    ),
    "who": ("reconcile.cli.audit", "Show what a source said, where, and what became of it."),
    "history": ("reconcile.cli.audit", "Show who decided what, and when."),
    "verify": ("reconcile.cli.audit", "Check the journal, the documents and every quote."),
    "seal": ("reconcile.cli.audit", "Write the journal's head, to be published elsewhere."),
    "show": ("reconcile.cli.decide", "Show one group: claims, suggestions, decisions."),
    "judge": ("reconcile.cli.decide", "Judge how two claims stand to one another."),
    "clear": ("reconcile.cli.decide", "Take a judgement away."),
    "settle": ("reconcile.cli.decide", "Give a verdict on a group: low, best, high, why."),
    "status": ("reconcile.cli.decide", "Set how far the review of a group has come."),
    "assign": ("reconcile.cli.decide", "Assign a group to an editor."),
    "note": ("reconcile.cli.decide", "Write a note on a group, claim, source or document."),
    "merge": ("reconcile.cli.decide", "Merge groups."),
    "split": ("reconcile.cli.decide", "Split claims off a group."),
    "move": ("reconcile.cli.decide", "Move a claim into another group."),
    "correct": ("reconcile.cli.decide", "Correct a field of a claim."),
    "grade": ("reconcile.cli.decide", "Grade a source or a claim on the Admiralty code."),
    "merge-sources": ("reconcile.cli.decide", "Say that two sources are one."),
    "undo": ("reconcile.cli.decide", "Take a decision back."),
    "redo": ("reconcile.cli.decide", "Do again what was taken back."),
    "db": ("reconcile.cli.db", "Upgrade, check, back up, restore, copy a ledger; grant roles."),
    "documents": ("reconcile.cli.lookup", "List the documents."),
    "groups": ("reconcile.cli.lookup", "List the groups."),
    "claims": ("reconcile.cli.lookup", "List the claims."),
    "sources": ("reconcile.cli.lookup", "List the sources."),
    "search": ("reconcile.cli.lookup", "Find words in everything that is kept."),
    "extract": (
        "reconcile.cli.extract",
        "Print the claims of texts as JSON Lines, without a ledger.",
    ),
    "gold": ("reconcile.cli.gold", "Write what editors corrected as marked claims."),
    "score": ("reconcile.cli.gold", "Measure extraction against claims marked by hand."),
    "quantities": ("reconcile.cli.figures", "Print the figures of each line of text."),
    "group": ("reconcile.cli.group", "Group claims that answer the same question."),
    "compare": ("reconcile.cli.compare", "Say how two texts or claims stand to one another."),
    "bounds": ("reconcile.cli.bounds", "Bound a group's figure over any period and place."),
    "demo": ("reconcile.cli.demo", "Make a ledger of the project's own dispatches and open it."),
}


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
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ReconcileError as error:
            raise click.ClickException(str(error)) from error


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
