"""A form cannot be published without a purpose, whichever way it is tried."""

from datetime import timedelta
from typing import Any

import pytest
import swapper
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.forms.filling.builder import PrivacyForm, PrivacyFormBuilder
from wagtail_privacy.forms.submissions.log_actions import KEEP
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


@pytest.mark.parametrize("how", [{}, {"update_fields": ["live"]}, {"clean": False}])
def test_the_base_page_cannot_show_an_incomplete_form(draft: Any, how: dict[str, Any]) -> None:
    page = swapper.load_model("wagtailcore", "Page").objects.get(pk=draft.pk)
    page.live = True
    with pytest.raises(ValidationError, match="purpose"):
        page.save(**how)
    draft.refresh_from_db()
    assert not draft.live


def test_a_field_without_a_data_category_is_named(home: Any, purpose: Purpose) -> None:
    page = create_form(home, purpose, None, live=False)
    with pytest.raises(ValidationError, match="Telefonnummer"):
        page.get_latest_revision().publish()


HIDDEN: dict[str, Any] = {"label": "Kampagne", "field_type": "hidden"}


@pytest.mark.parametrize("fields", [[], [HIDDEN]])
def test_a_form_that_asks_nothing_is_no_form(
    admin_client: Client,
    home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    fields: list[dict[str, Any]],
) -> None:
    page = create_form(
        home, purpose, data_category, fields=fields, live=False, asks_reply_channel=True
    )
    data = edit_form_data(admin_client, page)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin_client.post(address, {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert "A form without a field cannot be published" in response.content.decode()
    with pytest.raises(ValidationError, match="without a field"):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live


def test_a_form_that_was_published_without_a_field_can_be_mended(
    admin_client: Client, form_page: Any
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[form_page.pk])
    data = edit_form_data(admin_client, form_page)
    # As an older version let it through.
    form_page.form_fields.all().delete()
    revision = form_page.latest_revision
    revision.content["form_fields"] = []
    revision.save()
    fields = {f"form_fields-{number}-id": "" for number in range(3)}
    start = {"form_fields-INITIAL_FORMS": "0", "action-publish": "1"}
    response = admin_client.post(address, {**data, **fields, **start})
    assert response.status_code == 302
    page = type(form_page).objects.get(pk=form_page.pk)
    assert not page.has_unpublished_changes
    assert page.form_fields.count() == 3


def test_the_editor_says_what_a_consent_lacks(
    admin_client: Client, home: Any, data_category: DataCategory
) -> None:
    newsletter = factories.create_purpose(legal_basis="6-1-a", type="DirectMarketing")
    page = create_form(home, newsletter, data_category, live=False)
    data = edit_form_data(admin_client, page)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin_client.post(address, {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert "needs a field of the type e-mail" in response.content.decode()
    # As a draft it waits for that.
    assert admin_client.post(address, data).status_code == 302


def test_an_address_in_a_line_of_text_is_no_mailbox_that_confirms(
    home: Any, data_category: DataCategory
) -> None:
    survey = factories.create_purpose(legal_basis="6-1-a", type="ServiceProvision")
    line = {"label": "E-Mail", "field_type": "singleline", "autocomplete": "email"}
    page = create_form(home, survey, data_category, fields=[line], live=False)
    with pytest.raises(ValidationError, match="needs a field of the type e-mail"):
        page.check_is_publishable()


def test_a_question_may_come_from_a_form_builder_of_the_owner(
    home: Any, purpose: Purpose, data_category: DataCategory, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OwnForm(PrivacyForm):
        telephone = forms.CharField()

    class OwnBuilder(PrivacyFormBuilder):
        def get_form_class(self) -> type[PrivacyForm]:
            return type("OwnForm", (OwnForm,), dict(self.formfields))

    page = create_form(home, purpose, data_category, fields=[], live=False)
    monkeypatch.setattr(type(page), "form_builder", OwnBuilder)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live


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


# By a schedule


def planned(page: Any) -> Any:
    """Give the revision of a page that was planned for a time which has passed since."""
    past = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(clean=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    return revision


@pytest.fixture
def other(draft: Any, home: Any) -> Any:
    """Give a page whose schedule is due after that of the draft."""
    page = type(home)(title="Aktuelles", locale=home.locale, live=False)
    home.add_child(instance=page)
    return page


def test_a_schedule_publishes_no_incomplete_form_and_harms_no_other_page(
    draft: Any, other: Any
) -> None:
    revision = planned(draft)
    planned(other)
    call_command("publish_scheduled")
    assert type(other).objects.get(pk=other.pk).live
    page = type(draft).objects.get(pk=draft.pk)
    assert not page.live
    entry = PageLogEntry.objects.filter(page=page.pk).latest("pk")
    assert entry.action == KEEP
    assert "A form without a purpose cannot be published." in entry.formatter.format_message(entry)
    # It is a draft again, which can be edited, and is not tried for ever.
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert page.get_lock() is None


def test_a_schedule_publishes_a_complete_form(draft: Any, purpose: Purpose) -> None:
    draft.purpose = purpose
    planned(draft)
    call_command("publish_scheduled")
    assert type(draft).objects.get(pk=draft.pk).live
    assert not PageLogEntry.objects.filter(page=draft.pk, action=KEEP).exists()


def test_a_live_form_whose_schedule_is_stopped_asks_as_before(form_page: Any) -> None:
    form_page.purpose, form_page.title = None, "Neu"
    planned(form_page)
    call_command("publish_scheduled")
    page = type(form_page).objects.get(pk=form_page.pk)
    assert page.live
    assert page.title != "Neu"


def test_a_fault_in_the_check_stops_no_other_page(
    draft: Any, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = planned(draft)
    planned(other)

    def fail(self: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(draft), "check_is_publishable", fail)
    call_command("publish_scheduled")
    assert type(other).objects.get(pk=other.pk).live
    assert not type(draft).objects.get(pk=draft.pk).live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
