"""A mail says that a form was sent; what it holds only who has the key can read."""

import datetime
import email
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests import factories
from tests.forms.keys import (
    certificate,
    elliptic,
    made_by_gpg,
    openpgp_secret,
    pem,
    private_pem,
    read_by_gpg,
    read_by_openssl,
    read_openpgp,
    read_smime,
    rsa_key,
)
from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.models import MailRecipient, PrivacyFormSubmission
from wagtail_privacy.forms.notification.keys import InvalidKeyError, read_key
from wagtail_privacy.forms.telling.activities import activity_of
from wagtail_privacy.models import DataCategory, Purpose

ADDRESS = "service@musterkasse.example"
CERTIFICATE = certificate()


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def openpgp_key() -> str:
    return str(openpgp_secret().extract_certificate())


@pytest.fixture
def send(client: Client, form_page: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Give a function that sends the form and gives the mails that went out."""

    def post(**settings: Any) -> list[Any]:
        type(form_page).objects.filter(pk=form_page.pk).update(
            **{"to_address": ADDRESS, **settings}
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(form_page.url, ANSWERS).status_code == 303
        return mail.outbox

    return post


def test_a_mail_names_the_reference_that_stands_on_the_receipt(send: Any) -> None:
    [message] = send()
    mark = PrivacyFormSubmission.objects.get().uuid.hex[:8].upper()
    assert f"Vorgangsnummer: {mark[:4]}-{mark[4:]}" in message.body


def recipient(public_key: str, **values: Any) -> MailRecipient:
    made = MailRecipient(
        **{"name": "Kundenservice", "address": ADDRESS, "public_key": public_key, **values}
    )
    made.full_clean()
    made.save()
    return made


def everything_of(message: Any) -> str:
    return message.message().as_string() + str(vars(message))


def test_by_default_nobody_is_told(send: Any) -> None:
    assert send(to_address="") == []


def test_a_mail_holds_a_link_and_no_data(send: Any, form_page: Any) -> None:
    (message,) = send()
    assert message.to == [ADDRESS]
    assert message.subject == "Neue Einsendung: Rückrufservice"
    assert reverse("wagtailforms:list_submissions", args=[form_page.pk]) in message.body
    assert message.body.count("http://localhost/") == 1
    assert "nichts von dem, was gesendet wurde" in message.body
    assert all(answer not in everything_of(message) for answer in ANSWERS.values())
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_each_address_gets_a_mail_of_its_own_in_the_language_of_the_page(
    client: Client,
    english_home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    django_capture_on_commit_callbacks: Any,
) -> None:
    to = "a@example.org, b@example.org,a@example.org"
    values = {"to_address": to, "subject": "Call\r\nBcc: x@example.org", "from_address": ADDRESS}
    form = create_form(english_home, purpose, data_category, **values)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(form.url, ANSWERS, headers={"accept-language": "de"})
    assert [message.to for message in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    assert {message.subject for message in mail.outbox} == {"Call Bcc: x@example.org"}
    assert {message.from_email for message in mail.outbox} == {ADDRESS}
    assert "Somebody has sent the form" in mail.outbox[0].body


def test_who_has_a_certificate_gets_the_answers_sealed(send: Any, form_page: Any) -> None:
    recipient(pem(CERTIFICATE), address=ADDRESS.upper())
    (message,) = send(mails_answers=True)
    raw = message.message()
    assert raw.get_content_type() == "application/pkcs7-mime"
    assert raw["To"] == ADDRESS
    assert all(answer not in everything_of(message) for answer in ANSWERS.values())
    text = read_smime(raw, CERTIFICATE)
    assert "text/plain" in text
    entry = PageLogEntry.objects.get(action="wagtail_privacy.mail_submission")
    assert entry.data["count"] == 1
    assert entry.data["purpose_id"] == form_page.purpose_id
    assert ADDRESS not in str(entry.data)
    for answer in ANSWERS.values():
        assert answer in read_body(text)
    assert "Löschen Sie bis dahin auch diese E-Mail" in read_body(text)


def read_body(text: str) -> str:
    payload = email.message_from_string(text).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_who_has_an_openpgp_key_gets_the_answers_sealed(send: Any) -> None:
    recipient(openpgp_key())
    (message,) = send(mails_answers=True)
    raw = message.message()
    assert raw.get_content_type() == "multipart/encrypted"
    assert raw.get_param("protocol") == "application/pgp-encrypted"
    assert all(answer not in everything_of(message) for answer in ANSWERS.values())
    assert ANSWERS["name"] in read_body(read_openpgp(raw))


def test_programs_of_others_open_what_was_sealed(send: Any, tmp_path: Path) -> None:
    made = recipient(pem(CERTIFICATE))
    by_certificate = send(mails_answers=True)[0].message()
    public_key = made_by_gpg(tmp_path / "gpg")
    MailRecipient.objects.filter(pk=made.pk).update(public_key=public_key)
    by_key = send(mails_answers=True)[1].message()
    texts = (
        read_by_openssl(by_certificate, CERTIFICATE, tmp_path),
        read_by_gpg(by_key, tmp_path / "gpg"),
    )
    for text in texts:
        assert all(answer in read_body(text) for answer in ANSWERS.values())


def test_a_key_alone_sends_no_answers_along(send: Any) -> None:
    recipient(pem(CERTIFICATE))
    (message,) = send()
    assert message.message().get_content_type() == "text/plain"


def test_who_has_no_key_gets_a_link(send: Any) -> None:
    recipient(pem(CERTIFICATE), address="other@musterkasse.example")
    (message,) = send(mails_answers=True)
    assert all(answer not in everything_of(message) for answer in ANSWERS.values())


def test_who_has_an_expired_key_gets_a_link_and_learns_it(send: Any) -> None:
    entry = recipient(pem(CERTIFICATE))
    MailRecipient.objects.filter(pk=entry.pk).update(
        public_key=pem(certificate(begins=-9, ends=-1))
    )
    (message,) = send(mails_answers=True)
    assert "Schlüssel" in message.body
    assert all(answer not in everything_of(message) for answer in ANSWERS.values())


def test_answers_are_mailed_in_clear_only_by_two_explicit_settings(
    send: Any, settings: Any
) -> None:
    def ids() -> set[str]:
        return {str(message.id) for message in run_checks(tags=["wagtail_privacy"], databases=[])}

    assert "wagtail_privacy.W013" not in ids()
    forms = {**settings.WAGTAIL_PRIVACY["FORMS"], "MAIL_ANSWERS_IN_CLEAR": True}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "FORMS": forms}
    assert "wagtail_privacy.W013" in ids()
    assert ANSWERS["name"] not in send()[0].body
    assert ANSWERS["name"] in send(mails_answers=True)[1].body


class BrokenBackend:
    """A mail server that refuses, and says to whom."""

    def __init__(self, *args: Any, **kwargs: Any):
        pass

    def send_messages(self, messages: Any) -> int:
        raise OSError(f"no such mailbox {messages[0].to}")


def test_a_mail_that_fails_costs_no_answers_and_names_nobody(
    send: Any, settings: Any, planted: Any, logs: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.forms.test_notification.BrokenBackend"
    planted("mailbox-4711@example.org")
    send(to_address="mailbox-4711@example.org")
    assert PrivacyFormSubmission.objects.count() == 1


def test_what_is_not_stored_is_not_announced(
    client: Client, form_page: Any, django_capture_on_commit_callbacks: Any
) -> None:
    type(form_page).objects.filter(pk=form_page.pk).update(to_address=ADDRESS)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(form_page.url, {**ANSWERS, "name": ""})
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (lambda: "rubbish", "neither a certificate"),
        (lambda: "", "neither a certificate"),
        (private_pem, "private key"),
        (lambda: pem(certificate(begins=-9, ends=-1)), "expired"),
        (lambda: pem(certificate(begins=3)), "not valid yet"),
        (lambda: pem(certificate(elliptic())), "RSA"),
        (lambda: pem(certificate(rsa_key(1024))), "too short"),
        (lambda: pem(certificate(usage="digital_signature")), "for signing"),
        (lambda: pem(CERTIFICATE).replace("M", "N"), "damaged"),
        (lambda: pem(CERTIFICATE)[:200] + "\n-----END CERTIFICATE-----", "damaged"),
        (lambda: openpgp_key().replace("a", "b"), "damaged"),
        (lambda: "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx", "damaged"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_with_a_reason(text: Any, words: str) -> None:
    with pytest.raises(InvalidKeyError, match=words):
        read_key(text(), now())


def test_officers_keep_the_register_and_editors_do_not(
    officer_client: Client, editor_client: Client
) -> None:
    add = reverse("wagtailsnippets_wagtail_privacy_forms_mailrecipient:add")
    data = {"name": "Kundenservice", "address": ADDRESS, "public_key": "rubbish"}
    assert "neither a certificate" in officer_client.post(add, data).content.decode()
    assert editor_client.post(add, {**data, "public_key": pem(CERTIFICATE)}).status_code == 302
    assert not MailRecipient.objects.exists()
    officer_client.post(add, {**data, "public_key": pem(CERTIFICATE)})
    assert str(MailRecipient.objects.get()) == "Kundenservice"
    listed = officer_client.get(add.removesuffix("add/")).content.decode()
    assert ADDRESS in listed
    assert str(CERTIFICATE.not_valid_after_utc.year) in listed
    assert "Just now" not in listed


def test_their_names_are_told_to_those_who_keep_them_only(
    officer_client: Client, editor_client: Client
) -> None:
    entry = recipient(pem(CERTIFICATE), name="Kundenservice Nord")
    chooser = "wagtailsnippetchoosers_wagtail_privacy_forms_mailrecipient"
    for url in (
        reverse(f"{chooser}:choose"),
        reverse(f"{chooser}:choose_results"),
        reverse(f"{chooser}:chosen", args=[entry.pk]),
        f"{reverse(f'{chooser}:chosen_multiple')}?id={entry.pk}",
        f"/admin/bulk/wagtail_privacy_forms/mailrecipient/delete/?id={entry.pk}",
        "/admin/bulk/wagtail_privacy_forms/mailrecipient/delete/?id=all",
    ):
        assert "Kundenservice Nord" in officer_client.get(url).text, url
        refused = editor_client.get(url, follow=True)
        assert "Kundenservice Nord" not in refused.text, url
        assert refused.redirect_chain, url


REACHABLE: list[dict[str, Any]] = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": False},
    {"label": "Telefon", "field_type": "singleline", "required": False, "autocomplete": "tel"},
]


@pytest.fixture
def asking(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    """Give a form that asks how to answer, and for an e-mail address or a telephone number."""
    values = {"fields": REACHABLE, "asks_reply_channel": True, "to_address": ADDRESS}
    return create_form(home, purpose, data_category, **values)


def test_a_form_asks_for_the_ways_that_it_has_an_address_for(client: Client, asking: Any) -> None:
    page = client.get(asking.url).content.decode()
    assert "Wie dürfen wir Ihnen antworten?" in page
    for offered in ("telephone", "encrypted-email", "email"):
        assert f'name="reply_channel" value="{offered}"' in page
    assert 'value="post"' not in page
    assert "checked" not in page
    assert "unterwegs" in page  # the risk of ordinary mail


def test_the_way_is_stored_and_shown_to_who_replies(
    client: Client, officer_client: Client, asking: Any, django_capture_on_commit_callbacks: Any
) -> None:
    recipient(pem(CERTIFICATE))
    type(asking).objects.update(mails_answers=True)
    answers = {"name": "Erika", "telefon": "0151 1", "reply_channel": "telephone"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(asking.url, answers)
    submission = PrivacyFormSubmission.objects.usable_for(asking.purpose).get()
    assert submission.get_answers()["reply_channel"] == "telephone"
    listed = officer_client.get(reverse("wagtailforms:list_submissions", args=[asking.pk]))
    assert "By telephone" in listed.content.decode()
    text = read_body(read_smime(mail.outbox[0].message(), CERTIFICATE))
    assert "Telefonisch" in text


def test_who_replies_reads_the_way_and_not_its_risk(
    client: Client, officer_client: Client, asking: Any
) -> None:
    answers = {"name": "Erika", "e_mail": "erika@musterpost.example", "reply_channel": "email"}
    client.post(asking.url, answers)
    url = reverse("wagtailforms:list_submissions", args=[asking.pk])
    listed = officer_client.get(url).content.decode()
    assert "Way of our answer" in listed
    assert "By ordinary e-mail" in listed
    assert "Others can read" not in listed
    export = b"".join(officer_client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "By ordinary e-mail" in export
    assert "Others can read" not in export


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "wie wir Ihnen antworten dürfen"),
        ({"reply_channel": "pigeon"}, "errorlist"),
        ({"reply_channel": "post"}, "errorlist"),
        ({"reply_channel": "email", "telefon": "0151 1"}, "auf dem gewählten Weg"),
    ],
)
def test_a_way_that_leads_nowhere_is_named(
    client: Client, asking: Any, answers: dict[str, str], words: str
) -> None:
    page = client.post(asking.url, {"name": "Erika", **answers}).content.decode()
    assert words in page
    assert 'value="Erika"' in page
    assert not PrivacyFormSubmission.objects.exists()


def test_the_statement_knows_that_the_way_is_asked_for(asking: Any) -> None:
    items = activity_of(asking, "en").items
    assert [item.label for item in items][-1] == "How may we answer you?"
    assert items[-1].category is not None
    assert items[-1].category.name == "Contact details"
    assert items[-1].is_required


def test_a_form_that_does_not_ask_keeps_no_way(client: Client, form_page: Any) -> None:
    client.post(form_page.url, {**ANSWERS, "reply_channel": "email"})
    submission = PrivacyFormSubmission.objects.usable_for(form_page.purpose).get()
    assert submission.get_answers() == ANSWERS


def test_an_editor_finds_the_settings_of_the_mail(admin_client: Client, form_page: Any) -> None:
    if factories.form_page_model().__module__.startswith("wagtail_privacy"):
        url = reverse("wagtailadmin_pages:edit", args=[form_page.pk])
        content = admin_client.get(url).content.decode()
        for name in ("to_address", "mails_answers", "asks_reply_channel"):
            assert f'name="{name}"' in content
