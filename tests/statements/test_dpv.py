"""A statement in the words of the Data Privacy Vocabulary, as an RDF library reads it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from tests.statements.activities import FACTS, PAGE
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.formats.dpv import TERMS, to_jsonld
from wagtail_privacy.vocabulary import DPV, DPV_GDPR, DPV_LOC
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS
from wagtail_privacy.vocabulary.recipients import SAFEGUARDS
from wagtail_privacy.vocabulary.rights import RIGHTS

D = Namespace(DPV)
GDPR = Namespace(DPV_GDPR)
DCT = Namespace("http://purl.org/dc/terms/")
NOTICE = URIRef(PAGE.url)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Give the graph that a program reads."""
    return parsed(to_jsonld(FACTS, PAGE))


def parsed(document: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps(document), format="json-ld")


def iris(graph: Graph) -> Iterator[str]:
    for triple in graph:
        yield from (str(node) for node in triple if isinstance(node, URIRef))


def test_only_terms_that_exist_are_used(graph: Graph) -> None:
    known = {term.iri for v in (LEGAL_BASES, SPECIAL_CONDITIONS, SAFEGUARDS, RIGHTS) for term in v}
    used = {iri for iri in iris(graph) if iri.startswith("https://w3id.org/dpv")}
    assert len(used) > 30
    for iri in used:
        if iri.startswith(DPV):
            assert iri.removeprefix(DPV) in TERMS
        else:
            assert iri in known or iri.startswith(DPV_LOC)


def test_every_property_is_of_dpv_or_dublin_core(graph: Graph) -> None:
    properties = {str(predicate) for predicate in graph.predicates()} - {str(RDF.type)}
    assert {p for p in properties if not p.startswith((DPV, str(DCT)))} == set()


def test_the_notice_names_controller_officer_authority_and_rights(graph: Graph) -> None:
    assert (NOTICE, RDF.type, D.PrivacyNotice) in graph
    assert (NOTICE, DCT.title, Literal("Privacy", lang="en")) in graph
    controller = graph.value(NOTICE, D.hasDataController)
    assert (controller, D.hasName, Literal("Example Fund")) in graph
    officer = graph.value(controller, D.hasDataProtectionOfficer)
    assert (officer, D.hasContact, Literal("mailto:dpo@fund.example")) in graph
    authority = graph.value(NOTICE, D.hasAuthority)
    assert (authority, RDF.type, D.DataProtectionAuthority) in graph
    rights = set(graph.objects(NOTICE, D.hasRight))
    assert {GDPR["A15"], GDPR["A21"], GDPR["A7-3"], GDPR["A77"]} <= rights


def test_each_purpose_has_a_process_with_its_own_basis_period_and_recipients(graph: Graph) -> None:
    assert len(set(graph.objects(NOTICE, D.hasProcess))) == 3
    news = URIRef(f"{PAGE.url}#activity-form-1.purpose-1")
    assert graph.value(news, D.hasPurpose) == URIRef(f"{PAGE.url}#purpose-1")
    assert (URIRef(f"{PAGE.url}#purpose-1"), RDF.type, D.DirectMarketing) in graph
    assert set(graph.objects(news, D.hasLegalBasis)) == {GDPR["A6-1-a"], GDPR["A46-2-c"]}
    storage = graph.value(news, D.hasStorageCondition)
    assert (storage, RDF.type, D.StorageDuration) in graph
    assert (storage, D.hasDuration, Literal("P14D", datatype=XSD.duration)) in graph
    recipient = graph.value(news, D.hasRecipient)
    assert (recipient, D.hasCountry, URIRef(DPV_LOC + "US")) in graph
    assert (recipient, RDF.type, D.DataProcessor) in graph


def test_anonymous_data_is_not_called_personal(graph: Graph) -> None:
    statistics = URIRef(f"{PAGE.url}#activity-statistics.purpose-3")
    assert graph.value(statistics, D.hasPersonalData) is None
    data = graph.value(statistics, D.hasData)
    assert (data, RDF.type, D.NonPersonalData) in graph


def test_of_what_is_not_known_nothing_is_said() -> None:
    graph = parsed(to_jsonld(StatementFacts(), PAGE))
    assert graph.value(NOTICE, D.hasAuthority) is None
    assert graph.value(NOTICE, D.hasProcess) is None
    assert Literal("") not in set(graph.objects())
