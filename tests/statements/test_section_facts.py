"""In the editor a section shows what the site says in it, and where that is edited."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.blocks import StatementBody
from wagtail_privacy.statements.blocks.body import REGISTER_SECTIONS


def address(name: str, page: Any) -> str:
    return f"{reverse('wagtail_privacy_sections:facts', args=[name])}?page={page.pk}"


def read(client: Client, name: str, page: Any) -> str:
    response = client.get(address(name, page))
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_a_section_shows_its_output_in_the_language_of_the_page(
    admin_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = read(admin_client, "controller", statement)
    assert "<strong>Musterkasse</strong>" in content
    assert "Wer ist verantwortlich?" in content
    assert "Source: Privacy › Controller" in content
    url = f"/admin/settings/wagtail_privacy/controllersettings/{statement.get_site().pk}/"
    assert f'href="{url}"' in content


def test_what_is_missing_is_marked_in_place(admin_client: Client, statement: Any) -> None:
    assert "▢" in read(admin_client, "controller", statement)


def test_the_output_is_only_read(
    admin_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = read(admin_client, "controller", statement)
    output = BeautifulSoup(content, "html.parser").select_one("template")
    assert output is not None
    assert "datenschutz@musterkasse.example" in output.get_text()
    assert not output.find("a")
    assert not output.find(id=True)


def test_entries_of_a_register_are_named_and_long_lists_cut(
    admin_client: Client, statement: Any
) -> None:
    entries = [factories.create_recipient(name={"de": f"Firma {n}"}) for n in range(9)]
    content = read(admin_client, "recipients", statement)
    assert "Source: Recipient “Firma 0”" in content
    assert f"/admin/snippets/wagtail_privacy/recipient/edit/{entries[0].pk}/" in content
    assert content.count("Source:") == 6
    assert "and 3 more" in content


def test_who_may_not_edit_a_register_gets_no_link_to_it(
    editor_client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = read(editor_client, "controller", statement)
    assert "Source: Privacy › Controller" in content
    assert "<a " not in content


def test_it_is_closed_to_who_may_not_edit_the_statement(
    officer_client: Client, client: Client, statement: Any, home: Any
) -> None:
    assert officer_client.get(address("controller", statement)).status_code in (302, 403)
    assert client.get(address("controller", statement)).status_code == 302


@pytest.mark.parametrize(
    "query", ["", "?page=", "?page=x", "?page=99999999", "?page=²", "?page=" + "9" * 30]
)
def test_an_unknown_page_is_not_found(admin_client: Client, site: Any, query: str) -> None:
    url = reverse("wagtail_privacy_sections:facts", args=["controller"])
    assert admin_client.get(url + query, follow=True).status_code == 404


def test_other_pages_and_sections_are_not_found(
    admin_client: Client, statement: Any, home: Any
) -> None:
    assert admin_client.get(address("controller", home), follow=True).status_code == 404
    for name in ("text", "imported", "changes", "nonsense"):
        assert admin_client.get(address(name, statement), follow=True).status_code == 404


def test_a_draft_that_was_never_published_is_shown(
    admin_client: Client, home: Any, controller: ControllerSettings
) -> None:
    draft = create_statement(home, live=False)
    for name in REGISTER_SECTIONS:
        if StatementBody().child_blocks[name].draws_on:
            assert "wp-section-facts__output" in read(admin_client, name, draft)


def test_the_editor_knows_where_to_ask(admin_client: Client, statement: Any) -> None:
    content = admin_client.get(f"/admin/pages/{statement.pk}/edit/").text
    assert "wagtail_privacy/section-facts.js" in content
    assert reverse("wagtail_privacy_sections:facts", args=["controller"]) in content
