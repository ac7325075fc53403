"""E-mail messages (.eml) and web pages saved as one file (.mhtml), which are messages too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

from reconcile.model import InputError, Metadatum
from reconcile.reading.assembly import assemble
from reconcile.reading.encoding import decode
from reconcile.reading.given import Given
from reconcile.reading.html import article_of, count_elements
from reconcile.reading.problems import Problems
from reconcile.reading.received import Reading, Received, Recognition
from schema.vocabulary import Provenance

_ENDINGS = (".eml", ".mht", ".mhtml")
_HEADER = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][\w-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n"
)
_MAIL_HEADERS = re.compile(
    rb"^(?:From|Date|Message-ID|MIME-Version|Received|Subject|Return-Path):", re.I | re.M
)
#: Parts that are no text of their own.
_PASSED_OVER = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/calendar",
    "application/pgp",
)


class MailReader:
    """Reads a message as one document and every attached file as another."""

    name = "mail"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a message by its header."""
        head = received.data[:16_384]
        match = _HEADER.match(head)
        if match and len(_MAIL_HEADERS.findall(match.group())) >= 2:
            return Recognition.BY_CONTENT
        named = received.name.endswith(_ENDINGS) or received.media_type == "message/rfc822"
        return Recognition.BY_NAME if named else Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read the message, then what is attached to it."""
        from reconcile.reading.registry import read_received

        message: Any = message_from_bytes(received.data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        problems = Problems(received.path, "parts")
        said = tuple(_header(message))
        with problems.gathering("text"):
            text, page = _body(message, received, given)
            yield Reading(
                assemble(
                    received, text, given, self, media_type="message/rfc822", page=(*said, *page)
                )
            )
        carried = tuple(item for item in said if item.field in ("published", "byline"))
        for number, part in enumerate(_attachments(message), start=1):
            if number > given.limits.attachments:
                problems.note(
                    str(number), f"is beyond the {number - 1:,} attached files that are read"
                )
                break
            name = part.get_filename() or str(number)
            with problems.gathering(name):
                inner = received.part(
                    name,
                    _bytes_of(part),
                    media_type=part.get_content_type(),
                    charset=part.get_content_charset(),
                    metadata=tuple(
                        Metadatum(
                            item.field, item.value, Provenance.GUESSED, 0.4, "message it came with"
                        )
                        for item in carried
                    ),
                )
                yield from read_received(inner, given)
        problems.raise_if_any()


def _header(message: EmailMessage) -> Iterator[Metadatum]:
    if subject := _clean(message["subject"]):
        yield Metadatum("title", subject, Provenance.PAGE, 0.9, "Subject")
    for name, address in getaddresses([str(message["from"] or "")])[:1]:
        if name or address:
            yield Metadatum("byline", name or address, Provenance.PAGE, 0.8, "From")
    moment = getattr(message["date"], "datetime", None)
    if moment:
        yield Metadatum("published", moment.isoformat(), Provenance.PAGE, 0.9, "Date")
    if identity := _clean(message["message-id"]):
        yield Metadatum("message_id", identity, Provenance.PAGE, 1.0, "Message-ID")
    address = _clean(message["snapshot-content-location"])
    if address and address.startswith(("http://", "https://")):
        yield Metadatum("url", address, Provenance.PAGE, 0.9, "Snapshot-Content-Location")


def _clean(value: object) -> str:
    return " ".join(str(value or "").split())


def _body(
    message: EmailMessage, received: Received, given: Given
) -> tuple[str, tuple[Metadatum, ...]]:
    part: Any = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(part, EmailMessage):
        raise InputError(received.path, "is a message without text")
    decoded = decode(_bytes_of(part), received.path, part.get_content_charset())
    if part.get_content_type() != "text/html":
        return decoded.text, ()
    elements = count_elements(decoded.text, received.path, given.limits.markup_depth)
    if len(decoded.text) > given.limits.markup:
        raise InputError(received.path, "holds more markup than is read", "save its text alone")
    return article_of(decoded.text, received.path, whole=elements > 20_000)


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    parts: Iterator[Any] = message.iter_attachments()
    for part in parts:
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type().startswith(_PASSED_OVER):
            continue
        # The frames and scripts of a saved page are not attached to it.
        if part["content-location"] and part.get_content_disposition() != "attachment":
            continue
        yield part


def _bytes_of(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner: Any = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else None
        return held.as_bytes() if isinstance(held, EmailMessage) else b""
    payload: Any = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
