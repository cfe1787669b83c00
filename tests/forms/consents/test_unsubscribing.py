"""What a newsletter carries: a link and two headers by which one click ends it (RFC 8058)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from tests.forms.consents.newsletter import EMAIL, WORDING, acts, link_in, send
from wagtail_privacy.forms.consents.links.addresses import address_of
from wagtail_privacy.forms.consents.links.links import LinkKind
from wagtail_privacy.forms.consents.links.logs import without_tokens
from wagtail_privacy.forms.consents.unsubscribing import (
    NoConsentError,
    new_withdrawal_address,
    unsubscribe_headers,
)
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission, PrivacyLink
from wagtail_privacy.models import Purpose

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def address(
    client: Client,
    request_form: Any,
    newsletter: Purpose,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> str:
    """Give the whole address in a newsletter to somebody who has confirmed."""
    with django_capture_on_commit_callbacks(execute=True):
        send(client, request_form)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link_in(mailoutbox.pop()), {"act": "confirm"})
    mailoutbox.clear()
    [submission] = PrivacyFormSubmission.objects.usable_for(newsletter)
    return new_withdrawal_address(submission)


@pytest.fixture
def path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def usable(purpose: Purpose) -> bool:
    return PrivacyFormSubmission.objects.usable_for(purpose).exists()


def test_the_headers_hold_an_address_that_names_nobody(address: str) -> None:
    secure = re.sub("^http:", "https:", address)
    assert unsubscribe_headers(secure) == {
        "List-Unsubscribe": f"<{secure}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert re.fullmatch(r"https://[^/]+/privacy/consents/[\w-]{43}/withdraw/", secure)
    for part in ("@", EMAIL.partition("@")[0], "newsletter"):
        assert part not in secure


def test_without_https_no_one_click_is_promised(address: str) -> None:
    plain = re.sub("^https:", "http:", address)
    assert unsubscribe_headers(plain) == {"List-Unsubscribe": f"<{plain}>"}


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_a_mail_program_withdraws_with_one_post(
    path: str, newsletter: Purpose, request_form: Any, kind: str
) -> None:
    # As a mail program sends it: no cookie, no page before, no token against forgery.
    program = Client(enforce_csrf_checks=True)
    urlencoded = ("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert usable(newsletter)
    if kind == "multipart":
        answer = program.post(path, ONE_CLICK)
    else:
        answer = program.post(path, urlencoded[0], content_type=urlencoded[1])
    assert answer.status_code == 200  # a redirect would not be followed
    assert not answer.cookies
    assert acts() == ["given", "confirmed", "withdrawn"]
    assert ConsentRecord.objects.get(act="withdrawn").method == "one-click"
    assert not usable(newsletter)
    assert usable(request_form.purpose)


def test_pressing_twice_withdraws_once_and_answers_alike(client: Client, path: str) -> None:
    first, second = (client.post(path, ONE_CLICK) for _ in range(2))
    assert first.content == second.content
    assert acts().count("withdrawn") == 1


@pytest.mark.parametrize("method", ["get", "head", "options", "put"])
def test_looking_withdraws_nothing(
    client: Client, path: str, newsletter: Purpose, method: str
) -> None:
    getattr(client, method)(path)
    assert usable(newsletter)


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "two"}, {"act": "confirm"}])
def test_another_post_withdraws_nothing(
    client: Client, path: str, newsletter: Purpose, body: dict[str, str]
) -> None:
    assert client.post(path, body).status_code == 303
    assert usable(newsletter)


def test_the_page_shows_words_and_one_button(client: Client, path: str) -> None:
    answer = client.get(path)
    content = answer.content.decode()
    assert WORDING in content
    assert "Newsletter verschicken" in content
    assert EMAIL not in content
    assert content.count('name="act"') == 1
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    after = client.post(path, {"act": "withdraw"}, follow=True)
    assert after.redirect_chain == [(path, 303)]
    assert "Widerrufen am" in after.content.decode()
    assert ConsentRecord.objects.get(act="withdrawn").method == "link"


def test_it_ends_with_the_data_and_is_unknown_elsewhere(client: Client, path: str) -> None:
    assert client.get(path.replace("/withdraw/", "/")).status_code == 410
    assert client.get(path.replace("consents", "receipts").replace("withdraw/", "")).status_code
    PrivacyLink.objects.filter(kind="withdraw").update(expires_at=timezone.now())
    assert client.get(path).status_code == 410
    assert client.post(path, ONE_CLICK).status_code == 410


@pytest.mark.parametrize("token", ["x", "a" * 5000, "ü€", "' OR 1=1 --"])
def test_an_unknown_token_is_answered_alike(client: Client, db: None, token: str) -> None:
    assert client.post(f"/privacy/consents/{token}/withdraw/", ONE_CLICK).status_code == 410


def test_a_log_does_not_hold_it(path: str) -> None:
    token = path.split("/")[-3]
    assert token not in without_tokens(f"GET {path} 200")


def test_what_rests_on_no_consent_has_none_to_withdraw(path: str, request_form: Any) -> None:
    [submission] = PrivacyFormSubmission.objects.usable_for(request_form.purpose)
    with pytest.raises(NoConsentError):
        new_withdrawal_address(submission)


def test_our_own_mails_are_no_newsletters(
    client: Client,
    request_form: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(client, request_form)
    [mail] = mailoutbox
    assert mail.extra_headers == {"Auto-Submitted": "auto-generated"}


@pytest.mark.parametrize(
    ("port", "admin", "redirects", "scheme"),
    [
        (80, "https://localhost/", False, "https"),
        (80, "", True, "https"),
        (80, "https://elsewhere.example", False, "http"),
        (8000, "https://localhost", True, "http"),
        (443, "", False, "https"),
    ],
)
def test_behind_a_proxy_the_settings_say_that_a_site_has_https(
    settings: Any, port: int, admin: str, redirects: bool, scheme: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL, settings.SECURE_SSL_REDIRECT = admin, redirects
    address = address_of(LinkKind.WITHDRAW, "token", Site(hostname="localhost", port=port))
    assert address.startswith(f"{scheme}://localhost{':8000' if port == 8000 else ''}/")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("x=" + "a" * 3_000_000, "application/x-www-form-urlencoded"),
        ("a=1&" * 3_000, "application/x-www-form-urlencoded"),
        ("x", "multipart/form-data"),
    ],
)
def test_what_is_too_large_or_cut_off_is_the_sender_s_error(
    path: str, logs: Any, body: str, content_type: str
) -> None:
    first_line = len(logs.lines)
    response = Client().post(path, body, content_type)
    assert response.status_code == 400
    assert response["Cache-Control"] == "private, no-store"
    assert not any("failed" in line for line in logs.lines[first_line:])
    assert not any(path in line for line in logs.lines)
    assert acts() == ["given", "confirmed"]
