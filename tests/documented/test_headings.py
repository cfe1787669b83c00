"""What Wagtail's documentation of its form builder shows works with our mixin, heading by heading.

What does not is named in docs/how-to/wagtail-forms.md, with its reason.
"""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data

from tests import factories
from tests.documented.models import ContactPage, MemberPage, MemberSubmission, StepsPage
from tests.forms.consents.newsletter import ask, ticked
from wagtail_privacy.forms.at_rest.encryption import make_key
from wagtail_privacy.forms.drafts import drafts_naming
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionFile
from wagtail_privacy.forms.page_checks import check_page_types
from wagtail_privacy.forms.retention.unexplained import removed_labels
from wagtail_privacy.forms.telling.activities import form_activities
from wagtail_privacy.models import DataCategory, Purpose

QUESTIONS = (("Name", "singleline"), ("E-Mail", "email"))


def create(
    model: Any,
    parent: Any,
    purpose: Purpose,
    category: DataCategory,
    relation: str = "form_fields",
    questions: tuple[tuple[str, str], ...] = QUESTIONS,
    **values: Any,
) -> Any:
    page = model(title="Kontakt", purpose=purpose, locale=parent.locale, live=False, **values)
    field_model = model._meta.get_field(relation).related_model
    fields = [
        field_model(label=label, field_type=kind, data_category=category, sort_order=number)
        for number, (label, kind) in enumerate(questions)
    ]
    setattr(page, relation, fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


@pytest.fixture
def contact(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    questions = (*QUESTIONS, ("Adresse", "ipaddress"))
    relation = "custom_form_fields"
    return create(ContactPage, home, purpose, data_category, relation, questions)


@pytest.fixture
def member(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create(MemberPage, home, purpose, data_category)


@pytest.fixture
def steps(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    questions = (("Ort", "singleline"), ("Farbe", "singleline"), ("Zahl", "number"))
    return create(StepsPage, home, purpose, data_category, questions=questions)


def answers_to(page: Any) -> dict[str, str]:
    """Answer each question of a form by its kind."""
    texts = {"email": "erika@example.com", "ipaddress": "192.0.2.7"}
    return {
        field.clean_name: texts.get(field.field_type, "Erika") for field in page.get_form_fields()
    }


def rows(page: Any) -> list[Any]:
    return list(page.get_submissions().usable_for(page.purpose))


# Custom `related_name` for form fields


def test_fields_by_another_name_are_asked_stored_and_listed(
    client: Client, officer_client: Client, contact: Any
) -> None:
    assert "Erika" not in client.get(contact.url).content.decode()
    assert client.post(contact.url, answers_to(contact)).status_code == 303
    [row] = rows(contact)
    assert sorted(row.get_answers().values()) == ["192.0.2.7", "Erika", "erika@example.com"]
    listing = officer_client.get(reverse("wagtailforms:list_submissions", args=[contact.pk]))
    assert "erika@example.com" in listing.content.decode()


def test_fields_by_another_name_stand_in_the_statement(contact: Any, site: Site) -> None:
    [activity] = form_activities(site, "de")
    assert activity.collection_point.title == "Kontakt"
    assert len(activity.items) == 3


def test_fields_by_another_name_are_known_to_the_admin(
    admin_client: Client, contact: Any, data_category: DataCategory, site: Site
) -> None:
    url = reverse("wagtail_privacy_start_forms:form", args=[site.pk, contact.pk])
    assert "Adresse" in admin_client.get(url).content.decode()
    contact.custom_form_fields = contact.custom_form_fields.all()[:2]
    contact.save_revision(clean=False)
    assert removed_labels(contact) == ["Adresse"]
    assert drafts_naming(data_category) == ["Kontakt"]


# Custom form submission model; add custom data to CSV export


def test_a_submission_class_of_ones_own_keeps_more_and_is_sealed(
    admin: Any, admin_client: Client, member: Any
) -> None:
    assert admin_client.post(member.url, answers_to(member)).status_code == 303
    [row] = rows(member)
    assert isinstance(row, MemberSubmission)
    assert row.user == admin
    assert row.get_answers() == {"name": "Erika", "e_mail": "erika@example.com"}
    assert "Erika" not in str(row.form_data)
    assert row.expires_at > timezone.now()
    # The rest of the house asks for it as for any other.
    [same] = PrivacyFormSubmission.objects.usable_for(member.purpose).of_person("erika@example.com")
    assert same.get_answers() == row.get_answers()


def test_what_it_keeps_more_stands_in_list_and_export(
    admin: Any, admin_client: Client, member: Any
) -> None:
    admin_client.post(member.url, answers_to(member))
    listing = reverse("wagtailforms:list_submissions", args=[member.pk])
    assert admin.get_username() in admin_client.get(listing).content.decode()
    table = b"".join(admin_client.get(f"{listing}?export=csv").streaming_content).decode()
    heading, line = table.splitlines()
    assert heading.startswith("Reference,Username,")
    assert line.split(",")[1] == admin.get_username()


def test_what_is_kept_for_a_further_purpose_is_of_the_same_class(
    admin: Any, admin_client: Client, member: Any
) -> None:
    page = ask(member, factories.create_purpose())
    admin_client.post(page.url, {**answers_to(page), **ticked(page)})
    assert [row.user for row in MemberSubmission.objects.all()] == [admin, admin]


def test_it_is_purged_with_what_hangs_on_it(admin: Any, admin_client: Client, member: Any) -> None:
    admin_client.post(member.url, answers_to(member))
    [row] = rows(member)
    SubmissionFile.objects.create(submission=row, sealed={}, content=b"x")
    PrivacyFormSubmission.objects.update(expires_at=timezone.now())
    out = StringIO()
    call_command("privacy_purge", stdout=out)
    assert "1 submission deleted." in out.getvalue()
    for model in (MemberSubmission, PrivacyFormSubmission, SubmissionFile):
        assert not model.objects.exists(), model


def test_it_is_deleted_by_an_officer_and_counted_once(admin_client: Client, member: Any) -> None:
    admin_client.post(member.url, answers_to(member))
    [row] = rows(member)
    url = reverse("wagtailforms:delete_submissions", args=[member.pk])
    admin_client.post(f"{url}?selected-submissions={row.pk}")
    assert not MemberSubmission.objects.exists()
    assert not PrivacyFormSubmission.objects.exists()


def test_it_is_wrapped_anew_by_a_rotation(admin_client: Client, member: Any, settings: Any) -> None:
    admin_client.post(member.url, answers_to(member))
    forms = settings.WAGTAIL_PRIVACY["FORMS"]
    keys = [make_key(), *forms["ENCRYPTION_KEYS"]]
    settings.WAGTAIL_PRIVACY = {"FORMS": {**forms, "ENCRYPTION_KEYS": keys}}
    call_command("privacy_rotate_keys", stdout=StringIO())
    settings.WAGTAIL_PRIVACY = {"FORMS": {**forms, "ENCRYPTION_KEYS": keys[:1]}}
    [row] = rows(member)
    assert row.get_answers()["name"] == "Erika"


# Check that a submission already exists for a user


def test_a_user_is_asked_once(admin_client: Client, member: Any) -> None:
    response = admin_client.post(member.url, answers_to(member), follow=True)
    assert "Thank you" in response.content.decode()
    page = admin_client.get(member.url).content.decode()
    assert "You can fill in the form only one time." in page
    admin_client.post(member.url, answers_to(member))
    assert len(rows(member)) == 1


# Multi-step form; show results


def hidden(page: str) -> dict[str, str]:
    """Give what a form brings along by itself."""
    found = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("guard", [{}, {"MIN_SECONDS": 0, "MAX_HOURS": 24}])
def test_a_form_in_steps_stores_nothing_before_the_last(
    client: Client, steps: Any, settings: Any, guard: dict[str, int]
) -> None:
    forms = {**settings.WAGTAIL_PRIVACY["FORMS"], **guard}
    settings.WAGTAIL_PRIVACY = {"FORMS": forms}
    page = client.get(steps.url).content.decode()
    for step, (name, answer) in enumerate({"ort": "Bonn", "farbe": "rot"}.items(), 1):
        assert f'name="{name}"' in page
        sent = {**hidden(page), name: answer, "step": step}
        page = client.post(steps.url, sent).content.decode()
        assert not PrivacyFormSubmission.objects.exists()
    assert 'name="zahl"' in page
    wrong = client.post(steps.url, {**hidden(page), "zahl": "viele", "step": 3})
    assert not PrivacyFormSubmission.objects.exists()
    assert "Zahl" in wrong.content.decode()
    response = client.post(steps.url, {**hidden(page), "zahl": "7", "step": 3}, follow=True)
    assert "Thank you" in response.content.decode()
    [row] = rows(steps)
    assert row.get_answers() == {"ort": "Bonn", "farbe": "rot", "zahl": "7"}
    assert not client.session.keys()


def test_a_step_that_is_not_answered_is_asked_again(client: Client, steps: Any) -> None:
    page = client.post(steps.url, {"ort": "", "step": 1}).content.decode()
    assert 'name="farbe"' not in page
    assert 'value="1"' in page


def test_results_are_shown_for_a_purpose_that_is_named(client: Client, steps: Any) -> None:
    for colour in ("rot", "rot", "blau"):
        client.post(steps.url, {"ort": "Bonn", "farbe": colour, "zahl": "1", "step": "3"})
    page = client.get(steps.url).content.decode()
    assert "rot: 2" in page
    assert "blau: 1" in page


# Custom landing page redirect; landing template


def test_a_page_of_ones_own_is_shown_after_sending(
    client: Client, contact: Any, english_home: Any
) -> None:
    response = client.post(contact.url, answers_to(contact), follow=True)
    assert "Thank you" in response.content.decode()
    contact.thank_you_page = english_home
    contact.save_revision().publish()
    response = client.post(contact.url, answers_to(contact))
    newest = PrivacyFormSubmission.objects.order_by("pk").last()
    assert response.status_code == 302
    assert response["Location"] == f"{english_home.url}?id={newest.pk}"


# Customize form submissions listing in Wagtail Admin


def test_a_list_of_ones_own_orders_pages_and_names(
    client: Client, officer_client: Client, contact: Any
) -> None:
    name, email, address = (field.clean_name for field in contact.get_form_fields())
    for who in ("Erste", "Zweite"):
        client.post(contact.url, {name: who, email: "e@example.com", address: "192.0.2.7"})
    url = reverse("wagtailforms:list_submissions", args=[contact.pk])
    page = officer_client.get(url).content.decode()
    assert "Erste" in page
    assert "Zweite" not in page
    export = officer_client.get(f"{url}?export=csv")
    assert 'filename="own-kontakt-export-' in export["Content-Disposition"]
    table = b"".join(export.streaming_content).decode()
    assert table.index("Zweite") < table.index("Erste")


# Customizing the widget of built-in field types; adding a custom field type


def test_widgets_and_kinds_of_ones_own(client: Client, contact: Any) -> None:
    page = client.get(contact.url).content.decode()
    assert 'placeholder="erika@example.com"' in page
    assert 'class="own-class"' in page
    sent = answers_to(contact)
    address = contact.get_form_fields()[2].clean_name
    refused = client.post(contact.url, {**sent, address: "Hauptstraße 1"})
    assert refused.status_code == 200
    assert not rows(contact)
    client.post(contact.url, sent)
    assert rows(contact)[0].get_answers()[address] == "192.0.2.7"


# Custom `clean_name` generation


def test_names_of_ones_own_are_asked_stored_and_kept(client: Client, contact: Any) -> None:
    name = contact.get_form_fields()[0].clean_name
    assert re.fullmatch(r"f[0-9a-f]{8}_name", name)
    client.post(contact.url, answers_to(contact))
    assert rows(contact)[0].get_answers()[name] == "Erika"
    contact.save_revision().publish()
    assert ContactPage.objects.get().get_form_fields()[0].clean_name == name


# Displaying form submission information


def test_the_panel_of_wagtail_tells_how_many(
    client: Client, admin_client: Client, contact: Any
) -> None:
    client.post(contact.url, answers_to(contact))
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[contact.pk]))
    assert reverse("wagtailforms:list_submissions", args=[contact.pk]) in page.content.decode()
    assert "erika@example.com" not in page.content.decode()


# Custom validation for admin form pages


def test_a_rule_of_ones_own_is_told_in_the_editor(admin_client: Client, contact: Any) -> None:
    data = nested_form_data(
        {
            "title": "Forbidden",
            "slug": "kontakt",
            "purpose": contact.purpose_id,
            "thank_you_page": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "custom_form_fields-TOTAL_FORMS": 0,
            "custom_form_fields-INITIAL_FORMS": 0,
        }
    )
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[contact.pk]), data)
    assert "No form of ours has this title." in response.content.decode()


# What is not built on ours is named, and takes no answers


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("get_submission_class", FormSubmission),
        ("get_submissions_list_view_class", SubmissionsListView),
    ],
)
def test_a_class_that_is_not_built_on_ours_is_named(
    method: str, given: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_page_types(None) == []
    monkeypatch.setattr(MemberPage, method, lambda page: given)
    [found] = check_page_types(None)
    assert found.id == "wagtail_privacy.E019"
    assert f"documented.MemberPage.{method}()" in found.msg


def test_a_form_builder_that_is_not_built_on_ours_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(MemberPage, "form_builder", FormBuilder)
    assert [found.id for found in check_page_types(None)] == ["wagtail_privacy.W019"]


def test_a_submission_class_of_wagtail_stores_nothing(
    client: Client, contact: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def process(page: Any, form: Any) -> Any:
        return FormSubmission.objects.create(form_data=form.cleaned_data, page=page)

    monkeypatch.setattr(ContactPage, "get_submission_class", lambda page: FormSubmission)
    monkeypatch.setattr(ContactPage, "process_form_submission", process)
    assert client.post(contact.url, answers_to(contact)).status_code == 503
    assert not FormSubmission.objects.exists()
