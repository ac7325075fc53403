"""Check the register of sources against what the claims and the journal say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from reconcile.ledger import rows, sources
from reconcile.ledger.fetching import fetch
from reconcile.ledger.folding import source_key
from reconcile.ledger.verifying.chain import Story
from reconcile.model.views import Problem
from schema.tables import source, source_alias


@dataclass(slots=True)
class Said:
    """What claims say of the sources that they name, by key."""

    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parents: dict[str, set[str | None]] = field(default_factory=lambda: defaultdict(set))

    def hear(self, record: Mapping[str, Any]) -> None:
        """Take in the speakers of one claim."""
        for named in sources.named(record):
            key = named["key"]
            self.names[key].add(named["name"])
            self.kinds[key].add(named["kind"])
            self.parents[key].add(named["parent"])


def check_addresses(
    name: str, row: Mapping[str, Any], chain: Sequence[Mapping[str, Any]], record: rows.Row
) -> Iterator[Problem]:
    """Check that a claim, and each step of its attribution, is filed under the source that it names."""
    if row["source"] != rows.origin_source(record):
        yield Problem("claim", name, f"is filed under {row['source']}, who did not say it")
    for step, right in zip(chain, rows.hop_rows(record), strict=True):
        if step["source"] != right["source"]:
            said = (
                f"its step {right['position']} is filed under {step['source']}, who did not say it"
            )
            yield Problem("claim", name, said)


def check(connection: Connection, story: Story, said: Said) -> Iterator[Problem]:
    """List sources that are called, or classed, as no claim does, and names that no entry gave them."""
    # Whoever registered a source first gave it its name and kind, though the claim was corrected since.
    for record in story.once_added.values():
        said.hear(record)
    once_named = story.once_named | {source_key(name) for name in story.once_named}
    for row in fetch(connection, select(source)):
        key = row["key"]
        if key not in said.names or key in once_named:
            continue
        if row["name"] not in said.names[key]:
            yield Problem("source", key, f"no claim calls it {row['name']!r}")
        if row["kind"] not in said.kinds[key] or row["party_to_event"] is not None:
            yield Problem("source", key, "is not of the kind that the claims say")
        bodies = story.bodies.get(key, set())
        if story.tells_bodies and row["parent"] not in said.parents[key] | bodies:
            yield Problem("source", key, f"no claim says that it speaks for {row['parent']}")
    for row in fetch(connection, select(source_alias)):
        yield Problem("source", row["source"], f"no entry says that it is called {row['alias']!r}")
