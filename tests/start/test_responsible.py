"""Task 1 of Privacy › Start: what is asked, what is suggested, what is stored."""

from typing import Any

import pytest
from django.test import Client

from wagtail_privacy.models import ControllerSettings

ANSWERS = {
    "name": "Beispiel GmbH",
    "postal_address": "Musterweg 1\r\n70173 Stuttgart",
    "country": "DE",
    "email": "post@beispiel.example",
    "phone": "",
    "is_public_body": "no",
    "legal_regime": "gdpr",
    "has_dpo": "no",
    "dpo_name": "",
    "dpo_email": "",
    "dpo_postal_address": "",
    "authority": "by-address",
    "authority_name": "",
    "authority_url": "",
}


def url(site: Any) -> str:
    return f"/admin/privacy/start/{site.pk}/responsible/"


def stored(site: Any) -> ControllerSettings:
    return ControllerSettings.objects.get(site=site)


def test_the_answers_are_stored_with_the_controller(officer_client: Client, site: Any) -> None:
    response = officer_client.post(url(site), ANSWERS)
    assert response.headers["Location"] == f"/admin/privacy/start/{site.pk}/"
    settings = stored(site)
    assert settings.name == "Beispiel GmbH"
    assert settings.email == "post@beispiel.example"
    assert settings.has_dpo is False
    assert settings.is_public_body is False


def test_the_authority_is_found_by_the_postal_code(officer_client: Client, site: Any) -> None:
    officer_client.post(url(site), ANSWERS)
    assert "Baden-Württemberg" in stored(site).authority_name
    assert stored(site).authority_url == "https://www.baden-wuerttemberg.datenschutz.de/"


def test_a_postal_code_that_does_not_tell_asks_for_a_choice_and_loses_nothing(
    officer_client: Client, site: Any
) -> None:
    address = "Musterweg 1\r\n17036 Musterstadt"
    response = officer_client.post(url(site), {**ANSWERS, "postal_address": address})
    content = response.content.decode()
    assert "The address does not tell which authority it is." in content
    assert "Beispiel GmbH" in content
    assert not ControllerSettings.objects.exclude(name="").exists()


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"authority": "DE-MV"}, "Mecklenburg-Vorpommern"),
        ({"authority": "other", "authority_name": "Kirchliche Aufsicht"}, "Kirchliche Aufsicht"),
        # Whoever types a name need not find the right button as well.
        ({"authority": "", "authority_name": "Kirchliche Aufsicht"}, "Kirchliche Aufsicht"),
        ({"country": "AT"}, "Österreichische Datenschutzbehörde"),
        ({"postal_address": "80333 München"}, "Bayerisches Landesamt"),
        ({"postal_address": "80333 München", "is_public_body": "yes"}, "Bayerischer Landes"),
        ({"authority": ""}, ""),
    ],
)
def test_the_authority_that_is_chosen_is_stored(
    officer_client: Client, site: Any, changed: dict[str, str], name: str
) -> None:
    assert officer_client.post(url(site), {**ANSWERS, **changed}).status_code == 302
    assert name in stored(site).authority_name
    assert bool(stored(site).authority_name) == bool(name)


def test_not_to_know_yet_is_an_answer(officer_client: Client, site: Any) -> None:
    nothing = {**dict.fromkeys(ANSWERS, ""), "is_public_body": "no", "legal_regime": "gdpr"}
    assert officer_client.post(url(site), nothing).status_code == 302
    assert stored(site).has_dpo is None
    assert stored(site).name == ""


def test_an_address_of_the_officer_answers_the_question(officer_client: Client, site: Any) -> None:
    given = {**ANSWERS, "has_dpo": "", "dpo_email": "dsb@beispiel.example"}
    officer_client.post(url(site), given)
    assert stored(site).has_dpo is True


def test_what_is_not_asked_stays(officer_client: Client, controller: ControllerSettings) -> None:
    officer_client.post(url(controller.site), ANSWERS)
    settings = stored(controller.site)
    assert settings.server_log_days == 7
    assert settings.decides_automatically is False


def test_what_is_known_is_shown(officer_client: Client, controller: ControllerSettings) -> None:
    content = officer_client.get(url(controller.site)).content.decode()
    assert "Musterkasse" in content
    assert "Aufsicht Musterland" in content


@pytest.mark.parametrize(("field", "wrong"), [("email", "nobody"), ("authority", "mars")])
def test_nonsense_is_refused(officer_client: Client, site: Any, field: str, wrong: str) -> None:
    assert officer_client.post(url(site), {**ANSWERS, field: wrong}).status_code == 200
    assert not ControllerSettings.objects.exclude(name="").exists()


def test_a_postal_address_that_no_envelope_holds_is_refused(
    officer_client: Client, site: Any
) -> None:
    endless = {**ANSWERS, "postal_address": "Musterweg 1, 70173 Stuttgart " * 4000}
    response = officer_client.post(url(site), endless)
    assert response.status_code == 200
    assert "500" in " ".join(response.context["form"].errors["postal_address"])
    assert not ControllerSettings.objects.exclude(postal_address="").exists()
