"""A statement and a form in two languages with Wagtail's own translation."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from tests.forms.pages import create_form
from tests.statements.pages import create_statement, publish
from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose
from wagtail_privacy.statements.findings.reviewing import review_all
from wagtail_privacy.statements.models import StatementVersion


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


def translate(client: Client, page: Any, locale: Locale) -> Any:
    """Press "Translate" in the menu of a page, and give the copy."""
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert client.post(address, {"locales": [locale.pk]}).status_code == 302
    return type(page).objects.get(translation_key=page.translation_key, locale=locale)


def test_a_translated_statement_says_the_facts_in_its_own_language(
    admin_client: Client,
    home: Any,
    english_home: Any,
    english: Locale,
    controller: ControllerSettings,
) -> None:
    body = [("text", {"heading": "Unser Versprechen", "text": "<p>Wir halten Wort.</p>"})]
    german = create_statement(home, body=[*body, ("controller", {}), ("rights", {})])
    copy = translate(admin_client, german, english)
    assert not copy.live
    assert StatementVersion.objects.last_of(copy.pk) is None
    copy.title = "Privacy"
    publish(copy)
    content = Client().get(copy.url).text
    assert "Which rights do you have?" in content
    assert "Welche Rechte haben Sie?" not in content
    assert "Wir halten Wort." in content, "what an editor wrote waits for an editor"
    assert "Welche Rechte haben Sie?" in Client().get(german.url).text


def test_a_translated_form_keeps_purpose_and_categories_and_joins_its_own_statement(
    admin_client: Client,
    home: Any,
    english_home: Any,
    english: Locale,
    controller: ControllerSettings,
    purpose: Purpose,
    data_category: DataCategory,
) -> None:
    statement = create_statement(english_home, title="Privacy")
    form = create_form(home, purpose, data_category)
    copy = translate(admin_client, form, english)
    assert not copy.live
    assert copy.purpose == purpose
    assert {field.data_category for field in copy.form_fields.all()} == {data_category}
    assert "Rückrufservice" not in Client().get(statement.url).text
    copy.title = "Call-back service"
    copy.save_revision().publish()
    content = Client().get(statement.url).text
    assert "Call-back service" in content
    assert "Contact details" in content
    assert f'href="{statement.url}#activity-form-{copy.pk}"' in Client().get(copy.url).text


def test_without_its_statement_a_language_is_told_to_translate_the_other(
    admin_client: Client,
    home: Any,
    english_home: Any,
    english: Locale,
    controller: ControllerSettings,
    purpose: Purpose,
    data_category: DataCategory,
) -> None:
    german = create_statement(home)
    copy = translate(admin_client, create_form(home, purpose, data_category), english)
    copy.save_revision().publish()
    missing = [review for review in review_all(clock.today()) if review.page is None]
    assert [(review.language, review.must[0].rule) for review in missing] == [("en", "covers-site")]
    content = admin_client.get(reverse("wagtail_privacy_todo:index")).text
    assert reverse("simple_translation:submit_page_translation", args=[german.pk]) in content
