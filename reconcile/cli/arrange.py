"""Decisions on what belongs together and on claims and sources, from a script.

``reconcile assign``, ``note``, ``merge``, ``split``, ``move``, ``correct``, ``grade``, ``merge-sources``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.decide import deciding, deciding_on, done, expecting, member
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings
from schema.vocabulary import Credibility, Reliability

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.model import JournalEntry

_GRADES = [*(one.value for one in Reliability), *(one.value for one in Credibility), "none"]


@click.command()
@click.argument("group")
@click.argument("editor", default="")
@expecting
@deciding
@click.pass_obj
def assign(
    settings: Settings, group: str, editor: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Assign GROUP to EDITOR; without EDITOR, to nobody.

    \b
    Example:
      reconcile assign g-12 bo
    """
    with existing(settings) as ledger:
        entry = ledger.assign(ledger.find_group(group), editor or None, expected=expect)
    done(entry, as_json)


@click.command()
@click.argument("subject")
@click.argument("text")
@expecting
@deciding
@click.pass_obj
def note(
    settings: Settings, subject: str, text: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Write a note on SUBJECT, a group, claim, source or document; an empty TEXT takes it away.

    \b
    Example:
      reconcile note claim:3f2a91bc00112233 "call the hospital"
    """
    with existing(settings) as ledger:
        done(ledger.note(subject, text, expected=expect), as_json)


@click.command()
@click.argument("groups", nargs=-1, required=True)
@expecting
@deciding
@click.pass_obj
def merge(
    settings: Settings, groups: tuple[str, ...], expect: int | None, reason: str, as_json: bool
) -> None:
    """Put the claims of all GROUPS into the first of them.

    \b
    Example:
      reconcile merge g-12 g-40 -m "one storm"
    """
    with deciding_on(settings) as ledger:
        entry = ledger.merge_groups(
            [ledger.find_group(group) for group in groups], reason, expected=expect
        )
    done(entry, as_json)


@click.command()
@click.argument("group")
@click.argument("claims", nargs=-1, required=True)
@expecting
@deciding
@click.pass_obj
def split(
    settings: Settings,
    group: str,
    claims: tuple[str, ...],
    expect: int | None,
    reason: str,
    as_json: bool,
) -> None:
    """Split CLAIMS off GROUP into a new group, whose id is printed.

    \b
    Example:
      reconcile split g-12 3f2a 91bc -m "another storm"
    """
    with deciding_on(settings) as ledger:
        view = ledger.group(ledger.find_group(group))
        chosen = [member(view, claim) for claim in claims]
        version = view.version if expect is None else expect
        done(ledger.split_group(view.group.id, chosen, reason, expected=version), as_json)


@click.command()
@click.argument("claim")
@click.argument("group")
@expecting
@deciding
@click.pass_obj
def move(
    settings: Settings, claim: str, group: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Move CLAIM into GROUP.

    \b
    Example:
      reconcile move 3f2a g-40
    """
    with deciding_on(settings) as ledger:
        entry = ledger.move_claim(
            ledger.find_claim(claim), ledger.find_group(group), reason, expected=expect
        )
    done(entry, as_json)


@click.command()
@click.argument("claim")
@click.argument("field")
@click.argument("value")
@expecting
@deciding
@click.pass_obj
def correct(
    settings: Settings,
    claim: str,
    field: str,
    value: str,
    expect: int | None,
    reason: str,
    as_json: bool,
) -> None:
    """Correct FIELD of CLAIM to VALUE, which is JSON or plain text; what was extracted is kept beside it.

    Fields: measure, counted, population, places, quantity, scope.kind, scope.start, scope.as_of, polarity, modality,
    attribution, origin, origin_key, whole.

    \b
    Examples:
      reconcile correct 3f2a quantity 56
      reconcile correct 3f2a scope.as_of 2023-11-10 -m "the day of the statement"
    """
    with deciding_on(settings) as ledger:
        entry = ledger.correct_claim(
            ledger.find_claim(claim), field, _value(field, value), reason, expected=expect
        )
    done(entry, as_json)


def _value(field: str, text: str) -> Any:
    """Read JSON where the field or the text asks for it: ``2023`` is a date's text, and a quantity's number."""
    if field not in ("quantity", "places", "attribution") and text != "null":
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.UsageError(f"{field} takes JSON: {error}") from error


@click.command()
@click.argument("subject")
@click.argument("grade", type=click.Choice(_GRADES), metavar="GRADE")
@expecting
@deciding
@click.pass_obj
def grade(
    settings: Settings, subject: str, grade: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Grade a source's reliability (A to F) or a claim's credibility (1 to 6); none takes it away.

    \b
    Examples:
      reconcile grade source:pentagon B
      reconcile grade claim:3f2a91bc00112233 2
    """
    kind, _, key = subject.partition(":")
    if kind not in ("source", "claim") or not key:
        raise click.UsageError("SUBJECT is source:KEY or claim:ID")
    with deciding_on(settings) as ledger:
        done(_grade(ledger, kind, key, grade, reason, expect), as_json)


def _grade(
    ledger: Ledger, kind: str, key: str, grade: str, reason: str, expect: int | None
) -> JournalEntry:
    try:
        if kind == "source":
            reliability = None if grade == "none" else Reliability(grade)
            return ledger.grade_source(key, reliability, reason, expected=expect)
        credibility = None if grade == "none" else Credibility(grade)
        return ledger.grade_credibility(
            ledger.find_claim(key), credibility, reason, expected=expect
        )
    except ValueError as error:
        scale = "A to F" if kind == "source" else "1 to 6"
        raise click.UsageError(f"a {kind} is graded {scale}") from error


@click.command()
@click.argument("keep")
@click.argument("other")
@expecting
@deciding
@click.pass_obj
def merge_sources(
    settings: Settings, keep: str, other: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Say that the source OTHER is KEEP under another name.

    \b
    Example:
      reconcile merge-sources pentagon department_of_defense
    """
    with deciding_on(settings) as ledger:
        done(ledger.merge_sources(keep, other, reason, expected=expect), as_json)
