"""The receipt: what a person sees of what they have agreed to, and how they withdraw it."""

import datetime
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from tests import factories
from tests.forms.consents.conftest import FIELDS
from tests.forms.consents.newsletter import ANSWERS, EMAIL, WORDING, acts, link_in, send
from tests.forms.pages import create_form
from wagtail_privacy.forms.consents.links.links import LinkKind
from wagtail_privacy.forms.consents.links.logs import HideTokens
from wagtail_privacy.forms.consents.receipt_dpv import TERMS
from wagtail_privacy.forms.consents.receipts import new_receipt_address
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission, PrivacyLink
from wagtail_privacy.models import DataCategory, Purpose
from wagtail_privacy.vocabulary import DPV, DPV_GDPR, DPV_LOC

D = Namespace(DPV)
DCT = Namespace("http://purl.org/dc/terms/")
MARCH = datetime.datetime(2027, 3, 3, 13, 2, tzinfo=datetime.UTC)


@pytest.fixture
def sent(
    client: Client,
    request_form: Any,
    controller: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> str:
    """Confirm a consent that was given on 3 March 2027, and give the address of the receipt."""
    with time_machine.travel(MARCH, tick=False), django_capture_on_commit_callbacks(execute=True):
        send(client, request_form)
    with time_machine.travel(MARCH, tick=False), django_capture_on_commit_callbacks(execute=True):
        client.post(link_in(mailoutbox.pop()), {"act": "confirm"})
    return link_in(mailoutbox.pop())


@pytest.fixture
def april() -> Any:
    with time_machine.travel(MARCH + datetime.timedelta(days=30), tick=False):
        yield


def withdraw(client: Client, address: str) -> Any:
    [consent] = ConsentRecord.objects.given().values_list("consent", flat=True)
    return client.post(address, {"act": "withdraw", "consent": str(consent)}, follow=True)


@pytest.mark.usefixtures("april")
def test_it_shows_words_times_and_state_and_no_answers(client: Client, sent: str) -> None:
    answer = client.get(sent)
    content = answer.content.decode()
    for words in (WORDING, "3. März 2027", "14:02", "Per E-Mail bestätigt", "Widerrufen"):
        assert words in content
    assert "Musterkasse" in content  # whom to turn to
    assert EMAIL not in content
    assert "Erika" not in content
    assert "<script" not in content
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.usefixtures("april")
def test_one_button_withdraws_stops_the_use_and_is_proved(
    client: Client, sent: str, newsletter: Purpose
) -> None:
    assert PrivacyFormSubmission.objects.usable_for(newsletter).exists()
    content = withdraw(client, sent).content.decode()
    assert "Seitdem nutzen wir Ihre Daten nicht mehr dafür" in content
    assert "31. Dezember 2030" in content  # the proof: three years after the end of 2027
    assert not PrivacyFormSubmission.objects.filter(purpose=newsletter).exists()
    assert acts() == ["given", "confirmed", "withdrawn"]
    withdraw(client, sent)
    assert acts() == ["given", "confirmed", "withdrawn"]


@pytest.mark.usefixtures("april")
def test_the_request_itself_goes_on_after_a_withdrawal(client: Client, sent: str) -> None:
    withdraw(client, sent)
    [kept] = PrivacyFormSubmission.objects.all()
    assert kept.purpose_id == kept.page.specific.purpose_id


@pytest.mark.usefixtures("april")
def test_looking_withdraws_nothing(client: Client, sent: str) -> None:
    for method in ("get", "head", "options", "delete"):
        getattr(client, method)(f"{sent}?act=withdraw")
    client.post(sent, {"act": "withdraw", "consent": "x\x00"})
    client.post(sent, {"act": "nonsense"})
    assert acts() == ["given", "confirmed"]


@pytest.mark.usefixtures("april")
def test_a_receipt_opens_nobody_elses_consent(client: Client, sent: str, request_form: Any) -> None:
    first = ConsentRecord.objects.given().get().consent
    send(client, request_form, e_mail="andere@musterpost.example")
    other = ConsentRecord.objects.given().exclude(consent=first).get()
    client.post(sent, {"act": "withdraw", "consent": str(other.consent)})
    assert "withdrawn" not in acts()


def test_a_receipt_ends_with_the_data(client: Client, sent: str) -> None:
    with time_machine.travel(MARCH + datetime.timedelta(days=731), tick=False):
        assert client.get(sent).status_code == 410


@pytest.mark.usefixtures("april")
def test_a_form_without_consents_has_a_receipt_too(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    page = create_form(home, purpose, data_category)
    client.post(page.url, {"name": "Erika", "telefonnummer": "0151 1"})
    link = PrivacyLink.objects.get()
    assert link.kind == LinkKind.RECEIPT
    assert link.expires_at == PrivacyFormSubmission.objects.get().expires_at


@pytest.mark.usefixtures("april")
def test_programs_read_it_in_the_words_of_dpv(client: Client, sent: str) -> None:
    withdraw(client, sent)
    for answer in (
        client.get(f"{sent}?format=json"),
        client.get(sent, headers={"accept": "application/ld+json"}),
    ):
        assert answer["Content-Type"] == "application/ld+json"
        assert "no-store" in answer["Cache-Control"]
    document = answer.json()
    assert EMAIL not in json.dumps(document)
    assert ConsentRecord.objects.given().get().person not in json.dumps(document)
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    [record] = graph.subjects(RDF.type, D.ConsentRecord)
    [notice] = graph.subjects(RDF.type, D.ConsentNotice)
    assert graph.value(notice, DCT.description) == Literal(WORDING, lang="de")
    states = {graph.value(s, RDF.type) for s in graph.objects(record, D.hasConsentStatus)}
    assert states == {D.ConsentRequested, D.ConsentGiven, D.ConsentWithdrawn}
    assert URIRef(f"{DPV_GDPR}A6-1-a") in set(graph.objects(record, D.hasLegalBasis))


@pytest.mark.usefixtures("april")
def test_only_terms_that_exist_are_used(client: Client, sent: str) -> None:
    document = client.get(f"{sent}?format=json").content.decode()
    graph = Graph().parse(data=document, format="json-ld")
    nodes = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    used = {iri.removeprefix(DPV) for iri in nodes if iri.startswith(DPV)}
    assert len(used) > 15
    assert used <= TERMS
    properties = {str(predicate) for predicate in graph.predicates()} - {str(RDF.type)}
    assert {p for p in properties if not p.startswith((DPV, str(DCT)))} == set()


@pytest.mark.usefixtures("april")
def test_programs_read_who_receives_the_data(
    client: Client, sent: str, newsletter: Purpose
) -> None:
    newsletter.recipients.add(factories.create_recipient(name={"de": "Versandhaus"}))
    document = client.get(f"{sent}?format=json").content.decode()
    graph = Graph().parse(data=document, format="json-ld")
    [record] = graph.subjects(RDF.type, D.ConsentRecord)
    [recipient] = graph.objects(record, D.hasRecipient)
    assert graph.value(recipient, RDF.type) == D.DataProcessor
    assert graph.value(recipient, D.hasName) == Literal("Versandhaus", lang="de")


@pytest.mark.usefixtures("april")
def test_programs_read_the_rights_the_country_and_where_the_data_comes_from(
    client: Client, sent: str, controller: Any
) -> None:
    controller.country = "DE"
    controller.save()
    document = client.get(f"{sent}?format=json").content.decode()
    graph = Graph().parse(data=document, format="json-ld")
    [receipt] = graph.subjects(RDF.type, D.ConsentReceipt)
    assert graph.value(receipt, D.hasJurisdiction) == URIRef(f"{DPV_LOC}DE")
    [record] = graph.subjects(RDF.type, D.ConsentRecord)
    rights = {str(right).removeprefix(DPV_GDPR) for right in graph.objects(record, D.hasRight)}
    assert {"A7-3", "A15", "A17", "A20", "A77"} <= rights
    assert "A21" not in rights  # whoever has agreed withdraws instead
    data = list(graph.objects(record, D.hasPersonalData))
    sources = [graph.value(graph.value(one, D.hasDataSource), RDF.type) for one in data]
    assert sources == [D.DataSubject] * len(data) != []


def test_it_speaks_the_language_of_its_form(
    client: Client, english_home: Any, newsletter: Purpose, data_category: DataCategory
) -> None:
    page = create_form(english_home, newsletter, data_category, title="News", fields=FIELDS)
    sent = {**ANSWERS, **{one.name: one.word for one in page.consent_asks}}
    landing = client.post(page.url, sent, headers={"accept-language": "de"})
    token = landing["Location"].rpartition("receipt=")[2]
    content = client.get(f"/privacy/receipts/{token}/", headers={"accept-language": "de"})
    assert "Your receipt" in content.content.decode()
    assert ConsentRecord.objects.get().at <= timezone.now()


@pytest.mark.usefixtures("april")
def test_each_issue_of_a_newsletter_may_bring_a_link_of_its_own(
    client: Client, sent: str, newsletter: Purpose
) -> None:
    [reader] = PrivacyFormSubmission.objects.usable_for(newsletter)
    address = new_receipt_address(reader)
    assert address.startswith("http://localhost/privacy/receipts/")
    path = address.removeprefix("http://localhost")
    assert path != sent
    assert WORDING in client.get(path).content.decode()
    withdraw(client, path)
    assert not PrivacyFormSubmission.objects.usable_for(newsletter).exists()
    assert client.get(sent).status_code == 200


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("GET /privacy/receipts/abcDEF-123_x/?format=json 200", ()),
        ("%s %s", ("GET", "/de/form/?sent=1&receipt=abcDEF-123_x")),
        ("Gone: %s", ("/datenschutz/consents/abcDEF-123_x/",)),
    ],
)
def test_a_filter_keeps_links_out_of_a_log(message: str, arguments: tuple[str, ...]) -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, message, arguments, None)
    assert HideTokens().filter(record)
    assert "abcDEF" not in record.getMessage()
