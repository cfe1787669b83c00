"""Officers hear in time what will be deleted, without hearing what it says."""

import datetime
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests import factories
from tests.forms.pages import ANSWERS
from wagtail_privacy import clock
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.retention import warning
from wagtail_privacy.forms.retention.warning import warn_of_expiry
from wagtail_privacy.forms.views.due import due_rows

DAY = datetime.timedelta(days=1)


@pytest.fixture
def due(client: Client, form_page: Any) -> Any:
    """Give a form with a submission that ends in three days and one that ends in a year."""
    for end in (3 * DAY, 365 * DAY):
        client.post(form_page.url, ANSWERS)
        last = PrivacyFormSubmission.objects.latest("pk")
        moment = timezone.now() + end
        PrivacyFormSubmission.objects.filter(pk=last.pk).update(
            expires_at=moment, latest_expiry=moment
        )
    return form_page


def purge(**options: Any) -> str:
    out = StringIO()
    call_command("privacy_purge", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_each_officer_gets_one_mail_in_their_language(
    due: Any, privacy_officer: Any, editor: Any, mailoutbox: Any
) -> None:
    german = factories.create_user("beauftragte", language="de")
    german.groups.add(factories.officers())
    assert "deletion of 1 submission by" in purge()
    assert {tuple(mail.to) for mail in mailoutbox} == {(privacy_officer.email,), (german.email,)}
    english, other = sorted(mailoutbox, key=lambda mail: mail.to != [privacy_officer.email])
    assert english.subject == "1 submission will be deleted soon"
    assert other.subject == "1 Einsendung wird bald gelöscht"
    for mail in mailoutbox:
        assert "Rückrufservice: 1" in mail.body
        assert "http://localhost/admin/privacy/forms/due/" in mail.body
        for answer in ANSWERS.values():
            assert answer not in mail.body


def test_nobody_is_told_twice(due: Any, privacy_officer: Any, mailoutbox: Any) -> None:
    purge()
    purge()
    assert len(mailoutbox) == 1


def test_a_dry_run_tells_nobody(due: Any, privacy_officer: Any, mailoutbox: Any) -> None:
    purge(dry_run=True)
    assert not mailoutbox
    assert not PrivacyFormSubmission.objects.exclude(warned_at=None).exists()


def test_without_officers_nothing_is_marked_as_told(due: Any, mailoutbox: Any) -> None:
    assert warn_of_expiry(timezone.now()) == 0
    assert not PrivacyFormSubmission.objects.exclude(warned_at=None).exists()


def test_it_can_be_switched_off(
    due: Any, privacy_officer: Any, mailoutbox: Any, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"PURGE_WARNING_DAYS": 0}}
    purge()
    assert not mailoutbox


def test_no_mail_keeps_nothing_from_being_deleted(
    due: Any, privacy_officer: Any, monkeypatch: pytest.MonkeyPatch, planted: Any, logs: Any
) -> None:
    planted("officer-4712@example.org")

    def fail(*args: Any, **kwargs: Any) -> Any:
        # What a mail server refuses, it names.
        raise SMTPRecipientsRefused({"officer-4712@example.org": (550, b"unknown")})

    PrivacyFormSubmission.objects.filter(pk=PrivacyFormSubmission.objects.latest("pk").pk).update(
        expires_at=timezone.now() - DAY
    )
    monkeypatch.setattr(warning.EmailMessage, "send", fail)
    output = purge()
    assert "could not be sent" in output
    assert "1 submission deleted." in output
    assert PrivacyFormSubmission.objects.filter(warned_at=None).count() == 1


def test_the_report_shows_what_falls_due_to_readers_only(
    officer_client: Client, editor_client: Client, due: Any
) -> None:
    url = reverse("wagtail_privacy_forms:due")
    content = officer_client.get(url).content.decode()
    for words in ("Rückrufservice", "Call-back", "in 3 days"):
        assert words in content
    assert f'href="{reverse("wagtail_privacy_forms:index")}"' in content
    assert ANSWERS["name"] not in content
    refusal = editor_client.get(url)
    assert refusal.status_code in (302, 403)
    assert "Rückrufservice" not in refusal.content.decode()
    assert url in officer_client.get(reverse("wagtail_privacy_forms:index")).content.decode()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kolkata", "UTC"])
def test_what_falls_due_stands_under_the_day_of_the_site(
    due: Any, settings: Any, zone: str
) -> None:
    settings.TIME_ZONE = zone
    now = timezone.now()
    midnight = datetime.datetime.combine(
        clock.day_of(now + 3 * DAY), datetime.time(), timezone.get_default_timezone()
    )
    ends = (midnight - datetime.timedelta(seconds=1), midnight)
    for submission, end in zip(PrivacyFormSubmission.objects.all(), ends, strict=True):
        PrivacyFormSubmission.objects.filter(pk=submission.pk).update(expires_at=end)
    rows = due_rows(PrivacyFormSubmission.objects.all(), now)
    assert [(row["day"], row["days_left"], row["count"]) for row in rows] == [
        (clock.day_of(now) + 2 * DAY, 2, 1),
        (clock.day_of(now) + 3 * DAY, 3, 1),
    ]


def test_an_empty_report_says_so(officer_client: Client, form_page: Any) -> None:
    content = officer_client.get(reverse("wagtail_privacy_forms:due")).content.decode()
    assert "No submission is deleted within 90 days." in content
    assert "The next deletion" not in content
    assert "To the forms and submissions" in content


def test_an_empty_report_names_the_next_deletion(
    officer_client: Client, client: Client, form_page: Any
) -> None:
    client.post(form_page.url, ANSWERS)
    day = timezone.now() + 365 * DAY
    PrivacyFormSubmission.objects.update(expires_at=day, latest_expiry=day)
    content = officer_client.get(reverse("wagtail_privacy_forms:due")).content.decode()
    assert "No submission is deleted within 90 days." in content
    assert f"The next deletion is on {date_format(clock.day_of(day), 'DATE_FORMAT')}." in content


def test_the_report_says_what_happens_by_itself_and_whom_to_tell_if_it_does_not(
    officer_client: Client, due: Any
) -> None:
    url = reverse("wagtail_privacy_forms:due")
    content = officer_client.get(url).content.decode()
    assert "deleted by themselves" in content
    assert "privacy_purge" not in content
    first = PrivacyFormSubmission.objects.earliest("pk")
    PrivacyFormSubmission.objects.filter(pk=first.pk).update(expires_at=timezone.now() - 3 * DAY)
    assert "Tell whoever runs your website" in officer_client.get(url).content.decode()
