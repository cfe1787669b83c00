"""A form cannot be published without a purpose, whichever way it is tried."""

from typing import Any

import pytest
import swapper
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.models import DataCategory, Purpose


@pytest.fixture
def draft(home: Any, data_category: DataCategory) -> Any:
    """Give a draft that lacks its purpose."""
    return create_form(home, None, data_category, live=False)


def edit_form_data(client: Client, page: Any) -> dict[str, Any]:
    """Give what the editor's browser would post for a page as it stands."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = response.context["form"]
    data: dict[str, Any] = {
        name: form[name].value() if form[name].value() is not None else "" for name in form.fields
    }
    data["introduction"] = data["thank_you_text"] = "null"
    for formset in form.formsets.values():
        for bound in (formset.management_form, *formset.forms):
            for field in bound:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = value
    return data


def test_a_draft_without_a_purpose_can_be_saved(admin_client: Client, draft: Any) -> None:
    data = edit_form_data(admin_client, draft)
    response = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]), {**data, "title": "Neuer Titel"}
    )
    assert response.status_code == 302
    saved = type(draft).objects.get(pk=draft.pk)
    assert saved.get_latest_revision_as_object().title == "Neuer Titel"
    assert not saved.live


def test_publishing_in_the_editor_names_the_missing_purpose(
    admin_client: Client, draft: Any
) -> None:
    data = edit_form_data(admin_client, draft)
    response = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]), {**data, "action-publish": "1"}
    )
    assert response.status_code == 200
    assert response.context["form"].errors["purpose"]
    draft.refresh_from_db()
    assert not draft.live


def test_publishing_in_the_editor_works_once_the_purpose_is_chosen(
    admin_client: Client, draft: Any, purpose: Purpose
) -> None:
    data = edit_form_data(admin_client, draft)
    admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        {**data, "purpose": purpose.pk, "action-publish": "1"},
    )
    draft.refresh_from_db()
    assert draft.live


def test_bulk_publishing_says_which_form_is_incomplete(
    admin_client: Client, draft: Any, home: Any
) -> None:
    base_page = swapper.load_model("wagtailcore", "Page")
    app_label, model_name = base_page._meta.label_lower.split(".")
    url = reverse("wagtail_bulk_action", args=[app_label, model_name, "publish"])
    response = admin_client.post(f"{url}?id={draft.pk}&next=/admin/pages/{home.pk}/", follow=True)
    assert response.status_code == 200
    assert "Rückrufservice" in response.content.decode()
    assert "need a purpose" in response.content.decode()
    draft.refresh_from_db()
    assert not draft.live


def test_publishing_in_code_is_refused(draft: Any) -> None:
    with pytest.raises(ValidationError, match="purpose"):
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.live


def test_a_field_without_a_data_category_is_named(home: Any, purpose: Purpose) -> None:
    page = create_form(home, purpose, None, live=False)
    with pytest.raises(ValidationError, match="Telefonnummer"):
        page.get_latest_revision().publish()


def test_a_purpose_in_use_cannot_be_deleted(
    admin_client: Client, form_page: Any, purpose: Purpose
) -> None:
    url = reverse(purpose.snippet_viewset.get_url_name("delete"), args=[purpose.pk])
    admin_client.post(url)
    assert Purpose.objects.filter(pk=purpose.pk).exists()


@pytest.mark.parametrize("label", ["Submit time", "Expires at"])
def test_a_label_that_hides_a_column_is_refused(
    admin_client: Client, draft: Any, label: str
) -> None:
    field = draft.form_fields.model(label=label, field_type="singleline")
    with pytest.raises(ValidationError):
        field.clean()


def test_a_new_form_can_be_saved_as_a_draft_without_a_purpose(
    admin_client: Client, home: Any
) -> None:
    model = factories.form_page_model()
    address = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, home.pk]
    )
    form = admin_client.get(address).context["form"]
    data = {f.html_name: f.value() for f in form if f.value() is not None}
    data |= {f.html_name: f.value() for s in form.formsets.values() for f in s.management_form}
    data |= {"title": "Umfrage", "slug": "umfrage"}
    data |= {"introduction": "null", "thank_you_text": "null"}
    admin_client.post(address, data)
    draft = model.objects.get(title="Umfrage")
    assert not draft.live
    admin_client.post(address, {**data, "slug": "zwei", "title": "Zwei", "action-publish": "1"})
    assert not model.objects.filter(title="Zwei", live=True).exists()
