"""Pages from the web, when an address is named: the one part of reading that speaks to the network.

Nothing is fetched unless it was asked for. Every hop is resolved, checked to be public and connected to by the
address that was checked; no cookies, no proxies from the environment, no more than the limits allow.
"""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from reconcile import __version__
from reconcile.model import InputError, Metadatum
from reconcile.reading.addresses import checked
from reconcile.reading.extras import needed
from reconcile.reading.received import Received
from schema.vocabulary import Provenance

#: How the program names itself to servers; robots.txt rules are read for its first word.
AGENT = f"reconcile/{__version__} (fact-checking; fetches single pages when asked)"
_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches single pages.

    ``most`` is in bytes, unpacked; ``seconds`` bounds one page with all its redirects. ``also_allowed`` are IP
    addresses that are let through although they are not public: for tests on loopback, never for users.
    """

    most: int = 20 << 20
    seconds: float = 30.0
    hops: int = 5
    also_allowed: frozenset[str] = frozenset()

    def fetch(self, url: str) -> Received:
        """Fetch a page; raise ``InputError`` where it may not be, cannot be, or takes too much."""
        httpx = needed("httpx", "web", url, "a web address")
        deadline = time.monotonic() + self.seconds
        with (
            httpx.Client(
                trust_env=False, follow_redirects=False, headers={"User-Agent": AGENT}
            ) as client,
            _Alarm(self.seconds) as alarm,
        ):
            try:
                return self._follow(client, url, deadline, alarm)
            except InputError as error:
                if alarm.rang:
                    raise _too_long(url) from error
                raise

    def _follow(self, client: Any, url: str, deadline: float, alarm: _Alarm) -> Received:
        here = url
        for _ in range(self.hops + 1):
            with self._asked(client, here, deadline, alarm) as (response, where):
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    here = urljoin(where, response.headers["location"])
                    continue
                if response.status_code != 200:
                    raise InputError(url, f"answered {response.status_code}")
                data = self._body(response, url, deadline)
                robots = self._robots_allow(client, where, deadline, alarm)
                return self._received(url, where, response, data, robots)
        raise InputError(url, f"redirects more than {self.hops} times")

    def _asked(self, client: Any, url: str, deadline: float, alarm: _Alarm) -> _Asked:
        host, port, addresses = checked(url, also_allowed=self.also_allowed)
        return _Asked(client, url, host, port, addresses, _left(url, deadline), alarm)

    def _body(self, response: Any, url: str, deadline: float) -> bytes:
        unpack = _unpacker(response.headers.get("content-encoding", ""), url)
        parts: list[bytes] = []
        total = 0
        for packed in _chunks(response, url):
            for part in unpack(packed):
                parts.append(part)
                total += len(part)
                if total > self.most:
                    raise InputError(url, f"is larger than {self.most >> 20} MB")
            _left(url, deadline)
        return b"".join(parts)

    def _received(self, url: str, where: str, response: Any, data: bytes, robots: bool) -> Received:
        media_type, _, parameters = response.headers.get("content-type", "").partition(";")
        charset = parameters.partition("charset=")[2].split(";")[0].strip(" \"'")
        said = []
        if wish := response.headers.get("x-robots-tag"):
            said.append(Metadatum("robots", wish, Provenance.PAGE, 1.0, "X-Robots-Tag"))
        if not robots:
            said.append(Metadatum("robots", "disallowed", Provenance.PAGE, 1.0, "robots.txt"))
        if modified := response.headers.get("last-modified"):
            said.append(Metadatum("served_as_of", modified, Provenance.PAGE, 0.5, "Last-Modified"))
        if where != url:
            said.append(Metadatum("asked_for", url, Provenance.OPTION, 1.0, "address as given"))
        return Received(
            path=url,
            data=data,
            media_type=media_type.strip().casefold() or None,
            charset=charset or None,
            url=where,
            retrieved=dt.datetime.now(dt.UTC).replace(microsecond=0),
            metadata=tuple(said),
        )

    def _robots_allow(self, client: Any, url: str, deadline: float, alarm: _Alarm) -> bool:
        """Ask a site's robots.txt; a site without one, or one that cannot be read, wishes nothing."""
        parts = urlsplit(url)
        address = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        try:
            with self._asked(client, address, deadline, alarm) as (response, _):
                if response.status_code != 200:
                    return True
                text = self._body(response, address, deadline).decode("utf-8", "replace")
        except InputError:
            return True
        from urllib.robotparser import RobotFileParser

        rules = RobotFileParser()
        rules.parse(text.splitlines())
        return rules.can_fetch("reconcile", url)


class _Alarm:
    """Hangs up all connections when the time is up: a server that drips bytes never times out by itself.

    The sockets are shut down, not closed: a closed one's number might be another file's by then.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._sockets: list[Any] = []
        self.rang = False

    def __enter__(self) -> _Alarm:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Note every connection that is made: httpx's ``trace`` extension."""
        if event == "connection.connect_tcp.complete":
            self._sockets.append(info["return_value"].get_extra_info("socket"))
            if self.rang:
                self._ring()

    def _ring(self) -> None:
        self.rang = True
        for held in self._sockets:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


class _Asked:
    """A request under way to an address that was checked."""

    def __init__(
        self,
        client: Any,
        url: str,
        host: str,
        port: int,
        addresses: tuple[str, ...],
        seconds: float,
        alarm: _Alarm,
    ) -> None:
        self._alarm = alarm
        self._client, self._url, self._host = client, url, host
        self._port, self._addresses, self._seconds = port, addresses, seconds
        self._response: Any = None

    def __enter__(self) -> tuple[Any, str]:
        import httpx

        for address in self._addresses:
            last = address == self._addresses[-1]
            try:
                self._response = self._client.send(self._request(address), stream=True)
                break
            except httpx.ConnectError as error:
                # A host may have an address of a kind that this network does not reach.
                if last:
                    raise InputError(self._url, _why(error)) from error
            except _failures() as error:
                raise InputError(self._url, _why(error)) from error
        return self._response, self._url

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()

    def _request(self, address: str) -> Any:
        parts = urlsplit(self._url)
        literal = f"[{address}]" if ":" in address else address
        # The connection goes to the checked address; the name is still what the server and its
        # certificate are asked for.
        pinned = urlunsplit(
            (parts.scheme, f"{literal}:{self._port}", parts.path or "/", parts.query, "")
        )
        return self._client.build_request(
            "GET",
            pinned,
            headers={"Host": parts.netloc, "Accept-Encoding": "gzip, deflate"},
            extensions={"sni_hostname": self._host, "trace": self._alarm.watch},
            timeout=self._seconds,
        )


def _chunks(response: Any, url: str) -> Iterator[bytes]:
    try:
        yield from response.iter_raw(_CHUNK)
    except _failures() as error:
        raise InputError(url, _why(error)) from error


def _unpacker(encoding: str, url: str) -> Callable[[bytes], Iterator[bytes]]:
    """Give what unpacks a body piece by piece, so that a bomb is noticed while it unfolds."""
    encoding = encoding.strip().casefold()
    if encoding in ("", "identity"):
        return lambda data: iter((data,))
    if encoding not in ("gzip", "deflate"):
        raise InputError(url, f"comes packed as {encoding}, which was not asked for")
    inflater = zlib.decompressobj(wbits=47 if encoding == "gzip" else 15)

    def unpack(data: bytes) -> Iterator[bytes]:
        try:
            while data:
                yield inflater.decompress(data, _CHUNK)
                data = inflater.unconsumed_tail
        except zlib.error as error:
            raise InputError(url, f"is damaged: {error}") from error

    return unpack


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_long(url)
    return left


def _too_long(url: str) -> InputError:
    return InputError(url, "took too long to answer", "try again, or save the page")


def _failures() -> tuple[type[Exception], ...]:
    import httpx

    return (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError)


def _why(error: Exception) -> str:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "took too long to answer"
    return f"cannot be fetched: {' '.join(str(error).split()) or type(error).__name__}"
