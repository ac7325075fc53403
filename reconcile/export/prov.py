"""W3C PROV-O, as JSON-LD: which passage a claim was quoted from, who said it, who decided what on it.

Documents, claims and decisions are entities; sources, editors and the program are agents; extracting and
deciding are activities. See https://www.w3.org/TR/prov-o/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from reconcile.export.formats import Options
from reconcile.export.jsonld import Node, day, urn, without_empty, write_graph
from reconcile.export.project import Setting, group_figures, utc
from reconcile.export.reading import GroupReading
from reconcile.export.rows import Basis
from reconcile.export.sources import speaker_of
from reconcile.export.table import Table
from reconcile.ledger.folding import source_key
from reconcile.model import Claim, DocumentHead
from schema.vocabulary import Family, RelationType, SourceKind

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        f"prov:{name}": {"@type": "@id"}
        for name in (
            "wasAttributedTo",
            "wasQuotedFrom",
            "wasDerivedFrom",
            "wasRevisionOf",
            "wasGeneratedBy",
            "wasAssociatedWith",
            "actedOnBehalfOf",
            "used",
        )
    },
    "prov:endedAtTime": {"@type": "xsd:dateTime"},
}

_PROGRAM = urn("program", "reconcile")
_EXTRACTION = urn("activity", "extraction")

_KINDS = {
    SourceKind.PERSON: "prov:Person",
    SourceKind.ORGANISATION: "prov:Organization",
    SourceKind.OFFICE: "prov:Organization",
    SourceKind.AGENCY: "prov:Organization",
    SourceKind.OUTLET: "prov:Organization",
}


class ProvExporter:
    """One graph of provenance."""

    name = "prov"
    suffix = ".jsonld"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the graph."""
        write_graph(out, {"@context": CONTEXT}, "@graph", _Graph(table).nodes())


class _Graph:
    """Gives every node once: documents and agents are met in many groups."""

    def __init__(self, table: Table) -> None:
        self._table, self._known = table, set[str]()

    def nodes(self) -> Iterator[Node]:
        """Give the nodes, group by group."""
        label = self._table.heading.program or "reconcile"
        yield {"@id": _PROGRAM, "@type": ["prov:Agent", "prov:SoftwareAgent"], "rdfs:label": label}
        yield {"@id": _EXTRACTION, "@type": "prov:Activity", "prov:wasAssociatedWith": _PROGRAM}
        for reading in self._table.readings():
            yield from self._group(reading)

    def _group(self, reading: GroupReading) -> Iterator[Node]:
        setting = self._table.setting
        chosen = list(self._table.chosen(reading))
        for claim in chosen:
            document = reading.document(claim)
            yield from self._once(_document(document))
            if document.outlet:
                yield from self._once(_outlet(document.outlet))
            for agent in _agents(claim, document, setting):
                yield from self._once(agent)
            yield _claim(reading, claim, document)
        ids = {claim.id for claim in chosen}
        for node in (*_judgements(reading, ids), *_verdict(reading)):
            yield from self._once(node)

    def _once(self, node: Node) -> Iterator[Node]:
        if node["@id"] not in self._known:
            self._known.add(node["@id"])
            yield node


def _document(document: DocumentHead) -> Node:
    return {
        "@id": urn("document", document.sha256),
        "@type": "prov:Entity",
        "rdfs:label": document.title or document.path,
        "dcterms:identifier": f"sha256:{document.sha256}",
        "dcterms:issued": day(document.published),
        "dcterms:language": document.language,
        "dcterms:source": document.url,
        "prov:wasAttributedTo": urn("source", source_key(document.outlet))
        if document.outlet
        else None,
        "prov:wasDerivedFrom": urn("document", document.copy_of) if document.copy_of else None,
    }


def _outlet(name: str) -> Node:
    return {
        "@id": urn("source", source_key(name)),
        "@type": ["prov:Agent", "prov:Organization"],
        "rdfs:label": name,
    }


def _agents(claim: Claim, document: DocumentHead, setting: Setting) -> Iterator[Node]:
    key, name, kind = speaker_of(claim, document)
    source = setting.sources.get(key)
    sort = _KINDS.get(source.kind if source else kind, "")
    parent = setting.sources.get(source.parent) if source and source.parent else None
    yield {
        "@id": urn("source", key),
        "@type": ["prov:Agent", sort] if sort else "prov:Agent",
        "rdfs:label": source.name if source else name,
        "prov:actedOnBehalfOf": urn("source", parent.key) if parent else None,
    }
    if parent:
        sort = _KINDS.get(parent.kind, "")
        yield {
            "@id": urn("source", parent.key),
            "@type": ["prov:Agent", sort] if sort else "prov:Agent",
            "rdfs:label": parent.name,
        }


def _claim(reading: GroupReading, claim: Claim, document: DocumentHead) -> Node:
    key = speaker_of(claim, document)[0]
    earlier = [
        urn("claim", item.a)
        for item in reading.standings_of.get(claim.id, ())
        if item.b == claim.id
        and item.a in reading.claims
        and item.family is Family.SUCCESSION
        and item.type in (None, RelationType.CORRECTS, RelationType.UPDATES)
        and reading.same_origin(item)
    ]
    return {
        "@id": urn("claim", claim.id),
        "@type": "prov:Entity",
        "rdfs:label": reading.view.group.name,
        "prov:value": claim.quote.exact,
        "prov:wasQuotedFrom": urn("document", document.sha256),
        "prov:wasAttributedTo": urn("source", key),
        "prov:wasGeneratedBy": _EXTRACTION,
        "prov:wasRevisionOf": earlier,
    }


def _editor(name: str) -> Node:
    return {"@id": urn("editor", name), "@type": ["prov:Agent", "prov:Person"], "rdfs:label": name}


def _decided(kind: str, key: str, editor: str, when: str | None, used: list[str]) -> Iterator[Node]:
    """Give the activity of deciding and who did it."""
    if editor:
        yield _editor(editor)
    yield without_empty(
        {
            "@id": urn(f"activity:{kind}", key),
            "@type": "prov:Activity",
            "prov:wasAssociatedWith": urn("editor", editor) if editor else None,
            "prov:endedAtTime": when,
            "prov:used": used,
        }
    )


def _judgements(reading: GroupReading, chosen: set[str]) -> Iterator[Node]:
    for item in reading.standings:
        judgement = item.judgement
        if judgement is None or not {item.a, item.b} & chosen:
            continue
        key, used = f"{item.a}.{item.b}", [urn("claim", item.a), urn("claim", item.b)]
        yield from _decided("judgement", key, judgement.editor, utc(judgement.decided), used)
        yield {
            "@id": urn("judgement", key),
            "@type": "prov:Entity",
            "prov:value": (item.type or judgement.family).value,
            "rdfs:comment": judgement.reason,
            "prov:wasGeneratedBy": urn("activity:judgement", key),
            "prov:wasDerivedFrom": used,
            "prov:wasAttributedTo": urn("editor", judgement.editor) if judgement.editor else None,
        }


def _verdict(reading: GroupReading) -> Iterator[Node]:
    verdict, group = reading.view.verdict, reading.view.group
    if verdict is None:
        return
    used = [urn("claim", claim.id) for claim in reading.view.claims]
    figures, best, basis = group_figures(reading)
    value = f"{_number(figures.low)}/{_number(best)}/{_number(figures.high)}"
    yield from _decided("verdict", group.id, verdict.editor, utc(verdict.decided), used)
    yield {
        "@id": urn("verdict", group.id),
        "@type": "prov:Entity",
        "rdfs:label": group.name,
        "prov:value": value if basis is Basis.EDITOR else verdict.status.value,
        "rdfs:comment": verdict.reason,
        "prov:wasGeneratedBy": urn("activity:verdict", group.id),
        "prov:wasDerivedFrom": used,
        "prov:wasAttributedTo": urn("editor", verdict.editor) if verdict.editor else None,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


prov_exporter = ProvExporter()
