"""The Privacy menu and the controller's answers: who sees them and what is stored."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.admin.menu import Menu, settings_menu

from tests import factories
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.wagtail_hooks import privacy_menu, registers_menu

REGISTERS = {"Purposes", "Data categories", "Recipients"}


def entries(client: Client, menu: Menu = privacy_menu) -> set[str]:
    """Give the labels of the Privacy menu as the admin builds it for a client's user."""
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    return {str(item.label) for item in menu.menu_items_for_request(request)}


@pytest.mark.parametrize("role", ["admin_client", "officer_client"])
def test_who_keeps_the_registers_finds_them_under_privacy(
    request: pytest.FixtureRequest, site: Any, role: str
) -> None:
    client = request.getfixturevalue(role)
    assert entries(client) >= {"Registers", "Controller"}
    assert entries(client, registers_menu) >= REGISTERS
    assert not entries(client) & REGISTERS
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert '"Privacy"' in home


def test_an_editor_is_not_shown_what_she_may_not_open(editor_client: Client) -> None:
    assert not entries(editor_client) & {"Registers", "Controller"}
    assert not entries(editor_client, registers_menu)


def test_the_controller_stands_under_privacy_and_not_twice(admin_client: Client, site: Any) -> None:
    request = admin_client.get(reverse("wagtailadmin_home")).wsgi_request
    labels = [str(item.label) for item in settings_menu.menu_items_for_request(request)]
    assert "Controller" not in labels
    assert labels


def controller_address(site: Any) -> str:
    return reverse("wagtailsettings:edit", args=["wagtail_privacy", "controllersettings", site.pk])


ANSWERS = {
    "name": "Musterkasse",
    "postal_address": "Musterweg 1\r\n12345 Musterstadt",
    "email": "post@musterkasse.example",
    "phone": "",
    "is_public_body": "on",
    "legal_regime": "de-social",
    "dpo_name": "",
    "dpo_postal_address": "",
    "dpo_email": "datenschutz@musterkasse.example",
    "dpo_phone": "",
    "authority_name": "Aufsicht",
    "authority_postal_address": "",
    "authority_url": "https://aufsicht.example/",
    "secure_contact_page": "",
    "server_log_days": "7",
    "server_log_address": "shortened",
    "decides_automatically": "false",
}


@pytest.mark.parametrize("role", ["admin_client", "officer_client"])
def test_the_controller_s_answers_are_stored(
    request: pytest.FixtureRequest, site: Any, role: str
) -> None:
    client: Client = request.getfixturevalue(role)
    address = controller_address(site)
    assert client.get(address).status_code == 200
    assert client.post(address, ANSWERS).status_code == 302
    facts = ControllerSettings.for_site(site).as_facts("de")
    assert facts.contact.name == "Musterkasse"
    assert facts.is_public_body is True
    assert facts.legal_regime == "de-social"
    assert facts.decides_automatically is False
    assert facts.server_log_days == 7


def test_what_was_not_answered_stays_open(admin_client: Client, site: Any) -> None:
    """ "I do not know yet" is an answer, and differs from "no"."""
    open_answers = {**ANSWERS, "decides_automatically": "unknown", "server_log_days": ""}
    admin_client.post(controller_address(site), open_answers)
    facts = ControllerSettings.for_site(site).as_facts("de")
    assert facts.decides_automatically is None
    assert facts.server_log_days is None


@pytest.mark.parametrize("field", ["postal_address", "dpo_postal_address"])
def test_an_address_without_an_end_is_refused(admin_client: Client, site: Any, field: str) -> None:
    response = admin_client.post(controller_address(site), {**ANSWERS, field: "Musterweg 1\n" * 99})
    assert response.status_code == 200
    assert "at most 500 characters" in response.content.decode()
    assert not ControllerSettings.objects.exclude(name="").exists()


@pytest.mark.parametrize("role", ["editor_client", "client"])
def test_nobody_else_reads_or_changes_the_controller(
    request: pytest.FixtureRequest, site: Any, role: str
) -> None:
    factories.create_controller(site)
    client: Client = request.getfixturevalue(role)
    for response in (
        client.get(controller_address(site)),
        client.post(controller_address(site), {**ANSWERS, "name": "Somebody else"}),
    ):
        assert response.status_code == 302
        assert "Musterkasse" not in response.content.decode()
    assert ControllerSettings.for_site(site).name == "Musterkasse"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("email", "not an address"),
        ("authority_url", "javascript:alert(1)"),
        ("legal_regime", "mars"),
        ("server_log_days", "-1"),
    ],
)
def test_nonsense_is_refused(admin_client: Client, site: Any, field: str, wrong: str) -> None:
    response = admin_client.post(controller_address(site), {**ANSWERS, field: wrong})
    assert response.status_code == 200
    assert not ControllerSettings.objects.filter(**{field: wrong}).exists()


def test_the_page_for_confidential_messages_is_found_in_the_reader_s_language(
    controller: ControllerSettings, home: Any, english_home: Any
) -> None:
    controller.secure_contact_page_id = home.pk
    controller.save()
    assert controller.as_facts("de").secure_contact_url == home.url
    assert controller.as_facts("en").secure_contact_url == english_home.url
    assert controller.as_facts("en").secure_contact_title == "Home page"
    assert controller.as_facts("fr").secure_contact_url == home.url  # better than nothing


def test_a_page_that_is_not_public_is_not_offered(
    controller: ControllerSettings, home: Any
) -> None:
    controller.secure_contact_page_id = home.pk
    controller.save()
    home.unpublish()
    fresh = ControllerSettings.objects.get(pk=controller.pk)
    assert fresh.as_facts("de").secure_contact_url == ""


def test_privacy_officers_may_do_what_they_answer_for_and_no_more(db: None) -> None:
    codenames = set(
        Group.objects.get(name="Privacy officers").permissions.values_list("codename", flat=True)
    )
    assert {"access_admin", "change_controllersettings", "add_purpose", "delete_recipient"} <= (
        codenames
    )
    assert not {name for name in codenames if name.endswith(("_user", "_group", "_site"))}


def test_the_admin_styles_are_loaded(admin_client: Client, site: Any) -> None:
    home = admin_client.get(reverse("wagtailadmin_home"))
    soup = BeautifulSoup(home.content, "html.parser")
    links = [link["href"] for link in soup.select("link[rel=stylesheet]")]
    assert any("wagtail_privacy/admin.css" in link for link in links)
