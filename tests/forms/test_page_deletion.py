"""A page is not deleted with its submissions behind anybody's back."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from tests import factories
from tests.forms.pages import ANSWERS
from wagtail_privacy.forms.models import PrivacyFormSubmission


@pytest.fixture
def answered(client: Client, form_page: Any) -> Any:
    for _ in range(2):
        client.post(form_page.url, ANSWERS)
    return form_page


@pytest.fixture
def deleter(editor: Any, site: Any) -> Any:
    """Give an editor who may also delete pages in bulk."""
    group = factories.writers(site)
    root = site.root_page.get_parent()
    name = root._meta.model_name
    permission = Permission.objects.get(content_type__model=name, codename=f"bulk_delete_{name}")
    GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    return editor


def delete_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_url(page: Any) -> str:
    label, name = page.get_parent()._meta.label_lower.split(".")
    url = reverse("wagtail_bulk_action", args=[label, name, "delete"])
    return f"{url}?id={page.pk}&next=/admin/"


def logged(action: str) -> list[dict[str, Any]]:
    name = f"wagtail_privacy.{action}_submissions"
    return [entry.data for entry in PageLogEntry.objects.filter(action=name)]


def test_the_question_says_how_many(admin_client: Client, answered: Any) -> None:
    content = admin_client.get(delete_url(answered)).content.decode()
    assert "2 submissions will be deleted with it" in content
    assert PrivacyFormSubmission.objects.count() == 2
    admin_client.post(delete_url(answered))
    assert not PrivacyFormSubmission.objects.exists()
    assert logged("delete") == [{"count": 2}]


def test_without_the_right_page_and_submissions_stay(
    deleter: Any, editor_client: Client, answered: Any, home: Any
) -> None:
    for page in (answered, home):
        for method in ("get", "post"):
            response = getattr(editor_client, method)(delete_url(page), follow=True)
            assert "2 submissions hang on it" in response.content.decode()
        response = editor_client.post(bulk_url(page), follow=True)
        assert "2 submissions hang on it" in response.content.decode()
    assert PrivacyFormSubmission.objects.count() == 2
    assert {"right": "delete"} in logged("refuse")
    assert not logged("delete")


def test_with_the_right_the_page_goes(deleter: Any, editor_client: Client, answered: Any) -> None:
    right = Permission.objects.get(codename="delete_privacyformsubmission")
    deleter.user_permissions.add(right)
    editor_client.post(delete_url(answered))
    assert not PrivacyFormSubmission.objects.exists()


def test_a_bulk_action_asks_once_more_and_says_how_many(
    admin_client: Client, answered: Any, client: Client
) -> None:
    content = admin_client.post(bulk_url(answered)).content.decode()
    assert "2 submissions will be deleted with it" in content
    assert 'name="confirmed-submissions" value="2"' in content
    assert PrivacyFormSubmission.objects.count() == 2
    client.post(answered.url, ANSWERS)
    admin_client.post(bulk_url(answered), {"confirmed-submissions": "2"})
    assert PrivacyFormSubmission.objects.count() == 3
    admin_client.post(bulk_url(answered), {"confirmed-submissions": "3"})
    assert not PrivacyFormSubmission.objects.exists()
    assert logged("delete") == [{"count": 3}]


def test_a_page_without_submissions_is_deleted_as_ever(
    deleter: Any, editor_client: Client, form_page: Any
) -> None:
    content = editor_client.get(delete_url(form_page)).content.decode()
    assert "submissions" not in content
    editor_client.post(bulk_url(form_page))
    assert not type(form_page).objects.filter(pk=form_page.pk).exists()


def test_deleting_a_site_leaves_pages_and_submissions(
    admin_client: Client, answered: Any, site: Any
) -> None:
    admin_client.post(reverse("wagtailsites:delete", args=[site.pk]))
    assert not type(site).objects.filter(pk=site.pk).exists()
    assert PrivacyFormSubmission.objects.count() == 2
