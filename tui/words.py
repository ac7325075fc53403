"""How the desk writes figures, dates, periods and decisions. A state is always a glyph *and* a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from reconcile.model import Claim, PartialDate, Relation, Scope
from schema.vocabulary import (
    Comparator,
    Credibility,
    Family,
    Label,
    Modality,
    Polarity,
    RelationType,
    ScopeKind,
    Status,
    Treatment,
)
from tui.language import N_, _

GLYPHS: dict[Family, str] = {
    Family.AGREEMENT: "=",
    Family.CONTRADICTION: "x",
    Family.SUCCESSION: "^",
    Family.APART: "≠",
    Family.UNDETERMINED: "?",
}
DECIDED: dict[Family, str] = {
    Family.AGREEMENT: N_("agree"),
    Family.CONTRADICTION: N_("contradict"),
    Family.SUCCESSION: N_("supersedes"),
    Family.APART: N_("apart"),
    Family.UNDETERMINED: N_("undecided"),
}
SUGGESTED: dict[Family, str] = {
    Family.AGREEMENT: N_("agreement"),
    Family.CONTRADICTION: N_("contradiction"),
    Family.SUCCESSION: N_("succession"),
    Family.APART: N_("apart"),
    Family.UNDETERMINED: N_("undetermined"),
}
RELATIONS: dict[RelationType, str] = {
    RelationType.CORROBORATES: N_("corroborates"),
    RelationType.REPEATS: N_("repeats"),
    RelationType.REFINES: N_("refines"),
    RelationType.COMPATIBLE: N_("compatible"),
    RelationType.CONTRADICTS: N_("contradicts"),
    RelationType.DISPUTES: N_("disputes"),
    RelationType.UPDATES: N_("updates"),
    RelationType.CORRECTS: N_("corrects"),
    RelationType.PART_OF: N_("part of"),
    RelationType.DIFFERENT_SCOPE: N_("different scope"),
    RelationType.UNRELATED: N_("unrelated"),
    RelationType.UNDETERMINED: N_("undetermined"),
}
STATUSES: dict[Status, str] = {
    Status.OPEN: N_("open"),
    Status.IN_REVIEW: N_("in review"),
    Status.SETTLED: N_("settled"),
    Status.SET_ASIDE: N_("set aside"),
}
STATUS_GLYPHS: dict[Status, str] = {
    Status.OPEN: "○",
    Status.IN_REVIEW: "◐",
    Status.SETTLED: "●",
    Status.SET_ASIDE: "–",
}
LABELS: dict[Label, str] = {
    Label.CORROBORATED: N_("corroborated"),
    Label.SINGLE_SOURCE: N_("single source"),
    Label.CONTESTED: N_("contested"),
    Label.EVOLVING: N_("evolving"),
    Label.UNDETERMINED: N_("undetermined"),
}
TREATMENTS: dict[Treatment, str] = {
    Treatment.PREFER_SOURCE: N_("prefer a source"),
    Treatment.REPORT_RANGE: N_("report a range"),
    Treatment.UNCONFIRMED: N_("keep as unconfirmed"),
    Treatment.PENDING: N_("keep pending"),
    Treatment.ASK_SOURCES: N_("ask the sources"),
}
CREDIBILITIES: dict[Credibility, str] = {
    Credibility.CONFIRMED: N_("confirmed"),
    Credibility.PROBABLY_TRUE: N_("probably true"),
    Credibility.POSSIBLY_TRUE: N_("possibly true"),
    Credibility.DOUBTFUL: N_("doubtful"),
    Credibility.IMPROBABLE: N_("improbable"),
    Credibility.CANNOT_BE_JUDGED: N_("cannot be judged"),
}
KINDS: dict[ScopeKind, str] = {
    ScopeKind.CUMULATIVE: N_("count over a period"),
    ScopeKind.INCIDENT: N_("toll of one event"),
    ScopeKind.STOCK: N_("number at one moment"),
    ScopeKind.STATEMENT: N_("statement without a figure"),
}
MODALITIES: dict[Modality, str] = {
    Modality.CERTAIN: N_("certain"),
    Modality.REPORTED: N_("reported"),
    Modality.PROVISIONAL: N_("provisional"),
    Modality.INTENTION: N_("intention"),
    Modality.NO_COMMENT: N_("no comment"),
}

_SIGNS: dict[Comparator, str] = {
    Comparator.EXACT: "=",
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
    Comparator.ABOUT: "~",
    Comparator.NEARLY: "≲",
    Comparator.RELATIVE: "×",
}


def number(value: float) -> str:
    """Write a number with the language's thousands separator."""
    whole = float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.2f}".rstrip("0").rstrip(".")
    separators = _("thousands and decimal separators: ,.")[-2:]
    return text.translate(str.maketrans(",.", separators))


#: From here on a column shows millions.
_MILLION = 1_000_000


def short(value: float) -> str:
    """Write a number for a narrow column: from a million on in millions, to four figures."""
    if abs(value) < _MILLION:
        return number(value)
    return f"{number(float(f'{value / _MILLION:.4g}'))}\N{NO-BREAK SPACE}M"


def interval(
    low: float | None, high: float | None, *, narrow: bool = False, unit: str | None = None
) -> str:
    """Write an interval: ``56``, ``20–99``, ``≥ 24``, ``≤ 5``, ``50 %``; nothing where nothing is known."""
    write = short if narrow else number
    if low is None:
        text = "" if high is None else f"≤ {write(high)}"
    elif high is None:
        text = f"≥ {write(low)}"
    else:
        text = write(low) if low == high else f"{write(low)}–{write(high)}"
    return text and text + _after(unit)


def _after(unit: str | None) -> str:
    """Write a unit after a space that does not break, or nothing for a count of things."""
    return f"\N{NO-BREAK SPACE}{unit}" if unit else ""


def unit_of(claims: Iterable[Claim]) -> str | None:
    """The unit that the figures of a group share: that of the first that has one; ``None`` counts things."""
    units = (claim.quantity.unit for claim in claims if claim.quantity is not None)
    return next((unit for unit in units if unit), None)


def figure(claim: Claim, *, narrow: bool = False) -> str:
    """Write the claim's figure with the sign of its comparator: ``> 24``, ``= 56``, ``20–99``."""
    quantity = claim.quantity
    if quantity is None:
        return _("denied") if claim.polarity is Polarity.DENIED else "—"
    sign = "¬ " if claim.polarity is Polarity.DENIED else ""
    if quantity.value is None or quantity.comparator in (Comparator.BETWEEN, Comparator.VAGUE):
        bounds = interval(quantity.low, quantity.high, narrow=narrow)
        return sign + (bounds or quantity.raw) + _after(quantity.unit)
    value = short(quantity.value) if narrow else number(quantity.value)
    return f"{sign}{_SIGNS[quantity.comparator]} {value}{_after(quantity.unit)}"


def month(number_of_month: int) -> str:
    """Name a month briefly."""
    return _("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec").split("|")[number_of_month - 1]


def date(value: PartialDate | None, *, year: bool = False) -> str:
    """Write a date as an editor says it: ``27 Oct``; with ``year``, ``27 Oct 2023``."""
    if value is None:
        return _("no date")
    if value.month is None:
        return str(value.year)
    text = month(value.month)
    if value.day is None:
        return f"{text} {value.year}"
    text = f"{value.day} {text}"
    return f"{text} {value.year}" if year else text


def moment(value: dt.datetime | None) -> str:
    """Write a moment in local time, with the day unless it is today."""
    if value is None:
        return ""
    local = value.astimezone() if value.tzinfo else value
    clock = f"{local:%H:%M}"
    if local.date() == dt.datetime.now(local.tzinfo).date():
        return clock
    return f"{date(PartialDate.of(local.date()), year=True)} {clock}"


def period(scope: Scope) -> str:
    """Write over what period a claim counts; a tilde where the text does not say so itself."""
    guess = "~" if "start" in scope.inferred or "kind" in scope.inferred else ""
    if scope.kind is ScopeKind.STOCK:
        return guess + _("at that date")
    if scope.start is None:
        return guess + (_("one event") if scope.kind is ScopeKind.INCIDENT else _("no start"))
    if scope.start.day is None and _holds(scope.start, scope.as_of):
        return guess + _("in {date}").format(date=date(scope.start))
    if scope.start == scope.as_of:
        return guess + _("on {date}").format(date=date(scope.start))
    return guess + _("since {date}").format(date=date(scope.start))


def _holds(month_or_year: PartialDate, day: PartialDate | None) -> bool:
    """Whether a count over this month or year was made within it."""
    return day is None or month_or_year.first <= day.first <= month_or_year.last


def origin(claim: Claim) -> str:
    """Name the deepest named source, or say that there is none."""
    return claim.origin or _("(no source)")


def path(claim: Claim) -> str:
    """Write the attribution chain from the page inwards: ``The Sun → Tortoise → a US official``."""
    hops = [hop.name or _("(unnamed)") for hop in claim.attribution]
    return " → ".join([claim.outlet or _("this text"), *hops])


def decided(family: Family) -> str:
    """Write a decision: glyph and word."""
    return f"{GLYPHS[family]} {_(DECIDED[family])}"


def suggested(relation: Relation | None) -> str:
    """Write a suggestion: undecided, what the machine would say, and by which rule."""
    if relation is None:
        return "? " + _("undecided")
    return f"? {_(SUGGESTED[relation.family])} {relation.rule}"


def quoted(text: str) -> str:
    """Put words of a text between the language's quotation marks."""
    return _("“{text}”").format(text=text)


def letter(index: int) -> str:
    """Name the claims of a group A … Z, AA, AB …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
