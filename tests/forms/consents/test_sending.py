"""Somebody sends a form with consents: what they see, and what is stored."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from tests import factories
from tests.forms.consents.newsletter import ANSWERS, EMAIL, WORDING, acts, ask, send, ticked
from tests.forms.pages import create_form
from wagtail_privacy.forms.consents.acts import find, perform
from wagtail_privacy.forms.consents.proof.states import Act, State
from wagtail_privacy.forms.filling.names import TERMS
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission
from wagtail_privacy.forms.submissions.persons import person_key
from wagtail_privacy.models import DataCategory, Purpose, Recipient

NOON = datetime.datetime(2027, 1, 31, 12, tzinfo=datetime.UTC)


def test_a_box_of_its_own_never_ticked_never_required(client: Client, request_form: Any) -> None:
    name = request_form.consent_asks[0].name
    content = client.get(f"{request_form.url}?{name}=on").content.decode()
    fieldset = content[content.index("wp-consents") :]
    assert WORDING in fieldset
    assert "checked" not in fieldset
    assert "required" not in fieldset.partition("</fieldset>")[0]
    assert "(optional)" in fieldset


def test_neither_the_page_nor_an_address_ticks_a_box(
    client: Client, request_form: Any, monkeypatch: Any
) -> None:
    [name] = [one.name for one in request_form.consent_asks]
    model = type(request_form)
    monkeypatch.setattr(
        model,
        "get_form_parameters",
        lambda self: {"initial": {name: request_form.consent_asks[0].word}},
    )
    assert "checked" not in client.get(request_form.url).content.decode()


def test_without_a_tick_the_request_is_stored_and_no_consent(
    client: Client, request_form: Any, mailoutbox: Any
) -> None:
    client.post(request_form.url, ANSWERS)
    assert PrivacyFormSubmission.objects.get().purpose == request_form.purpose
    assert not ConsentRecord.objects.exists()
    assert not mailoutbox


def test_each_purpose_has_its_own_part_with_its_own_time(
    client: Client, request_form: Any, newsletter: Purpose
) -> None:
    with time_machine.travel(NOON, tick=False):
        send(client, request_form)
    request = PrivacyFormSubmission.objects.get(purpose=request_form.purpose)
    part = PrivacyFormSubmission.objects.get(purpose=newsletter)
    assert request.expires_at == NOON + datetime.timedelta(days=14)
    assert part.expires_at == NOON.replace(year=2029)
    part.used_for_id = newsletter.pk
    assert part.get_answers() == {"e_mail": EMAIL}  # and not the name


def test_the_proof_says_what_was_shown_and_when(
    client: Client, request_form: Any, newsletter: Purpose
) -> None:
    with time_machine.travel(NOON, tick=False):
        send(client, request_form)
    proof = ConsentRecord.objects.get()
    assert (proof.wording, proof.language, proof.method) == (WORDING, "de", "box")
    assert proof.wording_sha256 == request_form.consent_asks[0].wording_hash
    assert (proof.at, proof.purpose) == (NOON, newsletter)
    assert proof.person == person_key(EMAIL)
    assert proof.form_page == request_form.pk
    assert proof.form_revision == request_form.live_revision_id
    assert proof.needs_confirmation
    assert proof.verifies()


def test_words_that_have_changed_meanwhile_are_asked_anew(
    client: Client, request_form: Any
) -> None:
    sent = {**ANSWERS, **ticked(request_form)}
    request_form.consent_questions.update(wording="Ja, verkaufen Sie meine Adresse.")
    content = client.post(request_form.url, sent).content.decode()
    assert "hat sich inzwischen geändert" in content
    assert "checked" not in content
    assert not PrivacyFormSubmission.objects.exists()


def another_purpose(page: Any) -> None:
    sold = factories.create_purpose(name={"de": "Verkauf", "en": "Sale"}, legal_basis="6-1-a")
    page.consent_questions.update(purpose=sold)


def a_longer_period(page: Any) -> None:
    purpose = page.consent_questions.get().purpose
    purpose.retention_amount = 77
    purpose.save()


def another_channel(page: Any) -> None:
    page.consent_questions.update(channel="phone")


def no_confirmation(page: Any) -> None:
    page.consent_questions.update(double_opt_in=False)


def more_answers(page: Any) -> None:
    page.consent_questions.update(answers="Name\nE-Mail")


@pytest.mark.parametrize(
    "change", [another_purpose, a_longer_period, another_channel, no_confirmation, more_answers]
)
def test_a_tick_counts_only_for_what_the_same_words_meant_then(
    client: Client, request_form: Any, change: Callable[[Any], None]
) -> None:
    sent = {**ANSWERS, **ticked(request_form)}
    change(request_form)
    content = client.post(request_form.url, sent).content.decode()
    assert "hat sich inzwischen geändert" in content
    assert "checked" not in content
    assert not ConsentRecord.objects.exists()
    assert not PrivacyFormSubmission.objects.exists()


def a_question_is_deleted(page: Any) -> None:
    page.consent_questions.get().delete()


def a_question_is_made_anew(page: Any) -> None:
    # As in an alias, whenever the page that it repeats is published.
    question = page.consent_questions.get()
    question.delete()
    question.pk = None
    question.save()


@pytest.mark.parametrize("change", [a_question_is_deleted, a_question_is_made_anew])
def test_a_tick_whose_box_is_gone_is_not_lost_without_a_word(
    client: Client, request_form: Any, change: Callable[[Any], None]
) -> None:
    sent = {**ANSWERS, **ticked(request_form), TERMS: request_form.terms_told}
    change(request_form)
    content = client.post(request_form.url, sent).content.decode()
    assert "hat sich inzwischen geändert" in content
    assert not PrivacyFormSubmission.objects.exists()


def test_a_tick_without_an_address_asks_for_it_and_keeps_the_tick(
    client: Client, request_form: Any
) -> None:
    content = send(client, request_form, e_mail="").content.decode()
    assert 'href="#id_e_mail"' in content
    assert "checked" in content
    assert not PrivacyFormSubmission.objects.exists()


def test_sending_below_the_words_is_the_consent_to_the_forms_own_purpose(
    client: Client, newsletter_form: Any
) -> None:
    content = client.get(newsletter_form.url).content.decode()
    assert content.index(WORDING) < content.index('type="submit"')
    assert 'type="checkbox"' not in content
    send(client, newsletter_form)
    proof = ConsentRecord.objects.get()
    assert (proof.method, proof.wording) == ("button", WORDING)
    assert PrivacyFormSubmission.objects.get().uuid == proof.submission


def test_without_the_words_nothing_is_stored(client: Client, newsletter_form: Any) -> None:
    client.post(newsletter_form.url, ANSWERS)
    assert not PrivacyFormSubmission.objects.exists()


def test_explicit_consent_needs_a_box_that_somebody_ticks(
    client: Client, home: Any, data_category: DataCategory
) -> None:
    purpose = factories.create_purpose(special_condition="9-2-a")
    page = create_form(home, purpose, data_category)
    content = client.get(page.url).content.decode()
    assert 'type="checkbox"' in content
    assert "checked" not in content
    answers = {"name": "Erika", "telefonnummer": "0151 1"}
    client.post(page.url, answers)
    assert not PrivacyFormSubmission.objects.exists()
    client.post(page.url, {**answers, **ticked(page)})
    assert ConsentRecord.objects.get().method == "box"


def test_a_form_that_rests_on_consent_has_words_without_an_editor(
    client: Client, home: Any, data_category: DataCategory
) -> None:
    survey = factories.create_purpose(legal_basis="6-1-a", type="ServiceProvision")
    page = create_form(home, survey, data_category)
    client.post(page.url, {"name": "Erika", "telefonnummer": "0151 1", **ticked(page)})
    proof = ConsentRecord.objects.get()
    assert "jederzeit widerrufen" in proof.wording
    assert not proof.needs_confirmation  # it asks for no mailbox


def test_the_person_is_not_named_by_the_proof(client: Client, request_form: Any) -> None:
    send(client, request_form)
    row = str(ConsentRecord.objects.values().get())
    assert "erika" not in row.lower()
    assert "erika" not in str(ConsentRecord.objects.get()).lower()


def test_two_purposes_are_asked_and_proved_apart(client: Client, request_form: Any) -> None:
    calls = factories.create_purpose(name={"de": "Anrufen"}, legal_basis="6-1-a")
    page = ask(request_form, calls, wording="Ja, rufen Sie mich an.", double_opt_in=False)
    first = page.consent_asks[0]
    client.post(page.url, {**ANSWERS, first.name: first.word})
    assert acts() == ["given"]
    assert ConsentRecord.objects.get().purpose == first.purpose


@pytest.mark.parametrize("value", ["on", "1", "\x00", "ü" * 500])
def test_a_forged_tick_is_no_consent(client: Client, request_form: Any, value: str) -> None:
    client.post(request_form.url, {**ANSWERS, request_form.consent_asks[0].name: value})
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("act", [Act.WITHDRAWN, Act.REFUSED])
@pytest.mark.parametrize("is_main", [False, True])
def test_whoever_takes_back_and_sends_the_same_page_again_is_asked_again(
    client: Client,
    request_form: Any,
    newsletter_form: Any,
    is_main: bool,
    act: Act,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    page, shown = newsletter_form if is_main else request_form, {"csrfmiddlewaretoken": "a" * 64}
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):  # a double click, before and after
            send(client, page, **shown)
        first = ConsentRecord.objects.get()
        assert perform(act, first.consent, timezone.now(), "link")
        for _ in range(2):
            assert send(client, page, **shown).status_code == 303
    again = ConsentRecord.objects.given().exclude(consent=first.consent).get()
    assert again.sending != first.sending
    assert acts() == ["given", act, "given"]
    assert len(mailoutbox) == 2
    assert find(again.consent, timezone.now()).state is State.PENDING


def asked(table: str, queries: list[str]) -> int:
    return sum(f"FROM {connection.ops.quote_name(table)}" in sql for sql in queries)


def test_a_form_reads_its_questions_once(client: Client, request_form: Any) -> None:
    client.get(request_form.url)
    for method in (client.get, client.post):
        with CaptureQueriesContext(connection) as captured:
            method(request_form.url)

        read = [query["sql"] for query in captured.captured_queries]
        for children in ("consent_questions", "form_fields"):
            table = request_form._meta.get_field(children).related_model._meta.db_table
            assert asked(table, read) == 1


@pytest.mark.parametrize("reason", ["", "Damit wir Sie erreichen."])
def test_what_is_sent_asks_at_most_once_for_what_it_needs(
    client: Client, request_form: Any, django_capture_on_commit_callbacks: Any, reason: str
) -> None:
    send(client, request_form)
    request_form.form_fields.model.objects.update(reason=reason)
    with (
        CaptureQueriesContext(connection) as captured,
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert send(client, request_form).status_code == 303
    read = [query["sql"] for query in captured.captured_queries]
    for model, times in ((Purpose, 1), (Site, 1), (DataCategory, 0)):
        assert asked(model._meta.db_table, read) == times, model


def test_a_form_asks_for_the_recipients_of_all_its_purposes_at_once(
    client: Client, request_form: Any
) -> None:
    page = request_form
    for name in ("Anrufen", "Umfrage"):
        purpose = factories.create_purpose(name={"de": name}, legal_basis="6-1-a")
        page = ask(page, purpose, wording=f"Ja, {name}.", double_opt_in=False)
    client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url)
    read = [query["sql"] for query in captured.captured_queries]
    table = Recipient._meta.db_table
    assert asked(table, read) == 1
