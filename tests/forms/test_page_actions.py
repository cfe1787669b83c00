"""Wagtail's interfaces for programs delete and move no submissions behind anybody's back either."""

import json
from typing import Any

import pytest
import swapper
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.actions import action_registry
from wagtail.models import GroupPagePermission, PageLogEntry, Site

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from tests.forms.sites import create_second_site, give_rights, officer_of
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose


@pytest.fixture
def answered(client: Client, form_page: Any) -> Any:
    for _ in range(2):
        client.post(form_page.url, ANSWERS)
    return form_page


@pytest.fixture
def second_site(site: Site) -> Site:
    return create_second_site(site)


def give(user: Any, right: str) -> None:
    codename = f"{right}_privacyformsubmission"
    user.user_permissions.add(Permission.objects.get(codename=codename))


def ask(client: Client, page: Any, action: str, **values: Any) -> int:
    """Ask the interface in the admin for an action; give the status of its answer."""
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(address, json.dumps(values), content_type="application/json").status_code


def logged(page: Any, action: str) -> list[tuple[Any, Any]]:
    name = f"wagtail_privacy.{action}_submissions"
    entries = PageLogEntry.objects.filter(action=name, page=page.pk).order_by("pk")
    return [(entry.user, entry.data) for entry in entries]


def test_a_page_is_deleted_with_its_submissions_by_who_may(
    editor: Any, editor_client: Client, answered: Any
) -> None:
    assert ask(editor_client, answered, "delete") == 403
    assert PrivacyFormSubmission.objects.count() == 2
    assert logged(answered, "refuse") == [(editor, {"right": "delete"})]
    assert not PageLogEntry.objects.filter(action="wagtail.delete").exists()
    give(editor, "delete")
    assert ask(editor_client, answered, "delete") == 204
    assert not PrivacyFormSubmission.objects.exists()
    assert logged(answered, "delete") == [(editor, {"count": 2})]


def test_a_page_without_submissions_is_deleted_as_ever(
    editor_client: Client, form_page: Any
) -> None:
    assert ask(editor_client, form_page, "delete") == 204
    assert not logged(form_page, "refuse")
    assert not logged(form_page, "delete")


def test_a_page_above_a_form_is_guarded_too(
    editor: Any, editor_client: Client, answered: Any, home: Any, site: Site
) -> None:
    root = home.get_parent()
    codename = f"bulk_delete_{root._meta.model_name}"
    GroupPagePermission.objects.create(
        group=factories.writers(site),
        page=root,
        permission=Permission.objects.get(codename=codename),
    )
    assert ask(editor_client, home, "delete") == 403
    assert PrivacyFormSubmission.objects.count() == 2
    assert logged(home, "refuse") == [(editor, {"right": "delete"})]
    give(editor, "delete")
    assert ask(editor_client, home, "delete") == 204
    assert not PrivacyFormSubmission.objects.exists()
    assert logged(answered, "delete") == [(editor, {"count": 2})]


@pytest.mark.parametrize("place", ["below", "beside"])
def test_no_submission_is_moved_to_where_its_mover_may_read_it(
    answered: Any,
    site: Site,
    second_site: Site,
    purpose: Purpose,
    data_category: DataCategory,
    place: str,
) -> None:
    target: dict[str, Any] = {"destination_page_id": second_site.root_page_id}
    if place == "below":
        target["position"] = "last-child"
    else:
        other = create_form(second_site.root_page, purpose, data_category, title="Dort")
        target["destination_page_id"] = other.pk
    officer = officer_of(second_site, "second-officer")
    officer.groups.add(factories.writers(site))
    client = Client()
    client.force_login(officer)
    assert ask(client, answered, "move", **target) == 403
    assert type(answered).objects.get(pk=answered.pk).get_site() == site
    assert logged(answered, "refuse") == [(officer, {"right": "export"})]
    give_rights(officer.groups.first(), site)
    assert ask(client, answered, "move", **target) == 200
    assert type(answered).objects.get(pk=answered.pk).get_site() == second_site


def action_of_registry(name: str) -> Any:
    """Give the class by which version 3 of the interface acts, which a site opens by itself."""
    return action_registry.get_action_class(swapper.load_model("wagtailcore", "Page"), name)


def test_version_three_of_the_interface_asks_as_well(
    editor: Any, answered: Any, second_site: Site
) -> None:
    delete, move = action_of_registry("delete"), action_of_registry("move")
    with pytest.raises(PermissionDenied, match="2 submissions hang on it"):
        delete(answered, user=editor).execute()
    with pytest.raises(PermissionDenied, match="2 submissions hang on it"):
        move(answered, second_site.root_page, pos="last-child", user=editor).execute()
    assert [data["right"] for _user, data in logged(answered, "refuse")] == ["delete", "export"]
    give(editor, "delete")
    give(editor, "export")
    editor = type(editor).objects.get(pk=editor.pk)
    move(answered, second_site.root_page, pos="last-child", user=editor).execute()
    delete(type(answered).objects.get(pk=answered.pk), user=editor).execute()
    assert logged(answered, "delete") == [(editor, {"count": 2})]


def test_code_of_the_site_is_not_asked(answered: Any) -> None:
    action_of_registry("delete")(answered).execute()
    assert not PrivacyFormSubmission.objects.exists()
