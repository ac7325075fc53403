"""What the ledger answers: pages and wholes, as the desk, the exports and the command line read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from reconcile.model.assessment import Assessment
from reconcile.model.claim import Claim
from reconcile.model.dates import PartialDate
from reconcile.model.group import Group
from reconcile.model.review import Judgement, Verdict
from schema.vocabulary import Credibility, Label, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a longer list: ``items`` from ``offset`` of ``total``."""

    items: tuple[T, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the editors have come, over the whole ledger."""

    documents: int = 0
    claims: int = 0
    groups: int = 0
    settled: int = 0
    contested: int = 0


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its text."""

    sha256: str
    path: str
    outlet: str | None
    agency: str | None
    title: str | None
    url: str | None
    published: PartialDate | None
    language: str | None
    claims: int = 0
    #: The document it copies, and how much of it is copied (0 to 1).
    copy_of: str | None = None
    copied_share: float | None = None

    @property
    def label(self) -> str:
        """The outlet, failing that the agency, failing that the file's name."""
        return self.outlet or self.agency or self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as a line of the inbox."""

    id: str
    name: str
    status: Status
    label: Label
    attention: float
    claims: int
    documents: int
    origins: int
    undecided: int
    contradictions: int
    low: float | None = None
    high: float | None = None
    first: PartialDate | None = None
    last: PartialDate | None = None
    assigned_to: str | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group opened: its claims by as-of date, what the machine says, what editors decided.

    ``version`` rises with every change to what is decided; a decision is made against the version
    that was shown. ``judgements`` is keyed by the two claim ids, earlier first as in the relation.
    """

    group: Group
    status: Status
    version: int
    claims: tuple[Claim, ...]
    documents: Mapping[str, DocumentHead]
    assessment: Assessment
    judgements: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)
    verdict: Verdict | None = None
    #: The claim the others are compared with: the editor's choice, else the machine's.
    anchor: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    assigned_to: str | None = None
    reopened_because: str | None = None
    updated: dt.datetime | None = None
    #: Second opinions by pair and editor, given without seeing the first.
    opinions: Mapping[tuple[str, str, str], Judgement] = field(default_factory=dict)
    #: An editor's grade of a claim's credibility, by claim.
    credibility: Mapping[str, Credibility] = field(default_factory=dict)
    #: Which fields of a claim an editor has corrected, with what had been extracted, as JSON.
    corrected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def disagreements(self) -> tuple[tuple[Judgement, Judgement], ...]:
        """The judgements that a second opinion does not share, each with that opinion."""
        return tuple(
            (first, second)
            for (a, b, _), second in self.opinions.items()
            if (first := self.judgements.get((a, b))) is not None
            and (first.family, first.type or second.type)
            != (second.family, second.type or first.type)
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a source said: the claim, where it stands, and what became of it."""

    source: str
    claim: Claim
    document: DocumentHead
    group: str | None = None
    group_name: str = ""
    status: Status | None = None
    label: Label | None = None
    #: Whether the source is the claim's origin, or only passed it on.
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by a search: ``kind`` is ``claim``, ``document``, ``source`` or ``group``."""

    kind: str
    id: str
    title: str
    excerpt: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that does not hold; ``entry`` is the first journal entry concerned."""

    kind: str
    subject: str
    message: str
    entry: int | None = None
