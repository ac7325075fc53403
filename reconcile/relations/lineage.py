"""Independence: which claims go back to one and the same voice, and by which path.

Claims are linked that share an origin, whose documents cite one another's outlet, or whose texts are
copies (a translation of a wire story among them); what is not linked is independent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reconcile.model import Link
from reconcile.relations.facts import Facts
from reconcile.relations.parties import parent
from reconcile.relations.places import fold


def lineage(facts: Sequence[Facts]) -> tuple[tuple[tuple[str, ...], ...], tuple[Link, ...]]:
    """Return the claims of each independent origin, and the links that hold them together.

    ``facts`` come earliest first, so that every link leads from a later claim to an earlier one, and
    the links make a forest: one tree an independent origin.
    """
    parent = list(range(len(facts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    links = []
    for later, earlier, reason in _ties(facts):
        if root(later) == root(earlier):
            continue
        parent[max(root(later), root(earlier))] = min(root(later), root(earlier))
        links.append(Link(facts[later].claim.id, facts[earlier].claim.id, reason))
    members: dict[int, list[str]] = defaultdict(list)
    for index, item in enumerate(facts):
        members[root(index)].append(item.claim.id)
    return tuple(tuple(ids) for ids in members.values()), tuple(links)


def _ties(facts: Sequence[Facts]) -> Iterable[tuple[int, int, str]]:
    """Yield pairs (later, earlier, reason) enough to connect whatever belongs together."""
    outlets: dict[str, int] = {}
    for index, item in enumerate(facts):
        if item.claim.outlet:
            outlets.setdefault(fold(item.claim.outlet), index)
    first: dict[tuple[str, str], int] = {}
    echoed = _echoed(facts)
    for index, item in enumerate(facts):
        for reason, mark in _marks(item, echoed.get(item.claim.id)):
            earlier = first.setdefault((reason, mark), index)
            if earlier == index:
                continue
            if reason == "origin" or item.claim.document != facts[earlier].claim.document:
                yield index, earlier, reason
    for index, item in enumerate(facts):
        for hop in item.claim.attribution:
            for name in (hop.organisation, hop.speaker):
                cited = outlets.get(fold(name)) if name else None
                if cited is not None and cited != index:
                    yield max(index, cited), min(index, cited), "cites"


def _echoed(facts: Sequence[Facts]) -> dict[str, Facts]:
    """Find whom a paper repeats where it names nobody: a headline, or a part of a figure of somebody's.

    The text must itself say whose the figure is; what another text attributes may be known from elsewhere.
    """
    known = {item.claim.id: item for item in facts}
    said: dict[tuple[object, ...], Facts] = {}
    for item in facts:
        if item.claim.attribution:
            for figure in _figures(item):
                said.setdefault((item.claim.document, item.subject, figure), item)
    found: dict[str, Facts] = {}
    for item in facts:
        if item.claim.attribution:
            continue
        whole = known.get(item.claim.whole or "")
        same = (said.get((item.claim.document, item.subject, f)) for f in _figures(item))
        source = whole if whole and whole.claim.attribution else next(filter(None, same), None)
        if source is not None:
            found[item.claim.id] = source
    return found


def _figures(item: Facts) -> Iterable[object]:
    """What makes two figures of one text the same: a headline leaves out "at least"."""
    if item.interval is not None:
        yield item.interval
    if item.claim.quantity is not None and item.claim.quantity.value is not None:
        yield item.claim.quantity.value


def _marks(item: Facts, source: Facts | None) -> Iterable[tuple[str, str]]:
    """What a claim has in common with those it is not independent of; ``source`` is whom it echoes."""
    if source is not None:
        yield from ((reason, mark) for reason, mark in _marks(source, None) if reason == "origin")
        return
    for voice in sorted(item.voices):
        # Unnamed officials with the same label are not counted as two: better one origin too few.
        yield "origin", voice.partition("@")[0]
    if item.claim.origin_key and (above := parent(item.claim.origin_key)):
        # A spokesman and a command speak for the body above them.
        yield "origin", fold(above)
    if item.text not in ("", "-"):
        if not item.voices:
            yield "origin", "document:" + item.text
        # A copied text carries its figures on; another speaker in it stays another speaker.
        yield "copy", f"{item.text}:{item.subject}:{item.interval}"
    if len(item.claim.sentence) >= 40:
        yield "wording", fold(item.claim.sentence)
