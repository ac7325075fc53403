"""Pages from the web: only when asked, never from within, and no more than the limits allow."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from reconcile.model import InputError
from reconcile.reading import Given, read_received
from reconcile.reading.addresses import is_public, same_page
from reconcile.reading.fetching import Fetcher
from tests.reconcile.reading import formats

LOOPBACK = frozenset({"127.0.0.1", "::1"})


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Host"]))
        port = self.server.server_address[1]
        if self.path == "/robots.txt":
            self._answer(b"User-agent: *\nDisallow: /private\n", "text/plain")
        elif self.path in ("/page", "/private/page"):
            self._answer(formats.html(), "text/html; charset=utf-8")
        elif self.path == "/packed":
            self._answer(gzip.compress(formats.html()), "text/html", encoding="gzip")
        elif self.path == "/bomb":
            self._answer(gzip.compress(b"x" * 30_000_000), "text/html", encoding="gzip")
        elif self.path == "/moved":
            self._redirect(f"http://localhost:{port}/page")
        elif self.path == "/inwards":
            self._redirect(f"http://127.0.0.2:{port}/page")
        elif self.path == "/to-a-file":
            self._redirect("file:///etc/passwd")
        elif self.path == "/circle":
            self._redirect("/circle")
        elif self.path == "/dripping":
            for _ in range(200):
                try:
                    self.wfile.write(b"H")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)
        else:
            self.send_error(404)

    def _answer(self, data: bytes, media_type: str, encoding: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(data)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.seen.clear()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_with_its_address_and_time(site: str) -> None:
    received = Fetcher(also_allowed=LOOPBACK).fetch(f"{site}/moved")
    assert received.url == f"{site}/page"
    assert received.data == formats.html()
    assert received.retrieved is not None
    (reading,) = read_received(received, Given())
    document = reading.document
    assert (document.path, document.url) == (f"{site}/moved", f"{site}/page")
    assert document.reader == "html"
    # The server is asked by its name, though the connection goes to the address that was checked.
    assert ("/page", site.removeprefix("http://")) in Handler.seen


def test_a_packed_page_is_kept_unpacked(site: str) -> None:
    assert Fetcher(also_allowed=LOOPBACK).fetch(f"{site}/packed").data == formats.html()


def test_robots_wishes_are_noted(site: str) -> None:
    fetcher = Fetcher(also_allowed=LOOPBACK)
    kept_out = fetcher.fetch(f"{site}/private/page")
    assert [item.value for item in kept_out.metadata if item.field == "robots"] == ["disallowed"]
    assert not [item for item in fetcher.fetch(f"{site}/page").metadata if item.field == "robots"]


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/absent", "answered 404"),
        ("/bomb", "larger than 1 MB"),
        ("/inwards", "127.0.0.2, which is no public address"),
        ("/to-a-file", "no web address"),
        ("/circle", "redirects more than"),
        ("/slow", "took too long"),
        ("/dripping", "took too long"),
    ],
)
def test_what_takes_too_much_or_leads_inwards_is_refused(
    site: str, path: str, complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        Fetcher(most=1 << 20, seconds=1.0, also_allowed=LOOPBACK).fetch(f"{site}{path}")


def test_loopback_is_refused_unless_a_test_asks_for_it(site: str) -> None:
    with pytest.raises(InputError, match="no public address"):
        Fetcher().fetch(f"{site}/page")
    assert Handler.seen == []


@pytest.mark.parametrize(
    "url", ["http://user:secret@example.org/", "ftp://example.org/", "http:///x", "http://h:99999/"]
)
def test_odd_addresses_are_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(InputError):
        Fetcher().fetch(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_addresses_within_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_web_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_addresses_of_one_page_are_the_same() -> None:
    page = same_page("http://www.Courrier.example/a/1/?utm_source=x&id=3#top")
    assert page == same_page("https://courrier.example/a/1?id=3")
    assert page != same_page("https://courrier.example/a/1?id=4")
