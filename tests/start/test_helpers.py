"""Task 2 of Privacy › Start: companies go into the register, the rest to the controller."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests import factories
from wagtail_privacy.models import ControllerSettings, Purpose, Recipient

ANSWERS = {
    "hosting": "company",
    "hosting_name": "Musterwerk GmbH",
    "hosting_country": "DE",
    "hosting_contract": "2026-02-03",
    "mail": "same",
    "server_log_address": "shortened",
    "server_log_days": "7",
    "decides_automatically": "no",
}


def url(site: Any) -> str:
    return f"/admin/privacy/start/{site.pk}/helpers/"


def stored(site: Any) -> ControllerSettings:
    return ControllerSettings.objects.get(site=site)


def test_one_company_for_both_becomes_one_recipient(officer_client: Client, site: Any) -> None:
    assert officer_client.post(url(site), ANSWERS).status_code == 302
    recipient = Recipient.objects.get()
    assert recipient.name == {"de": "Musterwerk GmbH", "en": "Musterwerk GmbH"}
    assert recipient.role == "processor"
    assert recipient.country == "DE"
    assert str(recipient.contract_date) == "2026-02-03"
    assert recipient.description["en"] == "runs the server of this website, carries our e-mail"
    assert recipient.description["de"] != recipient.description["en"]
    assert stored(site).server_log_days == 7
    assert stored(site).decides_automatically is False
    assert stored(site).gives_data_to_nobody is False


def test_two_companies_become_two(officer_client: Client, site: Any) -> None:
    officer_client.post(url(site), {**ANSWERS, "mail": "company", "mail_name": "Postreiter eG"})
    names = [str(recipient) for recipient in Recipient.objects.order_by("pk")]
    assert names == ["Musterwerk GmbH", "Postreiter eG"]


def test_a_name_alone_is_an_answer(officer_client: Client, site: Any) -> None:
    officer_client.post(url(site), {**ANSWERS, "hosting": "", "mail": ""})
    assert str(Recipient.objects.get()) == "Musterwerk GmbH"


def test_who_does_it_all_alone_gives_data_to_nobody(officer_client: Client, site: Any) -> None:
    alone = {**ANSWERS, "hosting": "ourselves", "mail": "ourselves", "hosting_name": ""}
    officer_client.post(url(site), alone)
    assert not Recipient.objects.exists()
    assert stored(site).gives_data_to_nobody is True


def test_not_to_know_yet_stores_nothing_and_stays_open(officer_client: Client, site: Any) -> None:
    assert officer_client.post(url(site), {}).status_code == 302
    assert not Recipient.objects.exists()
    settings = stored(site)
    assert settings.decides_automatically is None
    assert settings.gives_data_to_nobody is False
    assert settings.server_log_address == ""


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"hosting_name": ""}, "Enter the name of the company."),
        ({"hosting": "ourselves"}, "Name the company of the server"),
        ({"hosting_country": "XX"}, "Select a valid choice"),
        ({"server_log_days": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_stored(
    officer_client: Client, site: Any, changed: dict[str, str], message: str
) -> None:
    content = officer_client.post(url(site), {**ANSWERS, **changed}).content.decode()
    assert message in content
    assert not Recipient.objects.exists()


def test_who_is_named_already_is_not_asked_for_again(
    officer_client: Client, site: Any, recipient: Recipient
) -> None:
    content = officer_client.get(url(site)).content.decode()
    assert "Named in the register already: Musterstadt Data Centre" in content
    officer_client.post(url(site), {**ANSWERS, "hosting": "named", "mail": "named"})
    assert Recipient.objects.get() == recipient


def test_new_companies_join_the_purposes_if_asked_to(officer_client: Client, site: Any) -> None:
    purpose: Purpose = factories.create_purpose()
    officer_client.post(url(site), ANSWERS)
    assert not purpose.recipients.exists()
    officer_client.post(url(site), {**ANSWERS, "mail": "named", "add_to_purposes": "on"})
    assert purpose.recipients.count() == 1


def test_who_may_not_add_recipients_may_not_answer(
    editor: Any, editor_client: Client, site: Any
) -> None:
    editor.user_permissions.add(Permission.objects.get(codename="change_controllersettings"))
    assert editor_client.get(f"/admin/privacy/start/{site.pk}/").status_code == 200
    assert editor_client.post(url(site), ANSWERS).status_code == 302
    assert not Recipient.objects.exists()
