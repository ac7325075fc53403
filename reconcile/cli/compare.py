"""``reconcile compare``: two texts or claims a line in, how they stand to each other out."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from typing import Any, TextIO

import click

from reconcile.model import Claim, PartialDate, Relation

#: Fields that only a claim has; an object without them is a text.
_OF_A_CLAIM = frozenset({"quantity", "measure", "scope", "exact", "polarity", "modality"})


@dataclass(frozen=True, slots=True)
class _Side:
    """What one side of a line claims, and its sentences as they stand."""

    claims: list[Claim]
    statements: list[Claim]


@click.command()
@click.argument(
    "file", type=click.File("r", encoding="utf-8", errors="surrogateescape"), default="-"
)
@click.option(
    "--language",
    metavar="CODE",
    help="The language of the explanations; by default that of both sides, or French where they differ.",
)
def compare(file: TextIO, language: str | None) -> None:
    """Say how two texts or claims stand to one another.

    FILE holds JSON Lines {"a": …, "b": …}; each side is a text, or an object with `text` and, if known,
    `published`, `origin`, `outlet`, `language`, or a claim as `extract` prints it. Each line gives
    {"relation", "family", "rule", "score", "explanation"}, in the order of the input. Lines that cannot
    be read are named on standard error and skipped; the exit status is then 1.

    \b
    Example:
      echo '{"a": {"text": "12 morts selon la police", "published": "2023-11-10"},
             "b": {"text": "30 morts selon la police", "published": "2023-11-12"}}' |
        tr -d '\\n' | reconcile compare -
    """
    from reconcile.relations.explain import spoken

    if language is not None and language not in spoken():
        raise click.BadParameter(
            f"no explanations in {language!r}; there are: {', '.join(spoken())}",
            param_hint="--language",
        )
    where, failed = getattr(file, "name", "-"), False
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            relation = _related(*_sides(line, number), language)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            reason = f"no {error.args[0]!r}" if isinstance(error, KeyError) else str(error)
            click.echo(f"{where}: line {number}: {reason}; skipped", err=True)
            failed = True
            continue
        click.echo(_printable(json.dumps(_to_json(relation), ensure_ascii=False)))
    if failed:
        sys.exit(1)


def _printable(text: str) -> str:
    """Replace half characters, which JSON can smuggle in and no terminal can print."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _to_json(relation: Relation) -> dict[str, Any]:
    return {
        "relation": relation.type.value,
        "family": relation.family.value,
        "rule": relation.rule,
        "score": relation.score,
        "explanation": relation.explanation,
        "missing": relation.missing,
        "fields": list(relation.fields),
    }


def _related(a: _Side, b: _Side, language: str | None) -> Relation:
    from reconcile.relations.matching import match, nothing

    language = language or _common_language(a, b)
    statements = (a.statements, b.statements)
    found = match(a.claims, b.claims, language=language, statements=statements)
    return found or nothing(a.claims, b.claims, language=language, statements=statements)


def _common_language(a: _Side, b: _Side) -> str:
    """Return the language that both sides are in, if explanations can be given in it."""
    from reconcile.relations.explain import spoken

    written = {claim.language for side in (a, b) for claim in (*side.claims, *side.statements)}
    return written.pop() if len(written) == 1 and written <= set(spoken()) else "fr"


def _sides(line: str, number: int) -> tuple[_Side, _Side]:
    """Read both sides of a line; raise ``ValueError`` or the like on a bad line."""
    line.encode("utf-8")
    data = json.loads(line)
    if not isinstance(data, dict):
        raise TypeError("not a JSON object")
    a, b = (_side(data[side], f"{number}{side}") for side in ("a", "b"))
    return a, b


def _side(side: Any, name: str) -> _Side:
    """Read one side of a line; raise ``ValueError`` or ``TypeError`` on what is neither text nor claim."""
    from reconcile.model.contract import claim_from_json

    if isinstance(side, str):
        return _text({"text": side}, name)
    if not isinstance(side, dict):
        raise TypeError(f"side {name[-1]!r} is neither a text nor an object")
    if not _OF_A_CLAIM & side.keys():
        return _text(side, name)
    claim = claim_from_json({"id": name, **side})
    return _Side([claim if claim.document else replace(claim, document=name)], [])


def _text(side: dict[str, Any], name: str) -> _Side:
    from reconcile.claims import extract_text, guess_language
    from reconcile.relations.passages import statements

    text = side.get("text")
    if not isinstance(text, str):
        raise ValueError(f"side {name[-1]!r} has no text")
    origin = side.get("origin")
    if origin is not None and not isinstance(origin, str):
        raise TypeError(f"the origin of side {name[-1]!r} is not a string")
    if not text.strip():
        return _Side([], [])
    day = side.get("published")
    published = PartialDate.parse(day) if day else None
    outlet = side.get("outlet")
    language = side.get("language") or guess_language(text) or "fr"
    claims = extract_text(text, path=name, language=language, published=published, outlet=outlet)
    return _Side(
        [claim if claim.origin else replace(claim, origin=origin) for claim in claims],
        statements(
            text, name=name, language=language, published=published, outlet=outlet, origin=origin
        ),
    )
