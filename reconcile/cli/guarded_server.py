"""The desk in a browser, and nobody else: textual-serve behind a token, with Host and Origin checked.

textual-serve by itself asks for nothing and takes any Origin and Host, so that any page open in the same
browser could drive the desk. Here every request needs the cookie that the token buys, must name this
server as its Host, and a WebSocket must come from a page of this server.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

COOKIE = "reconcile_desk"
_FOLDER = Path(__file__).parent

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class GuardedServer(Server):
    """Serves one desk to whoever holds the token. Loopback only."""

    def __init__(self, command: str, *, host: str, port: int, title: str, token: str) -> None:
        super().__init__(command, host=host, port=port, title=title)
        self.templates_path = _FOLDER
        self._token = token
        named = {host, "localhost", "127.0.0.1", "[::1]"}
        self._hosts = frozenset(f"{name}:{port}" for name in named)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guard(request, handler)

        app.middlewares.append(guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command line has said where it serves."""

    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Host", "") not in self._hosts:
            raise web.HTTPForbidden(text="this server is not called so")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{name}" for name in self._hosts}:
            raise web.HTTPForbidden(text="not from this origin")
        if request.path == "/" and "token" in request.query:
            return self._admit(request)
        if not self._holds(request.cookies.get(COOKIE, "")):
            raise web.HTTPForbidden(text="open the address that `reconcile serve` printed")
        if request.path == "/ws" and origin is None:
            raise web.HTTPForbidden(text="a desk is driven from its own page")
        response = await handler(request)
        _harden(response)
        return response

    def _admit(self, request: web.Request) -> web.StreamResponse:
        """Trade the token for a cookie, and take it out of the address."""
        if not self._holds(request.query["token"]):
            raise web.HTTPForbidden(text="wrong token: open the address that was printed")
        response = web.HTTPFound("/")
        response.set_cookie(COOKIE, self._token, httponly=True, samesite="Strict", path="/")
        _harden(response)
        return response

    def _holds(self, said: str) -> bool:
        return hmac.compare_digest(said.encode(), self._token.encode())

    async def handle_index(self, request: web.Request) -> Any:
        """Serve the page: nothing on it comes from elsewhere."""
        nonce = secrets.token_urlsafe(16)
        address = f"http://{request.headers['Host']}"
        context = {
            "font_size": 16,
            "app_websocket_url": f"ws://{request.headers['Host']}/ws",
            "config": {"static": {"url": f"{address}/static/"}},
            "application": {"name": self.title},
            "nonce": nonce,
        }
        response = aiohttp_jinja2.render_template("serve.html", request, context)
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline';"
            f" font-src 'self'; img-src 'self' data:; connect-src 'self' ws://{request.headers['Host']};"
            " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
        return response


def _harden(response: web.StreamResponse) -> None:
    if response.prepared:
        return
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
