"""Advice on a form: shown beside its purpose, and never in the way."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.forms.consents.newsletter import ask
from tests.forms.pages import create_form
from wagtail_privacy.forms.hints import hints_for
from wagtail_privacy.models import DataCategory, Purpose

EMAIL = {"label": "E-Mail", "field_type": "email", "required": True}


@pytest.fixture
def news() -> Purpose:
    return factories.create_purpose(
        name={"en": "Newsletter"}, legal_basis="6-1-a", type="DirectMarketing"
    )


def hinted(page: Any) -> list[str]:
    return [hint.where for hint in hints_for(page)]


@pytest.mark.parametrize(
    "field",
    [
        {"label": "Geburtsdatum", "field_type": "date"},
        {"label": "Wann?", "field_type": "date", "autocomplete": "bday"},
        {"label": "Telefonnummer", "field_type": "tel"},
        {"label": "Your phone", "field_type": "singleline", "autocomplete": "tel"},
    ],
)
def test_what_a_newsletter_does_not_need(
    home: Any, news: Purpose, data_category: DataCategory, field: dict[str, Any]
) -> None:
    page = create_form(home, news, data_category, fields=[EMAIL, {**field, "required": False}])
    assert hinted(page) == [field["label"]]
    said = {**field, "required": False, "reason": "Zum Geburtstag gibt es ein Rezept."}
    page = create_form(home, news, data_category, fields=[EMAIL, said], title="Mit Grund")
    assert hinted(page) == []


def test_a_draft_without_a_purpose_is_asked_without_naming_one(
    home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    field = {"label": "Geburtsdatum", "field_type": "date", "required": False}
    page = create_form(home, purpose, data_category, fields=[field])
    page.purpose = None
    [hint] = hints_for(page)
    assert hint.text.startswith("Is this needed? Leave the field out")


def test_a_call_back_needs_a_number(
    home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    field = {"label": "Telefonnummer", "field_type": "tel", "required": True}
    assert hinted(create_form(home, purpose, data_category, fields=[field])) == []


@pytest.mark.parametrize(
    ("label", "is_known"),
    [
        ("Ihr Name", True),
        ("Nachname", True),
        ("Your name", True),
        ("Telefonnummer", True),
        ("E-Mail", True),
        ("Straße und Hausnummer", True),
        ("Name des Kindes", False),
        ("Ihr Thema", False),
        ("Firmenname", False),
    ],
)
def test_what_a_browser_knows_need_not_be_typed(
    home: Any, purpose: Purpose, data_category: DataCategory, label: str, is_known: bool
) -> None:
    field = {"label": label, "field_type": "singleline", "required": True}
    page = create_form(home, purpose, data_category, fields=[field])
    assert hinted(page) == ([label] if is_known else [])
    chosen = {**field, "autocomplete": "name"}
    page = create_form(home, purpose, data_category, fields=[chosen], title="Gewählt")
    assert hinted(page) == []


def test_a_free_text_may_bring_in_special_data(home: Any, purpose: Purpose) -> None:
    text = {"label": "Worum geht es?", "field_type": "multiline", "required": True}
    plain = create_form(home, purpose, factories.create_data_category(), fields=[text])
    assert hinted(plain) == ["Worum geht es?"]
    special = factories.create_data_category(kind="special")
    page = create_form(home, purpose, special, fields=[text], title="Anderes")
    assert hinted(page) == []


def test_consents_that_could_not_be_proved(
    home: Any, purpose: Purpose, data_category: DataCategory, news: Purpose
) -> None:
    box = {"label": "Ich möchte den Newsletter", "field_type": "checkbox", "required": False}
    page = create_form(home, purpose, data_category, fields=[EMAIL, box])
    page = ask(page, news, wording="Ja.", double_opt_in=False)
    texts = " ".join(hint.text for hint in hints_for(page))
    for words in ("looks like a consent", "withdraw", "somebody else"):
        assert words in texts


def test_they_stand_in_the_editor_and_bar_nothing(
    admin_client: Client, home: Any, news: Purpose, data_category: DataCategory
) -> None:
    field = {"label": "Geburtsdatum", "field_type": "date", "required": True}
    page = create_form(home, news, data_category, fields=[EMAIL, field])
    assert page.live
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Worth a thought" in content
    assert "Art. 5(1)(c) GDPR" in content
    page.form_fields.filter(label="Geburtsdatum").delete()
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Worth a thought" not in content
