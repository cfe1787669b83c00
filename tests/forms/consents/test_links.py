"""The links in the mails: what they say, what they do, and what they keep to themselves."""

import datetime
import logging
import re
import threading
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageLogEntry

from tests.forms.consents.newsletter import ANSWERS, EMAIL, WORDING, acts, link_in, send, ticked
from wagtail_privacy.forms.consents import acts as consent_acts
from wagtail_privacy.forms.consents import purging
from wagtail_privacy.forms.consents.links.links import LinkKind
from wagtail_privacy.forms.consents.links.tokens import hash_of, make_token
from wagtail_privacy.forms.consents.purging import purge_unconfirmed
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission, PrivacyLink
from wagtail_privacy.models import Purpose

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture
def link(
    client: Client,
    request_form: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> str:
    """Give the link in the mail to somebody who has ticked the box."""
    with django_capture_on_commit_callbacks(execute=True):
        send(client, request_form)
    return link_in(mailoutbox.pop())


@pytest.fixture
def press(
    client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Callable[..., Any]:
    """Give a function that presses a button behind a link."""

    def pressed(address: str, act: str, **values: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, {"act": act, **values}, follow=True)

    return pressed


def usable(purpose: Purpose) -> bool:
    return PrivacyFormSubmission.objects.usable_for(purpose).exists()


def first_consent() -> uuid.UUID:
    return ConsentRecord.objects.given().get().consent


def test_the_mail_says_who_what_when_and_nothing_that_was_sent(
    client: Client,
    request_form: Any,
    controller: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    now = datetime.datetime(2027, 3, 3, 13, 2, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False), django_capture_on_commit_callbacks(execute=True):
        send(client, request_form, name="Gabriele Geheim")
    [mail] = mailoutbox
    assert mail.to == [EMAIL]
    assert "Newsletter verschicken" in mail.subject
    assert mail.content_subtype == "plain"
    for words in ("3. März 2027", "14:02", WORDING, "„Bestätigen“", "10. März 2027", "Musterkasse"):
        assert words in mail.body
    assert "Gabriele" not in mail.body + mail.subject
    assert EMAIL not in mail.body
    assert len(re.findall("https?://", mail.body)) == 1
    # The request for which the address was given is kept for longer.
    assert "löschen am 10. März 2027, was wir dafür gespeichert haben" in mail.body
    assert "löschen die Adresse" not in mail.body


def test_before_confirming_nothing_is_used(link: str, request_form: Any, newsletter: Any) -> None:
    assert usable(request_form.purpose)
    assert not usable(newsletter)


def test_before_confirming_nothing_is_mailed_to_the_staff(
    client: Client,
    newsletter_form: Any,
    settings: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    forms = {**settings.WAGTAIL_PRIVACY["FORMS"], "MAIL_ANSWERS_IN_CLEAR": True}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "FORMS": forms}
    values = {"to_address": "service@musterkasse.example", "mails_answers": True}
    type(newsletter_form).objects.filter(pk=newsletter_form.pk).update(**values)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, newsletter_form)
    [told] = [mail for mail in mailoutbox if mail.to != [EMAIL]]
    assert EMAIL not in str(told.message())
    assert "nichts von dem, was gesendet wurde" in told.body
    assert "noch nicht bestätigt" in told.body
    assert not PageLogEntry.objects.filter(action="wagtail_privacy.mail_submission").exists()


@pytest.mark.parametrize("method", ["get", "head", "options", "put"])
def test_looking_confirms_nothing(
    client: Client, link: str, newsletter: Purpose, method: str
) -> None:
    for _scanner in range(3):
        getattr(client, method)(link)
    assert acts() == ["given"]
    assert not usable(newsletter)


def test_one_button_confirms_and_the_receipt_follows(
    client: Client, link: str, press: Any, newsletter: Purpose, mailoutbox: Any
) -> None:
    shown = client.get(link).content.decode()
    assert WORDING in shown
    assert EMAIL not in shown
    answer = press(link, "confirm")
    assert answer.status_code == 200
    assert "Bestätigt" in answer.content.decode()
    assert usable(newsletter)
    [mail] = mailoutbox
    receipt = client.get(link_in(mail)).content.decode()
    assert WORDING in receipt
    assert "Widerrufen" in receipt


def test_an_unpublished_form_changes_nothing_for_who_has_sent_it(
    link: str, press: Any, request_form: Any, newsletter: Purpose, mailoutbox: Any
) -> None:
    request_form.unpublish()
    assert press(link, "resend").status_code == 200
    assert press(link_in(mailoutbox.pop()), "confirm").status_code == 200
    assert usable(newsletter)
    receipt = link_in(mailoutbox.pop())
    content = press(receipt, "withdraw", consent=str(first_consent())).content.decode()
    assert request_form.url not in content
    assert acts() == ["given", "requested", "confirmed", "withdrawn"]


def test_confirming_and_the_way_to_withdraw_come_together_or_not_at_all(
    link: str, press: Any, newsletter: Purpose, monkeypatch: Any
) -> None:
    monkeypatch.setattr(PrivacyLink, "save", lambda self: 1 / 0)
    assert press(link, "confirm").status_code == 500
    assert acts() == ["given"]
    assert not usable(newsletter)


def test_pressing_twice_confirms_once(link: str, press: Any, mailoutbox: Any) -> None:
    press(link, "confirm")
    assert press(link, "confirm").status_code == 200
    assert acts() == ["given", "confirmed"]
    assert len(mailoutbox) == 1


def test_two_clicks_at_once_are_one(link: str, monkeypatch: Any) -> None:
    now = timezone.now()
    [consent] = ConsentRecord.objects.values_list("consent", flat=True)
    found = consent_acts.find(consent, now)
    assert consent_acts.perform(consent_acts.Act.CONFIRMED, consent, now, "link")
    # The other request looked before the first one had written.
    monkeypatch.setattr(consent_acts, "find", lambda *args: found)
    assert not consent_acts.perform(consent_acts.Act.CONFIRMED, consent, now, "link")
    assert acts() == ["given", "confirmed"]


def test_refusing_deletes_the_part_at_once_and_keeps_the_request(
    link: str, press: Any, request_form: Any, newsletter: Purpose
) -> None:
    assert press(link, "refuse").status_code == 200
    assert not PrivacyFormSubmission.objects.filter(purpose=newsletter).exists()
    assert usable(request_form.purpose)
    press(link, "confirm")
    assert acts() == ["given", "refused"]


def test_an_old_link_says_so_and_can_be_sent_again(
    client: Client, link: str, press: Any, newsletter: Purpose, mailoutbox: Any
) -> None:
    with time_machine.travel(timezone.now() + 73 * HOUR):
        answer = client.get(link)
        assert answer.status_code == 410
        press(link, "confirm")
        assert not usable(newsletter)
        assert "die E-Mail-Adresse für diesen Zweck am" in answer.content.decode()
        again = press(link, "resend").content.decode()
        # What has just happened stands above the button that would do it once more.
        assert again.index("einen neuen Link geschickt") < again.index('value="resend"')
        press(link_in(mailoutbox.pop()), "confirm")
        assert usable(newsletter)
    assert acts() == ["given", "requested", "confirmed"]


def test_the_mail_is_sent_again_twice_and_no_more(link: str, press: Any, mailoutbox: Any) -> None:
    for _click in range(5):
        press(link, "resend")
    assert len(mailoutbox) == 2


@pytest.fixture
def sendings(
    client: Client, request_form: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Callable[[int], list[Any]]:
    """Give a function that sends the form several times, each with the address spelled anew."""

    def sent(count: int) -> list[Any]:
        return [sent_and_stored() for _ in range(count)]

    def sent_and_stored() -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return send(client, request_form, e_mail=EMAIL.upper())

    return sent


def receipt_behind(answer: Any) -> str:
    [token] = parse_qs(urlsplit(answer["Location"]).query)["receipt"]
    return reverse("wagtail_privacy_consents:receipt", args=[token])


def test_a_mailbox_is_not_pestered(sendings: Any, mailoutbox: Any) -> None:
    answers = sendings(5)
    assert len(mailoutbox) == 3
    assert {answer.status_code for answer in answers} == {303}


@pytest.mark.django_db(transaction=True)
def test_nor_is_it_by_many_forms_at_the_same_moment(request_form: Any, mailoutbox: Any) -> None:
    sent, start = {**ANSWERS, **ticked(request_form)}, threading.Barrier(8)
    statuses: list[int] = []

    def send_with_all_others() -> None:
        try:
            start.wait(10)
            statuses.append(Client().post(request_form.url, sent).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send_with_all_others) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert statuses == [303] * 8
    assert ConsentRecord.objects.count() == 8
    assert len(mailoutbox) <= 3


def test_nor_is_it_by_the_button_that_sends_the_mail_again(
    sendings: Any, press: Any, mailoutbox: Any
) -> None:
    first, second = sendings(2)
    for answer in (first, second, first, second):
        content = press(receipt_behind(answer), "resend", consent=str(given_by(answer)))
    assert "höchstens drei E-Mails am Tag" in content.content.decode()
    assert len(mailoutbox) == 3
    with time_machine.travel(timezone.now() + DAY + HOUR):
        press(receipt_behind(second), "resend", consent=str(given_by(second)))
    assert len(mailoutbox) == 4


def given_by(answer: Any) -> uuid.UUID:
    token = receipt_behind(answer).rstrip("/").rpartition("/")[2]
    link = PrivacyLink.objects.by_token(token, LinkKind.RECEIPT)
    assert link
    return ConsentRecord.objects.given().get(sending=link.target).consent


def test_nor_by_receipts_where_nobody_has_to_confirm(
    sendings: Any, request_form: Any, mailoutbox: Any
) -> None:
    request_form.consent_questions.update(double_opt_in=False)
    sendings(5)
    assert len(mailoutbox) == 3


def test_the_page_after_sending_is_true_and_the_same_with_a_mail_and_without(
    client: Client, sendings: Any
) -> None:
    pages = [client.get(answer["Location"]).content.decode() for answer in sendings(4)]
    told = [re.sub(r"/privacy/receipts/[^/]+/", "", page) for page in pages]
    told = [page.partition("wp-message")[2].partition("</div>")[0] for page in told]
    assert len(set(told)) == 1
    assert "höchstens drei am Tag" in told[0]
    assert "geschickt" not in told[0]


def test_what_nobody_confirms_is_purged_and_its_link_unknown(
    client: Client, link: str, press: Any, request_form: Any, newsletter: Purpose
) -> None:
    late = timezone.now() + 7 * DAY + HOUR
    with time_machine.travel(late):
        assert client.get(link).status_code == 410
        assert purge_unconfirmed(late) == 1
        assert client.get(link).status_code == 410
        assert press(link, "confirm").status_code == 410
    assert not ConsentRecord.objects.exists()
    assert [s.purpose for s in PrivacyFormSubmission.objects.all()] == [request_form.purpose]


def test_a_confirmed_consent_is_not_purged(link: str, press: Any, newsletter: Purpose) -> None:
    press(link, "confirm")
    assert purge_unconfirmed(timezone.now() + 8 * DAY) == 0
    assert usable(newsletter)


def test_a_purge_that_finds_somebody_confirming_leaves_what_they_confirm(
    link: str, newsletter: Purpose, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = ConsentRecord.objects.given().get()
    assert proof.confirm_by is not None
    last_moment = proof.confirm_by - datetime.timedelta(microseconds=1)
    delete = purging._delete_with_data

    def delete_after_a_click(*args: Any) -> int:
        assert consent_acts.confirm(proof.consent, last_moment)
        return delete(*args)

    monkeypatch.setattr(purging, "_delete_with_data", delete_after_a_click)
    assert purge_unconfirmed(proof.confirm_by) == 0
    assert acts() == ["given", "confirmed"]
    assert usable(newsletter)


def test_confirming_what_an_officer_has_deleted_says_so(link: str, press: Any) -> None:
    PrivacyFormSubmission.objects.all().delete()
    press(link, "confirm")
    assert acts() == ["given"]


@pytest.mark.parametrize("name", ["consent", "receipt"])
@pytest.mark.parametrize("token", ["x", "%00", "a" * 5000, "ü€", "..", "' OR 1=1 --", make_token()])
def test_unknown_tokens_get_one_answer_and_no_line_in_the_log(
    client: Client, db: Any, name: str, token: str, planted: Callable[[str], str]
) -> None:
    address = reverse(f"wagtail_privacy_consents:{name}", args=["TOKEN"]).replace("TOKEN", token)
    if len(token) > 20:
        planted(token)
    for answer in (client.get(address), client.post(address, {"act": "confirm"})):
        assert answer.status_code == 410
        assert "no-store" in answer["Cache-Control"]


def test_a_link_of_one_kind_is_unknown_as_another(client: Client, link: str) -> None:
    token = link.rstrip("/").rpartition("/")[2]
    assert client.get(reverse("wagtail_privacy_consents:receipt", args=[token])).status_code == 410
    cut = link.rstrip("/")[:-1] + "/"
    assert client.get(cut).status_code == 410


@pytest.mark.parametrize("behind", ["", ".", ")", ").", "/.", "/)", " ", "/>", "//"])
def test_what_a_mail_program_does_to_a_link_breaks_it_for_nobody(
    client: Client, link: str, behind: str, planted: Callable[[str], str]
) -> None:
    client, address = Client(enforce_csrf_checks=True), link.rstrip("/") + behind
    planted(link.rstrip("/").rpartition("/")[2])
    found = client.get(address)
    assert found.status_code == 200
    assert WORDING in found.content.decode()
    assert client.post(address, {"act": "refuse"}).status_code == 303
    assert acts() == ["given", "refused"]


@pytest.mark.parametrize("behind", ["x/", "/x/", "/withdraw", "/withdraw).", "%2F..%2Fa/", "/%0A"])
@pytest.mark.parametrize("name", ["consent", "receipt"])
def test_an_address_that_holds_a_token_and_is_none_of_ours_is_no_line_in_the_log(
    client: Client, db: Any, name: str, behind: str, planted: Callable[[str], str]
) -> None:
    token = planted(make_token())
    address = reverse(f"wagtail_privacy_consents:{name}", args=[token]).rstrip("/") + behind
    for answer in (client.get(address), client.post(address, {"act": "withdraw"})):
        assert answer.status_code == 410
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"


def test_a_page_below_the_same_word_is_left_to_the_site(client: Client, db: Any) -> None:
    receipt = reverse("wagtail_privacy_consents:receipt", args=["x"])
    assert client.get(f"{receipt}how-to-read-yours/").status_code != 410


def test_pages_behind_links_are_private(client: Client, link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for answer in (client.get(link), client.post(link, {"act": "nonsense"}), client.put(link)):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
    content = client.get(link).content.decode()
    assert "hit.gif" not in content
    assert "<script" not in content
    assert acts() == ["given"]


def test_an_error_behind_a_link_tells_nobody_the_link(
    client: Client, link: str, planted: Callable[[str], str], logs: Any, monkeypatch: Any
) -> None:
    planted(link.rstrip("/").rpartition("/")[2])
    planted("somebody-4713@example.org")

    def fail(*args: Any) -> Any:
        raise RuntimeError("somebody-4713@example.org")

    monkeypatch.setattr(consent_acts, "find", fail)
    for answer in (client.get(link), client.post(link, {"act": "confirm"})):
        assert answer.status_code == 500
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
    assert "A page behind a link failed: RuntimeError in fail" in "".join(logs.lines)


def test_who_builds_the_site_sees_the_error(
    client: Client, link: str, settings: Any, monkeypatch: Any
) -> None:
    settings.DEBUG = True
    # Their own log may name the address.
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    monkeypatch.setattr(consent_acts, "find", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.get(link)


def test_a_browser_that_tells_no_origin_may_confirm(link: str, newsletter: Purpose) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    assert browser.post(link, {"act": "confirm"}).status_code == 303
    assert usable(newsletter)


def test_the_database_holds_no_token(link: str) -> None:
    token = link.rstrip("/").rpartition("/")[2]
    for row in PrivacyLink.objects.values():
        assert token not in str(row)
    assert PrivacyLink.objects.by_token(token, LinkKind.CONFIRM)


def test_a_mail_server_that_is_away_loses_nothing(
    client: Client,
    request_form: Any,
    settings: Any,
    logs: Any,
    planted: Callable[[str], str],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    planted(EMAIL)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, request_form).status_code == 303
    assert acts() == ["given"]


def test_the_page_after_sending_leads_to_the_receipt(client: Client, request_form: Any) -> None:
    landing = client.post(request_form.url, ANSWERS, follow=True)
    address = re.search(r'href="(/privacy/receipts/[^"]+)"', landing.content.decode())
    assert address
    assert client.get(address[1]).status_code == 200
    assert landing["Referrer-Policy"] == "no-referrer"


@given(st.text())
def test_any_text_has_a_hash_and_no_two_tokens_are_alike(text: str) -> None:
    assert re.fullmatch("[0-9a-f]{64}", hash_of(text))
    assert make_token() != make_token()
    assert len(make_token()) == 43
