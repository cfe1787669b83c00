"""The choosers of a form's editor: an empty register leads nowhere, so ready-made entries do."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.forms.pages import create_form
from tests.forms.test_publishing import edit_form_data
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose

CHOOSE, CREATE = "wagtail_privacy_choose_purpose:choose", "wagtail_privacy_choose_purpose:create"


def shown(client: Client, name: str = CHOOSE, **query: str) -> BeautifulSoup:
    """Give what the chooser's window shows."""
    return BeautifulSoup(client.get(reverse(name), query).json()["html"], "html.parser")


def test_an_empty_register_offers_seven_purposes(admin_client: Client, site: Any) -> None:
    window = shown(admin_client)
    assert "The register is still empty." in window.text
    assert "Show what is ready-made" in window.select_one("#tab-search button").text
    labels = [
        " ".join(label.text.split()) for label in window.select("#tab-create li label:has(input)")
    ]
    assert labels[1] == "Sending the newsletter: Consent, kept 24 months"
    assert len(window.select("#tab-create [type=radio]")) == 7


def test_taking_one_puts_it_into_the_register_and_into_the_form(
    admin_client: Client, site: Any
) -> None:
    answer = admin_client.post(reverse(CREATE), {"ready-made-ready": "newsletter"}).json()
    purpose = Purpose.objects.get()
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(purpose.pk)
    assert answer["result"]["string"] == "Sending the newsletter"
    assert purpose.legal_basis == "6-1-a"
    window = shown(admin_client)
    assert "Sending the newsletter" in window.select_one("#search-results").text
    assert "24 months" in window.select_one("#search-results").text
    assert len(window.select("#tab-create [type=radio]")) == 6


def test_taking_none_says_so(admin_client: Client, site: Any) -> None:
    answer = admin_client.post(reverse(CREATE), {}).json()
    assert answer["step"] == "reshow_creation_form"
    assert "Choose one of these." in answer["htmlFragment"]
    assert not Purpose.objects.exists()


def test_a_public_body_is_asked_for_its_law(admin_client: Client, site: Any) -> None:
    ControllerSettings.objects.update_or_create(site=site, defaults={"is_public_body": True})
    assert shown(admin_client).select_one("[name=ready-made-norm]")
    given = {"ready-made-ready": "enquiries", "ready-made-norm": "§ 3 BDSG"}
    admin_client.post(reverse(CREATE), given)
    assert Purpose.objects.get().national_norm == "§ 3 BDSG"


def test_who_may_not_add_entries_is_told_who_can(client: Client, site: Any) -> None:
    group = factories.writers(site)
    writer = factories.create_user("schreibt")
    writer.groups.add(group)
    client.force_login(writer)
    window = shown(client)
    assert not window.select("[type=radio]")
    assert "Ask a privacy officer" in window.text
    assert client.post(reverse(CREATE), {"ready-made-ready": "newsletter"}).status_code in (
        302,
        403,
    )
    assert not Purpose.objects.exists()


def test_nine_data_categories_are_ready(admin_client: Client, site: Any) -> None:
    window = shown(admin_client, "wagtail_privacy_choose_category:choose")
    assert len(window.select("#tab-create [type=radio]")) == 9
    url = reverse("wagtail_privacy_choose_category:create")
    admin_client.post(url, {"ready-made-ready": "contact"})
    assert str(DataCategory.objects.get()) == "Contact details"


def test_a_search_without_a_find_names_what_was_sought(
    admin_client: Client, purpose: Purpose
) -> None:
    url = reverse("wagtail_privacy_choose_purpose:choose_results")
    content = admin_client.get(url, {"q": "Lotterie"}).content.decode()
    assert "The register has nothing called “Lotterie”." in content


@pytest.mark.parametrize("field", ["purpose", "form_fields-0-data_category"])
def test_the_editor_opens_these_choosers(
    admin_client: Client, home: Any, data_category: DataCategory, field: str
) -> None:
    page = create_form(home, None, data_category, live=False)
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content
    chooser = BeautifulSoup(content, "html.parser").select_one(f"#id_{field}-chooser")
    kind = "category" if "category" in field else "purpose"
    assert chooser["data-chooser-url"] == f"/admin/privacy/choose/{kind}/"


def test_publishing_without_a_purpose_says_what_it_is_for(
    admin_client: Client, home: Any, data_category: DataCategory
) -> None:
    draft = create_form(home, None, data_category, live=False)
    data = {**edit_form_data(admin_client, draft), "action-publish": "1"}
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    content = admin_client.post(url, data).content.decode()
    assert "The purpose tells visitors what their answers are used for" in content
    assert "This field is required" not in content
