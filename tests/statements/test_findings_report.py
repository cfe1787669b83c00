"""Privacy › To do: what is missing, where it is mended, for those who may mend it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.statements.pages import publish
from wagtail_privacy.models import ControllerSettings

URL = "/admin/privacy/findings/"


def read(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_finding_leads_to_the_settings_that_mend_it(
    officer_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    controller.name = ""
    controller.save()
    content = read(officer_client)
    assert "The name of whoever is responsible is missing." in content
    assert "Readers must learn who answers for their data" in content
    assert "Art. 13(1)(a) GDPR" in content
    assert "Privacy › Controller" in content
    assert "Datenschutz (German)" in content
    url = f"/admin/settings/wagtail_privacy/controllersettings/{statement.get_site().pk}/"
    assert f'href="{url}"' in content
    assert ">Enter name<" in content
    assert read(officer_client, url)


def test_a_finding_about_a_register_leads_to_its_entry(
    officer_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    recipient = factories.create_recipient(country="US")
    content = read(officer_client)
    url = f"/admin/snippets/wagtail_privacy/recipient/edit/{recipient.pk}/"
    assert f'href="{url}"' in content
    assert officer_client.get(url).status_code == 200


def test_a_missing_section_leads_to_the_statement_for_who_may_edit_it(
    admin_client: Client, officer_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    statement.body = []
    publish(statement)
    link = f'href="/admin/pages/{statement.pk}/edit/"'
    assert "The statement does not name the right of access." in read(admin_client)
    assert link in read(admin_client)
    content = read(officer_client)
    assert "The statement does not name the right of access." in content
    assert link not in content


def test_what_the_law_wants_stands_first(
    admin_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    controller.authority_name = ""
    controller.decides_automatically = None
    controller.save()
    content = read(admin_client)
    assert content.index("Must be filled") < content.index("Advised")


def test_nothing_to_do_says_so(
    officer_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    content = read(officer_client)
    assert "Nothing to do." in content
    assert "Art. 13" not in content


def test_without_a_statement_the_report_says_why_it_is_empty_and_leads_to_the_start(
    officer_client: Client, site: Any
) -> None:
    report = read(officer_client).partition("<main")[2]
    assert "No privacy statement is published yet" in report
    assert f'href="{reverse("wagtail_privacy_start:index")}">Go to Start</a>' in report


def test_it_stands_in_the_privacy_menu(officer_client: Client, editor_client: Client) -> None:
    assert URL in read(officer_client, "/admin/")
    assert URL not in read(editor_client, "/admin/")


def test_it_is_closed_to_others(editor_client: Client, client: Client, statement: Any) -> None:
    for path in (URL, f"{URL}results/"):
        assert editor_client.get(path).status_code == 302
        assert "/login/" in client.get(path).headers["Location"]


@pytest.mark.parametrize("codename", ["change_purpose", "change_controllersettings"])
def test_any_of_the_permissions_opens_it(
    editor: Any, editor_client: Client, statement: Any, codename: str
) -> None:
    editor.user_permissions.add(Permission.objects.get(codename=codename))
    assert "Art. 13" in read(editor_client)


def test_results_answer_alone(officer_client: Client, statement: Any) -> None:
    content = read(officer_client, f"{URL}results/")
    assert "Art. 13(1)(a) GDPR" in content
    assert "<html" not in content
