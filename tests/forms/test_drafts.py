"""A purpose or category that only a draft names is not deleted under it; code loses no draft."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.models import DataCategory, Purpose


@pytest.fixture
def other_purpose(db: Any) -> Purpose:
    return factories.create_purpose(name={"de": "Vorhaben", "en": "Plan"})


@pytest.fixture
def other_category(db: Any) -> DataCategory:
    return factories.create_data_category(name={"de": "Anliegen", "en": "Concern"})


@pytest.fixture
def form(
    home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    other_purpose: Purpose,
    other_category: DataCategory,
) -> Any:
    """Give a published form whose draft, and nothing else, names another purpose and category."""
    page = create_form(home, purpose, data_category)
    page.purpose = other_purpose
    page.title = "Rückruf mit Vorhaben"
    fields = list(page.form_fields.all())
    fields[0].data_category = other_category
    page.form_fields = fields
    page.save_revision()
    return type(page).objects.get(pk=page.pk)


def editor(client: Client, page: Any) -> Any:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@pytest.mark.parametrize("register", ["purpose", "datacategory"])
def test_the_admin_refuses_and_names_the_draft(
    admin_client: Client,
    form: Any,
    register: str,
    other_purpose: Purpose,
    other_category: DataCategory,
) -> None:
    entry = {"purpose": other_purpose, "datacategory": other_category}[register]
    address = reverse(f"wagtailsnippets_wagtail_privacy_{register}:delete", args=[entry.pk])
    content = admin_client.post(address, follow=True).text
    assert "cannot be deleted: drafts of forms name it" in content
    assert "Rückruf mit Vorhaben" in content
    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("register", ["purpose", "data_category"])
def test_a_draft_opens_with_a_gap_after_code_has_deleted_what_it_named(
    admin_client: Client,
    form: Any,
    register: str,
    other_purpose: Purpose,
    other_category: DataCategory,
) -> None:
    entry = {"purpose": other_purpose, "data_category": other_category}[register]
    type(entry).objects.filter(pk=entry.pk).delete()
    response = editor(admin_client, form)
    assert response.status_code == 200
    assert response.context["form"]["title"].value() == "Rückruf mit Vorhaben"
    draft = form.get_latest_revision_as_object()
    kept = {"purpose": draft.purpose, "data_category": draft.form_fields.first().data_category}
    assert kept.pop(register) is None
    assert kept.popitem()[1] is not None
    assert draft.form_fields.first().label == "Name"
    assert not draft.is_publishable


def test_a_recipient_stands_in_no_draft_but_in_a_purpose(
    admin_client: Client, form: Any, other_purpose: Purpose
) -> None:
    recipient = factories.create_recipient(name={"de": "Druckerei", "en": "Printer"})
    other_purpose.recipients.add(recipient)
    address = reverse("wagtailsnippets_wagtail_privacy_recipient:delete", args=[recipient.pk])
    assert "cannot be deleted: Printer" in admin_client.post(address, follow=True).text
    type(recipient).objects.filter(pk=recipient.pk).delete()
    assert editor(admin_client, form).status_code == 200


def test_what_no_draft_names_can_go(admin_client: Client, form: Any) -> None:
    unused = factories.create_purpose()
    address = reverse("wagtailsnippets_wagtail_privacy_purpose:delete", args=[unused.pk])
    admin_client.post(address)
    assert not Purpose.objects.filter(pk=unused.pk).exists()
