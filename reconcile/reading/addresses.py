"""Addresses of pages: which ones may be asked, and which are the same page."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from reconcile.model import InputError

_SCHEMES = ("http", "https")
#: Parameters that say how a reader came to a page, not which page it is.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|xtor|mc_[ce]id|at_\w+|cmpid", re.IGNORECASE)
#: Ranges that carry an IPv4 address within an IPv6 one, and so could hide a private one.
_CARRIERS = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("2001::/32"),
    ipaddress.ip_network("::/96"),
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_address(path: str) -> bool:
    """Tell whether something named on a command line is a web address and no file."""
    return path.lower().startswith(("http://", "https://"))


def same_page(url: str) -> str:
    """Give the form of an address that all addresses of the same page share."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def checked(url: str, *, also_allowed: Collection[str] = ()) -> tuple[str, int, tuple[str, ...]]:
    """Resolve an address; give the host, the port and the IP addresses to connect to.

    Every address that the name resolves to must be a public one, or one of ``also_allowed``; the connection is
    then made to an address that was checked, so that a second answer of the name server changes nothing.
    Raise ``InputError`` on anything else, including user names in the address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise InputError(url, "is no web address", "http://… or https://…")
    if parts.username or parts.password:
        raise InputError(url, "holds a user name or password, which are not sent")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise InputError(url, "names no possible port") from error
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(url, f"its host {parts.hostname} is not found") from error
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    for text in addresses:
        if text in also_allowed:
            continue
        if not is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise InputError(
                url,
                f"leads to {text}, which is no public address",
                "save the page and add the file",
            )
    if not addresses:
        raise InputError(url, f"its host {parts.hostname} has no address")
    return parts.hostname, port, tuple(addresses)


def is_public(address: Address) -> bool:
    """Tell whether an IP address is reachable by anyone: neither loopback, link-local, private nor reserved."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _CARRIERS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
