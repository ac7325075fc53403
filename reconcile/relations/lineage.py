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
    for index, item in enumerate(facts):
        for reason, mark in _marks(item):
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


def _marks(item: Facts) -> Iterable[tuple[str, str]]:
    """What a claim has in common with those it is not independent of."""
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
