"""Officers see the consents, nobody changes them, and a changed record shows."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import clear_url_caches, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Site

from tests.forms.consents.newsletter import EMAIL, WORDING, send
from tests.forms.sites import create_second_site, officer_of
from wagtail_privacy.forms.consents.acts import perform
from wagtail_privacy.forms.consents.checks import check_links
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.models import ConsentRecord
from wagtail_privacy.models import Purpose


@pytest.fixture
def record(client: Client, request_form: Any) -> ConsentRecord:
    send(client, request_form)
    return ConsentRecord.objects.get()


def forge() -> None:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(ConsentRecord._meta.db_table)
        cursor.execute(f"UPDATE {table} SET wording = 'Ja zu allem.'")  # noqa: S608


def test_an_officer_sees_words_and_state_and_no_person(
    officer_client: Client, record: ConsentRecord
) -> None:
    answer = officer_client.get(reverse("wagtail_privacy_forms:consents"))
    content = answer.content.decode()
    references = (record.reference, record.receipt_reference)
    for words in (WORDING, *references, "Waits for confirmation", "unchanged"):
        assert words in content
    assert EMAIL not in content
    assert record.person not in content
    assert "no-store" in answer["Cache-Control"]


def test_consents_are_seen_by_who_has_the_right_for_their_site(
    record: ConsentRecord, site: Site
) -> None:
    second = create_second_site(site)
    url = reverse("wagtail_privacy_forms:consents")
    for place, is_shown in ((site, True), (second, False)):
        client = Client()
        client.force_login(officer_of(place, f"officer-{place.pk}"))
        content = client.get(url).content.decode()
        assert (record.reference in content) is is_shown
        exported = b"".join(client.get(f"{url}?export=csv").streaming_content).decode()
        assert (record.reference in exported) is is_shown


def test_an_export_runs_no_formula_that_an_editor_has_put_into_a_wording(
    officer_client: Client, client: Client, request_form: Any
) -> None:
    request_form.consent_questions.update(wording="=HYPERLINK(1);=1")
    send(client, type(request_form).objects.get(pk=request_form.pk))
    answer = officer_client.get(reverse("wagtail_privacy_forms:consents") + "?export=csv")
    exported = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK(1);'=1" in exported
    assert "Waits for confirmation" in exported


def test_an_export_names_purposes_in_the_language_of_its_reader(
    officer_client: Client, record: ConsentRecord
) -> None:
    Purpose.objects.update(name={"de": "Rundbrief", "en": "News by mail"})
    url = reverse("wagtail_privacy_forms:consents")
    assert f"{url}?export=csv" in officer_client.get(url).text
    with translation.override("de"):  # as after the request, when the stream is read
        answer = officer_client.get(f"{url}?export=csv")
        exported = b"".join(answer.streaming_content).decode()
    assert "News by mail" in exported
    assert "Rundbrief" not in exported


def test_an_empty_list_says_what_will_appear_or_that_a_filter_hides_it(
    officer_client: Client, site: Site
) -> None:
    url = reverse("wagtail_privacy_forms:consents")
    assert "They appear here as soon as" in officer_client.get(url).text
    assert "No consent fits this filter" in officer_client.get(url, {"channel": "post"}).text


def test_a_changed_record_shows_in_the_list_and_by_the_command(
    officer_client: Client, record: ConsentRecord
) -> None:
    out = StringIO()
    call_command("privacy_verify_consents", stdout=out)
    assert "All 1 records verify." in out.getvalue()
    forge()
    content = officer_client.get(reverse("wagtail_privacy_forms:consents")).content.decode()
    assert "was changed" in content
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("privacy_verify_consents", stdout=out)
    assert record.reference in out.getvalue()


def test_it_says_until_when_each_proof_is_kept(
    officer_client: Client, record: ConsentRecord
) -> None:
    def shown() -> str:
        return officer_client.get(reverse("wagtail_privacy_forms:consents")).content.decode()

    def day(moment: datetime.datetime) -> str:
        return date_format(timezone.localtime(moment).date())

    assert record.confirm_by
    assert day(record.confirm_by) in shown()
    perform(Act.CONFIRMED, record.consent, timezone.now(), "link")
    assert f"Dec. 31, {record.expires_at.year}" in shown()
    perform(Act.WITHDRAWN, record.consent, timezone.now(), "receipt")
    assert f"Dec. 31, {timezone.now().year + 3}" in shown()


@pytest.mark.parametrize("name", ["consents", "consents_results"])
def test_whoever_edits_pages_does_not_see_them(
    editor_client: Client, officer_client: Client, record: ConsentRecord, name: str
) -> None:
    address = reverse(f"wagtail_privacy_forms:{name}")
    assert officer_client.get(address).status_code == 200
    refusal = editor_client.get(address)
    assert refusal.status_code in (302, 403)
    assert WORDING not in refusal.content.decode()


def test_the_list_is_narrowed_by_purpose(
    officer_client: Client, record: ConsentRecord, request_form: Any
) -> None:
    address = reverse("wagtail_privacy_forms:consents_results")
    found = officer_client.get(f"{address}?purpose={record.purpose_id}").content.decode()
    assert record.reference in found
    other = officer_client.get(f"{address}?purpose={request_form.purpose_id}").content.decode()
    assert record.reference not in other


def test_the_menu_leads_there(officer_client: Client, editor_client: Client) -> None:
    link = reverse("wagtail_privacy_forms:consents")
    assert link in officer_client.get("/admin/").content.decode()
    assert link not in editor_client.get("/admin/").content.decode()


def test_a_check_says_that_the_pages_behind_the_links_are_missing() -> None:
    assert check_links(None) == []
    with override_settings(ROOT_URLCONF="wagtail.admin.urls"):
        clear_url_caches()
        [message] = check_links(None)
    clear_url_caches()
    assert message.id == "wagtail_privacy.E018"
    assert "wagtail_privacy.urls" in (message.hint or "")
