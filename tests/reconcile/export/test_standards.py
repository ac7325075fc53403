"""The linked-data formats held against the standards' own vocabularies and shapes, read by rdflib.

The contexts that the files name stand on the web; a test has no web, so the terms that we use are mapped
here as those contexts map them.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reconcile.export import formats
from reconcile.export.formats import Options
from reconcile.model import Quote
from tests.reconcile.export.examples import DECIDED_WOUNDED, THIRTY_ONE, WOUNDED, table

rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")

from rdflib import RDF, Graph, Literal, Namespace, URIRef  # noqa: E402  # after the skip
from rdflib.namespace import DCTERMS, PROV, RDFS, SDO  # noqa: E402  # after the skip

# rdflib 7 warns of its own deprecated names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

SHAPES = Path(__file__).parent / "shapes"
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("http://schema.org/")

XSD = "http://www.w3.org/2001/XMLSchema#"
IRI = {"@type": "@id"}

#: https://schema.org/ (its namespace in the shapes is http) and http://www.w3.org/ns/anno.jsonld.
CONTEXTS: dict[str, dict[str, Any]] = {
    "https://schema.org/": {
        "@vocab": "http://schema.org/",
        "url": IRI,
        "datePublished": {"@type": f"{XSD}date"},
    },
    "http://www.w3.org/ns/anno.jsonld": {
        "oa": str(OA),
        "as": "http://www.w3.org/ns/activitystreams#",
        "id": "@id",
        "type": "@type",
        **{
            name: f"oa:{name}"
            for name in (
                "Annotation",
                "TextualBody",
                "SpecificResource",
                "TextQuoteSelector",
                "TextPositionSelector",
            )
        },
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "Person": "http://xmlns.com/foaf/0.1/Person",
        "Software": "as:Application",
        "Text": "http://purl.org/dc/dcmitype/Text",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        **{name: f"oa:{name}" for name in ("describing", "tagging", "assessing")},
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
        "start": {"@id": "oa:start", "@type": f"{XSD}nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": f"{XSD}nonNegativeInteger"},
        "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language",
        "name": "http://xmlns.com/foaf/0.1/name",
        "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
        "creator": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
        "created": {"@id": "http://purl.org/dc/terms/created", "@type": f"{XSD}dateTime"},
        "generator": {"@id": "as:generator", "@type": "@id"},
        "first": {"@id": "as:first", "@type": "@id"},
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        "startIndex": {"@id": "as:startIndex", "@type": f"{XSD}nonNegativeInteger"},
        "total": {"@id": "as:totalItems", "@type": f"{XSD}nonNegativeInteger"},
    },
}


def written(name: str, source=None) -> dict[str, Any]:
    out = io.BytesIO()
    formats.find(name).write(source or table(DECIDED_WOUNDED, WOUNDED), out, Options())
    return json.loads(out.getvalue())


def graph(name: str, source=None) -> Graph:
    data = written(name, source)
    if isinstance(data["@context"], str):
        data["@context"] = CONTEXTS[data["@context"]]
    return Graph().parse(data=json.dumps(data), format="json-ld")


def conforms(data: Graph, shapes: str | Path, **options: Any) -> None:
    holds, _, report = pyshacl.validate(data, shacl_graph=str(shapes), **options)
    assert holds, report


def urn(kind: str, key: str) -> URIRef:
    return URIRef(f"urn:reconcile:{kind}:{key}")


def test_claimreview_conforms_to_the_shapes_of_schema_org():
    shapes = Path(pyshacl.__file__).parent / "assets" / "schema.ttl"
    # The shapes also say which class is a kind of which: a NewsArticle is a CreativeWork.
    conforms(graph("claimreview"), shapes, ont_graph=str(shapes))


def test_the_shapes_of_schema_org_would_find_a_wrong_claimreview():
    shapes = Path(pyshacl.__file__).parent / "assets" / "schema.ttl"
    data = graph("claimreview")
    data.add((urn("claim", "claim-31"), SCHEMA.appearance, Literal("a page")))
    holds, _, _ = pyshacl.validate(data, shacl_graph=str(shapes), ont_graph=str(shapes))
    assert not holds


def test_claimreview_uses_the_words_of_schema_org_alone():
    data = graph("claimreview")
    known = {str(term).removeprefix("https://schema.org/") for term in dir(SDO)}
    used = {term for triple in data for term in triple if str(term).startswith(str(SCHEMA))}
    assert used
    assert {str(term).removeprefix(str(SCHEMA)) for term in used} <= known


def test_claimreview_leads_from_the_claim_to_its_page_and_its_speaker():
    data = graph("claimreview")
    claim = urn("claim", "claim-31")
    assert data.value(claim, SCHEMA.name) == Literal("31 people were wounded")
    page = data.value(claim, SCHEMA.appearance)
    assert data.value(page, SCHEMA.url) == URIRef("https://example.org/2")
    assert data.value(data.value(claim, SCHEMA.author), SCHEMA.name) == Literal(
        "Port-Aven hospital"
    )
    review = urn("review", "claim-20")
    rating = data.value(review, SCHEMA.reviewRating)
    assert str(data.value(rating, SCHEMA.alternateName)) == (
        "cannot stand beside the figure retained (31)"
    )
    assert data.value(review, SCHEMA.itemReviewed) == urn("claim", "claim-20")


def test_what_nobody_decided_is_not_reviewed():
    data = graph("claimreview", table(WOUNDED))
    assert (None, RDF.type, SCHEMA.ClaimReview) not in data
    assert len(list(data.subjects(RDF.type, SCHEMA.Claim))) == 3


def test_webannotation_conforms_to_the_model():
    conforms(graph("webannotation"), SHAPES / "webannotation.ttl")


def test_the_models_shapes_would_find_an_annotation_without_target():
    data = graph("webannotation")
    data.remove((urn("claim", "claim-31"), OA.hasTarget, None))
    holds, _, _ = pyshacl.validate(data, shacl_graph=str(SHAPES / "webannotation.ttl"))
    assert not holds


def test_an_annotation_anchors_the_quote_by_words_and_by_position():
    data = written("webannotation")
    item = next(item for item in data["first"]["items"] if item["id"].endswith("claim-31"))
    quote, position = item["target"][0]["selector"]
    assert quote["exact"] == "31 people were wounded"
    assert (position["start"], position["end"]) == (23, 45)
    assert item["target"][1]["source"] == "https://example.org/2"
    assert data["total"] == len(data["first"]["items"]) == 9


def test_prov_conforms_to_the_ontologys_domains_and_ranges():
    conforms(graph("prov"), SHAPES / "prov.ttl")


def test_the_ontologys_shapes_would_find_a_claim_quoted_from_a_person():
    data = graph("prov")
    data.add((urn("claim", "claim-31"), PROV.wasQuotedFrom, urn("editor", "Ana")))
    holds, _, _ = pyshacl.validate(data, shacl_graph=str(SHAPES / "prov.ttl"))
    assert not holds


def test_prov_uses_the_words_of_its_vocabularies_alone():
    known = {str(term) for space in (PROV, RDFS, DCTERMS) for term in dir(space)}
    data = graph("prov")
    assert {str(term) for term in data.predicates() if term != RDF.type} <= known
    assert {str(term) for term in data.objects(None, RDF.type)} <= known


def test_prov_says_who_said_what_and_who_decided():
    data = graph("prov")
    claim = urn("claim", "claim-20")
    assert data.value(claim, PROV.wasQuotedFrom) == urn("document", f"{3:064x}")
    speaker = data.value(claim, PROV.wasAttributedTo)
    assert data.value(speaker, RDFS.label) == Literal("Préfecture de Port-Aven")
    assert data.value(claim, PROV.wasRevisionOf) == urn("claim", "claim-12")
    copy = data.value(urn("document", f"{3:064x}"), PROV.wasDerivedFrom)
    assert copy == urn("document", f"{1:064x}")
    decision = data.value(urn("judgement", "claim-31.claim-20"), PROV.wasAttributedTo)
    assert data.value(decision, RDFS.label) == Literal("Bo")


def test_another_library_reads_the_provenance_too():
    prov = pytest.importorskip("prov.model")
    turtle = graph("prov").serialize(format="turtle")
    read = prov.ProvDocument.deserialize(content=turtle, format="rdf", rdf_format="turtle")
    kinds = [type(record).__name__ for record in read.get_records()]
    assert kinds.count("ProvEntity") == 9
    assert "ProvAttribution" in kinds


@pytest.mark.parametrize("name", ["claimreview", "webannotation", "prov"])
@pytest.mark.parametrize("text", ["</script>", "nul\x00", "lone \ud800", 'a "quote"\nand more'])
def test_hostile_quotes_stay_literals(name: str, text: str):
    quoted = replace(THIRTY_ONE, quote=Quote(text, 0, len(text)), sentence=text)
    data = graph(name, table(replace(WOUNDED, claims=(quoted,))))
    assert Literal(text.replace("\ud800", "�")) in set(data.objects())


@pytest.mark.parametrize("address", ["javascript:alert(1)", 'https://example.org/a b<c>"|'])
@pytest.mark.parametrize("name", ["claimreview", "webannotation", "prov"])
def test_an_address_that_is_none_breaks_no_graph(name: str, address: str):
    head = replace(WOUNDED.documents[THIRTY_ONE.document], url=address)
    view = replace(WOUNDED, claims=(THIRTY_ONE,), documents={head.sha256: head})
    data = graph(name, table(view))
    assert Graph().parse(data=data.serialize(format="nt"), format="nt").isomorphic(data)
    assert not any(
        str(term).startswith("javascript:") for term in data.objects() if isinstance(term, URIRef)
    )
