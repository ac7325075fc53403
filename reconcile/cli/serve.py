"""`reconcile serve`: the desk in a browser, on loopback, behind a token."""

from __future__ import annotations

import os
import secrets
import shlex
import socket
import sys

import click

from reconcile.cli.settings import Settings
from reconcile.model import ReconcileError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command()
@click.option(
    "--host",
    type=click.Choice(_LOOPBACK),
    default=_LOOPBACK[0],
    show_default=True,
    help="Where to listen; only this machine can reach it.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; a free one unless given."
)
@click.option("--language", metavar="CODE", help="fr or en; that of the locale unless given.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, language: str | None) -> None:
    """Open the desk in a browser.

    The address that is printed holds a token: whoever has it decides in your name.

    \b
    Example:
      reconcile --ledger r.db serve
      reconcile --ledger r.db serve --port 8000
    """
    try:
        from reconcile.cli.guarded_server import GuardedServer
    except ModuleNotFoundError as error:
        raise ReconcileError(
            f"the desk in a browser needs {error.name}; pip install 'reconcile-claims[serve]'"
        ) from error
    # By the environment, not on the command line: an address may hold a password.
    os.environ["RECONCILE_LEDGER"] = settings.ledger
    os.environ["RECONCILE_EDITOR"] = settings.actor
    command = [sys.executable, "-m", "reconcile", "review"]
    if language:
        command += ["--language", language]
    chosen = port or _free_port(host)
    token = secrets.token_urlsafe(24)
    server = GuardedServer(
        shlex.join(command), host=host, port=chosen, title="reconcile", token=token
    )
    name = f"[{host}]" if ":" in host else host
    click.echo(f"http://{name}:{chosen}/?token={token}")
    click.echo("Press Ctrl+C to stop.", err=True)
    server.serve()


def _free_port(host: str) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
