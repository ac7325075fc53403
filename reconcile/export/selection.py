"""Which groups and claims leave the desk.

A group is chosen by its status, its id or name, a search, or when it changed; a claim by its place,
period and source. A group none of whose claims is chosen is left out; what a row says of a group (its
bounds, its number of documents) is always of the whole group.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from reconcile.model import Claim, GroupView, PartialDate, Source
from schema.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for; an empty field asks for nothing. Texts compare without case and accents."""

    status: tuple[Status, ...] = ()
    place: str = ""
    first: PartialDate | None = None
    last: PartialDate | None = None
    source: str = ""
    group: tuple[str, ...] = ()
    search: str = ""
    since: dt.datetime | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, item.name) for item in fields(self))

    def described(self) -> dict[str, str]:
        """Give what was asked for as name and value, for the head of a report."""
        named = {
            "status": ", ".join(status.value for status in self.status),
            "place": self.place,
            "from": str(self.first or ""),
            "to": str(self.last or ""),
            "source": self.source,
            "group": ", ".join(self.group),
            "search": self.search,
            "since": self.since.isoformat() if self.since else "",
        }
        return {name: value for name, value in named.items() if value}

    def admits_group(self, view: GroupView) -> bool:
        """Tell whether a group may be chosen."""
        if self.status and view.status not in self.status:
            return False
        if self.group and not any(_names_group(asked, view) for asked in self.group):
            return False
        if self.since and view.updated and _aware(view.updated) < _aware(self.since):
            return False
        return not self.search or _speaks_of(view, fold(self.search))


class Chooser:
    """A selection made ready for a ledger: the sources it asks for are looked up once."""

    def __init__(self, selection: Selection, sources: Mapping[str, Source]) -> None:
        self.selection = selection
        self._place = fold(selection.place)
        self._source = fold(selection.source)
        self._keys = source_keys(selection.source, sources) if selection.source else frozenset()

    def admits(self, view: GroupView, claim: Claim) -> bool:
        """Tell whether a claim of an admitted group is chosen."""
        return (
            (not self._place or self._is_there(claim))
            and self._is_then(claim)
            and (not self._source or self._says_it(view, claim))
        )

    def _is_there(self, claim: Claim) -> bool:
        names = [text for place in claim.where for text in (place.name, place.key) if text]
        return any(self._place in fold(name) for name in names)

    def _is_then(self, claim: Claim) -> bool:
        first, last = self.selection.first, self.selection.last
        if not first and not last:
            return True
        begins = claim.scope.start or claim.scope.as_of or claim.published
        ends = claim.scope.as_of or claim.published or claim.scope.start
        if not begins or not ends:
            return False
        return not (first and ends.last < first.first) and not (last and begins.first > last.last)

    def _says_it(self, view: GroupView, claim: Claim) -> bool:
        if claim.origin_key in self._keys:
            return True
        document = view.documents.get(claim.document)
        names = [name for hop in claim.attribution for name in (hop.speaker, hop.organisation)]
        names += [claim.origin, claim.outlet]
        names += [document.outlet, document.agency] if document else []
        return any(name and self._source == fold(name) for name in names)


def source_keys(asked: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """Find the sources of that key, name or alias, and whoever speaks for them."""
    wanted = fold(asked)
    found = {
        key
        for key, source in sources.items()
        if wanted in {fold(name) for name in (key, source.name, *source.aliases)}
    }
    while more := {key for key, source in sources.items() if source.parent in found} - found:
        found |= more
    return frozenset(found)


def fold(text: str) -> str:
    """Fold case and accents, so that texts compare as a reader would."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _names_group(asked: str, view: GroupView) -> bool:
    return view.group.id.startswith(asked) or fold(asked) == fold(view.group.name)


def _speaks_of(view: GroupView, wanted: str) -> bool:
    texts: Iterable[str | None] = (
        view.group.name,
        *(text for claim in view.claims for text in (claim.sentence, claim.origin)),
        *(
            text
            for head in view.documents.values()
            for text in (head.title, head.outlet, head.path)
        ),
        *view.notes.values(),
    )
    return any(text and wanted in fold(text) for text in texts)


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
