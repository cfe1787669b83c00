from typing import Any

import pytest

from tests import factories
from tests.forms.consents.newsletter import ask
from tests.forms.pages import create_form
from wagtail_privacy.models import DataCategory, Purpose

FIELDS: list[dict[str, Any]] = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": False},
]


@pytest.fixture
def newsletter() -> Purpose:
    """Give a purpose that rests on consent and lasts two years."""
    return factories.create_purpose(
        name={"de": "Newsletter verschicken", "en": "Sending the newsletter"},
        description={"de": "Wir schreiben Ihnen einmal im Monat."},
        legal_basis="6-1-a",
        national_norm="",
        type="DirectMarketing",
        retention_amount=24,
        retention_unit="M",
    )


@pytest.fixture
def request_form(
    home: Any, purpose: Purpose, newsletter: Purpose, data_category: DataCategory
) -> Any:
    """Give a form for call-backs that also asks whether the newsletter may be sent."""
    page = create_form(home, purpose, data_category, fields=FIELDS)
    return ask(page, newsletter)


@pytest.fixture
def newsletter_form(home: Any, newsletter: Purpose, data_category: DataCategory) -> Any:
    """Give a form whose own purpose rests on consent."""
    page = create_form(home, newsletter, data_category, title="Newsletter", fields=FIELDS[1:])
    return ask(page, newsletter)
