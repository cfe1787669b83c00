"""A form of `wagtail.contrib.forms` is told of, because no statement can know it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.site.models import PlainFormField, PlainFormPage

TODO = "asks people for data, but the statement does not know it"


@pytest.fixture
def plain_form(home: Any) -> PlainFormPage:
    page = PlainFormPage(title="Alte Umfrage", slug="umfrage", locale=home.locale)
    page.form_fields = [PlainFormField(label="Name", field_type="singleline")]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def todo(client: Client) -> str:
    return client.get(reverse("wagtail_privacy_todo:index")).text


def test_to_do_names_it_and_leads_to_its_page(
    admin_client: Client, plain_form: PlainFormPage
) -> None:
    content = todo(admin_client)
    assert f"“Alte Umfrage” {TODO}" in content
    assert reverse("wagtailadmin_pages:edit", args=[plain_form.pk]) in content


def test_a_draft_asks_nobody(admin_client: Client, plain_form: PlainFormPage) -> None:
    plain_form.unpublish()
    assert TODO not in todo(admin_client)


def test_the_officer_sees_it_without_a_way_into_the_page(
    officer_client: Client, plain_form: PlainFormPage
) -> None:
    content = todo(officer_client)
    assert TODO in content
    assert reverse("wagtailadmin_pages:edit", args=[plain_form.pk]) not in content


def test_wagtail_s_own_list_of_forms_stands_in_the_menu_for_its_sake(
    admin_client: Client, form_page: Any, plain_form: PlainFormPage
) -> None:
    listed = '"url": "{}"'.format(reverse("wagtailforms:index"))
    assert listed in admin_client.get(reverse("wagtailadmin_home")).text


def test_start_lists_it_as_not_governed(
    admin_client: Client, site: Any, plain_form: PlainFormPage
) -> None:
    start = admin_client.get(reverse("wagtail_privacy_start:index")).text
    assert "Not governed: Alte Umfrage" in start
    forms = admin_client.get(reverse("wagtail_privacy_start_forms:index", args=[site.pk])).text
    assert "Alte Umfrage" in forms.split("Not governed")[1]
