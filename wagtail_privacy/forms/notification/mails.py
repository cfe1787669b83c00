"""The mail that says that somebody has sent a form: a link, and answers only where it is safe."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.utils import get_admin_base_url

from wagtail_privacy import clock, conf
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.notification.channels import with_words
from wagtail_privacy.forms.notification.recipients import MailRecipient, recipients_of
from wagtail_privacy.forms.notification.sealed_mail import SealedMail
from wagtail_privacy.forms.submissions.cells import as_text
from wagtail_privacy.forms.submissions.log_actions import MAIL, log_use
from wagtail_privacy.forms.submissions.references import reference_of

logger = logging.getLogger("wagtail_privacy.forms")

TEMPLATE = "wagtail_privacy/forms/mails/notification.txt"
#: No mailbox answers it with a note of absence.
HEADERS = {"Auto-Submitted": "auto-generated"}


def addresses_in(text: str) -> list[str]:
    """Give the addresses of a list with commas, each once."""
    return list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))


@sensitive_variables()
def notify(page: Any, submission: Any, now: datetime) -> int:
    """Tell those whom a form page names that it was sent; give how many mails went out.

    Whatever fails here has failed after the answers were stored, and is logged without them.
    """
    sent = 0
    try:
        with translation.override(page.locale.language_code):
            for message, tells_answers in _messages(page, submission, now):
                if _is_sent(message):
                    sent += 1
                    if tells_answers:
                        log_use(MAIL, page, 1, purpose=submission.purpose)
    except Exception as error:
        _complain(error)
    return sent


def _messages(page: Any, submission: Any, now: datetime) -> Iterator[tuple[EmailMessage, bool]]:
    addresses = addresses_in(page.to_address)
    known = recipients_of(addresses)
    is_usable = page.mails_answers and _is_usable(submission, now)
    for address in addresses:
        if not page.mails_answers:
            yield _plain(page, address, _text(page, submission)), False
        elif not is_usable:
            note = gettext("The answers rest on a consent that has not been confirmed yet.")
            yield _plain(page, address, _text(page, submission, note=note)), False
        elif address in known:
            yield _for_recipient(page, submission, known[address], now)
        elif conf.forms().MAIL_ANSWERS_IN_CLEAR:
            yield _plain(page, address, _text(page, submission, with_answers=True)), True
        else:
            yield _plain(page, address, _text(page, submission)), False


def _is_usable(submission: Any, now: datetime) -> bool:
    """Whether the purpose lock opens the answers: not before a double opt-in is confirmed."""
    rows = type(submission)._default_manager.usable_for(submission.purpose_id, now)
    return bool(rows.filter(pk=submission.pk).exists())


def _for_recipient(
    page: Any, submission: Any, recipient: MailRecipient, now: datetime
) -> tuple[EmailMessage, bool]:
    key = recipient.key(now)
    if key is None:
        note = gettext("Your key cannot be used any more. Give a new one to the privacy officer.")
        return _plain(page, recipient.address, _text(page, submission, note=note)), False
    text = _text(page, submission, with_answers=True)
    values = _headers(page, recipient.address)
    return SealedMail(**values, key=key, text=text), True


def _plain(page: Any, address: str, text: str) -> EmailMessage:
    return EmailMessage(**_headers(page, address), body=text)


def _headers(page: Any, address: str) -> dict[str, Any]:
    subject = page.subject or gettext("New submission: %(form)s") % {"form": page.title}
    return {
        # A line break in a title must not begin another header.
        "subject": " ".join(subject.split()),
        "from_email": page.from_address or None,
        "to": [address],
        "headers": HEADERS,
    }


@sensitive_variables()
def _text(page: Any, submission: Any, *, with_answers: bool = False, note: str = "") -> str:
    address = reverse("wagtailforms:list_submissions", args=[page.pk])
    context = {
        "page": page,
        "address": f"{get_admin_base_url() or ''}{address}",
        "deleted_on": clock.day_of(submission.expires_at),
        "answers": list(_answers(page, submission)) if with_answers else [],
        "reference": reference_of(submission.uuid),
        "note": note,
    }
    return render_to_string(TEMPLATE, context).strip() + "\n"


@sensitive_variables()
def _answers(page: Any, submission: Any) -> Iterator[tuple[str, str]]:
    try:
        answers = with_words(submission.get_answers())
    except EncryptionError:
        return
    for name, label in page.get_data_fields():
        if name in answers:
            yield str(label), as_text(answers[name])


def _is_sent(message: EmailMessage) -> bool:
    try:
        return bool(message.send())
    except Exception as error:
        _complain(error)
        return False


def _complain(error: Exception) -> None:
    # The text of the error may name an address or more.
    logger.error("A notification could not be sent: %s", type(error).__name__)
