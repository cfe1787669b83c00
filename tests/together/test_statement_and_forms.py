"""What a form does and what the statement says are the same object."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from tests.statements.pages import create_statement
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose


@pytest.fixture
def statement(home: Any, controller: ControllerSettings) -> Any:
    return create_statement(home)


def read(client: Client, page: Any) -> str:
    return client.get(page.url).content.decode()


def test_a_published_form_stands_in_the_statement_by_itself(
    client: Client, statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    assert "Rückrufservice" not in read(client, statement)
    form = create_form(home, purpose, data_category)
    content = read(client, statement)
    for words in ("Rückrufservice", "Rückruf", "Kontaktangaben", "Rechenzentrum Musterstadt"):
        assert words in content
    assert "Name, Telefonnummer" in content
    assert "Worum geht es?" in content
    assert form.url in content
    form.unpublish()
    assert "Rückrufservice" not in read(client, statement)


def test_a_draft_is_not_in_the_statement(
    client: Client, statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    create_form(home, purpose, data_category, live=False)
    assert "Rückrufservice" not in read(client, statement)


def test_one_period_drives_the_sentence_and_the_deletion(
    client: Client, statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    form = create_form(home, purpose, data_category)
    purpose.retention_amount = 77
    purpose.save()
    assert "77" in read(client, statement)
    assert "77" in read(client, form)
    client.post(form.url, ANSWERS)
    submission = PrivacyFormSubmission.objects.get()
    assert (submission.expires_at - submission.submit_time).days in (76, 77)


def test_the_notice_links_to_the_section_of_its_form(
    client: Client, statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    form = create_form(home, purpose, data_category)
    anchor = f"activity-form-{form.pk}"
    assert f'href="{statement.url}#{anchor}"' in read(client, form)
    assert f'id="{anchor}"' in read(client, statement)


def test_each_language_lists_its_own_forms_in_its_own_words(
    client: Client,
    statement: Any,
    home: Any,
    english_home: Any,
    purpose: Purpose,
    data_category: DataCategory,
) -> None:
    english = create_statement(english_home, title="Privacy")
    create_form(home, purpose, data_category)
    create_form(english_home, purpose, data_category, title="Call-back service")
    german_text, english_text = read(client, statement), read(client, english)
    assert "Rückrufservice" in german_text
    assert "Call-back service" not in german_text
    assert "Call-back service" in english_text
    assert "Contact details" in english_text
    assert "Kontaktangaben" not in english_text


def test_queries_do_not_grow_with_forms_and_purposes(
    client: Client, statement: Any, home: Any, data_category: DataCategory
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, statement)
        return len(captured)

    for number in range(2):
        purpose = factories.create_purpose(recipients=[factories.create_recipient()])
        create_form(home, purpose, data_category, title=f"Formular {number}")
    read(client, statement)
    few = queries()
    for number in range(2, 12):
        purpose = factories.create_purpose(recipients=[factories.create_recipient()])
        create_form(home, purpose, data_category, title=f"Formular {number}")
    assert queries() == few
    # The path to any page of a site in two languages, and what a statement adds to it.
    with CaptureQueriesContext(connection) as plain:
        read(client, home)
    assert few <= len(plain) + 7


def test_who_agreed_in_a_form_is_led_to_the_receipt(
    client: Client, home: Any, data_category: DataCategory, controller: ControllerSettings
) -> None:
    page = create_statement(home, body=[("withdrawal", {})])
    form = create_form(home, factories.create_purpose(), data_category)
    assert "Öffnen Sie Ihren Beleg" not in client.get(page.url).text
    form.unpublish()
    consent = factories.create_purpose(legal_basis="6-1-a", national_norm="")
    create_form(home, consent, data_category, title="Newsletter")
    assert "Öffnen Sie Ihren Beleg" in client.get(page.url).text
