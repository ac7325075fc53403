"""A quote with its citation, in the styles that newsrooms use."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.model import Claim, DocumentHead
from tui import words
from tui.language import N_, _


def cite(claim: Claim, head: DocumentHead | None, style: str = "plain") -> str:
    """Quote ``claim`` exactly, with who said it, where and when.

    ``style`` is a key of :data:`STYLES`; another falls back to ``plain``.
    """
    return STYLES.get(style, STYLES["plain"])[1](claim, head)


def _parts(claim: Claim, head: DocumentHead | None) -> tuple[str, str, str, str]:
    published = claim.published or (head.published if head else None)
    when = words.date(published, year=True) if published else ""
    outlet = head.label if head else claim.outlet or ""
    return claim.origin or "", outlet, when, (head.url or "") if head else ""


def _plain(claim: Claim, head: DocumentHead | None) -> str:
    origin, outlet, when, url = _parts(claim, head)
    said = [
        part
        for part in (origin, _("in {outlet}").format(outlet=outlet) if outlet else "", when)
        if part
    ]
    place = f" <{url}>" if url else ""
    return f"{words.quoted(claim.quote.exact)} — {', '.join(said)}{place}"


def _markdown(claim: Claim, head: DocumentHead | None) -> str:
    origin, outlet, when, url = _parts(claim, head)
    quoted = "\n".join(f"> {line}" for line in claim.quote.exact.splitlines())
    named = f"[{outlet}](<{url}>)" if url else outlet
    return f"{quoted}\n>\n> — {', '.join(part for part in (origin, named, when) if part)}"


def _footnote(claim: Claim, head: DocumentHead | None) -> str:
    origin, outlet, when, url = _parts(claim, head)
    title = words.quoted(head.title) if head is not None and head.title else ""
    parts = [part for part in (origin, title, outlet, when, url) if part]
    return f"{words.quoted(claim.quote.exact)} ({', '.join(parts)})"


def _bibtex(claim: Claim, head: DocumentHead | None) -> str:
    origin, outlet, _when, url = _parts(claim, head)
    date = claim.published or (head.published if head else None)
    fields = {
        "title": (head.title if head else None) or outlet,
        "organization": outlet,
        "date": str(date) if date else "",
        "url": url,
        "note": ": ".join(part for part in (origin, words.quoted(claim.quote.exact)) if part),
    }
    lines = [f"  {name} = {{{_braced(value)}}}," for name, value in fields.items() if value]
    return "\n".join((f"@online{{claim-{claim.id},", *lines, "}"))


def _braced(text: str) -> str:
    """Keep braces balanced and text on one line, as BibTeX needs."""
    return (
        " ".join(text.split())
        .replace("\\", r"\textbackslash ")
        .replace("{", r"\{")
        .replace("}", r"\}")
    )


STYLES: dict[str, tuple[str, Callable[[Claim, DocumentHead | None], str]]] = {
    "plain": (N_("plain"), _plain),
    "markdown": (N_("Markdown"), _markdown),
    "footnote": (N_("footnote"), _footnote),
    "bibtex": (N_("BibTeX"), _bibtex),
}
