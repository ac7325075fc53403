"""The parts of a report as its template is given them: every text ready to be read, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.export.report.chart import Chart
from reconcile.export.report.passage import Stretch
from reconcile.export.report.sparks import Spark
from schema.vocabulary import Family, Label, Status

STATUS_GLYPHS = {
    Status.OPEN: "○",
    Status.IN_REVIEW: "◐",
    Status.SETTLED: "●",
    Status.SET_ASIDE: "–",
}
LABEL_GLYPHS = {
    Label.CORROBORATED: "=",
    Label.SINGLE_SOURCE: "1",
    Label.CONTESTED: "×",
    Label.EVOLVING: "↗",
    Label.UNDETERMINED: "?",
}
FAMILY_GLYPHS = {
    Family.AGREEMENT: "=",
    Family.CONTRADICTION: "×",
    Family.SUCCESSION: "^",
    Family.APART: "≠",
    Family.UNDETERMINED: "?",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with its glyph; ``kind`` names its style."""

    glyph: str
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim as a row of the table and as a quotation."""

    number: int
    slug: str
    shape: str
    colour: int
    as_of: str
    period: str
    figure: str
    interval: str
    origin: str
    chain: tuple[str, ...]
    carrier: str
    published: str
    title: str
    url: str | None
    link: str | None
    language: str
    start: int
    end: int
    sha256: str
    passage: tuple[Stretch, ...]
    remarks: tuple[str, ...]
    credibility: str
    is_anchor: bool
    compared_with: int | None
    relation: Chip | None
    suggested: bool
    rule: str
    explanation: str
    decided_by: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document in which an origin's word appears."""

    name: str
    date: str
    claims: tuple[int, ...]
    copies: str


@dataclass(frozen=True, slots=True)
class OriginCard:
    """One independent origin and the documents that carried its word."""

    names: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    #: Why its claims are one origin: the later, how, and the earlier.
    links: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a mark of the chart stands for."""

    shape: str
    colour: int
    name: str


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision on a pair of claims."""

    family: Chip
    a: int | None
    b: int | None
    by: str
    reason: str
    suggested: str
    #: What a second editor thinks, where it is something else.
    otherwise: str


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as a line of the overview."""

    slug: str
    name: str
    status: Chip
    label: Chip
    range: str
    best: str
    by_editor: bool
    documents: int
    origins: int
    claims: int
    is_open: bool
    #: Why it is contested, in one sentence; empty where it is not, or is decided.
    contradiction: str
    spark: Spark | None
    #: Whether it is one claim on which nobody has decided: told in short.
    alone: bool


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group in full."""

    card: GroupCard
    counts: str
    low: str
    high: str
    basis: str
    treatment: str
    reason: str
    decided_by: str
    reopened: str
    #: Whether all figures can be right at once, and nothing else is contested.
    consistent: bool
    conflicts: tuple[str, ...]
    contradictions: tuple[str, ...]
    has_figures: bool
    partial: str
    charts: tuple[tuple[str, Chart], ...]
    legend: tuple[Key, ...]
    claims: tuple[ClaimCard, ...]
    origins: tuple[OriginCard, ...]
    decisions: tuple[DecisionCard, ...]
    asks: tuple[tuple[int | None, str], ...]
    notes: tuple[str, ...]
