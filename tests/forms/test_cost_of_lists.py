"""The lists of the admin ask the database as often for many rows as for two."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.forms.consents.newsletter import ask, send
from tests.forms.pages import create_form
from wagtail_privacy.forms.submissions import persons
from wagtail_privacy.models import DataCategory

FIELDS = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": False},
]


@pytest.mark.parametrize("name", ["index", "due", "consents"])
def test_more_rows_need_no_more_queries(
    name: str,
    officer_client: Client,
    home: Any,
    data_category: DataCategory,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def fill(numbers: range) -> None:
        for number in numbers:
            # Due within the days that the report looks ahead.
            purpose = factories.create_purpose(
                name={"de": f"Zweck {number}", "en": f"Purpose {number}"},
                retention_amount=1,
                retention_unit="M",
            )
            further = factories.create_purpose(
                name={"de": f"Brief {number}", "en": f"Brief {number}"},
                legal_basis="6-1-a",
                national_norm="",
            )
            title = f"Formular {number}"
            page = create_form(home, purpose, data_category, title=title, fields=FIELDS)
            visitor = Client(REMOTE_ADDR=f"192.0.2.{number + 1}")
            send(visitor, ask(page, further), e_mail=f"leser{number}@musterpost.example")

    def queries(number: int) -> int:
        url = reverse(f"wagtail_privacy_forms:{name}")
        officer_client.get(url)
        with CaptureQueriesContext(connection) as captured:
            content = officer_client.get(url).content.decode()
        shown = "Brief" if name == "consents" else "Formular"
        assert all(f"{shown} {one}" in content for one in range(number))
        return len(captured)

    # A process remembers the secret of the MACs once the transaction that reads it has ended.
    with django_capture_on_commit_callbacks(execute=True):
        persons.ready()
    fill(range(2))
    few = queries(2)
    fill(range(2, 10))
    assert queries(10) <= few
