"""Task 3 of Privacy › Start: what is asked about a form, and what becomes of the answers."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import GroupPagePermission, PageLogEntry

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose


@pytest.fixture
def form(home: Any) -> Any:
    """Give a form that nobody has thought about yet: a draft without purpose and categories."""
    return create_form(home, None, None, live=False)


@pytest.fixture
def client_of_officer(officer_client: Client, site: Any) -> Client:
    """Give a client of a privacy officer who may edit and publish the pages of the site."""
    writers = factories.writers(site)
    for permission in GroupPagePermission.objects.filter(group=writers):
        GroupPagePermission.objects.create(
            group=factories.officers(), page=permission.page, permission=permission.permission
        )
    return officer_client


def list_url(site: Any) -> str:
    return f"/admin/privacy/start/{site.pk}/forms/"


def url(form: Any) -> str:
    return f"{list_url(form.get_site())}{form.pk}/"


def proposed(client: Client, address: str) -> dict[str, str]:
    """Give the answers as the page proposes them: what somebody sends who only confirms."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    answers: dict[str, str] = {}
    form = soup.select_one("form:has([name=revision])")
    assert form
    for field in form.select("input[name]"):
        if field.get("type") not in ("radio", "checkbox") or field.has_attr("checked"):
            answers[str(field["name"])] = str(field.get("value", ""))
    for area in form.select("textarea"):
        answers[str(area["name"])] = area.text.strip()
    for select in form.select("select"):
        option = select.select_one("option[selected]")
        answers[str(select["name"])] = str(option["value"]) if option else ""
    return answers


def saved(form: Any) -> Any:
    return type(form).objects.get(pk=form.pk).get_latest_revision_as_object()


def test_confirming_the_proposals_answers_all_three_questions(
    client_of_officer: Client, form: Any
) -> None:
    answers = {**proposed(client_of_officer, url(form)), "publish": ""}
    assert client_of_officer.post(url(form), answers).status_code == 302
    page = type(form).objects.get(pk=form.pk)
    assert page.live
    assert page.purpose.name == {"de": "Zurückrufen", "en": "Calling back"}
    assert page.purpose.legal_basis == "6-1-f"
    assert str(page.purpose.retention_period) == "14 days"
    assert page.purpose.legitimate_interest["de"]
    categories = [field.data_category.name["en"] for field in page.form_fields.all()]
    assert categories == ["Contact details", "Contact details", "What you write to us"]
    # In the language of the page, not in that of the officer.
    assert page.consequence.startswith("Ohne die Pflichtangaben")
    assert "you may not" not in client_of_officer.get(list_url(form.get_site())).content.decode()


def test_what_is_made_is_made_once(client_of_officer: Client, home: Any, form: Any) -> None:
    other = create_form(home, None, None, live=False, title="Rückruf am Abend")
    for page in (form, other):
        client_of_officer.post(url(page), proposed(client_of_officer, url(page)))
    assert Purpose.objects.count() == 1
    assert DataCategory.objects.count() == 2
    assert saved(form).purpose == saved(other).purpose


def test_a_draft_stays_a_draft_unless_it_is_published(client_of_officer: Client, form: Any) -> None:
    client_of_officer.post(url(form), proposed(client_of_officer, url(form)))
    page = type(form).objects.get(pk=form.pk)
    assert not page.live
    assert saved(form).purpose is not None


def test_those_who_help_receive_the_data_of_a_new_purpose(
    client_of_officer: Client, form: Any
) -> None:
    processor = factories.create_recipient()
    factories.create_recipient(role="authority")
    client_of_officer.post(url(form), proposed(client_of_officer, url(form)))
    assert list(saved(form).purpose.recipients.all()) == [processor]


def test_not_to_know_yet_is_an_answer_but_not_published(
    client_of_officer: Client, form: Any
) -> None:
    answers = {**proposed(client_of_officer, url(form)), "purpose": "", "category_0": ""}
    assert client_of_officer.post(url(form), answers).status_code == 302
    assert saved(form).purpose is None
    content = client_of_officer.post(
        url(form), {**proposed(client_of_officer, url(form)), "purpose": "", "publish": ""}
    ).content.decode()
    assert "A form without a purpose cannot be published." in content
    assert not Purpose.objects.exists()
    assert not type(form).objects.get(pk=form.pk).live


def test_a_social_insurer_gets_its_own_law(
    client_of_officer: Client, form: Any, controller: ControllerSettings
) -> None:
    client_of_officer.post(url(form), proposed(client_of_officer, url(form)))
    page = saved(form)
    assert page.purpose.legal_basis == "6-1-e"
    assert page.purpose.national_norm == "§§ 14, 15 SGB I"
    assert page.purpose.special_condition == "9-2-b"
    kinds = [field.data_category.kind for field in page.form_fields.all()]
    assert kinds == ["social", "social", "special"]


def test_another_public_body_is_asked_for_its_law(
    client_of_officer: Client, form: Any, controller: ControllerSettings
) -> None:
    controller.legal_regime = "gdpr"
    controller.save()
    answers = {**proposed(client_of_officer, url(form)), "norm": "§ 3 BDSG"}
    client_of_officer.post(url(form), answers)
    assert saved(form).purpose.national_norm == "§ 3 BDSG"


def test_a_live_form_is_published_with_its_new_purpose(
    client_of_officer: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    form = create_form(home, purpose, data_category)
    other = factories.create_purpose(name={"de": "Beraten", "en": "Advising"})
    answers = {**proposed(client_of_officer, url(form)), "purpose": str(other.pk)}
    client_of_officer.post(url(form), answers)
    page = type(form).objects.get(pk=form.pk)
    assert page.purpose == other
    assert not page.has_unpublished_changes


def test_changes_of_others_do_not_go_out_with_the_answers(
    client_of_officer: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    form = create_form(home, purpose, data_category)
    form.title = "Not yet public"
    form.save_revision()
    answers = proposed(client_of_officer, url(form))
    response = client_of_officer.post(url(form), answers, follow=True)
    assert "other changes that are not published" in response.content.decode()
    assert type(form).objects.get(pk=form.pk).title == "Rückrufservice"
    assert saved(form).title == "Not yet public"


def test_a_form_that_was_changed_meanwhile_is_not_overwritten(
    client_of_officer: Client, form: Any
) -> None:
    answers = proposed(client_of_officer, url(form))
    form.title = "Changed"
    form.save_revision(clean=False)
    content = client_of_officer.post(url(form), answers).content.decode()
    assert "Somebody has changed this form in the meantime." in content
    assert saved(form).purpose is None


def test_the_change_stands_in_the_history_of_the_page(
    client_of_officer: Client, form: Any, privacy_officer: Any
) -> None:
    client_of_officer.post(url(form), proposed(client_of_officer, url(form)))
    entry = PageLogEntry.objects.filter(page=form.pk, action="wagtail.edit").get()
    assert entry.user == privacy_officer


def test_after_one_form_comes_the_next_that_is_open(
    client_of_officer: Client, home: Any, form: Any
) -> None:
    other = create_form(home, None, None, live=False, title="Newsletter")
    answers = proposed(client_of_officer, url(form))
    assert client_of_officer.post(url(form), answers).headers["Location"] == url(other)
    answers = proposed(client_of_officer, url(other))
    location = client_of_officer.post(url(other), answers).headers["Location"]
    assert location == list_url(home.get_site())


def test_what_is_answered_for_one_language_is_proposed_for_the_other(
    client_of_officer: Client, form: Any, english_home: Any
) -> None:
    purpose, category = factories.create_purpose(), factories.create_data_category()
    for field in (answered := form.get_latest_revision_as_object()).form_fields.all():
        field.data_category = category
    answered.purpose = purpose
    answered.save_revision(clean=False)
    english = create_form(english_home, None, None, live=False, title="Newsletter")
    type(english).objects.filter(pk=english.pk).update(translation_key=form.translation_key)
    answers = proposed(client_of_officer, url(english))
    assert answers["purpose"] == str(purpose.pk)
    assert {answers[f"category_{n}"] for n in range(3)} == {str(category.pk)}
    # The sentence is in the language of the page.
    assert answers["consequence"].startswith("Without the required answers")


def test_without_the_right_to_edit_the_page_nothing_is_asked_or_changed(
    officer_client: Client, form: Any
) -> None:
    assert (
        "you may not edit this page"
        in officer_client.get(list_url(form.get_site())).content.decode()
    )
    for answer in (officer_client.get(url(form)), officer_client.post(url(form), {"revision": ""})):
        assert answer.status_code == 302
        assert not answer.headers["Location"].startswith("/admin/privacy/start/")
    assert saved(form).purpose is None


def test_a_locked_page_stays_as_it_is(client_of_officer: Client, form: Any, admin: Any) -> None:
    answers = proposed(client_of_officer, url(form))
    type(form).objects.filter(pk=form.pk).update(locked=True, locked_by=admin)
    client_of_officer.post(url(form), answers)
    assert saved(form).purpose is None


def test_to_edit_pages_is_not_enough(editor_client: Client, editor: Any, form: Any) -> None:
    assert editor_client.get(url(form)).status_code == 302
    assert editor_client.get(list_url(form.get_site())).status_code == 302
    editor.user_permissions.add(Permission.objects.get(codename="change_controllersettings"))
    assert editor_client.get(list_url(form.get_site())).status_code == 200
    # Purposes and categories go into the registers.
    assert editor_client.get(url(form)).status_code == 302


def test_only_a_form_of_the_site_is_found(client_of_officer: Client, home: Any, form: Any) -> None:
    for pk in (home.pk, form.pk + 1000):
        address = f"{list_url(form.get_site())}{pk}/"
        assert client_of_officer.get(address, follow=True).status_code == 404


def test_looking_changes_nothing(client_of_officer: Client, form: Any) -> None:
    before = form.revisions.count()
    client_of_officer.get(url(form))
    assert form.revisions.count() == before
    assert not Purpose.objects.exists()
    assert not DataCategory.objects.exists()


def test_a_form_that_asks_for_nothing_is_not_done(client_of_officer: Client, form: Any) -> None:
    empty = type(form).objects.get(pk=form.pk)
    empty.form_fields = []
    empty.save_revision(clean=False)
    answers = {**proposed(client_of_officer, url(form)), "publish": ""}
    page = client_of_officer.post(url(form), answers, follow=True).content.decode()
    assert "A form without a field cannot be published" in page
    del answers["publish"]
    page = client_of_officer.post(url(form), answers, follow=True).content.decode()
    assert "No field yet" in page
    assert "Complete" not in page
