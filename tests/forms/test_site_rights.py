"""Rights over submissions and consents can be given for one site; the other stays closed."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupSitePermission, PageLogEntry, Site

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from tests.forms.sites import RIGHTS, create_second_site, give_rights, officer_of
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.retention.warning import warn_of_expiry
from wagtail_privacy.forms.rights.permissions import SubmissionRight, may_on
from wagtail_privacy.models import DataCategory, Purpose

SECOND = "second.example"
OURS, THEIRS = "Rückrufservice", "Anmeldung"
ANSWER, THEIR_ANSWER = ANSWERS["name"], "Max Zweitmann"


@pytest.fixture
def second_site(site: Site) -> Site:
    return create_second_site(site)


@pytest.fixture
def forms(
    client: Client,
    form_page: Any,
    second_site: Site,
    purpose: Purpose,
    data_category: DataCategory,
) -> tuple[Any, Any]:
    """Give a form of each site; something has been sent by each."""
    parent = second_site.root_page
    other = create_form(parent, purpose, data_category, title=THEIRS)
    client.post(form_page.url, ANSWERS)
    path = other.get_url_parts()[2]
    sent = client.post(path, {**ANSWERS, "name": THEIR_ANSWER}, HTTP_HOST=SECOND)
    assert sent.status_code == 303
    return form_page, other


@pytest.fixture
def officer(second_site: Site) -> Any:
    """Give the officer of the second site."""
    return officer_of(second_site, "second-officer")


@pytest.fixture
def of_second(officer: Any) -> Client:
    client = Client()
    client.force_login(officer)
    return client


LISTS = [
    "wagtail_privacy_forms:index",
    "wagtail_privacy_forms:index_results",
    "wagtail_privacy_forms:due",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_the_forms_of_the_own_site_only(
    of_second: Client, officer_client: Client, forms: Any, name: str
) -> None:
    shown = of_second.get(reverse(name))
    assert shown.status_code == 200
    assert THEIRS in shown.content.decode()
    assert OURS not in shown.content.decode()
    both = officer_client.get(reverse(name)).content.decode()
    assert OURS in both
    assert THEIRS in both


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
def test_answers_of_another_site_are_not_shown(of_second: Client, forms: Any, query: str) -> None:
    ours, theirs = (reverse("wagtailforms:list_submissions", args=[form.pk]) for form in forms)
    assert of_second.get(theirs + query).status_code == 200
    refused = of_second.get(ours + query)
    assert refused.status_code == 302
    assert ANSWER not in refused.content.decode()
    assert PageLogEntry.objects.filter(action="wagtail_privacy.refuse_submissions").exists()


@pytest.mark.parametrize("action", ["delete", "close", "reopen"])
def test_nothing_is_done_to_submissions_of_another_site(
    of_second: Client, forms: Any, action: str
) -> None:
    ours, theirs = forms
    pks = "&".join(
        f"selected-submissions={pk}"
        for pk in PrivacyFormSubmission.objects.values_list("pk", flat=True)
    )
    before = list(PrivacyFormSubmission.objects.filter(page=ours).values())
    for form in forms:
        url = (
            reverse("wagtailforms:delete_submissions", args=[form.pk])
            if action == "delete"
            else reverse(f"wagtail_privacy_forms:{action}", args=[form.pk])
        )
        of_second.post(f"{url}?{pks}")
    assert list(PrivacyFormSubmission.objects.filter(page=ours).values()) == before
    if action == "delete":
        assert not PrivacyFormSubmission.objects.filter(page=theirs).exists()


def test_former_fields_of_another_site_are_neither_listed_nor_erased(
    of_second: Client, forms: Any
) -> None:
    for form in forms:
        form.form_fields.get(clean_name="worum_geht_es").delete()
    url = reverse("wagtail_privacy_forms:unexplained")
    shown = of_second.get(url).content.decode()
    assert THEIRS in shown
    assert OURS not in shown
    data = {"page": forms[0].pk, "field": "worum_geht_es", "choice": "erase", "confirmed": "1"}
    of_second.post(url, data)
    kept = PrivacyFormSubmission.objects.usable_for(forms[0].purpose).get(page=forms[0])
    assert kept.get_answers()["worum_geht_es"] == ANSWERS["worum_geht_es"]


def test_a_page_of_another_site_is_not_deleted_along_with_its_submissions(
    of_second: Client, officer: Any, forms: Any, site: Site
) -> None:
    officer.groups.add(factories.writers(site))
    for form in forms:
        of_second.post(reverse("wagtailadmin_pages:delete", args=[form.pk]))
    assert [row.page_id for row in PrivacyFormSubmission.objects.all()] == [forms[0].pk]


def test_each_right_is_given_by_itself(forms: Any, site: Site) -> None:
    user = factories.create_user("reader")
    group = Group.objects.create(name="Readers")
    user.groups.add(group)
    give_rights(group, site, "view_privacyformsubmission")
    given = [[right for right in SubmissionRight if may_on(user, right, form)] for form in forms]
    assert given == [[SubmissionRight.VIEW], []]


def test_a_page_below_no_site_needs_the_right_for_all_sites(
    forms: Any, officer: Any, privacy_officer: Any, second_site: Site
) -> None:
    second_site.delete()
    officer, privacy_officer = (type(u).objects.get(pk=u.pk) for u in (officer, privacy_officer))
    assert not may_on(officer, SubmissionRight.VIEW, forms[1])
    assert may_on(privacy_officer, SubmissionRight.VIEW, forms[1])


def test_who_is_no_longer_active_has_no_right(forms: Any, officer: Any) -> None:
    officer.is_active = False
    assert not may_on(officer, SubmissionRight.VIEW, forms[1])


def test_the_warning_of_a_deletion_names_the_own_forms_only(
    forms: Any, officer: Any, mailoutbox: Any
) -> None:
    day_before = PrivacyFormSubmission.objects.latest("pk").expires_at - datetime.timedelta(days=1)
    assert warn_of_expiry(day_before) == 1
    (mail,) = mailoutbox
    assert mail.to == [officer.email]
    assert f"{THEIRS}: 1" in mail.body
    assert OURS not in mail.body
    # Nobody was told of the other one; whoever gets the right is told the next time.
    assert [row.page_id for row in PrivacyFormSubmission.objects.filter(warned_at=None)] == [
        forms[0].pk
    ]


def group_data(group: Group, **sites: list[Site]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": group.name,
        "permissions": [],
        "page_permissions-TOTAL_FORMS": 0,
        "page_permissions-INITIAL_FORMS": 0,
        "page_permissions-MAX_NUM_FORMS": 1000,
    }
    for name in ("collection", "document", "image"):
        for key in ("TOTAL", "INITIAL"):
            data[f"{name}_permissions-{key}_FORMS"] = 0
            data[f"collection_member_permissions-{key}_FORMS"] = 0
    for prefix in ("document_permissions", "image_permissions", "collection_permissions"):
        data[f"{prefix}-MAX_NUM_FORMS"] = 1000
    for codename, chosen in sites.items():
        data[f"wagtail_privacy_forms_site_rights-{codename}"] = [site.pk for site in chosen]
    return data


def test_rights_for_single_sites_are_given_and_taken_in_the_group(
    admin_client: Client, site: Site, second_site: Site
) -> None:
    group = Group.objects.create(name="Second house")
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    page = admin_client.get(url).content.decode()
    assert "Submissions and consents of single sites" in page
    assert all(f'name="wagtail_privacy_forms_site_rights-{right}"' in page for right in RIGHTS)

    data = group_data(
        group, view_privacyformsubmission=[second_site], view_consentrecord=[site, second_site]
    )
    assert admin_client.post(url, data).status_code == 302
    given = GroupSitePermission.objects.filter(group=group)
    assert set(given.values_list("site__hostname", "permission__codename")) == {
        (SECOND, "view_privacyformsubmission"),
        (SECOND, "view_consentrecord"),
        (site.hostname, "view_consentrecord"),
    }
    assert admin_client.post(url, group_data(group, view_consentrecord=[site])).status_code == 302
    assert list(given.values_list("site__hostname", "permission__codename")) == [
        (site.hostname, "view_consentrecord")
    ]


def test_with_a_single_site_a_group_is_not_asked(admin_client: Client, site: Site) -> None:
    group = Group.objects.create(name="Only house")
    page = admin_client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    assert "wagtail_privacy_forms_site_rights" not in page


def test_an_editor_of_both_sites_moves_no_submissions_to_where_they_may_read_them(
    of_second: Client, officer: Any, forms: Any, site: Site, second_site: Site
) -> None:
    officer.groups.add(factories.writers(site))
    ours, new_parent = forms[0], second_site.root_page
    label, name = ours.get_parent()._meta.label_lower.split(".")
    many = (
        reverse("wagtail_bulk_action", args=[label, name, "move"]) + f"?id={ours.pk}&next=/admin/"
    )
    one = reverse("wagtailadmin_pages:move_confirm", args=[ours.pk, new_parent.pk])
    submissions = reverse("wagtailforms:list_submissions", args=[ours.pk])
    for url in (one, many):
        answer = of_second.post(url, {"chooser": new_parent.pk}, follow=True)
        assert "Not moved: 1 submission hangs on it" in answer.content.decode()
        listed = of_second.get(submissions, follow=True)
        assert ANSWER not in listed.content.decode()
    refused = PageLogEntry.objects.filter(action="wagtail_privacy.refuse_submissions", page=ours)
    assert {"right": "export"} in [entry.data for entry in refused]
    give_rights(officer.groups.first(), site)
    of_second.post(one)
    assert type(ours).objects.get(pk=ours.pk).get_site() == second_site
