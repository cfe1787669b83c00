"""A consent points at the statement that was read when it was given."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests import factories
from tests.forms.consents.newsletter import ANSWERS, WORDING, ask, ticked
from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy.forms.models import ConsentRecord
from wagtail_privacy.models import DataCategory, Purpose

FIELDS = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": False},
]


def create_asking_form(home: Any, purpose: Purpose, category: DataCategory) -> Any:
    news = factories.create_purpose(
        name={"de": "Newsletter verschicken"}, legal_basis="6-1-a", retention_amount=700
    )
    return ask(create_form(home, purpose, category, fields=FIELDS), news)


def test_the_proof_names_the_statement_and_its_receipt_links_to_it(
    client: Client,
    home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = create_asking_form(home, purpose, data_category)
        statement = create_statement(home)
    landing = client.post(page.url, {**ANSWERS, **ticked(page)})
    version, proof = statement.last_version, ConsentRecord.objects.get()
    assert proof.statement_page == statement.pk
    assert (proof.statement_number, proof.statement_sha256) == (version.number, version.sha256)
    token = landing["Location"].rpartition("receipt=")[2]
    receipt = client.get(f"/privacy/receipts/{token}/").content.decode()
    assert WORDING in receipt
    assert f"/versions/{version.number}/" in receipt


def test_the_statement_tells_the_further_purpose_with_its_own_time(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    create_asking_form(home, purpose, data_category)
    statement = create_statement(home)
    content = client.get(statement.url).content.decode()
    assert "Newsletter verschicken" in content
    assert "700" in content
