"""What the three linked-data formats share: names of things, and a graph written node by node."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO
from urllib.parse import quote

from reconcile.export.text import sound
from reconcile.model import PartialDate

Node = Mapping[str, Any]


def urn(kind: str, identifier: str) -> str:
    """Name a thing of the ledger by its kind and id; the name is valid wherever the ledger is."""
    return f"urn:reconcile:{kind}:{quote(identifier, safe='._~-')}"


def web_address(url: str | None) -> str | None:
    """Give an address fit to name a thing in RDF: of the web, what RFC 3987 forbids percent-encoded."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    return quote(sound(url), safe=":/?#[]@!$&'()*+,;=%~._-")


def without_empty(node: Node) -> dict[str, Any]:
    """Leave out what is not known: in RDF the absence of a statement says so."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def day(date: PartialDate | None) -> str | None:
    """Give a date as precisely as it is known."""
    return str(date) if date else None


def write_graph(
    out: BinaryIO, head: Node, key: str, nodes: Iterable[Node], tail: str = "}"
) -> None:
    """Write ``head`` with a list of nodes under ``key``, one node a line, held one at a time."""
    opening = json.dumps(head, ensure_ascii=False)
    out.write(sound(f'{opening[:-1]}, "{key}": [').encode())
    separator = "\n"
    for node in nodes:
        text = json.dumps(without_empty(node), ensure_ascii=False)
        out.write(sound(f"{separator}{text}").encode())
        separator = ",\n"
    out.write(f"\n]{tail}\n".encode())
