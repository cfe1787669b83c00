"""What a form rests on cannot be deleted under it."""

# needs: wagtail_privacy.forms

from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from wagtail_privacy.models import DataCategory, Purpose


@pytest.fixture
def form_page(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    model = factories.form_page_model()
    page = model(title="Rückruf", slug="rueckruf", purpose=purpose, locale=home.locale)
    page.form_fields.add(
        model.form_fields.rel.related_model(
            label="Telefon", field_type="singleline", data_category=data_category
        )
    )
    home.add_child(instance=page)
    return page


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("register", ["purpose", "datacategory"])
@pytest.mark.parametrize("role", ["admin_client", "officer_client"])
def test_the_admin_refuses_and_says_where_it_is_used(
    request: pytest.FixtureRequest, form_page: Any, register: str, role: str
) -> None:
    client: Client = request.getfixturevalue(role)
    entry = {"purpose": Purpose, "datacategory": DataCategory}[register].objects.get()
    name = f"wagtailsnippets_wagtail_privacy_{register}"
    response = client.post(reverse(f"{name}:delete", args=[entry.pk]), follow=True)
    assert f"cannot be deleted: {entry.name['en']}." in response.content.decode()
    assert type(entry).objects.filter(pk=entry.pk).exists()
    usage = client.get(reverse(f"{name}:usage", args=[entry.pk])).content.decode()
    # Who may not edit the page learns that it is used, not where.
    assert (form_page.title in usage) == (role == "admin_client")


def test_no_other_way_deletes_it_either(form_page: Any) -> None:
    with pytest.raises(ProtectedError):
        Purpose.objects.all().delete()
    with pytest.raises(ProtectedError):
        DataCategory.objects.all().delete()


def test_without_its_form_a_purpose_can_go(admin_client: Client, form_page: Any) -> None:
    purpose_pk = form_page.purpose_id
    form_page.delete()
    admin_client.post(reverse("wagtailsnippets_wagtail_privacy_purpose:delete", args=[purpose_pk]))
    assert not Purpose.objects.filter(pk=purpose_pk).exists()


def test_answers_keep_their_purpose_alive(form_page: Any, admin_client: Client) -> None:
    submission_model = form_page.get_submission_class()
    other = factories.create_purpose(name={"en": "Older purpose"})
    submission_model.objects.create(
        page_id=form_page.pk, purpose=other, form_data={}, expires_at=timezone.now(), language="de"
    )
    name = "wagtailsnippets_wagtail_privacy_purpose"
    response = admin_client.post(reverse(f"{name}:delete", args=[other.pk]), follow=True)
    assert "cannot be deleted: Older purpose." in response.content.decode()
    assert Purpose.objects.filter(pk=other.pk).exists()
