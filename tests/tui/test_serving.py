"""The desk in a browser is reached by whoever holds the token, from this machine, and by nobody else."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def serving(address: str) -> AsyncIterator[tuple[str, str]]:
    """Serve a ledger in a process of its own; give the server's address and the token."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "reconcile", "--ledger", address, "--editor", "anne", "serve",
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        printed = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()
        base, _question, token = printed.partition("/?token=")
        await _listening(base)
        yield base, token
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _listening(base: str) -> None:
    for _attempt in range(200):
        try:
            async with aiohttp.ClientSession() as session, session.get(base):
                return
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.1)
    raise AssertionError(f"nothing listens at {base}")


async def test_only_the_token_opens_the_desk(address: str) -> None:
    async with serving(address) as (base, token), aiohttp.ClientSession() as stranger:
        assert (await stranger.get(base)).status == 403
        assert (await stranger.get(f"{base}/?token=wrong")).status == 403
        assert (await stranger.get(f"{base}/static/js/textual.js")).status == 403
        elsewhere = {"Host": "evil.example"}
        assert (await stranger.get(f"{base}/?token={token}", headers=elsewhere)).status == 403
        foreign = {"Origin": "http://evil.example"}
        assert (await stranger.get(f"{base}/?token={token}", headers=foreign)).status == 403
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as editor:
            page = await editor.get(f"{base}/?token={token}")
            text = await page.text()
            assert page.status == 200
            assert "token" not in str(page.url)
            assert "https://" not in text
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
            for origin in (None, "http://evil.example"):
                headers = {"Origin": origin} if origin else {}
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await editor.ws_connect(f"{base}/ws", headers=headers)


async def test_a_browser_s_socket_decides_in_the_ledger(address: str) -> None:
    from reconcile.ledger import Ledger

    async with serving(address) as (base, token):
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as editor:
            await editor.get(f"{base}/?token={token}")
            socket = await editor.ws_connect(
                f"{base}/ws?width=80&height=24", headers={"Origin": base}
            )
            await _shown(socket, "Karsa")
            await socket.send_str(json.dumps(["stdin", "\r"]))
            await _shown(socket, "R9")
            await socket.send_str(json.dumps(["stdin", "a"]))
            await _shown(socket, "B = agree")
            await socket.close()
    with Ledger.open(address) as ledger:
        (judgement,) = ledger.group(ledger.inbox().items[0].id).judgements.values()
        assert judgement.editor == "anne"


async def _shown(socket: object, words: str) -> None:
    """Read what is painted until ``words`` are among it."""
    assert isinstance(socket, aiohttp.ClientWebSocketResponse)
    painted = b""
    while words.encode() not in painted:
        message = await asyncio.wait_for(socket.receive(), 40)
        assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), painted[-500:]
        painted += message.data if isinstance(message.data, bytes) else message.data.encode()
